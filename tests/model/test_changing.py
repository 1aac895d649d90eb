"""A value with some fields anew is made by its constructor, and by nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from pydantic import ValidationError

import roadmap_engine
from roadmap_engine.model import Deadline, Measure
from roadmap_engine.model.base import is_slug, with_fields
from roadmap_engine.model.changing import with_values
from roadmap_engine.model.measure import Change
from roadmap_engine.model.settled import Settled

PACKAGE = Path(roadmap_engine.__file__).parent
TESTS = Path(__file__).parent.parent
MEASURE = Measure(id="analysis", title="Анализ", participants=("teachers",))


def test_other_fields_stay_and_stay_not_given() -> None:
    """What nobody wrote is not written by a change of something else."""
    changed = with_fields(MEASURE, title="Разбор")
    assert changed == Measure(id="analysis", title="Разбор", participants=("teachers",))
    assert changed.model_fields_set == {"id", "title", "participants"}


@pytest.mark.parametrize("wrong", [{"titel": "x"}, {"title": " "}, {"id": "Анализ"}, {"participants": None}])
def test_what_a_constructor_refuses_no_change_makes(wrong: dict[str, object]) -> None:
    """An unknown field, an empty text, a wrong id, nothing where there is always something."""
    with pytest.raises(ValidationError):
        with_fields(MEASURE, **wrong)


def test_the_rules_between_fields_hold() -> None:
    """Text excludes a phrase, whichever of the two came first."""
    with pytest.raises(ValidationError, match="text excludes phrase"):
        with_fields(Deadline(phrase="до 1 мая"), text="скоро")


def test_nobody_goes_past_a_constructor() -> None:
    """`model_copy` and `model_construct` check nothing, so they stand nowhere."""
    found = {
        f"{path.name}:{node.lineno}"
        for folder in (PACKAGE, TESTS)
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"model_copy", "model_construct"}
    }
    assert found == set()


def test_a_null_that_is_kept_is_what_a_measure_has_to_whom_nobody_gave_the_field() -> None:
    """No list, no printed words, no deadline; a title there always was."""
    kept = Change(participants=None, as_printed=None, deadline=None, title=None, result="Справка")
    settled = Settled.model_validate({"state": "done", "on": "2027-05-01", "kept": kept})
    was = with_values(MEASURE, settled.kept_values(), alone=True)
    assert was == Measure(id="analysis", title="Анализ", result="Справка")
    assert Settled.model_validate({"state": "done", "on": "2027-05-01"}).kept_values() == {}


@pytest.mark.parametrize("text", ["", "a_b", "a--b", "-a", "A", "a\n", "a" * 81])
def test_what_no_constructor_takes_is_no_id(text: str) -> None:
    """One pattern and one length say what an id is."""
    assert not is_slug(text)
    with pytest.raises(ValidationError):
        Measure(id=text, title="x")
