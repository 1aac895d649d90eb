"""The names in all cells of a plan to its roles, each defined once.

A role is called as its cells call it. Where they differ, by a post or a remark behind the name, the role has
what they have in common, and the cell keeps its own words as they are printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from roadmap_engine.importing.catalogue import Catalogue
from roadmap_engine.importing.people import SECOND_HALVES, Name, split_names, tidy_names
from roadmap_engine.importing.spelling import FULL_PERSON, OPTIONAL, PERSON, SHORT, SUBJECTS
from roadmap_engine.model import Role
from roadmap_engine.russian import capitalise_first, lower_first
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.ids import Names, make_slug
from roadmap_engine.russian.lexicon import Analysis, read_word

__all__ = ["Roles", "choose_separator", "is_certain", "read_roles"]

LONGEST_NAME = 150
SEPARATORS = (", ", "; ", "\n", " ", " / ")


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of a plan.

    Attributes:
        defined: by id, in the order in which the plan names them.
        ids: by normalised name.
        known: names, normalised, by which cells are cut.
    """

    defined: Mapping[str, Role]
    ids: Mapping[str, str]
    known: frozenset[str]

    def of_cell(self, text: str) -> tuple[str, ...]:
        """Give the roles a cell names."""
        return tuple(dict.fromkeys(self.ids[name.key] for name in split_names(text, self.known)))

    def print_cell(self, roles: Sequence[str], separator: str) -> str:
        """Write roles as a published plan prints them."""
        titles = (self.defined[name] for name in roles)
        return capitalise_first(
            separator.join(role.title + (" (при наличии)" if role.optional else "") for role in titles)
        )

    def tidy(self, text: str) -> str:
        """Give the words of a cell as its author meant its lines."""
        return tidy_names(text, self.known)


@dataclass(slots=True)
class _Seen:
    """All spellings of one name, those at the head of a cell apart from the others."""

    first: list[Name] = field(default_factory=list)
    later: list[Name] = field(default_factory=list)

    def all(self) -> list[Name]:
        return [*self.later, *self.first]


def read_roles(cells: Iterable[str], catalogue: Catalogue) -> Roles:
    """Read the names of all cells.

    Args:
        cells: of participants and responsible, in the order of reading.
        catalogue: what published roadmaps call roles.
    """
    texts = [text for text in cells if split_names(text)]
    published = catalogue.role_names()
    cut = [split_names(text, published) for text in texts]
    known = published | {name.key for names in cut if len(names) > 1 for name in names if _is_plain(name)}
    # A name that stands alone may be two that others have apart.
    known |= {name.key for name, *more in cut if not more and len(split_names(name.text, known)) == 1}
    seen: dict[str, _Seen] = {}
    for text in texts:
        for place, name in enumerate(split_names(text, known)):
            spellings = seen.setdefault(name.key, _Seen())
            (spellings.later if place else spellings.first).append(name)
    names = Names()
    ids: dict[str, str] = {}
    defined: dict[str, Role] = {}
    for key, spellings in seen.items():
        role, wanted = _define(key, spellings, catalogue)
        ids[key] = names.give(wanted, "role")
        defined[ids[key]] = role
    return Roles(defined, ids, frozenset(known))


def _is_plain(name: Name) -> bool:
    """Tell whether a name is short enough to be one for certain."""
    return len(name.key.split()) <= 4 and len(name.key) > 1  # noqa: PLR2004 -- longer ones may be two


def _define(key: str, seen: _Seen, catalogue: Catalogue) -> tuple[Role, str]:
    title = _title(seen)
    optional = all(name.optional for name in seen.all())
    published = catalogue.role(key)
    if published is None:
        return Role(title=title, optional=optional), make_slug(title, words=4)
    name, role = published
    # «учителя – предметники» are «учителя-предметники».
    if re.sub(r"\W", "", role.title.lower()) == re.sub(r"\W", "", title.lower()):
        title = role.title
    unit = role.unit if optional and role.unit in (None, name) else None
    return Role(title=title, optional=optional, unit=unit, filled_by=role.filled_by), name


def _title(seen: _Seen) -> str:
    spellings = [_without_mark(name) for name in seen.all()]
    if len({each.lower() for each in spellings}) > 1:
        cores = [name.core for name in seen.all()]
        common = Counter(cores).most_common(1)[0][0]
        spellings = [core for core in cores if core.lower() == common.lower()]
    later = [_without_mark(name) for name in seen.later]
    chosen = next((each for each in spellings if each in later), spellings[0])
    # A capital at the head of a cell says nothing about the name.
    person = PERSON.match(chosen) or FULL_PERSON.match(chosen)
    if not later and person is None and _is_common(chosen):
        return lower_first(chosen)
    return chosen


def _without_mark(name: Name) -> str:
    return OPTIONAL.sub("", name.text).strip(" ,;") or name.text


def _is_common(title: str) -> bool:
    first = re.match(r"[А-Яа-яЁё-]+", title)
    word = first[0] if first else ""
    if len(word) <= 1 or word[1:2].isupper():
        return False
    small = word.lower()
    return small in SHORT or bool(read_word(small) or read_word(small.split("-")[0]))


def choose_separator(cells: Iterable[tuple[str, Sequence[str]]], roles: Roles) -> str:
    """Choose what parts the names of a column: the sign with which most of its cells print as they are.

    Args:
        cells: the words of each cell, and its roles.
        roles: of the plan.
    """
    several = [(text, named) for text, named in cells if len(named) > 1]
    fits = {
        sign: sum(roles.print_cell(named, sign)[1:] == text[1:] for text, named in several)
        for sign in SEPARATORS
    }
    return max(SEPARATORS, key=lambda sign: fits[sign])


def is_certain(name: str) -> bool:
    """Tell whether a name is one name: not a sentence, not several people, not «директор и учителя».

    >>> is_certain("учителя русского языка и математики"), is_certain("директор и учителя")
    (True, False)
    """
    if len(name) > LONGEST_NAME or len(PERSON.findall(name)) + len(FULL_PERSON.findall(name)) > 1:
        return False
    if any(_is_person(words[1]) for words in re.finditer(r" и ([а-яё]+)", name)):
        return False
    return not _has_second_post(name)


def _has_second_post(name: str) -> bool:
    """Tell whether a name is two that only a blank parts: «директор классные руководители».

    >>> _has_second_post("директор завуч"), _has_second_post("заместитель директора по УВР")
    (True, False)
    >>> _has_second_post("классные руководители"), _has_second_post("учитель логопед")
    (False, False)
    """
    bare = re.sub(r"\(.*?\)|«.*?»", "", name)
    if re.search(r"[,;/]|[А-ЯЁ]\.", bare):
        return False
    words = re.findall(r"[А-Яа-яё-]+", bare)
    head = next((place for place, word in enumerate(words) if _is_head(word)), len(words))
    return any(
        _is_post(word) and (place > head or word[0].isupper())
        for place, word in enumerate(words)
        if place and not (place - 1 == head and word.lower() in SECOND_HALVES)
    )


@lru_cache(maxsize=2048)
def _is_post(word: str) -> bool:
    """Tell whether a word can only be who does something: a noun of persons in no case but the nominative."""
    readings = _readings(word)
    persons = any(each.noun and each.animate and each.case is Case.NOMINATIVE for each in readings)
    return persons and {each.case for each in readings if each.noun} == {Case.NOMINATIVE}


@lru_cache(maxsize=2048)
def _is_head(word: str) -> bool:
    """Tell whether a word can only be the noun that a name is of: «администрация», not «старший»."""
    readings = _readings(word)
    cases = {each.case for each in readings}
    direct = Case.NOMINATIVE in cases and cases <= {Case.NOMINATIVE, Case.ACCUSATIVE}
    return direct and all(each.noun for each in readings)


def _readings(word: str) -> tuple[Analysis, ...]:
    return () if word[1:2].isupper() else tuple(read_word(word.lower().split("-")[-1]))


def _is_person(word: str) -> bool:
    if word in SUBJECTS:
        return False
    return any(r.noun and r.animate and r.case is Case.NOMINATIVE for r in read_word(word))
