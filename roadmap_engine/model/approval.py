"""The way a document takes until it is in force: developed, reviewed, agreed, approved, published.

A step names a role, or for publication the place, in a word: `{reviewed: associations}`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from roadmap_engine.model.base import Frozen, Line, Slug

__all__ = ["ApprovalRoute", "ApprovalStep", "StepKind"]

StepKind = Literal["developed", "reviewed", "agreed", "approved", "published"]


def _kind_and_role(value: Any) -> Any:
    if isinstance(value, dict) and "step" not in value:
        for kind in get_args(StepKind):
            if kind in value:
                rest = {name: part for name, part in value.items() if name != kind}
                named = {"words": value[kind]} if kind == "published" else {"by": value[kind]}
                return {"step": kind, **named, **rest}
    return value


class ApprovalStep(Frozen):
    """One step of a route.

    Attributes:
        by: the role that takes it; nobody in particular where a document is only put somewhere.
        words: what the grif says instead of the role's title: «на заседании кафедры»; of a
            publication, where.
    """

    step: StepKind
    by: Slug | None = None
    words: Line | None = None


ApprovalRoute = tuple[
    Annotated[
        ApprovalStep,
        BeforeValidator(
            _kind_and_role,
            json_schema_input_type=ApprovalStep
            | Annotated[dict[StepKind | Literal["words"], Line], Field(min_length=1, max_length=2)],
        ),
    ],
    ...,
]
