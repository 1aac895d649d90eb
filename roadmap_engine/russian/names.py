"""A person's name, or one part of it → its six cases.

A name is read in any order: «Тен Лариса Борисовна», «Лариса Борисовна Тен», «Тен Л. Б.», «Л.Б. Тен».
The gender comes from the patronymic, else from the first name, else from a surname whose ending leaves
no choice; where the forms of both genders coincide it is not needed, and where they do not it is asked
for. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from roadmap_engine.diagnostics import Problem
from roadmap_engine.russian.cases import Case, Gender, Kind
from roadmap_engine.russian.endings import Row, merge_rows, unchanged
from roadmap_engine.russian.given_names import (
    PATRONYMIC_WORDS,
    decline_first_name,
    decline_patronymic,
    infer_patronymic_gender,
    known_first_name_genders,
)
from roadmap_engine.russian.letters import mixes_alphabets, restore_capitals, tell_mixed, word_set
from roadmap_engine.russian.lexicon import first_name_genders, is_surname
from roadmap_engine.russian.surnames import Declined, Doubt, decline_surname, infer_surname_gender

__all__ = ["PARTICLES", "NamePart", "decline_name", "find_gender", "is_initials", "split_name"]

# «Л.», «Л.Б.», «Нь.М.», «Ю.-А.», «А.-о.»: up to three letters and a dot, several times.
_INITIALS = re.compile(r"(?:-?[А-ЯЁ][а-яё]{0,2}\.|-[ок]\.)+(?:[А-ЯЁ](?![А-Яа-яЁё.]))?-?")
_PIECE = re.compile(r"\s+|[^\s]+")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:['’-][А-Яа-яЁё]+)*")
PARTICLES = word_set("фон ван де дель ди да дер дос ла ле аль эль бин ибн")

NameAnswer: TypeAlias = tuple[tuple[str | None, ...], tuple[Problem, ...]]

_DECLINERS: dict[Kind, Callable[[str, Gender], Declined]] = {
    Kind.LASTNAME: decline_surname,
    Kind.FIRSTNAME: decline_first_name,
    Kind.PATRONYMIC: lambda word, _: decline_patronymic(word),
}
_TWO_WORDS = {True: (Kind.FIRSTNAME, Kind.LASTNAME), False: (Kind.LASTNAME, Kind.FIRSTNAME)}
_PROBLEMS: Mapping[Doubt, str] = {
    Doubt.BEARER: "RM402",
    Doubt.PART: "RM402",
    Doubt.STRESS: "RM403",
    Doubt.CONFLICT: "RM404",
    Doubt.GENDER: "RM401",
}


@dataclass(frozen=True, slots=True)
class NamePart:
    """A piece of a name: a surname, first name or patronymic; else initials, white space, signs."""

    text: str
    kind: Kind | None = None


def is_initials(text: str) -> bool:
    """Tell initials from words.

    >>> is_initials("Л.Б."), is_initials("Нь.М."), is_initials("Ли")
    (True, True, False)
    """
    return _INITIALS.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def split_name(text: str, *, first_name_leads: bool | None = None) -> tuple[NamePart, ...] | None:
    """Split a name into its parts, or give nothing where the parts cannot be told apart.

    Args:
        text: the name.
        first_name_leads: which of two words to take for the first name, where nothing shows it.
    """
    pieces = [piece for chunk in _PIECE.findall(text) for piece in _split_chunk(chunk)]
    places = [i for i, piece in enumerate(pieces) if _WORD.fullmatch(piece)]
    words = [pieces[i] for i in places]
    if any(
        not (piece.isspace() or piece in {",", "."} or is_initials(piece))
        for piece in pieces
        if piece not in words
    ):
        return None
    initials = any(is_initials(piece) for piece in pieces)
    kinds = _assign_kinds(words, initials=initials)
    if kinds is None and len(words) == 2 and not initials and first_name_leads is not None:  # noqa: PLR2004
        kinds = list(_TWO_WORDS[first_name_leads])
    if kinds is None:
        return None
    by_place = dict(zip(places, kinds, strict=True))
    return tuple(NamePart(piece, by_place.get(i)) for i, piece in enumerate(pieces))


def _split_chunk(chunk: str) -> list[str]:
    # «Л.Б.Тен», «Тен,»: initials and commas stand close to words.
    return re.findall(rf"{_INITIALS.pattern}(?![а-яё])|{_WORD.pattern}|[^А-Яа-яЁё]|.", chunk) or [chunk]


def _assign_kinds(words: list[str], *, initials: bool) -> list[Kind | None] | None:
    # «фон Бисмарк»: the particle stays, the name after it is the surname. «Лейла Гасан кызы»: the
    # patronymic is two words and stays.
    frozen = {place for place, word in enumerate(words) if word in PARTICLES}
    if len(words) > 2 and words[-1].lower() in PATRONYMIC_WORDS:  # noqa: PLR2004
        frozen |= {len(words) - 1, len(words) - 2}
    kept = [word for place, word in enumerate(words) if place not in frozen]
    if initials:
        kinds: list[Kind | None] | None = [Kind.LASTNAME] if len(kept) == 1 else None
    else:
        kinds = _assign_by_order(kept)
    if kinds is None:
        return None
    rest = iter(kinds)
    return [None if place in frozen else next(rest) for place in range(len(words))]


def _assign_by_order(words: list[str]) -> list[Kind | None] | None:
    patronymics = [place for place, word in enumerate(words) if infer_patronymic_gender(word)]
    kinds: list[Kind | None] | None = None
    match len(words), patronymics:
        case 3, [1, *_]:
            kinds = [Kind.FIRSTNAME, Kind.PATRONYMIC, Kind.LASTNAME]
        case 3, [2] | [0, 2]:
            kinds = [Kind.LASTNAME, Kind.FIRSTNAME, Kind.PATRONYMIC]
        case 2, [1] if _genders_of_first_name(words[0]):
            kinds = [Kind.FIRSTNAME, Kind.PATRONYMIC]
        case 2, []:
            kinds = _assign_two(words)
        case 1, _:
            kinds = [_kind_of_single(words[0])]
    return kinds


def _kind_of_single(word: str) -> Kind:
    # «-ич» alone is a surname rather than a patronymic: Попович.
    if infer_patronymic_gender(word) is not None and not word.lower().endswith("ич"):
        return Kind.PATRONYMIC
    first = _genders_of_first_name(word) and not is_surname(word.lower())
    return Kind.FIRSTNAME if first else Kind.LASTNAME


def _assign_two(words: list[str]) -> list[Kind | None] | None:
    first, second = (bool(_genders_of_first_name(word)) for word in words)
    if first == second:
        # Both may be first names («Тимур Роман»): an ending that only surnames have decides.
        first, second = (infer_surname_gender(word) is None for word in words)
    return None if first == second else list(_TWO_WORDS[first])


def _genders_of_first_name(word: str) -> frozenset[Gender]:
    # Of a double name (Юлия-Анна) the first part shows the gender.
    small = word.lower().partition("-")[0]
    return known_first_name_genders(small) or first_name_genders(small)


def find_gender(parts: tuple[NamePart, ...]) -> Gender | None:
    """Tell the gender a name shows, by patronymic, first name, surname in this order."""
    for part in parts:
        if part.kind is Kind.PATRONYMIC or part.kind is None:
            word = part.text.lower()
            gender = infer_patronymic_gender(word) or PATRONYMIC_WORDS.get(word)
            if gender is not None:
                return gender
    for part in parts:
        if part.kind is Kind.FIRSTNAME:
            genders = _genders_of_first_name(part.text)
            if len(genders) == 1:
                return next(iter(genders))
    return next((infer_surname_gender(part.text) for part in parts if part.kind is Kind.LASTNAME), None)


def decline_name(text: str, kind: Kind, gender: Gender | None) -> NameAnswer:
    """Decline a full name or one part of a name.

    Returns:
        Six forms in the order of `Case`, nothing for one that is not certain; and the reasons.
    """
    nothing: tuple[str | None, ...] = (text, *(None,) * (len(Case) - 1))
    if mixes_alphabets(text):
        return nothing, (tell_mixed(text),)
    if kind is not Kind.NAME:
        return _decline_parts(text, _take_as(text, kind), gender)
    parts = split_name(text)
    if parts is not None:
        return _decline_parts(text, parts, gender)
    # «Ли Сергей»: either word may be the first name; where both readings print the same, no matter.
    readings = [
        _decline_parts(text, split_name(text, first_name_leads=lead), gender) for lead in (True, False)
    ]
    alike = readings[0][0] == readings[1][0]
    return readings[0] if alike else (nothing, (Problem.of("RM405", name=text),))


def _decline_parts(text: str, parts: tuple[NamePart, ...] | None, gender: Gender | None) -> NameAnswer:
    nothing: tuple[str | None, ...] = (text, *(None,) * (len(Case) - 1))
    if parts is None or not any(part.kind for part in parts):
        return nothing, (Problem.of("RM405", name=text),)
    shown = find_gender(parts)
    if gender is not None and shown is not None and gender is not shown:
        return nothing, (Problem.of("RM404", word=text, name=text, gender=gender.value),)
    declined = [_decline_part(part, gender or shown) for part in parts]
    columns = list(zip(*(one.row for one in declined), strict=True))
    cases = [text, *(None if None in column else "".join(map(str, column)) for column in columns[1:])]
    known = gender or shown
    problems = tuple(
        Problem.of(_PROBLEMS[one.doubt], word=part.text, name=text, gender=known.value if known else "")
        for part, one in zip(parts, declined, strict=True)
        if one.doubt is not None
    )
    return tuple(cases), tuple(dict.fromkeys(problems))


def _take_as(text: str, kind: Kind) -> tuple[NamePart, ...] | None:
    pieces = re.findall(rf"{_WORD.pattern}|\s+|[^А-Яа-яЁё\s]+", text)
    parts = tuple(NamePart(piece, kind if _WORD.fullmatch(piece) else None) for piece in pieces)
    if any(not part.kind and part.text.strip(" \u00a0\t,.") for part in parts):
        return None
    words = [part for part in parts if part.kind]
    if len(words) == 1:
        return parts
    if words and kind is Kind.PATRONYMIC and words[-1].text.lower() in PATRONYMIC_WORDS:
        return (*(NamePart(part.text) for part in parts[:-1]), parts[-1])
    if words and kind is Kind.LASTNAME and all(part.text.lower() in PARTICLES for part in words[:-1]):
        return tuple(part if part is words[-1] else NamePart(part.text) for part in parts)
    return None


def _decline_part(part: NamePart, gender: Gender | None) -> Declined:
    if part.kind is None or part.text.lower() in PATRONYMIC_WORDS:
        return Declined(unchanged(part.text))
    word = part.text.lower()
    decliner = _DECLINERS[part.kind]
    if gender is not None:
        declined = decliner(word, gender)
    else:
        man, woman = (decliner(word, one) for one in Gender)
        row = merge_rows(man.row, woman.row)
        doubt = man.doubt if man.doubt is not None and man.doubt is woman.doubt else Doubt.GENDER
        declined = Declined(row, doubt if None in row else None)
    forms = [None if form is None else _spell(part.text, form) for form in declined.row]
    spelt: Row = (part.text, forms[1], forms[2], forms[3], forms[4], forms[5])
    return Declined(spelt, declined.doubt)


def _spell(original: str, form: str) -> str:
    words = re.split(r"(-)", original)
    pieces = re.split(r"(-)", form)
    return "".join(restore_capitals(one, other) for one, other in zip(words, pieces, strict=True))
