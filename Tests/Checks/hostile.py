"""A site whose every field is hostile: what breaks out of its place, what is too long, what is missing, and a
language that runs from right to left."""

import json
from pathlib import Path

# Ends attributes, elements, comments, CDATA sections and strings of scripts; a script that runs sets `hacked`.
BREAK = "\"'><script>window.hacked=1</script><!-- ]]> </title></style>{{ 7*7 }}{% x %} &amp; \\u0000"
HANDLER = '" onerror="window.hacked=1" onload="window.hacked=1'
# An override that would turn the rest of the line round, and one that is never closed.
TURN = "abc \u202e321 \u2067 fed"
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
LONG = ("A headline that does not know where to stop because nobody at the desk told the reporter that there is a "
        "limit to what a reader takes in at one glance, and so it goes on, past the fold, past the second line and "
        "past the third, until it has three hundred characters and some more, and ends.")
PICTURE = ('<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}">'
           '<path fill="#567" d="M0 0h{0}v{1}H0z"/></svg>\n')
ARABIC = "وكالة الأنباء المحلية تنشر خبراً عن الجسر الجديد في المدينة القديمة"


def article(fields, text):
    """Front matter in JSON, so that every text stands in it as it is, and the body."""
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n\n" + text


def long_article():
    """About 10,000 words, with what an article can have."""
    parts = []
    for number in range(1, 101):
        parts.append(f"## Part {number} {UNBROKEN[:200] if number == 2 else ''}\n")
        parts.append("The river rose again and nobody could say why it did. " * 9 + "\n")
        if number % 10 == 0:
            parts.append("| " + " | ".join(f"Column {n}" for n in range(14)) + " |\n|" + "---|" * 14 + "\n"
                         + ("| " + " | ".join(f"value {n}" for n in range(14)) + " |\n") * 4)
            parts.append(f"> {'A quotation that is worth its place. ' * 4}\n")
            parts.append(f"```\n{'code ' * 60}\n```\n")
            parts.append(f"1. one\n   - two\n     - three {UNBROKEN[:120]}\n")
            parts.append(f"A note.[^{number}]\n\n[^{number}]: The text of note {number}.\n")
    return "\n".join(parts)


ARTICLES = {
    "news/break.md": ({
        "title": BREAK, "description": BREAK, "date": "2026-03-01T08:00:00Z", "updated": "2026-03-02",
        "authors": [BREAK + " A", "B " + BREAK], "tags": [BREAK, HANDLER], "kicker": BREAK, "series": BREAK,
        "part": 1, "dateline": BREAK, "section": "News",
        "image": {"src": "/a.svg", "alt": BREAK + HANDLER, "caption": BREAK, "credit": BREAK},
        "takeaways": [BREAK, TURN, LONG], "corrections": [{"date": "2026-03-03", "text": BREAK}],
    }, f"A text. <script>window.hacked=1</script>\n\n## {BREAK}\n\n![{HANDLER}](/a.svg \"{TURN}\")\n\n"
       f"[{BREAK}](javascript:window.hacked=1)\n\n`{BREAK}`\n\nSEE: A story that is nowhere\n"),
    "news/long-title.md": ({"title": LONG, "description": LONG * 3, "date": "2026-03-05", "authors": [LONG[:120]],
                            "tags": [LONG[:100]], "kicker": LONG[:150]}, LONG * 5 + "\n"),
    "news/unbroken.md": ({"title": UNBROKEN[:300], "description": UNBROKEN, "date": "2026-03-04",
                          "authors": [UNBROKEN[:200]], "tags": [UNBROKEN[:150]],
                          "image": {"src": "/tall.svg", "alt": "A tall picture", "caption": UNBROKEN}},
                         UNBROKEN * 3 + "\n\n## " + UNBROKEN[:200] + "\n\nText.\n"),
    "news/turned.md": ({"title": TURN, "description": TURN, "date": "2026-03-06T09:00:00Z", "authors": [TURN],
                        "tags": [TURN], "series": TURN}, TURN + "\n"),
    "news/forty.md": ({"title": "Forty hands", "date": "2026-03-07", "image": {"src": "/wide.svg", "alt": "Wide"},
                       "authors": [f"Writer Number {n} of the Long List" for n in range(1, 41)],
                       "tags": [f"tag number {n}" for n in range(1, 31)]}, "They all wrote it.\n"),
    "news/ten-thousand.md": ({"title": "Ten thousand words", "date": "2026-03-08", "extra": {"contents": True},
                              "corrections": [{"date": "2026-03-09", "text": LONG}] * 6}, long_article()),
    "news/names.md": ({"title": "Names", "date": "2026-03-11"},
                      f"Then {UNBROKEN[:300]}, chief executive of Microsoft, met Jane {HANDLER} and the {TURN}.\n\n"
                      "On 5 June 2019 it was <b>so</b>. In March 2018 it was \"not\" so & so.\n"),
    "news/empty.md": ({"title": "Nothing but a headline", "date": "2026-03-09"}, ""),
    "culture/arabic.md": ({"title": ARABIC, "description": ARABIC, "date": "2026-03-10", "language": "ar",
                           "authors": ["ليلى حداد"], "tags": ["الجسر"]}, (ARABIC + ". ") * 12 + "\n"),
}


def write_hostile(folder):
    """Writes the site."""
    root = Path(folder)
    files = {f"Content/{path}": article(*parts) for path, parts in ARTICLES.items()}
    files |= {
        "Content/news/untitled-2026.md": "Text alone, without a headline, a date, a byline or a picture.\n",
        "Content/news/_index.md": article({"title": BREAK, "description": LONG}, f"{BREAK}\n"),
        "Content/culture/_index.md": article({"title": UNBROKEN[:90]}, ""),
        "Content/pages/about.md": article({"title": BREAK, "description": TURN}, LONG),
        "Content/a.svg": PICTURE.format(1600, 900), "Content/tall.svg": PICTURE.format(200, 4000),
        "Content/wide.svg": PICTURE.format(4000, 200),
        "Data/front.yaml": "breaking:\n  text: " + json.dumps(BREAK + LONG) + "\n  url: /about/\n",
        "Data/authors.yaml": json.dumps([{"name": TURN, "role": BREAK, "bio": BREAK + "\n\n" + LONG,
                                          "same_as": ["https://example.org/" + UNBROKEN[:100].replace("ä", "a")]}]),
        "Data/entities.yaml": json.dumps([
            {"name": UNBROKEN[:300], "type": "person", "description": BREAK, "same_as": ["https://example.org/" + "x" * 200]},
            {"name": "Jane " + HANDLER, "type": "organisation", "description": LONG}, {"name": TURN, "type": "place"},
            {"name": BREAK, "type": BREAK}]),
        "Site.yaml": "\n".join(f"{key}: {json.dumps(value)}" for key, value in {
            "title": "The “" + BREAK + "” Gazette", "tagline": BREAK, "description": LONG + BREAK,
            "copyright": BREAK, "language": "en", "markdown": {"html": "drop"}, "publisher": {"name": BREAK},
            "menu": [{"title": BREAK, "url": "/about/"}, {"title": UNBROKEN[:60], "url": "/about/"}],
        }.items()) + "\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def write_right_to_left(folder):
    """A small site in Arabic, which runs from right to left."""
    root = Path(folder)
    for number in range(1, 9):
        path = root / f"Content/news/story-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(
            {"title": f"{ARABIC} {number}", "description": ARABIC, "date": f"2026-03-0{number}",
             "authors": ["ليلى حداد"], "tags": ["الجسر"], "image": {"src": "/a.svg", "alt": "جسر"}},
            (ARABIC + ". ") * 20 + "\n\n> " + ARABIC + "\n\n- واحد\n- اثنان\n"), encoding="utf-8")
    (root / "Content/a.svg").write_text(PICTURE.format(1600, 900))
    (root / "Site.yaml").write_text(
        "title: الصحيفة\nlanguage: ar\n", encoding="utf-8")
