"""Which events an officer may say a day of, and what she has filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.portal.access.deciding import may
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import Viewer
from roadmap_engine.portal.matrix.shelf import read_index
from roadmap_engine.portal.plans.finding import place_of_school
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import read_standing
from roadmap_engine.portal.schools.typed import check_note, read_day
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.russian import capitalise_first
from roadmap_engine.tracking.matching import name_key

__all__ = ["SaidEvent", "list_events", "list_plans", "read_said"]

_MOST_ROADMAPS = 12
"""Of so many roadmaps and versions a plan is read while somebody waits, to learn what it counts from."""


@dataclass(frozen=True, slots=True)
class SaidEvent:
    """What somebody filled in; the words stay as she typed them.

    Attributes:
        event: id of the event.
        note: on what it rests.
        errors: what is wrong with it, by the field.
    """

    event: str = ""
    on: str = ""
    note: str = ""
    day: dt.date | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def list_plans(viewer: Viewer) -> tuple[PlanText, ...]:
    """Give the open plans of the schools for which somebody may say a day, by name of the school."""
    texts = PlanText.objects.select_related("school").filter(refused="")
    own = (each for each in texts if may(viewer, Right.JUDGE, place_of_school(each.school)))
    return tuple(sorted(own, key=lambda each: (name_key(each.school.name), each.path)))


def list_events(texts: Collection[PlanText]) -> Mapping[str, str]:
    """Give the titles of events that plans count from, by id: those first that are still awaited somewhere.

    A roadmap and its version say what counts from what, so one plan of each is asked.
    """
    known = read_index([each.pk for each in texts])
    asked: dict[tuple[str, str], PlanText] = {}
    for each in texts:
        sent = known[each.pk].sent if each.pk in known else None
        if sent is None or sent.roadmap:
            asked.setdefault((sent.roadmap, sent.version) if sent is not None else ("", str(each.pk)), each)
    titles: dict[str, str] = {}
    awaited: set[str] = set()
    for text in list(asked.values())[:_MOST_ROADMAPS]:
        read = read_standing(text).read
        if read is None:
            continue
        own = {name: each.title for name, each in read.assembly.roadmap.events.items()}
        own |= find_open_questions(read.assembly).events
        titles |= {name: capitalise_first(title) for name, title in own.items() if title}
        awaited |= own.keys() - read.adoption.events.keys()
    order = sorted(titles, key=lambda name: (name not in awaited, titles[name]))
    return {name: titles[name] for name in order}


def read_said(said: QueryDict, events: Mapping[str, str]) -> SaidEvent:
    """Read what a form says."""
    errors: dict[str, str] = {}
    event, on, note = (said.get(name, "").strip() for name in ("event", "on", "note"))
    if event not in events:
        errors["event"] = _("Выберите событие.")
    day = read_day(on, "on", errors) if on else None
    if not on:
        errors["on"] = _("Назовите день: ДД.ММ.ГГГГ.")
    check_note(note, "note", errors)
    return SaidEvent(event, on, note, day, errors)
