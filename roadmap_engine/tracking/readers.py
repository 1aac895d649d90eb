"""The sheet behind the order: who has read a document, and who has still to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_engine.model.board import Board
from roadmap_engine.model.plan import Plan

__all__ = ["Readers", "list_readers"]

ORDER = "order"
"""The order that approves the plan: whoever it charges reads it."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who has read a document, with the day, and who of those whom it charges has not."""

    document: str
    read: Mapping[str, dt.date]
    unread: tuple[str, ...]


def list_readers(plan: Plan, board: Board) -> tuple[Readers, ...]:
    """List the order and every other document that somebody has read.

    Args:
        plan: whoever answers for one of its measures is to read the order; the signatory knows it.
        board: what the log knows.
    """
    charged = dict.fromkeys(
        person.post_key
        for measure in plan.in_view().standing_measures()
        for who in measure.responsible
        for person in who.people
    )
    signatory = plan.signatory.post_key if plan.signatory is not None else None
    read = {each.document: each.read for each in board.readings}
    found = []
    for document in dict.fromkeys((ORDER, *read)):
        known = read.get(document, {})
        wanted = charged if document == ORDER else {}
        unread = tuple(key for key in wanted if key not in known and key != signatory)
        found.append(Readers(document, known, unread))
    return tuple(found)
