"""A phrase cut into tokens, whatever its dashes, spaces, capitals and stray Latin letters.

Every character is replaced by exactly one other, so that a token's place is its place in the phrase.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from roadmap_engine.deadlines.lexicon import LEXICON, LOOKALIKES, ROMAN

__all__ = ["END", "Token", "normalise", "tokenise"]

_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u200b\u00ad\ufeff\t\u3000", " "),
        **dict.fromkeys("\r\x0b\x0c\u2028\u2029\x85", "\n"),
        "ё": "е",
        "Ё": "е",
        "\\": "/",
        "“": "«",
        "”": "»",
        "„": "«",
    }
)
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?!\d))"
    r"|(?P<dmy>\d{1,2} ?\. ?\d{1,2} ?\. ?(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/\d{4}(?!\d))"
    r"|(?P<time>\d{1,2}:\d{2}(?!\d))"
    r"|(?P<dm>\d{1,2}\.\d{2}(?!\d))"
    r"|(?P<num>\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<line>\n)"
    r"|(?P<mark>\S)"
)
_ORDINAL_END = re.compile(r"-?(?:го|ого|му|ому|ую|ое|ой|ый|ая|я|й|е|ю|м|х|ти|ми|и|ух|ех|у)(?!\w)")


class Token(NamedTuple):
    """A piece of a phrase.

    Attributes:
        kind: a kind of the lexicon, or `date` (dmy), `day-month`, `time`, `count`, `word`, `line`, `mark`.
        text: the piece in small letters.
        start: where it begins in the phrase.
        end: where it ends.
        value: what the lexicon or the digits say.
        ordinal: whether the digits have an ending, «1-я».
    """

    kind: str
    text: str
    start: int
    end: int
    value: object = None
    ordinal: bool = False


END = Token("end", "", 0, 0)


def normalise(phrase: str) -> str:
    """Give the phrase in small letters, one kind of dash and quote, «е» for «ё»; as long as before."""
    plain = phrase.translate(_CHARACTERS)
    small = plain.lower()
    if len(small) == len(plain):
        return small
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)


def tokenise(text: str) -> list[Token]:
    """Cut a normalised phrase into tokens."""
    tokens = []
    position, size = 0, len(text)
    while position < size:
        found = _TOKEN.search(text, position)
        if found is None:
            break
        token = _token(found, text)
        tokens.append(token)
        position = token.end
    return tokens


def _token(found: re.Match[str], text: str) -> Token:
    piece, start, end, kind = found[0], found.start(), found.end(), found.lastgroup
    if kind == "word":
        return _word(piece, start, end)
    if kind == "num":
        ending = _ORDINAL_END.match(text, end)
        stop = ending.end() if ending else end
        return Token("count", piece, start, stop, int(piece) if len(piece) < 9 else -1, ending is not None)  # noqa: PLR2004 - longer digits are no number of a plan
    if kind == "dm":
        day, month = piece.split(".")
        return Token("day-month", piece, start, end, (int(day), int(month)))
    if kind == "time":
        return Token("time", piece, start, end, _clock(*piece.split(":")))
    if kind in ("dmy", "slashed", "iso"):
        return Token("date", piece, start, end, _day_month_year(piece, kind))
    return Token(kind or "mark", piece, start, end)


def _word(piece: str, start: int, end: int) -> Token:
    entry = LEXICON.get(piece)
    if entry is None and not piece.isascii():
        piece = piece.translate(LOOKALIKES) if LEXICON.get(piece.translate(LOOKALIKES)) else piece
        entry = LEXICON.get(piece)
    if entry is None:
        if piece in ROMAN:
            return Token("roman", piece, start, end, ROMAN[piece], ordinal=True)
        if piece.isascii():
            piece = piece.translate(LOOKALIKES)
            entry = LEXICON.get(piece)
    if entry is None:
        return Token("word", piece, start, end)
    return Token(entry[0], piece, start, end, entry[1])


def _clock(hour: str, minute: str) -> tuple[int, int]:
    return int(hour), int(minute)


def _day_month_year(piece: str, kind: str) -> tuple[int, int, int]:
    separator = {"dmy": ".", "slashed": "/", "iso": "-"}[kind]
    first, second, third = (int(part) for part in piece.split(separator))
    day, month, year = (third, second, first) if kind == "iso" else (first, second, third)
    return day, month, year if year > 99 else 2000 + year  # noqa: PLR2004 - «17.01.21»
