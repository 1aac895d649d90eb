"""Whose post a role names: «психолог» is the school's «педагог-психолог», if she is the only one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.organisation import Person
from roadmap_engine.russian.phrases import read_heads
from roadmap_engine.russian.short_posts import name_post, spell_post

__all__ = ["find_by_post", "has_post", "is_same_post"]

# The roles of a roadmap are asked for in one school after another.
_read_heads = lru_cache(1024)(read_heads)
_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
_BRACKETS = re.compile(r"\(.*?\)")
_STEM = 6
_GENERAL = frozenset({"школы", "школьный", "организации", "образовательной", "учреждения", "оу", "оо"})


def find_by_post(role: str, holders: Mapping[str, Person]) -> tuple[str, ...]:
    """Give the one person whose post has all the words of a role; nobody where two have them.

    A plural is a group, unless the post is called by the very same words: «заместители директора по ВР».

    >>> people = {"a": Person(name="Тен Л. Б.", post="педагог-психолог")}
    >>> find_by_post("психолог", people), find_by_post("психологи", people), find_by_post("логопед", people)
    (('a',), (), ())
    """
    asked, heads = _stems(role), _read_heads(role)
    if not asked or isinstance(heads, Problem):
        return ()
    posts = {key: _stems(person.post) for key, person in holders.items()}
    found = tuple(key for key, post in posts.items() if asked == post)
    if not found and not any(head.plural for head in heads.certain):
        found = tuple(key for key, post in posts.items() if asked <= post)
    return found if len(found) == 1 else ()


def is_same_post(one: str, other: str) -> bool:
    """Tell whether two spellings are of one post.

    >>> is_same_post("Зам. директора школы по УВР", "заместитель директора по учебно-воспитательной работе")
    True
    >>> is_same_post("заместитель директора по УР", "заместитель директора по УВР")
    False
    """
    return bool(_stems(one)) and _stems(one) == _stems(other)


def has_post(role: str, post: str) -> bool:
    """Tell whether somebody of a post may be one of those whom a role names, whatever it says in brackets.

    >>> has_post("руководители школьных методических объединений (кафедр)", "руководитель ШМО математиков")
    True
    >>> has_post("психолог", "педагог-психолог"), has_post("учителя-предметники", "учитель физики")
    (True, False)
    """
    asked = _stems(_BRACKETS.sub(" ", role))
    return bool(asked) and asked <= _stems(post)


def _stems(words: str) -> frozenset[str]:
    """Give the words without what their case and number change."""
    named = name_post(spell_post(words))
    return frozenset(word[:_STEM] for word in _WORD.findall(named.lower()) if word not in _GENERAL)
