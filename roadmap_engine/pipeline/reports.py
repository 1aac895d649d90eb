"""A plan with what has happened → the reports on it, in Word by the nearest template, or as a page."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_engine.documents.journal_words import describe_journal
from roadmap_engine.documents.pages.reports import draw_execution_page, draw_journal_page
from roadmap_engine.documents.papers.execution_docx import prepare_execution
from roadmap_engine.documents.papers.journal_docx import prepare_journal
from roadmap_engine.documents.report_words import describe_execution
from roadmap_engine.documents.word.filling import Filling
from roadmap_engine.model.board import BoardRow
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.pictures import draw_pictures
from roadmap_engine.pipeline.templates import TemplateShelf
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.tracking.as_of import leave_out_later
from roadmap_engine.tracking.boards import draw_board

__all__ = ["draw_execution", "draw_measure_journal"]


def draw_execution(tracked: Tracked, *, as_page: bool) -> Outcome[bytes]:
    """Draw the note on how far a plan is on the day of its board; what came later is not in it.

    Args:
        tracked: the plan, and where it stands on a day.
        as_page: as HTML instead of Word.
    """
    plan, board = tracked.read.plan, tracked.board
    if board.today is not None:
        plan, log = leave_out_later(plan, tracked.read.log, board.today)
        board, _told = draw_board(plan, log, board.today)
    told = describe_execution(plan, board)
    if as_page:
        return Outcome(draw_execution_page(told))
    return _fill(tracked, prepare_execution(plan, told, board.today))


def draw_measure_journal(tracked: Tracked, rows: Sequence[BoardRow], *, as_page: bool) -> Outcome[bytes]:
    """Draw the journal of a measure.

    Args:
        tracked: the plan, and where it stands.
        rows: of the measure.
        as_page: as HTML instead of Word.
    """
    plan = tracked.read.plan
    measure = next(each for each in plan.measures() if each.goes_by == rows[0].measure)
    told = describe_journal(plan, tracked.board, measure, rows)
    if as_page:
        return Outcome(draw_journal_page(told))
    return _fill(tracked, prepare_journal(plan, told))


def _fill(tracked: Tracked, filling: Filling) -> Outcome[bytes]:
    own = tracked.read.own
    pictures, problems = draw_pictures(tracked.read.plan, own)
    with TemplateShelf(own, pictures) as templates:
        drawn, found = templates.fill(filling)
    return Outcome(drawn, (*problems, *found))
