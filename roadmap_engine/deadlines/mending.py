"""Slips of the hand that change no date: a word torn in two, «но» for «по», Latin letters, a list's own numbers.

Import mends a cell by the same function before it is kept; here a phrase that cannot be read as it stands is
tried mended, and a notice shows what was read. What might be two dates is never made one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from roadmap_engine.russian.dates import MONTHS
from roadmap_engine.russian.torn_lines import glue_words, join_lines

__all__ = ["mend"]

LONGEST = 200
_LATIN = str.maketrans("CcAaOoEePpXxBHKMT", "СсАаОоЕеРрХхВНКМТ")
_ROMAN = re.compile(r"\b[IVXХ]+\b")
_QUOTED = re.compile(r"\s*[«\"“]([^«»\"“”]+)[»\"”]\s*")
_NUMBERS = re.compile(r"(?m)^\s*(?:\d{1,2}[.)]|[а-е]\))\s*(?=[а-яёА-ЯЁ])")
_LETTERS = re.compile(r"(?:(?<=^)|(?<=[;,]))\s*[а-е]\)\s*")
_TORN = re.compile(r"(?<=[а-яё])-\s*\n\s*(?=[а-яё])|(?<=[а-яё])-(?=тябр|варь|враль|но\b|сячно|ние\b)")


def mend(text: str) -> Iterator[str]:
    r"""Give ways to read a cell that is not read as it stands, the least changed first; none of a long one.

    >>> next(mend("ежеме-\nсячно"))
    'ежемесячно'
    """
    if len(text) > LONGEST:
        return
    for each in dict.fromkeys(_ways(text)):
        if each != text:
            yield each


def _ways(text: str) -> Iterator[str]:
    plain = _TORN.sub("", text)
    yield plain
    yield _unshortened(plain)
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        yield quoted[1]
    numbered = _NUMBERS.findall(text)
    if len(numbered) > 1:
        yield _NUMBERS.sub("", text).replace("\n", "; ")
    if len(_LETTERS.findall(text)) > 1:
        yield _LETTERS.sub(" ", text).strip()
    joined = join_lines(text)
    glued = text.split("\n", maxsplit=1)[0]
    for line in text.split("\n")[1:]:
        glued = glue_words(glued, line)
    for each in dict.fromkeys((joined, glued, text.replace("\n", " "))):
        yield each
        yield from _signs(each)


_NOUNS = {
    "получ": "получени", "оконч": "окончани", "заверш": "завершени", "подв": "подведени", "утв": "утверждени",
    "пров": "проведени", "поступл": "поступлени", "издан": "издани", "подпис": "подписани", "выполн": "выполнени", "заключ": "заключени",
}  # fmt: skip
_ADJECTIVES = {"род": "родительск", "пед": "педагогическ", "метод": "методическ", "управл": "управляющ"}
_SHORT_NOUN = re.compile(rf"\b(по|при|в)?(\s*)\b({'|'.join(_NOUNS)})\.")
_SHORT_ADJECTIVE = re.compile(rf"\b({'|'.join(_ADJECTIVES)})\.\s*(?=\w+[ая]\b)")

_SHORTHANDS = (
    (r"\bм-ц(?=[аеу]?м?\b)", "месяц"), (r"\bр\.\s?д\.", "рабочих дней"), (r"\bк\.\s?д\.", "календарных дней"),
    (r"\bнеобход\.", "необходимости"), (r"\bрекоменд\.", "рекомендации"), (r"\bвключ\.", "включительно"),
    (r"\bустан\.", "установленные"), (r"\bпост\.", "постоянно"), (r"\bсогласов\.", "согласованию"),
)  # fmt: skip


def _unshortened(text: str) -> str:
    """Write out what plans cut short: «после получ. заключения», «до род. собрания», «каждого м-ца»."""
    for short, full in _SHORTHANDS:
        text = re.sub(short, full, text)
    nouns = _SHORT_NOUN.sub(
        lambda found: f"{found[1] or ''}{found[2]}{_NOUNS[found[3]]}{'и' if found[1] else 'я'}", text
    )
    return _SHORT_ADJECTIVE.sub(lambda found: f"{_ADJECTIVES[found[1]]}ого ", nouns)


def _signs(text: str) -> Iterator[str]:
    russian = re.sub(r"\b[A-Za-z]+(?=[А-Яа-яё]|\b)", lambda word: _unlatin(word[0]), text)
    hyphens = re.sub(r"\s*[-‐‑‒–—−]+\s*", " - ", russian)
    for each in dict.fromkeys((russian, hyphens)):
        yield each
        yield re.sub(r"\bно\b(?! не\b)", "по", each)
        yield each.rstrip(" .,;)") + (")" if "(" in each else "")
        yield re.sub(r"(?<=\d)\s*-\s*(?=(?:го|му|е|ое|й|х|я)\b)", "-", each)
        yield re.sub(r"(\d)\s+(?=\.)|(?<=\.)\s+(?=\d)", r"\1", each)
        yield re.sub(r"(?<=\d)[,](?=\d\d\b)", ".", each)
    numeric = re.fullmatch(r"(0[1-9]|1[0-2])\.(20\d\d)( ?г\.?)?", text)
    if numeric:
        yield f"{MONTHS[int(numeric[1]) - 1]} {numeric[2]}"


def _unlatin(word: str) -> str:
    """Give a word of Latin letters that look Russian as a Russian one; Roman numbers stay."""
    return word if _ROMAN.fullmatch(word) else word.translate(_LATIN)
