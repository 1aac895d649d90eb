"""The people of a plan: who holds which post, and how long within its time; and the roles they fill."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import Field, StringConstraints

from roadmap_engine.diagnostics.languages import Language, format_day
from roadmap_engine.model.base import SLUG, Frozen, FrozenMap, Slug
from roadmap_engine.russian import Gender

__all__ = ["Assignee", "PlanPerson", "key_of_holder", "post_of"]


def _unsaid(value: object) -> bool:
    return value is None


PersonKey = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=100)]
"""The key of a post, and for whoever comes to it within the plan's time the day behind it."""
_DAY = re.compile(r"-(until-)?\d{4}-\d{2}-\d{2}$")


def post_of(key: str) -> str:
    """Give the key of the post that somebody of a plan holds.

    >>> post_of("head-2027-02-01"), post_of("head-until-2027-08-31"), post_of("head")
    ('head', 'head', 'head')
    """
    return _DAY.sub("", key)


def key_of_holder(post: str, since: dt.date | None, until: dt.date | None) -> str:
    """Give the key of whoever does not hold a post first in a plan's time: with the day she comes, or goes.

    >>> key_of_holder("head", dt.date(2027, 2, 1), None)
    'head-2027-02-01'
    """
    return f"{post}-{since.isoformat() if since else f'until-{until}'}"


class PlanPerson(Frozen):
    """A person of the organisation, with what a document needs to name her in any case.

    Attributes:
        key: of the post she holds; of whoever comes to it later in the plan's time, with the day she does.
        since, until: where she comes to her post, or leaves it, within the plan's time.
    """

    key: PersonKey
    name: str
    post: str
    gender: Gender | None = None
    forms: FrozenMap[str, str] = Field(default_factory=dict)
    post_forms: FrozenMap[str, str] = Field(default_factory=dict)
    since: dt.date | None = Field(default=None, exclude_if=_unsaid)
    until: dt.date | None = Field(default=None, exclude_if=_unsaid)

    @property
    def post_key(self) -> str:
        """The key of the post she holds."""
        return post_of(self.key)

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether she holds her post on a day of the plan's time, or what is nearest to it."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def say_tenure(self, language: Language = "ru") -> str:
        """Say from when and until when she holds her post, in brackets; nothing where it is all the time.

        >>> PlanPerson(key="head", name="Тен Л. Б.", post="директор", until="2027-01-31").say_tenure()
        ' (по 31.01.2027)'
        """
        words = ("с", "по") if language == "ru" else ("from", "until")
        edges = zip(words, (self.since, self.until), strict=True)
        said = " ".join(f"{word} {format_day(day)}" for word, day in edges if day is not None)
        return f" ({said})" if said else ""


class Assignee(Frozen):
    """A role in a measure, and the people who fill it; none where the role stands for a group.

    Attributes:
        title: the role's title as the cell prints it.
        outside: nobody of the organisation's stands behind the role.
    """

    role: Slug
    title: str
    people: tuple[PlanPerson, ...] = ()
    outside: bool = False

    def people_on(self, day: dt.date | None) -> tuple[PlanPerson, ...]:
        """Give those of its people who hold their posts on a day; all where none is known, or nobody does."""
        held = tuple(each for each in self.people if day is None or each.holds_on(day))
        return held or self.people

    def tenure_of(self, person: PlanPerson) -> str:
        """Say how long one of its people answers, where somebody comes after or before her."""
        if person.since is None and person.until is None:
            return ""
        came = max((each.since for each in self.people if each.since is not None), default=None)
        left = min((each.until for each in self.people if each.until is not None), default=None)
        is_followed = person.until is not None and came is not None and person.until < came
        follows = person.since is not None and left is not None and left < person.since
        return person.say_tenure() if is_followed or follows else ""
