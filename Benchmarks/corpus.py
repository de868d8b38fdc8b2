#!/usr/bin/env python3
"""Makes the archive of a newsroom: N articles of about 640 words, the same ones on every machine.

Every article has front matter (title, date, authors, tags, description; one in forty a series), paragraphs with
quotations, emphasis and links to older articles, subheadings, lists, block quotes; one in nine a table of figures.
Article i does not depend on how many there are.
"""

import argparse
import random
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

SECTIONS = ["world", "politics", "business", "science", "culture", "sport", "local", "opinion"]
ZONE = ZoneInfo("Europe/London")
BEGIN = datetime(2008, 1, 1, 5, 0, tzinfo=timezone.utc)
GIVEN = "Anna Bruno Carla Daniel Edith Felix Gemma Hakim Irene Jonas Karin Leo Mina Noel Olga Pavel Rita Sven".split()
FAMILY = "Abel Brandt Cole Duarte Engel Faber Greco Hahn Ito Jensen Kaya Lund Mora Nagy Osei Pohl Quinn Rossi".split()
PLACES = """Alderton Brimfield Corvale Dunmere Eskholm Farrow Glenport Hexley Ingleby Jarrow Kestrel Lydgate Marlow
Northam Orford Penrith Quarley Rushden Selby Thorne Ulverton Velmar Wexcombe Yarrow""".split()
OFFICES = ["city council", "transport board", "health ministry", "appeal court", "water company", "school district",
           "port authority", "national bank", "research institute", "housing office", "electoral commission"]
THINGS = ["budget", "timetable", "report", "bridge", "hospital wing", "tariff", "contract", "forecast", "tax", "dam",
          "railway line", "museum", "harvest", "pension fund", "satellite", "football ground", "power station", "census"]
DEEDS = ["approved", "rejected", "postponed", "published", "questioned", "defended", "rewrote", "opened", "closed",
         "inspected", "withdrew", "extended", "cancelled", "welcomed", "measured"]
MANNERS = ["after a long debate", "without a vote", "for the second time this year", "despite protests",
           "in a narrow decision", "on Tuesday", "late on Friday", "before the deadline", "to general surprise",
           "as costs rose", "while the rain fell", "at a crowded meeting", "against the advice of experts"]
CLAIMS = ["the numbers do not add up", "nobody was told", "it will be ready in the spring", "the plan is sound",
          "prices have to rise", "the old building is beyond repair", "there is no money left", "it could have been worse",
          "the law leaves no choice", "the work begins tomorrow", "everybody should have known"]
TAGS = [f"{thing} {kind}".replace(" ", "-") for thing in
        ["roads", "schools", "energy", "health", "trade", "courts", "rivers", "farming", "housing", "culture",
         "elections", "science", "football", "rail", "food", "weather", "banks", "museums", "police", "space"]
        for kind in ["policy", "costs", "history", "people", "plans", "reform", "figures", "disputes", "future", "abroad"]]


def person(dice):
    return f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}"


def sentence(dice):
    pick = dice.random()
    office, thing, deed = dice.choice(OFFICES), dice.choice(THINGS), dice.choice(DEEDS)
    if pick < 0.45:
        return f"The {office} of {dice.choice(PLACES)} {deed} the {thing} {dice.choice(MANNERS)}."
    if pick < 0.65:
        return f"“{dice.choice(CLAIMS).capitalize()},” said {person(dice)} of the {office}, who {deed} the {thing}."
    if pick < 0.80:
        return (f"About {dice.randrange(2, 97)} per cent of the {dice.randrange(2, 90) * 100:,} people asked in "
                f"{dice.choice(PLACES)} said that {dice.choice(CLAIMS)}, although the {thing} was {deed}.")
    if pick < 0.92:
        return (f"It cost *{dice.randrange(2, 900)} million* in {dice.randrange(1990, 2026)}, and **{dice.choice(CLAIMS)}**, "
                f"as {person(dice)} wrote {dice.choice(MANNERS)}.")
    return f"In {dice.choice(PLACES)}, {dice.choice(CLAIMS)}; the {office} {deed} nothing but the `{thing.split()[0]}`."


def paragraph(dice, earlier):
    sentences = [sentence(dice) for _ in range(dice.randrange(2, 5))]
    if earlier and dice.random() < 0.3:
        sentences.append(f"See [an earlier report](/{dice.choice(earlier)}) on the {dice.choice(THINGS)}.")
    elif dice.random() < 0.12:
        sentences.append(f"The [document](https://archive.example/{dice.randrange(10**6)}) is public.")
    return " ".join(sentences)


def place_of(number):
    """Where article `number` lies below Content/."""
    dice = random.Random(f"place {number}")
    section = dice.choice(SECTIONS)
    return f"{section}/{dice.choice(THINGS).replace(' ', '-')}-in-{dice.choice(PLACES).lower()}-{number}.md"


def article(number, hugo=False):
    """The text of article `number`. For Hugo, which knows no archives by date, with the terms that make some."""
    dice = random.Random(f"article {number}")
    date = BEGIN + timedelta(minutes=number * 37 + dice.randrange(30))
    title = f"{dice.choice(PLACES)}: {dice.choice(THINGS)} {dice.choice(DEEDS)} {dice.choice(MANNERS)}"
    lines = ["---", f'title: "{title}"', f"date: {date:%Y-%m-%dT%H:%M:%SZ}"]
    lines.append(f"authors: [{', '.join(sorted({person(random.Random(dice.randrange(40))) for _ in range(dice.randrange(1, 3))}))}]")
    lines.append(f"tags: [{', '.join(sorted({dice.choice(TAGS) for _ in range(dice.randrange(2, 6))}))}]")
    lines.append(f'description: "{sentence(dice).replace(chr(34), "")}"')
    if number % 40 == 0:
        lines += [f"series: The {dice.choice(THINGS)} file {number // 400}", f"part: {number // 40 % 10 + 1}"]
    if hugo:
        local = date.astimezone(ZONE)
        lines += [f"years: ['{local:%Y}']", f"months: ['{local:%Y/%m}']", f"days: ['{local:%Y/%m/%d}']"]
    lines += ["---", ""]
    earlier = [place_of(dice.randrange(number)) for _ in range(4)] if number else []
    words, block = 0, 0
    while words < 600:
        block += 1
        kind = dice.random()
        if block % 5 == 0:
            text = f"## What the {dice.choice(THINGS)} means for {dice.choice(PLACES)}"
        elif block > 2 and kind < 0.10:
            text = "\n".join(f"- {sentence(dice)}" for _ in range(dice.randrange(3, 5)))
        elif block > 2 and kind < 0.18:
            text = f"> {sentence(dice)} {sentence(dice)}\n>\n> {person(dice)}"
        elif block > 2 and kind < 0.21:
            text = "\n".join(f"{i}. {sentence(dice)}" for i in range(1, 4))
        else:
            text = paragraph(dice, earlier)
        words += len(text.split())
        lines += [text, ""]
        if block == 4 and number % 9 == 0:
            rows = "\n".join(f"| {place} | {dice.randrange(1000):,} |" for place in dice.sample(PLACES, 5))
            lines += ["| Place | Cases |", "|---|---:|", rows, ""]
    return "\n".join(lines)


def write_articles(folder, count, hugo=False):
    """Writes the articles alone."""
    for section in SECTIONS:
        (Path(folder) / section).mkdir(parents=True, exist_ok=True)
        if hugo:
            (Path(folder) / section / "_index.md").write_text(f"---\ntitle: {section.capitalize()}\n---\n")
    for number in range(count):
        (Path(folder) / place_of(number)).write_text(article(number, hugo), encoding="utf-8")


def write_site(folder, count):
    """Writes a site of `count` articles for Broadsheet."""
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    (root / "Site.yaml").write_text("title: The Ledger\nbase_url: https://ledger.example/\ntime_zone: Europe/London\n")
    write_articles(root / "Content", count)


def write_hugo_site(folder, count):
    """Writes the equal site for Hugo."""
    root = Path(folder)
    shutil.copytree(Path(__file__).parent / "Hugo", root, dirs_exist_ok=True)
    theme = Path(__file__).parents[1] / "Templates" / "assets"
    (root / "assets").mkdir(exist_ok=True)
    shutil.copy(theme / "site.css", root / "assets")
    write_articles(root / "content", count, hugo=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--hugo", action="store_true", help="write the site for Hugo instead")
    arguments = parser.parse_args()
    (write_hugo_site if arguments.hugo else write_site)(arguments.folder, arguments.articles)
