"""Measures `broadsheet serve`: from a save to the message that makes the open page load again."""

import http.client
import os
import re
import statistics
import subprocess
import time
from pathlib import Path

import corpus


def reload_times(contender, articles, now, rounds):
    """Edits one article `rounds` times under a listening page; returns milliseconds and memory (MB)."""
    process = subprocess.Popen(
        [contender.program, "serve", str(contender.site), "--port", "0", "--now", now],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        port = next(int(found[1]) for line in process.stdout if (found := re.search(r"localhost:(\d+)", line)))
        # What it says from now on must not fill the pipe.
        subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL)
        place = corpus.place_of(articles // 2)
        page = f"/{place.removesuffix('.md')}/"
        events = listen(port, page)
        next(events)
        before, times = memory(process.pid), []
        article = contender.site / contender.content / place
        text = article.read_text(encoding="utf-8")
        for number in range(rounds):
            temporary = article.with_name(article.name + ".tmp~")
            temporary.write_text(text + f"\nSaved for the {number + 1}th time.\n", encoding="utf-8")
            begun = time.monotonic()
            os.replace(temporary, article)
            if next(events) != "reload":
                raise SystemExit("the server told something else than to load again")
            times.append((time.monotonic() - begun) * 1000)
        article.write_text(text, encoding="utf-8")
        return {"best": round(min(times), 1), "median": round(statistics.median(times), 1),
                "most": round(max(times), 1), "rounds": rounds, "memory_before": before,
                "memory_after": memory(process.pid)}
    finally:
        process.kill()
        process.wait()


def listen(port, page):
    """The events for a page, by name, as an open one gets them."""
    connection = http.client.HTTPConnection("localhost", port)
    connection.request("GET", page)
    version = re.search(r'data-version="([^"]+)"', connection.getresponse().read().decode())[1]
    connection.request("GET", f"/.broadsheet/events?path={page}&version={version}")
    response = connection.getresponse()
    yield "open"
    while line := response.readline():
        if line.startswith(b"event: "):
            yield line[7:].strip().decode()


def memory(process):
    """The resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024
