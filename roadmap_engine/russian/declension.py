"""Any text of a name, a post, a body or an action → its forms.

`decline` is the door to the package: it finds out what the text is, asks the module that knows, and
lets forms that a person wrote win over those that rules give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias, assert_never

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.russian.cases import Case, Gender, Kind
from roadmap_engine.russian.forms import Forms
from roadmap_engine.russian.given_names import PATRONYMIC_WORDS, known_first_name_genders
from roadmap_engine.russian.groups import Group, read_group
from roadmap_engine.russian.hyphens import read_hyphenated
from roadmap_engine.russian.lexicon import first_name_genders, is_surname
from roadmap_engine.russian.lines import Answer, decline_line, is_list_of_names
from roadmap_engine.russian.names import PARTICLES, decline_name, split_name
from roadmap_engine.russian.tokens import split_tokens
from roadmap_engine.russian.word_tables import COMMON_POSTS

__all__ = ["LONGEST", "WrittenForms", "decline", "guess_kind"]

WrittenForms: TypeAlias = Mapping[Case, str] | Mapping[str, str]

_KEPT = 4096
LONGEST = 1_000
"""Letters of the longest text that is looked at: no name, post or title of a plan is half as long."""
_LETTERS_ONLY = re.compile(r"[А-Яа-яЁё\s'’-]+")

_Cases = tuple[str | None, ...]


def decline(
    text: str,
    kind: Kind | str | None = None,
    gender: Gender | str | None = None,
    forms: WrittenForms | None = None,
) -> Forms:
    """Put a text into its six cases.

    Args:
        text: a name, a post, a body or an action, in the nominative.
        kind: what the text is; found out where it is safe to.
        gender: the gender of the person, where the name does not show it.
        forms: cases written by a person; they win.

    >>> decline("Тен Лариса Борисовна").get(Case.DATIVE)
    'Тен Ларисе Борисовне'
    >>> decline("заместитель директора по УВР").get(Case.DATIVE)
    'заместителю директора по УВР'
    >>> decline("Тен Л. Б.").sure
    False
    """
    known_kind = None if kind is None else Kind(kind)
    known_gender = None if gender is None else Gender(gender)
    computed = _decline(text, known_kind, known_gender)
    return _with_written(computed, forms) if forms else computed


def _with_written(computed: Forms, written: WrittenForms) -> Forms:
    known = {Case(case): form for case, form in written.items()}
    cases = frozendict({**computed.cases, **known, Case.NOMINATIVE: computed.text})
    problems = () if len(cases) == len(Case) else computed.problems
    return Forms(computed.text, computed.kind, cases, problems)


@lru_cache(maxsize=_KEPT)
def _decline(text: str, kind: Kind | None, gender: Gender | None) -> Forms:
    if len(text) > LONGEST:
        return _to_forms(text, kind, (text,), (Problem.of("RM413", count=len(text), limit=LONGEST),))
    found = kind or guess_kind(text)
    if not text.strip():
        return _to_forms(text, found, (text,), (Problem.of("RM411"),))
    if found is None:
        return _to_forms(text, None, (text,), (Problem.of("RM406", text=text),))
    answer = _decline_kind(text, found, gender)
    return _to_forms(text, found, *answer)


def _to_forms(text: str, kind: Kind | None, cases: _Cases, problems: tuple[Problem, ...]) -> Forms:
    known = {case: form for case, form in zip(Case, cases, strict=False) if form is not None}
    return Forms(text, kind, frozendict({**known, Case.NOMINATIVE: text}), problems)


def _decline_kind(text: str, kind: Kind, gender: Gender | None) -> Answer:
    match kind:
        case Kind.POST:
            return decline_line(text, gender)
        case Kind.NAME if is_list_of_names(text):
            return decline_line(text, gender)
        case Kind.NAME | Kind.LASTNAME | Kind.FIRSTNAME | Kind.PATRONYMIC:
            return decline_name(text, kind, gender)
        case _:
            assert_never(kind)


def guess_kind(text: str) -> Kind | None:
    """Tell a name from a post, or give nothing where one word could be either.

    >>> guess_kind("Тен Л. Б."), guess_kind("Управляющий совет"), guess_kind("Сорока")
    (<Kind.NAME: 'name'>, <Kind.POST: 'post'>, None)
    """
    words = text.replace(",", " ").split()
    if is_list_of_names(text):
        return Kind.NAME
    if "," in text.strip(" ,"):
        return Kind.POST
    capitalised = bool(words) and all(
        word[0].isupper() or word in PARTICLES | set(PATRONYMIC_WORDS) for word in words
    )
    if not capitalised or not _LETTERS_ONLY.fullmatch(text.strip(" ,")):
        return Kind.POST
    return _guess_words(text, words)


def _guess_words(text: str, words: list[str]) -> Kind | None:
    parts = split_name(text)
    if parts is not None and any(
        part.kind is Kind.PATRONYMIC or part.text.lower() in PATRONYMIC_WORDS for part in parts
    ):
        return Kind.NAME
    group = read_group(split_tokens(text), 0)
    small = [word.lower().strip(",") for word in words]
    if len(words) == 1:
        return _guess_single(small[0], group)
    # «Ревизия КИМ»: beside other words an abbreviation is no name.
    words_of_name = small if text.isupper() else [word.lower() for word in words if not word.isupper()]
    if any(known_first_name_genders(word) or first_name_genders(word) for word in words_of_name):
        return Kind.NAME
    if group is not None and all(read_hyphenated(word) or word.isupper() for word in words):
        return Kind.POST
    return Kind.NAME if parts is not None and group is None else None


def _guess_single(word: str, group: Group | None) -> Kind | None:
    first_name = bool(known_first_name_genders(word) or first_name_genders(word))
    if group is None:
        return Kind.NAME
    if word in COMMON_POSTS or (group.plural and not first_name):
        return Kind.POST
    # «Сорока», «Мельник», «Белая»: whoever writes it with a capital may mean a person.
    if group.animate or group.adjectival or first_name or is_surname(word):
        return None
    return Kind.POST
