"""What columns a registry of schools may have: those that the questions of a school's texts fill."""

from __future__ import annotations

import pytest

from roadmap_engine.model.definitions import Parameter, Role
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.registry_fields import FIELDS
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.organisation import ORGANISATION
from roadmap_engine.questionnaire.registry import answers_of, find_path, is_path, list_columns

OPEN = OpenQuestions(
    events={"results-received": "получение результатов", "formula": "=1+1"},
    roles={"librarians": Role(title="библиотекари", filled_by=("librarian",))},
    parameters={
        "levels": Parameter(title="уровни", question="Какие уровни?"),
        "place": Parameter(title="город", default="Примерск"),
    },
    stages={"analysis": "Анализ"},
)
OWN = {"id", "name", "municipality", "roadmap"}


def test_a_field_of_the_table_is_one_of_the_texts() -> None:
    """A path that no question fills would be a column that fills nothing."""
    assert [each.name for each in FIELDS if each.name not in OWN and not is_path(each.name)] == []
    assert all(each.caption for each in FIELDS)


@pytest.mark.parametrize(
    ("caption", "path"),
    [
        ("Полное наименование", "name.full"),
        ("people.librarian.forms.dative", "people.librarian.forms.dative"),
        (" ORDER.PURPOSE ", "order.purpose"),
        ("Какие уровни?", "fill.levels"),
        ("Уровни", "fill.levels"),
        ("Получение  результатов.", "events.results-received"),
        ("fill.unknown", "fill.unknown"),
        ("others.1.name", None),
        ("people.*.name", None),
        ("settled.results.on", None),
        ("adoption.roadmap", None),
        ("", None),
    ],
)
def test_a_caption_means_a_field_or_none(caption: str, path: str | None) -> None:
    """By what people call it, by its path, by the title of an event or of open words."""
    assert find_path(caption, OPEN) == path


def test_each_form_takes_its_own_answers() -> None:
    """A short form answers what it stands for, and the year of the terms is the plan's, too."""
    answers = {"procedure": "vpr", "place": "г. Примерск", "school_year": "2026/2027", "colour": "red"}
    assert answers_of(ORGANISATION, answers) == {"place": "г. Примерск", "school_year": "2026/2027"}
    assert answers_of(ADOPTION, answers) == {"procedure.use": "vpr", "school_year": "2026/2027"}


def test_all_columns_are_understood_by_name_and_by_caption() -> None:
    """What the list says can be typed, with a roadmap and, but for its stars, without one."""
    columns = list_columns(OPEN, "x")
    names = [each.name for each in columns]
    assert len(set(names)) == len(names)
    assert {*OWN, "people.librarian.post", "roles.librarians", "assign.analysis", "fill.levels"} <= set(names)
    for each in columns:
        assert find_path(each.name, OPEN) == each.name
        assert find_path(each.caption, OPEN) == each.name
        assert each.holds.text
    stars = [each.name for each in list_columns() if find_path(each.name, OPEN) is None]
    assert stars == ["replace.*.year", "roles.*", "assign.*", "events.*", "fill.*"]


def test_a_new_registry_has_what_is_usual_and_needed() -> None:
    """And the events of the roadmap, by titles that no table computes and no other field has."""
    columns = {each.name: each for each in list_columns(OPEN, "tiny")}
    needed = [name for name, each in columns.items() if each.needed]
    assert needed == ["id", "name", "place", "roadmap", "procedure.use", "fill.levels"]
    assert all(columns[name].usual for name in needed)
    assert columns["roadmap"].example == "tiny"
    assert columns["events.results-received"].caption == "Получение результатов"
    assert columns["events.formula"].caption == "events.formula"
    assert (columns["fill.levels"].caption, columns["fill.place"].caption) == ("Уровни", "fill.place")
    assert (columns["events.formula"].usual, columns["fill.place"].usual) == (True, False)
    free = OpenQuestions(of_procedure=False)
    assert not any(each.needed for each in list_columns(free) if each.name == "procedure.use")
