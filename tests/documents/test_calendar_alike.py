"""What plans have alike is found and written once, and no calendar says what another plan's would.

The events of a measure are kept, with what was written of them, for measures of other plans that are alike.
So plans are drawn here that differ in one thing at a time, one after another in all kinds of order, and each
has to be what it is when it is drawn alone.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Mapping

import pytest

from roadmap_engine.documents import calendar_events
from roadmap_engine.documents.calendar_event import CalendarEvent, event_uid
from roadmap_engine.documents.calendar_feeds import WHOLE, Feed
from roadmap_engine.documents.calendar_frame import END, CalendarFrame
from roadmap_engine.documents.calendar_identity import Identity, Revision, name_uuid
from roadmap_engine.documents.papers.calendar_ics import CalendarDesk
from roadmap_engine.model import Assignee, OccurrenceDays, Plan, PlanMeasure, PlanSettled
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan_people import PlanPerson
from roadmap_engine.model.progress import Happened, State
from tests.documents.small_plans import DEPUTY, HOSTILE, dated, make_measure, make_plan

MAY = dt.date(2027, 5, 28)
FEEDS = (WHOLE, Feed("role", DEPUTY.role), Feed("person", "deputy-head"), Feed("waiting", "deputy-head"))


def _held(name: str) -> Assignee:
    person = PlanPerson(key="deputy-head", name=name, post="заместитель директора")
    return with_fields(DEPUTY, people=(person,))


def _day(**more: object) -> OccurrenceDays:
    return OccurrenceDays(**{"key": "once", "start": None, "due": MAY} | more)


MEASURE = make_measure(responsible=(_held("Тен Лариса Борисовна"),))
RETURNED = Happened(state=State.RETURNED, note="нет подписи Ивановой", on=MAY)
CHANGED: Mapping[str, PlanMeasure] = {
    "as it is": MEASURE,
    "number": with_fields(MEASURE, number="1.2."),
    "title": with_fields(MEASURE, title="Анализ итогов"),
    "hostile": with_fields(MEASURE, title=HOSTILE),
    "role": with_fields(MEASURE, responsible=(with_fields(MEASURE.responsible[0], title="завуч"),)),
    "roles": with_fields(
        MEASURE, responsible=(*MEASURE.responsible, Assignee(role="head", title="директор"))
    ),
    "person": with_fields(MEASURE, responsible=(_held("Белова Анна Ивановна"),)),
    "result": with_fields(MEASURE, result="Список дефицитов"),
    "output": with_fields(MEASURE, output="Протокол"),
    "id": with_fields(MEASURE, id="other"),
    "known as": with_fields(MEASURE, known_as="former"),
    "text": with_fields(MEASURE, deadline=dated(_day(), text="к концу мая")),
    "reasons": with_fields(MEASURE, deadline=dated(_day(), reasons=("последний рабочий день",))),
    "day": with_fields(MEASURE, deadline=dated(_day(due=MAY + dt.timedelta(1)))),
    "start": with_fields(MEASURE, deadline=dated(_day(start=MAY - dt.timedelta(20)))),
    "key": with_fields(MEASURE, deadline=dated(_day(key="twice"))),
    "time": with_fields(MEASURE, deadline=dated(_day(time="15:00", zone="Asia/Yakutsk"))),
    "before": with_fields(MEASURE, deadline=dated(_day(remind_before=MAY - dt.timedelta(5)))),
    "done": with_fields(MEASURE, settled=PlanSettled(state="done", on=MAY)),
    "cancelled": with_fields(MEASURE, settled=PlanSettled(state="cancelled", on=MAY, reason="нет")),
    "returned": with_fields(MEASURE, happened={"once": RETURNED}),
    "submitted": with_fields(MEASURE, happened={"once": with_fields(RETURNED, state=State.SUBMITTED)}),
    "put off": with_fields(MEASURE, happened={"once": Happened(extended_to=MAY + dt.timedelta(9))}),
}
PLANS: Mapping[str, Plan] = {
    **{name: make_plan(measure) for name, measure in CHANGED.items()},
    "days of reminders": make_plan(MEASURE, remind_days=(3, 10)),
    "no reminders": make_plan(MEASURE, remind_days=()),
    "stage": with_fields(
        make_plan(MEASURE), stages=(with_fields(make_plan(MEASURE).stages[0], title="Другой этап"),)
    ),
    "plan": make_plan(MEASURE, plan="another", issued_on=dt.date(2026, 9, 2)),
}


def _draw(plan: Plan, *, with_people: bool = False) -> list[bytes]:
    desk = CalendarDesk(plan, with_people=with_people)
    return [desk.draw(feed).data for feed in FEEDS]


def _draw_alone(plan: Plan, *, with_people: bool = False) -> list[bytes]:
    calendar_events._draw_alike.cache_clear()  # noqa: SLF001 -- as in a process that has drawn nothing yet
    return _draw(plan, with_people=with_people)


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_is_drawn_as_if_it_were_alone(seed: int) -> None:
    """Whatever was drawn before it, with names of people or without."""
    alone = {
        (name, named): _draw_alone(plan, with_people=named)
        for name, plan in PLANS.items()
        for named in (False, True)
    }
    order = [*alone, *alone]
    random.Random(seed).shuffle(order)  # noqa: S311 -- an order of tests
    calendar_events._draw_alike.cache_clear()  # noqa: SLF001
    for name, named in order:
        assert _draw(PLANS[name], with_people=named) == alone[name, named], name


def test_the_plans_differ() -> None:
    """Else the test above would see nothing; who answers is said only where somebody asks for people."""
    drawn = {name: tuple(_draw_alone(plan)) for name, plan in PLANS.items()}
    same = {name for name in drawn if drawn[name] == drawn["as it is"]}
    assert same == {"as it is", "person"}
    assert _draw_alone(PLANS["person"], with_people=True) != _draw_alone(PLANS["as it is"], with_people=True)
    assert len(set(drawn.values())) == len(drawn) - 1


def test_events_are_of_the_plan_they_are_listed_for() -> None:
    """Though their like was found for another plan."""
    calendar_events._draw_alike.cache_clear()  # noqa: SLF001
    one, other = (
        PLANS["as it is"],
        make_plan(with_fields(MEASURE, responsible=(_held("Белова Анна Ивановна"),))),
    )
    for plan in (one, other):
        (event,) = calendar_events.list_events(plan)
        assert isinstance(event, CalendarEvent)
        assert event.measure is plan.measures()[0]
        assert event.stage is plan.stages[0]
    assert calendar_events._draw_alike.cache_info().hits == 1  # noqa: SLF001


def test_a_uid_is_that_of_the_standard_library() -> None:
    """Version 5, whatever the name."""
    known = Identity("school-12/plan", {"results": "first"})
    for name in ("", "план", "a/b", "\U0001f600", *map(str, range(200))):
        uid = known.uid(name)
        assert uuid.UUID(uid.partition("@")[0]).version == 5
        space = uuid.uuid5(uuid.NAMESPACE_DNS, "roadmap-engine.invalid")
        assert (
            uid.partition("@")[0]
            == str(uuid.uuid5(space, f"school-12/plan/{name}"))
            == name_uuid(f"school-12/plan/{name}")
        )
    assert event_uid(known, "first", "once", "ahead", 3) == known.uid("first", "once", "ahead-3")


def test_a_frame_says_how_much_it_shows_and_what_waits() -> None:
    """Above the events; a calendar without any has a note of its own."""
    frame = CalendarFrame(PLANS["as it is"], WHOLE)
    whole, cut = frame.write_head([], (3, 3)), frame.write_head(["Asia/Yakutsk"], (3, 4))
    assert whole.startswith(b"BEGIN:VCALENDAR\r\n")
    assert whole.endswith(b"X-PUBLISHED-TTL:PT6H\r\n")
    assert "Показано событий: 3 из 4" in cut.decode().replace("\r\n ", "")
    assert b"BEGIN:VTIMEZONE" in cut
    assert b"VTIMEZONE" not in whole
    note = frame.write_note(Identity.of(PLANS["as it is"]), Revision.first(PLANS["as it is"]))
    assert "В плане нет дел с датами" in note.decode()
    assert END == b"END:VCALENDAR\r\n"
