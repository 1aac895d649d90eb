"""Letters of a row or two, for tests that look at one thing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from roadmap_engine.model import Assignee, OccurrenceDays, Plan, PlanMeasure, PlanPerson
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.digest import Digest, DigestRow, Followed, Part, Reader, ToRecord
from roadmap_engine.model.entry import StatusLog
from roadmap_engine.tracking.boards import draw_board
from tests.documents.small_plans import dated, make_measure, make_plan

__all__ = ["HEAD", "TODAY", "UNSURE", "follow", "make_digest", "make_row", "measure", "plan_of"]

TODAY = dt.date(2027, 6, 15)
HEAD = PlanPerson(key="head", name="Иванова Мария Петровна", post="директор")
UNSURE = PlanPerson(key="clerk", name="Тен Л. Б.", post="секретарь")


def plan_of(*measures: PlanMeasure, name: str = "plan", **changes: Any) -> Plan:
    """Give a plan of a school with two people."""
    plan = make_plan(*measures, plan=name, **changes)
    assert plan.organisation is not None
    return with_fields(plan, organisation=with_fields(plan.organisation, people=(HEAD, UNSURE)))


def measure(name: str = "1", due: dt.date | None = TODAY, **more: Any) -> PlanMeasure:
    """Give a measure that the head answers for, due today unless another day is given."""
    people = (Assignee(role="head", title="директор", people=(HEAD,)),)
    deadline = dated(OccurrenceDays(key="once", start=None, due=due))
    return make_measure(name, deadline, **({"number": f"{name}.", "responsible": people} | more))


def follow(plan: Plan) -> Followed:
    """Give the plan with its board of the day."""
    board, _told = draw_board(plan, StatusLog(), TODAY)
    return Followed(plan.plan, plan, board)


def make_row(followed: Followed, part: Part, number: int = 0, **more: Any) -> DigestRow:
    """Give a row of a letter; fields of the board row may be given anew."""
    row = followed.board.rows[number]
    fields = {name: more.pop(name) for name in ("happened", "sign", "due", "late") if name in more}
    changed = BoardRow(**({each: getattr(row, each) for each in BoardRow.__dataclass_fields__} | fields))
    return DigestRow(followed, part, changed, **more)


def make_digest(*rows: DigestRow, to_record: tuple[ToRecord, ...] = ()) -> Digest:
    """Give a letter to the head."""
    return Digest("0" * 32, Reader("head@a.example"), TODAY, {"plan": "head"}, rows, to_record)
