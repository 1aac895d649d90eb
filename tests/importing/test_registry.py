"""A registry of schools, however people write it: what can be read counts, the rest is told by cell."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from roadmap_engine.importing.registry import FIELDS, read_registry
from roadmap_engine.model.registry import Registry
from tests.importing.test_tracker_ods import ods


def _workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Школы", 0)
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _read(data: bytes) -> tuple[Registry, list[tuple[str, str, str]]]:
    registry, problems = read_registry(data, "schools.csv")
    assert registry is not None, problems
    return registry, [(each.code, each.words["row"], each.words["column"]) for each in problems]


@pytest.mark.parametrize(
    "data",
    [
        "id;name;municipality\nschool-7;Школа № 7;Заречный\n".encode(),
        "\ufeffКод,Наименование,Район\r\nschool-7,Школа № 7,Заречный\r\n".encode(),
        "Название\tМуниципалитет\tКОД ОО\nШкола № 7\tЗаречный\tschool-7\n".encode("cp1251"),
        "Реестр школ\n\nКод;Школа;Городской округ\nschool-7;«Школа № 7»;Заречный\n".replace("«", '"')
        .replace("»", '"')
        .encode(),
    ],
    ids=["utf-8", "bom", "cp1251", "title above"],
)
def test_captions_delimiters_and_encodings(data: bytes) -> None:
    """In Russian or English, in any order, under a title, in the encodings that Excel writes."""
    registry, told = _read(data)
    (school,) = registry.schools
    assert (school.id, school.name, school.municipality) == ("school-7", "Школа № 7", "Заречный")
    assert told == []


def test_a_workbook_keeps_ids_that_excel_took_for_numbers() -> None:
    """A code of digits has no decimal point, and what else stands there is kept by its caption."""
    data = _workbook(["Код", "Школа", "Дорожная карта", "Почта"], [1021400.0, "Школа № 7", "vpr", "a@b.ru"])
    registry, told = _read(data)
    (school,) = registry.schools
    assert (school.id, school.roadmap, dict(school.others)) == ("1021400", "vpr", {"Почта": "a@b.ru"})
    assert told == []


def test_the_sheet_with_the_columns_is_found() -> None:
    """Another sheet may stand before it."""
    book = openpyxl.Workbook()
    book.create_sheet("Памятка", 0).append(["Памятка"])
    sheet = book.create_sheet("Реестр")
    sheet.append(["id", "name"])
    sheet.append(["school-7", "Школа № 7"])
    stream = io.BytesIO()
    book.save(stream)
    assert [each.id for each in _read(stream.getvalue())[0].schools] == ["school-7"]


def test_faulty_rows_are_told_and_the_rest_counts() -> None:
    """An empty cell, an error of Excel, an id twice, a cell too many, a text too long."""
    data = (
        "id;name;municipality\n"
        "school-1;;Центр\n"
        "#Н/Д;Школа № 2;Центр\n"
        "school-3;Школа № 3;Центр\n"
        "SCHOOL-3;Лицей № 3;Центр\n"
        "\n"
        f"school-5;{'я' * 400};Центр;лишнее\n"
    )
    registry, told = _read(data.encode())
    assert [each.id for each in registry.schools] == ["school-3", "school-5"]
    assert [each.row for each in registry.schools] == [4, 7]
    assert len(registry.schools[1].name) == 300
    assert told == [
        ("RM686", "2", "name"),
        ("RM686", "3", "id"),
        ("RM687", "5", "id"),
        ("RM686", "7", "D"),
        ("RM686", "7", "name"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "RM685"),
        ("№;Директор\n1;Орлова\n".encode(), "RM685"),
        (_workbook(["Название", "Район"]), "RM685"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "RM850"),
        (b"PK\x03\x04 broken", "RM850"),
        (b"x" * 51 * 1_048_576, "RM537"),
    ],
    ids=["empty", "no columns", "no ids", "password", "broken", "too large"],
)
def test_what_is_no_registry_is_refused(data: bytes, code: str) -> None:
    """With one error, and without a guess."""
    registry, problems = read_registry(data, "schools.csv")
    assert registry is None
    assert [each.code for each in problems] == [code]


def test_hostile_cells_are_texts() -> None:
    """A formula is its text; a cell of megabytes is cut and told; what cannot be seen is gone."""
    long = "я" * 10_000_000
    data = f'id;name;municipality\nschool-1;=HYPERLINK("http://x");\u202eЦентр\nschool-2;{long};Центр\n'
    registry, told = _read(data.encode())
    assert registry.schools[0].name == "=HYPERLINK(http://x)" or registry.schools[0].name.startswith(
        "=HYPERLINK("
    )
    assert registry.schools[0].municipality == "Центр"
    assert len(registry.schools[1].name) == 300
    assert told == [("RM686", "3", "name")]


def test_a_bomb_is_not_unpacked() -> None:
    """What the list of parts says is believed before anything is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x>" + b" " * 60_000_000 + b"</x>")
    registry, problems = read_registry(stream.getvalue(), "schools.xlsx")
    assert registry is None
    assert [each.code for each in problems] == ["RM537"]


def test_captions_mean_one_thing() -> None:
    """No caption belongs to two columns, and all are written as they are compared."""
    captions = [caption for field in FIELDS for caption in field.captions]
    assert len(set(captions)) == len(captions)
    assert all(caption == " ".join(caption.casefold().replace("ё", "е").split()) for caption in captions)


def test_what_goes_into_a_schools_texts_is_kept_by_its_field() -> None:
    """By caption or by the field's own path; a column of no field stays with its caption."""
    head = (
        "Код;Школа;Полное наименование;Директор;people.deputy-head.name;Число обучающихся;people.x.name;Почта"
    )
    data = f"{head}\nschool-7;Школа № 7;;Орлова М. П.;Тен Л. Б.;412;Белова И. О.;a@b.ru\n".encode()
    registry, told = _read(data)
    (school,) = registry.schools
    assert dict(school.said) == {
        "people.head.name": "Орлова М. П.",
        "people.deputy-head.name": "Тен Л. Б.",
        "size": "412",
    }
    assert dict(school.others) == {"people.x.name": "Белова И. О.", "Почта": "a@b.ru"}
    assert (registry.file, registry.captions["size"]) == ("schools.csv", "Число обучающихся")
    assert told == []


@pytest.mark.parametrize(
    ("head", "short", "full"),
    [
        ("Код;Наименование", "Лицей", None),
        ("Код;Наименование;Краткое наименование", "Л.", "Лицей"),
        ("Код;Название;Short name", "Лицей", None),
    ],
)
def test_of_two_names_one_is_the_full_one(head: str, short: str, full: str | None) -> None:
    """«Наименование» is the full name where the short one has a column; alone it is what tables print."""
    (school,) = _read(f"{head}\nschool-7;Лицей;Л.\n".encode())[0].schools
    assert (school.name, school.said.get("name.full")) == (short, full)


def test_a_workbook_of_libreoffice_says_the_same() -> None:
    """Text, numbers and days, as Excel's own file and as CSV."""
    cells: list[list[Any]] = [
        ["Код", "Школа", "Обучающихся", "Дата приказа"],
        ["007", "Школа № 7", 412, dt.date(2027, 5, 31)],
    ]
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in cells)
    found = [
        read_registry(data, "schools")[0]
        for data in (
            ods(rows),
            _workbook(*cells),
            "Код;Школа;Обучающихся;Дата приказа\n007;Школа № 7;412;31.05.2027".encode(),
        )
    ]
    assert found[0] is not None
    assert dict(found[0].schools[0].said) == {"size": "412", "order.date": "31.05.2027"}
    assert found[0].schools[0].id == "007"
    assert found == [found[0]] * 3


def _ods_cell(value: object) -> str:
    match value:
        case dt.date():
            kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        case int():
            kind = f'office:value-type="float" office:value="{value}"'
        case _:
            kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"


def test_a_damaged_workbook_of_libreoffice_is_refused() -> None:
    """And a whole one without columns is told as that."""
    data = ods("<table:table-row/>")
    registry, problems = read_registry(data[:300], "schools.ods")
    assert (registry, [each.code for each in problems]) == (None, ["RM852"])
    registry, problems = read_registry(data, "schools.ods")
    assert (registry, [each.code for each in problems]) == (None, ["RM685"])
