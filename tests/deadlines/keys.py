"""What the program of format 1 gave: keys and days that UIDs of published calendars rest on, and its rules.

`keys.json` and `former_rules.jsonl` were written by that program and are never written anew: what was
published stays.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from roadmap_engine.calendars import CalendarYear, SchoolYear, Span
from roadmap_engine.deadlines import Context
from tests.deadlines.corpus import QUARTERS

__all__ = ["CONTEXTS", "former_rules", "known_keys", "line_of"]

HERE = Path(__file__).parent
MOST = 6
HELD = Span.parse("2027-04-13/2027-05-18")
CONTEXTS = {
    "school year": Context(year=SchoolYear(2026)),
    "with terms": Context(year=SchoolYear(2026), terms=QUARTERS, grade=9),
    "calendar year": Context(year=CalendarYear(2027)),
    "opened in summer": Context(year=Span.parse("2026-06-15/2027-08-31")),
    "two years": Context(year=Span.parse("2025-09-01/2027-08-31")),
    "known events": Context(
        year=SchoolYear(2026),
        anchors={"results-received": dt.date(2027, 5, 20), "council-decision": dt.date(2026, 9, 10)},
        procedure=HELD,
        weekend_policy="next",
    ),
}
"""The plans the phrases are dated in, by name."""


def line_of(occurrences: Iterable[Any]) -> str:
    """Write keys and days in one line; of many the first, the last, and a digest of all."""
    written = [
        f"{each.key} {each.start or ''}..{each.due or ''}{f' {each.time}' if each.time else ''}"
        for each in occurrences
    ]
    if len(written) <= MOST:
        return "; ".join(written)
    digest = hashlib.sha256("; ".join(written).encode()).hexdigest()[:12]
    return f"{written[0]}; … {len(written)} {digest} …; {written[-1]}"


def known_keys() -> dict[str, dict[str, str]]:
    """Give for each phrase the line of each context; one that stands for all is named «all»."""
    found: dict[str, dict[str, str]] = json.loads((HERE / "keys.json").read_text(encoding="utf-8"))
    return found


def former_rules() -> list[dict[str, Any]]:
    """Give each phrase with its rule as format 1 wrote it."""
    lines = (HERE / "former_rules.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
