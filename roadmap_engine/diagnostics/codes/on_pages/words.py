"""What a page says of a problem to people who have never seen a text, and where they can mend it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

__all__ = ["OnPage", "Where"]


class Where(enum.Enum):
    """What is changed to mend it; a page knows whether its reader can, and where."""

    PEOPLE = "people"
    TERMS = "terms"
    HELD = "held"
    """When the procedure is held."""
    EVENT = "event"
    YEARS = "years"
    ORDER = "order"
    """Its day, number and purpose."""
    ROLES = "roles"
    """Who fills them, and who answers for what."""
    WORDS = "words"
    """What the words of the plan leave open."""
    OVER = "over"
    """What becomes of measures whose day is past."""
    SIGNING = "signing"
    AMENDING = "amending"
    ADDRESSES = "addresses"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class OnPage:
    """What a page says instead of a code's own words, in English; the Russian stands in the catalogue.

    Gaps are those that the code's problems fill.

    Attributes:
        code: of the catalogue.
        message: what is wrong; empty where the code's own message says it to everybody.
        remedy: what to do, on a page; empty where the code's own hint says it, or nothing is to be done.
        where: what is changed for that; None where it needs no page.
    """

    code: str
    message: str = ""
    remedy: str = ""
    where: Where | None = None
