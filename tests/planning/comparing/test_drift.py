"""What a school has otherwise than its roadmap, each change with the verdict of whoever allows it."""

from __future__ import annotations

import textwrap

import pytest

from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Adoption, RoadmapText
from roadmap_engine.model.drift import DriftedChange
from roadmap_engine.overlays import assemble
from roadmap_engine.planning.comparing.drift import describe_drift
from roadmap_engine.planning.drawing import draw_plan
from tests.builders import ROADMAP, school, vpr

_HEAD = (
    "adoption: school-7-vpr\nroadmap: tiny@1\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"
)


def _drift(local: str, allow: str = "", *, roadmap: str = ROADMAP) -> tuple[DriftedChange, ...]:
    base: Loaded[RoadmapText] = load_text((roadmap + allow).encode(), "roadmap.yaml", "roadmap")
    loaded: Loaded[Adoption] = load_text(
        (_HEAD + textwrap.dedent(local)).encode(), "adoption.yaml", "adoption"
    )
    assert base.value is not None
    assert loaded.value is not None, loaded.problems
    assembly, problems = assemble((base,), loaded)
    assert assembly is not None
    plan, _ = draw_plan(assembly, loaded.value, school(), vpr(), labels={}, locations=loaded.locations)
    refused = {each.location for each in problems}
    return describe_drift(assembly, loaded.value, school(), plan, (base.value,), refused)


def test_every_kind_of_change_is_told_in_words() -> None:
    """What was and what is, roles and documents by their titles, a deadline by its phrase; with its row."""
    found = _drift(
        """\
        replace:
          by-pupil: {responsible: [teachers, head], deadline: до 1 июня 2027 г., output: []}
          lessons: {deadline: {text: по договорённости}, result: Итоги}
          analysis: {title: Анализ, kind: analytical}
        remove: [council]
        add: [{after: lessons, measure: {id: own, title: Своё, responsible: head, deadline: постоянно}}]
        """
    )
    told = {(each.kind, each.thing, each.field): (each.before, each.after) for each in found}
    assert told == {
        ("replaced", "by-pupil", "responsible"): (
            "учителя-предметники, заместители руководителя, заместители руководителей",
            "учителя-предметники, руководитель",
        ),
        ("replaced", "by-pupil", "deadline"): (
            "После получения результатов в течение 2 недель",
            "до 1 июня 2027 г.",
        ),
        ("replaced", "by-pupil", "output"): ("Аналитическая справка", ""),
        ("replaced", "lessons", "deadline"): ("В соответствии с решением Педсовета", "по договорённости"),
        ("replaced", "lessons", "result"): ("", "Итоги"),
        ("replaced", "analysis", "title"): ("Аналитический этап", "Анализ"),
        ("replaced", "analysis", "kind"): ("other", "analytical"),
        ("removed", "council", ""): ("", ""),
        ("added", "own", ""): ("", ""),
    }
    rows = {each.thing: (each.number, each.title) for each in found}
    assert rows["by-pupil"] == ("1.1", "Анализ результатов всероссийских проверочных работ")
    assert rows["council"] == ("", "Заседание Педсовета")
    assert rows["own"] == ("2.2", "Своё")
    assert {each.verdict for each in found} == {"free"}
    assert all(each.line for each in found)


def test_answers_are_no_drift() -> None:
    """Dates, people, words: what a school is asked for; nor is saying what stands there anyway."""
    answers = """\
        events: {results-received: 2027-05-20}
        decided: {lessons: 2027-06-01}
        roles: {teachers: []}
        order: {number: 5-од}
        replace: {council: {responsible: [head]}}
        """
    assert _drift(answers) == ()


@pytest.mark.parametrize(
    ("allow", "change", "verdict"),
    [
        ("", "до 1 мая 2027 г.", "free"),
        ("allow: {deadline: free}\n", "до 1 мая 2027 г.", "free"),
        ("allow: {deadline: locked}\n", "до 1 мая 2027 г.", "forbidden"),
        ("allow: {deadline: {adjustable: earlier}}\n", "до 1 мая 2027 г.", "allowed"),
        ("allow: {deadline: {adjustable: earlier}}\n", "до 1 июля 2027 г.", "forbidden"),
        ("allow: {deadline: {adjustable: earlier}}\n", "после педсовета", "unknown"),
    ],
)
def test_the_verdict_is_that_of_the_permission(allow: str, change: str, verdict: str) -> None:
    """Free where nobody limits it; allowed, forbidden, or not to be told yet; with who says so."""
    dated = ROADMAP.replace("deadline: После завершения аналитического этапа", "deadline: до 1 июня 2027 г.")
    (found,) = _drift(f"replace: {{council: {{deadline: {change}}}}}\n", allow, roadmap=dated)
    assert found.verdict == verdict
    assert (found.permitted_by, found.permit is None) == (
        ("", True) if verdict == "free" else ("tiny", False)
    )


def test_a_definition_that_means_something_else_is_told() -> None:
    """One that says the same as the text it adopted, or that nobody else has, is not."""
    local = """\
        defines:
          roles: {head: директор школы, teachers: учителя-предметники, guard: охранник}
          outputs: {note: Записка}
        replace: {council: {participants: [guard]}}
        """
    found = {each.thing: each for each in _drift(local) if each.field == "definition"}
    assert {name: (each.before, each.after) for name, each in found.items()} == {
        "roles.head": ("руководитель", "директор школы"),
        "outputs.note": ("Аналитическая справка", "Записка"),
    }
    assert {each.verdict for each in found.values()} == {"free"}
    refused = _drift(local, "allow: {roles: locked}\n")
    assert {each.thing: each.verdict for each in refused if each.field == "definition"} == {
        "roles.head": "forbidden",
        "outputs.note": "free",
    }


def test_a_point_taken_over_is_the_schools_own_work() -> None:
    """It is told by its number."""
    ordered = ROADMAP + textwrap.dedent(
        """\
        order:
          issuer_genitive: Управления
          date: 2026-08-30
          number: "5"
          text:
            heading: О плане
            preamble: В целях анализа
            signature: {post: Начальник, name: И. И. Иванов}
            points: [{to: Руководителям школ, text: провести собрания, deadline: до 1 мая 2027 г.}]
        """
    )
    (found,) = _drift('take_over: ["1"]\n', roadmap=ordered)
    assert (found.kind, found.thing, found.field, found.after, found.verdict) == (
        "added",
        "1",
        "take_over",
        "1",
        "free",
    )


def test_a_roadmap_of_another_year_is_one_fact() -> None:
    """However many words move by it; what the school says otherwise of them is a change beside it."""
    old = ROADMAP.replace("title: ", "title: 2020/2021, ", 1).replace("2027", "2021").replace("2026", "2020")
    (found,) = _drift("moved_from: 2020/2021\n", roadmap=old)
    told = (found.thing, found.field, found.before, found.after, found.verdict)
    assert told == ("tiny", "moved_from", "2020/2021", "2026/2027", "free")
    own = "moved_from: 2020/2021\nreplace: {by-pupil: {deadline: до 1 июня 2027 г.}}\n"
    assert [each.field for each in _drift(own, roadmap=old)] == ["moved_from", "deadline"]
