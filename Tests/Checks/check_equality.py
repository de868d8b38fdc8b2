#!/usr/bin/env python3
"""Checks that a build over an old output equals a clean build, byte for byte, whatever was edited.

Makes a small random site, then edits it round after round: builds it in place over what earlier builds left,
builds a copy of the sources anew in another folder under another time zone, locale and number of jobs, and
compares the two outputs. On the way builds are broken, killed and disturbed. A failing run prints its seed.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from building import build, contents, difference, folders, stamps, start
from newsroom import Newsroom

FOREIGN = {"CNAME": b"dice.example\n", "deep/in/notes.txt": b"not ours\n", "world/mine.html": b"<p>mine</p>\n"}
SETTINGS = [
    dict(jobs=1, zone="Asia/Tokyo", locale="C", mask=0o077),
    dict(jobs=2, zone="America/New_York", locale="de_DE.UTF-8", mask=0o022),
    dict(jobs=7, zone="Pacific/Chatham", locale="tr_TR.UTF-8", mask=0o002),
]


class Failure(Exception):
    """What went wrong, for a person."""


class Harness:
    """One site under test, with its folder and its clean double."""

    def __init__(self, broadsheet, seed, work):
        self.broadsheet = broadsheet
        self.dice = random.Random(seed + 1)
        self.work = Path(work)
        self.newsroom = Newsroom(self.work / "site", seed)
        self.site = self.work / "site"
        self.output = self.site / "Output"
        self.state = self.site / ".broadsheet"
        self.builds = 0
        self.is_good = False

    def build(self, **settings):
        """Builds over what earlier builds left."""
        self.builds += 1
        result = build(self.broadsheet, self.site, now=self.newsroom.now, **settings)
        if result.crashed:
            raise Failure(f"the build crashed with code {result.code}:\n{result.errors[-2000:]}")
        return result

    def clean(self):
        """Builds the same sources from nothing, somewhere else, in another environment."""
        self.builds += 1
        double = self.work / f"elsewhere-{self.builds}" / "a longer name"
        double.parent.mkdir()
        self.newsroom.copy(double)
        result = build(self.broadsheet, double, now=self.newsroom.now, **self.dice.choice(SETTINGS))
        output = double / "Output"
        picture = (contents(output), folders(output)) if output.exists() else ({}, set())
        shutil.rmtree(double.parent)
        return result, *picture

    def expect_equal(self, what):
        """Builds in place and from nothing: both must agree in everything."""
        before = contents(self.output) if self.output.exists() else {}
        mine = self.build()
        theirs, wanted, wanted_folders = self.clean()
        if (mine.code, mine.errors) != (theirs.code, theirs.errors):
            raise Failure(f"{what}: one build ended with {mine.code}, a clean one with {theirs.code}:\n"
                          f"{mine.errors[-1500:]}\n--- clean:\n{theirs.errors[-1500:]}")
        found = contents(self.output)
        if mine.code != 0:
            wanted = before
        else:
            for path, data in FOREIGN.items():
                if (self.output / path).exists() or path in before:
                    wanted[path] = data
        problem = difference(wanted, found)
        if problem:
            raise Failure(f"{what}: the output is not that of a clean build\n{problem}")
        if mine.code == 0:
            above = {str(parent) for path in FOREIGN for parent in Path(path).parents if str(parent) != "."}
            surplus = folders(self.output) - wanted_folders - above
            if surplus:
                raise Failure(f"{what}: empty folders were left: {sorted(surplus)[:10]}")
        self.is_good = mine.code == 0
        return mine

    def expect_still(self):
        """A second build over an unchanged site writes nothing."""
        # Files that were written in the same instant in which a build looked at them are looked at once more.
        time.sleep(0.06)
        self.build()
        before, state = stamps(self.output), stamps(self.state)
        self.build(jobs=self.dice.choice([1, 2, 5]))
        for name, one, other in (("output", before, stamps(self.output)), ("state", state, stamps(self.state))):
            problem = difference(one, other)
            if problem:
                raise Failure(f"a second build over an unchanged site touched the {name}\n{problem}")

    def expect_untouched_when_broken(self):
        """A build with errors ends with code 1 and leaves every file as it was; mended, all is well."""
        before, before_folders = stamps(self.output), folders(self.output)
        what, mend = self.newsroom.sabotage()
        result = self.build()
        if result.code != 1:
            raise Failure(f"{what}: a broken site was built with code {result.code}\n{result.errors[-1500:]}")
        problem = difference(before, stamps(self.output))
        if problem:
            raise Failure(f"{what}: a build with errors changed the output\n{problem}")
        if folders(self.output) != before_folders:
            surplus = sorted(folders(self.output) ^ before_folders)
            raise Failure(f"{what}: a build with errors left or took folders: {surplus[:10]}")
        # While the site is broken, its author may go on writing.
        edit = self.newsroom.edit() if self.dice.random() < 0.5 else "nothing else"
        mend()
        self.expect_equal(f"mended after {what}, with {edit}")
        return what

    def expect_recovery_from_kill(self):
        """A build that is killed at any moment is noticed by the next one."""
        edits = [self.newsroom.edit() for _ in range(self.dice.randrange(1, 4))]
        kills = self.dice.randrange(1, 4)
        for _ in range(kills):
            process = start(self.broadsheet, self.site, now=self.newsroom.now)
            time.sleep(self.dice.random() ** 2 * self.span)
            process.kill()
            process.wait()
        self.expect_equal(f"killed {kills} times while building {', '.join(edits)}")
        return f"killed ({', '.join(edits)})"

    def expect_restored_outputs(self):
        """Files that somebody altered, emptied, deleted or replaced are written again."""
        names = sorted(name for name in contents(self.output) if name not in FOREIGN)
        done = []
        for name in self.dice.sample(names, min(4, len(names))):
            path = self.output / name
            how = self.dice.choice(["deleted", "emptied", "altered", "same size", "link", "folder"])
            done.append(f"{name} {how}")
            data = path.read_bytes()
            status = path.stat()
            if how in ("deleted", "link", "folder"):
                path.unlink()
            if how == "emptied":
                path.write_bytes(b"")
            elif how == "altered":
                path.write_bytes(data + b"<!-- altered -->")
            elif how == "same size" and data:
                path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
            elif how == "link":
                outside = self.work / "outside.txt"
                outside.write_text("must not be touched")
                path.symlink_to(outside)
            elif how == "folder":
                path.mkdir()
        self.expect_equal(f"outputs disturbed ({', '.join(done)})")
        outside = self.work / "outside.txt"
        if outside.exists() and outside.read_text() != "must not be touched":
            raise Failure("a build wrote through a link out of the output")
        return ", ".join(done)

    def expect_damaged_state(self):
        """The state of earlier builds may be lost, cut short or full of noise."""
        if not self.is_good:
            return "left out, since the site does not build"
        files = sorted(path for path in self.state.rglob("*") if path.is_file() and path.name != "lock"
                       and "replaced" not in path.parts)
        how = self.dice.choice(["deleted", "truncated", "noise", "one bit", "emptied", "foreign"])
        if how == "deleted":
            shutil.rmtree(self.state)
        for path in files if how != "deleted" else []:
            data = bytearray(path.read_bytes())
            if how == "truncated":
                data = data[:self.dice.randrange(len(data) + 1)]
            elif how == "noise":
                data = bytearray(self.dice.randbytes(len(data)))
            elif how == "one bit" and data:
                data[self.dice.randrange(len(data))] ^= 1 << self.dice.randrange(8)
            elif how == "emptied":
                data = bytearray()
            elif how == "foreign":
                data = bytearray(b'{"version": 99}')
            path.write_bytes(data)
        # Without a state nothing tells our own old files from foreign ones, so that nothing is removed then:
        # no edit that moves or removes an output before this comparison.
        self.expect_equal(f"state {how}")
        return how

    def expect_clear_end_when_full(self):
        """Where files cannot grow any more, the build says so with code 3, and the last site is as it was."""
        edits = [self.newsroom.edit() for _ in range(2)]
        before = stamps(self.output)
        limit = self.dice.randrange(0, 40_000)
        result = self.build(file_size=limit)
        if result.code == 3:
            problem = difference(before, stamps(self.output))
            if problem:
                raise Failure(f"a build that met a full disk ({limit} bytes a file) changed the output\n{problem}")
            if "BS0901" not in result.errors:
                raise Failure(f"a build that met a full disk says nothing of it:\n{result.errors[-1000:]}")
        self.expect_equal(f"after {', '.join(edits)} and a disk full at {limit} bytes a file")
        return f"{limit} bytes a file, code {result.code}"

    def expect_one_of_two_builds(self):
        """Two builds at once: one of them may be told to wait, and the site is whole."""
        edits = [self.newsroom.edit() for _ in range(2)]
        processes = [start(self.broadsheet, self.site, now=self.newsroom.now, jobs=jobs) for jobs in (1, 2, 2)]
        codes = sorted(process.wait() for process in processes)
        if any(code not in (0, 1, 3) for code in codes) or codes[0] == 3:
            raise Failure(f"builds that ran at once ended with {codes}")
        self.expect_equal(f"after {', '.join(edits)}, built by three at once")
        return f"codes {codes}"

    def run(self, rounds):
        """All rounds; returns what happened, for the record."""
        self.newsroom.now = "2026-05-10T12:00:00Z"
        self.expect_recovery_from_kill()
        shutil.rmtree(self.output)
        shutil.rmtree(self.state)
        begun = time.monotonic()
        self.expect_equal("first build")
        self.span = (time.monotonic() - begun) / 2
        for path, data in FOREIGN.items():
            target = self.output / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        self.expect_still()
        special = [self.expect_still, self.expect_untouched_when_broken, self.expect_recovery_from_kill,
                   self.expect_restored_outputs, self.expect_damaged_state, self.expect_clear_end_when_full,
                   self.expect_one_of_two_builds]
        for number in range(1, rounds + 1):
            # Every kind of disturbance comes up in turn, between plain edits.
            if number % 2 == 0:
                task = special[number // 2 % len(special)]
                note = f"{task.__name__.removeprefix('expect_').replace('_', ' ')}: {task() or 'as wanted'}"
            else:
                edits = [self.newsroom.edit() for _ in range(self.dice.choice([1, 1, 1, 2, 4]))]
                ended = self.expect_equal("after " + ", ".join(edits))
                note = f"{', '.join(edits)}{'' if ended.code == 0 else ' (does not build)'}"
            if self.verbose:
                print(f"  {number:4} {note}", flush=True)
            for path, data in FOREIGN.items():
                if (self.output / path).read_bytes() != data:
                    raise Failure(f"the foreign file {path} was changed")

    verbose = False
    span = 0.1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadsheet", required=True, help="the executable")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--rounds", type=int, default=36)
    parser.add_argument("--keep", action="store_true", help="keep the site when the check fails")
    parser.add_argument("--verbose", action="store_true", help="tell every round")
    arguments = parser.parse_args()
    broadsheet = str(Path(arguments.broadsheet).resolve())
    print(f"equality: seed {arguments.seed}, {arguments.rounds} rounds", flush=True)
    work = tempfile.mkdtemp(prefix="broadsheet-equality-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    begun = time.monotonic()
    try:
        harness = Harness(broadsheet, arguments.seed, work)
        harness.verbose = arguments.verbose
        harness.run(arguments.rounds)
    except Failure as failure:
        print(f"FAILED with --seed {arguments.seed}: {failure}", file=sys.stderr)
        if arguments.keep:
            print(f"The site is kept in {work}/site", file=sys.stderr)
        return 1
    finally:
        if not arguments.keep:
            shutil.rmtree(work, ignore_errors=True)
    print(f"equality: {harness.builds} builds agree, {time.monotonic() - begun:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
