"""How many ordinary deadline phrases are read and dated in a second, on one core.

Run: `python benchmarks/deadlines.py`. The phrases are the real ones of `tests/deadlines/corpus.tsv`.
"""

from __future__ import annotations

import time
from pathlib import Path

from roadmap_engine.calendars import parse_year
from roadmap_engine.deadlines import Context, parse, schedule, wording

CORPUS = Path(__file__).parent.parent / "tests" / "deadlines" / "corpus.tsv"
ROUNDS = 10
WORST_LENGTH = 300
WORST = (
    "по графику а, " * 30,
    "(" * WORST_LENGTH,
    "в течение " * 40,
    "1 " * 150,
    "сентябрь, " * 30,
    "до 1 октября и " * 25,
    "« " * 150,
    "ежегодно: " * 40,
    "по плану " * 40,
    "после получения результатов в течение 2 недель, " * 7,
)


def phrases() -> list[str]:
    """Give the phrases of the corpus."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t")[0].replace("\\n", "\n") for line in lines]


def main() -> None:
    """Measure and print."""
    corpus = phrases()
    context = Context(year=parse_year("2026/2027"))
    started = time.perf_counter()
    for _ in range(ROUNDS):
        for phrase in corpus:
            parse(phrase)
    parsed = time.perf_counter() - started
    rules = [rule for phrase in corpus if (rule := parse(phrase).rule)]
    started = time.perf_counter()
    for rule in rules:
        schedule(rule, context)
    dated = time.perf_counter() - started
    started = time.perf_counter()
    for rule in rules:
        wording(rule)
    worded = time.perf_counter() - started
    worst = 0.0
    for text in WORST:
        started = time.perf_counter()
        parse(text[:WORST_LENGTH])
        worst = max(worst, time.perf_counter() - started)
    print(f"parse    {len(corpus) * ROUNDS / parsed:>9.0f} phrases/s")
    print(f"schedule {len(rules) / dated:>9.0f} rules/s")
    print(f"wording  {len(rules) / worded:>9.0f} rules/s")
    print(f"worst    {worst * 1000:>9.2f} ms for {WORST_LENGTH} characters")


if __name__ == "__main__":
    main()
