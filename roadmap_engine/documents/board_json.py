"""A board for programs: what `roadmap track list --json` answers, and what pages and reports are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.entry import Entry
from roadmap_engine.model.progress import SIGN_WORDS

__all__ = ["board_to_json", "entry_to_json", "row_to_json"]


def board_to_json(board: Board, rows: Iterable[BoardRow] | None = None) -> dict[str, Any]:
    """Give a board as JSON: days as ISO dates, things by their ids.

    Args:
        board: where a plan stands.
        rows: those to be listed; all unless given.
    """
    return {
        "plan": board.plan,
        "today": board.today.isoformat() if board.today else None,
        "rows": [row_to_json(row) for row in (board.rows if rows is None else rows)],
        "strays": [
            {**stray.thing._asdict(), "entries": [entry_to_json(each) for each in stray.entries]}
            for stray in board.strays
        ],
        "events": {name: day.isoformat() for name, day in board.dated.items()},
        "away": [
            {"person": each.person, **each.days.model_dump(mode="json", by_alias=True)} for each in board.away
        ],
        "acknowledged": {
            each.document: {who: day.isoformat() for who, day in each.read.items()} for each in board.readings
        },
    }


def row_to_json(row: BoardRow) -> dict[str, Any]:
    """Give a row as JSON; what nobody knows is null."""
    happened, plan = row.happened, row.row
    return {
        "measure": plan.measure,
        "occurrence": plan.key,
        "number": plan.number,
        "title": plan.title,
        "stage": row.stage,
        "responsible": [each.name for each in plan.answerers],
        "start": plan.start.isoformat() if plan.start else None,
        "due": row.due.isoformat() if row.due else None,
        "planned_due": plan.due.isoformat() if plan.due else None,
        "deadline": plan.deadline,
        "waits_for": plan.waits_for or None,
        "state": happened.state.value,
        "sign": row.sign.value,
        "mark": SIGN_WORDS[row.sign].mark,
        "words": SIGN_WORDS[row.sign].word.russian,
        "on": happened.on.isoformat() if happened.on else None,
        "done_on": happened.done_on.isoformat() if happened.done_on else None,
        "who": happened.who,
        "note": happened.note,
        "days_late": row.late,
        "extended_to": happened.extended_to.isoformat() if happened.extended_to else None,
        "extended_why": happened.extended_why,
        "own_word": happened.own_word,
        "evidence": happened.evidence,
        "steps": {name: day.isoformat() for name, day in row.steps.items()},
        "rivals": [each.id for each in (*row.rivals, *row.due_rivals)],
        "after": list(row.heads),
    }


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """Give an entry as its line says it."""
    return entry.to_json()
