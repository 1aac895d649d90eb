"""A cell of names to the names in it: «директор, учителя русского языка, математики» are two.

Commas, semicolons, bullets and line ends part names, but they also stand inside them. A part that does not
begin like a name, with a noun in the nominative, a surname or an abbreviation, belongs to the one before it.
Where only a blank parts two names, they are parted if one of them is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from roadmap_engine.importing.lines import cut_outside_brackets
from roadmap_engine.importing.spelling import (
    AGREED,
    FULL_PERSON,
    OPTIONAL,
    PERSON,
    SHORT,
    SUBJECTS,
    normalise_name,
)
from roadmap_engine.importing.unparted import SINGULAR_POST, cut_blanks, without_heads
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.lexicon import read_word
from roadmap_engine.russian.torn_lines import BULLET, glue_words, join_lines

__all__ = ["SECOND_HALVES", "Name", "split_names", "tidy_names"]

_HARD = re.compile(r"\s*;\s*|\s*,\s*|\s+/\s+|\n|\s+(?=[•●✓➢])")
_LEAD = re.compile(r"\s*(?:отв|ответственн\w+|исполнител\w+|исп)\.?\s*[:–—-]\s*", re.IGNORECASE)
_DEPUTY = re.compile(r"(?:заместител[иья]|зам\.?|помощник[и]?)$", re.IGNORECASE)
SECOND_HALVES = frozenset((
    "предметники", "предметник", "психологи", "психолог", "логопеды", "логопед", "дефектологи", "дефектолог",
    "организаторы", "организатор", "библиотекари", "библиотекарь",
))  # fmt: skip
_NEEDS_MORE = re.compile(
    r"(?:руководител[иья]|председател[иья]|член[ыа]?|заместител[иья]|зам\.?|директора?|учител[иья]"
    r"|специалист[ыа]?|методист[ыа]?|начальник[иа]?|координатор[ыа]?|педагог[иа]?)$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"[А-ЯЁA-Z]{2,}\w*|№.*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the cell has it, and what it is compared by.

    Attributes:
        text: the words, with a post or a remark where they are there.
        core: without the remark and, of a person with a post, the name alone.
        optional: whether «(при наличии)» stood behind it.
    """

    text: str
    core: str
    optional: bool = False

    @property
    def key(self) -> str:
        """What two spellings of one name have in common."""
        return normalise_name(self.core)


def split_names(text: str, known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Split a cell into names, each once.

    Args:
        text: the cell.
        known: names, normalised, that stand in other cells or in published roadmaps.

    >>> [name.text for name in split_names("Директор, зам. директора по УВР, ВР; учителя физики, химии")]
    ['Директор', 'зам. директора по УВР, ВР', 'учителя физики, химии']
    >>> [name.core for name in split_names("Смирнова Е.А. Дурникова А.В., директор школы")]
    ['Смирнова Е.А.', 'Дурникова А.В.']
    """
    names = [_make_name(part) for _sign, part in _split(text, known)]
    return tuple({name.key: name for name in reversed(names)}.values())[::-1]


def tidy_names(text: str, known: frozenset[str] = frozenset()) -> str:
    r"""Give a cell of names as its author meant it: line ends between names stay, those inside go.

    >>> tidy_names("Учителя-\nпредметники,\nклассные\nруководители\nДиректор")
    'Учителя-предметники, классные руководители\nДиректор'
    """
    lines = text.split("\n")
    if any(BULLET.match(line) for line in lines):
        return join_lines(text)
    pieces = _split(text, known)
    tidied = "".join(f"{_SIGNS.get(sign, ' ')}{part}" for sign, part in pieces).removeprefix(" ")
    # Whatever was between the names and is not one of the usual signs is kept as it is printed.
    plain = re.sub(r"\s", "", text)
    return tidied if re.sub(r"\s", "", tidied) == plain else join_lines(text)


_SIGNS = {",": ", ", ";": "; ", "/": " / ", "\n": "\n", "": " "}


@lru_cache(maxsize=4096)
def _split(text: str, known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Give the names of a cell, each behind the sign that parts it from the one before."""
    cut = (
        (sign if not place else "", piece)
        for sign, part in _join_parts(_cut(text), known)
        for place, piece in enumerate(cut_blanks(part, known))
    )
    return tuple((sign, part) for sign, part in _join_posts(cut) if re.search(r"[^\W_]", part))


def _cut(text: str) -> list[tuple[str, str]]:
    """Cut at every sign that may part names, outside of brackets and quotes."""
    lead = _LEAD.match(text)
    parts = cut_outside_brackets(text[lead.end() :] if lead else text, _HARD)
    return [(sign, _on_one_line(BULLET.sub("", part))) for sign, part in parts if part.strip(" .-–—")]


def _on_one_line(part: str) -> str:
    """Join the lines of a name that brackets or quotes hold together."""
    first, *others = part.strip().split("\n")
    for line in others:
        first = glue_words(first, line)
    return first


def _join_parts(parts: Iterable[tuple[str, str]], known: frozenset[str]) -> list[tuple[str, str]]:
    names: list[tuple[str, str]] = []
    for sign, part in parts:
        if not names or _begins_name(names[-1][1], sign, part, known):
            names.append((sign, part))
            continue
        before, name = names[-1]
        names[-1] = (before, glue_words(name, part) if sign == "\n" else f"{name}{sign} {part}")
    return names


_WHICH = re.compile(
    r"котор(?:ый|ая|ые)$|(?!(?:завед|управл|исполняющ|ведущ|обуча|уча|служащ|поступа|отста|проживающ|несовер))"
    r".*(?:[ую]щ|[ая]щ|вш)(?:ий|ая|ие|ее)(?:ся)?$|(?:назначенн|закрепл[её]нн|уполномоченн)(?:ый|ая|ые)$"
)
"""«Заместитель директора, курирующий …»: what a post does is told behind a comma, and is no second post."""


def _tells_which(part: str, sign: str) -> bool:
    first, blank, rest = part.lower().partition(" ")
    if sign not in (",", "\n") or not blank or not part[0].islower():
        return False
    # «ведущий специалист» is a post, «ведущий кружок» tells of one.
    leads = first.startswith("ведущ") and not _is_singular_post(rest) and not _is_nominative_person(rest)
    return leads or _WHICH.match(first) is not None


def _is_nominative_person(words: str) -> bool:
    first = words.split(maxsplit=1)[0].strip(".,")
    return any(each.animate and each.case is Case.NOMINATIVE for each in read_word(first))


def _begins_name(before: str, sign: str, part: str, known: frozenset[str]) -> bool:
    """Tell whether a part begins a name of its own."""
    if normalise_name(f"{before} {part}") in known or _tells_which(part, sign):
        return False
    if normalise_name(part) in known or sign.startswith((";", "•")) or _person_at(part):
        return True
    words = part.split()
    first = words[0].lower().strip(".,()«»")
    if sign == "\n" and (
        before.endswith("-")
        or _lacks_noun(before)
        or _is_second_half(before, first)
        or (_DEPUTY.search(before) and part[0].islower())
    ):
        return False
    if len(words) == 1 and _ABBREVIATION.fullmatch(part):
        # «по УВР, ВР»; «руководители / МО» on two lines.
        after_same = re.search(r"\bпо [А-ЯЁ]{2,}$", before) if sign == "," else _NEEDS_MORE.search(before)
        return after_same is None
    if first in SUBJECTS and re.match(r"учител|педагог|преподавател|мо\b|шмо\b|руководител", before.lower()):
        return False
    return part[0].isupper() or _is_nominative(first) or first in SHORT


def _is_second_half(before: str, word: str) -> bool:
    """Tell whether a word is the second half of a compound: «учителя-» and «предметники» on two lines."""
    return re.search(r"(?:учител[ья]|педагог[иа]?)$", before.lower()) is not None and word in SECOND_HALVES


def _person_at(part: str) -> bool:
    return PERSON.match(part) is not None or FULL_PERSON.match(part) is not None


def _lacks_noun(name: str) -> bool:
    """Tell whether a name ends before its noun: «классные»."""
    last = re.findall(r"\w+", name.lower())[-1:]
    readings = read_word(last[0]) if last else ()
    return bool(readings) and not any(reading.noun for reading in readings)


def _is_nominative(word: str) -> bool:
    readings = [reading for part in word.split("-")[:1] for reading in read_word(part)]
    return any(reading.case is Case.NOMINATIVE for reading in readings)


def _is_singular_post(part: str) -> bool:
    """Tell whether a part is a post of one person, its adjectives before it: «социальный педагог»."""
    if SINGULAR_POST.match(part):
        return True
    for word in re.findall(r"[а-яё]+(?:-[а-яё]+)?", part):
        readings = [each for each in read_word(word.split("-")[0]) if each.case is Case.NOMINATIVE]
        if any(each.noun and each.animate and not each.plural for each in readings):
            return True
        if not any(not each.noun and not each.plural for each in readings):
            return False
    return False


def _join_posts(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Put a post in the singular behind the person it follows: «Ильина М.А., методист отдела»."""
    held, before = "", ""
    for sign, part in parts:
        bare = PERSON.fullmatch(held) or FULL_PERSON.fullmatch(held)
        if held and bare and _is_singular_post(part) and not PERSON.search(part):
            held = f"{held}{_SIGNS[sign] if sign in ',;' else ' '}{part}"
            continue
        if held:
            yield before, held
        held, before = part, sign
    if held:
        yield before, held


def _make_name(part: str) -> Name:
    text = part.strip(" ,;")
    text = (
        text if PERSON.search(text[-6:]) or re.search(r"\b[А-ЯЁ]\.$|\b\w{1,3}\.$", text) else text.rstrip(".")
    )
    optional = OPTIONAL.search(text) is not None
    bare = AGREED.sub("", OPTIONAL.sub("", text)).strip(" ,;")
    outside = without_heads(bare)
    person = PERSON.search(outside) or FULL_PERSON.search(outside)
    alone = person is not None and len(PERSON.findall(outside)) <= 1
    return Name(text, person[0].strip() if person is not None and alone else bare or text, optional)
