#!/usr/bin/env python3
"""Compares Broadsheet's Markdown with the reference implementations, on examples and on made-up documents.

    compare-with-cmark.py --broadsheet PATH --packages DIR
        the 652 examples of CommonMark 0.30 (from the source distribution of the PyPI package `mistune`, which
        is fetched into DIR unless it is there): `markdown --commonmark` against `cmark --unsafe`
    compare-with-cmark.py --broadsheet PATH --differential N [--seed S]
        N generated and mutated documents: `markdown` against `cmark-gfm --unsafe` with its extensions, and
        `markdown --commonmark` against `cmark --unsafe`

Documents in which the two are known to differ, and why, are listed in EXPLAINED. Exits with 1 if a
difference is left unexplained.
"""
import argparse
import concurrent.futures
import glob
import json
import os
import random
import re
import subprocess
import sys
import tarfile

GFM = ["cmark-gfm", "--unsafe"] + [a for e in ("table", "strikethrough", "autolink", "tasklist", "footnotes")
                                   for a in ("-e", e)]
CMARK = ["cmark", "--unsafe"]


def run(command, text):
    try:
        done = subprocess.run(command, input=text, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return b"<<timeout>>"
    return done.stdout if done.returncode == 0 else b"<<exit %d>>" % done.returncode + done.stderr[-300:]


# Each entry: why the two differ, and how to tell such a document from its text, the HTML that was expected and
# the HTML that came.
EXPLAINED = [
    ("a tag alone on its line ends a footnote's paragraph in cmark-gfm, where CommonMark 0.30 has it go on lazily",
     lambda text, expected, ours: b"[^" in text
     and re.search(rb"[^\n]\n {0,3}</?[A-Za-z][^\n>]*>[ \t]*(\n|$)", text) is not None),
    ("cmark-gfm implements CommonMark 0.29: it and cmark differ on this document without any extension, too",
     lambda text, expected, ours: run(["cmark-gfm", "--unsafe"], text) != run(CMARK, text)),
    ("in the paragraph in front of a table, cmark-gfm forgets to look for link definitions",
     lambda text, expected, ours: re.search(rb"\[[^\]]+\]:", expected) is not None and b"<table>" in expected),
    ("what follows a task's box can be a link definition for cmark-gfm only",
     lambda text, expected, ours: re.search(rb"\[[ xX]\]\s+\[[^\]]*\]:", text) is not None),
    ("a task without text takes what is indented below it, which cmark-gfm makes code or a paragraph of its own",
     lambda text, expected, ours: re.search(rb"\[[ xX]\][ \t]+(\n|$)", text) is not None),
    ("a line with invalid UTF-8 is no row of a table to cmark-gfm",
     lambda text, expected, ours: text.decode(errors="ignore").encode() != text and b"<table>" in ours),
    ("a footnote's definition without text makes the list around it loose in cmark-gfm",
     lambda text, expected, ours: re.search(rb"\[\^[^\]]+\]:[ \t]*(\n|$)", text) is not None
     and re.sub(rb"</?p>|\n", b"", expected) == re.sub(rb"</?p>|\n", b"", ours)),
    ("the label of a reference to a footnote that spans lines is cut off by cmark-gfm",
     lambda text, expected, ours: re.search(rb"\[\^[^\]\n]*\n[^\]]*\]", text) is not None),
]


def difference(broadsheet, text, plain):
    expected = run(CMARK if plain else GFM, text)
    ours = run([broadsheet, "markdown"] + (["--commonmark"] if plain else []), text)
    if expected == ours:
        return None
    if not plain:
        for reason, test in EXPLAINED:
            if test(text, expected, ours):
                return ("explained", reason, text, expected, ours)
    return ("unexplained", "", text, expected, ours)


def examples(packages):
    os.makedirs(packages, exist_ok=True)
    pattern = os.path.join(packages, "mistune-*.tar.gz")
    if not glob.glob(pattern):
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps",
                        "--dest", packages, "mistune"], check=True)
    with tarfile.open(sorted(glob.glob(pattern))[-1]) as archive:
        name = next(n for n in archive.getnames() if n.endswith("tests/fixtures/commonmark.json"))
        return [e["markdown"].encode() for e in json.load(archive.extractfile(name))]


WORDS = ["alpha", "beta", "w", "www.example.org", "http://a.b/c_d_e", "https://x.y/(z)", "name@example.org", "a_b@c.d.",
         "ftp://f.g", "mailto:a@b.co", "&amp;", "&copy;", "é", "“q”", "—", "1", "x|y", "`a|b`", "\\|", "www.a_b.c",
         "http://", "www.", "<b>", "</b>", "<!-- c -->", "&lt;", "日本", "xmpp:a@b.c/d", "(www.p.q)", "end."]
MARKS = ["*", "**", "_", "__", "~", "~~", "~~~", "`", "``", "[", "]", "](/u)", "](/u 't')", "![", "[^1]", "[^a]", "[r]",
         "[r][]", "[t][r]", "\\", "|", "||", "!", "<", ">", "<http://u.v>", "\\*", "\\~", "\\[", "  ", " ", "\t", "&",
         "{", "}", ":", "#", '"', "'", "(", ")"]
STARTS = ["", "", "", "", "", "# ", "## ", "> ", "> > ", "- ", "* ", "+ ", "1. ", "2) ", "- [ ] ", "- [x] ", "    ", "  ", "   ",
          "```\n", "~~~\n", "| ", "|", "\t", "[^1]: ", "[^a]: ", "[r]: /url", "[^b]:", "<div>", "<!--", "-->", "***", "---",
          "===", ">", "-", "1.", "  - ", "    - ", "<x>", "> - ", "> | "]
ROWS = ["| - | - |", "|-|-|", "-|-", ":-:|-:", "| --- |", ":-:", "|:-|", "- | -", "| - |", "--|--|--", " | - | - | ",
        "> | - | - |", "  |-|-|", "    |-|-|", "|-|-", "-|", "> -|-"]


def line(rng):
    parts = []
    for _ in range(rng.choice([0, 1, 2, 3, 4, 6, 9])):
        parts.append(rng.choice(WORDS) if rng.random() < 0.55 else rng.choice(MARKS))
        if rng.random() < 0.5:
            parts.append(" ")
    if rng.random() < 0.2:
        parts = [" | ".join("".join(parts).split()) or "a | b"]
    return rng.choice(STARTS) + "".join(parts) + rng.choice(["", "", "", "", "  ", "\\", " |", "|"])


def generated(rng):
    lines = []
    for _ in range(rng.choice([1, 2, 3, 4, 6, 8, 12])):
        kind = rng.random()
        if kind < 0.15:
            lines.append("")
        elif kind < 0.3:
            columns = rng.choice([1, 2, 2, 2, 3])
            prefix = rng.choice(["", "", "", "> ", "- ", "  ", "1. "])
            lines.append(prefix + rng.choice(["|", "", "| "]) + "|".join(line(rng) for _ in range(columns)).replace("\n", ""))
            prefix = {"- ": "  ", "1. ": "   "}.get(prefix, prefix)
            lines.append(prefix + (rng.choice(ROWS) if rng.random() < 0.5 else "|".join(
                rng.choice(["-", ":-", "-:", ":-:", " --- "]) for _ in range(columns)) + ("|" if columns == 1 else "")))
            for _ in range(rng.choice([0, 1, 2])):
                lines.append(prefix + line(rng))
        elif kind < 0.35:
            lines.append(rng.choice(ROWS))
        elif kind < 0.42:
            lines.append(rng.choice(["[^1]: ", "[^a]: ", "[^2]: "]) + line(rng))
            if rng.random() < 0.5:
                lines += ["", "    " + line(rng)]
        elif kind < 0.45:
            lines.append("[r]: /url 'title'")
        else:
            lines.append(line(rng))
    return ("\n".join(lines) + rng.choice(["\n", "\n", ""])).encode()


def mutated(rng, seeds):
    text = bytearray(rng.choice(seeds))
    for _ in range(rng.choice([1, 1, 2, 3, 5])):
        if not text:
            break
        place = rng.randrange(len(text) + 1)
        kind = rng.random()
        if kind < 0.3:
            del text[place:place + rng.choice([1, 1, 2, 5])]
        elif kind < 0.75:
            text[place:place] = rng.choice(MARKS + WORDS + ["\n", "\n\n", "\n> ", "\n    ", "\n| - |", "|\n|-|\n"]).encode()
        else:
            other = rng.choice(seeds)
            start = rng.randrange(len(other) + 1)
            text[place:place] = other[start:start + rng.randrange(1, 30)]
    return bytes(text)


def report(found, seed):
    left = [f for f in found if f[0] == "unexplained"]
    for kind, _, text, expected, ours in sorted(left, key=lambda f: len(f[2]))[:10]:
        print("--- document ---\n%s\n--- expected ---\n%s\n--- ours ---\n%s" % (
            text.decode(errors="replace"), expected.decode(errors="replace"), ours.decode(errors="replace")))
    for reason, _ in EXPLAINED:
        count = sum(1 for f in found if f[1] == reason)
        if count:
            print("%5d explained: %s" % (count, reason))
    print("%d unexplained%s" % (len(left), "" if seed is None else " (seed %d)" % seed))
    return 1 if left else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadsheet", required=True, help="the executable")
    parser.add_argument("--packages", help="where the package with the examples is, or goes")
    parser.add_argument("--differential", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    status = 0
    seeds = examples(options.packages) if options.packages else [b"a *b* c\n"]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        if options.packages:
            found = [f for f in pool.map(lambda t: difference(options.broadsheet, t, True), seeds) if f]
            print("CommonMark's examples: %d" % len(seeds))
            status |= report(found, None)
            found = [f for f in pool.map(lambda t: difference(options.broadsheet, t, False), seeds) if f]
            print("the same with extensions:")
            status |= report(found, None)
        if options.differential:
            seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 31)
            rng = random.Random(seed)
            made = [generated(rng) if rng.random() < 0.6 else mutated(rng, seeds) for _ in range(options.differential)]
            found = [f for f in pool.map(lambda t: difference(options.broadsheet, t, False), made) if f]
            print("%d documents against cmark-gfm:" % len(made))
            status |= report(found, seed)
            found = [f for f in pool.map(lambda t: difference(options.broadsheet, t, True), made) if f]
            print("%d documents against cmark:" % len(made))
            status |= report(found, seed)
    return status


if __name__ == "__main__":
    sys.exit(main())
