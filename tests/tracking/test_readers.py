"""The sheet behind the order: who has read it, and who has still to."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.model.entry import Thing
from roadmap_engine.tracking.readers import list_readers
from tests.tracking.entries import entry
from tests.tracking.plans import draw, plan_of

ORDER, NOTE = Thing("document", "order"), Thing("document", "note")
DAY = dt.date(2027, 1, 18)


def test_whoever_is_charged_reads_the_order_but_for_whoever_signs_it() -> None:
    """Each person once, however many rows she answers for."""
    for more, unread in (("", "deputy-head"), ("order: {signatory: deputy-head}\n", "head")):
        plan = plan_of(more)
        (order,) = list_readers(plan, draw(plan)[0])
        assert (order.document, dict(order.read), order.unread) == ("order", {}, (unread,))


def test_whoever_has_read_it_has_not_to() -> None:
    """By her key, whoever has recorded it; somebody else may have read it too."""
    plan = plan_of()
    board, _told = draw(
        plan,
        entry("a", "acknowledged", thing=ORDER, to="head"),
        entry("b", "acknowledged", thing=ORDER, to="vera"),
        entry("c", "acknowledged", thing=NOTE),
    )
    order, note = list_readers(plan, board)
    assert (dict(order.read), order.unread) == ({"head": DAY, "vera": DAY}, ("deputy-head",))
    assert (note.document, dict(note.read), note.unread) == ("note", {"deputy-head": DAY}, ())
