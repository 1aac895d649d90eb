"""The cells of a roadmap's own columns as a plan prints them: each by what its column holds."""

from __future__ import annotations

import pytest

from roadmap_engine.planning.drawing import draw_published
from tests.builders import ROADMAP, adopt_text, assemble_text

_OWN = "{{field: own, caption: Графа, kind: {}{}}}"


def _roadmap(kind: str, cell: str, more: str = "") -> str:
    columns = "columns: [number, title, participants, deadline, responsible, result, output"
    text = ROADMAP.replace(columns, f"{columns}, {_OWN.format(kind, more)}")
    return text.replace("id: council\n", f"id: council\n        cells: {{own: {cell}}}\n")


def _cell(kind: str, cell: str, more: str = "", *, local: str = "") -> str:
    plan, _ = adopt_text(local, roadmap=_roadmap(kind, cell, more))
    measure = next(each for each in plan.measures() if each.id == "council")
    return measure.cells["Графа"].replace("\xa0", " ")


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        ("text", "'в рамках {{ procedure.name }}'", "в рамках ВПР"),
        ("money", "12500", "12 500 руб."),
        ("money", "50 тыс. руб.", "50 000 руб."),
        ("money", "'1 234 567,5'", "1 234 567,50 руб."),
        ("money", "за счёт бюджета", ""),
        ("date", "2027-06-05", "05.06.2027"),
        ("date", "05.06.2027", "05.06.2027"),
        ("date", "скоро", ""),
        ("blank", "сделано", ""),
        ("person", "head", "Директор Орлова М. П."),
        ("person", "[head, deputies]", "Директор Орлова М. П., заместитель директора по УВР Ким А. В."),
        ("person", "teachers", "Учителя-предметники"),
    ],
)
def test_a_cell_is_printed_by_what_its_column_holds(kind: str, cell: str, expected: str) -> None:
    """Words with their gaps filled, roubles, days, people; what does not fit is printed nowhere."""
    assert _cell(kind, cell) == expected


def test_people_are_set_apart_as_their_column_says() -> None:
    """And the school says who fills a role there, as anywhere."""
    listed = _cell("person", "[head, teachers]", ', separator: "; "')
    assert listed == "Директор Орлова М. П.; учителя-предметники"
    swapped = _cell("person", "head", local="roles: {head: [deputy-head]}\n")
    assert swapped == "Заместитель директора по УВР Ким А. В."


def test_a_published_text_prints_roles_and_open_gaps() -> None:
    """Nobody fills them yet."""
    plan, _ = draw_published(assemble_text(_roadmap("person", "[head, deputies]"))[0], labels={})
    measure = next(each for each in plan.measures() if each.id == "council")
    assert measure.cells["Графа"] == "Руководитель, заместители руководителя"


def test_a_cell_of_no_column_is_printed_nowhere() -> None:
    """The checks tell it; the plan stays as it is."""
    text = ROADMAP.replace("id: council\n", "id: council\n        cells: {lost: слова}\n")
    plan, _ = adopt_text(roadmap=text)
    assert [each.cells for each in plan.measures()] == [each.cells for each in adopt_text()[0].measures()]
