"""Names that only a blank parts: cut where the names leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roadmap_engine.importing.spelling import FULL_PERSON, PERSON, normalise_name

__all__ = ["SINGULAR_POST", "cut_blanks", "without_heads"]

_MOST_WORDS = 40
"""A longer row of names has never been seen, and trying every way to cut it takes long."""


def cut_blanks(part: str, known: frozenset[str]) -> Iterator[str]:
    """Cut where only a blank stands between two names, if the names leave no doubt."""
    outside = without_heads(part)
    people = list(FULL_PERSON.finditer(outside)) or list(PERSON.finditer(outside))
    if len(people) > 1 or (people and people[0].start() and _is_unit(part[: people[0].start()])):
        yield from _cut_people(part, people)
        return
    if people:
        # A post and its person are one, even where others have them apart.
        yield part
        return
    sentence = re.split(r"(?<=[а-яёА-ЯЁ)]{3})\.\s+(?=[А-ЯЁ][а-яё])|(?<=\))\s+(?=[А-ЯЁ][а-яё])", part)
    for each in sentence:
        yield from _cut_known(each, known)


def _cut_people(part: str, people: list[re.Match[str]]) -> Iterator[str]:
    """Cut «директор Иванова И.И. методист Петрова А.А.» behind each name, «Иванова И.И. Петрова А.А.» too.

    A post before the first name stands before the others as well; otherwise it stands behind its name.
    """
    lead = part[: people[0].start()].strip()
    leads = bool(lead) and not _is_unit(lead)
    if lead and not leads:
        yield lead.rstrip(",")
    cuts = [each.end() for each in people[:-1]] if leads else [each.start() for each in people[1:]]
    begin = 0 if leads else people[0].start()
    for cut in (*cuts, len(part)):
        yield part[begin:cut].strip(" ,;")
        begin = cut


def without_heads(part: str) -> str:
    """Blank out, sign for sign, a person in brackets behind a body: its head, who is no name beside it."""
    begin = part.find("(")
    if begin < 1 or SINGULAR_POST.match(part[:begin].lower()):
        return part
    return re.sub(r"\([^()]*\)", lambda inner: " " * len(inner[0]), part)


_UNIT = re.compile(
    r"(?:отдел|управлени|администрац|центр|комитет|служб|школ|совет|ресурсн)\w*", re.IGNORECASE
)


def _is_unit(words: str) -> bool:
    """Tell whether words in front of a name are an office, not the person's post."""
    return _UNIT.match(words.strip()) is not None


def _cut_known(part: str, known: frozenset[str]) -> Iterator[str]:
    """Cut a part that is a row of known names with blanks between them."""
    if normalise_name(part) in known:
        yield part
        return
    found = _spell(part.split(), known)
    if found is None:
        yield part
    else:
        yield from found


def _spell(words: list[str], known: frozenset[str]) -> list[str] | None:
    """Write words as known names one after another, the longest first; None where they are not."""
    if not words or len(words) > _MOST_WORDS:
        return [] if not words else None
    for length in range(min(len(words), 12), 0, -1):
        name = " ".join(words[:length])
        if normalise_name(name) in known:
            rest = _spell(words[length:], known)
            if rest is not None:
                return [name, *rest]
    return None


SINGULAR_POST = re.compile(r"(?:и\.\s?о\.|врио\b|зам\b|завуч|завхоз|заведующ|ведущий)")
