"""A school → the posts of its people, as its plans know them."""

from __future__ import annotations

from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.plans.reading import read_standing

__all__ = ["list_posts"]


def list_posts(school: School) -> tuple[tuple[str, str], ...]:
    """Give the posts of a school's newest plan that can be read: the key, and who holds it as what."""
    for text in school.texts.select_related("school").order_by("-plan"):
        read = read_standing(text).read
        if read is not None and read.plan.organisation is not None:
            people = {each.post_key: f"{each.name}, {each.post}" for each in read.plan.organisation.people}
            return tuple(people.items())
    return ()
