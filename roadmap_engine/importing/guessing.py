"""A table without captions to its columns: by what stands in them, and only when every guess is certain."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from roadmap_engine.importing.captions import Meaning, recognise_caption
from roadmap_engine.importing.dates import is_deadline
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.manuscript import Row, Table
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.lexicon import read_word

__all__ = ["complete_columns", "guess_columns"]


def guess_columns(table: Table) -> tuple[Column, ...] | None:
    """Guess the columns of a table without captions by their cells; None where any guess is not certain.

    Certain is: one column of deadlines, one of long texts, at most one of numbers before them and one of
    names after them, and nothing else.
    """
    columns: list[Column] = []
    for place in range(table.width):
        texts = [
            row.cells[place].text for row in table.rows if len(row.filled()) > 1 and row.cells[place].text
        ]
        columns.append(Column(place, place, _guess(texts), ""))
    meanings = [column.meaning for column in columns]
    wanted = (Meaning.TITLE, Meaning.DEADLINE)
    if any(meanings.count(meaning) != 1 for meaning in wanted) or Meaning.UNKNOWN in meanings:
        return None
    return tuple(columns) if len(set(meanings)) == len(meanings) else None


def complete_columns(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Tell by its cells what a column holds that its caption does not tell of, where that leaves no doubt.

    Args:
        columns: of a table; a column whose caption tells anything at all is left as it is.
        rows: below the captions.
    """
    wanted = {Meaning.TITLE, Meaning.DEADLINE, Meaning.RESPONSIBLE} - {column.meaning for column in columns}
    silent = [place for place, column in enumerate(columns) if recognise_caption(column.caption) is None]
    if not wanted or not silent:
        return tuple(columns)
    guesses: dict[int, Meaning] = {}
    filled = [row for row in rows if len(row.filled()) > 1]
    for place in silent:
        texts = [text for row in filled if (text := columns[place].text_of(row))]
        if len(texts) >= _ENOUGH:
            guesses[place] = _guess(texts)
    found = [*guesses.values()]
    sure = {
        place: meaning
        for place, meaning in guesses.items()
        if meaning in wanted and found.count(meaning) == 1
    }
    return tuple(
        dataclasses.replace(column, meaning=sure[place], guessed=True) if place in sure else column
        for place, column in enumerate(columns)
    )


_ENOUGH = 2
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")
_POSTS = re.compile(
    r"\b(?:директор|зам|заместител|руководител|учител|педагог|психолог|классн|кл\.|методист|администрац"
    r"|специалист|завуч"
    r"|председател|социальн|библиотекар)\w*|[А-ЯЁ]\.\s?[А-ЯЁ]\.",
    re.IGNORECASE,
)
_MOSTLY = 0.7
_LEADING_WORDS = 3
_LONG = 15
_LONGEST_NAMES = 120


def _guess(texts: Sequence[str]) -> Meaning:
    if not texts:
        return Meaning.UNKNOWN

    def mostly(count: int) -> bool:
        return count >= _MOSTLY * len(texts)

    if mostly(sum(_NUMBER.fullmatch(text) is not None for text in texts)):
        return Meaning.NUMBER
    if mostly(sum(is_deadline(text) for text in texts)):
        return Meaning.DEADLINE
    if mostly(sum(len(text) <= _LONGEST_NAMES and _names_somebody(text) for text in texts)):
        return Meaning.RESPONSIBLE
    return Meaning.TITLE if sum(map(len, texts)) >= _LONG * len(texts) else Meaning.UNKNOWN


def _names_somebody(text: str) -> bool:
    """Tell whether a text begins as a name does: with a post, or with somebody in the nominative."""
    if _POSTS.search(text[:60]) is not None:
        return True
    words = re.findall(r"[а-яё]+", text.lower())[:_LEADING_WORDS]
    readings = (each for word in words for each in read_word(word))
    return any(each.noun and each.animate and each.case is Case.NOMINATIVE for each in readings)
