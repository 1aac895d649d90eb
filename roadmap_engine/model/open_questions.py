"""What a published roadmap leaves for a school to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap_engine.model.definitions import Parameter, Role
from roadmap_engine.model.paper import Appendices

__all__ = ["OpenQuestions"]


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """What only a school can say.

    Attributes:
        roles: those the plan prints, in the order of the roadmap.
        events: id to title of those that deadlines count from, in the order of the table.
        parameters: the words and facts the roadmap leaves open.
        filled: what stands in them unless the school says else, where that is not the parameter's default.
        units: id to title of the units that some role exists with.
        measure: id of the first measure.
        stages: id to title.
        appendices: whether the plan stands in the file of the order, unless a school says else.
        others: ids of the roles outside the school that answer for a measure.
        issuer: whoever issued the roadmap, as its text says.
        following: ids of the stages that are done after results of the spring, where they have days of the
            calendar.
        of_procedure: whether its words or its deadlines speak of an assessment procedure.
    """

    roles: Mapping[str, Role] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    filled: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    measure: str | None = None
    stages: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    issuer: str = ""
    following: tuple[str, ...] = ()
    of_procedure: bool = True
    appendices: Appendices = "separate"

    def usual_words(self, name: str) -> str | None:
        """Give what stands in open words unless the school says else."""
        return self.filled.get(name) or self.parameters[name].default

    @property
    def people(self) -> tuple[str, ...]:
        """The keys that roles are filled by."""
        return tuple(dict.fromkeys(key for role in self.roles.values() for key in role.filled_by))

    @property
    def by_post(self) -> tuple[str, ...]:
        """The titles of the roles of a school that nobody is known for by a key."""
        roles = (each for each in self.roles.values() if not each.filled_by and not each.outside)
        return tuple(dict.fromkeys(role.title for role in roles))
