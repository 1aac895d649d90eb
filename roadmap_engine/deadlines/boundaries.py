"""Where free words end: the names of events and documents run until the next deadline begins."""

from __future__ import annotations

from roadmap_engine.deadlines.cursor import Cursor
from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.kinds import SourceKind

__all__ = ["document_source", "ends_openly", "scan_words", "starts_clause"]

_DATED = frozenset({"date", "day-month", "month", "time", "freq", "weekdays", "compound", "standing"})
# Words after which nothing but a deadline follows.
_STARTERS = frozenset(
    {"до", "после", "накануне", "через", "спустя", "каждый", "каждая", "каждую", "каждое", "каждые"}
)
_BY_WHAT = frozenset({"мере", "итогам", "окончании", "завершении", "истечении", "согласованию", "получении"})
_IN_WHAT = frozenset(
    {"течение", "течении", "соответствии", "сроки", "срок", "период", "конце", "начале", "ходе"}
)
_FROM_WHAT = frozenset({"момента", "даты", "дня", "начала"})
_LOOSE_ENDS = frozenset(
    [
        "в",
        "во",
        "на",
        "по",
        "с",
        "со",
        "к",
        "ко",
        "за",
        "до",
        "и",
        "или",
        "а",
        "от",
        "из",
        "о",
        "об",
        "для",
        "при",
        "не",
        "что",
        "как",
    ]
)
_LONGEST_QUOTE = 30
YEAR_DIGITS = 4

_SOURCES: dict[str, SourceKind] = {
    **dict.fromkeys(("график", "расписан", "циклограмм"), "schedule"),
    **dict.fromkeys(("план", "программ", "карт"), "plan"),
    **dict.fromkeys(("решен", "протокол"), "decision"),
    **dict.fromkeys(("приказ", "распоряжен", "письм", "указан", "постановлен", "запрос"), "order"),
    **dict.fromkeys(
        ("документ", "акт", "положен", "инструкц", "регламент", "порядк", "порядок"), "documents"
    ),
    **dict.fromkeys(("рекомендац", "законодательств", "договор", "договорен", "нормативн"), "documents"),
    **dict.fromkeys(("срок", "дат"), "terms"),
}


def document_source(word: str) -> SourceKind | None:
    """Tell what kind of paper a word names: «графику», «решением», «документам»."""
    cut = stem(word)
    return _SOURCES.get(cut) or _SOURCES.get(cut.removesuffix("н")) if len(cut) > 2 else None  # noqa: PLR2004


def starts_clause(c: Cursor, ahead: int) -> bool:
    """Tell whether a deadline of its own begins at a token."""
    token, following = c.peek(ahead), c.peek(ahead + 1)
    if token.kind in _DATED or token.text in _STARTERS:
        return True
    if token.kind == "count" and len(token.text) < YEAR_DIGITS:
        return following.kind in ("month", "unit") or following.text in ("раз", "раза")
    return _begins_with_pair(token.text, following.text, following.kind)


def _begins_with_pair(first: str, second: str, second_kind: str) -> bool:
    if first == "не":
        return second in ("позднее", "позже", "менее", "реже", "ранее", "раньше", "более", "чаще")
    if first in ("в", "во"):
        return second in _IN_WHAT or second_kind in ("month", "season", "break")
    if first == "по":
        return second in _BY_WHAT or second_kind in ("weekdays", "date", "day-month")
    if first in ("с", "со"):
        return second in _FROM_WHAT or second_kind in ("date", "day-month", "month", "count")
    return first == "а" and second == "также"


def scan_words(c: Cursor, *, papers: bool = False) -> int:
    """Find where the free words from the current token end, as a number of tokens.

    With `papers`, «в соответствии с …» goes on with them («по мере издания приказов в соответствии с …»).
    """
    ahead = 0
    while (token := c.peek(ahead)).kind != "end":
        if token.text == "«":
            ahead = _after_quote(c, ahead)
            continue
        dated = _dated_paper(c, ahead)
        if dated:
            ahead += dated
            continue
        if token.kind == "line" or token.text in (";", "(", ")", ":"):
            break
        if token.text in (",", "и", "или", "/") and starts_clause(c, ahead + 1):
            break
        if token.text == "," and c.text(ahead + 1) == "но":
            break
        if not papers and ahead and _names_paper(c, ahead):
            break
        if starts_clause(c, ahead) and not (papers and c.text(ahead + 1) == "соответствии"):
            break
        ahead += 1
    return ahead


def _dated_paper(c: Cursor, ahead: int) -> int:
    """Count the words of «от 15.09.2026», «от 15 сентября 2026 г.»: a paper's own date is no deadline."""
    if c.text(ahead) != "от":
        return 0
    if c.kind(ahead + 1) == "date":
        return 2
    named = c.kind(ahead + 1) == "count" and c.kind(ahead + 2) == "month"
    return 3 if named else 0


def _names_paper(c: Cursor, ahead: int) -> bool:
    """Tell whether «по графику», «согласно плану» begins at a token."""
    first = c.text(ahead)
    if first not in ("по", "согласно"):
        return False
    return document_source(c.text(ahead + 1)) is not None or document_source(c.text(ahead + 2)) is not None


def _after_quote(c: Cursor, ahead: int) -> int:
    for distance in range(1, _LONGEST_QUOTE):
        if c.text(ahead + distance) == "»":
            return ahead + distance + 1
    return ahead + 1


def ends_openly(c: Cursor, count: int) -> bool:
    """Tell whether the last of so many words wants another one after it."""
    last = c.peek(count - 1)
    return last.text in _LOOSE_ENDS or (last.kind == "mark" and last.text not in ("»", '"', ".", "%"))
