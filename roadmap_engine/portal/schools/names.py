"""Keys that stand in a log → what people are called: by the post they hold, or by their account here."""

from __future__ import annotations

from collections.abc import Callable

from roadmap_engine.model import Plan
from roadmap_engine.portal.accounts.models import Account, PersonalLink

__all__ = ["name_people"]


def name_people(plan: Plan) -> Callable[[str], str]:
    """Give what names people of a plan; somebody whom nobody knows any more is called by her key."""
    people = plan.organisation.people if plan.organisation is not None else ()
    known = {person.post_key: person.name for person in reversed(people)}
    known |= dict(PersonalLink.objects.values_list("key", "name"))
    known |= dict(Account.objects.values_list("key", "name"))
    return lambda key: known.get(key, key)
