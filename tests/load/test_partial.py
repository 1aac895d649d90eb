"""A text read past its faults: what is left, where it stands, and what is not to be missed."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics import Location
from roadmap_engine.load import load_text
from roadmap_engine.load.partial import NOTHING_LEFT_OUT
from roadmap_engine.model import RoadmapText
from roadmap_engine.model.measure import Measure

TEXT = """\
roadmap: tiny
version: 1.0.0
roles: {head: директор, other: [1], teachers: {title: учителя, titel: x}}
stages:
  - id: analysis
    title: Анализ
    measures:
      - 5
      - {id: by-class, titel: Анализ, deadline: {foo: 1}, responsible: [head]}
      - {title: Без имени, responsible: [head]}
      - {id: by-school, title: Анализ школы, responsible: {a: b}, after: [by-class]}
"""


def _measures(text: RoadmapText) -> dict[str, Measure]:
    return {measure.id: measure for stage in text.stages or () for measure in stage.measures}


def test_what_is_faulty_is_left_out_and_the_rest_is_kept() -> None:
    """A measure with a faulty field keeps its other fields, one without an id has one to be read by."""
    loaded = load_text(TEXT.encode(), "tiny.yaml")
    assert loaded.value is None
    assert loaded.readable is not None
    text = loaded.readable.value
    assert isinstance(text, RoadmapText)
    assert set(text.roles) == {"head", "teachers"}
    measures = _measures(text)
    assert list(measures) == ["by-class", "nr-0-2", "by-school"]
    assert measures["by-class"].responsible == ("head",)
    assert measures["by-class"].deadline is None
    assert (measures["by-school"].responsible, measures["by-school"].after) == ((), ("by-class",))


def test_whatever_is_kept_stands_where_it_is_written() -> None:
    """An item that is left out does not shift the places of those after it."""
    loaded = load_text(TEXT.encode(), "tiny.yaml").readable
    assert loaded is not None
    lines = [
        loaded.locations.of_value(("stages", 0, "measures", place, "responsible")).line for place in range(3)
    ]
    assert lines == [9, 10, 11]
    assert loaded.locations.of_key(("stages", 0, "measures", 2, "after")) == Location("tiny.yaml", 11, 67, 5)
    assert loaded.locations.inside(("stages", 0, "measures", 2, "title"), (0, 6)).line == 11


def test_it_is_said_what_was_left_out() -> None:
    """The names that nobody is to miss, the fields it concerns, the ids that were made up."""
    left_out = load_text(TEXT.encode(), "tiny.yaml").left_out
    assert {"other", "titel", "deadline", "responsible"} <= left_out.names
    assert not left_out.names & {"head", "teachers", "by-class", "by-school"}
    assert left_out.fields == {"roles", "stages"}
    assert left_out.filled == frozenset()
    assert left_out.made_up == {"nr-0-2": 3}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("adoption: a\nroadmap: b\norganisation: c.yaml\nprocedure: vpr\n", {"school_year"}),
        ("adoption: a\n", {"roadmap", "organisation", "school_year"}),
        ("roadmap: a\n", {"version"}),
        ("organisation: a\nname: Школа\nplce: Томск\n", {"place"}),
    ],
)
def test_what_a_text_must_have_is_filled_in(text: str, filled: set[str]) -> None:
    """So that the rest can be read; whoever reads on is told."""
    loaded = load_text(text.encode(), "a.yaml")
    assert loaded.readable is not None
    assert loaded.left_out.filled == filled


@pytest.mark.parametrize(
    ("text", "is_readable"),
    [
        ("roadmap: tiny\nversion: 1.0.0\nversion: 1.0.0\n", True),  # said twice, and the first is taken
        ("roadmap: tiny\nversion: 1.0.0\n", True),
        ("roadmap: tiny\nversion: [1.0.0\n", False),  # no YAML
        ("roadmap: tiny\nversion: &a 1.0.0\n", False),
        ("5\n", False),
        ("roadmap: tiny\n" + "".join(f"k{place}: 1\n" for place in range(200)), False),
    ],
)
def test_there_is_not_always_a_way(text: str, is_readable: bool) -> None:
    """What is no YAML, or has faults by the hundred, is not read on."""
    assert (load_text(text.encode(), "a.yaml").readable is not None) is is_readable


def test_a_sound_text_is_itself() -> None:
    """Nothing of it is left out."""
    loaded = load_text(b"roadmap: tiny\nversion: 1.0.0\n", "a.yaml")
    assert loaded.readable is loaded
    assert loaded.left_out == NOTHING_LEFT_OUT
