"""Is a row the rest of the measure above it, and what do the two make together?

The end of a page tears a row: its second half has no number, its cells go on in small letters, and of a
deadline it has a piece at most. A row with a deadline of its own is a measure of its own, numbered or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.dates import YEAR_ALONE, is_deadline, rule_of
from roadmap_engine.importing.entries import Entry, own_text
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.lines import join_fragments
from roadmap_engine.importing.manuscript import Row
from roadmap_engine.russian.torn_lines import BULLET

__all__ = ["is_open_ended", "is_rest", "join_rest"]

_OPEN = re.compile(r"(?:[-,(«]|\b(?:и|или|в|на|с|по|для|от|о|об|к|до|из|у|при|за|не))$")

_CUT_OFF = re.compile(
    r"(?:[-–—,]|\b(?:до|с|со|по|к|в|и|не позднее|не ранее|в срок|течение|начало|конец))$", re.IGNORECASE
)


def is_open_ended(entry: Entry) -> bool:
    """Tell whether a measure's title ends in the midst of a sentence."""
    return _OPEN.search(entry.get(Meaning.TITLE)) is not None


def is_rest(row: Row, entry: Entry, above: Entry, *, first: bool) -> bool:
    """Tell whether a row is the rest of the measure above it.

    Args:
        row: the row.
        entry: what it would be as a measure.
        above: the measure above it.
        first: whether the row is the first of its table or under captions said again.
    """
    columns = entry.columns
    if own_text(row, columns, Meaning.NUMBER) or not _are_alike(columns, above.columns):
        return False
    title = own_text(row, columns, Meaning.TITLE)
    deadline = own_text(row, columns, Meaning.DEADLINE)
    if not title:
        return not _is_shared_title(row, entry, above)
    if deadline:
        verdict = _judge_deadline(deadline, title, above, first=first)
        if verdict is not None:
            return verdict
    if is_open_ended(above):
        return True
    return not _begins_anew(row, columns) if not title[0].islower() else True


def _are_alike(columns: Sequence[Column], above: Sequence[Column]) -> bool:
    """Tell whether the columns of two rows hold the same: under other captions everything begins anew."""
    return [column.meaning for column in columns] == [column.meaning for column in above]


def _is_shared_title(row: Row, entry: Entry, above: Entry) -> bool:
    """Tell whether a title is merged over rows that have deadlines and people of their own."""
    other = own_text(row, entry.columns, Meaning.RESPONSIBLE) or own_text(row, entry.columns, Meaning.RESULT)
    deadline = own_text(row, entry.columns, Meaning.DEADLINE)
    return bool(entry.get(Meaning.TITLE) and other and deadline) and entry.texts != above.texts


def _judge_deadline(deadline: str, title: str, above: Entry, *, first: bool) -> bool | None:
    """Judge by the row's own deadline; None where it decides nothing."""
    before = above.get(Meaning.DEADLINE)
    whole = is_deadline(before)
    if BULLET.match(title):
        return False
    together = bool(before) and is_deadline(join_fragments(before, deadline))
    if together and (not whole or YEAR_ALONE.fullmatch(deadline)):
        # «до» over «1 октября», «октябрь-» over «ноябрь», «сентябрь» over «2026 г.».
        return title[0].islower() or (first and _CUT_OFF.search(before) is not None)
    if is_deadline(deadline):
        return False
    # Words in the place of a deadline are a measure's own, unless all of the row goes on in small letters.
    return None if title[0].islower() else False


def _begins_anew(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether any other cell begins a sentence, or nothing says that measures are numbered."""
    others = (c.text_of(row, inherited=False) for c in columns if c.meaning is not Meaning.TITLE)
    numbered = any(column.meaning is Meaning.NUMBER for column in columns)
    return not numbered or any(text[0].isupper() for text in others if text)


def join_rest(row: Row, entry: Entry, above: Entry) -> None:
    """Put the cells of a row to those of the measure it is the rest of, and tell of it."""
    for place, column in enumerate(entry.columns):
        own = column.text_of(row, inherited=False)
        if own and column.meaning is not Meaning.STAGE:
            above.texts[place] = _join_cells(above.texts.get(place, ""), own, column.meaning)
    above.rows += entry.rows
    problem = Problem.of("RM862", table=entry.table, row=entry.row, above=above.row)
    above.remarks.append((None, problem))


def _join_cells(above: str, below: str, meaning: Meaning) -> str:
    if meaning is Meaning.DEADLINE and not YEAR_ALONE.fullmatch(below):
        both = rule_of(above) is not None and rule_of(below) is not None
        return f"{above}\n{below}" if both else join_fragments(above, below)
    if meaning in (Meaning.RESPONSIBLE, Meaning.PARTICIPANTS):
        return f"{above}\n{below}" if above else below
    return join_fragments(above, below)
