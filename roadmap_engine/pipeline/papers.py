"""From a plan to its papers: every document by the name it is written under.

What draws a paper is loaded when that paper is drawn: who wants a calendar does not wait for Word.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from typing import Literal, assert_never

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.limits import FEED_BYTES, FEED_EVENTS
from roadmap_engine.documents.calendar_feeds import list_feeds
from roadmap_engine.documents.files import file_name
from roadmap_engine.documents.papers.calendar_ics import Calendar, CalendarDesk
from roadmap_engine.documents.word.filling import Filling
from roadmap_engine.documents.word.images import Image
from roadmap_engine.load.plans import read_plan
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.model.board import Board
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import OwnFiles
from roadmap_engine.pipeline.plans import Published
from roadmap_engine.pipeline.templates import TemplateShelf

__all__ = [
    "draw_calendars",
    "draw_papers",
    "draw_published_papers",
    "list_blanks",
    "list_former_blanks",
    "recall_blanks",
]

_IN_WORD = frozenset({Paper.PLAN, Paper.ORDER, Paper.FORMS})
"""What a template draws, which may show pictures."""

_Plain = Literal[Paper.PAGE, Paper.DATA, Paper.TRACKER]
"""What is one file and needs no template."""


class _Desk:
    """The papers drawn so far; one that could not be drawn leaves its reasons.

    Args:
        tries: whether papers are drawn only to see what is wrong with them; nothing can be with those that
            are made of the plan alone, so these are not.
        board: the plan seen on a day, for the page.
    """

    def __init__(self, *, tries: bool = False, board: Board | None = None) -> None:
        self.tries, self.board = tries, board
        self.papers: dict[str, bytes] = {}
        self.problems: list[Problem] = []

    def render(self, paper: _Plain, plan: Plan) -> None:
        """Draw what is made of the plan alone."""
        if not self.tries:
            self.papers[paper.value] = _render(paper, plan, self.board)

    def lay(self, name: str, drawn: tuple[bytes | None, tuple[Problem, ...]]) -> None:
        """Put a drawn paper under its name."""
        paper, problems = drawn
        self.problems += problems
        if paper is not None:
            self.papers[name] = paper

    def outcome(self) -> Outcome[Mapping[str, bytes]]:
        """Close the desk: all papers, or none where one is missing."""
        found = tuple(dict.fromkeys(self.problems))
        return Outcome(None if has_errors(found) else self.papers, found)


def draw_published_papers(published: Published, *, tries: bool = False) -> Outcome[Mapping[str, bytes]]:
    """Draw the published text: its order, the table as a Word file, as a page, and for programs.

    Args:
        published: the text.
        tries: whether only to see what is wrong with them.
    """
    desk, plan = _Desk(tries=tries), published.plan
    with TemplateShelf(published.own, tries=tries) as templates:
        for paper in Paper:
            match paper:
                case Paper.PAGE | Paper.DATA:
                    desk.render(paper, plan)
                case Paper.PLAN:
                    from roadmap_engine.documents.papers.plan_docx import prepare_plan

                    filling, problems = prepare_plan(plan)
                    desk.problems += problems
                    desk.lay(paper.value, templates.fill(filling))
                case Paper.ORDER:
                    from roadmap_engine.documents.papers.published_order_docx import prepare_published_order

                    if published.order is not None:
                        desk.lay(paper.value, templates.fill(prepare_published_order(published.order)))
                case Paper.TRACKER | Paper.CALENDAR | Paper.CALENDARS | Paper.FORMS:
                    pass  # a published text has nobody's dates
                case _:
                    assert_never(paper)
    return desk.outcome()


def draw_papers(
    plan: Plan,
    history: CalendarHistory | None = None,
    own: OwnFiles | None = None,
    papers: Collection[Paper] = frozenset(Paper),
    *,
    board: Board | None = None,
    tries: bool = False,
) -> Outcome[Mapping[str, bytes]]:
    """Draw the papers of a school's plan.

    Args:
        plan: the plan.
        history: what its calendar events have been through.
        own: templates and pictures of the roadmap's and of the school's own.
        papers: which ones; all unless given. The others cost nothing, and nothing is said of them.
        board: the plan seen on a day: its page says then what is overdue or due soon.
        tries: whether only to see what is wrong with them.
    """
    desk = _Desk(tries=tries, board=board)
    own = own or OwnFiles()
    pictures: Mapping[str, Image] = {}
    if not _IN_WORD.isdisjoint(papers):
        from roadmap_engine.pipeline.pictures import draw_pictures

        pictures, problems = draw_pictures(plan, own)
        desk.problems += problems
    with TemplateShelf(own, pictures, tries=tries) as templates:
        drawing = _Drawing(plan, history, desk, templates)
        for paper in Paper:
            if paper in papers:
                drawing.draw(paper)
    return desk.outcome()


def draw_calendars(plan: Plan, history: CalendarHistory) -> Mapping[str, bytes]:
    """Draw the calendars alone: the common one, those of roles, and of people where they are asked for."""
    desk = CalendarDesk(plan, history)
    common = {Paper.CALENDAR.value: desk.draw()}
    return {name: each.data for name, each in (common | _draw_role_calendars(desk, plan, history)).items()}


def _draw_role_calendars(
    desk: CalendarDesk, plan: Plan, history: CalendarHistory | None
) -> dict[str, Calendar]:
    """Draw the calendars of roles, of people where they are asked for, and of whatever has ended."""
    return {
        Paper.CALENDARS + file_name(address, ".ics"): desk.draw(feed)
        for address, feed in list_feeds(plan, history).items()
    }


def list_blanks(plan: Plan) -> Mapping[str, str]:
    """List the document that each blank of a plan is of, by the name the blank is drawn under."""
    from roadmap_engine.documents.papers.forms_docx import forms

    return {f"{Paper.FORMS}{form.name}": form.about for form in forms(plan)}


def list_former_blanks(plan: Plan) -> Mapping[str, str]:
    """List what blanks were of before their measures were called otherwise, each with what it is now."""
    from roadmap_engine.documents.papers.forms_docx import forms

    blanks = reversed(forms(plan))
    return {former: form.about for form in blanks for former in form.former}


def recall_blanks(data: bytes) -> tuple[str, Mapping[str, str]] | None:
    """Tell whose papers lie beside a plan.json, and of what documents the blanks among them are.

    Args:
        data: plan.json as `roadmap build` wrote it, whatever its version.

    Returns:
        The plan's id, and what `list_blanks` gave then; None where the file cannot be read.
    """
    plan = read_plan(data, Paper.DATA).value
    return None if plan is None else (plan.plan, list_blanks(plan))


class _Drawing:
    """Draws the papers of one plan; what two of them need is made ready once, when the first asks for it."""

    def __init__(
        self, plan: Plan, history: CalendarHistory | None, desk: _Desk, templates: TemplateShelf
    ) -> None:
        self._plan, self._history, self._desk, self._templates = plan, history, desk, templates

    @functools.cached_property
    def _calendars(self) -> CalendarDesk:
        return CalendarDesk(self._plan, self._history)

    @functools.cached_property
    def _filling(self) -> Filling:
        """The plan ready for its template, or for an order's with the plan inside."""
        from roadmap_engine.documents.papers.plan_docx import prepare_plan

        filling, problems = prepare_plan(self._plan)
        self._desk.problems += problems
        return filling

    def draw(self, paper: Paper) -> None:
        """Draw a paper, or all of a folder."""
        desk, plan = self._desk, self._plan
        match paper:
            case Paper.CALENDARS:
                for name, calendar in _draw_role_calendars(self._calendars, plan, self._history).items():
                    desk.lay(name, (calendar.data, _tell_cut(name, calendar)))
            case Paper.CALENDAR:
                calendar = self._calendars.draw()
                desk.lay(paper.value, (calendar.data, _tell_cut(paper.value, calendar)))
            case Paper.PLAN:
                desk.lay(paper.value, self._templates.fill(self._filling))
            case Paper.ORDER:
                self._draw_order()
            case Paper.FORMS:
                from roadmap_engine.documents.papers.forms_docx import forms

                for blank in forms(plan):
                    desk.lay(paper + blank.name, self._templates.fill(blank.filling))
            case _:
                desk.render(paper, plan)

    def _draw_order(self) -> None:
        """Draw the order, with the plan inside where the school asks for one file."""
        from roadmap_engine.documents.order_with_plan import join_plan
        from roadmap_engine.documents.papers.order_docx import prepare_order
        from roadmap_engine.planning.ordering.order import draw_order

        plan = self._plan
        order, problems = draw_order(plan)
        self._desk.problems += (*problems, *_tell_left_out(plan))
        if order is None:
            return
        prepared = prepare_order(order)
        inside = plan.order is not None and plan.order.appendices == "inside"
        filling = join_plan(prepared, self._filling) if inside else prepared
        self._desk.lay(Paper.ORDER.value, self._templates.fill(filling))


def _tell_left_out(plan: Plan) -> tuple[Problem, ...]:
    """Say what a school's order does not charge anybody with, because the log says it has ended."""
    ended = [
        measure.number.rstrip(".") or measure.id
        for measure in plan.measures()
        if measure.settled is not None and measure.settled.logged
    ]
    return (Problem.of("RM545", rows=", ".join(ended)),) if ended else ()


def _tell_cut(name: str, calendar: Calendar) -> tuple[Problem, ...]:
    """Say that a calendar does not show all its events, if so."""
    if calendar.shown == calendar.found:
        return ()
    told = Problem.of(
        "RM667",
        file=name,
        shown=calendar.shown,
        found=calendar.found,
        events=FEED_EVENTS.most,
        bytes=FEED_BYTES.most,
    )
    return (told,)


def _render(paper: _Plain, plan: Plan, board: Board | None) -> bytes:
    match paper:
        case Paper.PAGE:
            from roadmap_engine.documents.papers.plan_html import render_plan_html

            return render_plan_html(plan, board)
        case Paper.DATA:
            from roadmap_engine.documents.papers.plan_json import render_plan_json

            return render_plan_json(plan)
        case Paper.TRACKER:
            from roadmap_engine.documents.papers.tracker_xlsx import render_tracker

            return render_tracker(plan)
        case _:
            assert_never(paper)
