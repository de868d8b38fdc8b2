"""Opens pages in Chromium: errors, requests, layout, accessibility."""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
WIDTHS = {"wide": 1280, "narrow": 320}
WIDE = {"width": WIDTHS["wide"], "height": 900}

OVERFLOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.right > root.clientWidth + 1 && box.width > 0) {
      let inner = element.parentElement;
      while (inner && getComputedStyle(inner).overflowX === 'visible') inner = inner.parentElement;
      if (!inner || inner === document.body || inner === root)
        return element.outerHTML.slice(0, 160) + ' ends at ' + Math.round(box.right);
    }
  }
  return 'the page is ' + root.scrollWidth + ' wide';
}"""

HIDDEN_TEXT = """() => {
  const hidden = [];
  for (const element of document.querySelectorAll('main h1, main h2, main h3, main p, main li')) {
    if (element.textContent.trim() && !element.checkVisibility({opacityProperty: true, visibilityProperty: true}))
      hidden.push(element.outerHTML.slice(0, 160));
  }
  return hidden;
}"""


# As strict as a policy can be for pages that run a script of their own; what breaks it shows in the console.
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; "
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")


class Handler(SimpleHTTPRequestHandler):
    """Serves files under a strict Content-Security-Policy, and says nothing."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".svg": "image/svg+xml",
                      ".atom": "application/atom+xml", ".webmanifest": "application/manifest+json"}

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    """A browser that closes a page in the middle of an answer is no error."""

    def handle_error(self, request, client_address):
        pass


def serve(folder):
    """Serves a folder on loopback; returns the server and its address without a slash at the end."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


@contextmanager
def open_browser():
    """Chromium, for as long as the block lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def check_in_browser(findings, address, pages, shots=None, schemes=("light", "dark")):
    """Opens each page by its path: nothing in the console, no failed or foreign request, one headline, no
    sideways scrolling, no barrier that axe finds, and all text there without scripts."""
    with open_browser() as browser:
        context = browser.new_context(viewport=WIDE)
        hidden = {page.path: check_page(findings, context, address, page, shots, schemes) for page in pages}
        context.close()
        plain = browser.new_context(viewport=WIDE, java_script_enabled=False)
        for page in pages:
            check_without_scripts(findings, plain, address, page, hidden[page.path])
        plain.close()


def check_page(findings, context, address, page, shots, schemes):
    """One page in both widths and both colour schemes; returns the texts that it hides when it is wide."""
    tab = context.new_page()
    host = urlsplit(address).netloc
    tab.on("console", lambda message: findings.add(page.path, f"console: {message.type}: {message.text}"))
    tab.on("pageerror", lambda error: findings.add(page.path, f"error: {error}"))
    tab.on("requestfailed", lambda request: findings.add(page.path, f"failed: {request.url}"))
    tab.on("response", lambda response: response.status >= 400 and findings.add(
        page.path, f"{response.status}: {response.url}"))
    tab.on("request", lambda request: urlsplit(request.url).netloc not in (host, "") and findings.add(
        page.path, f"asks another host: {request.url}"))
    tab.goto(address + page.address, wait_until="load")
    hidden = tab.evaluate(HIDDEN_TEXT)
    findings.expect(not tab.evaluate("() => window.hacked"), page.path, "ran a script out of a text")
    headlines = tab.locator("h1")
    findings.expect(headlines.count() == 1, page.path, f"has {headlines.count()} h1, not one")
    if page.kind == "article":
        findings.expect(tab.locator("article h1").count() == 1, page.path, "its h1 is not inside <article>")
    for size, width in WIDTHS.items():
        tab.set_viewport_size({"width": width, "height": 900})
        overflow = tab.evaluate(OVERFLOW)
        findings.expect(not overflow, page.path, f"scrolls sideways at {width} px: {overflow}")
        for scheme in schemes:
            tab.emulate_media(color_scheme=scheme)
            place = f"{page.path} ({size}, {scheme})"
            # The scheme changes colours alone: in the dark the other rules need not run again.
            rules = {"rules": {"target-size": {"enabled": True}}} if scheme == "light" else {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
            for violation in Axe().run(tab, options=rules).response["violations"]:
                nodes = "; ".join(node["html"][:140] for node in violation["nodes"][:2])
                findings.add(place, f"{violation['id']} ({violation['impact']}): {violation['help']}: {nodes}")
            if shots:
                name = page.address.strip("/").replace("/", "-") or "home"
                tab.screenshot(path=f"{shots}/{name}-{size}-{scheme}.png", full_page=True)
    tab.close()
    return hidden


def check_without_scripts(findings, context, address, page, hidden):
    """What there is to read does not depend on JavaScript: only what is `hidden` with it is hidden without it."""
    tab = context.new_page()
    tab.goto(address + page.address, wait_until="load")
    findings.expect(tab.locator("h1").first.is_visible(), page.path, "its h1 is not visible without JavaScript")
    surplus = [text for text in tab.evaluate(HIDDEN_TEXT) if text not in hidden]
    findings.expect(not surplus, page.path, f"hides text without JavaScript: {surplus[:2]}")
    findings.expect(tab.locator("main").inner_text().strip(), page.path, "has no text without JavaScript")
    tab.close()
