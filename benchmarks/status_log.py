"""How fast a status log of 1,000 entries is read and folded, beside a plain loop over its lines.

The peer only parses the JSON of each line; ours tells an entry from what is none, joins the lines as a set
and folds the entries of forty measures into where each stands. Promised: 10 ms on a machine that does
nothing else; as machines differ, the bar is a ratio.

    python benchmarks/status_log.py
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator

from roadmap_engine.load.status_logs import read_log
from roadmap_engine.model.entry import Entry, Thing
from roadmap_engine.tracking.folding import fold

ROUNDS = 25
ENTRIES = 1_000
MEASURES = 40
SHEET = {"sha256": "a" * 64, "name": "справка.pdf", "size": 12_345}
DEEDS = ("started", "noted", "submitted", "returned", "attached", "submitted", "accepted", "reopened")
MOST = 5.0
"""Ours takes at most so many times as long as the plain loop."""


def draw_lines() -> Iterator[str]:
    """Give the lines of a log in which each entry follows the last one about its measure."""
    heads: dict[str, str] = {}
    for number in range(ENTRIES):
        measure = f"measure-{number % MEASURES}"
        name = hashlib.sha256(str(number).encode()).hexdigest()[:20]
        entry = {
            "v": 1,
            "id": name,
            "adoption": "school-12-vpr",
            "at": "2027-01-18T10:00:00Z",
            "on": "2027-01-18",
            "who": "deputy-head",
            "about": {"measure": measure, "occurrence": "1"},
            "did": DEEDS[number // MEASURES % len(DEEDS)],
            "note": "нет выводов по классам, доработать",
            "evidence": [{"sha256": "a" * 64, "name": "справка.pdf", "size": 12_345}]
            if number % 8 == 0
            else [],
            "after": [heads[measure]] if measure in heads else [],
        }
        heads[measure] = name
        yield json.dumps(entry, ensure_ascii=False)


def replay(data: bytes) -> int:
    """Read a log and fold what it says of each thing; gives how many things there are."""
    log, _problems = read_log(data, "adoption.status.jsonl")
    about: dict[Thing, list[Entry]] = {}
    for entry in log.entries:
        about.setdefault(entry.thing, []).append(entry)
    return len([fold(entries) for entries in about.values()])


def _time(work: Callable[[], object]) -> float:
    best = float("inf")
    for _round in range(ROUNDS):
        # What other programs take of the processor does not count.
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1_000


def main() -> int:
    """Measure; the exit code is 1 where ours takes too long beside the plain loop."""
    data = ("\n".join(draw_lines()) + "\n").encode()
    if replay(data) != MEASURES:
        raise SystemExit("the log is not read as it was written")
    plain = _time(lambda: [json.loads(line) for line in data.splitlines()])
    ours = _time(lambda: replay(data))
    print(f"{ENTRIES} entries, {len(data) / 1_000:.0f} KB")
    print(f"a plain loop      {plain:6.1f} ms")
    print(f"read and folded   {ours:6.1f} ms, {ours / plain:.1f} times, at most {MOST:.0f}")
    return int(ours > MOST * plain)


if __name__ == "__main__":
    sys.exit(main())
