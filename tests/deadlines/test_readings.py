"""What no person has reviewed one by one stays as it is until somebody reads the difference.

The gathered phrases, those that are refused, and texts joined of the corpus: their words, their days, their
problems, a line each. `pytest --golden` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap_engine.calendars import CalendarYear, SchoolYear, parse_year
from roadmap_engine.deadlines import Context, explain
from tests.deadlines.corpus import QUARTERS, refused
from tests.deadlines.judging import rows_of
from tests.deadlines.probing import joined

HERE = Path(__file__).parent
FILE = HERE / "readings.txt"
JOINED, SEED, SHOWN = 600, 7, 3


def _texts() -> Iterator[tuple[str, Context]]:
    for row in rows_of(HERE / "phrases_open.jsonl"):
        yield row["phrase"], Context(year=parse_year(row["year"]), terms=QUARTERS)
    for phrase, _ in refused():
        yield phrase, Context(year=SchoolYear(2026))
    for number, text in enumerate(joined(JOINED, SEED)):
        yield text, Context(year=CalendarYear(2027) if number % 2 else SchoolYear(2026), terms=QUARTERS)


def _line(phrase: str, context: Context) -> str:
    answer = explain(phrase, context).to_json()
    codes = sorted({problem["code"] for problem in answer["problems"]})
    found = answer.get("occurrences") or []
    days = [f"{each.get('start') or ''}..{each.get('due') or ''}{each.get('time') or ''}" for each in found]
    shown = [*days[:SHOWN], *([f"… {len(days)}: {days[-1]}"] if len(days) > SHOWN else [])]
    awaited = [each["title"] for each in answer.get("awaiting") or ()]
    parts = [phrase, answer.get("wording") or "—", *shown, *(f"? {title}" for title in awaited), *codes]
    return " | ".join(" ".join(str(part).split()) for part in parts)


def test_what_is_read_stays_as_it_is(pytestconfig: pytest.Config) -> None:
    """A change of the language shows here in every phrase that it changes."""
    lines = [_line(phrase, context) for phrase, context in _texts()]
    if pytestconfig.getoption("--golden"):
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = FILE.read_text(encoding="utf-8").splitlines()
    changed = [f"- {old}\n+ {new}" for old, new in zip(before, lines, strict=True) if old != new]
    assert not changed, "\n".join(changed[:40])
