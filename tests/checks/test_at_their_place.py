"""Faults that a check finds in what is seldom written, each at the place where it stands."""

from __future__ import annotations

import pytest

from roadmap_engine.checks import run_checks
from roadmap_engine.checks.personal_data import check_personal_data
from roadmap_engine.diagnostics import Problem
from tests.checks.test_checks import SOUND, found
from tests.checks.test_order_agrees import ROADMAP
from tests.checks.test_order_agrees import found as found_of_order
from tests.overlays.texts import join, text

_COLUMNS = "columns: [number, title, deadline, responsible"
_OWN = ", ".join(
    f"{{field: {name}, caption: {name}, kind: {kind}}}"
    for name, kind in (
        ("note", "text"),
        ("sum", "money"),
        ("day", "date"),
        ("mark", "blank"),
        ("who", "person"),
    )
)


def _told(problems: list[Problem]) -> list[tuple[str, int]]:
    return [(each.code, each.location.line) for each in problems if each.location]


def _cells(cells: str) -> list[Problem]:
    base = SOUND.replace(_COLUMNS, f"{_COLUMNS}, {_OWN}").replace(
        "- id: by-class\n", f"- id: by-class\n        cells: {{{cells}}}\n"
    )
    return found(base=base)


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        ("note: 'любые слова'", None, {}),
        ("note: [одни, другие]", None, {}),
        ("sum: 12 500 руб.", None, {}),
        ("day: 05.06.2027", None, {}),
        ("who: head", None, {}),
        (
            "sum: по смете",
            "RM267",
            {"column": "sum", "value": "по смете", "amount": "«12500», «12 500,50», «50 тыс.»"},
        ),
        ("sum: [5, 6]", "RM267", {"column": "sum", "value": "5, 6"}),
        ("day: летом", "RM267", {"column": "day", "value": "летом", "day": "«2027-06-05», «05.06.2027»"}),
        ("mark: выполнено", "RM267", {"column": "mark", "value": "выполнено", "blank": "mark"}),
        ("nota: слова", "RM266", {"column": "nota", "near": "«note»"}),
        ("who: hed", "RM201", {"name": "hed", "near": "«head»"}),
    ],
)
def test_a_cell_fits_the_column_it_stands_in(cells: str, code: str | None, words: dict[str, str]) -> None:
    """By what the column holds; one of no column is printed nowhere."""
    problems = _cells(cells)
    assert [each.code for each in problems] == ([code] if code else [])
    for each in problems:
        assert words.items() <= each.words.items()
        assert each.words["thing"] == "measure by-class"
        assert each.location is not None
        assert each.location.line == 17


def test_of_several_roles_in_a_cell_the_unknown_one_is_named() -> None:
    """Each by itself."""
    assert [each.words["name"] for each in _cells("who: [head, hed, teachers, techers]")] == [
        "hed",
        "techers",
    ]


@pytest.mark.parametrize(
    ("step", "names"),
    [
        ("[{reviewed: teachers}, {approved: head}]", []),
        ("[{reviewed: techers}, {approved: hed}, {published: на сайте}]", ["techers", "hed"]),
    ],
)
def test_whoever_approves_a_document_must_be_described(step: str, names: list[str]) -> None:
    """A place where it is published is nobody."""
    problems = found(base=SOUND.replace("note: Справка", f"note: {{title: Справка, approval: {step}}}"))
    assert [each.words["name"] for each in problems] == names
    assert {each.words["thing"] for each in problems} <= {"output note"}
    assert len({each.location for each in problems}) == len(names)


def test_a_roadmap_without_stages_and_stages_without_measures() -> None:
    """The one is told once, the other of each stage, at the stage."""
    assert [each.code for each in found("remove: [analysis, reflection]\n")] == ["RM218"]
    empty = found("remove: [by-class, by-school, summing-up]\n")
    assert sorted(each.words["stage"] for each in empty if each.code == "RM212") == ["analysis", "reflection"]
    assert "RM218" not in {each.code for each in empty}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("plan_title: План {{ nobody }}\n", "RM213"),
        ("basis: [Закон, 'Приказ {{ nobody }}']\n", "RM213"),
        ("intro: [Первое, 'Второе {{ }}']\n", "RM214"),
        ("intro: ['{{ nobody }} и {{ nobody }}']\n", "RM213"),
    ],
)
def test_a_gap_that_nothing_fills_is_told_once_wherever_it_stands(written: str, code: str) -> None:
    """Also in the words above the table."""
    assert _told(found(written)) == [(code, 4)]


def test_the_gaps_of_a_cell_and_of_what_is_printed_are_looked_at() -> None:
    """Each as a text of its own."""
    (problem,) = _cells("note: ['Для {{ levels }}', 'Для {{ level }}']")
    assert (problem.code, problem.words["name"], problem.words["near"]) == ("RM213", "level", "«levels»")
    printed = found("replace: {by-class: {as_printed: {title: 'Анализ {{ level }}'}}}\n")
    assert [each.code for each in printed] == ["RM213"]
    said = found("replace: {by-class: {deadline: {text: 'по {{ level }}'}}}\n")
    assert [each.code for each in said] == ["RM213"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        # Two names and two classes: the name that is beside one.
        (
            "Иванов И. И. отвечает за дела школы в течение всего учебного года; Петров И. С., 7 «Б» класс",
            "Петров И. С., 7 «Б» класс",
        ),
        (
            "в 5 «А» классе занятия идут весь учебный год по плану школы; 7 «Б» класс, Петров И. С.",
            "7 «Б» класс, Петров И. С.",
        ),
        ("Иванов И. И. отвечает за все дела школы в течение всего учебного года, и 7 «Б» класс тоже", None),
        ("7 «Б» класс", None),
        ("Петров И. С.", None),
    ],
)
def test_of_several_names_the_one_beside_a_class_is_a_pupils(words: str, value: str | None) -> None:
    """Whichever stands first."""
    assembly, _ = join(text(SOUND.replace("title: Анализ по классам", f"title: '{words}'")))
    assert [each.words["value"] for each in check_personal_data(assembly)] == ([value] if value else [])


@pytest.mark.parametrize(
    ("point", "codes"),
    [
        ("{text: Сделать, measures: [by-clas]}", ["RM226"]),
        ("{text: Сделать, measures: [by-clas, control]}", ["RM226"]),
        ("{to: Директору, text: Сделать}", []),
        ("{number: '7.', measures: [by-class]}", ["RM230"]),
        ("{measures: [by-class], points: [Под ним]}", []),
        ("{text: Доложить в отдел, report_to: в отдел}", []),
        ("{text: Доложить, report_to: в отдел}", ["RM658"]),
        ("{text: Доложить, report_to: в отдел, points: [Сдать в отдел]}", []),
        ("{text: Доложить, report_to: в отдел, points: [Сдать, Доложить]}", ["RM658"]),
        ("{text: Сделать, measures: [by-class], to: Заместителю}", ["RM659"]),
        ("{text: Сделать, measures: [by-class], to: Директору}", []),
        ("{text: Сделать, measures: [by-class], to: Директорам школ}", []),
        ("{text: Сделать, measures: [by-class], to: 'Директору {{ school_year }}'}", []),
        ("{to: Заместителю, points: [{text: Сделать, measures: [by-class]}]}", ["RM659"]),
        ("{to: Заместителю, points: [{to: Директору, text: Сделать, measures: [by-class]}]}", []),
        ("{to: Заместителю, jointly: и директору, points: [{text: Дело, measures: [by-class]}]}", []),
    ],
)
def test_a_point_says_what_the_plan_says(point: str, codes: list[str]) -> None:
    """Of its measures, of whom it is reported to, of whom it charges."""
    problems = found_of_order(point)
    assert [each.code for each in problems] == codes
    for each in problems:
        assert each.words["point"] in {"1", "7", "1.1"}
        if each.code == "RM226":
            assert (each.words["name"], "«by-class»" in each.words["near"]) == ("by-clas", True)
        if each.code == "RM659":
            assert (each.words["title"], each.words["row"], each.words["measure"]) == (
                "директор",
                "1.1",
                "by-class",
            )
            assert [place.line for place in each.related] == [13]


@pytest.mark.parametrize(
    ("title", "to", "codes"),
    [
        ("директор", "Заместителю", ["RM659"]),
        # A title whose dative is not certain cannot be looked for, and cannot be put into a gap.
        ("Лая", "Заместителю", []),
        ("Лая", "'{{ responsible }}'", ["RM232"]),
        ("директор", "'{{ responsible }}'", []),
    ],
)
def test_whom_a_point_charges_is_looked_for_in_the_dative(title: str, to: str, codes: list[str]) -> None:
    """Where there is one for certain."""
    point = f"{{text: Сделать, measures: [by-class], to: {to}}}"
    source = ROADMAP.replace("head: директор", f"head: {title}")
    written = source.format(point=point, more="place: г. Примерск", year="school_year: 2026/2027")
    assembly, problems = join(text(written))
    assert not problems
    assert [each.code for each in run_checks(assembly)] == codes
