"""Small values of the model, each asked at both of its edges."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model import Locations, Measure, Origin, Parameter, Role
from roadmap_engine.model.adoption import Adoption
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.drift import DriftedChange, SchoolDrift
from roadmap_engine.model.formats import FORMATS, is_format, refuse_newer, split_format
from roadmap_engine.model.history import EventMark, HistoryRevision
from roadmap_engine.model.json_text import (
    NoJsonError,
    TooDeepError,
    TooManyValuesError,
    read_json,
)
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.plan_measure import PlanMeasure
from tests.builders import adopt_text
from tests.overlays.texts import BASE, sound, text

_ERROR, _WARNING = Problem.of("RM218", name="x"), Problem.of("RM825", name="a", now="b", version="1.0.0")


@pytest.mark.parametrize(
    ("version", "newest", "is_behind"),
    [
        ("1.0.0", "1.0.1", True),
        ("1.9.0", "1.10.0", True),
        ("1.0.0", "1.0.0", False),
        ("1.1.0", "1.0.0", False),
        ("", "1.0.0", False),
        ("1.0.0", "", False),
    ],
)
def test_a_school_is_behind_a_higher_version_alone(version: str, newest: str, is_behind: bool) -> None:
    """Numbers are compared as numbers; what is not known is no reproach."""
    assert SchoolDrift("a.yaml", version=version, newest=newest).is_behind == is_behind


@pytest.mark.parametrize(
    ("problems", "is_readable", "is_sound"),
    [((), True, True), ((_WARNING,), True, True), ((_ERROR,), True, False), ((), False, False)],
)
def test_a_school_is_sound_without_errors(
    problems: tuple[Problem, ...], is_readable: bool, is_sound: bool
) -> None:
    """And only if it was read."""
    assert SchoolDrift("a.yaml", problems=problems, is_readable=is_readable).is_sound == is_sound


def test_changes_are_found_by_their_verdicts() -> None:
    """Of several, in their order."""
    blank: dict[str, Any] = {each.name: "" for each in dataclasses.fields(DriftedChange)}
    verdicts = ("allowed", "forbidden", "unknown")
    school = SchoolDrift(
        "a.yaml", changes=tuple(DriftedChange(**blank | {"verdict": each}) for each in verdicts)
    )
    assert [each.verdict for each in school.of_verdict("unknown", "allowed")] == ["allowed", "unknown"]
    assert school.of_verdict() == ()


_VALUE, _KEY, _ITEM = Location("a.yaml", 2, 8, 10), Location("a.yaml", 2, 1, 5), Location("a.yaml", 3, 5, 4)


@pytest.mark.parametrize("literal", [True, False])
def test_a_value_is_placed_or_the_nearest_thing_around_it(literal: bool) -> None:
    """A part of it only where it stands letter by letter."""
    places = Locations(
        "a.yaml", {("a",): _KEY}, {("a",): _VALUE, ("a", 0): _ITEM}, frozenset({("a",)} if literal else ())
    )
    assert places.of_value(("a",)) == places.of_value(("a", "b", 3)) == _VALUE
    assert places.of_value(("b",)) == Location("a.yaml")
    assert (places.of_key(("a",)), places.of_key(("a", 0)), places.of_key(("b",))) == (
        _KEY,
        _ITEM,
        Location("a.yaml"),
    )
    part = Location("a.yaml", 2, 11, 2) if literal else _VALUE
    assert places.inside(("a",), (3, 5)) == part
    assert places.inside(("a",), None) == _VALUE
    assert places.inside(("a", "b"), (3, 5)) == _VALUE
    if literal:
        # An empty part is shown as one sign.
        assert places.inside(("a",), (3, 3)) == Location("a.yaml", 2, 11, 1)


def test_an_origin_is_that_of_the_field_else_of_the_thing() -> None:
    """And of an item where the list has so many."""
    origins = {
        ("a", ""): Origin("base", _KEY),
        ("a", "roles"): Origin("base", _VALUE, (_ITEM, _KEY)),
    }
    assembly = Assembly(sound(text(BASE)).roadmap, origins)
    assert assembly.location("a") == assembly.location("a", "title") == _KEY
    assert assembly.location("a", "roles") == assembly.location("a", "roles", 2) == _VALUE
    assert (assembly.location("a", "roles", 0), assembly.location("a", "roles", 1)) == (_ITEM, _KEY)
    assert assembly.location("b", "title") is None


@pytest.mark.parametrize(
    ("written", "most", "error"),
    [
        ('{"a": [1, 2]}', 2, TooManyValuesError),
        ('{"a": 1, "a": 2}', 9, NoJsonError),
        ('{"a": NaN}', 9, NoJsonError),
        ("[-Infinity]", 9, NoJsonError),
        ("{", 9, ValueError),
        ("[" * 100_000, 1_000_000, TooDeepError),
    ],
)
def test_json_that_is_not_read(written: str, most: int, error: type[ValueError]) -> None:
    """Each for its reason."""
    with pytest.raises(error):
        read_json(written, most=most)


@pytest.mark.parametrize("written", ['{"a": "[,{[,{"}', '["\\\\",[]]', '["\\"[[["]'])
def test_signs_between_quotes_are_no_values(written: str) -> None:
    """However many of them there are."""
    assert read_json(written, most=3) is not None


def test_formats_that_are_known_and_newer_ones() -> None:
    """A truth is no number; what is no number is not judged."""
    assert split_format({"format": 2, "a": 1}) == ({"a": 1}, 2)
    assert split_format([1]) == ([1], 1)
    most = FORMATS["plan"]
    assert [is_format("plan", each) for each in (0, 1, most, most + 1, True, "1", 1.0)] == [
        False,
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    for found in (most, True, "9", None, 0):
        assert refuse_newer("plan", found, file="plan.json") is None
    problem = refuse_newer("plan", most + 1, file="plan.json")
    assert problem is not None
    assert problem.words == {"file": "plan.json", "found": str(most + 1), "known": str(most)}


_MARK = {"day": "2027-05-20", "title": "Дело", "content": "0" * 16}


@pytest.mark.parametrize(
    ("instant", "is_known"),
    [
        ("2027-05-20T10:00:00+03:00", True),
        ("2027-05-20T10:00:00", False),
        ("1500-01-01T00:00:00Z", False),
        ("9999-01-01T00:00:00Z", False),
    ],
)
def test_an_instant_has_a_zone_and_an_age_that_calendars_know(instant: str, is_known: bool) -> None:
    """Nothing else can stand in a history."""
    revision = {"at": instant, "changed": {"a": _MARK}}
    if is_known:
        assert HistoryRevision.model_validate(revision).changed["a"] == EventMark.model_validate(_MARK)
    else:
        with pytest.raises(ValidationError):
            HistoryRevision.model_validate(revision)


def test_whoever_fills_the_roles_is_asked_once() -> None:
    """In the order of the roles."""
    roles = {
        "a": Role(title="А", filled_by=("x", "y")),
        "b": Role(title="Б"),
        "c": Role(title="В", filled_by=("y", "z")),
    }
    assert OpenQuestions(roles=roles).people == ("x", "y", "z")


@pytest.mark.parametrize("wrong", [True, False])
def test_a_truth_is_no_grade(wrong: bool) -> None:
    """Though programs count it as one."""
    head = {"adoption": "s", "roadmap": "r", "organisation": "o.yaml", "school_year": "2026/2027"}
    assert Adoption.model_validate({**head, "procedure": {"use": "vpr", "grades": [1]}}).procedure.grades == (
        1,
    )
    with pytest.raises(ValidationError):
        Adoption.model_validate({**head, "procedure": {"use": "vpr", "grades": [wrong]}})


def _row(state: str | None, *days: tuple[str | None, str | None]) -> PlanMeasure:
    plan, _ = adopt_text("events: {results-received: 2027-05-20}\n")
    row = next(each for each in plan.measures() if each.deadline.occurrences)
    first = row.deadline.occurrences[0]
    dated = tuple(
        with_fields(first, key=str(place), start=start, due=due) for place, (start, due) in enumerate(days)
    )
    settled = None if state is None else {"state": state, "on": dt.date(2027, 1, 15)}
    return with_fields(row, deadline=with_fields(row.deadline, occurrences=dated), settled=settled)


_BEFORE, _ON, _LATER = dt.date(2027, 1, 14), dt.date(2027, 1, 15), dt.date(2027, 2, 15)


@pytest.mark.parametrize(
    ("state", "days", "called_off"),
    [
        # A duty that runs on stands until the day it is cancelled, and from it on no more.
        (
            "cancelled",
            (("2027-01-01", "2027-01-10"), (None, "2027-02-10")),
            {_BEFORE: False, _ON: True, _LATER: True},
        ),
        ("cancelled", ((None, "2027-01-15"),), {_BEFORE: False, _ON: True, _LATER: True}),
        ("cancelled", (("2027-02-01", None),), {_BEFORE: False, _ON: True, _LATER: True}),
        ("cancelled", ((None, None),), {_BEFORE: False, _ON: True, _LATER: True}),
        # One that was over by then is cancelled whenever that was said.
        ("cancelled", ((None, "2027-01-10"),), {_BEFORE: True, _ON: True, _LATER: True}),
        ("cancelled", (), {_BEFORE: True, _ON: True, _LATER: True}),
        ("done", ((None, "2027-02-10"),), {_BEFORE: False, _ON: False, _LATER: False}),
        ("signed", ((None, "2027-02-10"),), {_BEFORE: False, _ON: False, _LATER: False}),
        (None, ((None, "2027-02-10"),), {_BEFORE: False, _ON: False, _LATER: False}),
    ],
)
def test_what_is_cancelled_is_called_off_from_its_day(
    state: str | None, days: tuple[tuple[str | None, str | None], ...], called_off: dict[dt.date, bool]
) -> None:
    """A day that nobody knows is called off with the measure."""
    row = _row(state, *days)
    assert {day: row.is_called_off(day) for day in called_off} == called_off
    assert row.is_called_off(None) == row.is_cancelled == (state == "cancelled")
    assert row.is_done == (state in {"done", "signed"})


def test_the_table_that_an_order_approves_has_no_cancelled_rows() -> None:
    """The plan has them."""
    plan, _ = adopt_text("settled: {by-pupil: {state: cancelled, on: 2027-01-15}}\n")
    every = [each.id for each in plan.measures()]
    assert "by-pupil" in every
    assert [each.id for each in plan.standing_measures()] == [each for each in every if each != "by-pupil"]


def test_a_single_value_is_a_cell_of_one_and_truth_is_a_word() -> None:
    """As answers are taken."""
    written = {"one": "слово", "two": ["а", "б"], "yes": True, "no": False, "sum": 500}
    row = Measure.model_validate({"id": "a", "title": "А", "cells": written})
    assert dict(row.cells) == {
        "one": ("слово",),
        "two": ("а", "б"),
        "yes": ("да",),
        "no": ("нет",),
        "sum": ("500",),
    }


@pytest.mark.parametrize(
    ("default", "kept"), [(True, "да"), (False, "нет"), ("да", "да"), (7, "7"), (None, None)]
)
def test_an_answer_that_is_a_truth_is_its_word(default: object, kept: str | None) -> None:
    """As a person would have written it."""
    assert Parameter.model_validate({"title": "Вопрос", "default": default}).default == kept
