"""Runs commands and says what they took."""

import os
import statistics
import subprocess
import time
from pathlib import Path


def measure(command, environment=None):
    """Runs a command; returns its wall time, processor time (both in seconds) and peak memory (MB)."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env={**os.environ, **(environment or {})})
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begun
    if status != 0:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{output.decode(errors='replace')[-3000:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024,
            "output": output.decode(errors="replace")}


def best(runs, key="wall"):
    return min(run[key] for run in runs)


def summary(runs):
    """The best of some runs: seconds, MB."""
    return {"wall": round(best(runs), 4), "median": round(statistics.median(run["wall"] for run in runs), 4),
            "cpu": round(best(runs, "cpu"), 4), "memory": round(best(runs, "memory"), 1), "runs": len(runs)}


def size_of(folder):
    """How many files lie in a folder, and their bytes."""
    sizes = [path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
