"""What a school has otherwise than its roadmap, as `roadmap drift` tells it; what is not allowed first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from roadmap_engine.diagnostics.languages import Bilingual, word
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.model import Plan
from roadmap_engine.model.drift import CHANGE_WORDS, VERDICT_WORDS, DriftedChange, SchoolDrift, Verdict
from roadmap_engine.model.settled import SETTLED_WORDS
from roadmap_engine.pipeline.creating import title_of
from roadmap_engine.pipeline.drift import drift_of
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.citing import cite
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.schools.visiting import visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken, written
from roadmap_engine.russian import capitalise_first, numeric_date

__all__ = ["show_drift"]

_ORDER: tuple[Verdict, ...] = ("forbidden", "unknown", "allowed", "free")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Something that a school has otherwise.

    Attributes:
        heading: number and title of the measure or stage, else what it is called by in texts.
        measure: the id it goes by in the plan; empty where it is no measure of it.
        what: what was done, and with which field.
        before, after: as the roadmap has it and as the school has it; empty of whole things.
        rule: what is allowed.
        whose: the layer that says so.
    """

    heading: str
    measure: str
    what: str
    before: SafeString
    after: SafeString
    rule: str
    whose: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one verdict."""

    verdict: Verdict
    title: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class SettledLine:
    """A measure that no newer version changes any more.

    Attributes:
        as_of: the version it stands by, where a newer one says otherwise.
    """

    heading: str
    measure: str
    state: str
    on: str
    as_of: str


@known_only
@require_safe
def show_drift(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show what a school has otherwise than the roadmap it adopted."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.SEE_ALL)
    read = visit.standing.read
    if read is None:
        raise Http404
    drift = drift_of(visit.text.path, read, visit.standing.problems)
    measures = {each.id: each.goes_by for each in read.plan.measures()}
    return show(
        request, "drift.html.j2", title=_("Что изменено школой"), section="versions", text=visit.text,
        drift=drift, roadmap=title_of(read.assembly.roadmap),
        groups=_group(drift, measures), settled=_list_settled(drift, read.plan),
    )  # fmt: skip


def _group(drift: SchoolDrift, measures: Mapping[str, str]) -> tuple[ChangeGroup, ...]:
    language = spoken()
    return tuple(
        ChangeGroup(
            verdict,
            capitalise_first(VERDICT_WORDS[verdict].said(language).lower()),
            tuple(_describe(each, measures) for each in found),
        )
        for verdict in _ORDER
        if (found := drift.of_verdict(verdict))
    )


def _describe(change: DriftedChange, measures: Mapping[str, str]) -> ChangeLine:
    language = spoken()
    done, field = CHANGE_WORDS[change.kind].said(language), change.say_field(language)
    return ChangeLine(
        _head(change.number, change.title) or change.thing,
        measures.get(change.thing, ""),
        f"{done}: {field}" if field else done,
        _say(change.before),
        _say(change.after),
        change.say_permit(language),
        change.permitted_by,
    )


def _head(number: str, title: str) -> str:
    words = " ".join(clean_text(title).split())
    return f"{number}. {words}" if number else words


def _say(side: str | Bilingual) -> SafeString:
    """Say one side of a change: what somebody wrote, or words of the program that cite it."""
    words = clean_text(word(side, spoken()))
    return written(words) if isinstance(side, str) else cite(words)


def _list_settled(drift: SchoolDrift, plan: Plan) -> tuple[SettledLine, ...]:
    known = {each.id: each for each in plan.measures()}
    lines = []
    for name, settled in drift.settled:
        measure = known.get(name)
        heading = _head(measure.number.strip().rstrip("."), measure.title) if measure is not None else name
        goes_by = measure.goes_by if measure is not None else ""
        state = SETTLED_WORDS[settled.state].said(spoken())
        lines.append(SettledLine(heading, goes_by, state, numeric_date(settled.on), str(settled.as_of or "")))
    return tuple(lines)
