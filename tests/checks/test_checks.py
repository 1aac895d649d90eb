"""The checks find what makes no sense, and leave alone what does."""

from __future__ import annotations

import pkgutil

import pytest

import roadmap_engine.checks
from roadmap_engine.checks import CHECKS, run_checks
from roadmap_engine.diagnostics import Problem, Severity, has_errors
from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Adoption
from tests.overlays.texts import BASE, join, layer, text

SOUND = BASE.replace("title: План\n", "title: План «{{ levels }} общего образования»\n")


def found(*sources: str, base: str = SOUND, local: Loaded[Adoption] | None = None) -> list[Problem]:
    """What the checks say of the base with layers over it."""
    layers = [layer(source, f"layer-{place}") for place, source in enumerate(sources)]
    assembly, _ = join(text(base), *layers, local=local)
    return list(run_checks(assembly))


def codes(*sources: str, base: str = SOUND) -> list[str]:
    """The codes of what the checks say."""
    return [problem.code for problem in found(*sources, base=base)]


def adoption(source: str) -> Loaded[Adoption]:
    """A school's own layer."""
    head = "adoption: s\nroadmap: base\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"
    return load_text(f"{head}{source}".encode(), "school.yaml")


def test_a_sound_roadmap_has_nothing_to_mend() -> None:
    """No check speaks of a roadmap that makes sense."""
    assert codes() == []


def test_every_check_is_listed_and_explains_itself() -> None:
    """Each module with a check is in CHECKS, and its docstring is a page of the manual."""
    modules = {check.__module__ for check in CHECKS}
    names = {
        f"roadmap_engine.checks.{module.name}"
        for module in pkgutil.iter_modules(roadmap_engine.checks.__path__)
    }
    assert names - modules == {"roadmap_engine.checks.check", "roadmap_engine.checks.texts"}
    assert all(check.__doc__ for check in CHECKS)


def test_an_item_of_a_list_is_shown_itself() -> None:
    """Of several roles the unknown one is underlined."""
    problem = found("replace: {by-class: {responsible: [head, teacher]}}\n")[0]
    assert problem.code == "RM201"
    assert problem.location is not None
    assert problem.location.column == 42
    assert problem.words["near"] == "«teachers»"


def test_whoever_records_an_event_must_be_described() -> None:
    """`recorded_by` names a role."""
    assert codes("events: {council-met: {title: заседание совета, recorded_by: hed}}\n") == ["RM201"]


def test_removing_a_measure_others_wait_for_leaves_nobody_waiting_in_silence() -> None:
    """A layer that takes away what a deadline counts from is told."""
    waits = (
        "replace: {summing-up: {deadline: {kind: relative, direction: after, event: measure-end:by-class}}}\n"
    )
    _, problems = join(text(SOUND), layer(waits), layer("remove: [by-class]\n", "lower"))
    assert [problem.code for problem in problems] == ["RM264"]


@pytest.mark.parametrize(
    ("deadlines", "circles"),
    [
        ({"by-class": "measure-end:by-class"}, 1),
        ({"by-class": "stage-end:analysis"}, 1),
        ({"by-class": "measure-end:by-school", "by-school": "measure-end:by-class"}, 1),
        ({"by-class": "stage-end:reflection", "summing-up": "stage-end:analysis"}, 1),
        ({"by-class": "measure-end:by-school", "summing-up": "stage-end:analysis"}, 0),
        ({"by-school": "measure-end:by-class", "summing-up": "measure-end:by-class"}, 0),
    ],
)
def test_circles_are_told_once(deadlines: dict[str, str], circles: int) -> None:
    """A way that comes back is one problem; a way that meets another is none."""
    changes = [
        f"  {name}: {{deadline: {{kind: relative, direction: after, event: '{event}'}}}}\n"
        for name, event in deadlines.items()
    ]
    problems = [problem for problem in found("replace:\n" + "".join(changes)) if problem.code == "RM204"]
    assert len(problems) == circles
    for problem in problems:
        assert problem.location is not None
        names = problem.words["circle"].split(" → ")
        assert names[0] == names[-1]


def test_a_long_chain_is_no_circle_and_no_stack() -> None:
    """As many measures as a plan may have may wait for one another in a row."""
    row = (
        "      - {{id: m{0}, title: Дело, responsible: head,"
        " deadline: {{kind: relative, direction: after, event: 'measure-end:m{1}'}}}}\n"
    )
    head = (
        "roadmap: base\nversion: 1.0.0\ntitle: План\ncolumns: [number, title]\nroles: {head: директор}\n"
        "stages:\n  - id: s\n    title: Этап\n    measures:\n"
    )
    rows = [row.format(number, number + 1) for number in range(999)]
    last = "      - {id: m999, title: Дело, responsible: head, deadline: постоянно}\n"
    assert codes(base=head + "".join(rows) + last) == []


def test_columns_decide_what_must_be_said() -> None:
    """A table without a column of deadlines asks for none."""
    bare = (
        "roadmap: base\nversion: 1.0.0\ntitle: План\ncolumns: [number, title]\n"
        "stages: [{id: s, title: Э, measures: [{id: m, title: Д}]}]\n"
    )
    assert codes(base=bare) == []
    full = bare.replace("[number, title]", "[number, title, deadline, responsible]")
    assert codes(base=full) == ["RM210", "RM211"]
    printed = full.replace("title: Д}", "title: Д, as_printed: {deadline: '', responsible: см. выше}}")
    assert codes(base=printed) == ["RM210"]


def test_gaps_are_looked_for_in_every_text() -> None:
    """Titles, results, deadlines in words, names of roles and documents: all of them reach paper."""
    source = (
        "intro: ['{{ a }}']\nroles: {head: 'x {{ b }}'}\noutputs: {note: '{{ c }}'}\n"
        "replace:\n  by-class: {title: '{{ d }}', result: '{{ e }} {{ e }}', deadline: {text: '{{ f }}'}}\n"
        "  analysis: {title: '{{ g }}'}\n  by-school: {title: '{{ levels }} {{ organisation.short }}'}\n"
    )
    problems = found(source)
    assert sorted(each.words["name"] for each in problems) == list("abcdefg")


def test_a_gap_is_underlined_inside_a_plain_value() -> None:
    """Only the gap at fault; the whole value where quotation marks shift the columns."""
    plain, quoted = (
        found(f"replace:\n  by-class:\n    title: {words}\n")[0].location
        for words in ("Анализ {{ x }}", "'Анализ {{ x }}'")
    )
    assert plain is not None
    assert quoted is not None
    assert (plain.column, plain.length) == (19, 7)
    assert (quoted.column, quoted.length) == (12, 16)


def test_numbers_may_begin_anew_in_each_stage() -> None:
    """Only measures of one stage are compared, and an empty number is none."""
    numbers = "replace: {by-class: {number: '1.'}, summing-up: {number: '1'}, by-school: {number: ''}}\n"
    assert codes(numbers) == []
    assert codes(numbers.replace("number: ''", "number: 1")) == ["RM219"]


@pytest.mark.parametrize(
    ("words", "is_pupil"),
    [
        ("Маршрут: Петров И. С., 7 «Б» класс", True),
        ("Маршрут 7Б: И.С. Петров", True),
        ("ученик 8 класса Петров Иван Сергеевич", True),
        ("Петрова Анна-Мария Сергеевна (11 кл.)", True),
        ("Петров-Водкин К. С., 5-А класс", True),
        ("Ответственный Петров И. С., срок 7 июня", False),
        ("Анализ результатов 5-9 классов, Вафина И.А., Михайлюк Е.И.", False),
        ("Анализ результатов по 7 «Б» классу", False),
        ("п. 7 Приказа, Петров И. С.", False),
    ],
)
def test_a_name_beside_a_class_is_a_pupils(words: str, is_pupil: bool) -> None:
    """Officials may be named and classes too; a name next to a class is a pupil's (152-ФЗ)."""
    problems = found(f"replace:\n  by-class:\n    title: '{words}'\n")
    assert [problem.code for problem in problems] == (["RM223"] if is_pupil else [])


def test_what_is_inherited_and_not_needed_is_no_fault() -> None:
    """Only the roadmap's own descriptions must be used, and a school is not asked to mend them."""
    assert codes("remove: [reflection]\n") == []
    own = found("roles: {psychologist: психолог}\nparameters: {x: Слово}\n")
    assert [problem.code for problem in own] == ["RM220", "RM225"]
    assert {problem.severity for problem in own} == {Severity.NOTICE}
    assert found(local=adoption("remove: [reflection]\n")) == []


def test_checks_of_a_sound_roadmap_hold_for_a_school() -> None:
    """What a school changes is looked at like any layer."""
    problems = found(local=adoption("replace: {by-class: {responsible: psychologist}}\nfill: {level: x}\n"))
    assert sorted(problem.code for problem in problems) == ["RM201", "RM215"]
    assert has_errors(problems)
    assert all(problem.location and problem.location.file == "school.yaml" for problem in problems)
