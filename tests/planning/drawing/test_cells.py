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


@pytest.mark.parametrize(
    ("written", "parted"), [('" "', ", "), ('"\u00a0"', ", "), ('"\\n"', "\n"), ('"; "', "; ")]
)
def test_what_a_scan_ran_together_has_commas_in_a_schools_own_plan(written: str, parted: str) -> None:
    """Blanks are what is left of names in a column; a line break parts them, and so do other signs."""
    text = ROADMAP.replace(
        " responsible,", f" {{field: responsible, caption: Ответственные, separator: {written}}},"
    )
    own, _ = adopt_text(roadmap=text)
    people = ("Учителя-предметники", "заместитель директора по УВР Ким А. В.")
    assert own.measures()[0].cells["Ответственные"].replace("\xa0", " ").startswith(parted.join(people))


def test_documents_make_one_sentence_in_a_schools_own_plan() -> None:
    """A published table keeps its capitals; an abbreviation has its own."""
    text = ROADMAP.replace(
        "outputs: {note: Аналитическая справка}", "outputs: {note: Протокол, act: Приказ, d: ВСОКО}"
    )
    text = text.replace("output: note", "output: [note, act, d]")
    own, _ = adopt_text(roadmap=text)
    assert own.measures()[0].cells["Формат документа"] == "Протокол, приказ, ВСОКО"
    published, _ = draw_published(assemble_text(text)[0], labels={})
    assert published.measures()[0].cells["Формат документа"] == "Протокол, Приказ, ВСОКО"


def test_numbers_of_a_stage_end_alike_in_a_schools_own_plan() -> None:
    """As most of them do; a published table keeps what it mixes."""
    text = ROADMAP.replace("id: council\n", 'id: council\n        number: "4"\n')
    text = text.replace("id: lessons\n", 'id: lessons\n        number: "5."\n')
    numbers = [each.number for each in adopt_text(roadmap=text)[0].stages[1].measures]
    assert numbers == ["4", "5"]
    assert [
        each.number for each in draw_published(assemble_text(text)[0], labels={})[0].stages[1].measures
    ] == ["4", "5."]


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
