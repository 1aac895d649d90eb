"""Entries × plan × today → the board, and the plan with what has happened in it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.entry import DID_WORDS, Entry, StatusLog
from roadmap_engine.model.plan import Plan, PlanStage
from roadmap_engine.model.plan_measure import PlanMeasure, PlanSettled
from roadmap_engine.model.plan_rows import NOTHING
from roadmap_engine.model.progress import DONE, FROZEN, State
from roadmap_engine.tracking.aspects import DAY
from roadmap_engine.tracking.board_rows import draw_row, see_row_on
from roadmap_engine.tracking.folding import Folded
from roadmap_engine.tracking.following import Followed, follow, follow_on
from roadmap_engine.tracking.others import gather_others
from roadmap_engine.tracking.signs import View
from roadmap_engine.tracking.telling import list_entries, name_row
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["Drawn", "add_happened", "draw", "draw_board", "draw_on", "leave_out_happened", "see_board_on"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan's board on no day, and what it was drawn of: a log that has grown is drawn on from it.

    Attributes:
        followed: what the entries about each thing come to.
        board: of that.
        problems: what is wrong with the log.
    """

    followed: Followed
    board: Board
    problems: tuple[Problem, ...]


def draw_board(plan: Plan, log: StatusLog, today: dt.date | None = None) -> tuple[Board, tuple[Problem, ...]]:
    """Draw the board of a plan.

    Args:
        plan: as its adoption makes it.
        log: what has happened.
        today: the day it is seen on, a day of the organisation's zone; without one nothing is soon due or
            overdue, so that the same inputs give the same board on every day.

    Returns:
        The board, and what is wrong with the log: rows whose entries disagree (RM550), that the text says
        otherwise (RM551), entries without effect (RM552), of another adoption (RM553), about nothing that
        the plan has (RM554), of a newer version of the program (RM555).
    """
    drawn = draw(plan, log)
    return see_board_on(drawn.board, plan, today), drawn.problems


def draw(plan: Plan, log: StatusLog) -> Drawn:
    """Draw the board of a plan on no day."""
    return _draw(follow(leave_out_happened(plan), log), {}, {})


def draw_on(before: Drawn, log: StatusLog) -> Drawn:
    """Draw the board of the same plan with another log; what that leaves as it was is not drawn anew.

    Args:
        before: what was drawn of the log as it was.
        log: as it is now, whatever became of it.
    """
    followed = follow_on(before.followed, log)
    return _draw(followed, {row.row.id: row for row in before.board.rows}, before.followed.about)


def see_board_on(board: Board, plan: Plan, today: dt.date | None) -> Board:
    """Give a board that was drawn on no day as it is seen on a day."""
    if today is None:
        return board
    view = View.of(plan, today)
    return replace(board, today=today, rows=tuple(see_row_on(row, view) for row in board.rows))


def _draw(followed: Followed, drawn: Mapping[str, BoardRow], drawn_of: Mapping[str, Folded]) -> Drawn:
    """Draw a board; a row whose entries come to what they came to stays as it was drawn."""
    plan, others = followed.plan, followed.others
    rows = tuple(
        drawn[row.id]
        if followed.about[row.id] is drawn_of.get(row.id)
        else draw_row(row, followed.stages.get(row.measure, ""), followed.about[row.id])
        for row in followed.rows
    )
    heads = {thing: folded.heads for thing, folded in others.items()}
    board = Board(plan.plan, None, rows, followed.strays, **gather_others(others), heads=heads)
    problems = _tell_foreign(plan, followed.log.entries)
    strange = followed.log.strange
    newer = (Problem.of("RM555", count=len(strange)),) if strange else ()
    rivals = (
        Problem.of("RM550", row=thing.id, entries=list_entries(found))
        for thing, folded in others.items()
        if (found := folded.rivals(DAY))
    )
    told = (*problems, *newer, *_tell_rows(board), *rivals, *_tell_strays(board))
    return Drawn(followed, board, told)


def add_happened(plan: Plan, board: Board) -> Plan:
    """Give a plan with what has happened in it; its days, points and cells stay as they are.

    A measure all of whose times have ended counts as settled, though its adoption's text may not say so yet:
    nobody is told again to do it.
    """
    rows = board.by_measure()
    stages = tuple(_add_to(stage, rows) for stage in plan.stages)
    if stages == plan.stages and plan.away == board.away:
        return plan
    return with_fields(plan, stages=stages, away=board.away)


def _add_to(stage: PlanStage, rows: Mapping[str, Sequence[BoardRow]]) -> PlanStage:
    measures = tuple(_add(each, rows.get(each.goes_by, ())) for each in stage.measures)
    stays = all(one is other for one, other in zip(measures, stage.measures, strict=True))
    return stage if stays else with_fields(stage, measures=measures)


def _add(measure: PlanMeasure, rows: Sequence[BoardRow]) -> PlanMeasure:
    happened = {row.row.key: row.happened for row in rows if row.happened != NOTHING}
    settled = measure.settled if measure.settled is None or not measure.settled.logged else None
    settled = settled or (_settle(rows) if happened else None)
    # Of a measure nothing new is known of nothing is made.
    if settled == measure.settled and happened == measure.happened:
        return measure
    return with_fields(measure, happened=happened, settled=settled)


def _settle(rows: Sequence[BoardRow]) -> PlanSettled | None:
    """Tell how a measure ended, where all its times have: done where any of them was done."""
    if not rows or not all(row.happened.state in FROZEN and row.happened.on is not None for row in rows):
        return None
    done = [row.happened for row in rows if row.happened.state in DONE]
    last = max(done or [row.happened for row in rows], key=lambda each: each.on or dt.date.min)
    if last.on is None:
        return None
    reason = last.note if not done else None
    if last.state is State.NOT_APPLICABLE:
        reason = f"не применимо: {reason}" if reason else "не применимо"
    return PlanSettled(state="done" if done else "cancelled", on=last.on, reason=reason, logged=True)


def leave_out_happened(plan: Plan) -> Plan:
    """Give a plan as its texts alone make it."""

    def bare(measure: PlanMeasure) -> PlanMeasure:
        settled = measure.settled if measure.settled is None or not measure.settled.logged else None
        if settled is measure.settled and not measure.happened:
            return measure
        return with_fields(measure, settled=settled, happened={})

    stages = tuple(
        with_fields(stage, measures=tuple(bare(each) for each in stage.measures))
        if any(each.happened or (each.settled and each.settled.logged) for each in stage.measures)
        else stage
        for stage in plan.stages
    )
    return with_fields(plan, stages=stages, away=()) if stages != plan.stages or plan.away else plan


def _tell_foreign(plan: Plan, entries: Iterable[Entry]) -> tuple[Problem, ...]:
    found = Counter(entry.adoption for entry in entries if entry.adoption != plan.plan)
    return tuple(
        Problem.of("RM553", adoption=name, count=count, plan=plan.plan) for name, count in found.items()
    )


def _tell_rows(board: Board) -> Iterator[Problem]:
    for row in board.rows:
        name = name_row(row.row)
        if row.rivals:
            yield Problem.of("RM550", row=name, entries=list_entries(row.rivals))
        if row.due_rivals:
            yield Problem.of("RM550", row=name, entries=list_entries(row.due_rivals))
        if row.differs:
            logged = next(
                (each for each in reversed(row.history) if MOVES[each.did].to is not None), row.history[-1]
            )
            yield Problem.of("RM551", row=name, text=row.row.status, log=DID_WORDS[logged.did])
        for each in row.vain:
            yield Problem.of("RM552", row=name, did=DID_WORDS[each.did], id=each.id)


def _tell_strays(board: Board) -> Iterator[Problem]:
    for stray in board.strays:
        last = stray.entries[-1] if stray.entries else None
        if last is not None:
            yield Problem.of(
                "RM554", measure=stray.thing.id, count=len(stray.entries), did=DID_WORDS[last.did]
            )
