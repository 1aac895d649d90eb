"""What a layer took away and others still wait for; what a school has settled; what is too much."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics.limits import FILLED, MEASURES
from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Adoption, Measure
from roadmap_engine.overlays import assemble
from tests.overlays.texts import BASE, join, layer, sound, text

_STRUCTURE = (
    "{kind: relative, direction: after, event: 'measure-end:by-school', length: 3 days, sense: within}"
)


def _adoption(source: str) -> Loaded[Adoption]:
    head = "adoption: school\nroadmap: base\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"
    loaded: Loaded[Adoption] = load_text(f"{head}{source}".encode(), "school.yaml")
    assert not loaded.problems
    return loaded


def _measure(source: str, name: str = "by-class") -> Measure:
    assembly = sound(text(BASE), local=_adoption(source))
    return next(each for each in assembly.roadmap.measures() if each.id == name)


@pytest.mark.parametrize(
    ("deadline", "removed", "need"),
    [
        ("после завершения этапа «Аналитический этап»", "analysis", "analysis"),
        ("после завершения аналитического этапа", "analysis", "analysis"),
        ("в течение 3 дней после анализа по школе", "by-school", "by-school"),
        ("в течение 3 дней после завершения анализа по школе", "analysis", "by-school"),
        (
            _STRUCTURE,
            "by-school",
            "by-school",
        ),
        ("{kind: relative, direction: after, event: 'stage-end:analysis'}", "analysis", "analysis"),
    ],
)
def test_a_deadline_that_waits_for_what_is_gone_says_who_took_it(
    deadline: str, removed: str, need: str
) -> None:
    """Not that an event is unknown: the layer, its place, and what it removed."""
    waits = BASE.replace("deadline: в течение 3 дней после заседания совета", f"deadline: {deadline}")
    assert waits != BASE
    sound(text(waits))
    _, problems = join(text(waits), layer(f"remove: [{removed}]\n", "town"))
    (problem,) = problems
    assert problem.code == "RM264"
    arguments = dict(problem.arguments)
    assert (arguments["measure"], arguments["need"], arguments["layer"]) == ("summing-up", need, "town")
    assert [place.file for place in problem.related] == ["town.yaml"]


def test_what_nobody_ever_had_stays_unknown_beside_what_is_gone() -> None:
    """Only what was removed is told as removed."""
    lost = layer(
        "remove: [by-school]\nreplace: {summing-up: {deadline: в течение 3 дней после открытия бассейна}}\n"
    )
    assert [each.code for each in join(text(BASE), lost)[1]] == ["RM205"]


@pytest.mark.parametrize("state", ["done", "signed", "cancelled"])
def test_what_is_settled_keeps_the_fields_that_were_written_down(state: str) -> None:
    """They are heard after everything else, the school's own changes too; null is a field it had not."""
    kept = "kept: {deadline: до 1 февраля 2027 г., result: null, responsible: [teachers]}"
    source = f"settled:\n  by-class: {{state: {state}, on: 2027-01-15, {kept}}}\n"
    for more in ("", "replace: {by-class: {deadline: до 3 марта 2027 г., title: Иначе}}\n"):
        found = _measure(source + more)
        assert found.deadline is not None
        assert found.deadline.phrase == "до 1 февраля 2027 г."
        assert found.deadline.rule is not None
        assert (found.result, found.responsible) == (None, ("teachers",))
        assert found.title == ("Иначе" if more else "Анализ по классам")
    assembly = sound(text(BASE), local=_adoption(source))
    assert assembly.origins["by-class", "deadline"].layer == "school"
    assert assembly.origins["by-class", "title"].layer == "base"


def test_what_is_settled_without_fields_and_what_is_not_there_change_nothing() -> None:
    """A settled measure of another version is no measure of this one."""
    source = (
        "settled:\n  by-class: {state: done, on: 2027-01-15}\n"
        "  gone: {state: done, on: 2027-01-15, kept: {title: Было}}\n"
    )
    assembly = sound(text(BASE), local=_adoption(source))
    assert assembly.roadmap.stages == sound(text(BASE), local=_adoption("")).roadmap.stages


def test_a_condition_of_an_addition_is_heard_beside_its_own() -> None:
    """Both must hold, the addition's first; one alone stands alone."""
    own = "measure: {id: own, title: Своё, deadline: постоянно"
    for more, expected in ((", when: size > 1}", "(9 in grades) and (size > 1)"), ("}", "9 in grades")):
        assembly = sound(text(BASE), layer(f"add: [{{after: by-class, when: 9 in grades, {own}{more}}}]\n"))
        measure = next(each for each in assembly.roadmap.measures() if each.id == "own")
        assert measure.when == expected
        assert assembly.origins["own", "when"].layer == "layer"


def test_a_name_that_a_layer_removed_or_renamed_is_told_as_that() -> None:
    """Who removed it and where, or what it is called now; a near name is no help then."""
    removed = layer("remove: [by-school]\n", "town")
    (problem,) = join(text(BASE), removed, layer("replace: {by-school: {title: Иначе}}\n", "school"))[1]
    assert (problem.code, dict(problem.arguments)["remover"], problem.related[0].file) == (
        "RM206",
        "town",
        "town.yaml",
    )
    renamed = BASE.replace("{id: by-school,", "{id: whole-school, was: by-school,")
    (problem,) = join(text(renamed), layer("replace: {by-school: {title: Иначе}}\n"))[1]
    assert (dict(problem.arguments)["now"], dict(problem.arguments)["near"]) == ("«whole-school»", "")
    assert problem.related[0].file == "base.yaml"


def test_a_roadmap_longer_than_any_table_is_refused_before_its_deadlines_are_read() -> None:
    """Exactly as many as there may be are joined; with one more the first too many is shown."""
    rows = [f"      - {{id: m-{each}, title: Дело, deadline: чепуха}}" for each in range(MEASURES.most + 1)]
    head = "roadmap: long\nversion: 1.0.0\ntitle: План\ncolumns: [number, title]\nstages:\n"
    stage = "  - id: all\n    title: Всё\n    measures:\n"
    most = text("\n".join([head + stage + rows[0], *rows[1:-1]]), "long.yaml")
    assembly, problems = assemble([most])
    assert assembly is not None
    assert {each.code for each in problems} == {"RM301"}
    too_many = text("\n".join([head + stage + rows[0], *rows[1:]]), "long.yaml")
    assembly, problems = assemble([too_many])
    assert assembly is None
    (problem,) = problems
    assert problem.code == MEASURES.told
    assert problem.location is not None
    assert problem.location.line == 9 + MEASURES.most
    assert dict(problem.arguments)["found"] == str(MEASURES.most + 1)


def test_a_deadline_that_its_answer_makes_endless_is_left_as_it_is_written() -> None:
    """It is no phrase to read: whoever draws a plan of it refuses it at its place."""
    asks = BASE.replace("deadline: до 17 января 2027 г.", 'deadline: "{{ levels }} {{ levels }}"')
    for words, is_read in (("ж" * (FILLED.most // 2 + 9), False), ("до 17 января 2027 г.", True)):
        assembly, problems = join(text(asks), local=_adoption(f"fill: {{levels: '{words}'}}\n"))
        measure = next(iter(assembly.roadmap.measures()))
        assert measure.deadline is not None
        assert measure.deadline.phrase == "{{ levels }} {{ levels }}"
        assert (measure.deadline.rule is not None) == is_read
        assert is_read or problems == ()


def test_a_deadline_with_an_open_gap_waits_for_its_answer() -> None:
    """As soon as the parameter has a value the phrase is read, and a fault of it has no place in the file."""
    asks = BASE.replace("default: основного", "type: date").replace(
        "deadline: до 17 января 2027 г.", 'deadline: "до {{ levels }}"'
    )
    open_still = next(iter(sound(text(asks)).roadmap.measures()))
    assert open_still.deadline is not None
    assert open_still.deadline.rule is None
    filled = next(iter(sound(text(asks), local=_adoption("fill: {levels: 2027-01-20}\n")).roadmap.measures()))
    assert filled.deadline is not None
    assert filled.deadline.rule is not None


def test_another_fault_of_a_deadline_is_told_as_it_is_beside_what_is_gone() -> None:
    """That something was removed explains only what is missing for that reason."""
    lost = layer("remove: [by-school]\nreplace: {by-class: {deadline: до 31 февраля 2027 г.}}\n")
    codes = [each.code for each in join(text(BASE), lost)[1]]
    assert codes
    assert not {"RM205", "RM264"} & {*codes}


@pytest.mark.parametrize(
    ("title", "is_named"),
    [
        ("Анализ по всем классам школы за год", True),
        ("Анализ по всем классам нашей школы за год", False),
        ("'Анализ {{ levels }}'", False),
        ("'–'", False),
    ],
)
@pytest.mark.parametrize("thing", ["measure", "stage"])
def test_a_deadline_can_name_what_has_a_short_name(title: str, is_named: bool, thing: str) -> None:
    """Nobody repeats a sentence of the table in a deadline, nor words that are still open."""
    old = "title: Анализ по классам" if thing == "measure" else "title: Аналитический этап"
    assembly = sound(text(BASE.replace(old, f"title: {title}")))
    end = "measure-end:by-class" if thing == "measure" else "stage-end:analysis"
    assert (end in assembly.vocabulary.by_id) == is_named
