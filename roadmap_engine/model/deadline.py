"""A deadline as its author wrote it, with the rule it was read to."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from roadmap_engine.deadlines import Rule
from roadmap_engine.model.base import Frozen, Line

__all__ = ["Deadline", "WrittenDeadline"]


class Deadline(Frozen):
    """A deadline: a phrase as a ministry prints it, or a rule as structure, or knowingly just text.

    Attributes:
        phrase: what the author wrote, and what is printed.
        rule: the meaning; read from the phrase when the layers are joined.
        text: words that are printed and never reach a calendar, because the author says so.
    """

    phrase: Line | None = None
    rule: Rule | None = None
    text: Line | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Deadline:
        if self.text is not None and (self.phrase is not None or self.rule is not None):
            raise ValueError("text excludes phrase and rule")
        if self.text is None and self.phrase is None and self.rule is None:
            raise ValueError("empty deadline")
        return self


def _phrase_or_structure(value: Any) -> Any:
    if isinstance(value, str):
        return {"phrase": value}
    # «relation» begins a rule of today, «kind» one of format 1.
    if isinstance(value, dict) and not value.keys().isdisjoint({"relation", "kind"}):
        return {"rule": value}
    return value


WrittenDeadline = Annotated[
    Deadline, BeforeValidator(_phrase_or_structure, json_schema_input_type=str | Rule | Deadline)
]
"""A deadline in a text: the phrase alone, or a mapping."""
