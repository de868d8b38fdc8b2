#!/usr/bin/env python3
"""Measures Markdown to HTML: Broadsheet, cmark and cmark-gfm on the same text in one run.

    compare.py --broadsheet PATH FILE...      the files are joined, and repeated up to --size bytes

Prints the best processor time of each (user and system, the whole process) and its ratio to plain cmark's.
"""
import argparse
import os
import resource
import subprocess
import tempfile


def seconds(command, path, rounds):
    best = float("inf")
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(path, "rb") as text:
            subprocess.run(command, stdin=text, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadsheet", required=True)
    parser.add_argument("--size", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    text = b"\n\n".join(open(name, "rb").read() for name in options.files)
    while len(text) < options.size:
        text += b"\n\n" + text
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "text.md")
        with open(path, "wb") as file:
            file.write(text[:options.size])
        extensions = [a for e in ("table", "strikethrough", "autolink", "tasklist", "footnotes") for a in ("-e", e)]
        commands = [
            ("cmark", ["cmark", "--unsafe"]),
            ("cmark-gfm, all extensions", ["cmark-gfm", "--unsafe"] + extensions),
            ("broadsheet markdown --commonmark", [options.broadsheet, "markdown", "--commonmark"]),
            ("broadsheet markdown", [options.broadsheet, "markdown"]),
        ]
        floor = None
        for name, command in commands:
            time = seconds(command, path, options.rounds)
            floor = floor or time
            print("%-34s %6.0f ms  %5.2f x cmark" % (name, time * 1000, time / floor))


if __name__ == "__main__":
    main()
