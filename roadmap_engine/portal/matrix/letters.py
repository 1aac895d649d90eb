"""The letters to those of a school who are late, as `roadmap remind` has them: to look at, paste and send."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.progress import Sign
from roadmap_engine.pipeline.letter_addresses import RemindRun
from roadmap_engine.pipeline.letter_log import OutgoingLetter
from roadmap_engine.pipeline.reminding import read_letters
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.jobs.answering import answer_with_job
from roadmap_engine.portal.jobs.kinds import Kind
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.results import Step
from roadmap_engine.portal.jobs.showing import find_job
from roadmap_engine.portal.mail.posting import is_on
from roadmap_engine.portal.matrix.letter_sending import CHANGED, TODAY, has_today, name_letter, open_outboxes
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_errors
from roadmap_engine.portal.plans.reading import hand_of, path_of
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy

__all__ = ["list_steps", "send_letters", "show_letters"]

_LATE = (Sign.OVERDUE, Sign.RETURNED_LATE)
_FATES: Mapping[str, str] = {
    "sent": gettext_lazy("отправлено"),
    "already": gettext_lazy("уже отправлено раньше"),
    "refused": gettext_lazy("почта отказала: проверьте адрес"),
    "later": gettext_lazy("почта просит позже: отправьте ещё раз через час"),
    "unknown": gettext_lazy("связь оборвалась: неизвестно, дошло ли"),
    "not-sent": gettext_lazy("не отправлено"),
    "no-address": gettext_lazy("адреса нет: его записывает школа на странице «Люди»"),
    CHANGED: gettext_lazy("не отправлено: письмо теперь говорит другое, посмотрите его ещё раз"),
    TODAY: gettext_lazy("не отправлено: сегодня письмо уже было"),
}
"""What became of a letter."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter, as it is looked at.

    Attributes:
        name: of all that it says; what is sent has the same.
        late: what is overdue or came back and is late, by the numbers of the plan.
        message: a short text to paste into a messenger.
        stays: why it cannot be sent now; empty where it can.
    """

    name: str
    reader: str
    late: tuple[str, ...]
    subject: str
    text: str
    message: str
    stays: str


@known_only
@require_safe
def show_letters(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show the letters to everybody of a school who is late; nothing is sent by looking."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.SEE_ALL)
    sends = is_on() and visit.may(Right.JUDGE)
    letters, problems = _list_letters(visit, sends=sends)
    told = tell_errors(problems, PlanSpot(visit))
    return show(
        request, "letters.html.j2", title=_("Письма опоздавшим"), section="matrix", text=visit.text,
        letters=letters, sends=sends, problems=told, fates=_list_fates(visit),
    )  # fmt: skip


@known_only
@require_POST
def send_letters(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Let the letters be sent that were chosen, as they were shown."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.JUDGE)
    if not is_on():
        raise Http404
    told = {
        "path": visit.text.path,
        "school": visit.text.school_id,
        "plan": plan,
        "letters": sorted(set(request.POST.getlist("letter"))),
    }
    return answer_with_job(request, Kind.LETTERS, needs=Right.JUDGE, text=visit.text, arguments=told)


def list_steps(job: Job) -> tuple[Step, ...]:
    """Give what comes next of letters that were sent."""
    address = reverse("letters", args=[job.school, job.plan])
    return (Step(_("Что отправлено"), f"{address}?sent={job.key}"),)


def _list_letters(visit: Visit, *, sends: bool) -> tuple[list[Preview], tuple[Problem, ...]]:
    if sends:
        outcome = open_outboxes(visit.text, visit.viewer.key)
    else:
        outcome = read_letters(RemindRun((path_of(visit.text),), sends=False), hand_of("").day_of)
    drawn = (_preview(letter) for outbox in outcome.value or () for letter in outbox.letters)
    return [each for each in drawn if each.late], outcome.problems if sends else ()


def _list_fates(visit: Visit) -> list[tuple[str, str]]:
    """Say of letters that were just sent what became of each."""
    try:
        key = uuid.UUID(visit.request.GET.get("sent", ""))
    except ValueError:
        return []
    job = find_job(visit.request, key)
    if job.kind != Kind.LETTERS.value or (job.school, job.plan) != (visit.text.school_id, visit.text.plan):
        raise Http404
    return [
        (_name_readers(visit.tracked, each["who"]) or _("Письмо"), str(_FATES[each["state"]]))
        for each in job.told.get("letters", ())
    ]


def _name_readers(tracked: Tracked, keys: Iterator[str] | list[str]) -> str:
    people = dict(tracked.read.organisation.people)
    posts = [people[key] for key in keys if key in people]
    return ", ".join(dict.fromkeys(each.name for holders in posts for each in holders))


def _preview(letter: OutgoingLetter) -> Preview:
    digest = letter.digest
    late = dict.fromkeys(each.row.row.number for each in digest.rows if each.row.sign in _LATE)
    reader = _name_readers(letter.about[0], list(digest.people.values())) if letter.about else ""
    state = "no-address" if not digest.reader.address else TODAY if has_today(letter) else ""
    if not state and letter.fate is not None:
        state = {"sent": "already", "begun": "unknown"}.get(letter.fate.value, "")
    return Preview(
        name_letter(letter), reader or digest.reader.post, tuple(late), letter.drawn.subject,
        letter.drawn.text, letter.message, str(_FATES[state]) if state else "",
    )  # fmt: skip
