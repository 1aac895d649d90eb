"""Two plans → which of their papers differ: both sets are drawn and laid side by side."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.model import Plan
from roadmap_engine.pipeline.papers import draw_papers, draw_published_papers
from roadmap_engine.pipeline.plans import Published
from roadmap_engine.planning.difference import Difference, PaperChange, compare_plans

__all__ = ["compare_with_papers"]


def compare_with_papers(old: Plan, new: Plan) -> Difference:
    """Find what changed for whom, and in which papers; papers of one kind of plan only can be compared."""
    difference = compare_plans(old, new)
    if (old.organisation is None) != (new.organisation is None):
        return difference
    before, after = _draw(old), _draw(new)
    if before is None or after is None:
        # What a paper cannot be drawn for is told where it is drawn.
        return difference
    return difference.with_papers(_compare(before, after))


def _draw(plan: Plan) -> Mapping[str, bytes] | None:
    if plan.organisation is None:
        return draw_published_papers(Published(plan)).value
    return draw_papers(plan).value


def _compare(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[PaperChange]:
    changes = [
        PaperChange(name, "changed" if name in before else "added")
        for name, content in after.items()
        if before.get(name) != content
    ]
    return [*changes, *(PaperChange(name, "removed") for name in before if name not in after)]
