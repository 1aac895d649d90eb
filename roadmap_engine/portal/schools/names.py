"""Keys that stand in a log → what people are called: by the post they hold, or by their account here."""

from __future__ import annotations

import re
from collections.abc import Callable

from roadmap_engine.model import Plan
from roadmap_engine.portal.accounts.models import Account, PersonalLink
from roadmap_engine.portal.accounts.told_acts import call_gone

__all__ = ["name_people"]

_OF_PORTAL = re.compile(r"[ul]-[0-9a-f]+")
"""Keys of accounts and links: those that are no more tell nobody anything."""


def name_people(plan: Plan) -> Callable[[str], str]:
    """Give what names people of a plan; of an account that is no more only that is said."""
    people = plan.organisation.people if plan.organisation is not None else ()
    known = {person.post_key: person.name for person in reversed(people)}
    known |= dict(PersonalLink.objects.values_list("key", "name"))
    known |= dict(Account.objects.values_list("key", "name"))
    return lambda key: known.get(key) or (call_gone() if _OF_PORTAL.fullmatch(key) else key)
