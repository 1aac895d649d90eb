"""Whose post a role names: «психолог» is the school's «педагог-психолог», if she is the only one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.organisation import Person
from roadmap_engine.russian.phrases import read_heads

__all__ = ["find_by_post"]

# The roles of a roadmap are asked for in one school after another.
_read_heads = lru_cache(1024)(read_heads)
_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
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


def _stems(words: str) -> frozenset[str]:
    """Give the words without what their case and number change."""
    return frozenset(word[:_STEM] for word in _WORD.findall(words.lower()) if word not in _GENERAL)
