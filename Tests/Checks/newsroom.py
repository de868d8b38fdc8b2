"""A newsroom that never rests: makes a small random site, and edits it in every way that a person might."""

import json
import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

SECTIONS = ["world", "science", "culture", "money"]
TAGS = ["Rivers", "Trains", "Élections", "Bread & Roses", "Space", "Housing", "C++", "Chess", "東京", "Wind"]
AUTHORS = ["mara-lind", "Jonas O'Neill", "Ana García", "Wei Zhang", "T. S. Hale"]
SERIES = ["The long road", "Ten bridges"]
WORDS = """harbour council bridge minister report figures evening railway village teacher storm market
orchestra engineer budget museum river tunnel treaty garden winter signal election ferry laboratory budget
archive senator factory letter harvest lantern station question answer quarter Monday glacier""".split()
PLACES = ["Bern", "Lagos", "Porto", "Oslo", "Quito", "Hanoi", "Turku", "Accra"]
PEOPLE = ["Ruth Adler", "Samuel Okoro", "Linh Tran", "Pedro Alves", "Greta Holm"]
COMPANIES = ["Microsoft", "Siemens", "Toyota", "World Health Organization", "Acme Corp", "Bank of England"]
ROLES = ["chief executive of", "chairman of", "chief economist at", "spokeswoman for"]
NOW = "2026-05-10T12:00:00Z"
CLOCKS = [NOW, "2026-05-11T06:30:00Z", "2026-05-12T23:59:59Z", "2026-06-01T00:00:00Z", "2026-04-20T09:00:00Z",
          "2027-01-01T00:00:00Z"]


@dataclass
class Article:
    """One article as its author wrote it."""

    path: str
    fields: dict = field(default_factory=dict)
    paragraphs: list = field(default_factory=list)
    links: list = field(default_factory=list)

    def text(self, alive):
        """The file's text; `alive` holds the paths that a link may lead to."""
        lines = []
        if self.fields:
            lines.append("---")
            for key, value in self.fields.items():
                lines.append(f"{key}: {value if key in DATES else json.dumps(value, ensure_ascii=False)}")
            lines.append("---")
        lines.append("")
        for number, paragraph in enumerate(self.paragraphs):
            lines += [paragraph, ""]
            if number < len(self.links) and self.links[number] in alive:
                target = os.path.relpath(self.links[number], os.path.dirname(self.path))
                lines += [f"As [reported before]({target}), it was so.", ""]
        return "\n".join(lines)


DATES = {"date", "publish", "expires", "updated"}


class Newsroom:
    """A site in a folder, and the dice that decide what happens to it."""

    def __init__(self, folder, seed, articles=40):
        self.root = Path(folder)
        self.dice = random.Random(seed)
        self.now = NOW
        self.articles = {}
        self.counter = 0
        self.settings = {
            "title": "The Daily Dice", "base_url": "https://dice.example/", "time_zone": "Europe/Berlin",
            "page_size": 5, "description": "What the dice decide."}
        for section in SECTIONS:
            self._write(f"Content/{section}/_index.md", f"---\ntitle: {section.capitalize()} desk\n---\n\nAll of it.\n")
        for _ in range(articles):
            self._add()
        self._write("Content/pages/about.md", "---\ntitle: About\n---\n\nWe roll the dice.\n")
        self._write("Content/wire.txt", self._wire())
        self._write("Content/picture.svg", self._picture())
        self._write("Data/authors.yaml", "mara-lind:\n  name: Mara Lind\n  bio: Writes about **rivers**.\n")
        self._write("Data/desk.json", '{"phone": "0123"}')
        self._write("Templates/partials/note.html", "<p>Note: {{ site.title }}</p>\n")
        self._write("Templates/page.html", self._page_template())
        self._write_settings()
        self._write_all()

    # What there is to do

    def edit(self):
        """Makes one random edit, and returns its name."""
        kinds = [name for name in dir(self) if name.startswith("edit_")]
        name = self.dice.choice(kinds)
        getattr(self, name)()
        self._write_all()
        return name.removeprefix("edit_").replace("_", " ")

    def sabotage(self):
        """Breaks the build; returns what was done, and how to take it back."""
        kinds = [name for name in dir(self) if name.startswith("break_")]
        name = self.dice.choice(kinds)
        path, text = getattr(self, name)()
        target = self.root / path
        before = target.read_bytes() if target.exists() else None
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

        def mend():
            if before is None:
                target.unlink()
            else:
                target.write_bytes(before)

        return name.removeprefix("break_").replace("_", " "), mend

    # Edits of articles

    def edit_body(self):
        article = self._any()
        article.paragraphs[self.dice.randrange(len(article.paragraphs))] = self._paragraph()

    def edit_one_letter_with_old_times(self):
        """Same size, same modification time: only the change time and the bytes tell."""
        article = self._any()
        path = self.root / article.path
        status = path.stat()
        text = article.paragraphs[0]
        article.paragraphs[0] = ("A" if text[0] != "A" else "B") + text[1:]
        self._write_all()
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def edit_touch(self):
        os.utime(self.root / self._any().path)

    def edit_title(self):
        self._any().fields["title"] = self._title()

    def edit_no_title(self):
        self._any().fields.pop("title", None)

    def edit_date(self):
        self._any().fields["date"] = self._date()

    def edit_updated(self):
        self._any().fields["updated"] = self._date()

    def edit_description(self):
        self._any().fields["description"] = self._sentence()

    def edit_tags(self):
        self._any().fields["tags"] = self.dice.sample(TAGS, self.dice.randrange(0, 4))

    def edit_author(self):
        self._any().fields["authors"] = self.dice.sample(AUTHORS, self.dice.randrange(1, 3))

    def edit_section_field(self):
        self._any().fields["section"] = self.dice.choice(SECTIONS)

    def edit_kind(self):
        self._any().fields["kind"] = self.dice.choice(["article", "opinion", "analysis", "review"])

    def edit_series(self):
        article = self._any()
        article.fields["series"] = self.dice.choice(SERIES)
        article.fields["part"] = self.dice.randrange(1, 9)

    def edit_draft(self):
        article = self._any()
        article.fields["draft"] = not article.fields.get("draft", False)

    def edit_publish(self):
        self._any().fields["publish"] = self.dice.choice(["2026-05-11T06:00:00Z", "2026-05-30", "2026-05-01"])

    def edit_expires(self):
        self._any().fields["expires"] = self.dice.choice(["2026-05-11T06:00:00Z", "2026-05-30", "2026-04-30"])

    def edit_links(self):
        article = self._any()
        article.links = self.dice.sample(sorted(self.articles), min(3, len(self.articles)))

    def edit_aliases(self):
        self.counter += 1
        self._any().fields["aliases"] = [f"/old/{self.counter}/", f"/older-{self.counter}.html"]

    def edit_slug(self):
        self.counter += 1
        self._any().fields["slug"] = f"slug-{self.counter}"

    def edit_permalink(self):
        self.counter += 1
        self._any().fields["permalink"] = f"/special/{self.counter}/"

    def edit_image_field(self):
        self._any().fields["image"] = {"src": "/picture.svg", "alt": self._sentence()}

    def edit_corrections(self):
        self._any().fields["corrections"] = [{"date": "2026-05-02", "text": self._sentence()}]

    def edit_blocks(self):
        article = self._any()
        minute = self.dice.randrange(10, 60)
        article.paragraphs.append(self.dice.choice([
            f"::: correction date=2026-05-0{self.dice.randrange(1, 9)}\n{self._sentence()}\n:::",
            f"::: update time=2026-05-02T10:{minute} {self._sentence()}\n{self._paragraph()}\n:::",
            f"::: claim by=\"{self.dice.choice(PEOPLE)}\" rating=False {self._sentence()}\n{self._sentence()}\n:::",
            f"::: timeline\n- **2026-0{self.dice.randrange(1, 9)}-01**: {self._sentence()}\n:::",
            f"::: pull-quote\n{self._sentence()}\n:::",
            f"::: fact-box\n::: key-points\n- {self._sentence()}\n:::\n```json {{1}}\n[{minute}]\n```\n:::",
        ]))

    def edit_names(self):
        self._any().paragraphs.append(self._named())

    def edit_names_of_one(self):
        """All that an article says of people and companies, in other words."""
        article = self._any()
        article.paragraphs = [self._named() for _ in range(self.dice.randrange(1, 4))]

    def edit_role(self):
        """One word of a role that pages of other articles may show."""
        article = self._any()
        old = self.dice.choice(ROLES)
        article.paragraphs = [text.replace(old, self.dice.choice(ROLES)) for text in article.paragraphs]

    def edit_entities(self):
        known = []
        for name in self.dice.sample(PEOPLE + COMPANIES + PLACES, self.dice.randrange(1, 6)):
            kind = "person" if name in PEOPLE else "organisation" if name in COMPANIES else "place"
            known.append({"name": name, "type": self.dice.choice([kind, kind, "work"]), "description": self._title(),
                          "aliases": [name.split()[-1]], "same_as": ["https://names.example/" + name[:2]]})
            if self.dice.random() < 0.2:
                known[-1]["page"] = "/about/"
        self._write("Data/entities.yaml", json.dumps(known))

    def edit_entities_removed(self):
        (self.root / "Data/entities.yaml").unlink(missing_ok=True)

    def edit_entities_setting(self):
        self.settings["entities"] = self.dice.choice([True, True, False, {"articles": 1}, {"articles": 3}])
        self._write_settings()

    def edit_page_of_a_name(self):
        """A page by hand stands where that of a name would."""
        name = self.dice.choice(PEOPLE).lower().replace(" ", "-")
        self._write(f"Content/pages/people/{name}.md", f"---\ntitle: {self._title()}\n---\n\n{self._named()}\n")

    def edit_page_of_a_name_removed(self):
        for path in sorted((self.root / "Content/pages").glob("people/*.md"))[:1]:
            path.unlink()

    def edit_block_template(self):
        listed = "{{ query(latest=2) | map(attribute='title') | join(', ') }}" if self.dice.random() < 0.5 else ""
        self._write("Templates/Blocks/pull-quote.html",
                    f"<aside>{self.dice.randrange(1000)}: {{{{ block.body }}}} {listed}</aside>\n")

    def edit_block_template_removed(self):
        (self.root / "Templates/Blocks/pull-quote.html").unlink(missing_ok=True)

    def edit_extra_field(self):
        self._any().fields["mood"] = self.dice.choice(WORDS)

    def edit_rename(self):
        article = self._any()
        self._move(article, self._free(os.path.dirname(article.path)))

    def edit_move(self):
        self._move(self._any(), self._free("Content/" + self.dice.choice(SECTIONS)))

    def edit_delete(self):
        if len(self.articles) > 10:
            article = self._any()
            (self.root / article.path).unlink()
            del self.articles[article.path]

    def edit_add(self):
        self._add()

    def edit_add_many(self):
        for _ in range(self.dice.randrange(2, 12)):
            self._add()

    def edit_swap_two(self):
        """Two articles change their files: the same bytes, elsewhere."""
        one, other = self.dice.sample(sorted(self.articles), 2)
        first, second = self.articles[one], self.articles[other]
        first.path, second.path = other, one
        self.articles[one], self.articles[other] = second, first

    def edit_several(self):
        for _ in range(self.dice.randrange(2, 6)):
            name = self.dice.choice([name for name in dir(self) if name.startswith("edit_")
                                     and name not in ("edit_several", "edit_nothing")])
            getattr(self, name)()
            self._write_all()

    def edit_nothing(self):
        pass

    # Edits of everything else

    def edit_template(self):
        self._write("Templates/page.html", self._page_template())

    def edit_template_added(self):
        self._write("Templates/404.html", f'{{% extends "base.html" %}}{{% block main %}}<h1>{self._title()}</h1>{{% endblock %}}\n')

    def edit_template_removed(self):
        (self.root / "Templates/404.html").unlink(missing_ok=True)

    def edit_include(self):
        self._write("Templates/partials/note.html", f"<p>Note {self.dice.randrange(1000)}: {{{{ site.title }}}}</p>\n")

    def edit_style_sheet(self):
        self._write("Templates/assets/extra.css", f"p {{ margin: {self.dice.randrange(9)}px }}\n")

    def edit_site_title(self):
        self.settings["title"] = self._title()
        self._write_settings()

    def edit_site_paging(self):
        self.settings["page_size"] = self.dice.randrange(2, 12)
        self._write_settings()

    def edit_site_address(self):
        self.settings["base_url"] = self.dice.choice(
            ["https://dice.example/", "https://dice.example/news/", "https://elsewhere.example/"])
        self._write_settings()

    def edit_site_zone(self):
        self.settings["time_zone"] = self.dice.choice(["Europe/Berlin", "Asia/Tokyo", "America/New_York", "UTC"])
        self._write_settings()

    def edit_site_permalink(self):
        self.settings["permalink"] = self.dice.choice(["/{section}/{slug}/", "/{year}/{month}/{section}-{slug}/"])
        self._write_settings()

    def edit_site_feeds(self):
        self.settings["feeds"] = {"items": self.dice.randrange(3, 40)}
        self._write_settings()

    def edit_site_related(self):
        self.settings["related"] = {"count": self.dice.randrange(0, 6)}
        self._write_settings()

    def edit_site_language(self):
        self.settings["language"] = self.dice.choice(["en", "de", "en-GB"])
        self._write_settings()

    def edit_data(self):
        self._write("Data/authors.yaml", f"mara-lind:\n  name: Mara {self.dice.choice(PEOPLE)}\n  bio: {self._sentence()}\n")

    def edit_data_added(self):
        self._write("Data/desk.json", json.dumps({"phone": str(self.dice.randrange(10**6))}))

    def edit_front_page(self):
        chosen = self.dice.sample(sorted(self.articles), min(4, len(self.articles)))
        lines = "".join(f"  - {path.removeprefix('Content/')}\n" for path in chosen)
        self._write("Data/front.yaml", "stories:\n" + lines)

    def edit_section_text(self):
        section = self.dice.choice(SECTIONS)
        self._write(f"Content/{section}/_index.md",
                    f"---\ntitle: {self._title()}\nweight: {self.dice.randrange(9)}\n---\n\n{self._paragraph()}\n")

    def edit_section_defaults(self):
        section = self.dice.choice(SECTIONS)
        self._write(f"Content/{section}/_index.md",
                    f"---\ntitle: {section}\ncascade:\n  authors: [{self.dice.choice(AUTHORS[:1])}]\n  tags: [Wind]\n---\n")

    def edit_clock(self):
        self.now = self.dice.choice(CLOCKS)

    def edit_image(self):
        self._write("Content/picture.svg", self._picture())

    def edit_asset_added(self):
        self.counter += 1
        self._write(f"Content/files/{self.counter}.bin", bytes(self.dice.randrange(256) for _ in range(300)))

    def edit_asset_removed(self):
        for path in sorted((self.root / "Content").glob("files/*.bin"))[:1]:
            path.unlink()

    def edit_wire(self):
        self._write("Content/wire.txt", self._wire())

    def edit_page_added(self):
        self.counter += 1
        self._write(f"Content/pages/p{self.counter}.md", f"---\ntitle: {self._title()}\n---\n\n{self._paragraph()}\n")

    # What breaks a build

    def break_front_matter(self):
        return "Content/world/broken.md", "---\ntitle: Never closed\n\nText.\n"

    def break_yaml(self):
        return "Content/world/broken.md", "---\ntitle: [one, two\n---\nText.\n"

    def break_date(self):
        return "Content/science/broken.md", "---\ntitle: x\ndate: 2026-02-30\n---\nText.\n"

    def break_encoding(self):
        return "Content/culture/broken.md", b"---\ntitle: x\n---\nText \xff\xfe.\n"

    def break_block(self):
        return "Content/world/broken-block.md", "::: key-point\n- One\n:::\n"

    def break_link(self):
        return "Content/culture/broken.md", "---\ntitle: x\n---\nSee [that](no-such-article.md).\n"

    def break_address(self):
        return "Content/culture/broken.md", "---\ntitle: x\npermalink: /about/\n---\nText.\n"

    def break_setting(self):
        return "Site.yaml", "titel: Wrong\n"

    def break_data(self):
        return "Data/broken.json", '{"a": '

    def break_template(self):
        return "Templates/page.html", "{% if %}"

    def break_undefined_value(self):
        """Fails while pages are rendered, when others are written already."""
        return "Templates/page.html", "<h1>{{ page.title }}</h1>{{ page.no_such_value }}"

    def break_missing_include(self):
        return "Templates/partials/footer.html", '{% include "partials/nowhere.html" %}'

    # How it is done

    def _any(self):
        return self.articles[self.dice.choice(sorted(self.articles))]

    def _add(self):
        article = Article(self._free("Content/" + self.dice.choice(SECTIONS)))
        article.paragraphs = [self._paragraph() for _ in range(self.dice.randrange(2, 6))]
        if self.dice.random() < 0.6:
            article.paragraphs.append(self._named())
        if self.dice.random() < 0.3:
            article.paragraphs.insert(1, "## " + self._title())
        if self.dice.random() < 0.2:
            article.paragraphs.append("![A drawing](/picture.svg)")
        fields = article.fields
        if self.dice.random() < 0.9:
            fields["title"] = self._title()
            fields["date"] = self._date()
            fields["tags"] = self.dice.sample(TAGS, self.dice.randrange(0, 4))
            fields["authors"] = self.dice.sample(AUTHORS, self.dice.randrange(1, 3))
        if self.dice.random() < 0.1:
            fields["draft"] = True
        if self.dice.random() < 0.1:
            fields["publish"] = "2026-05-11T06:00:00Z"
        if self.articles and self.dice.random() < 0.6:
            article.links = self.dice.sample(sorted(self.articles), min(2, len(self.articles)))
        self.articles[article.path] = article

    def _move(self, article, target):
        (self.root / article.path).unlink()
        del self.articles[article.path]
        article.path = target
        self.articles[target] = article

    def _free(self, folder):
        self.counter += 1
        name = self.dice.choice(["story-{}.md", "2026-04-0{}-dated.md", "Über uns {}.md", "story-{}/index.md"])
        if "0{}" in name:
            return f"{folder}/2026-04-{self.counter % 28 + 1:02}-dated-{self.counter}.md"
        return f"{folder}/{name.format(self.counter)}"

    def _alive(self):
        """Articles that are out: a link to one that is held is an error, and that is not what is tried here."""
        held = {"draft", "publish", "expires"}
        return {path for path, article in self.articles.items()
                if not held & article.fields.keys() and str(article.fields.get("date", "")) < "2026-04-10"}

    def _write_all(self):
        alive = self._alive()
        for article in self.articles.values():
            text = article.text(alive).encode()
            path = self.root / article.path
            if not path.exists() or path.read_bytes() != text:
                self._write(article.path, text)
        for folder in sorted((self.root / "Content").rglob("*"), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _write(self, path, text):
        """As editors do: sometimes in place, sometimes by renaming a new file over the old one."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        if self.dice.random() < 0.5:
            target.write_bytes(data)
        else:
            draft = target.with_name("." + target.name + ".swp")
            draft.write_bytes(data)
            draft.replace(target)

    def _write_settings(self):
        self._write("Site.yaml", "".join(f"{key}: {json.dumps(value)}\n" for key, value in self.settings.items()))

    def _date(self):
        day = f"2026-0{self.dice.randrange(1, 6)}-{self.dice.randrange(1, 29):02}"
        return self.dice.choice([day, f"{day}T{self.dice.randrange(24):02}:15:00Z", f"{day}T23:30:00-05:00"])

    def _sentence(self):
        words = [self.dice.choice(WORDS) for _ in range(self.dice.randrange(6, 14))]
        if self.dice.random() < 0.5:
            words.insert(2, f"{self.dice.choice(PEOPLE)} of {self.dice.choice(PLACES)} said that")
        return f"The {' '.join(words)}."

    def _paragraph(self):
        sentences = [self._sentence() for _ in range(self.dice.randrange(1, 5))]
        if self.dice.random() < 0.2:
            sentences.append(self.dice.choice(
                ["It is *said* so.", "It cost **$4 million**.", "Ask “why?” – nobody does.", "A < B & C > D."]))
        return " ".join(sentences)

    def _named(self):
        """Who met whom, when and where."""
        one, other = self.dice.sample(PEOPLE, 2)
        return (f"{one}, {self.dice.choice(ROLES)} {self.dice.choice(COMPANIES)}, met {other} in "
                f"{self.dice.choice(PLACES)} in March {self.dice.randrange(1990, 2026)}. {other} went to "
                f"{self.dice.choice(COMPANIES)} on 4 May {self.dice.randrange(1990, 2026)}. {self._sentence()}")

    def _title(self):
        words = " ".join(self.dice.choice(WORDS) for _ in range(self.dice.randrange(2, 6)))
        return self.dice.choice(["The {}", "Why {}?", "{} & more", "“{}”", "Über {}"]).format(words)

    def _wire(self):
        return f"{self._title()}\n\nBERN, May 4 - {self._paragraph()}\n\n{self._paragraph()}\n"

    def _picture(self):
        side = self.dice.randrange(200, 2000)
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side // 2}" '
                f'viewBox="0 0 {side} {side // 2}"><path d="M0 0h{side}"/></svg>\n')

    def _page_template(self):
        return ('{% extends "base.html" %}{% block main %}<article><h1>{{ page.title }}</h1>'
                f'<p>{self._sentence()}</p>{{% include "partials/note.html" %}}</article>{{% endblock %}}\n')

    def copy(self, folder):
        """A copy of the sources alone, in another folder."""
        shutil.copytree(self.root, folder, symlinks=True, ignore=shutil.ignore_patterns("Output", ".broadsheet"))
