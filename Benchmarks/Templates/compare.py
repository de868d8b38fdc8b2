#!/usr/bin/env python3
"""Measures one page of 5 KB with Broadsheet, Jinja2 and minijinja in one run, and prints the ratios.

    pip install jinja2 minijinja && Benchmarks/Templates/compare.py
"""

import glob
import json
import os
import subprocess
import time

import jinja2
import minijinja

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PAGE = os.path.join(HERE, "Page")
BUILD = os.path.join(ROOT, ".build", "benchmark-templates")


def sources(folder):
    return sorted(glob.glob(os.path.join(ROOT, "Sources", folder, "**", "*.swift"), recursive=True))


def build():
    os.makedirs(BUILD, exist_ok=True)
    subprocess.run(
        ["swiftc", "-O", "-wmo", "-parse-as-library", "-emit-module", "-emit-library", "-static", "-swift-version", "6",
         "-module-name", "BroadsheetCore", "-enable-experimental-feature", "Lifetimes",
         "-emit-module-path", os.path.join(BUILD, "BroadsheetCore.swiftmodule"),
         "-o", os.path.join(BUILD, "libBroadsheetCore.a")] + sources("BroadsheetCore"), check=True)
    executable = os.path.join(BUILD, "benchmark")
    subprocess.run(
        ["swiftc", "-O", "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", "Benchmark", "-I", BUILD,
         "-L", BUILD, "-lBroadsheetCore", "-o", executable, os.path.join(HERE, "Benchmark.swift")]
        + sources("BroadsheetTemplates"), check=True)
    return executable


def best(render):
    shortest = float("inf")
    for _ in range(10):
        start = time.perf_counter()
        for _ in range(100):
            render()
        shortest = min(shortest, (time.perf_counter() - start) / 100)
    return shortest * 1e6


def main():
    executable = build()
    templates = {name: open(os.path.join(PAGE, name)).read() for name in ("base.html", "article.html", "macros.html")}
    data = json.load(open(os.path.join(PAGE, "data.json")))
    page = jinja2.Environment(loader=jinja2.DictLoader(templates), autoescape=True).get_template("article.html")
    mini = minijinja.Environment(loader=templates.__getitem__)
    expected = page.render(**data)
    output = os.path.join(BUILD, "page.html")
    size, ours = subprocess.run(
        [executable, PAGE, output], check=True, capture_output=True, text=True).stdout.split()
    assert open(output).read() == expected, "Broadsheet and Jinja2 render differently"
    ours = float(ours)
    print(f"a page of {size} bytes, microseconds")
    print(f"Broadsheet {ours:9.1f}")
    for name, time_taken in (
        ("Jinja2", best(lambda: page.render(**data))),
        ("minijinja", best(lambda: mini.render_template("article.html", **data))),
    ):
        print(f"{name:10} {time_taken:9.1f}   {time_taken / ours:.1f} times ours")


if __name__ == "__main__":
    main()
