"""Words of strangers, shown so that they say what they say and nothing else.

A terminal does what control characters tell it; marks of direction make a line read otherwise than it is
stored; a line break in a file's name lets it speak as if it were the program.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["INVISIBLE", "escape_hidden", "one_line", "shorten", "show_character"]

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
"""Characters that take no room, or no ink, as the inside of a class of a regular expression."""

_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_HIDDEN = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{INVISIBLE}\U000e0000-\U000e0fff]")


def one_line(words: str) -> str:
    r"""Give words on one line, a mark in place of each character that cannot be seen.

    >>> one_line("план\n\x1b[2Jошибок нет")
    'план �[2Jошибок нет'
    """
    if words.isprintable():
        return words
    return "".join(map(show_character, _BREAKS.sub(" ", words)))


def shorten(words: str, limit: int = 60) -> str:
    """Give as much of words as a message can carry.

    >>> shorten("a" * 100, 5)
    'aaaa…'
    """
    return words if len(words) <= limit else f"{words[: limit - 1]}…"


def show_character(character: str) -> str:
    """Show a character, or the mark of one that cannot be seen."""
    # Blanks of every width are not «printable» either, but they do no harm.
    seen = character.isprintable() or unicodedata.category(character) == "Zs"
    return character if seen else "\ufffd"


def escape_hidden(json_text: str) -> str:
    r"""Write what cannot be seen in a JSON text by its numbers, as JSON allows inside of its strings.

    >>> escape_hidden('{"a": "\u202e"}')
    '{"a": "\\u202e"}'
    """
    return _HIDDEN.sub(lambda found: _escape(found[0]), json_text)


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", errors="surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
