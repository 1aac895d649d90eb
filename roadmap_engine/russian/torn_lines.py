"""Lines that a narrow column or a page end has torn: joined where a sentence, or a word, goes on.

A line end stays where a sentence ends or a list goes on; in the midst of a sentence it is a blank, and in
the midst of a word nothing.
"""

from __future__ import annotations

import re

from roadmap_engine.russian.lexicon import is_known

__all__ = ["BULLET", "glue_words", "join_lines"]

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


def join_lines(text: str) -> str:
    r"""Join the lines of a text that end in the midst of a sentence.

    >>> join_lines("Анализ резуль\nтатов ВПР\nв 5 классах")
    'Анализ результатов ВПР в 5 классах'
    >>> join_lines("Провести:\n- собрания;\n- беседы")
    'Провести:\n- собрания;\n- беседы'
    >>> join_lines("до 3 октября\n\nи далее")
    'до 3 октября\n\nи далее'
    """
    joined: list[str] = []
    for line in text.split("\n"):
        if joined and _goes_on(joined[-1], line):
            joined[-1] = glue_words(joined[-1], line)
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(above: str, below: str) -> bool:
    """Tell whether a line continues the one above it in the same sentence."""
    if not above.strip() or not below.strip() or BULLET.match(below):
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
