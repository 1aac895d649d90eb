"""The published texts keep the rules of good writing that no schema states."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_engine.load import load_file
from tests.roadmaps.published import PROCEDURES, ROADMAPS, load_yaml

ROADMAP_NAMES = sorted(path.stem for path in ROADMAPS.glob("*.yaml"))
PROCEDURE_NAMES = sorted(path.stem for path in PROCEDURES.glob("*.yaml"))


def _measures(text: dict[str, Any]) -> list[dict[str, Any]]:
    own = [measure for stage in text.get("stages", ()) for measure in stage["measures"]]
    added = [addition["measure"] for addition in text.get("add", ()) if "measure" in addition]
    return own + added + list(text.get("replace", {}).values())


@pytest.mark.parametrize("name", ROADMAP_NAMES)
def test_a_roadmap_reads_without_a_problem(name: str) -> None:
    """A published text gives no error and no warning to those who adopt it."""
    loaded = load_file(ROADMAPS / f"{name}.yaml", "roadmap")
    assert [problem.code for problem in loaded.problems] == []
    assert loaded.value is not None
    assert loaded.value.roadmap == name


@pytest.mark.parametrize("name", ROADMAP_NAMES)
def test_no_deadline_is_taken_out_of_the_calendar(name: str) -> None:
    """`deadline: {text: …}` is for a school in need, never for a published text."""
    assert [
        measure for measure in _measures(load_yaml(name)) if isinstance(measure.get("deadline"), dict)
    ] == []


@pytest.mark.parametrize("name", ROADMAP_NAMES)
def test_what_the_print_has_otherwise_differs_from_the_sense(name: str) -> None:
    """`as_printed` keeps misprints; a cell that equals its field would only repeat it."""
    repeated = [
        (measure.get("id"), field)
        for measure in _measures(load_yaml(name))
        for field, text in measure.get("as_printed", {}).items()
        if text == measure.get(field)
    ]
    assert repeated == []


@pytest.mark.parametrize("name", PROCEDURE_NAMES)
def test_a_procedure_of_the_catalogue_reads_without_a_problem(name: str) -> None:
    """An adoption names it by its file."""
    loaded = load_file(PROCEDURES / f"{name}.yaml", "procedure")
    assert [problem.code for problem in loaded.problems] == []
    assert loaded.value is not None
    assert loaded.value.procedure == name


@pytest.mark.parametrize(
    ("name", "results_of", "was_held"),
    [
        ("vpr", "всероссийских проверочных работ", "процедура ВПР"),
        ("oge", "основного государственного экзамена", "процедура ОГЭ"),
        ("ege", "единого государственного экзамена", "процедура ЕГЭ"),
        ("niko", "национальных исследований качества образования", "процедура НИКО"),
        ("gia-9", "ГИА-9", "процедура ГИА-9"),
        ("gve", "государственного выпускного экзамена", "процедура ГВЭ"),
        ("dr-10", "диагностических работ в 10 классах", "процедура ДР-10"),
        ("pisa", "международного исследования PISA", "процедура исследования PISA"),
        ("essay", "итогового сочинения (изложения)", "процедура итогового сочинения (изложения)"),
        ("regional", "региональной оценочной процедуры", "региональная оценочная процедура"),
    ],
)
def test_the_forms_of_a_procedure_fit_the_sentences_they_stand_in(
    name: str, results_of: str, was_held: str
) -> None:
    """«Результатов» takes the genitive, «по которому выполнялась» a feminine nominative."""
    forms = load_file(PROCEDURES / f"{name}.yaml", "procedure").value
    assert forms is not None
    assert (forms.genitive, forms.as_procedure) == (results_of, was_held)
