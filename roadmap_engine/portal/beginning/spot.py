"""A page of a plan that begins: the questions whose answers mend what is wrong."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.urls import reverse

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.codes.on_pages import Where
from roadmap_engine.model import Plan
from roadmap_engine.portal.beginning.asking import Interview
from roadmap_engine.portal.beginning.steps import State, Step, list_steps
from roadmap_engine.portal.pages.called import name_plan, name_roadmap
from roadmap_engine.portal.pages.telling import Link
from roadmap_engine.portal.speech import gettext as _

__all__ = ["BegunSpot"]

_ASKED: Mapping[Where, tuple[str, ...]] = MappingProxyType(
    {
        Where.PEOPLE: ("people", "others"),
        Where.TERMS: ("calendar", "terms", "breaks", "lessons_end"),
        Where.HELD: ("procedure.held",),
        Where.EVENT: ("events",),
        Where.YEARS: ("school_year", "moved_from", "replace"),
        Where.ORDER: ("order",),
        Where.ROLES: ("roles", "assign", "work"),
        Where.WORDS: ("fill",),
        Where.OVER: ("over",),
        Where.SIGNING: (),
        Where.AMENDING: (),
        Where.ADDRESSES: (),
        Where.MEASURE: (),
    }
)
"""What is changed → how the questions about it begin; nothing of a plan that lives is asked here."""


@dataclass(frozen=True)
class BegunSpot:
    """Where somebody stands who begins a plan.

    Attributes:
        plan: what the answers come to, as far as they do.
    """

    interview: Interview
    plan: Plan | None = None

    @functools.cached_property
    def names(self) -> Mapping[str, str]:
        """What people call the things that the roadmap and the plan have ids for."""
        base = self.interview.base
        roadmap = name_roadmap(base.assembly.roadmap) if base is not None else {}
        return {**roadmap, **(name_plan(self.plan) if self.plan is not None else {})}

    def find(self, where: Where, problem: Problem) -> Link | None:
        """Give the page of the question; of several the one that names what the problem does."""
        words = set(problem.words.values())
        asked = [
            (each.path, step)
            for step in self._steps
            for each in step.asked
            if _begins(each.path, _ASKED[where])
        ]
        named = (each for each in asked if not words.isdisjoint(each[0].split(".")))
        path, step = next(named, None) or next(iter(asked), ("", None))
        if step is None:
            return None
        draft = self.interview.draft
        address = reverse("begun-step", args=(draft.school_id, draft.pk, step.slug))
        return Link(
            f"{address}?then=check#f-{path.replace('.', '-')}",
            _("Изменить: «{page}»").format(page=step.title),
        )

    @functools.cached_property
    def _steps(self) -> tuple[Step, ...]:
        return tuple(each for each in list_steps(self.interview) if each.state is not State.LATER)


def _begins(path: str, beginnings: tuple[str, ...]) -> bool:
    return any(path == each or path.startswith(f"{each}.") for each in beginnings)
