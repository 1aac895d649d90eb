"""A settled measure that the newer version has no more: where it stands, and what is not taken instead of it.

«after, stage: what it stands after, or the stage it stands last in»; «instead_of: measures of the newer
version that came instead of it, and are not taken» (`model.settled.Staying`).
"""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Adoption, Assembly
from tests.overlays.texts import BASE, join, layer, sound, text

_ROW = "{id: gone, title: Было, deadline: до 1 февраля 2027 г., responsible: head}"


def _adoption(stays: str, more: str = "") -> Loaded[Adoption]:
    source = (
        "adoption: school\nroadmap: base\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"
        f"settled:\n  gone: {{state: done, on: 2027-01-15, stays: {stays}}}\n{more}"
    )
    loaded: Loaded[Adoption] = load_text(source.encode(), "school.yaml")
    assert not loaded.problems, loaded.problems
    return loaded


def _staying(stays: str, more: str = "", base: str = BASE) -> Assembly:
    return sound(text(base), local=_adoption(stays, more))


def _order(assembly: Assembly) -> dict[str, list[str]]:
    return {stage.id: [each.id for each in stage.measures] for stage in assembly.roadmap.stages}


def _measure(assembly: Assembly, name: str) -> Any:
    return next(each for each in assembly.roadmap.measures() if each.id == name)


@pytest.mark.parametrize(
    ("place", "analysis", "reflection"),
    [
        ("after: by-class, ", ["by-class", "gone", "by-school"], ["summing-up"]),
        # The measure it stood after is the nearer word.
        ("after: by-class, stage: reflection, ", ["by-class", "gone", "by-school"], ["summing-up"]),
        ("after: lost, stage: analysis, ", ["by-class", "by-school", "gone"], ["summing-up"]),
        ("stage: analysis, ", ["by-class", "by-school", "gone"], ["summing-up"]),
        ("after: lost, stage: lost-too, ", ["by-class", "by-school"], ["summing-up", "gone"]),
        # A stage is nothing that a measure could stand after.
        ("after: analysis, ", ["by-class", "by-school"], ["summing-up", "gone"]),
        ("", ["by-class", "by-school"], ["summing-up", "gone"]),
    ],
)
def test_it_stands_where_it_stood_as_far_as_that_is_there(
    place: str, analysis: list[str], reflection: list[str]
) -> None:
    """After its predecessor, else last in its stage, else last of all."""
    assembly = _staying(f"{{{place}measure: {_ROW}}}")
    assert _order(assembly) == {"analysis": analysis, "reflection": reflection}
    assert assembly.origins["gone", "title"].layer == "school"
    assert assembly.origins["gone", "title"].location.file == "school.yaml"


def test_where_no_stage_is_left_there_is_no_place_for_it() -> None:
    """A school that takes out everything has an empty plan, and no error besides."""
    assembly = _staying(f"{{stage: analysis, measure: {_ROW}}}", "remove: [analysis, reflection]\n")
    assert assembly.roadmap.stages == ()


def test_what_came_instead_of_it_is_not_taken_and_nobody_waits_for_that() -> None:
    """Whoever came after the parts comes after the measure, once; what is no part stays."""
    base = BASE.replace(
        "  - id: reflection",
        "      - {id: last, title: Итог, deadline: постоянно, after: [by-class, by-school]}\n"
        "      - {id: other, title: Иное, deadline: постоянно, after: [summing-up]}\n"
        "  - id: reflection",
    )
    stays = f"{{stage: analysis, measure: {_ROW}, instead_of: [by-class, by-school, never-there]}}"
    assembly = _staying(stays, base=base)
    assert _order(assembly)["analysis"] == ["last", "other", "gone"]
    assert _measure(assembly, "last").after == ("gone",)
    assert _measure(assembly, "other").after == ("summing-up",)
    assert set(assembly.removed) == {"by-class", "by-school"}
    assert {origin.layer for origin in assembly.removed.values()} == {"school"}


@pytest.mark.parametrize("instead", ["analysis", "gone"])
def test_neither_a_stage_nor_the_measure_itself_goes_instead_of_it(instead: str) -> None:
    """Only other measures are left out for it."""
    assembly = _staying(f"{{stage: analysis, measure: {_ROW}, instead_of: [{instead}]}}")
    assert _order(assembly)["analysis"] == ["by-class", "by-school", "gone"]
    assert dict(assembly.removed) == {}


def test_one_that_is_there_again_is_as_it_was_and_at_its_present_place() -> None:
    """Its fields are those that were settled; where it stands and what it was called, the version says."""
    again = "      - {id: gone, was: [before], title: Иначе, deadline: постоянно, responsible: teachers}\n"
    base = BASE.replace("    measures:\n", f"    measures:\n{again}", 1)
    assembly = _staying(f"{{stage: reflection, measure: {_ROW}}}", base=base)
    assert _order(assembly)["analysis"] == ["gone", "by-class", "by-school"]
    row = _measure(assembly, "gone")
    assert (row.title, row.responsible, row.was) == ("Было", ("head",), ("before",))


def test_no_permission_is_asked_for_it() -> None:
    """Neither for what stands nor for what is left out: the program writes both."""
    locks = layer("allow: {add: locked, remove: locked, title: locked, after: locked}\n")
    stays = f"{{stage: analysis, measure: {_ROW}, instead_of: [by-school]}}"
    assembly, problems = join(text(BASE), locks, local=_adoption(stays))
    assert problems == ()
    assert assembly.changes == ()
