"""What is done, signed or cancelled keeps its days, whatever events and versions say."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine import adopt
from roadmap_engine.cli.program import run
from roadmap_engine.model import Plan
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.recording import record, suppose
from roadmap_engine.pipeline.updating import Updater
from tests.pipeline.updates import Neighbours

TEXT = """\
roadmap: tiny
version: 1.0.0
title: План
events:
  results-received: получение результатов
  council-decision: {title: решение Педсовета, decides: deadlines}
columns: [number, title, deadline, responsible]
roles:
  head: {title: руководитель, filled_by: [head]}
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - id: by-class
        title: Анализ по классам
        deadline: в течение 3 дней после получения результатов
        responsible: head
  - id: decisions
    title: Организационный этап
    measures:
      - id: council
        title: Педсовет
        deadline: в течение недели после завершения аналитического этапа
        responsible: head
      - id: lessons
        title: Занятия
        deadline: до 20 апреля 2027 г.
        responsible: head
      - id: by-month
        title: Мониторинг
        deadline: ежемесячно до 25 числа
        responsible: head
"""
MEASURES = ("by-class", "by-month", "council", "lessons")
NEWER = {
    "by-class": ("в течение 3 дней после", "в течение 9 дней после"),
    "by-month": ("ежемесячно до 25 числа", "ежемесячно до 20 числа"),
    "council": ("в течение недели после", "в течение месяца после"),
    "lessons": ("до 20 апреля 2027 г.", "до 15 апреля 2027 г."),
}
STATES = st.sampled_from(["done", "signed", "cancelled"])
DAYS = st.dates(dt.date(2027, 1, 11), dt.date(2027, 3, 31))


def _newer(changed: frozenset[str], renamed: frozenset[str]) -> str:
    text = TEXT.replace("version: 1.0.0", "version: 1.1.0")
    for name in changed:
        text = text.replace(*NEWER[name])
    for name in renamed:
        text = text.replace(f"id: {name}\n", f"id: {name}-2\n        was: {name}\n")
    return text


def _plan(school: Path) -> Plan:
    plan = adopt(school).value
    assert plan is not None
    return plan


def _days(plan: Plan) -> dict[str, object]:
    return {
        measure.id.removesuffix("-2"): (
            [(each.key, each.start, each.due) for each in measure.deadline.occurrences],
            measure.cells["Сроки"],
            measure.settled,
        )
        for measure in plan.measures()
    }


def _record(school: Path, day: dt.date) -> None:
    recorded = record(school, Known({"results-received": day})).value
    assert recorded is not None
    school.write_bytes(recorded.data)


def _update(school: Path) -> None:
    update = Updater(preview=False).update(school, {}).value
    assert update is not None
    assert update.data is not None
    for name, content in update.files.items():
        (school.parent / name).write_bytes(content)
    school.write_bytes(update.data)


@settings(max_examples=12, deadline=None)
@given(
    states=st.dictionaries(st.sampled_from(MEASURES), st.tuples(STATES, DAYS), min_size=1),
    known=st.none() | DAYS,
    recorded=DAYS,
    changed=st.frozensets(st.sampled_from(MEASURES)),
    renamed=st.frozensets(st.sampled_from(MEASURES)),
    update_first=st.booleans(),
)
def test_nothing_moves_what_is_settled(
    states: dict[str, tuple[str, dt.date]],
    known: dt.date | None,
    recorded: dt.date,
    changed: frozenset[str],
    renamed: frozenset[str],
    update_first: bool,
) -> None:
    """Any state of any measures, any event that comes or moves, any newer version, in either order."""
    settled = "".join(f"  {name}: {{state: {state}, on: {day}}}\n" for name, (state, day) in states.items())
    events = f"events: {{results-received: {known}}}\n" if known else ""
    with tempfile.TemporaryDirectory() as folder:
        neighbours = Neighbours(Path(folder))
        neighbours.publish(TEXT, _newer(changed, renamed))
        school = neighbours.adopt(f"{events}settled:\n{settled}")
        before = _days(_plan(school))
        if update_first:
            _update(school)
            _record(school, recorded)
        else:
            _record(school, recorded)
            _update(school)
        after = _days(_plan(school))
        assert after.keys() == before.keys()
        assert {name: after[name] for name in states} == {name: before[name] for name in states}
        again = school.read_bytes()
        _record(school, recorded)
        assert school.read_bytes() == again


def test_the_rest_follows_the_event(tmp_path: Path) -> None:
    """What is not settled moves, and what counts from the end of what is done counts from its own days."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(TEXT)
    school = neighbours.adopt("events: {results-received: 2027-01-15}\nsettled: {}\n")
    moved = suppose(school, Known({"results-received": dt.date(2027, 2, 1)})).value
    assert moved is not None
    assert {change.id for change in moved.of_kind("moved")} == {"by-class", "council"}
    done = school.read_text(encoding="utf-8").replace(
        "settled: {}", "settled: {by-class: {state: done, on: 2027-01-17}}"
    )
    school.write_text(done, encoding="utf-8")
    moved = suppose(school, Known({"results-received": dt.date(2027, 2, 1)})).value
    assert moved is not None
    assert moved.changes == ()


def test_the_days_are_written_where_they_would_move(tmp_path: Path) -> None:
    """A comment stays, other measures are not touched, and the text states the format that it needs."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(TEXT)
    local = (
        "events: {results-received: 2027-01-15}\n"
        "settled:\n  by-class: {state: done, on: 2027-01-17}  # приняли\n"
        "  lessons: {state: done, on: 2027-04-01}\n"
    )
    school = neighbours.adopt(local)
    assert run(["record", str(school), "results-received", "2027-02-01"]) == 0
    text = school.read_text(encoding="utf-8")
    assert "by-class: {state: done, on: 2027-01-17, days: {" in text
    assert "2027-01-15/2027-01-18" in text
    assert "# приняли" in text
    assert "lessons: {state: done, on: 2027-04-01}\n" in text
    assert "format: 2" in text
    assert run(["check", str(school)]) == 0
