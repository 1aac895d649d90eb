"""A person's name in the dative or accusative → the nominative, where only one name declines into it.

«Ивановой А. А.» is Иванова; «Кравцу П. П.» may be Кравец or Кравц, so there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from roadmap_engine.russian.cases import Case, Gender, Kind
from roadmap_engine.russian.declension import decline
from roadmap_engine.russian.given_names import known_first_name_genders
from roadmap_engine.russian.letters import VOWELS
from roadmap_engine.russian.lexicon import first_name_genders, is_surname, read_word
from roadmap_engine.russian.surnames import infer_surname_gender

__all__ = ["OBLIQUE_NAME", "name_in_nominative"]

_MOST_TRIES = 64
_LONG_ENOUGH = 5
"""Letters: what is shorter may as well be a name of other languages that does not change."""
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ][а-яё]?\.\s?(?:[А-ЯЁ]\.)?"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вне|вну|вны|вной|ичне|ичну|вичу|вича|ичу|ича|вна|ична|вич|ич)"
OBLIQUE_NAME = re.compile(
    rf"(?<![\w.«-])(?:{_SURNAME}\s+[А-ЯЁ][а-яё]+\s+{_PATRONYMIC}|{_SURNAME}\s+{_INITIALS}|{_INITIALS}\s?{_SURNAME})(?!\w)"
)
"""A name with initials or with a patronymic, in any case."""

# What an ending of a case may have been in the nominative.
_ENDINGS: Mapping[Case, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Case.DATIVE: (
        *(("ому", ("ый", "ий", "ой")), ("ему", ("ий", "ый")), ("ой", ("ая", "а")), ("ей", ("ая", "яя", "я"))),
        *(("у", ("",)), ("ю", ("ь", "й")), ("е", ("а", "я")), ("и", ("я", "ь"))),
    ),
    Case.ACCUSATIVE: (
        *(("ого", ("ый", "ий", "ой")), ("его", ("ий", "ый")), ("ую", ("ая",)), ("юю", ("яя",))),
        *(("а", ("",)), ("я", ("ь", "й")), ("у", ("а",)), ("ю", ("я",))),
    ),
}
_PATRONYMICS: Mapping[Case, tuple[tuple[str, str], ...]] = {
    Case.DATIVE: (("вне", "вна"), ("чне", "чна"), ("ичу", "ич")),
    Case.ACCUSATIVE: (("вну", "вна"), ("чну", "чна"), ("ича", "ич")),
}
# «Кравцу», «Зайцу», «Шашку»: a vowel may have fled.
_FLED = re.compile(r"[^аеёиоуыэюяьй][кцлнрв]$", re.IGNORECASE)


def name_in_nominative(name: str, case: Case) -> str | None:
    """Put a name into the nominative.

    Args:
        name: with initials or with a patronymic.
        case: the case it stands in, the dative or the accusative.

    >>> name_in_nominative("Ивановой А. А.", Case.DATIVE), name_in_nominative("Р.Р. Юсупова", Case.ACCUSATIVE)
    ('Иванова А. А.', 'Р.Р. Юсупов')
    >>> name_in_nominative("Кравцу П. П.", Case.DATIVE) is None
    True
    """
    words = re.findall(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?![а-яё.])", name)
    match len(words):
        case 1:
            return _with_initials(name, words[0], case)
        case 3:
            return _full(name, words, case)
        case _:
            return None


def _with_initials(name: str, surname: str, case: Case) -> str | None:
    usual, others, same = set(), set(), False
    for candidate, gender in _pairs(_surnames(surname, case)):
        if decline(name.replace(surname, candidate), Kind.NAME, gender).get(case) != name:
            continue
        if candidate == surname:
            same = True
        elif infer_surname_gender(candidate) is gender or is_surname(candidate.lower()):
            usual.add(candidate)
        else:
            others.add(candidate)
    found = _likeliest(_most_changed(surname, usual)) or others
    if not found:
        return name if same else None
    # «Неру»: unchanged, or the dative of Нер; «Кравцу»: of Кравец, or of Кравц.
    short = same and len(surname) < _LONG_ENOUGH
    if len(found) > 1 or (not usual and (short or any(_FLED.search(each) for each in found))):
        return None
    return name.replace(surname, found.pop())


def _most_changed(surname: str, candidates: set[str]) -> set[str]:
    """Of the ways to read a double surname take those that change most of its parts."""
    if "-" not in surname:
        return candidates
    parts = surname.split("-")
    changed = {each: sum(a != b for a, b in zip(each.split("-"), parts, strict=True)) for each in candidates}
    return {each for each, count in changed.items() if count == max(changed.values())}


def _likeliest(surnames: set[str]) -> set[str]:
    """Of several surnames take those the dictionary has; of «-ский» and «-ской», neither known, the first."""
    if len(surnames) < 2:  # noqa: PLR2004 -- nothing to choose between
        return surnames
    known = {each for each in surnames if is_surname(each.lower())}
    adjectives = {each for each in surnames if _is_adjective(each)}
    return known or adjectives or {each for each in surnames if not each.endswith("ской")}


def _is_adjective(word: str) -> bool:
    readings = read_word(word.lower())
    return any(not each.noun and each.case is Case.NOMINATIVE and not each.plural for each in readings)


def _full(name: str, words: list[str], case: Case) -> str | None:
    """Put a surname, a first name and a patronymic into the nominative: each decides the others' gender."""
    last, first, patronymic = words
    own = next(
        (patronymic.removesuffix(o) + n for o, n in _PATRONYMICS.get(case, ()) if patronymic.endswith(o)),
        None,
    )
    if own is None:
        return None
    gender = Gender.FEMININE if own.endswith("а") else Gender.MASCULINE
    # «Анне»: there is such a name abroad, unchanged in every case; here it is Анна.
    given_names = [each for each in _surnames(first, case) if gender in _genders(each)]
    firsts = [each for each in given_names if each != first] or given_names
    found = {
        answer
        for surname in _surnames(last, case)
        for given in firsts
        if decline(answer := f"{surname} {given} {own}", Kind.NAME, gender).get(case) == name
    }
    usual = {each for each in found if infer_surname_gender(each.split()[0]) is gender} or found
    likeliest = _likeliest({each.split()[0] for each in usual})
    answers = [each for each in usual if each.split()[0] in likeliest]
    return answers[0] if len(answers) == 1 else None


def _genders(name: str) -> frozenset[Gender]:
    return known_first_name_genders(name.lower()) or first_name_genders(name.lower())


def _pairs(candidates: Iterable[str]) -> Iterator[tuple[str, Gender]]:
    return ((candidate, gender) for candidate in candidates for gender in Gender)


def _surnames(word: str, case: Case) -> tuple[str, ...]:
    """Give what a surname may be in the nominative, the word itself among them; a double one part by part."""
    if "-" in word:
        parts = [_surnames(part, case) for part in word.split("-")]
        return tuple("-".join(each) for each in product(*parts))[:_MOST_TRIES]
    found = [
        (word.removesuffix(ending), new)
        for ending, news in _ENDINGS.get(case, ())
        if word.endswith(ending)
        for new in news
    ]
    spelt = [
        stem + new
        for stem, new in found
        if VOWELS & set(stem.lower())
        and _can_be_spelt(stem, new)
        and not (case is Case.DATIVE and _is_possessive(stem, new))
    ]
    return tuple(dict.fromkeys((*spelt, word)))


def _can_be_spelt(stem: str, ending: str) -> bool:
    """Tell whether Russian writes the ending behind the stem: no «Мухя», no «Медведй», no «Майскый»."""
    last = stem[-1:].lower()
    if ending == "й":
        return last in VOWELS
    if ending == "ь":
        return last not in VOWELS
    return not ((ending[:1] == "я" and last in "гкхцжшщчу") or (ending[:1] == "ы" and last in "гкхжшщч"))


def _is_possessive(stem: str, ending: str) -> bool:
    """Tell whether «Петровой» can be no «Петровая»: there is no such adjective, nor such a surname."""
    if ending != "ая" or not stem.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return False
    word = f"{stem}{ending}".lower()
    return not is_surname(word) and not read_word(word)
