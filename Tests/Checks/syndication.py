"""Checks what machines read: feeds, sitemaps, structured data."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
from webpages import file_of

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
ARTICLE_TYPES = {"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
                 "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle",
                 "SatiricalArticle", "LiveBlogPosting"}


def is_instant(text):
    """Whether a text is an instant with its offset, as RFC 3339 writes it."""
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).tzinfo is not None
    except (ValueError, AttributeError):
        return False


def check_feeds(findings, output, base):
    """RSS, Atom and JSON feeds: well-formed, not empty, ids unique, every address absolute and there."""
    output = Path(output)
    for path in sorted([*output.rglob("feed.xml"), *output.rglob("feed.atom")]):
        name = path.relative_to(output)
        feed = feedparser.parse(path.read_bytes())
        findings.expect(feed.bozo == 0, name, f"is not well-formed: {feed.get('bozo_exception')}")
        findings.expect(feed.entries, name, "has no entries")
        findings.expect(feed.feed.get("title"), name, "has no title")
        ids = [entry.get("id") for entry in feed.entries]
        findings.expect(all(ids) and len(set(ids)) == len(ids), name, "has entries without an id of their own")
        for entry in feed.entries:
            place = f"{name}, {entry.get('title')!r}"
            findings.expect(entry.get("title"), place, "has no title")
            findings.expect(file_of(output, base, entry.get("link", "")), place,
                            f"links to {entry.get('link')!r}, which is no page of the site")
            findings.expect("content" in entry or "summary" in entry, place, "has no text")
            body = entry.content[0].value if entry.get("content") else entry.get("summary", "")
            relative = re.search(r'(?:href|src)="(?!https?:|mailto:|tel:|data:|#)([^"]*)"', body)
            findings.expect(not relative, place, f"has a relative address: {relative and relative.group(0)}")
        root = ElementTree.fromstring(path.read_bytes())
        links = [link.get("href", "") for link in root.iter(ATOM + "link") if link.get("rel") == "self"]
        expected = base + quote(name.as_posix())
        findings.expect(expected in links, name, f"does not name itself: {links[:2]}, not {expected}")
        if path.name == "feed.xml":
            check_channel(findings, name, root.find("channel"))
            for date in root.iter("pubDate"):
                findings.expect(parsedate_to_datetime(date.text).tzinfo, name, f"has a date without offset: {date.text}")
        else:
            for date in [*root.iter(ATOM + "updated"), *root.iter(ATOM + "published")]:
                findings.expect(is_instant(date.text), name, f"has no RFC 3339 date: {date.text}")
            for entry in [root, *root.iter(ATOM + "entry")]:
                for tag in ("id", "title", "updated"):
                    findings.expect(len(entry.findall(ATOM + tag)) == 1, name, f"{entry.tag} has not exactly one {tag}")
    feeds = sorted(output.rglob("feed.json"))
    findings.expect(feeds, "feed.json", "is missing")
    for path in feeds:
        name = path.relative_to(output)
        feed = json.loads(path.read_text(encoding="utf-8"))
        findings.expect(feed.get("version") == "https://jsonfeed.org/version/1.1", name, "has no version 1.1")
        for key in ("title", "home_page_url", "feed_url", "language"):
            findings.expect(feed.get(key), name, f"has no {key}")
        findings.expect(feed.get("feed_url") == base + quote(name.as_posix()), name, f"does not name itself: {feed.get('feed_url')}")
        items = feed.get("items", [])
        findings.expect(items, name, "has no items")
        findings.expect(len({item.get("id") for item in items}) == len(items), name, "has items with one id")
        for item in items:
            place = f"{name}, {item.get('title')!r}"
            findings.expect(item.get("id") and ("content_html" in item or "content_text" in item), place,
                            "has no id or no content")
            findings.expect(file_of(output, base, item.get("url", "")), place, f"has no page: {item.get('url')!r}")
            for key in ("date_published", "date_modified"):
                findings.expect(key not in item or is_instant(item[key]), place, f"{key} is {item.get(key)!r}")


def check_channel(findings, name, channel):
    """The fields of RSS that readers and aggregators want."""
    for tag in ("title", "link", "description", "language"):
        findings.expect(channel.findtext(tag), name, f"its channel has no {tag}")
    for item in channel.iter("item"):
        place = f"{name}, {item.findtext('title')!r}"
        guid = item.find("guid")
        findings.expect(guid is not None and guid.get("isPermaLink") == "true" and guid.text == item.findtext("link"),
                        place, "has no guid that is its address")
        findings.expect(item.findtext("pubDate") is None or channel.findtext("lastBuildDate"), name,
                        "has dates and no lastBuildDate")
        html = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
        text = re.sub(r"<[^>]*>", "", html)
        findings.expect(len(item.findtext("description") or "") >= 300 or len(text) < 400, place,
                        "has a short description, and much text")
        enclosure = item.find("enclosure")
        findings.expect(enclosure is None or all(enclosure.get(key) for key in ("url", "length", "type")), place,
                        "has an enclosure without url, length or type")


def check_manifest(findings, output, base):
    """The web app manifest: its fields, and an icon that is there."""
    manifest = json.loads((Path(output) / "manifest.webmanifest").read_text(encoding="utf-8"))
    for key in ("name", "start_url", "display", "icons", "theme_color", "background_color", "lang"):
        findings.expect(manifest.get(key), "manifest.webmanifest", f"has no {key}")
    for icon in manifest.get("icons", []):
        findings.expect(file_of(output, base, urljoin(base, icon["src"])), "manifest.webmanifest",
                        f"names the icon {icon['src']}, which does not exist")


def check_sitemaps(findings, output, base, pages):
    """Every address of a sitemap is a page, and every page that may be found is in a sitemap."""
    output = Path(output)
    listed = set()
    for path in sorted(output.glob("sitemap*.xml")):
        root = ElementTree.fromstring(path.read_bytes())
        locations = [node.text for node in root.iter(SITEMAP + "loc")]
        if path.name != "sitemap-news.xml":
            findings.expect(locations, path.name, "is empty")
        findings.expect(len(set(locations)) == len(locations), path.name, "names an address twice")
        for address in locations:
            file = file_of(output, base, address)
            if findings.expect(file, path.name, f"names {address}, which does not exist") and root.tag.endswith("urlset"):
                listed.add(file)
        for date in root.iter(SITEMAP + "lastmod"):
            findings.expect(re.fullmatch(r"\d{4}-\d\d-\d\d", date.text) or is_instant(date.text), path.name,
                            f"has the date {date.text!r}")
        for news in root.iter(NEWS + "news"):
            for tag in (f"{NEWS}publication/{NEWS}name", f"{NEWS}publication/{NEWS}language",
                        f"{NEWS}publication_date", f"{NEWS}title"):
                findings.expect(news.findtext(tag), path.name, f"an entry has no {tag.rpartition('}')[2]}")
    for page in pages.values():
        if page.kind in ("article", "page", "section", "home"):
            first = not re.search(r"/page/\d+/index\.html$", page.path)
            findings.expect(page.path in listed or not first, "sitemap.xml", f"lacks {page.path}")
    robots = (output / "robots.txt").read_text(encoding="utf-8")
    for address in re.findall(r"(?im)^sitemap:\s*(\S+)", robots):
        findings.expect(file_of(output, base, address), "robots.txt", f"names {address}, which does not exist")
    findings.expect("sitemap:" in robots.lower(), "robots.txt", "names no sitemap")


def check_structured_data(findings, output, base, pages):
    """JSON-LD and Open Graph of every page: parses, has its fields, and can't close its element."""
    for page in pages.values():
        nodes = []
        for text in page.data:
            findings.expect("<" not in text and ">" not in text, page.path, "JSON-LD holds a bare < or >")
            data = json.loads(text)
            nodes += data.get("@graph", [data]) if isinstance(data, dict) else data
        types = {node.get("@type"): node for node in nodes}
        metadata = dict(reversed(page.metadata))
        if page.kind in ("article", "home", "section", "topic", "author", "series", "entity", "page"):
            for key in ("og:title", "og:type", "og:url", "og:site_name", "og:locale", "twitter:card", "robots", "viewport"):
                findings.expect(metadata.get(key), page.path, f"has no {key}")
            findings.expect((metadata.get("og:image") or base).startswith(("https://", "http://")), page.path,
                            f"og:image is {metadata.get('og:image')!r}")
            canonical = re.search(r'<link rel="canonical" href="([^"]*)"', page.text)
            findings.expect(canonical and canonical.group(1).startswith(base), page.path, "has no canonical address")
        if page.kind == "article":
            check_article(findings, output, base, page, types, metadata)
        elif page.kind == "home" and page.path == "index.html":
            findings.expect("WebSite" in types, page.path, f"has no WebSite: {sorted(map(str, types))}")
        elif page.kind == "author":
            profile = types.get("ProfilePage", {})
            findings.expect(profile.get("mainEntity", {}).get("name"), page.path, "has no ProfilePage with a name")
        elif page.kind in ("section", "topic", "entity"):
            members = types.get("CollectionPage", {}).get("mainEntity", {}).get("itemListElement", [])
            findings.expect(members or "story" not in page.text, page.path, "its collection has no members")
            findings.expect("CollectionPage" in types, page.path, f"has no CollectionPage: {sorted(map(str, types))}")
            if page.kind == "entity":
                about = types.get("CollectionPage", {}).get("about", {})
                findings.expect(about.get("@type") and about.get("name"), page.path, "does not say whom it is about")
                findings.expect(about.get("@id", "").startswith(base), page.path, f"@id is {about.get('@id')!r}")


def check_article(findings, output, base, page, types, metadata):
    """The fields that search engines want of a news article."""
    article = next((node for kind, node in types.items() if kind in ARTICLE_TYPES), None)
    if not findings.expect(article, page.path, f"has no news article in its data: {sorted(map(str, types))}"):
        return
    for key in ("headline", "url", "mainEntityOfPage", "publisher", "articleSection", "wordCount", "timeRequired",
                "inLanguage", "isAccessibleForFree"):
        findings.expect(article.get(key) not in (None, "", {}), page.path, f"its data have no {key}")
    for key in ("datePublished", "dateModified"):
        findings.expect(key not in article or is_instant(article[key]), page.path, f"{key} is {article.get(key)!r}")
    findings.expect((article.get("publisher") or {}).get("name"), page.path, "its publisher has no name")
    # Wire text may have no byline, and then nobody is made up.
    authors = article.get("author", [])
    findings.expect(authors or "p-author" not in page.text, page.path, "its data have no author")
    findings.expect(isinstance(authors, list) and all(one.get("name") and one.get("@type") for one in authors),
                    page.path, f"author is {authors!r}")
    images = article.get("image", [])
    findings.expect(isinstance(images, list), page.path, f"image is {images!r}")
    for address in images if isinstance(images, list) else []:
        address = address if isinstance(address, str) else address.get("url", "")
        findings.expect(urlsplit(address).scheme and file_of(output, base, address) != "", page.path,
                        f"names the image {address!r}, which does not exist")
    for name in ("h-entry", "p-name", "e-content", "u-url"):
        findings.expect(re.search(rf'class="[^"]*\b{name}\b', page.text), page.path, f"has no {name}")
    for name, key in (("dt-published", "datePublished"), ("dt-updated", "dateModified"), ("p-author", "author")):
        findings.expect((key in article) == bool(re.search(rf'class="[^"]*\b{name}\b', page.text)), page.path,
                        f"{name} and {key} do not agree")
    for key, name in (("article:published_time", "datePublished"), ("article:modified_time", "dateModified")):
        findings.expect(metadata.get(key) == article.get(name), page.path, f"{key} and {name} do not agree")
    findings.expect(metadata.get("article:section"), page.path, "has no article:section")
    crumbs = types.get("BreadcrumbList", {}).get("itemListElement", [])
    findings.expect([crumb.get("position") for crumb in crumbs] == [1, 2, 3], page.path, f"its breadcrumbs are {crumbs!r}")
    findings.expect("BreadcrumbList" in types, page.path, "has no BreadcrumbList")
    findings.expect(metadata.get("og:type") == "article", page.path, "og:type is not article")
    findings.expect(metadata.get("twitter:card"), page.path, "has no twitter:card")
