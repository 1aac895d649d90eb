"""One surname and the gender of its bearer → its six cases.

The rules are those of the school grammar, as stated in Д. Э. Розенталь, «Справочник по правописанию
и литературной правке», §§ 149–150: a man's name in a consonant declines, a woman's does not; names in
vowels other than unstressed «-а», «-я» stay. Where handbooks leave the answer to the bearer, the
oblique cases are absent and a doubt says why.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from roadmap_engine.russian import surname_tables as tables
from roadmap_engine.russian.cases import Gender
from roadmap_engine.russian.endings import (
    HUSHERS,
    VELARS,
    Row,
    adjective_feminine,
    adjective_masculine,
    feminine_a,
    noun_hard,
    noun_soft,
    possessive_feminine,
    possessive_masculine,
    unchanged,
)
from roadmap_engine.russian.letters import VOWELS, count_syllables

__all__ = ["Declined", "Doubt", "decline_surname", "infer_surname_gender"]

_MASCULINE_POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")
_FEMININE_POSSESSIVE = ("ова", "ева", "ёва", "ина", "ына")
_FAMILIES = ("овы", "евы", "ёвы", "ины", "ские", "цкие")
_INDECLINABLE_VOWELS = frozenset("оеёэиыую")


class Doubt(enum.Enum):
    """Why a form of a name is not known."""

    BEARER = "the bearer decides how the name declines"
    STRESS = "the instrumental depends on the stress"
    GENDER = "the forms depend on the gender"
    CONFLICT = "the ending and the gender contradict each other"
    PART = "the first part of a double name may or may not decline"


@dataclass(frozen=True, slots=True)
class Declined:
    """A name's row of cases, and why some are missing."""

    row: Row
    doubt: Doubt | None = None


def infer_surname_gender(surname: str) -> Gender | None:
    """Tell the bearer's gender where the ending leaves no choice.

    >>> infer_surname_gender("Вафина"), infer_surname_gender("Белый"), infer_surname_gender("Тен")
    (<Gender.FEMININE: 'f'>, <Gender.MASCULINE: 'm'>, None)
    """
    word = surname.lower().rpartition("-")[2]
    if word.endswith(_FEMININE_POSSESSIVE):
        nouns = tables.NOUNS_IN_INA | tables.NOUNS_IN_OVA
        return None if word in nouns or _is_too_short(word) else Gender.FEMININE
    if word.endswith(_MASCULINE_POSSESSIVE):
        foreign = word in tables.FOREIGN_IN_OV_IN | tables.FOREIGN_OR_RUSSIAN
        return None if foreign or _is_too_short(word) else Gender.MASCULINE
    if _is_feminine_adjective(word):
        return Gender.FEMININE
    if _is_masculine_adjective(word):
        return Gender.MASCULINE
    return None


def _is_too_short(word: str) -> bool:
    # «Грин», «Лев», «Ева»: where the suffix would be the whole word there is none.
    stem = word.removesuffix("а")[:-2]
    return not VOWELS & set(stem) and stem != "льв"


def decline_surname(surname: str, gender: Gender) -> Declined:
    """Decline one surname, simple or double, written in small letters.

    >>> decline_surname("белая", Gender.FEMININE).row[2]
    'белой'
    >>> decline_surname("римский-корсаков", Gender.MASCULINE).row[4]
    'римским-корсаковым'
    """
    if "-" not in surname:
        return _decline_simple(surname, gender)
    *firsts, last = surname.split("-")
    if last in tables.FROZEN_LAST_PARTS:
        return Declined(unchanged(surname))
    parts = [_decline_first_part(part, gender) for part in firsts] + [_decline_simple(last, gender)]
    columns = zip(*(part.row for part in parts), strict=True)
    joined = [None if None in column else "-".join(map(str, column)) for column in columns]
    row: Row = (surname, joined[1], joined[2], joined[3], joined[4], joined[5])
    return Declined(row, next((part.doubt for part in parts if part.doubt), None))


def _decline_first_part(part: str, gender: Gender) -> Declined:
    # «Первая часть двойных фамилий склоняется, если она сама по себе употребляется как фамилия»
    # (Розенталь, § 149); where that is not evident and would show, it is the bearer's to say.
    if part in tables.FROZEN_FIRST_PARTS or len(part) == 1:
        return Declined(unchanged(part))
    declined = _decline_simple(part, gender)
    if declined.row == unchanged(part) or part.endswith((*tables.SURNAME_ENDINGS, *_FEMININE_POSSESSIVE)):
        return declined
    if _is_feminine_adjective(part) or _is_masculine_adjective(part):
        return declined
    return Declined(_only_nominative(part), declined.doubt or Doubt.PART)


def _decline_simple(word: str, gender: Gender) -> Declined:
    last = word[-1]
    if word.endswith(_FAMILIES) and count_syllables(word) > 2:  # noqa: PLR2004
        # «Ивановы» is a family, not a person.
        return Declined(_only_nominative(word), Doubt.BEARER)
    if word in tables.INDECLINABLE or last in _INDECLINABLE_VOWELS:
        return Declined(unchanged(word))
    if last in "ая":
        return _decline_in_a(word, gender)
    if gender is Gender.FEMININE:
        # A woman in «-ов» or «-ский» may bear a foreign name or be mistyped: it is asked for.
        contradicts = infer_surname_gender(word) is Gender.MASCULINE
        return Declined(_only_nominative(word), Doubt.CONFLICT) if contradicts else Declined(unchanged(word))
    return _decline_consonant(word)


def _decline_in_a(word: str, gender: Gender) -> Declined:
    if _is_feminine_adjective(word):
        if gender is Gender.MASCULINE:
            return Declined(_only_nominative(word), Doubt.CONFLICT)
        return Declined(adjective_feminine(word, stressed=word in tables.ADJECTIVES_STRESSED))
    if word in tables.NOUNS_IN_AYA or count_syllables(word) == 1 or _is_short_in_aya(word):
        # One syllable is stressed, and a stressed «-а» may stay: Ма, Пя.
        return Declined(_only_nominative(word), Doubt.BEARER)
    if word.endswith(_FEMININE_POSSESSIVE):
        return _decline_possessive_in_a(word, gender)
    # Polish names decline after the Russian adjective: Ковальска, Ковальской.
    if word.endswith(("ска", "цка")) and gender is Gender.FEMININE:
        return Declined(possessive_feminine(word))
    return _decline_noun_in_a(word)


def _decline_noun_in_a(word: str) -> Declined:
    before = word[-2]
    if word[-1] == "а" and before in VOWELS:
        # «Не склоняются фамилии на -а с предшествующим гласным»: Моруа, Гарсиа.
        return Declined(unchanged(word))
    if word[-1] == "а" and (before in HUSHERS or before == "ц"):
        return _decline_husher_in_a(word)
    return Declined(feminine_a(word))


def _decline_possessive_in_a(word: str, gender: Gender) -> Declined:
    if word in tables.NOUNS_IN_OVA or (_is_too_short(word) and word not in tables.NOUNS_IN_INA):
        return Declined(feminine_a(word))
    if gender is Gender.MASCULINE:
        # A man's name in «-ина» is a noun (Щербина); one in «-ова» is a woman's or a genitive.
        if word.endswith(("ина", "ына")):
            return Declined(feminine_a(word))
        return Declined(_only_nominative(word), Doubt.CONFLICT)
    if word in tables.NOUNS_IN_INA:
        row = (word, None, None, f"{word[:-1]}у", f"{word[:-1]}ой", None)
        return Declined(row, Doubt.BEARER)
    return Declined(possessive_feminine(word))


def _decline_husher_in_a(word: str) -> Declined:
    if word in tables.STRESSED_IN_A:
        return Declined(feminine_a(word, instrumental="ой"))
    # «-ца» has a stressed ending in a few common nouns only.
    if word in tables.UNSTRESSED_IN_A or word[-2] == "ц":
        return Declined(feminine_a(word))
    return Declined(feminine_a(word, instrumental_known=False), Doubt.STRESS)


def _decline_consonant(word: str) -> Declined:
    if word in tables.BEARER_DECIDES or _may_lose_vowel(word):
        return Declined(_only_nominative(word), Doubt.BEARER)
    if word[-1] in _DECLINERS_BY_LETTER:
        return _DECLINERS_BY_LETTER[word[-1]](word)
    if word.endswith(("их", "ых")) and not _is_foreign_in_ikh(word):
        return Declined(unchanged(word))
    if word in tables.FOREIGN_OR_RUSSIAN:
        return Declined(noun_hard(word, word, None), Doubt.BEARER)
    if infer_surname_gender(word) is Gender.MASCULINE:
        return Declined(possessive_masculine(word))
    return Declined(noun_hard(word, word))


def _may_lose_vowel(word: str) -> bool:
    if word in tables.STABLE_VOWEL or count_syllables(word) == 1:
        return False
    # Turkic «-бек» is no suffix; «Вильчек — Вильчека»: the cluster left behind could not be said.
    if word.endswith("бек"):
        return False
    if word.endswith("чек") and len(word) > 4 and word[-4] not in VOWELS:  # noqa: PLR2004
        return False
    return word.endswith(("ец", "ок", "ёк", "ек", "ень"))


def _decline_in_y(word: str) -> Declined:
    if _is_masculine_adjective(word):
        return Declined(adjective_masculine(word))
    if word in tables.POSSESSIVE_ADJECTIVES or (word.endswith(("чий", "ний")) and count_syllables(word) > 1):
        return Declined(_only_nominative(word), Doubt.BEARER)
    # «-ий» has «-ии» in the prepositional, monosyllables «-ие»: о Палии, о Кие.
    long = word.endswith("ий") and count_syllables(word) > 1
    return Declined(noun_soft(word, word[:-1], "и" if long else "е"))


def _decline_in_soft_sign(word: str) -> Declined:
    if word in tables.THIRD_DECLENSION or word[-2:-1] in HUSHERS:
        return Declined(_only_nominative(word), Doubt.BEARER)
    return Declined(noun_soft(word, word[:-1]))


def _decline_in_husher(word: str) -> Declined:
    if word in tables.STRESSED_IN_HUSHER:
        return Declined(noun_hard(word, word))
    # «-ич» is unstressed but for a few common nouns: Бабичем, Гуревичем; «-ач» is stressed but for a
    # few foreign names: Ткачом, Деркачом.
    if word in tables.UNSTRESSED_IN_HUSHER or word.endswith("ич"):
        return Declined(noun_hard(word, word, "ем"))
    if word.endswith("ач"):
        return Declined(noun_hard(word, word))
    return Declined(noun_hard(word, word, None), Doubt.STRESS)


def _decline_in_ts(word: str) -> Declined:
    return Declined(noun_hard(word, word, "ом" if word in tables.STRESSED_IN_HUSHER else "ем"))


_DECLINERS_BY_LETTER: dict[str, Callable[[str], Declined]] = {
    "й": _decline_in_y,
    "ь": _decline_in_soft_sign,
    "ц": _decline_in_ts,
    **dict.fromkeys(sorted(HUSHERS), _decline_in_husher),
}


def _is_foreign_in_ikh(word: str) -> bool:
    if count_syllables(word) == 1:
        return True
    if word.endswith("ых"):
        return False
    return word in tables.FOREIGN_IN_IKH or word[-3] not in VELARS | HUSHERS | {"н"}


def _is_short_in_aya(word: str) -> bool:
    # Without a vowel before «-ая» nothing tells an adjective from a noun: Злая, Лая.
    return word.endswith("ая") and count_syllables(word) == 2  # noqa: PLR2004


def _is_feminine_adjective(word: str) -> bool:
    if word in tables.NOUNS_IN_AYA or count_syllables(word) < 3:  # noqa: PLR2004
        return False
    return (word.endswith("ая") and word[-3] not in VOWELS) or word.endswith("няя")


def _is_masculine_adjective(word: str) -> bool:
    if word.endswith("ый"):
        return True
    if word.endswith("ой"):
        return word == "злой" or (count_syllables(word) > 1 and word not in tables.NOUNS_IN_OY)
    if not word.endswith("ий") or word in tables.POSSESSIVE_ADJECTIVES or count_syllables(word) == 1:
        return False
    if word.endswith(("чий", "ний")) and not word.endswith(("жний", "шний")):
        return word in tables.ADJECTIVES_IN_CHY | tables.ADJECTIVES_IN_NY
    return word[-3] in VELARS | set("нжшщ")


def _only_nominative(word: str) -> Row:
    return (word, None, None, None, None, None)
