"""Lines of a cell that were torn apart, by a page end or by a PDF, to the lines their author meant.

A line end stays where a sentence ends or a list goes on; in the midst of a sentence it is a blank, and in
the midst of a word nothing.
"""

from __future__ import annotations

import re
import unicodedata

from roadmap_engine.russian.letters import find_mixed_words
from roadmap_engine.russian.torn_lines import BULLET, glue_words

__all__ = ["cut_outside_brackets", "fault_of", "join_fragments", "says_nothing", "tidy_spaces"]

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]"
)
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def tidy_spaces(text: str) -> str:
    r"""Make blanks of every kind plain and single, drop what nobody sees, and empty lines.

    A letter of the other alphabet that looks like the right one becomes the right one: nobody meant it.

    >>> tidy_spaces("до\u00a01 июня,\u00ad\n\n  школа "), tidy_spaces("Cрок") == "Срок"
    ('до 1 июня,\nшкола', True)
    """
    # A decomposed «й» looks like one letter and compares as two.
    composed = unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    )
    for mixed in find_mixed_words(composed):
        # Both spellings are of one length, so the places of the others stay.
        composed = composed[: mixed.start] + mixed.meant + composed[mixed.start + len(mixed.word) :]
    composed = re.sub("[\x85\u2028\u2029\x0c\x1c-\x1e]", "\n", composed)
    # In the text of a roadmap double braces are gaps to fill; whoever typed them into a plan meant braces.
    plain = re.sub(r"\{(?=[{%#])|[}%#](?=\})", r"\g<0> ", composed)
    lines = (_BLANKS.sub(" ", _INVISIBLE.sub("", line)).strip() for line in plain.split("\n"))
    return "\n".join(line for line in lines if line)


_DASHES = frozenset("-–—")
_FAULT = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|ССЫЛКА!|Н/Д|ЗНАЧ!|ДЕЛ/0!|ИМЯ\?|ЧИСЛО!|ПУСТО!"
    r"|ПЕРЕНОС!|ВЫЧИСЛ!)|#{3,}|(?:Ошибка! |Error! ).{3,80}",
    re.IGNORECASE,
)


def says_nothing(text: str) -> bool:
    """Tell whether a cell is empty, or has the dash that a clerk types into it then.

    >>> says_nothing(""), says_nothing("–"), says_nothing("0")
    (True, True, False)
    """
    return not set(text) - _DASHES


def fault_of(text: str) -> str:
    """Give the error that stands in place of a value; nothing for any other text.

    >>> (
    ...     fault_of("#ССЫЛКА!"),
    ...     fault_of("######"),
    ...     fault_of("№ 1"),
    ...     fault_of("Ошибка! Источник ссылки не найден."),
    ... )
    ('#ССЫЛКА!', '######', '', 'Ошибка! Источник ссылки не найден.')
    """
    return text if _FAULT.fullmatch(text) else ""


def join_fragments(above: str, below: str) -> str:
    """Join two parts of a cell that a page end tore: a line of its own only where one sentence has ended.

    >>> join_fragments("руководители школьных методических", "объединений (при наличии)")
    'руководители школьных методических объединений (при наличии)'
    """
    if not above or not below:
        return above or below
    begins_anew = BULLET.match(below) or (above.endswith((";", ":")) and not below[0].islower())
    if begins_anew and not above.endswith("-"):
        return f"{above}\n{below}"
    return glue_words(above, below)


def cut_outside_brackets(text: str, signs: re.Pattern[str]) -> tuple[tuple[str, str], ...]:
    """Cut a text at signs that stand outside of brackets and quotes.

    Returns:
        each part, after the sign it was cut off with: none before the first, a line end as itself.

    >>> cut_outside_brackets("справка, отчёт (форма 1, форма 2)", re.compile(", "))
    (('', 'справка'), (',', 'отчёт (форма 1, форма 2)'))
    """
    parts: list[tuple[str, str]] = []
    sign, begin, depth, position = "", 0, 0, 0
    while position < len(text):
        depth += (text[position] in "(«") - (text[position] in ")»" and depth > 0)
        found = signs.match(text, position) if depth == 0 else None
        if found is not None and found.end() > position:
            parts.append((sign, text[begin:position]))
            sign = found[0].strip() or "\n"
            begin = position = found.end()
        else:
            position += 1
    return (*parts, (sign, text[begin:]))
