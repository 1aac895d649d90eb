"""A phrase cut into tokens, whatever its dashes, spaces, capitals and stray Latin letters.

Every character is replaced by exactly one other, so that a token's place is its place in the phrase. Dots
after short words and numbers, quotes around a number and underscores are the form's, not the deadline's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from roadmap_engine.deadlines.lexicon import ALL, LEXICON, LOOKALIKES, ROMAN, abbreviated

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
    r"|(?P<dmy>\d{1,2} ?\. ?\d{1,2} ?\. ?(?:\d{4}|\d{2})(?![\d.]))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/\d{4}(?!\d))"
    r"|(?P<blank>[«\"]? ?\d{1,2} ?[»\"]? ?_+ ?\d{1,2} ?_+ ?\d{4}(?!\d))"
    r"|(?P<clock>\d{1,2}:\d{2}(?!\d))"
    r"|(?P<my>(?<![\d.])(?:0[1-9]|1[0-2])\.20\d\d(?!\d))"
    r"|(?P<dm>\d{1,2}\.\d{2}(?!\d))"
    r"|(?P<quoted>[«\"] ?\d{1,2} ?[»\"])"
    r"|(?P<num>\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<line>\n)"
    r"|(?P<noise>_+)"
    r"|(?P<mark>\S)"
)
_ORDINAL_END = re.compile(
    r"-?(?:го|ьей|ьего|ья|ье|ей|ого|му|ому|ую|ое|ой|ый|ая|я|й|е|ю|м|х|ти|ми|и|ух|ех|у)(?!\w)"
)
_LONGEST_NUMBER = 9
_SHORT = frozenset([
    "г", "гг", "кв", "уч", "нед", "мес", "дн", "ч", "мин", "сент", "т", "теч", "чет", "четв", "полуг", "раб",
    "кал", "календ", "янв", "фев", "февр", "мар", "апр", "авг", "сен", "окт", "нояб", "ноя", "дек", "п", "пп",
    "стр", "л", "отд", "с", "пед", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "р", "вкл", "час", "согл", "тек",
    "посл", "след", "пол", "кажд",
])  # fmt: skip
"""After these a dot is part of the word."""


class Token(NamedTuple):
    """A piece of a phrase.

    Attributes:
        kind: a kind of the lexicon, or date, day-month, month-year, clock, num, roman, word, line, mark, end.
        text: the piece in small letters.
        start: where it begins in the phrase.
        end: where it ends.
        value: what the lexicon or the digits say.
        cases: as in the lexicon; «» for what has none.
        gender: as in the lexicon; of digits, the ending behind them.
        places: as in the lexicon.
        ordinal: whether digits have an ending, «1-я», or are Roman.
    """

    kind: str
    text: str
    start: int
    end: int
    value: object = None
    cases: str = ""
    gender: str = ""
    places: frozenset[str] = frozenset()
    ordinal: bool = False

    @property
    def number(self) -> int:
        """The number it says; -1 where it says none."""
        return self.value if isinstance(self.value, int) else -1

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of a date or an hour."""
        return self.value if isinstance(self.value, tuple) else ()


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
    tokens: list[Token] = []
    position, size = 0, len(text)
    search = _TOKEN.search
    while position < size:
        found = search(text, position)
        if found is None:
            break
        token = _token(found, text)
        position = token.end
        if token.kind == "noise" or (token.text == "." and _is_the_words(tokens)):
            continue
        if token.kind == "ordinal" and tokens and _joins(tokens[-1], token):
            before = tokens.pop()
            token = token._replace(start=before.start, value=before.number + token.number)
        tokens.append(token)
    return tokens


def _is_the_words(tokens: list[Token]) -> bool:
    """Tell whether a dot belongs to what stands before it."""
    if not tokens:
        return True
    before = tokens[-1]
    return before.text in _SHORT or before.kind in (
        "num",
        "roman",
        "date",
        "day-month",
        "month-year",
        "clock",
    )


def _joins(before: Token, token: Token) -> bool:
    """Tell whether «двадцать» and «пятого» are one number."""
    return before.kind == "number" and before.value in (20, 30) and 0 < token.number < 10


def _token(found: re.Match[str], text: str) -> Token:
    piece, start, end, kind = found[0], found.start(), found.end(), found.lastgroup
    match kind:
        case "word":
            full = abbreviated(piece) if text[end : end + 1] == "." and piece not in LEXICON else None
            if full is not None:
                entry = LEXICON[full]
                return Token(entry.kind, full, start, end + 1, entry.value, ALL, entry.gender)
            return _word(piece, start, end)
        case "num":
            ending = _ORDINAL_END.match(text, end)
            stop = ending.end() if ending else end
            value = int(piece) if len(piece) < _LONGEST_NUMBER else -1
            return Token(
                "num",
                piece,
                start,
                stop,
                value,
                gender=text[end:stop].lstrip("-"),
                ordinal=ending is not None,
            )
        case "quoted":
            return Token("num", piece.strip('«»" '), start, end, int(piece.strip('«»" ')))
        case "dm":
            first, second = piece.split(".")
            return Token("day-month", piece, start, end, (int(first), int(second)))
        case "clock":
            first, second = piece.split(":")
            return Token("clock", piece, start, end, (int(first), int(second)))
        case "my":
            first, second = piece.split(".")
            return Token("month-year", piece, start, end, (int(first), int(second)))
        case "dmy" | "slashed" | "iso" | "blank":
            numbers = [int(each) for each in re.findall(r"\d+", piece)]
            day, month, year = reversed(numbers) if kind == "iso" else numbers
            return Token("date", piece, start, end, (day, month, year if year > 99 else 2000 + year))
        case _:
            return Token(kind or "mark", piece, start, end)


def _word(piece: str, start: int, end: int) -> Token:
    entry = LEXICON.get(piece)
    if entry is None:
        russian = piece.translate(LOOKALIKES)
        if russian != piece and russian in LEXICON:
            piece, entry = russian, LEXICON[russian]
        elif piece in ROMAN:
            return Token("roman", piece, start, end, ROMAN[piece], ordinal=True)
        else:
            piece = russian
    if entry is None:
        return Token("word", piece, start, end)
    return Token(entry.kind, piece, start, end, entry.value, entry.cases, entry.gender, entry.places)
