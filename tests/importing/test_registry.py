"""A registry of schools, however people write it: what can be read counts, the rest is told by cell."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from roadmap_engine.importing.registry import FIELDS, read_registry
from roadmap_engine.model.registry import Registry


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
        (b"x" * 51 * 1_048_576, "RM851"),
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
    assert [each.code for each in problems] == ["RM851"]


def test_captions_mean_one_thing() -> None:
    """No caption belongs to two columns, and all are written as they are compared."""
    captions = [caption for field in FIELDS for caption in field.captions]
    assert len(set(captions)) == len(captions)
    assert all(caption == " ".join(caption.casefold().replace("ё", "е").split()) for caption in captions)
