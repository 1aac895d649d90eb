"""Why some words cannot be what is asked for: a person's name, a post, a name of a thing, an address."""

from __future__ import annotations

import enum
import re

from roadmap_engine.russian.cases import Case, Kind
from roadmap_engine.russian.lexicon import is_surname, read_word
from roadmap_engine.russian.names import is_initials, split_name

__all__ = ["Unfit", "find_unfit_person", "find_unfit_post", "find_unfit_title"]

_ADDRESS = re.compile(r"\S@\S|https?://|www\.", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FEWEST = 2


class Unfit(enum.Enum):
    """What words are in place of what is asked for."""

    ADDRESS = "an address"
    NO_WORDS = "no words"
    POST = "a post"
    PERSON = "a person's name"
    ONE_WORD = "a surname alone"


def find_unfit_title(words: str) -> Unfit | None:
    """Tell why words cannot be the name of a school, a place or a plan.

    >>> find_unfit_title("123"), find_unfit_title("school@mail.ru"), find_unfit_title("г. Примерск")
    (<Unfit.NO_WORDS: 'no words'>, <Unfit.ADDRESS: 'an address'>, None)
    """
    if _ADDRESS.search(words):
        return Unfit.ADDRESS
    return None if _LETTERS.search(words) else Unfit.NO_WORDS


def find_unfit_person(words: str) -> Unfit | None:
    """Tell why words cannot be a person's name: a surname with a first name or initials.

    >>> find_unfit_person("Заместитель директора"), find_unfit_person("Завуч Петрова А. А.")
    (<Unfit.POST: 'a post'>, <Unfit.POST: 'a post'>)
    >>> find_unfit_person("Соколова"), find_unfit_person("Нгуен Ван Тхи"), find_unfit_person("Кузнец И. П.")
    (<Unfit.ONE_WORD: 'a surname alone'>, None, None)
    """
    if unfit := find_unfit_title(words):
        return unfit
    if re.search(r"\d", words):
        return Unfit.NO_WORDS
    named = _WORD.findall(words)
    read = split_name(words) is not None and len(named) >= _FEWEST
    if not read and any(_is_person_noun(word) for word in named):
        return Unfit.POST
    return Unfit.ONE_WORD if len(named) < _FEWEST else None


def find_unfit_post(words: str) -> Unfit | None:
    """Tell why words cannot be a post.

    >>> find_unfit_post("Тен Л. Б."), find_unfit_post("Соколова"), find_unfit_post("учитель математики")
    (<Unfit.PERSON: "a person's name">, <Unfit.PERSON: "a person's name">, None)
    """
    if unfit := find_unfit_title(words):
        return unfit
    if words.istitle() and is_surname(words):
        return Unfit.PERSON
    parts = split_name(words) or ()
    given = any(part.kind in {Kind.FIRSTNAME, Kind.PATRONYMIC} or is_initials(part.text) for part in parts)
    surname = any(part.kind is Kind.LASTNAME for part in parts)
    return Unfit.PERSON if given and surname and not any(map(_is_person_noun, _WORD.findall(words))) else None


def _is_person_noun(word: str) -> bool:
    """Tell «директор», «завуч» from a surname and from words of other kinds."""
    if is_surname(word):
        return False
    readings = read_word(word.lower().split("-")[-1])
    return any(each.noun and each.animate and each.case is Case.NOMINATIVE for each in readings)
