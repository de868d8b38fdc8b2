"""What the checks found, gathered so that one run tells everything."""

import sys
import time
from contextlib import contextmanager


class Findings:
    """Collects what is wrong, by check."""

    def __init__(self):
        self.all = []
        self.check = ""

    def add(self, place, problem):
        """Notes that something is wrong at a place."""
        self.all.append((self.check, str(place), str(problem)))

    def expect(self, condition, place, problem):
        """Notes a problem unless the condition holds; returns the condition."""
        if not condition:
            self.add(place, problem)
        return bool(condition)

    @contextmanager
    def section(self, name):
        """One check: says how it went and how long it took."""
        self.check = name
        before, begun = len(self.all), time.monotonic()
        try:
            yield
        except Exception as error:  # One broken check must not hide what the others find.
            self.add("the check itself", f"{type(error).__name__}: {error}")
        found = len(self.all) - before
        state = "fine" if not found else f"{found} problem{'s' if found > 1 else ''}"
        print(f"  {name}: {state} ({time.monotonic() - begun:.1f} s)", flush=True)

    def report(self, limit=12):
        """Prints all problems, of each check the first few; returns the exit code."""
        counts = {}
        for check, place, problem in self.all:
            counts[check] = counts.get(check, 0) + 1
            if counts[check] <= limit:
                print(f"{check}: {place}: {problem}", file=sys.stderr)
        for check, count in counts.items():
            if count > limit:
                print(f"{check}: and {count - limit} more", file=sys.stderr)
        return 1 if self.all else 0
