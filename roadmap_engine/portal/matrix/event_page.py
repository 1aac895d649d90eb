"""What was seen or recorded of an event in many schools → what its page says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from roadmap_engine.batch.problem_json import problem_from_json
from roadmap_engine.portal.jobs.kinds import Kind
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.results import Step
from roadmap_engine.portal.matrix import event_preview, event_recording
from roadmap_engine.portal.pages.telling import Told, tell_all
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.schools.event_page import say_days
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import ngettext
from roadmap_engine.russian import numeric_date

__all__ = ["EventPage", "PlanLine", "describe_event", "list_steps"]

_KINDS = ("dated", "moved", "waiting")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan of a school in a list.

    Attributes:
        was: the day that stands there, where another one does.
        words: what would move, or what became of it, in words.
        moved: measures that get other days: heading, before, after.
        amend: whether a signed order would say otherwise.
        told: why it cannot take it.
    """

    school: str
    school_id: str
    plan: str
    was: str
    words: str
    moved: tuple[tuple[str, str, str], ...] = ()
    amend: bool = False
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class EventPage:
    """What the page says.

    Attributes:
        title, day, note: of the event.
        recorded: whether it was recorded, or only looked at.
        main: plans that would be written, or were.
        stands: plans that say so already.
        others: plans that cannot take it, or were left, and why.
    """

    title: str
    day: str
    note: str
    recorded: bool
    main: tuple[PlanLine, ...]
    stands: tuple[PlanLine, ...]
    others: tuple[PlanLine, ...]


def list_steps(job: Job) -> tuple[Step, ...]:
    """Give what comes next of a job that is done."""
    seen = job.kind == Kind.EVENT_SEEN.value
    words = _("Посмотреть, что сдвинется") if seen else _("Посмотреть, что записано")
    return (Step(words, reverse("event-many-seen", args=[job.key])),)


def describe_event(job: Job) -> EventPage:
    """Say what was seen of an event, or what became of it."""
    told, plans = job.arguments, job.told["plans"]
    names = dict(School.objects.values_list("id", "name"))
    recorded = job.kind == Kind.EVENT_RECORDED.value
    main = event_recording.WRITTEN if recorded else event_preview.MOVES
    say = _say_left if recorded else _say_seen

    def of_states(*states: str) -> tuple[PlanLine, ...]:
        return tuple(_describe(each, names, say) for each in plans if each["state"] in states)

    others = {each["state"] for each in plans} - {main, event_preview.STANDS}
    return EventPage(
        told["title"], numeric_date(dt.date.fromisoformat(told["day"])), told["note"], recorded,
        of_states(main), of_states(event_preview.STANDS), of_states(*others),
    )  # fmt: skip


def _describe(
    plan: Mapping[str, Any], names: Mapping[str, str], say: Callable[[Mapping[str, Any]], str]
) -> PlanLine:
    was = plan.get("was", "")
    return PlanLine(
        names.get(plan["school"], plan["school"]), plan["school"], plan["plan"],
        numeric_date(dt.date.fromisoformat(was)) if was else "", say(plan),
        tuple(_say_change(each) for each in plan.get("changes", ())), plan.get("amend", False),
        tell_all(map(problem_from_json, plan.get("problems", ()))),
    )  # fmt: skip


def _say_seen(plan: Mapping[str, Any]) -> str:
    match plan["state"]:
        case event_preview.MOVES:
            return _say_count(plan["changes"])
        case event_preview.REFUSED:
            return ""
        case event_preview.GONE:
            return _("План сейчас не читается: сначала его исправляет школа.")
    return ""


def _say_left(plan: Mapping[str, Any]) -> str:
    match plan["state"]:
        case event_recording.CHANGED:
            return _("Пока вы смотрели, план изменился. Посмотрите ещё раз, что сдвинется, и подтвердите.")
        case event_recording.REFUSED:
            return ""
        case event_recording.CLOSED:
            return _("План больше не читается, или он больше не ваш.")
    return ""


def _say_count(changes: Sequence[Mapping[str, Any]]) -> str:
    dated, moved, waiting = (sum(each["kind"] == kind for each in changes) for kind in _KINDS)
    said = (
        (dated, ngettext("получит срок {num} мероприятие", "получат сроки {num} мероприятий", dated)),
        (moved, ngettext("сдвинется {num} срок", "сдвинутся {num} сроков", moved)),
        (waiting, ngettext("снова ждёт {num} мероприятие", "снова ждут {num} мероприятий", waiting)),
    )
    return ", ".join(words.format(num=count) for count, words in said if count) or _("сроки не сдвинутся")


def _say_change(change: Mapping[str, Any]) -> tuple[str, str, str]:
    number = change["number"].strip().rstrip(".")
    heading = f"{number}. {change['title']}" if number else change["title"]
    return heading, say_days(_days(change["before"])), say_days(_days(change["after"]))


def _days(written: Iterable[Mapping[str, str | None]]) -> tuple[tuple[dt.date | None, dt.date | None], ...]:
    return tuple((_day(each["start"]), _day(each["due"])) for each in written)


def _day(words: str | None) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None
