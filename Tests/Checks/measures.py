"""Measures of pages in Chromium and on the wire: weight, layout shift, what blocks rendering, the keyboard."""

import gzip
from urllib.parse import urlsplit

from browser import WIDE, open_browser

# Kilobytes that a reader fetches before the pictures: page, style sheet and script, compressed.
LIMITS = {"home": 50, "article": 35}

# Largest Contentful Paint in milliseconds with its element, the sum of all layout shifts, and what held up the
# first paint besides the style sheet.
VITALS = """() => new Promise(resolve => {
  const vitals = {paint: 0, element: '', shift: 0, blocking: [], shifted: []};
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      vitals.paint = entry.startTime;
      vitals.element = entry.element ? entry.element.outerHTML.slice(0, 120) : '';
    }
  }).observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      vitals.shift += entry.value;
      for (const source of entry.sources) if (source.node)
        vitals.shifted.push((source.node.outerHTML || source.node.textContent).slice(0, 100));
    }
  }).observe({type: 'layout-shift', buffered: true});
  for (const entry of performance.getEntriesByType('resource'))
    if (entry.renderBlockingStatus === 'blocking') vitals.blocking.push(entry.name);
  setTimeout(() => resolve(vitals), 250);
})"""

# The element that has the focus: whether it can be seen, whether its focus can, and where it stands.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  window.visited = window.visited || [];
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const last = window.visited.at(-1);
  const isAfter = !last || Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  const isNew = !window.visited.includes(element);
  window.visited.push(element);
  return {
    html: element.outerHTML.slice(0, 100), isAfter, isNew,
    isSeen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    isMarked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""

# Everything that the Tab key must reach.
REACHABLE = """() => [...document.querySelectorAll('a[href], button, summary, input, [tabindex="0"]')]
  .filter(element => element.tabIndex >= 0 && element.checkVisibility({visibilityProperty: true})).length"""


def check_weight(findings, output, pages):
    """A page, its style sheet and its script are small on the wire; there is one style sheet."""
    heaviest = {}
    for page in pages.values():
        sheets = [value for tag, name, value in page.links if tag == "link" and value.endswith(".css")]
        scripts = [value for tag, name, value in page.links if tag == "script" and name == "src"]
        if page.kind not in LIMITS:
            continue
        findings.expect(len(sheets) == 1, page.path, f"asks for {len(sheets)} style sheets")
        size = sum(len(gzip.compress((output / file).read_bytes(), 6))
                   for file in [page.path, *(urlsplit(value).path.lstrip("/") for value in sheets + scripts)])
        heaviest[page.kind] = max(heaviest.get(page.kind, 0), size)
        findings.expect(size <= LIMITS[page.kind] * 1024, page.path,
                        f"weighs {size / 1024:.1f} KB without pictures, more than {LIMITS[page.kind]}")
    print("    " + ", ".join(f"{kind}: at most {size / 1024:.1f} KB" for kind, size in heaviest.items()), flush=True)


def check_vitals(findings, address, pages):
    """Nothing moves while a page loads, on a desk and on a phone, and only the style sheet holds up its painting."""
    paints = []
    with open_browser() as browser:
        for size in (WIDE, {"width": 360, "height": 780}):
            for page in pages:
                context = browser.new_context(viewport=size)
                tab = context.new_page()
                tab.goto(address + page.address, wait_until="load")
                vitals = tab.evaluate(VITALS)
                place = f"{page.path} at {size['width']} px"
                findings.expect(vitals["shift"] == 0, place,
                                f"moves while it loads: {vitals['shift']:.4f}: {vitals['shifted'][:3]}")
                blocking = [url for url in vitals["blocking"] if not url.endswith(".css")]
                findings.expect(not blocking and len(vitals["blocking"]) <= 1, place,
                                f"its painting waits for {vitals['blocking']}")
                paints.append(vitals["paint"])
                context.close()
    print(f"    largest contentful paint over loopback: {min(paints):.0f} to {max(paints):.0f} ms", flush=True)


def check_keyboard(findings, address, pages):
    """The Tab key goes through a page from its beginning to its end, each place is seen, and the first leads to
    the text."""
    with open_browser() as browser:
        # With motion, a place that gets the focus still moves into sight when it is looked at.
        context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
        for page in pages:
            tab = context.new_page()
            tab.goto(address + page.address, wait_until="load")
            count = tab.evaluate(REACHABLE)
            for step in range(count):
                tab.keyboard.press("Tab")
                focus = tab.evaluate(FOCUS)
                if not findings.expect(focus, page.path, f"loses the focus at step {step + 1} of {count}"):
                    break
                place = f"{page.path}, step {step + 1}: {focus['html']}"
                findings.expect(focus["isAfter"] and focus["isNew"], place, "the focus jumps back")
                findings.expect(focus["isSeen"], place, "has the focus and is not to be seen")
                findings.expect(focus["isMarked"], place, "does not show that it has the focus")
                if step == 0:
                    findings.expect('href="#main"' in focus["html"], place, "the first place is not the way to the text")
            tab.goto(address + page.address, wait_until="load")
            tab.keyboard.press("Tab")
            tab.keyboard.press("Enter")
            tab.keyboard.press("Tab")
            inside = tab.evaluate("() => document.activeElement.closest('main, footer') !== null")
            findings.expect(inside, page.path, "the first link does not lead past the masthead")
            tab.close()
