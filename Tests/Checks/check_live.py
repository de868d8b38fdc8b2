#!/usr/bin/env python3
"""Runs `broadsheet serve` on a copy of the example site and edits it under the eyes of a browser: pages load again
when they changed and not otherwise, style sheets are swapped, errors cover the page until they are mended."""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Error, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from browser import CHROMIUM
from findings import Findings

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-22T09:00:00Z"
PATIENCE = 20_000
ARTICLE = "Content/machines/leo.md"


class Server:
    """`broadsheet serve`, with what it says."""

    def __init__(self, broadsheet, site, *options):
        self.process = subprocess.Popen(
            [broadsheet, "serve", str(site), "--port", "0", "--now", NOW, *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines, self.errors = [], []
        self.spoke = threading.Condition()
        for stream, lines in ((self.process.stdout, self.lines), (self.process.stderr, self.errors)):
            threading.Thread(target=self.listen, args=(stream, lines), daemon=True).start()
        self.address = re.search(r"http://\S+", self.wait(lambda: next((l for l in self.lines if "http://" in l), None)))[0]

    def listen(self, stream, lines):
        for line in stream:
            with self.spoke:
                lines.append(line)
                self.spoke.notify_all()

    def wait(self, condition, seconds=30):
        with self.spoke:
            if not self.spoke.wait_for(condition, seconds):
                raise SystemExit(f"the server did not say what was expected:\n{''.join(self.lines + self.errors)}")
            return condition()

    def builds(self):
        return sum(line.startswith(("Built", "Not built")) for line in self.lines)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def interrupt(self):
        """Sends Control-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=10)


def copy_site(folder):
    for name in ("Content", "Data", "Templates", "Site.yaml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return folder


def edit(path, change):
    """Saves as careful editors do: another file first, then a rename."""
    temporary = path.with_name(path.name + ".tmp~")
    temporary.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    os.replace(temporary, path)


class Page:
    """A page in the browser that counts how often it was loaded."""

    def __init__(self, context, address):
        self.tab = context.new_page()
        self.loads = 0
        self.problems = []
        self.tab.on("load", self.count)
        self.tab.on("pageerror", lambda error: self.problems.append(str(error)))
        self.tab.on("console", lambda message: message.type == "error" and self.problems.append(message.text))
        with self.tab.expect_response(lambda response: "/.broadsheet/events" in response.url):
            self.tab.goto(address, wait_until="load")

    def count(self, _):
        self.loads += 1

    def visit(self, path):
        """Goes to another page of the site; a reload that is under way may win at first."""
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                return self.tab.goto(urljoin(self.tab.url, path), wait_until="load")
            except Error:
                if time.monotonic() > deadline:
                    raise

    def see(self, text):
        self.tab.get_by_text(text).first.wait_for(timeout=PATIENCE)

    def overlay(self):
        return self.tab.locator("broadsheet-errors")


def check(findings, broadsheet, work):
    site = copy_site(work)
    article = site / ARTICLE
    with Server(broadsheet, site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context()
        page = Page(context, server.address + "machines/leo/")
        other = Page(context, server.address + "about/")
        check_edits(findings, site, article, page, other)
        check_styles(findings, site, page, other)
        check_errors(findings, context, server, article, page)
        check_bursts(findings, server, site, page)
        for one in (page, other):
            expected = [p for p in one.problems if "404" not in p]
            findings.expect(not expected, "live", f"the browser complains: {expected}")
        begun = time.monotonic()
        code = server.interrupt()
        findings.expect(code == 0, "live", f"Control-C ended it with {code}")
        findings.expect(time.monotonic() - begun < 5, "live", "Control-C had to wait for open pages")
        browser.close()
    findings.expect("broadsheet/live.js" not in "".join(
        path.read_text() for path in (site / "Output").rglob("*.html")), "live", "the script is in the output")


def check_edits(findings, site, article, page, other):
    edit(article, lambda text: text + "\nA paragraph that was saved just now.\n")
    page.see("A paragraph that was saved just now.")
    findings.expect(page.loads == 2, "edit", f"the page was loaded {page.loads} times, not twice")
    findings.expect(other.loads == 1, "edit", "a page that did not change was loaded again")
    new = site / "Content" / "brand-new"
    new.mkdir()
    (new / "arrival.md").write_text("---\ntitle: An arrival\ndate: 2026-11-21\n---\nIt is here.\n")
    page.visit("/brand-new/arrival/")
    page.see("It is here.")
    shutil.rmtree(new)
    page.tab.get_by_text("It is here.").first.wait_for(state="detached", timeout=PATIENCE)
    page.visit("/machines/leo/")
    page.see("A paragraph that was saved just now.")


def check_styles(findings, site, page, other):
    before = other.loads
    for tab in (page.tab, other.tab):
        tab.evaluate("() => { window.mark = 'still here'; }")
    edit(site / "Templates" / "assets" / "site.css", lambda text: text + "\nbody { outline: 7px solid rgb(1, 2, 3); }\n")
    for tab in (page.tab, other.tab):
        tab.wait_for_function("() => getComputedStyle(document.body).outlineWidth === '7px'", timeout=PATIENCE)
        tab.wait_for_function("() => document.querySelectorAll('link[rel=stylesheet]').length === 1", timeout=PATIENCE)
        findings.expect(tab.evaluate("() => window.mark") == "still here", "styles", "the page was loaded again")
    findings.expect(other.loads == before, "styles", "the page was loaded again")


def check_errors(findings, context, server, article, page):
    good = article.read_text()
    article.write_text(re.sub("(?m)^date:.*$", "date: <script>window.broken = 1</script> & no date", good, count=1))
    page.overlay().wait_for(timeout=PATIENCE)
    shown = page.overlay().locator("div").inner_text()
    for part in (ARTICLE, "BS02", "<script>window.broken", "^", "Help:"):
        findings.expect(part in shown, "errors", f"the overlay lacks {part!r}: {shown}")
    findings.expect(page.tab.evaluate("() => window.broken") is None, "errors", "text of the site was run")
    findings.expect(page.tab.get_by_text("A paragraph that was saved just now.").count() == 1, "errors", "the last good page is gone")
    server.wait(lambda: any("BS02" in line for line in server.errors))
    late = Page(context, server.address + "machines/")
    late.overlay().wait_for(timeout=PATIENCE)
    article.write_text(good)
    for one in (page, late):
        one.overlay().wait_for(state="detached", timeout=PATIENCE)
    late.tab.close()


def check_bursts(findings, server, site, page):
    before = server.builds()
    folder = site / "Content" / "many"
    folder.mkdir()
    for number in range(1000):
        (folder / f"story-{number}.md").write_text(f"---\ntitle: Story {number}\ndate: 2026-01-01\n---\nText {number}.\n")
    page.visit("/many/story-999/")
    page.see("Text 999.")
    builds = server.builds() - before
    findings.expect(builds <= 20, "burst", f"{builds} builds after a thousand files at once")
    shutil.rmtree(folder)
    page.tab.get_by_text("Text 999.").first.wait_for(state="detached", timeout=PATIENCE)
    deadline = time.monotonic() + 30
    while (site / "Output" / "many").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    findings.expect(not (site / "Output" / "many").exists(), "burst", "removed articles are still in the output")


def check_policy(findings, broadsheet, work):
    """Under a strict policy, and where the first build fails."""
    (work / "Content").mkdir(parents=True)
    (work / "Templates").mkdir()
    page = work / "Templates" / "page.html"
    policy = "default-src 'self'"
    good = (f'<!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="{policy}">'
            "<title>t</title></head><body><p>{{ page.title }}</p></body></html>\n")
    page.write_text(good + "{{ nothing }}\n")
    (work / "Content" / "pages").mkdir()
    (work / "Content" / "pages" / "about.md").write_text("---\ntitle: About\n---\nText.\n")
    with Server(broadsheet, work) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = Page(browser.new_context(), server.address + "about/")
        tab.overlay().wait_for(timeout=PATIENCE)
        page.write_text(good)
        tab.see("About")
        tab.overlay().wait_for(state="detached", timeout=PATIENCE)
        page.write_text(good + "{{ nothing }}\n")
        tab.overlay().wait_for(timeout=PATIENCE)
        colour = tab.overlay().locator("div").evaluate("element => getComputedStyle(element).borderTopColor")
        findings.expect(colour == "rgb(179, 38, 30)", "policy", f"the overlay has no style: {colour}")
        complaints = [text for text in tab.problems if "404" not in text]
        findings.expect(not complaints, "policy", f"the browser complains: {complaints}")
        browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadsheet", required=True)
    arguments = parser.parse_args()
    findings = Findings()
    broadsheet = str(Path(arguments.broadsheet).resolve())
    with tempfile.TemporaryDirectory(prefix="broadsheet-live-") as work:
        (Path(work) / "site").mkdir()
        with findings.section("live pages"):
            check(findings, broadsheet, Path(work) / "site")
        with findings.section("live pages under a strict policy"):
            check_policy(findings, broadsheet, Path(work) / "strict")
    return findings.report()


if __name__ == "__main__":
    sys.exit(main())
