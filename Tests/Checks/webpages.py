"""Reads HTML pages: kind, links, anchors, embedded data."""

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

ADDRESSES = {"href", "src", "action", "poster", "data", "cite", "formaction"}


@dataclass
class Page:
    """One page of a built site."""

    path: str
    text: str
    kind: str = ""
    ids: set = field(default_factory=set)
    links: list = field(default_factory=list)
    data: list = field(default_factory=list)
    metadata: list = field(default_factory=list)
    figures: int = 0

    @property
    def address(self):
        """Its address below the site's base."""
        return "/" + (self.path.removesuffix("index.html") if Path(self.path).name == "index.html" else self.path)


class Reader(HTMLParser):
    """Fills a page from its HTML."""

    def __init__(self, page):
        super().__init__()
        self.page = page
        self.in_data = False

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        page = self.page
        if "id" in attributes:
            page.ids.add(attributes["id"])
        if tag == "body":
            page.kind = next((name.removeprefix("kind-") for name in (attributes.get("class") or "").split()
                              if name.startswith("kind-")), "")
        page.figures += tag == "figure"
        for name, value in attrs:
            if name in ADDRESSES and value is not None:
                page.links.append((tag, name, value))
            elif name in ("srcset", "imagesrcset") and value:
                page.links += [(tag, name, part.split()[0]) for part in value.split(",") if part.split()]
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or ""
            page.metadata.append((name, attributes.get("content") or ""))
            if name in ("og:url", "og:image"):
                page.links.append((tag, name, attributes.get("content") or ""))
            if (attributes.get("http-equiv") or "").lower() == "refresh":
                page.links.append((tag, "refresh", (attributes.get("content") or "").partition("url=")[2]))
        self.in_data = tag == "script" and attributes.get("type") == "application/ld+json"
        if self.in_data:
            page.data.append("")

    def handle_data(self, data):
        if self.in_data:
            self.page.data[-1] += data

    def handle_endtag(self, tag):
        self.in_data = False


def read_pages(output):
    """All pages of a built site, by path."""
    pages = {}
    for path in sorted(Path(output).rglob("*.html")):
        name = path.relative_to(output).as_posix()
        page = Page(name, path.read_text(encoding="utf-8"))
        Reader(page).feed(page.text)
        pages[name] = page
    return pages


def file_of(output, base, address):
    """The file behind an absolute address of the site; None for other hosts, "" where there is no such file."""
    if not address.startswith(base):
        return None
    path = unquote(urlsplit(address).path)[len(urlsplit(base).path):]
    if path == "" or path.endswith("/"):
        path += "index.html"
    path = posixpath.normpath(path)
    return path if (Path(output) / path).is_file() else ""


def check_links(findings, output, pages, base):
    """Every link of a page to the site itself leads to a file, and to an id where it names one."""
    for page in pages.values():
        here = urljoin(base, page.address.lstrip("/"))
        for tag, name, value in page.links:
            absolute, fragment = urldefrag(urljoin(here, value.strip()))
            place = f"{page.path} <{tag} {name}={value!r}>"
            if not absolute.startswith(("http:", "https:")):
                continue
            if urlsplit(absolute).netloc == urlsplit(base).netloc and not absolute.startswith(base):
                findings.add(place, "leaves the site's base path")
                continue
            found = file_of(output, base, absolute)
            if found == "":
                findings.add(place, "leads to no file")
            elif found and fragment and found in pages and unquote(fragment) not in pages[found].ids | {"top"}:
                findings.add(place, f"{found} has no id {fragment!r}")
