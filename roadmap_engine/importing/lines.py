"""Lines of a cell that were torn apart, by a page end or by a PDF, to the lines their author meant.

A line end stays where a sentence ends or a list goes on; in the midst of a sentence it is a blank, and in
the midst of a word nothing.
"""

from __future__ import annotations

import re
import unicodedata

from roadmap_engine.russian.lexicon import is_known

__all__ = ["BULLET", "cut_outside_brackets", "glue_words", "join_fragments", "join_lines", "tidy_spaces"]

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]"
)
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
BULLET = re.compile(r"^\s*(?:[-–—−•·●▪■◦○✓✔➢►*\uf000-\uf0ff]\s*|(?:\d{1,2}|[а-яa-z])\)\s)")
"""What an item of a list begins with."""
_ENDS = (".", ";", ":", "!", "?", "…")
_OPEN_ENDS = ("(", "«", "„", "/", "№")
_LEADING_WORDS = frozenset((
    "в", "во", "на", "с", "со", "по", "к", "ко", "о", "об", "от", "до", "для", "из", "у", "и", "или", "а",
    "но", "при", "за", "над", "под", "без", "через", "между", "не", "№", "г.", "ст.", "п.",
))  # fmt: skip
_LAST_WORD = re.compile(r"([А-Яа-яЁё]+)$")
_FIRST_WORD = re.compile(r"^([а-яё]+)")


def tidy_spaces(text: str) -> str:
    r"""Make blanks of every kind plain and single, drop what nobody sees, and empty lines.

    >>> tidy_spaces("до\u00a01 июня,\u00ad\n\n  школа ")
    'до 1 июня,\nшкола'
    """
    # A decomposed «й» looks like one letter and compares as two.
    composed = unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    )
    composed = re.sub("[\x85\u2028\u2029\x0c\x1c-\x1e]", "\n", composed)
    # In the text of a roadmap double braces are gaps to fill; whoever typed them into a plan meant braces.
    plain = re.sub(r"\{(?=[{%#])|[}%#](?=\})", r"\g<0> ", composed)
    lines = (_BLANKS.sub(" ", _INVISIBLE.sub("", line)).strip() for line in plain.split("\n"))
    return "\n".join(line for line in lines if line)


def join_lines(text: str) -> str:
    r"""Join the lines of a text that end in the midst of a sentence.

    >>> join_lines("Анализ резуль\nтатов ВПР\nв 5 классах")
    'Анализ результатов ВПР в 5 классах'
    >>> join_lines("Провести:\n- собрания;\n- беседы")
    'Провести:\n- собрания;\n- беседы'
    """
    joined: list[str] = []
    for line in text.split("\n"):
        if joined and _goes_on(joined[-1], line):
            joined[-1] = glue_words(joined[-1], line)
        else:
            joined.append(line)
    return "\n".join(joined)


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


def _goes_on(above: str, below: str) -> bool:
    """Tell whether a line continues the one above it in the same sentence."""
    if BULLET.match(below):
        return False
    if above.endswith(("-", *_OPEN_ENDS)):
        return True
    if above.endswith(_ENDS):
        # «5 кл.», «т.е.», «г.» end no sentence.
        return bool(
            below[0].islower() and re.search(r"\b(?:г|гг|кл|т\.\s?[епдк]|им|ул|п|ст|см|др|пр)\.$", above)
        )
    last = above.rsplit(maxsplit=1)[-1].lower()
    return below[0].islower() or below[0] in "(№" or last in _LEADING_WORDS


def glue_words(above: str, below: str) -> str:
    """Join two pieces by a blank, or by nothing where a word was torn.

    >>> (
    ...     glue_words("понедельн", "ик"),
    ...     glue_words("Сентябр", "ь-декабрь"),
    ...     glue_words("учителя-", "предметники"),
    ... )
    ('понедельник', 'Сентябрь-декабрь', 'учителя-предметники')
    >>> glue_words("понедель-", "ник"), glue_words("классные", "руководители")
    ('понедельник', 'классные руководители')
    """
    first = _FIRST_WORD.match(below)
    hyphen = above.endswith("-") and not above.endswith(" -")
    last = _LAST_WORD.search(above.removesuffix("-") if hyphen else above)
    if first is None or last is None:
        return above + below if hyphen or above.endswith(("(", "«", "„", "/")) else f"{above} {below}"
    whole = is_known((last[1] + first[1]).lower())
    if hyphen:
        return above[:-1] + below if whole else above + below
    torn = whole and not (is_known(last[1].lower()) and is_known(first[1]))
    return above + below if torn else f"{above} {below}"


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
