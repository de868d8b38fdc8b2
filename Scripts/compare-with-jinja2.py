#!/usr/bin/env python3
"""Renders random templates with Jinja2 and with Broadsheet, and prints where they differ.

    Scripts/compare-with-jinja2.py --broadsheet .build/release/broadsheet [--count 2000] [--seed 1]

Needs Jinja2 3.1 (`pip install jinja2`). Each template goes through
`broadsheet template FILE --data FILE`; several run at a time. Two renderings agree if both give the same
text, or if both fail. Differences that are meant are listed in EXPLAINED with their reasons, and counted.
"""

import argparse
import concurrent.futures
import copy
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import jinja2

# What a template or Jinja2's result looks like where a difference is meant, and why.
EXPLAINED = [
    (re.compile(r"<(generator|reversed|built-in|bound|function|class|Macro)"), "Python's internals are printed otherwise"),
    (re.compile(r"\d{19,}"), "whole numbers have 64 bits"),
    (re.compile(r"cannot be sliced"), "Jinja2 evaluates constants while it compiles, and is lenient there"),
    (re.compile(r"has no len\(\)|not subscriptable"), "what filters give is a list, never a generator"),
]

DATA = {
    "a": 1, "b": 2.5, "c": "text <b>", "d": [3, 1, 2], "e": {"x": 1, "y": [1, 2], "z": {"k": "v"}},
    "f": True, "g": None, "h": "", "i": [], "j": "Ünï côdé", "k": -7, "l": ["b", "A", "c"],
    "m": [{"n": "one", "v": 1}, {"n": "two", "v": 2}, {"n": "Three", "v": 1}],
}

NAMES = list(DATA) + ["x", "y", "missing"]
FILTERS = [
    "abs", "batch(2)|list", "capitalize", "center(9)", "default('d')", "default('d', true)", "dictsort",
    "escape", "filesizeformat", "first", "float", "forceescape", "indent", "int", "items|list", "join",
    "join('-')", "last", "length", "list", "lower", "map('string')|list", "map(attribute='n')|list", "max",
    "min", "reject('odd')|list", "replace('e', '<')", "reverse|list", "round", "round(1)", "safe",
    "select|list", "select('defined')|list", "slice(2)|list", "sort", "sort(reverse=true)",
    "sort(attribute='v,n')", "string", "striptags", "sum", "title", "tojson", "trim", "truncate(5)",
    "unique|list", "upper", "urlencode", "urlize", "wordcount", "wordwrap(4)", "groupby('v')", "d(1)",
]
TESTS = [
    "defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "mapping", "sequence",
    "iterable", "true", "false", "odd", "even", "lower", "upper", "divisibleby 2", "in d", "eq 1", "sameas none",
]
METHODS = [
    ".upper()", ".strip()", ".split()", ".items()", ".keys()|list", ".get('x')", ".title()", ".find('e')",
    ".replace('e', 'E')", ".startswith('t')", ".x", ".y", ".n", "[0]", "['x']", "[-1]", "[1:]", "[::-1]", ".count(1)",
]


class Generator:
    def __init__(self, source):
        self.random = source

    def pick(self, *choices):
        return self.random.choice(choices)

    def expression(self, depth):
        if depth <= 0 or self.random.random() < 0.25:
            return self.random.choice(
                NAMES + ["1", "0", "2.0", "-3", "'a'", "'<i>'", "none", "true", "[1, 'b']", "{'x': 1}", "(1, 2)", "loop.index"])
        kind = self.random.randrange(9)
        one = self.expression(depth - 1)
        if kind == 0:
            operator = self.pick("+", "-", "*", "/", "//", "%", "~", "~", "==", "!=", "<", "<=", ">", "in", "not in")
            return f"({one} {operator} {self.expression(depth - 1)})"
        if kind == 1:
            return f"({one} {self.pick('and', 'or')} {self.expression(depth - 1)})"
        if kind == 2:
            return f"(not {one})"
        if kind == 3:
            return f"({one} if {self.expression(depth - 1)} else {self.expression(depth - 1)})"
        if kind == 4:
            return f"({one} is {self.pick('', 'not ')}{self.random.choice(TESTS)})"
        if kind == 5:
            return f"({one}){self.random.choice(METHODS)}"
        return f"({one})|{self.random.choice(FILTERS)}"

    def body(self, depth):
        return "".join(self.statement(depth) for _ in range(self.random.randrange(1, 4)))

    def statement(self, depth):
        space = self.pick("", " ", "\n", " x ")
        value = self.expression(2)
        if depth <= 0 or self.random.random() < 0.4:
            return f"{space}{{{{{self.pick('', '-')} {value} {self.pick('', '-')}}}}}{space}"
        inner = self.body(depth - 1)
        left, right = self.pick("{%", "{%-"), self.pick("%}", "-%}")
        name = self.pick("x", "y", "a")
        return self.pick(
            f"{left} if {value} {right}{inner}{left} else {right}{self.body(depth - 1)}{left} endif {right}",
            f"{left} for {name} in {self.pick('d', 'e', 'l', 'range(3)', 'm', 'j')} {right}{inner}{left} else {right}n{left} endfor {right}",
            f"{left} for {name} in d if {self.expression(1)} {right}{inner}{left} endfor {right}",
            f"{left} set {name} = {value} {right}{inner}",
            f"{left} set {name} {right}{inner}{left} endset {right}{{{{ {name} }}}}",
            f"{left} with {name} = {value} {right}{inner}{left} endwith {right}",
            f"{left} filter {self.pick('upper', 'trim', 'escape', 'title')} {right}{inner}{left} endfilter {right}",
            f"{left} macro f({name}, z=1) {right}{inner}{left} endmacro {right}{{{{ f({value}) }}}}",
            f"{left} autoescape {self.pick('true', 'false')} {right}{inner}{left} endautoescape {right}",
            f"{left} block b{self.random.randrange(10**9)} scoped {right}{inner}{left} endblock {right}",
        )


def with_jinja2(template, autoescape):
    environment = jinja2.Environment(
        autoescape=autoescape, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    try:
        return environment.from_string(template).render(**copy.deepcopy(DATA)), None
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"


def with_broadsheet(executable, folder, index, template, autoescape):
    path = os.path.join(folder, f"{index}.html")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(template)
    command = [executable, "template", path, "--data", os.path.join(folder, "data.json")]
    if not autoescape:
        command.append("--no-autoescape")
    result = subprocess.run(command, capture_output=True, timeout=60)
    os.remove(path)
    if result.returncode == 0:
        return result.stdout.decode(), None
    return None, f"exit {result.returncode}: {result.stderr.decode()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--broadsheet", required=True, help="the executable")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    print(f"seed {options.seed}, Jinja2 {jinja2.__version__}")
    generator = Generator(random.Random(options.seed))
    templates = [(generator.body(3), generator.random.random() < 0.5) for _ in range(options.count)]
    failed = explained = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "data.json"), "w", encoding="utf-8") as file:
            json.dump(DATA, file)
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            ours = list(
                pool.map(
                    lambda job: with_broadsheet(options.broadsheet, folder, job[0], *job[1]),
                    enumerate(templates)))
    for (template, autoescape), (text, error) in zip(templates, ours):
        expected, expected_error = with_jinja2(template, autoescape)
        if (text is None) == (expected is None) and text == expected:
            continue
        reason = next(
            (reason for pattern, reason in EXPLAINED if pattern.search(f"{expected} {expected_error} {error}")), None)
        if reason:
            explained += 1
            continue
        failed += 1
        print(f"\n{template!r} (autoescape {autoescape})\n  Jinja2:     {expected!r} {expected_error or ''}")
        print(f"  Broadsheet: {text!r} {error or ''}")
    agreed = len(templates) - failed - explained
    print(f"\n{agreed} agree, {explained} differ as explained, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
