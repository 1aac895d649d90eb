"""What a school says of its order beside what the newer version says: weighed like any answer.

Who is named there, a person or a role, stays as it is written: a role is known by its former ids, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.model.fields import own_field
from roadmap_engine.model.order_terms import OrderTerms
from roadmap_engine.planning.merging.answers import weigh_answer
from roadmap_engine.planning.merging.case import Merging
from roadmap_engine.planning.merging.references import carry_field
from roadmap_engine.planning.merging.result import Found

__all__ = ["merge_terms"]


def merge_terms(case: Merging) -> Iterator[Found]:
    """Weigh each of the school's terms of its order against the publisher's."""
    before, after = (dict(side.assembly.roadmap.order_terms) for side in (case.before, case.after))
    for name, ours in case.adoption.order:
        if name not in OrderTerms.model_fields or ours is None:
            continue
        base, theirs = before[name], after[name]
        if theirs is not None and theirs != base:
            yield from weigh_answer(case, ("order", name), f"order.{name}", (base, ours, theirs))
        elif name == "purpose":
            yield from carry_field(case, ("order", name), own_field(name), ours)
