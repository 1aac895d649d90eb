"""Damaged and foreign trackers: what was done to one is told by its cell or taken, nothing else is lost."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
import pytest

from roadmap_engine.importing.tracker import read_tracker
from roadmap_engine.model.base import with_fields
from roadmap_engine.tracking.trackers import Joined
from tests.documents.small_plans import make_measure
from tests.pipeline.filled import edit, fill
from tests.tracking.tracked import FILE, PLAN, Desk, codes

DAY = dt.date(2027, 2, 20)
DATA = fill(
    Desk().tracker(), {"first#once": {"I": "выполнено", "J": DAY, "L": "акт"}, "council#": {"I": "в работе"}}
)
"""Rows 5 to 9: the first is done, the last is begun; four cells were changed."""

FOREIGN = Desk(with_fields(PLAN, plan="school-13")).tracker()


def sheet(change: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Change the sheet of the plan."""
    return lambda book: (change(book["План"]), None)[1]


def put(**cells: Any) -> Callable[[Any], None]:
    """Write into cells of the sheet."""

    def change(book: Any) -> None:
        for place, value in cells.items():
            book["План"][place] = value

    return change


def bare(number: float) -> Callable[[Any], None]:
    """Write a number for the day, in a cell that has lost its format."""

    def change(book: Any) -> None:
        book["План"]["J5"].value = number
        book["План"]["J5"].number_format = "General"

    return change


def copy_row(line: int, to: int, **more: Any) -> Callable[[Any], None]:
    """Copy a row below the others, with other values in some cells."""

    def change(book: Any) -> None:
        page = book["План"]
        for column in range(1, 20):
            page.cell(to, column).value = page.cell(line, column).value
        for letter, value in more.items():
            page[f"{letter}{to}"] = value

    return change


def reverse(page: Any) -> None:
    """Sort the rows the other way round."""
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
    for place, row in enumerate(reversed(rows), 5):
        for column, value in enumerate(row, 1):
            page.cell(place, column).value = value


def hide_rows(page: Any) -> None:
    """Hide all rows but the first."""
    for line in range(6, 10):
        page.row_dimensions[line].hidden = True


def remove_others(book: Any) -> None:
    """Remove the sheets that nobody fills in."""
    for title in ("Сводка", "Как заполнять"):
        book.remove(book[title])


def paste_foreign(book: Any) -> None:
    """Put a row of another school's tracker below, with its hidden cells."""
    theirs = openpyxl.load_workbook(io.BytesIO(FOREIGN))["План"]
    for column in range(1, 20):
        book["План"].cell(12, column).value = theirs.cell(6, column).value
    book["План"]["I12"] = "выполнено"


def set_property(name: str, value: str) -> Callable[[Any], None]:
    """Change a property of the workbook."""

    def change(book: Any) -> None:
        next(each for each in book.custom_doc_props.props if each.name == name).value = value

    return change


def copy_sheet(change: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Copy the sheet of the plan, and change the copy."""

    def copied(book: Any) -> None:
        twin = book.copy_worksheet(book["План"])
        twin.title = "План (2)"
        change(twin)

    return copied


def write(place: str, value: Any) -> Callable[[Any], None]:
    """Write into a cell of a sheet."""
    return lambda page: page.__setitem__(place, value)


ALL = 4
"""How many cells are taken where nothing was done to them."""

CASES: Mapping[str, tuple[Callable[[Any], None], list[str], int]] = {
    # what people do to a sheet
    "sorted": (sheet(reverse), [], ALL),
    "filtered": (sheet(lambda page: page.auto_filter.add_filter_column(8, ["выполнено"])), [], ALL),
    "rows hidden": (sheet(hide_rows), [], ALL),
    "rows above": (sheet(lambda page: page.insert_rows(1, 3)), [], ALL),
    "rows between": (sheet(lambda page: page.insert_rows(7, 2)), [], ALL),
    "a column before": (sheet(lambda page: page.insert_cols(1)), [], ALL),
    "a column gone": (sheet(lambda page: page.delete_cols(3)), [], ALL),
    "the note gone": (sheet(lambda page: page.delete_cols(12)), [], 3),
    "the status gone": (sheet(lambda page: page.delete_cols(9)), ["RM594"], 1),
    "the done day gone": (sheet(lambda page: page.delete_cols(10)), ["RM589"], 3),
    "renamed": (lambda book: setattr(book["План"], "title", "Работа"), [], ALL),
    "moved": (lambda book: book.move_sheet("План", 2), [], ALL),
    "other sheets gone": (remove_others, [], ALL),
    "protected": (sheet(lambda page: page.protection.enable()), [], ALL),
    "a caption rewritten": (put(L4="Что сделано"), [], ALL),
    "an own column": (put(T4="Кабинет", T5=12), [], ALL),
    "an own sheet": (lambda book: book.create_sheet("Заметки").__setitem__("A1", "x"), [], ALL),
    # rows
    "a row deleted": (sheet(lambda page: page.delete_rows(7)), ["RM584"], ALL),
    "the filled row deleted": (sheet(lambda page: page.delete_rows(5)), ["RM584"], 1),
    "all rows deleted": (sheet(lambda page: page.delete_rows(5, 9)), ["RM584"], 0),
    "doubled": (copy_row(5, 12), [], ALL),
    "doubled untouched": (copy_row(5, 12, I="не начато", J=None, L=None), [], ALL),
    "doubled otherwise": (copy_row(5, 12, L="другое"), ["RM583"], 1),
    "doubled thrice": (copy_row(9, 12, I="выполнено", J=DAY), ["RM583"], 3),
    "an own row": (put(B12="Наше собрание", I12="выполнено"), ["RM582"], ALL),
    "an own row with our words": (put(B12="Первое", I12="в работе"), ["RM582"], ALL),
    "a foreign row": (paste_foreign, ["RM581"], ALL),
    "a forged id": (copy_row(6, 12, M="../../etc/passwd", I="выполнено"), ["RM582"], ALL),
    "an id of nothing": (copy_row(6, 12, M="gone#once", I="выполнено"), ["RM582"], ALL),
    "an id that is a formula": (put(M6="=1+1"), ["RM584"], ALL),
    "an id that is a number": (put(M6=7), ["RM584"], ALL),
    # hidden things
    "ids gone": (sheet(lambda page: page.delete_cols(13)), [], ALL),
    "the baseline gone": (sheet(lambda page: page.delete_cols(15)), ["RM597"], ALL),
    "a baseline of a hand's": (put(O5="переписано"), ["RM597"], ALL),
    "a baseline that is a list": (put(O5="[1]"), ["RM597"], ALL),
    "a baseline without end": (put(O5="[" * 30_000), ["RM597"], ALL),
    "the property gone": (lambda book: book.custom_doc_props.props.clear(), [], 4),
    "another plan's": (set_property("plan", "school-13"), ["RM577"], 0),
    "another year's": (set_property("years", "2024/2025"), ["RM578"], 0),
    "a year more": (set_property("years", "2026/2027 2027/2028"), [], ALL),
    # cells
    "a text for a day": (put(J5="20.02.2027"), ["RM587"], ALL),
    "a text with a year": (put(J5="20.2.27 г."), ["RM587"], ALL),
    "words for a day": (put(J5="в феврале"), ["RM586"], 2),
    "an impossible day": (put(J5="31.02.2027"), ["RM586"], 2),
    "two days": (put(J5="20.02.2027, 21.02.2027"), ["RM586"], 2),
    "a number for a day": (bare(46_438), ["RM587"], ALL),
    "a number far away": (bare(2027), ["RM586"], 2),
    "a fraction for a day": (bare(46_438.5), ["RM586"], 2),
    "a truth for a day": (put(J5=True), ["RM586"], 2),
    "an hour for a day": (put(J5=dt.time(9, 30)), ["RM586"], 2),
    "a day with an hour": (put(J5=dt.datetime.combine(DAY, dt.time(9, 30))), [], ALL),
    "a day of long ago": (put(J5=dt.date(1907, 2, 20)), ["RM586"], 2),
    "a day to come": (put(J5=dt.date(2027, 5, 20)), ["RM590"], 2),
    "no day": (put(J5=None), ["RM589"], 3),
    "a day without a status": (put(J6=DAY), ["RM594"], ALL),
    "an error for a day": (put(J5="#REF!"), ["RM588"], 2),
    "an error for a status": (put(I5="#N/A"), ["RM588"], 2),
    "an error for a note": (put(L5="#ССЫЛКА!"), ["RM588"], 3),
    "an error of LibreOffice": (put(L5="Err:502"), ["RM588"], 3),
    "a status of one's own": (put(I5="почти"), ["RM585"], 2),
    "a status of the checker": (put(I5="Принято"), ["RM593"], 2),
    "a status with a formula": (put(I5='="выпол"&"нено"'), ["RM585"], 2),
    "not applicable without why": (put(I9="не применимо"), ["RM596"], 3),
    "called off without why": (put(I9="отменено"), ["RM596"], 3),
    "put off without why": (put(F6=dt.date(2027, 7, 1)), ["RM596"], ALL),
    "the due day removed": (put(F6=None), ["RM594"], ALL),
    "the first day changed": (put(E6=DAY), ["RM594"], ALL),
    "a formula in a note": (put(L5="=cmd|' /C calc'!A0"), [], ALL),
    "line ends in a note": (put(L5="одно_x000D_\nдругое"), [], ALL),
    "a note turned round": (put(L5="\u202eтка\u202c"), [], ALL),
    "HTML in a note": (put(L5="<script>alert(1)</script>"), [], ALL),
    "a long note": (put(L5="я" * 5_000), ["RM591"], 3),
    "a path for a link": (put(R5=r"\\server\papers\акт.docx"), ["RM592"], ALL),
    "a script for a link": (put(R5="javascript:alert(1)"), ["RM592"], ALL),
    "a link": (put(R5="https://example.org/акт?x=1"), [], 5),
    "an own mark": (put(S6="ёлка"), [], 5),
    # copies
    "a copied sheet": (copy_sheet(lambda page: None), ["RM599"], ALL),
    "a copied sheet filled in": (copy_sheet(write("I6", "в работе")), ["RM599"], ALL),
    "the table copied below": (copy_row(4, 12), ["RM597", "RM582"], ALL),
}  # fmt: skip


def join(data: bytes) -> Joined:
    """Join a tracker with a plan of which nothing is known yet."""
    return Desk().join(data)


@pytest.mark.parametrize("how", CASES)
def test_it_is_told_or_taken(how: str) -> None:
    """And every message about a cell gives its address, with the file."""
    change, told, taken = CASES[how]
    joined = join(edit(DATA, change))
    assert (codes(joined), len(joined.taken)) == (told, taken)
    for problem in joined.problems:
        words = problem.words
        assert FILE in str(words.get("file", words.get("at", words.get("row"))))
        if "at" in words:
            assert "!" in str(words["at"])
    desk = Desk()
    desk.add(joined.drafts, "tracker")
    assert Desk().join(desk.tracker()) is not None


def test_there_are_enough_of_them() -> None:
    """«60 damaged or foreign trackers»."""
    assert len(CASES) >= 60


def _repack(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def swell(part: bytes) -> bytes:
    """Add a text of ten megabytes to those that cells share."""
    return part.replace(b"</sst>", b"<si><t>" + b"x" * 10_000_000 + b"</t></si></sst>")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
        DATA[: len(DATA) // 2],
        b"%PDF-1.7",
        "№;Мероприятие;Статус\n".encode("cp1251"),
        edit(DATA, lambda book: book.remove(book["План"])),
        edit(DATA, sheet(lambda page: page.delete_rows(4))),
        _repack(DATA, SHEET, lambda part: part[:-100]),
        _repack(DATA, SHEET, lambda part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part),
        _repack(Desk().tracker(), "xl/sharedStrings.xml", swell),
    ],
    ids=[
        "empty", "cut zip", "password", "cut", "pdf", "csv", "no sheet", "no head", "cut part", "entities",
        "a cell of 10 MB",
    ],
)  # fmt: skip
def test_what_is_no_tracker_is_not_read(data: bytes) -> None:
    """Whatever it is: no traceback, and nothing of it."""
    assert read_tracker(data) is None


def test_a_row_that_got_its_date_and_one_that_was_renamed_are_found() -> None:
    """By what their measures were called when the tracker was made."""
    measures = (
        with_fields(make_measure("begun", title="Первое"), was=("first",)),
        make_measure("council", number="1.3.", title="Ждёт решения"),
    )
    plan = with_fields(PLAN, stages=(with_fields(PLAN.stages[0], measures=measures),))
    joined = Desk(plan).join(DATA)
    assert {draft.thing for draft in joined.drafts} == {
        ("measure", "begun", "once"),
        ("measure", "council", "once"),
    }
    assert codes(joined) == []
