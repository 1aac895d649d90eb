"""A plan with every kind of row that is tracked, and its board."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Plan
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.entry import Entry, StrangeEntry
from roadmap_engine.tracking.boards import draw_board
from tests.builders import adopt_text
from tests.tracking.entries import log_of

__all__ = ["ROADMAP", "board_of", "draw", "plan_of", "row_of"]

ROADMAP = """
roadmap: tiny
version: 1.0.0
title: План
events: {results-received: получение результатов}
roles:
  head: {title: руководитель, filled_by: [head]}
  deputies: {title: заместители руководителя, filled_by: [deputy-head]}
outputs: {note: Аналитическая справка}
columns: [number, title, deadline, responsible, output]
stages:
  - id: one
    title: Анализ
    measures:
      - {id: council, title: Заседание Педсовета, deadline: до 20 января 2027 г., responsible: head}
      - id: results
        title: Анализ результатов
        deadline: в течение 3 дней после получения результатов
        responsible: deputies
        output: note
      - {id: monthly, title: Отчёт о работе, deadline: "ежемесячно, до 12 числа", responsible: deputies}
      - {id: weekly, title: Занятия с отстающими, deadline: еженедельно, responsible: deputies}
  - id: two
    title: Работа
    measures:
      - {id: always, title: Консультации, deadline: постоянно, responsible: deputies}
      - {id: parents, title: Работа с родителями, deadline: с 1 февраля 2027 г., responsible: head}
"""


def plan_of(more: str = "", roadmap: str = ROADMAP) -> Plan:
    """Adopt it; `more` is what else the adoption's text says."""
    return adopt_text(more, roadmap=roadmap)[0]


def draw(
    plan: Plan, *entries: Entry | StrangeEntry, today: str | None = None
) -> tuple[Board, tuple[Problem, ...]]:
    """Draw its board, seen on a day."""
    return draw_board(plan, log_of(*entries), dt.date.fromisoformat(today) if today else None)


def board_of(*entries: Entry | StrangeEntry, today: str | None = None) -> Board:
    """Draw the board of the plan as it was adopted."""
    return draw(plan_of(), *entries, today=today)[0]


def row_of(board: Board, name: str) -> BoardRow:
    """Give a row by its id, «council#1»."""
    (row,) = (row for row in board.rows if row.row.id == name)
    return row
