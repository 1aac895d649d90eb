"""A list of those who work in a school → whom of them its text names, and as whom.

Taken is who holds a post that a roadmap speaks of. Where two hold the one that a plan has a single place for,
neither is taken: that is a question, and the list does not answer it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.registry_fields import find_field
from roadmap_engine.model.staff import Employee
from roadmap_engine.questionnaire.organisation import School
from roadmap_engine.questionnaire.people import USUAL_POSTS
from roadmap_engine.questionnaire.posts import has_post, is_same_post
from roadmap_engine.russian.ids import make_slug

__all__ = ["Placed", "answer_for", "key_for", "list_places", "place_staff", "staff_answers"]

_UNNAMED = Bilingual("карта такой должности не называет", "the roadmap names no such post")
_LOOK = Bilingual("проверьте сами", "look for yourself")


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody of the list, and what becomes of her.

    Attributes:
        key: under which the school's text names her; empty where it does not.
        why: why it does not.
    """

    employee: Employee
    key: str = ""
    why: Bilingual | None = None


def list_places(school: School) -> tuple[str, ...]:
    """List the keys that a plan has one place for each."""
    return tuple(dict.fromkeys((*USUAL_POSTS, *school.people)))


def place_staff(people: Sequence[Employee], school: School) -> tuple[Placed, ...]:
    """Say of everybody as whom the text of a school names her.

    Args:
        people: of the list.
        school: what the text is made for.
    """
    usual = {each.row: _find_place(each, school) for each in people if _is_whole(each)}
    shared: dict[str, list[Employee]] = {}
    for each in people:
        if place := usual.get(each.row):
            shared.setdefault(place, []).append(each)
    taken = dict.fromkeys(list_places(school), "")
    return tuple(_place(each, usual.get(each.row), shared, school, taken) for each in people)


def _place(
    each: Employee,
    place: str | None,
    shared: Mapping[str, Sequence[Employee]],
    school: School,
    taken: dict[str, str],
) -> Placed:
    if each.refused is not None:
        return Placed(each, why=each.refused)
    if not _is_whole(each):
        return Placed(each, why=each.told[0] if each.told else _LOOK)
    if place:
        rows = [str(one.row) for one in shared[place]]
        if len(rows) == 1:
            return Placed(each, place)
        listed = ", ".join(rows)
        return Placed(
            each,
            why=Bilingual(
                f"на этой должности не один человек, строки {listed}: выберите, кто ведёт план",
                f"several hold this post, rows {listed}: choose who leads the plan",
            ),
        )
    if any(has_post(role, each.post) for role in school.roles):
        return Placed(each, key_for(each.post, each.name, taken))
    return Placed(each, why=_UNNAMED)


def _is_whole(each: Employee) -> bool:
    """Tell whether nothing is missing of somebody, and nothing has to be looked at before."""
    return each.refused is None and bool(each.post) and each.is_sure


def _find_place(each: Employee, school: School) -> str:
    """Find the one place of a plan that a post means; empty where it means none."""
    field = find_field(each.post)
    places = list_places(school)
    if field is not None and field.name.startswith("people.") and field.name.endswith(".name"):
        key = field.name.split(".")[1]
        return key if key in places else ""
    return next((key for key, post in USUAL_POSTS.items() if is_same_post(post, each.post)), "")


def key_for(post: str, name: str, taken: dict[str, str]) -> str:
    """Give a key to somebody who has no place of her own; the same person keeps the one she has.

    Args:
        post: hers.
        name: hers.
        taken: names of those who have one, by key; the new one is added.
    """
    slug = make_slug(post) or "person"
    key, number = slug, 1
    while key in taken and taken[key] != name:
        number += 1
        key = f"{slug}-{number}"
    taken[key] = name
    return key


def answer_for(key: str, name: str, post: str, gender: str = "") -> dict[str, str]:
    """Give the answers that name somebody under a key."""
    said = {"name": name, "post": post, **({"gender": gender} if gender else {})}
    return {f"people.{key}.{field}": words for field, words in said.items()}


def staff_answers(placed: Sequence[Placed]) -> dict[str, str]:
    """Give the answers that name all who are taken, by path."""
    return dict(_list_answers(placed))


def _list_answers(placed: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    for each in placed:
        if each.key:
            who = each.employee
            yield from answer_for(each.key, who.name, who.post, who.gender).items()
