"""A school → the posts of its people, as its plans know them."""

from __future__ import annotations

from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.plans.reading import read_standing

__all__ = ["call_post", "find_post", "list_posts"]


def list_posts(school: School) -> tuple[tuple[str, str], ...]:
    """Give the posts of a school's newest plan that can be read: the key, and who holds it as what."""
    for text in school.texts.select_related("school").order_by("-plan"):
        read = read_standing(text).read
        if read is not None and read.plan.organisation is not None:
            people = {each.post_key: f"{each.name}, {each.post}" for each in read.plan.organisation.people}
            return tuple(people.items())
    return ()


def call_post(school: School, key: str) -> str:
    """Call a post by its title; one that no plan of the school has is called by what it was given as."""
    return dict(list_posts(school)).get(key, key).rpartition(", ")[2]


def find_post(school: School, words: str) -> str | None:
    """Find the post that somebody calls by its title or its holder; None where the school's plan has none.

    A school without a plan takes whatever is said: its plan is still to come.
    """
    posts, said = list_posts(school), " ".join(words.split()).casefold()
    for key, shown in posts:
        if said in {
            key.casefold(),
            shown.casefold(),
            *(each.strip().casefold() for each in shown.split(", ")),
        }:
            return key
    return None if posts else words
