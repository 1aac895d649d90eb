"""Surnames that are adjectives, and those that only look like them: right, or refused, never a third thing.

The endings are those of the school grammar (Розенталь, § 149): «Ближний – Ближнего», «Белая – Белой».
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.russian import Case, Gender, Kind, decline
from tests.russian.tables import OBLIQUE

# Nominative, then genitive, dative, accusative, instrumental, prepositional.
_SOFT_MASCULINE = ("ний", "него", "нему", "него", "ним", "нем")
_SOFT_FEMININE = ("няя", "ней", "ней", "нюю", "ней", "ней")
_HARD_MASCULINE = ("ый", "ого", "ому", "ого", "ым", "ом")
_HARD_FEMININE = ("ая", "ой", "ой", "ую", "ой", "ой")

_VOWELS = st.sampled_from("аеиоуыюя")
_CONSONANTS = st.sampled_from("бвдзлмнпрст")
_SYLLABLE = st.builds("".join, st.tuples(_CONSONANTS, _VOWELS))
_STEM = st.builds(lambda parts: "".join(parts).capitalize(), st.lists(_SYLLABLE, min_size=1, max_size=2))


def _oblique(surname: str, gender: Gender) -> list[str | None]:
    forms = decline(surname, Kind.LASTNAME, gender)
    return [forms.get(case) for case in OBLIQUE]


@pytest.mark.parametrize(
    ("stem", "endings", "gender"),
    [
        *((stem, _SOFT_MASCULINE, Gender.MASCULINE) for stem in ("Даль", "Выш", "Ближ", "Преж", "Домаш")),
        *((stem, _SOFT_FEMININE, Gender.FEMININE) for stem in ("Даль", "Выш", "Ближ", "Преж", "Домаш")),
        *((stem, _HARD_MASCULINE, Gender.MASCULINE) for stem in ("Бел", "Сед", "Кос")),
        *((stem, _HARD_FEMININE, Gender.FEMININE) for stem in ("Бел", "Сед", "Кос")),
    ],
)
def test_an_adjective_declines_as_one(stem: str, endings: tuple[str, ...], gender: Gender) -> None:
    """The gender is told by the ending; whoever says the other one is asked which of both is wrong."""
    first, *oblique = endings
    assert _oblique(stem + first, gender) == [stem + each for each in oblique]
    alone = decline(f"{stem}{first} А. А.", Kind.NAME)
    assert alone.get(Case.DATIVE) == f"{stem}{oblique[1]} А. А."
    other = Gender.FEMININE if gender is Gender.MASCULINE else Gender.MASCULINE
    against = decline(stem + first, Kind.LASTNAME, other)
    assert [against.get(case) for case in OBLIQUE] == [None] * len(OBLIQUE)
    assert [problem.code for problem in against.problems] == ["RM404"]


@given(_STEM, st.sampled_from("жш"))
def test_in_zhny_and_shny_is_always_an_adjective(stem: str, husher: str) -> None:
    """«-жний», «-шний» is no noun, however short the name and whatever stands before."""
    masculine, feminine = stem + husher, stem + husher
    assert _oblique(f"{masculine}ний", Gender.MASCULINE) == [masculine + end for end in _SOFT_MASCULINE[1:]]
    assert _oblique(f"{feminine}няя", Gender.FEMININE) == [feminine + end for end in _SOFT_FEMININE[1:]]


@given(_STEM, st.sampled_from("бвдзлмпрст"))
def test_in_ny_after_another_letter_only_what_is_known_declines(stem: str, letter: str) -> None:
    """«Стогний» is a noun, «Дальний» is not: an unknown name in «-ний» is the bearer's to say."""
    name = f"{stem}{letter}ний"
    forms = decline(name, Kind.LASTNAME, Gender.MASCULINE)
    if forms.sure:
        assert _oblique(name, Gender.MASCULINE) == [name[:-3] + end for end in _SOFT_MASCULINE[1:]]
    else:
        assert [forms.get(case) for case in OBLIQUE] == [None] * len(OBLIQUE)
        assert [problem.code for problem in forms.problems] == ["RM402"]


@given(st.text("бвгджзклмнпрстфхцчшщ", min_size=1, max_size=3), st.sampled_from(Gender))
def test_two_syllables_in_aya_are_the_bearers_to_say(stem: str, gender: Gender) -> None:
    """«Злая» is an adjective, «Лая» a noun; nothing in the name says which, so that no form is made up."""
    name = f"{stem.capitalize()}ая"
    assert _oblique(name, gender) == [None] * len(OBLIQUE)
    assert decline(f"{name} А. А.", Kind.NAME, gender).get(Case.DATIVE) is None


def test_the_one_adjective_of_one_syllable() -> None:
    """«Злой» is no «Цой»."""
    assert _oblique("Злой", Gender.MASCULINE) == ["Злого", "Злому", "Злого", "Злым", "Злом"]
    assert _oblique("Цой", Gender.MASCULINE) == ["Цоя", "Цою", "Цоя", "Цоем", "Цое"]
