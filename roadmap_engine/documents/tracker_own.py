"""The columns of a roadmap's own in a tracker: words of the plan, and what is filled in by hand."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.model import Plan
from roadmap_engine.model.filled_tracker import CAPTIONS, GONE_CAPTIONS, Filled

__all__ = ["OwnColumn", "list_own"]

_LONGEST_PROPERTY = 255
"""Excel's own limit."""
_WIDTH = 22


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column.

    Attributes:
        name: of the field.
        caption: the words over it, told apart from those of the tracker.
        by_hand: whether people fill it in; else it shows what the plan has, under `source`.
        source: the caption that the plan's cells go by.
        width: in letters.
    """

    name: str
    caption: str
    by_hand: bool
    source: str = ""
    width: int = _WIDTH


def list_own(plan: Plan, filled: Filled) -> tuple[OwnColumn, ...]:
    """List the columns: those of the plan, then those it has no more and people have written in."""
    captions = plan.own_captions()
    standing = [
        OwnColumn(name, _tell_apart(caption), plan.own[name] == "blank", caption)
        for name, caption in captions.items()
    ]
    by_hand = {column.name for column in standing if column.by_hand}
    former = (each for each in filled.captions.items() if each[0] not in by_hand)
    return (*standing, *(OwnColumn(name, _tell_apart(caption), by_hand=True) for name, caption in former))


def _tell_apart(caption: str) -> str:
    flat = " ".join(caption.split())[:_LONGEST_PROPERTY]
    return f"{flat} (графа плана)" if flat in {*CAPTIONS, *GONE_CAPTIONS} else flat
