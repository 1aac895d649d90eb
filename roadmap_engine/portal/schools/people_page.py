"""A plan and its board → its people: what each answers for, who is away, who has read the order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from roadmap_engine.model import Plan, PlanPerson
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import Thing
from roadmap_engine.portal.citing import fill
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import numeric_date
from roadmap_engine.tracking.readers import ORDER, list_readers

__all__ = [
    "AwayLine",
    "PersonLine",
    "ReaderLine",
    "heads_of",
    "list_away",
    "list_order_readers",
    "list_people",
]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of a plan.

    Attributes:
        key: of her post, with the day where somebody comes after her.
        tenure: from when and until when she holds it; empty where it is all the time.
        answers: the measures she answers for: how a page calls each, and the id it goes by.
        takes_part: the measures she takes part in.
        away: who stands in for her today and until when; empty where she is here.
    """

    key: str
    name: str
    post: str
    tenure: str
    answers: tuple[tuple[str, str], ...]
    takes_part: tuple[tuple[str, str], ...]
    away: str


@dataclass(frozen=True, slots=True)
class AwayLine:
    """An absence."""

    name: str
    days: str
    deputy: str
    over: bool


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """Somebody whom the order charges, and when she has read it; empty where not yet."""

    key: str
    name: str
    on: str


def list_people(plan: Plan, board: Board, today: dt.date) -> tuple[PersonLine, ...]:
    """List the people of a plan in the order of its organisation's text."""
    people = plan.organisation.people if plan.organisation is not None else ()
    return tuple(_describe(plan, board, person, today) for person in people)


def _describe(plan: Plan, board: Board, person: PlanPerson, today: dt.date) -> PersonLine:
    answers: dict[tuple[str, str], None] = {}
    takes_part: dict[tuple[str, str], None] = {}
    for measure in plan.in_view().standing_measures():
        named = (measure.number.strip().rstrip(".") or measure.title, measure.goes_by)
        for assignees, found in ((measure.responsible, answers), (measure.participants, takes_part)):
            if any(each.key == person.key for who in assignees for each in who.people):
                found[named] = None
    return PersonLine(
        person.key,
        person.name,
        person.post,
        person.say_tenure(spoken()).strip(" ()"),
        tuple(answers),
        tuple(each for each in takes_part if each not in answers),
        next(_say_away(plan, board, person, today), ""),
    )


def _say_away(plan: Plan, board: Board, person: PlanPerson, today: dt.date) -> Iterator[str]:
    name_of = _names(plan)
    for each in board.away:
        if each.person in (person.key, person.post_key) and each.covers(today):
            day = numeric_date(each.days.until)
            if each.days.deputy:
                yield fill(_("нет по {day}, замещает {name}"), day=day, name=name_of(each.days.deputy))
            else:
                yield _("нет по {day}").format(day=day)


def _names(plan: Plan) -> Callable[[str], str]:
    people = plan.organisation.people if plan.organisation is not None else ()
    known = {key: each.name for each in reversed(people) for key in (each.post_key, each.key)}
    return lambda key: known.get(key, key)


def list_away(plan: Plan, board: Board, today: dt.date) -> tuple[AwayLine, ...]:
    """List absences, those that are not over first."""
    name_of = _names(plan)
    lines = [
        AwayLine(
            name_of(each.person),
            f"{numeric_date(each.days.since)} – {numeric_date(each.days.until)}",
            name_of(each.days.deputy) if each.days.deputy else "",
            each.days.until < today,
        )
        for each in board.away
    ]
    return tuple(sorted(lines, key=lambda line: line.over))


def list_order_readers(plan: Plan, board: Board) -> tuple[ReaderLine, ...]:
    """List whom the order charges and whoever else has read it, those first who have still to."""
    name_of = _names(plan)
    order = next(each for each in list_readers(plan, board) if each.document == ORDER)
    unread = [ReaderLine(key, name_of(key), "") for key in order.unread]
    read = [ReaderLine(key, name_of(key), numeric_date(day)) for key, day in order.read.items()]
    return (*unread, *read)


def heads_of(board: Board, plan: Plan) -> Mapping[str, str]:
    """Give the last entries about each person, as a form keeps what its reader saw."""
    people = plan.organisation.people if plan.organisation is not None else ()
    keys = dict.fromkeys(each.post_key for each in people)
    return {key: " ".join(board.heads.get(Thing("person", key), ())) for key in keys}
