"""How fast deadline phrases are read, dated and printed, on one core, and what importing the language costs.

Run: `python benchmarks/deadlines.py`. The phrases are the real ones of `tests/deadlines/corpus.tsv`. What is
compared is measured in turn, A B A B …, and given as the median of the round-by-round ratios; the peer of
reading is dateutil's parser, which reads a date of the same length in English and no deadline.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dateutil import parser as dateutil

from roadmap_engine.calendars import parse_year
from roadmap_engine.deadlines import Context, parse, schedule, wording

CORPUS = Path(__file__).parent.parent / "tests" / "deadlines" / "corpus.tsv"
ROUNDS, STARTS = 7, 7
LENGTH = 300
PHRASES_GOAL, WORST_GOAL, IMPORT_GOAL = 5_000, 10.0, 0.5
FORMER_IMPORT = 0.37
"""Seconds that importing the language of format 1 took above the calendars, on the machine of its figures."""
PEER = "Thursday, 17 January 2027"
WORST = (
    "по графику а, " * 30,
    "(" * LENGTH,
    "1, " * 100,
    "1 " * 150,
    "в течение " * 40,
    "сентябрь, " * 30,
    "до 1 октября и " * 25,
    "« " * 150,
    "ежегодно: " * 40,
    "по плану " * 40,
    "последний день " * 20,
    "после получения результатов в течение 2 недель, " * 7,
)


def phrases() -> list[str]:
    """Give the phrases of the corpus."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t")[0].replace("\\n", "\n") for line in lines]


def timed(work: Callable[[], object]) -> float:
    """Give the processor time of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def usual(text: str) -> float:
    """Give how long a text usually takes to read."""
    return statistics.median(timed(lambda: parse(text)) for _ in range(ROUNDS))


def start(modules: str) -> float:
    """Give how long a program takes that only imports."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {modules}"], check=True)
    return time.perf_counter() - started


def main() -> int:
    """Measure and print; the exit code tells whether the goals are reached."""
    corpus = phrases()
    context = Context(year=parse_year("2026/2027"))
    rules = [rule for phrase in corpus if (rule := parse(phrase).rule)]
    rounds = [
        (
            timed(lambda: [parse(phrase) for phrase in corpus]),
            timed(lambda: [dateutil.parse(PEER) for _ in corpus]),
            timed(lambda: [schedule(rule, context) for rule in rules]),
            timed(lambda: [wording(rule) for rule in rules]),
        )
        for _ in range(ROUNDS)
    ]
    speed = len(corpus) / statistics.median(each[0] for each in rounds)
    ratio = statistics.median(each[0] / each[1] for each in rounds)
    dated, worded = (len(rules) / statistics.median(each[at] for each in rounds) for at in (2, 3))
    worst = max((usual(text[:LENGTH]), text) for text in WORST)
    starts = [
        (start("sys"), start("roadmap_engine.calendars"), start("roadmap_engine.deadlines"))
        for _ in range(STARTS)
    ]
    above = statistics.median(each[2] - each[1] for each in starts)
    below = statistics.median((each[2] - each[1]) / (each[1] - each[0]) for each in starts)
    print(
        f"parse    {speed:>9.0f} phrases/s, goal {PHRASES_GOAL}; {ratio:.1f} times dateutil's time for a date"
    )
    print(f"schedule {dated:>9.0f} rules/s")
    print(f"wording  {worded:>9.0f} rules/s")
    print(
        f"worst    {worst[0] * 1000:>9.2f} ms, goal {WORST_GOAL:.0f}, {LENGTH} characters: «{worst[1][:9]}…»"
    )
    print(f"import   {above:>9.3f} s above the calendars, {below:.2f} of theirs")
    slow = above > IMPORT_GOAL * FORMER_IMPORT
    return int(speed < PHRASES_GOAL or worst[0] * 1000 > WORST_GOAL or slow)


if __name__ == "__main__":
    raise SystemExit(main())
