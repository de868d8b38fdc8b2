"""What editors do to a site between two builds. Each edit leaves the site whole, and differs from round to round."""

import re

import corpus


def change(path, edit):
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")


class Edits:
    """The edits of one contender's site of so many articles."""

    names = ["body", "title", "tag", "date", "add", "delete", "template", "include", "config"]

    def __init__(self, contender, articles):
        self.site, self.articles, self.contender = contender.site, articles, contender
        self.content = contender.site / contender.content
        self.is_hugo = contender.content == "content"
        self.article = self.content / corpus.place_of(articles // 2)

    def apply(self, name, number):
        """Does one edit for the `number`th time (from 0)."""
        getattr(self, name)(number)

    def body(self, number):
        change(self.article, lambda text: text + f"\nA last paragraph, number {number}.\n")

    def title(self, number):
        change(self.article, lambda text: re.sub('title: "', f'title: "{number} ', text, count=1))

    def tag(self, number):
        tag = corpus.TAGS[number % len(corpus.TAGS)]
        change(self.article, lambda text: re.sub(r"(?m)^tags: \[.*\]$", f"tags: [{tag}, roads-costs]", text, count=1))

    def date(self, number):
        change(self.article, lambda text: re.sub(
            r"(?m)^date: .*$", f"date: 2008-02-{number % 28 + 1:02}T10:00:00Z", text, count=1))

    def add(self, number):
        new = self.articles + number
        (self.content / corpus.place_of(new)).write_text(corpus.article(new, self.is_hugo), encoding="utf-8")

    def delete(self, number):
        # The newest ones: articles link to earlier ones alone, so that no link breaks.
        (self.content / corpus.place_of(self.articles - 1 - number)).unlink()

    def template(self, number):
        change(self.site / self.contender.template,
               lambda text: text.replace("<header class=\"article-head\">", f"<!-- {number} --><header class=\"article-head\">", 1))

    def include(self, number):
        change(self.site / self.contender.include,
               lambda text: text.replace("<footer", f"<!-- {number} --><footer", 1))

    def config(self, number):
        change(self.site / self.contender.configuration,
               lambda text: re.sub("The Ledger[ 0-9]*", f"The Ledger {number}", text, count=1))
