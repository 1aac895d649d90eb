"""A rule as it stands in a text or a file: today's structure, or one of format 1, whose mapping has a `kind`."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Discriminator, TypeAdapter

from roadmap_engine.calendars.at_need import AtNeed
from roadmap_engine.deadlines import rule as values
from roadmap_engine.deadlines.places import PLACES  # noqa: F401  # they are what `Place` in a rule may be

__all__ = ["Rule", "rule_adapter"]


def _former(value: Any) -> Any:
    if isinstance(value, dict) and "kind" in value:
        # What most texts do not have need not be loaded for them.
        from roadmap_engine.deadlines.former import read_former

        return read_former(value)
    return value


_Written = Annotated[Annotated[values.Rule, Discriminator("relation")], BeforeValidator(_former)]


@cache
def rule_adapter() -> TypeAdapter[values.Rule]:
    """Give what validates a rule alone; made at the first question, because it takes a while."""
    return TypeAdapter(_Written)


Rule = Annotated[_Written, AtNeed(rule_adapter, get_args(values.Rule))]
