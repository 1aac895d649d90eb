"""What every measure of one plan is drawn with: the roadmap, the answers, the dates, the people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frozendict import frozendict

from roadmap_engine.deadlines import Context
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.model import Assembly, Measure, Stage, ValueOrigin
from roadmap_engine.model.adoption import Work
from roadmap_engine.model.condition import SchoolLevel
from roadmap_engine.model.plan_years import year_of_row
from roadmap_engine.model.settled import Settled
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.planning.drawing.contexts import Contexts
from roadmap_engine.planning.drawing.dating import Dating
from roadmap_engine.planning.drawing.levels import fit_levels
from roadmap_engine.planning.drawing.offices import Office, Offices

__all__ = ["Drawing"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What every measure of one plan is drawn with."""

    assembly: Assembly
    values: Mapping[str, str]
    dating: Dating
    labels: Mapping[str, str]
    needs: Mapping[str, tuple[str, ...]]
    origins: Mapping[str, Mapping[str, ValueOrigin]]
    offices: Offices | None = None
    contexts: Contexts | None = None
    settled: Mapping[str, Settled] = frozendict()
    remind_days: tuple[int, ...] = ()
    language: Language = "ru"
    level: SchoolLevel | None = None
    work: Work = "all"

    def office_of(self, measure: Measure) -> Office | None:
        """Give who fills the roles of a measure, on its days; nobody where a published text is shown."""
        if self.offices is None:
            return None
        return self.offices.of_row(self.dating.schedules.get(measure.id), self.settled.get(measure.id))

    def write(self, words: str, thing: str = "", field: str = "") -> str:
        """Write words as the plan has them; levels that a school names itself are its own to name."""
        origin = self.assembly.origins.get((thing, field))
        own = origin is not None and origin.layer == self.assembly.local
        return fill_gaps(words if own else fit_levels(words, self.level), self.values)

    def context_of(self, stage: Stage, measure: Measure) -> Context | None:
        """Give what a measure is dated against; None for a published text."""
        return self.contexts.of(year_of_row(stage, measure)) if self.contexts is not None else None
