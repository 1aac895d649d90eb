"""What a form about an event says: its day, on what it rests, and what was decided for measures that wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from roadmap_engine.calendars import Span
from roadmap_engine.deadlines import events_of
from roadmap_engine.model import PlanMeasure
from roadmap_engine.model.short_title import short_title
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.plans import ReadAdoption
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.portal.schools.typed import check_note, read_day, read_span
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.russian import capitalise_first, numeric_date

__all__ = ["AskedEvent", "SaidDay", "find_event", "known_of", "read_event", "show_span"]


@dataclass(frozen=True, slots=True)
class AskedEvent:
    """An event of a plan.

    Attributes:
        title: in words, beginning with a capital.
        day: known already; None where it is still awaited.
        decidable: measures that count from it, by id: what a page calls them, and what was decided for them.
    """

    id: str
    title: str
    day: dt.date | None
    decidable: Mapping[str, tuple[str, Span | None]]


@dataclass(frozen=True, slots=True)
class SaidDay:
    """What somebody filled in; the words stay as she typed them.

    Attributes:
        on: the day.
        note: on what it rests.
        days: what was decided for measures, by their ids.
        errors: what is wrong with it, by the field.
    """

    on: str
    note: str
    days: Mapping[str, str]
    day: dt.date | None = None
    decided: Mapping[str, Span] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def find_event(read: ReadAdoption, event: str) -> AskedEvent | None:
    """Give an event that a plan counts from; None where there is none."""
    roadmap = read.assembly.roadmap
    titles = {
        **{name: name for name in read.adoption.events},
        **{name: each.title for name, each in roadmap.events.items()},
        **find_open_questions(read.assembly).events,
    }
    if event not in titles:
        return None
    decidable = {
        measure.id: (_call(measure), read.adoption.decided.get(measure.id))
        for measure in _counting_from(read, event)
    }
    return AskedEvent(event, capitalise_first(titles[event]), read.adoption.events.get(event), decidable)


def _counting_from(read: ReadAdoption, event: str) -> Iterator[PlanMeasure]:
    for measure in read.plan.standing_measures():
        rule = measure.deadline.rule
        if measure.shown and not measure.is_done and rule is not None and event in events_of(rule):
            yield measure


def _call(measure: PlanMeasure) -> str:
    number = measure.number.strip().rstrip(".")
    return f"{number}. {short_title(measure)}" if number else short_title(measure)


def read_event(said: QueryDict, event: AskedEvent) -> SaidDay | None:
    """Read what a form says; None where nobody has filled it in yet."""
    if "on" not in said:
        return None
    errors: dict[str, str] = {}
    on, note = said["on"].strip(), said.get("note", "").strip()
    typed = {measure: said.get(f"days-{measure}", "").strip() for measure in event.decidable}
    day = read_day(on, "on", errors) if on else None
    if not on:
        errors["on"] = _("Назовите день: ДД.ММ.ГГГГ.")
    check_note(note, "note", errors)
    spans = {
        measure: read_span(words, f"days-{measure}", errors) for measure, words in typed.items() if words
    }
    for measure, (_title, decided) in event.decidable.items():
        if decided is not None and not typed[measure]:
            name = f"days-{measure}"
            errors[name] = _("Решённые дни так не убрать. Было: {days}. Верните их или измените.").format(
                days=show_span(decided)
            )
    found = {measure: span for measure, span in spans.items() if span is not None}
    return SaidDay(on, note, typed, day, found, errors)


def known_of(event: AskedEvent, said: SaidDay) -> Known:
    """Give what is new of what somebody filled in; the day is said in any case."""
    decided = {measure: span for measure, span in said.decided.items() if event.decidable[measure][1] != span}
    return Known({event.id: said.day} if said.day is not None else {}, decided)


def show_span(days: Span) -> str:
    """Give days as they are typed."""
    first, last = numeric_date(days.first), numeric_date(days.last)
    return first if days.first == days.last else f"{first} – {last}"
