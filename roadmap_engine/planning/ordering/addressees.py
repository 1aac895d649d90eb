"""Who a point of an order is addressed to: a person with her posts, or a group that has no name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan_measure import Assignee, PlanMeasure, PlanPerson
from roadmap_engine.russian import Case, Kind, capitalise_first, decline, name_in_text, person_with_post

__all__ = ["Addressee", "addressees_of", "charge", "executors", "find_holders"]

_FULL_NAME = 3


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a point is addressed to: a person, or a group that has no name.

    Attributes:
        key: the person's key or the group's role.
        dative, accusative: nothing where the case is not certain.
        plain: in the nominative.
        introduced: as a list of names has her, the name before the post.
        is_group: whether there are no names.
    """

    key: str
    dative: str | None
    plain: str
    introduced: str = ""
    is_group: bool = False
    accusative: str | None = None


def find_holders(people: Iterable[PlanPerson]) -> Mapping[str, PlanPerson]:
    """Find who stands behind each key: keys with one full name are one person who holds all the posts.

    Initials may be two people's, so only surname, name and patronymic in full tell one person. Posts that she
    holds one after another are not held together.
    """
    by_name: dict[tuple[object, ...], list[PlanPerson]] = {}
    for person in people:
        words = person.name.split()
        full = len(words) == _FULL_NAME and "." not in person.name
        name = " ".join(words).casefold() if full else person.key
        by_name.setdefault((name, person.since, person.until), []).append(person)
    return {person.key: _with_all_posts(same) for same in by_name.values() for person in same}


def _with_all_posts(same: Sequence[PlanPerson]) -> PlanPerson:
    first = same[0]
    posts = list(dict.fromkeys(person.post for person in same))
    if len(posts) == 1:
        return first
    cases = set.intersection(*(set(person.post_forms) for person in same))
    forms = {case: ", ".join(dict.fromkeys(person.post_forms[case] for person in same)) for case in cases}
    return with_fields(first, post=", ".join(posts), post_forms=frozendict(forms))


def executors(
    measure: PlanMeasure, holders: Mapping[str, PlanPerson]
) -> Iterable[tuple[Addressee, tuple[Problem, ...]]]:
    """Give everybody who answers for a measure, each once, and what is not certain of the dative.

    Whoever stands outside the school is not hers to charge.
    """
    return addressees_of(measure.responsible, holders)


def addressees_of(
    assignees: Iterable[Assignee], holders: Mapping[str, PlanPerson] = frozendict()
) -> Iterator[tuple[Addressee, tuple[Problem, ...]]]:
    """Give the people and groups behind roles, each once, and what is not certain of the dative."""
    seen: set[str] = set()
    for assignee in assignees:
        for holder in assignee.people:
            person = holders.get(holder.key, holder)
            if person.key not in seen:
                seen.add(person.key)
                yield _person(person, holder.say_tenure())
        if not assignee.people and not assignee.outside and assignee.role not in seen:
            seen.add(assignee.role)
            yield _group(assignee.role, assignee.title)


def _person(person: PlanPerson, tenure: str = "") -> tuple[Addressee, tuple[Problem, ...]]:
    forms = person_with_post(
        person.post,
        person.name,
        gender=person.gender,
        post_forms={Case(name): form for name, form in person.post_forms.items()},
        name_forms={Case(name): form for name, form in person.forms.items()},
    )
    name = name_in_text(person.name)
    plain, introduced = f"{person.post} {name}", f"{name}, {person.post}"
    accusative, dative = forms.get(Case.ACCUSATIVE), forms.get(Case.DATIVE)
    if dative is not None:
        dative += tenure
    addressee = Addressee(person.key, dative, plain + tenure, introduced, accusative=accusative)
    return addressee, _unsure(addressee)


def _group(role: str, title: str) -> tuple[Addressee, tuple[Problem, ...]]:
    forms = decline(title, Kind.POST)
    dative, accusative = forms.get(Case.DATIVE), forms.get(Case.ACCUSATIVE)
    addressee = Addressee(role, dative, title, title, is_group=True, accusative=accusative)
    return addressee, _unsure(addressee)


def _unsure(addressee: Addressee) -> tuple[Problem, ...]:
    if addressee.dative is not None:
        return ()
    return (Problem.of("RM630", text=addressee.plain, person=addressee.key),)


def charge(addressees: Sequence[Addressee]) -> str:
    """Write who has to do what follows.

    >>> charge([Addressee("a", "учителям-предметникам", "учителя-предметники")])
    'Учителям-предметникам:'
    >>> charge([Addressee("a", None, "педагог-библиотекарь Михайлюк Е. И.")])
    'Поручить (ответственный: педагог-библиотекарь Михайлюк Е. И.):'
    """
    datives = [addressee.dative for addressee in addressees if addressee.dative is not None]
    if len(datives) == len(addressees):
        return f"{capitalise_first(', '.join(datives))}:"
    word = "ответственный" if len(addressees) == 1 else "ответственные"
    return f"Поручить ({word}: {', '.join(addressee.plain for addressee in addressees)}):"
