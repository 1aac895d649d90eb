"""What a run over many schools has to say of each: a line of its summary."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem, Severity

__all__ = ["BatchLine"]


@dataclass(frozen=True, slots=True)
class BatchLine:
    """How a school's papers stand; the same whether they were made now or by an earlier run.

    Attributes:
        place: the folder of its papers, as it is seen from where all papers lie.
        file: its adoption, as it is seen from the workspace.
        organisation: its short name; empty where it could not be read.
        adoption: the id of its plan; empty where it could not be read.
        roadmap: that the plan is of.
        version: of the roadmap.
        papers: how many papers the plan has there.
        own: how many of those are as a person left them, filled in or changed.
        signed: how many are signed, and so not drawn.
        problems: what was told of it.
        failed: whether its papers were not made.
    """

    place: str
    file: str
    organisation: str = ""
    adoption: str = ""
    roadmap: str = ""
    version: str = ""
    papers: int = 0
    own: int = 0
    signed: int = 0
    problems: tuple[Problem, ...] = ()
    failed: bool = False

    def count(self, severity: Severity) -> int:
        """Count the problems of a severity."""
        return sum(each.severity is severity for each in self.problems)

    @property
    def first(self) -> Problem | None:
        """The first error, else the first of its problems; None where nothing was told."""
        errors = (each for each in self.problems if each.severity is Severity.ERROR)
        return next(errors, next(iter(self.problems), None))
