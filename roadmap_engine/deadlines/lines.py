"""Line breaks of a cell: some are only where the table broke, some separate two deadlines.

A break inside a deadline is dropped, one between two deadlines becomes a comma, and one before a bullet
or after «;» and «:» stays a break.
"""

from __future__ import annotations

from roadmap_engine.deadlines.boundaries import starts_clause
from roadmap_engine.deadlines.cursor import Cursor
from roadmap_engine.deadlines.lexer import Token

__all__ = ["join_lines"]

YEAR_DIGITS = 4
# After these something must follow, so the break cannot end a deadline.
_OPEN_KINDS = frozenset({"count", "number", "ordinal", "roman", "season-adj"})
_OPEN_WORDS = frozenset(
    {"-", ",", "(", "до", "с", "со", "по", "в", "во", "на", "за", "к", "и", "или", "после", "не"}
)


def join_lines(c: Cursor) -> None:
    """Settle every line break of the phrase."""
    if not any(token.kind == "line" for token in c.tokens):
        return
    kept: list[Token] = []
    for index, token in enumerate(c.tokens):
        if token.kind != "line":
            kept.append(token)
            continue
        c.position = index
        settled = _settle(c, token, kept[-1] if kept else None)
        if settled is not None:
            kept.append(settled)
    c.tokens[:] = kept
    c.position = 0
    c.resize()


def _settle(c: Cursor, token: Token, before: Token | None) -> Token | None:
    ahead = 1
    if before is None or before.kind == "line" or c.kind(ahead) in ("line", "end"):
        return None
    if before.text in (";", ":"):
        return token
    if c.text(ahead) in ("-", "•", "·", "*"):
        dash = c.text(ahead) == "-" and c.kind(ahead + 1) in ("count", "date", "day-month", "month")
        return None if dash else token
    if before.kind in _OPEN_KINDS or before.text in _OPEN_WORDS or not starts_clause(c, ahead):
        return None
    if c.kind(ahead) == "count" and len(c.text(ahead)) == YEAR_DIGITS:
        return None
    return token._replace(kind="mark", text=",")
