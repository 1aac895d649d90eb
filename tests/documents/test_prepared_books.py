"""A prepared workbook is the file that xlsxwriter makes of the same calls, byte for byte."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.documents import prepared_books
from roadmap_engine.documents.papers.tracker_xlsx import write_tracker
from roadmap_engine.documents.prepared_books import Book
from roadmap_engine.model.filled_tracker import Filled
from roadmap_engine.pipeline.plans import read_adoption
from tests.golden.test_papers import CASES

HOSTILE = (
    "=1+1", " в начале", "в конце\n", "«a» & <b>", "<r><t>нет</t></r>", "_x0041_", "\x01\x0b\x1f", "￾￿",
    "я" * 16_383, "я" * 16_384, "😀" * 16_000, "", "\t", "'", '"', "@SUM(A1)", "roadmap-gap-1-", "]]>",
)  # fmt: skip
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
DAYS = st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31))
MOMENTS = st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 31))  # noqa: DTZ001 -- as in a cell
VALUES = st.one_of(
    WORDS, st.none(), st.booleans(), DAYS, MOMENTS, st.times(),
    st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**20), 10**20),
)  # fmt: skip
STYLES: tuple[dict[str, object], ...] = (
    {"border": 1},
    {"border": 1},
    {"bold": True, "bg_color": "#E3E8EE"},
    {"num_format": "dd.mm.yyyy"},
    {},
)


def _put(book: Book, values: list[tuple[int, int, int, object]], heights: dict[int, float]) -> None:
    """Write values of all kinds into a book: sheet, row, column, value."""
    styles = [book.add_format(style) for style in STYLES]
    pages = [book.add_worksheet(name) for name in ("План", "Свод & «ка»")]
    pages[0].merge_range(40, 0, 40, 3, "", styles[2])
    pages[0].set_column(1, 2, 30, None, {"hidden": True})
    pages[1].freeze_panes(1, 1)
    for row, height in heights.items():
        pages[1].set_row(row, height)
    for number, (place, row, column, value) in enumerate(values):
        page, style = pages[place], styles[number % len(styles)]
        match value:
            case None:
                page.write_blank(row, column, None, style)
            case bool():
                page.write_boolean(row, column, value, style)
            case dt.date() | dt.time():
                page.write_datetime(row, column, value, style)
            case int() | float():
                page.write_number(row, column, value, style if number % 3 else None)
            case _:
                page.write_string(row, column, str(value), style if number % 2 else None)
    formula = f'=IF($A$1="",COUNTIF(A:A,"<{len(values)}"),1)'
    pages[1].write_formula(1, 30, formula, styles[0], "✓ <готово>" if len(values) % 2 else "")
    rule = {"type": "formula", "criteria": '=$K5="✓"', "format": book.add_format({"bold": True})}
    pages[0].conditional_format(0, 0, len(values), 3, rule)


class TestEveryCell:
    """Values of every kind, hostile ones too, wherever they stand."""

    @given(
        st.lists(st.tuples(st.integers(0, 1), st.integers(0, 50), st.integers(0, 30), VALUES), max_size=25),
        st.dictionaries(st.integers(0, 60), st.floats(0, 409), max_size=4),
        WORDS,
        WORDS,
        WORDS,
    )
    def test_the_bytes_are_those_of_xlsxwriter(
        self,
        values: list[tuple[int, int, int, object]],
        heights: dict[int, float],
        title: str,
        author: str,
        named: str,
    ) -> None:
        book = Book(title[:200], author=author[:200], created=dt.date(2026, 9, 1))
        book.set_custom_property("plan", named[:100])
        _put(book, values, heights)
        expected = book.write_plainly()
        assert book.close() == expected
        assert book.close() == expected

    def test_texts_differ_and_the_shape_is_prepared_once(self) -> None:
        """What is in a cell or a property is no part of the shape; where a cell stands is."""
        prepared_books._prepare.cache_clear()  # noqa: SLF001 -- to count
        for number in range(5):
            book = Book(f"План {number}", author=f"Школа {number}")
            book.set_custom_property("plan", f"school-{number}")
            _put(book, [(0, 3, 0, f"мера {number} & <b>"), (1, 3, 0, dt.date(2026, 9, 1 + number))], {})
            assert book.close() == book.write_plainly()
        assert prepared_books._prepare.cache_info()[:2] == (4, 1)  # noqa: SLF001
        _put(other := Book("План", author="Школа"), [(0, 3, 1, "мера")], {})
        assert other.close() == other.write_plainly()
        assert prepared_books._prepare.cache_info()[:2] == (4, 2)  # noqa: SLF001

    @pytest.mark.parametrize("formula", ["=XLOOKUP(A1,B:B,C:C)", "{=SUM(A1:A2)}", "=A1&_xlfn.CONCAT(B1)"])
    def test_another_formula_takes_the_ordinary_way(self, formula: str) -> None:
        book = Book("План")
        book.add_worksheet("План").write_formula(0, 0, formula, book.add_format({}), 0)
        assert not book.plain
        assert book.close() == book.write_plainly()

    def test_a_sheet_has_no_other_methods(self) -> None:
        with pytest.raises(AttributeError, match="write_url"):
            Book("План").add_worksheet("План").write_url(0, 0, "https://example.org")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_tracker_is_the_same_either_way(case: Path) -> None:
    """The trackers of all schools here are of what is prepared, and xlsxwriter makes the same of them."""
    read = read_adoption(case / "adoption.yaml").value
    assert read is not None
    book = write_tracker(read.plan, Filled())
    assert book.plain
    first, again, plain = book.close(), book.close(), book.write_plainly()
    assert first == again == plain
    opened = openpyxl.load_workbook(io.BytesIO(first))
    assert len(opened["План"].data_validations.dataValidation) == 5
    assert len(opened["План"].conditional_formatting) > 2
