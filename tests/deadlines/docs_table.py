"""The table of forms in docs/deadlines.md: how it is written and read.

`python -m tests.deadlines.docs_table` writes the columns behind the phrases anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import Context, Explanation, Rule, explain, kind_of, rule_adapter
from roadmap_engine.diagnostics.languages import format_day

__all__ = ["DOCS", "HEADER", "read_rows", "row_of", "structure_of"]

DOCS = Path(__file__).parents[2] / "docs" / "deadlines.md"
HEADER = "| Фраза | Вид | Правило | Сроки в 2026/2027 | Печатается как |"
MOST = 3
_IMPLIED = (("interval", 1), ("reported", False))


def row_of(phrase: str) -> str:
    """Write the row of a phrase."""
    found = explain(phrase, Context(year=SchoolYear(2026)))
    if found.rule is None:
        raise ValueError(f"«{phrase}» is not understood")
    written = json.dumps(structure_of(found.rule), ensure_ascii=False).replace('"', "")
    return f"| {phrase} | `{kind_of(found.rule)}` | `{written}` | {_dates(found)} | {found.wording} |"


def structure_of(rule: Rule) -> Any:
    """Give a rule as a text would write it: what it is comes first, what goes without saying is left out."""
    return _ordered(rule_adapter().dump_python(rule, mode="json", exclude_none=True))


def _ordered(value: Any) -> Any:
    if isinstance(value, list):
        return [_ordered(each) for each in value]
    if not isinstance(value, dict):
        return value
    first = {key: value[key] for key in ("relation", "place") if key in value}
    rest = {key: _ordered(each) for key, each in value.items() if (key, each) not in _IMPLIED}
    return {**first, **{key: each for key, each in rest.items() if key not in first}}


def _dates(found: Explanation) -> str:
    schedule = found.schedule
    days = []
    for each in schedule.occurrences:
        if each.start == each.due and each.start:
            days.append(format_day(each.start))
        elif each.start and each.due:
            days.append(f"{format_day(each.start)}–{format_day(each.due)}")
        elif each.due:
            days.append(f"до {format_day(each.due)}")
        elif each.start:
            days.append(f"с {format_day(each.start)}")
    if len(days) > MOST:
        days = [*days[:MOST], f"… всего {len(days)}"]
    waits = [f"ждёт: {each.title}" for each in schedule.awaiting]
    standing = ["постоянно"] if schedule.standing else []
    return "; ".join([*days, *waits, *standing])


def read_rows() -> list[str]:
    """Give the rows of the page, without header and rule."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    start = lines.index(HEADER) + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append(line)
    return rows


def main() -> None:
    """Write the rows of the page anew."""
    text = DOCS.read_text(encoding="utf-8")
    for row in read_rows():
        phrase = row.split(" | ")[0].removeprefix("| ")
        text = text.replace(row, row_of(phrase))
    DOCS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
