"""What must hold between two builds of one school, whatever has happened between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from roadmap_engine.load.plans import load_plan
from roadmap_engine.planning.comparing.amending import order_as_amended
from roadmap_engine.planning.comparing.order_difference import command_still
from roadmap_engine.planning.ordering.order import draw_order
from tests.planning.comparing.test_order_difference import content
from tests.story.papers import Papers
from tests.story.people import School
from tests.story.texts import CALLED

__all__ = ["look_at"]

_ROW = ("title", "result", "output", "settled")


def look_at(school: School, text_before: Mapping[str, Any] | None = None) -> None:
    """Look at what a school has now beside what it had before.

    Args:
        school: built twice at least, if there is to be something to compare.
        text_before: what its text said before, where every change of it must be there still or told.
    """
    now = school.seen[-1]
    _rows_stand_once(now)
    if text_before is not None:
        _no_edit_is_lost(school, text_before)
    if len(school.seen) > 1:
        before = school.seen[-2]
        _settled_rows_stay(before, now)
        _calendars_continue(before, now)
        _tracker_continues(before, now)
        assert before.calendars.keys() <= now.calendars.keys(), "a calendar left its address"


def called(name: str, known: Sequence[str]) -> str:
    """Follow a measure to what it is called among those known."""
    while name not in known and name in CALLED:
        name = CALLED[name]
    return name


def _rows_stand_once(now: Papers) -> None:
    assert len(now.ids) == len(set(now.ids)), now.ids
    assert len(now.tracker) == len(set(now.tracker))


def _settled_rows_stay(before: Papers, now: Papers) -> None:
    """«Settled rows unchanged»: the wording, the days and how many they are."""
    for _, row in before.rows():
        if row.get("settled") is None:
            continue
        later = now.row(called(row["id"], now.ids))
        assert [row[field] for field in _ROW] == [later[field] for field in _ROW]
        assert row["deadline"]["occurrences"] == later["deadline"]["occurrences"], row["id"]


def _calendars_continue(before: Papers, now: Papers) -> None:
    """«SEQUENCE and LAST-MODIFIED never fall», and what goes on keeps its UIDs."""
    for address, events in before.calendars.items():
        for uid, event in events.items():
            later = now.calendars.get(address, {}).get(uid)
            if later is None:
                continue
            assert later.sequence >= event.sequence, (address, event, later)
            assert later.modified >= event.modified, (address, event, later)
    for _, row in before.rows():
        name = called(row["id"], now.ids)
        if name not in now.ids or (now.row(name).get("settled") or {}).get("state") == "cancelled":
            continue
        again = now.row(name)
        keys = _keys(row) & _keys(again)
        if keys and keys == _keys(row) and row["title"] == again["title"]:
            assert before.uids(row["title"]) <= now.uids(row["title"]), row["id"]


def _keys(row: Mapping[str, Any]) -> set[str]:
    return {each["key"] for each in row["deadline"]["occurrences"]}


def _tracker_continues(before: Papers, now: Papers) -> None:
    """A row that somebody has written into is there still, with what was written."""
    for row_id, cells in before.tracker.items():
        status, _day, note = cells
        if note is None:
            continue
        measure, _, key = row_id.partition("#")
        later = now.tracker.get(f"{called(measure, now.ids)}#{key}")
        if later is not None:
            assert later[2] == note, (row_id, cells, later)
            assert status in {"не начато", later[0]}, (row_id, cells, later)


def _edits(text: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Everything of a school's own in its text: what it is about, and what it comes to."""
    for name, change in (text.get("replace") or {}).items():
        for field, value in change.items():
            cells = value.items() if field == "cells" else ((field, value),)
            yield from ((name, f"{field}: {each}") for field, each in cells)
    for addition in text.get("add") or ():
        stage = addition.get("stage")
        measures = [addition.get("measure"), *(stage["measures"] if isinstance(stage, dict) else ())]
        yield from ((each["id"], f"added: {each['title']}") for each in measures if each is not None)
        if isinstance(stage, dict):
            yield stage["id"], f"added: {stage['title']}"
    yield from ((name, "removed") for name in text.get("remove") or ())
    for section in ("roles", "events", "fill", "decided", "settled"):
        yield from ((name, f"{section}") for name in text.get(section) or {})


def _no_edit_is_lost(school: School, before: Mapping[str, Any]) -> None:
    """«No local edit lost without a word about it»: it is in the text, or it is called by its name."""
    now = set(_edits(school.own))
    for name, change in _edits(before):
        names = _names(name)
        there = any(change == each and other in names for other, each in now)
        told = any(word in school.words for word in _called(names, change))
        assert there or told, f"school {school.number}: {name} ({change}) is gone\n{school.words}"


def _called(names: Sequence[str], change: str) -> Iterator[str]:
    """Give what the program calls a change, or the thing it was of."""
    kind, _, said = change.partition(": ")
    yield from (f"«{name}»" for name in names)
    if kind == "added":
        yield said
    else:
        yield from (f"{name}.{'remove' if kind == 'removed' else kind}" for name in names)


def _names(name: str) -> Sequence[str]:
    names = [name]
    while names[-1] in CALLED:
        names.append(CALLED[names[-1]])
    return names


def amended_equals_fresh(school: School, *signed: str) -> None:
    """The order as amended by every amending order says what a fresh one would say."""
    plans = [load_plan(school.home / each).value for each in signed]
    known = [plan for plan in plans if plan is not None]
    assert len(known) == len(signed)
    # What was done after the order was signed stays commanded: a fresh order would not command it any more.
    fresh, _ = draw_order(command_still(known)[-1])
    assert fresh is not None
    assert content(order_as_amended(known).points) == content(fresh.points)
