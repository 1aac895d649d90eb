"""How fast calendars are made, beside icalendar as its users call it: built of ready values, and serialised.

Ours begin with the plan, find its events and word them; the peer is given every value as it is to be written,
and its calendar says the same when parsed. One calendar, and all of a school, which have most events in
common. In turn, round by round, processor time of one process.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Run by its path, this file would find others beside it where libraries of their names are meant.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

import icalendar  # noqa: E402  (after the path)

from roadmap_engine.model.paper import Paper  # noqa: E402  (after the path)
from roadmap_engine.pipeline.histories import keep_history  # noqa: E402  (after the path)
from roadmap_engine.pipeline.papers import draw_papers  # noqa: E402  (after the path)
from roadmap_engine.pipeline.plans import read_adoption  # noqa: E402  (after the path)

ROUNDS = 9
EACH = 10
GOAL = 20
SCHOOL = Path(__file__).parents[1] / "examples" / "school" / "adoption.yaml"

_KINDS: dict[str, Callable[[], icalendar.Component]] = {
    "VCALENDAR": icalendar.Calendar,
    "VEVENT": icalendar.Event,
    "VALARM": icalendar.Alarm,
}
_Component = tuple[str, list[tuple[str, Any, dict[str, str]]], list[Any]]
"""The name of a component, its values and its parts."""


def _take(component: Any) -> _Component:
    """Give the values of a component as they would stand in somebody's program."""
    values: list[tuple[str, Any, dict[str, str]]] = []
    for name, each in component.property_items(recursive=False, sorted=False):
        if name in ("BEGIN", "END"):
            continue
        kept = {key: value for key, value in each.params.items() if key not in ("VALUE", "TZID")}
        plain = getattr(each, "dt", None) or getattr(each, "td", None) or each
        if name == "EXDATE":
            plain = [day.dt for day in each.dts]
        values.append((name, dict(each) if name == "RRULE" else plain, kept))
    return component.name, values, [_take(each) for each in component.subcomponents]


def _make(component: _Component) -> Any:
    name, values, parts = component
    made = _KINDS[name]()
    for key, value, parameters in values:
        made.add(key, value, parameters)
    for part in parts:
        made.add_component(_make(part))
    return made


def _said(data: bytes) -> list[tuple[str, str]]:
    pairs = icalendar.Calendar.from_ical(data).property_items(sorted=False)
    return sorted(
        (name, value.to_ical().decode() if hasattr(value, "to_ical") else str(value)) for name, value in pairs
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    for _ in range(EACH):
        work()
    return time.process_time() - started


def measure(name: str, papers: frozenset[Paper]) -> bool:
    """Measure some calendars of the school, print one line, and tell whether the goal is reached."""
    plan = read_adoption(SCHOOL).or_raise().plan
    kept = keep_history(SCHOOL, plan, dt.datetime(2026, 8, 20, tzinfo=dt.UTC)).or_raise()

    def ours() -> dict[str, bytes]:
        return dict(draw_papers(plan, kept.history, papers=papers).or_raise())

    drawn = ours()
    values = [_take(icalendar.Calendar.from_ical(data)) for data in drawn.values()]

    def theirs() -> list[bytes]:
        return [_make(each).to_ical() for each in values]

    if [_said(data) for data in theirs()] != [_said(data) for data in drawn.values()]:
        raise SystemExit(f"{name}: the calendars of icalendar say something else")
    rounds = [(_seconds(theirs), _seconds(ours)) for _ in range(ROUNDS)]
    ratio = statistics.median(peer / mine for peer, mine in rounds)
    count, size = len(drawn), sum(map(len, drawn.values()))
    print(f"{name}: {count} calendars, {size} bytes, icalendar ÷ ours {ratio:.1f}, goal {GOAL}")
    return ratio >= GOAL


def main() -> int:
    """Measure both; 1 where a goal is missed."""
    met = [
        measure("one", frozenset({Paper.CALENDAR})),
        measure("school", frozenset({Paper.CALENDAR, Paper.CALENDARS})),
    ]
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
