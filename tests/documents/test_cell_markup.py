"""The markup of cells and shared texts, as xlsxwriter writes it."""

from __future__ import annotations

import pytest

from roadmap_engine.documents.cell_markup import (
    Cell,
    is_plain,
    is_plain_formula,
    write_rows,
    write_strings,
)


def test_rows_tell_their_reach_in_blocks() -> None:
    """Sixteen rows at a time; a row of the default height does not say it."""
    cells = {0: {2: Cell("n", 1.5, 1)}, 1: {0: Cell("", None, 0)}, 16: {27: Cell("s", 3, None)}}
    written = write_rows(cells, {0: 15, 1: 30, 5: 20}, {0: 4, 1: 0})
    assert written == (
        '<sheetData><row r="1" spans="1:3"><c r="C1" s="0"><v>1.5</v></c></row>'
        '<row r="2" spans="1:3" ht="30" customHeight="1"><c r="A2" s="4"/></row>'
        '<row r="6" spans="1:3" ht="20.25" customHeight="1"/>'
        '<row r="17" spans="28:28"><c r="AB17" t="s"><v>3</v></c></row></sheetData>'
    )
    assert write_rows({}, {}, {}) == "<sheetData/>"


def test_a_formula_has_its_value_as_far_as_it_is_known() -> None:
    """A text says that it is one; nothing says nothing; a number is one."""
    values: dict[int, str | int] = {0: "✓ <", 1: "", 2: 7}
    cells = {0: {place: Cell("f", value, None, 'IF(A1<2,"&")') for place, value in values.items()}}
    formula = '<f>IF(A1&lt;2,"&amp;")</f>'
    assert write_rows(cells, {}, {}) == (
        f'<sheetData><row r="1" spans="1:3"><c r="A1" t="str">{formula}<v>✓ &lt;</v></c>'
        f'<c r="B1">{formula}<v></v></c><c r="C1">{formula}<v>7</v></c></row></sheetData>'
    )


def test_texts_keep_the_spaces_at_their_ends() -> None:
    """Also those that are no ordinary spaces."""
    assert write_strings(["а", " б", "в\u00a0", "<&>"], 9).partition("count")[2] == (
        '="9" uniqueCount="4"><si><t>а</t></si><si><t xml:space="preserve"> б</t></si>'
        '<si><t xml:space="preserve">в\u00a0</t></si><si><t>&lt;&amp;&gt;</t></si></sst>'
    )


@pytest.mark.parametrize("text", ["_x000D_", "\x00", "\x1f", "\ufffe", "\uffff", "<r>", "я" * 16_384])
def test_what_is_escaped_otherwise_is_not_plain(text: str) -> None:
    """Signs of control, what looks like their escapes, rich text, what may be too long for a cell."""
    assert not is_plain(text)


def test_only_old_functions_are_plain() -> None:
    """A later one has another name in the file; one name inside another is not taken for it."""
    assert is_plain_formula('=IF(AND(A1<>"",TODAY()>1),COUNTIFS(A:A,1),N(B1))')
    assert not any(
        map(is_plain_formula, ("=IFS(A1,1)", "IF(A1,1,2)", "=SINGLE(A1)", "=IF(A1,1)}", "=IF.X(1)"))
    )
