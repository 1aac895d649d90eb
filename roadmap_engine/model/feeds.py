"""Which calendars an organisation asks for beside those of its plan and roles, and what they leave out."""

from __future__ import annotations

from typing import Literal

from roadmap_engine.model.base import Frozen, Slug, Truth

__all__ = ["EVERYBODY", "Feeds", "Posts", "asks_nothing"]

EVERYBODY = "all"

Posts = Literal["all"] | tuple[Slug, ...]
"""Posts by their keys, or those of everybody whom the plan concerns."""


class Feeds(Frozen):
    """What calendars there are, and what is in them.

    Attributes:
        people: posts whose holders have a calendar of all that they answer for.
        waiting: posts whose holders have one of what waits for them: what is open and theirs, and what they
            have to look at.
        cancelled: whether calendars show what was called off; they do unless it says false.
        past: whether calendars keep what was over when the plan last changed.
    """

    people: Posts = ()
    waiting: Posts = ()
    cancelled: Truth = True
    past: Truth = True


def asks_nothing(feeds: object) -> bool:
    """Tell whether an organisation has the calendars that everybody has.

    >>> asks_nothing(Feeds()), asks_nothing(Feeds(past=False))
    (True, False)
    """
    return feeds == Feeds()
