"""A post as people cut it short, «зам. директора по УВР», «рук. ШМО» → the words that can be declined.

Only what has one reading in a school is written out; what is left short is told apart by its dot.
"""

from __future__ import annotations

import re

__all__ = ["find_shortened", "name_post", "spell_post"]

_WRITTEN_OUT = tuple(
    (re.compile(short, re.IGNORECASE), long)
    for short, long in (
        (r"\bзам(?:\.|\b)\s*(?:дир(?:\.|\b)|директора)", "заместитель директора"),
        (r"\bзам(?:\.|\b)\s*(?=по\b)", "заместитель директора "),
        (r"\bзам(?:\.|\b)\s*рук(?:\.|\b)", "заместитель руководителя"),
        (r"\bзам\.\s*", "заместитель "),
        (r"^дир\.(?=\s|$)", "директор"),
        (r"\bкл\.?\s*рук(?:\.|\b)", "классный руководитель"),
        (r"\bрук\.\s*", "руководитель "),
        (r"\bсоц\.?\s*-?\s*пед(?:\.|агог\b)", "социальный педагог"),
        (r"\bпед\.?\s*-\s*псих(?:\.|олог\b)", "педагог-психолог"),
        (r"\bпед\.?\s*-\s*орг(?:\.|анизатор\b)", "педагог-организатор"),
        (r"\bпед\.\s*(?=доп\b)", "педагог "),
        (r"\bдоп\.\s*(?=обр)", "дополнительного "),
        (r"(?<=дополнительного )обр(?:\.|\b)", "образования"),
        (r"(?<=МО )(?:уч|учит)\.\s*", "учителей "),
        (r"\b(?:уч|учит)\.\s*", "учитель "),
        (r"\bнач\.?\s*кл(?:\.|\b)", "начальных классов"),
        (r"\bнач\.\s*(?=классов)", "начальных "),
        (r"\bрус\.\s*(?:яз(?:\.|\b)|(?=языка))", "русского языка"),
        (r"\bангл\.\s*(?:яз(?:\.|\b)|(?=языка))", "английского языка"),
        (r"\bнем\.\s*(?:яз(?:\.|\b)|(?=языка))", "немецкого языка"),
        (r"\b(?:ин|иностр)\.\s*(?:яз(?:\.|\b)|(?=языка))", "иностранного языка"),
        (r"\bи\s+лит(?:-ры|\.)(?!\w)", "и литературы"),
        (r"\bфиз\.?\s*-?\s*(?:культ|к-р)(?:ы|\.)(?!\w)", "физической культуры"),
    )
)
_SHORT = re.compile(r"(?<![\w.])[а-яё]{2,6}\.(?=\s|$|-)", re.IGNORECASE)
_ACTING = re.compile(r"\s*\b(?:и\.\s*о\.|врио\b).*", re.IGNORECASE)
_SAME = tuple(
    (re.compile(long, re.IGNORECASE), short)
    for long, short in (
        (r"учебно[-\s–]+воспитательн\w+\s+работ\w+", "УВР"),
        (r"учебно[-\s–]+методическ\w+\s+работ\w+", "УМР"),
        (r"научно[-\s–]+методическ\w+\s+работ\w+", "НМР"),
        (r"воспитательн\w+\s+работ\w+", "ВР"),
        (r"школьн\w+\s+методическ\w+\s+объединени\w+", "ШМО"),
        (r"методическ\w+\s+объединени\w+", "МО"),
    )
)


def spell_post(words: str) -> str:
    """Write a post out, with a small letter where it has no reason for a capital one.

    >>> spell_post("Зам. директора по УВР"), spell_post("зам по ВР"), spell_post("Кл. рук. 7А")
    ('заместитель директора по УВР', 'заместитель директора по ВР', 'классный руководитель 7А')
    >>> spell_post("Рук. ШМО уч. нач. классов"), spell_post("соц.педагог"), spell_post("И.о. директора")
    ('руководитель ШМО учителей начальных классов', 'социальный педагог', 'и.о. директора')
    """
    for short, long in _WRITTEN_OUT:
        words = short.sub(long, words)
    words = " ".join(words.split())
    first = re.match(r"[^\W\d_]+", words)
    is_common = first is not None and (len(first[0]) == 1 or not first[0][1:].isupper())
    return words[:1].lower() + words[1:] if is_common else words


def find_shortened(words: str) -> str:
    """Give the first word of a post that is left short: nobody can decline it.

    >>> find_shortened("учитель физ. и мат."), find_shortened("и.о. директора"), find_shortened("завуч")
    ('физ.', '', '')
    """
    found = _SHORT.search(_ACTING.sub("", words))
    return found[0] if found is not None else ""


def name_post(words: str) -> str:
    """Call a post by the letters that schools call it by, so that two spellings of it are one.

    >>> name_post("заместитель директора по учебно-воспитательной работе")
    'заместитель директора по УВР'
    """
    for long, short in _SAME:
        words = long.sub(short, words)
    return words
