"""The six cases of a word or phrase, and how far they are known.

A case that is not known is absent: nothing downstream can print a form nobody is sure of. The
nominative is always the text itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.showing import problem_to_json
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.russian.cases import Case, Kind

__all__ = ["Forms"]


@dataclass(frozen=True, slots=True)
class Forms:
    """A text in its cases.

    Attributes:
        text: the text as it was given, which is its nominative.
        kind: what the text is; unknown while it could be a name as well as a post.
        cases: the certain cases; one that is not certain is absent.
        problems: why a case is absent.
    """

    text: str
    kind: Kind | None
    cases: Mapping[Case, str] = field(default_factory=frozendict)
    problems: tuple[Problem, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether all six cases are known."""
        return len(self.cases) == len(Case)

    def get(self, case: Case) -> str | None:
        """Give the text in a case, or nothing where the case is not certain."""
        return self.cases.get(case)

    def to_json(self, language: str = "ru") -> dict[str, Any]:
        """Give what `roadmap decline --json` prints; an uncertain case is null.

        Args:
            language: of the words of a problem.
        """
        translate = translator(language)
        return {
            "text": self.text,
            "kind": self.kind.value if self.kind else None,
            "sure": self.sure,
            "cases": {case.value: self.cases.get(case) for case in Case},
            "problems": [problem_to_json(problem, None, translate) for problem in self.problems],
        }
