"""A page of a plan that lives: what its reader can mend from there."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from django.urls import reverse

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.codes.on_pages import Where
from roadmap_engine.model import Plan
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.pages.called import name_plan, name_roadmap
from roadmap_engine.portal.pages.telling import Link
from roadmap_engine.portal.schools.visiting import Visit
from roadmap_engine.portal.speech import gettext as _

__all__ = ["PlanSpot"]


@dataclass(frozen=True)
class PlanSpot:
    """Where somebody stands who looks at a plan.

    Attributes:
        visit: hers.
        also: another plan whose things are named, as that of a newer version.
    """

    visit: Visit
    also: Plan | None = None

    @functools.cached_property
    def names(self) -> Mapping[str, str]:
        """What people call the things that the plan and its roadmap have ids for."""
        read = self.visit.tracked.read
        newer = name_plan(self.also) if self.also is not None else {}
        return {**newer, **name_roadmap(read.assembly.roadmap), **name_plan(read.plan)}

    def find(self, where: Where, problem: Problem) -> Link | None:
        """Give the page where it is changed; what only texts say has none."""
        match where:
            case Where.EVENT:
                return self._of_event(problem.words.get("event", ""))
            case Where.MEASURE:
                return self._of_measure(problem.words)
            case Where.SIGNING:
                return self._of_plan("signing", _("Подписать приказ"))
            case Where.AMENDING:
                return self._of_plan("amending", _("Приказ о внесении изменений"))
            case Where.ADDRESSES:
                return self._of_plan("people", _("Адреса для писем"), "#addresses")
            case (
                Where.PEOPLE
                | Where.TERMS
                | Where.HELD
                | Where.YEARS
                | Where.ORDER
                | Where.ROLES
                | Where.WORDS
                | Where.OVER
            ):
                return None
            case _:
                assert_never(where)

    def _of_plan(self, page: str, title: str, part: str = "") -> Link | None:
        if not self.visit.may(Right.EDIT):
            return None
        text = self.visit.text
        return Link(reverse(page, args=(text.school_id, text.plan)) + part, title)

    def _of_event(self, event: str) -> Link | None:
        known = self.visit.tracked.read.assembly.roadmap.events.get(event)
        if known is None or not self.visit.may(Right.EDIT):
            return None
        text = self.visit.text
        return Link(reverse("event", args=(text.school_id, text.plan, event)), _("Записать день"))

    def _of_measure(self, words: Mapping[str, str]) -> Link | None:
        measures = self.visit.tracked.read.plan.measures()
        known = {name: each for each in measures for name in (each.id, each.goes_by)}
        named = (words.get(gap, "").partition("/")[0] for gap in ("measure", "row"))
        found = next((known[each] for each in named if each in known), None)
        if found is None or not self.visit.may(Right.SEE):
            return None
        text = self.visit.text
        address = reverse("measure", args=(text.school_id, text.plan, found.goes_by))
        return Link(address, _("Открыть мероприятие"))
