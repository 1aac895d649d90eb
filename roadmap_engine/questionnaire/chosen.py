"""What an adoption is made for: a roadmap, a school, and who fills its roles there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model import Organisation, Person, Role
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.questionnaire.posts import find_by_post

__all__ = ["Chosen", "guess_year"]

FIRST_MONTH_OF_PLANNING = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an adoption is made for.

    Attributes:
        roadmap: id and version.
        organisation: its text.
        organisation_file: that text, seen from the adoption.
        today: for what is offered first.
        questions: what the roadmap leaves open.
        procedures: id to title of those of the catalogue.
        usual_procedure: the one the roadmap itself speaks of.
        pinned: the bundle the roadmap is taken from, as the text names it.
        about: whose plan it is, and by which roadmap.
        written: the year the roadmap's words are of, as far as they tell it.
        spoken: how many of them would move with a plan of another.
        name: of the plan, where it follows from an earlier one.
        years: the school years of the plan, where they follow from an earlier one.
        taken: the ids of the plans around it, to their files.
    """

    roadmap: str
    organisation: Organisation
    organisation_file: str
    today: dt.date
    questions: OpenQuestions = field(default_factory=OpenQuestions)
    procedures: Mapping[str, str] = field(default_factory=dict)
    usual_procedure: str | None = None
    pinned: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    written: SchoolYear | None = None
    spoken: Bilingual = field(default_factory=lambda: Bilingual("", ""))
    name: str = ""
    years: tuple[SchoolYear, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)

    @property
    def begins(self) -> dt.date:
        """The day from which people plan: today, or the first day of the year to come."""
        return max(self.today, guess_year(self.today).first_day)

    @property
    def holders(self) -> Mapping[str, Person]:
        """Who holds the posts of the organisation then."""
        return self.organisation.holders_on(self.begins)

    def roles(self) -> dict[str, Role]:
        """The roles that are filled here: those the plan prints, of units that there are."""
        units = self.organisation.units_in(Span(self.begins, guess_year(self.begins).last_day))
        roles = self.questions.roles.items()
        return {name: role for name, role in roles if not role.optional or (role.unit or name) in units}

    def filled(self, name: str) -> tuple[str, ...]:
        """Who fills a role unless somebody says otherwise: whom the roadmap means, or who has such a post."""
        holders, role = self.holders, self.questions.roles[name]
        usual = tuple(key for key in role.filled_by if key in holders)
        return usual or (() if role.filled_by or role.outside else find_by_post(role.title, holders))


def guess_year(day: dt.date) -> SchoolYear:
    """Give the school year a day belongs to; from August on people plan the coming one."""
    return SchoolYear(day.year if day.month >= FIRST_MONTH_OF_PLANNING else day.year - 1)
