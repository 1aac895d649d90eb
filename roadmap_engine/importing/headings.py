"""Is a row the heading of a section?

A heading is a cell merged over the table, or the only filled cell of its row, or a number and a title with
nothing behind them. The last two may be measures as well, and the rows around them decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.entries import own_text
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.manuscript import Cell, Row
from roadmap_engine.russian.torn_lines import BULLET

__all__ = ["is_total", "read_heading"]

LONGEST_HEADING = 400
_ROMAN = re.compile(r"[IVXLХІ]+[.)]?")
_SECTION = re.compile(r"(?:раздел|этап|направление|блок|модуль|[ivxхі]+\.)\s", re.IGNORECASE)
_ABBREVIATION = 3


def read_heading(
    row: Row, rest: Sequence[Row], columns: Sequence[Column], *, first: bool, open_ended: bool
) -> str | None:
    """Give the words of a row that is a heading, a tab behind its number; None for any other row.

    Args:
        row: the row.
        rest: the rows below it.
        columns: of the table.
        first: whether no measure has been read since the last heading.
        open_ended: whether the title above ends in the midst of a sentence.
    """
    filled = row.filled()
    # A cell merged from above that says something belongs to a measure.
    inherited = any(cell.row < row.index and cell.text for cell in row.own_cells())
    words = "\t".join(" ".join(cell.text.split()) for cell in filled)
    if (inherited and filled[0].columns < len(row.cells)) or len(words) > LONGEST_HEADING:
        return None
    following = next((each for each in rest if each.filled()), None)
    if len(filled) == 1:
        cell = filled[0]
        if cell.columns >= max(2, len(row.cells) - 1):
            return words if cell.bold or not BULLET.match(cell.text) else None
        lone = _could_head(cell, columns) and not open_ended
        return words if lone and _heads(cell, following, columns, first=first) else None
    places = [_meaning_at(columns, cell) for cell in filled]
    numbered = places == [Meaning.NUMBER, Meaning.TITLE]
    return words if numbered and _heads_by_number(filled, following, columns) else None


_TOTAL = re.compile(r"(?:итого|всего|общий итог|сумма итого)\b", re.IGNORECASE)
_FIGURES = re.compile(r"[\d\s.,%хxХX–-]*(?:(?:тыс|млн)\.?\s*)?(?:руб\.?|шт\.?|чел\.?|час\w*|ч\.)?")


def is_total(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row sums others up, «Итого: … 420»: no deadline, nobody, figures beside the word."""
    words = [cell for cell in row.filled() if not _FIGURES.fullmatch(cell.text)]
    if len(words) != 1 or not _TOTAL.match(words[0].text):
        return False
    return not own_text(row, columns, Meaning.DEADLINE) or _meaning_at(columns, words[0]) in (
        Meaning.DEADLINE,
        Meaning.TITLE,
        Meaning.NUMBER,
    )


def _could_head(cell: Cell, columns: Sequence[Column]) -> bool:
    meaning = _meaning_at(columns, cell)
    if meaning not in (Meaning.TITLE, Meaning.NUMBER, Meaning.STAGE) and cell.column != 0:
        return False
    if cell.text[0].islower() or (BULLET.match(cell.text) and not cell.bold):
        return False
    return not (meaning is Meaning.NUMBER and re.fullmatch(r"[\d.]+", cell.text))


def _heads(cell: Cell, following: Row | None, columns: Sequence[Column], *, first: bool) -> bool:
    """Tell whether the only filled cell of a row heads what follows: measures that have more than a title."""
    if cell.bold or first or _SECTION.match(cell.text) or _says_section(cell.text):
        return True
    if following is None or len(following.filled()) == 1:
        return False
    counted = any(column.meaning is Meaning.NUMBER for column in columns)
    return not counted or _starts_count(own_text(following, columns, Meaning.NUMBER))


_DOMAIN = re.compile(
    r"работа (?:с|со|по) .+|[а-яё-]+(?:ое|ая|ые)(?:(?:,| и|,? [а-яё-]+(?:ое|ая|ые))[а-яё -]*)? "
    r"(?:обеспечение|сопровождение|работа|деятельность|поддержка|просвещение)(?: [а-яё -]+)?",
    re.IGNORECASE,
)


def _says_section(text: str) -> bool:
    """Tell whether words name a field of work, as headings do: «Работа с родителями», «КАДРЫ»."""
    return _is_shouted(text) or _DOMAIN.fullmatch(" ".join(text.split())) is not None


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _ABBREVIATION and all(letter.isupper() for letter in letters)


def _heads_by_number(filled: Sequence[Cell], following: Row | None, columns: Sequence[Column]) -> bool:
    """Tell whether a row of a number and a title alone is a heading."""
    number, title = filled[0].text, filled[1]
    if _ROMAN.fullmatch(number) or _SECTION.match(title.text) or title.bold:
        return True
    after = own_text(following, columns, Meaning.NUMBER) if following is not None else ""
    bare, next_bare = number.rstrip(".)"), after.rstrip(".)")
    if next_bare.startswith(f"{bare}."):
        return True
    if _is_shouted(title.text):
        return True
    if following is not None and not after and _stands_alone(following, columns):
        return not title.text.endswith((":", ","))
    # «2 Работа с родителями» over «1»: the count begins anew under it.
    return next_bare == "1" and bare != "1" and not title.text.endswith(":")


def _stands_alone(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row without a number is a measure by itself: a sentence, when and by whom."""
    title = own_text(row, columns, Meaning.TITLE)
    complete = own_text(row, columns, Meaning.DEADLINE) and own_text(row, columns, Meaning.RESPONSIBLE)
    return bool(complete) and title[:1].isupper() and not BULLET.match(title)


def _meaning_at(columns: Sequence[Column], cell: Cell) -> Meaning | None:
    return next((c.meaning for c in columns if c.first <= cell.column <= c.last), None)


def _starts_count(number: str) -> bool:
    """Tell whether a number is the first of a count: «1», «1.1», «3.1.».

    >>> _starts_count("1."), _starts_count("2.1"), _starts_count("2"), _starts_count("а)")
    (True, True, False, False)
    """
    return re.fullmatch(r"(?:\d+\.)*1[.)]?", number) is not None
