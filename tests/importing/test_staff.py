"""A school's list of staff, however a clerk keeps it: who can be read is read, the rest is told by row."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.importing.staff import MOST_PEOPLE, read_staff
from roadmap_engine.model.staff import Employee, StaffList
from roadmap_engine.questionnaire.organisation import School
from roadmap_engine.questionnaire.staff import place_staff, staff_answers
from tests.importing.test_tracker_ods import cell, ods, row

Row = list[Any]
HEAD: Row = ["ФИО", "Должность"]
SCHOOL = School(SchoolYear(2026), roles=("психолог", "руководители школьных методических объединений"))


def workbook(*rows: Row, change: Callable[[Any], object] = lambda _sheet: None) -> bytes:
    """Make a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Штат", 0)
    for each in rows:
        sheet.append(each)
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def in_cell(words: str) -> str:
    """Write a cell of an .ods."""
    return cell(text=words)


def read(data: bytes) -> StaffList:
    """Read a list that can be read."""
    listed, problems = read_staff(data, "staff.xlsx")
    assert listed is not None, problems
    assert problems == ()
    return listed


def read_row(name: str, post: str) -> Employee:
    """Read the only row of a list."""
    return read(workbook(HEAD, [name, post])).people[0]


@pytest.mark.parametrize(
    "data",
    [
        workbook(["Список работников"], [], HEAD, ["Тен Лариса Борисовна", "директор"]),
        workbook(
            ["№", "Занимаемая должность", "E-mail", "Ф.И.О. (полностью)"],
            [1, "Директор", "t@x.example", "ТЕН ЛАРИСА  БОРИСОВНА"],
        ),
        workbook(["Отчество", "Имя", "Фамилия", "Должность"], ["Борисовна", "Лариса", "Тен", "директор"]),
        workbook(["Фамилия, имя, отчество; должность"], ["Тен Лариса Борисовна, директор"]),
        workbook(["Должность, ФИО"], ["Директор – Тен Лариса Борисовна"]),
        "ФИО;Должность\r\n1. Тен Лариса Борисовна;Директор\r\n".encode("cp1251"),
        "\ufeffСотрудник\tДолжность\nТен Лариса Борисовна\tдиректор\n".encode(),
        "name,position\nТен Лариса Борисовна,директор\n".encode("utf-16"),
        ods(row(*map(in_cell, HEAD)) + row(in_cell("Тен Лариса Борисовна"), in_cell("директор"))),
    ],
)
def test_a_list_is_read_however_it_is_kept(data: bytes) -> None:
    """Columns in any order and under what people call them, a title above, any program."""
    (who,) = read(data).people
    assert (who.name, who.post, who.refused) == ("Тен Лариса Борисовна", "директор", None)
    assert staff_answers(place_staff((who,), SCHOOL)) == {
        "people.head.name": "Тен Лариса Борисовна",
        "people.head.post": "директор",
    }


def test_a_post_that_is_merged_is_everybodys() -> None:
    """Also where it stands beside the second of three rows; what is merged above the captions is a title."""
    data = workbook(
        ["Список", None],
        HEAD,
        ["Гусева А. Л.", "учитель математики"],
        ["Белова И. О.", None],
        ["Тен Л. Б.", "завуч"],
        change=lambda sheet: (sheet.merge_cells("A1:B1"), sheet.merge_cells("B3:B4")),
    )
    assert [each.post for each in read(data).people] == ["учитель математики", "учитель математики", "завуч"]


@pytest.mark.parametrize(
    ("name", "post", "why"),
    [
        ("вакансия", "психолог", "должность свободна"),
        ("", "психолог", "имени нет"),
        ("Директор школы", "Орлова М. П.", "должность, а не имя"),
        ("Орлова", "директор", "одно слово: нужны ещё имя или инициалы"),
        ("Орлова М. П., Тен Л. Б.", "психолог", "в ячейке несколько имён: разделите их по строкам"),
        ("a@b.example", "психолог", "адрес, а не имя"),
        ("#REF!", "психолог", "вместо значения ошибка Excel или формула, которой никто не вычислил"),
        ("Орлова М. П.", "х" * 400, "длиннее 300 знаков"),
    ],
)
def test_who_is_nobody_is_told(name: str, post: str, why: str) -> None:
    """With the row and the reason, never in silence."""
    listed = read(workbook(HEAD, ["Гусева А. Л.", "учитель"], [name, post]))
    refused = listed.people[1].refused
    assert refused is not None
    assert (listed.people[1].row, refused.russian) == (3, why)


@pytest.mark.parametrize(
    ("name", "post", "why"),
    [
        ("Орлову Марию Петровну", "директор", "не похоже на имя в именительном падеже: проверьте"),
        ("Орлова М. П.", "–", "должность не указана: впишите её"),
        ("Орлова М. П.", "Тен Л. Б.", "в столбце должности стоит не должность: впишите её"),
        ("Орлова М. П.", "учитель физ.", "«физ.» не раскрыто: впишите целиком"),
    ],
)
def test_what_is_doubtful_is_not_taken_for_true(name: str, post: str, why: str) -> None:
    """It is shown with its doubt, and the text of a school gets nothing of it."""
    who = read_row(name, post)
    assert (who.is_sure, who.told[0].russian, who.refused) == (False, why, None)
    (placed,) = place_staff((who,), SCHOOL)
    assert (placed.key, placed.why) == ("", who.told[0])


@pytest.mark.parametrize(
    ("written", "post", "key"),
    [
        ("Директор школы", "директор школы", "head"),
        ("Зам. директора по УВР", "заместитель директора по УВР", "deputy-head"),
        ("зам по УВР", "заместитель директора по УВР", "deputy-head"),
        ("Завуч", "завуч", "deputy-head"),
        ("Заместитель директора по учебно-воспитательной работе", None, "deputy-head"),
        ("Зам. дир. по ВР", "заместитель директора по ВР", ""),
        ("Заместитель директора", "заместитель директора", ""),
        ("Рук. ШМО уч. нач. кл.", "руководитель ШМО учителей начальных классов",
         "rukovoditel-shmo-uchitelei-nachalnykh-klassov"),
        ("Педагог-психолог", "педагог-психолог", "pedagog-psikholog"),
        ("Кл. рук. 7А", "классный руководитель 7А", ""),
        ("учитель математики", "учитель математики", ""),
        ("ИО директора", "ИО директора", ""),
    ],
)  # fmt: skip
def test_posts_as_people_write_them(written: str, post: str | None, key: str) -> None:
    """A post is written out, and means a place of the plan only where it is that post and no other."""
    who = read_row("Гусева Анна Львовна", written)
    assert who.post == (post or written[:1].lower() + written[1:])
    (placed,) = place_staff((who,), SCHOOL)
    assert placed.key == key


def test_two_on_one_post_are_a_question() -> None:
    """Neither is taken, both are told with both rows; a second row of the same person is no second person."""
    listed = read(
        workbook(HEAD, ["Тен Л. Б.", "завуч"], ["Орлова М. П.", "директор"], ["Белова И. О.", "зам. по УВР"],
                 ["Орлова М. П.", "директор"])
    )  # fmt: skip
    placed = place_staff(listed.people, SCHOOL)
    assert [each.key for each in placed] == ["", "head", "", ""]
    assert [each.why.russian if each.why else "" for each in placed] == [
        "на этой должности не один человек, строки 2, 4: выберите, кто ведёт план",
        "",
        "на этой должности не один человек, строки 2, 4: выберите, кто ведёт план",
        "повторяет строку 3",
    ]


def test_a_gender_is_what_the_list_says_and_only_where_the_name_does_not() -> None:
    """Nobody guesses it by a post or by an ending that both have."""
    head = ["ФИО", "Пол", "Должность"]
    rows: list[Row] = [
        ["Тен Л. Б.", "жен.", "директор"],
        ["Ким В. С.", None, "психолог"],
        ["Гусева А. Л.", "ж", "завуч"],
    ]
    answers = staff_answers(place_staff(read(workbook(head, *rows)).people, SCHOOL))
    assert {path: words for path, words in answers.items() if "gender" in path} == {"people.head.gender": "f"}


def test_what_is_not_read_is_told() -> None:
    """Further sheets, rows beyond the last that is taken, columns that mean nothing here."""
    book = openpyxl.load_workbook(io.BytesIO(workbook([*HEAD, "Почта"], ["Тен Л. Б.", "завуч", "x"])))
    book.create_sheet("Учителя").append(HEAD)
    for _row in range(MOST_PEOPLE):
        book["Штат"].append(["Гусева Анна Львовна", "учитель", ""])
    stream = io.BytesIO()
    book.save(stream)
    listed = read(stream.getvalue())
    assert len(listed.people) == MOST_PEOPLE
    assert listed.columns == ("Почта",)
    assert [each.russian for each in listed.unread] == ["листы «Учителя»", "строки начиная с 242"]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30) | st.sampled_from(
    ["Тен Л. Б.", "директор", "=1+1", "вакансия", "–", "Зам. по УВР", "\u202eТен Л. Б.", "😀 Тен Л. Б."]
)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), max_size=6))
def test_any_row_is_taken_or_told(rows: list[list[str]]) -> None:
    """Whatever stands in it: everybody is under a key of her own, or there is a reason."""
    text = "\n".join(["ФИО;Должность", *(";".join(f'"{each}"' for each in cells) for cells in rows)])
    listed, problems = read_staff(text.encode(), "staff.csv")
    if listed is None:
        assert {each.code for each in problems} == {"RM718"}
        return
    placed = place_staff(listed.people, SCHOOL)
    assert all((each.key == "") is (each.why is not None) for each in placed)
    keys = [each.key for each in placed if each.key]
    assert len(set(keys)) == len(keys)
