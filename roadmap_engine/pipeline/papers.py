"""From a plan to its papers: every document by the name it is written under."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.documents.calendar_ics import render_calendar, roles_of
from roadmap_engine.documents.forms_docx import forms
from roadmap_engine.documents.order_docx import prepare_order
from roadmap_engine.documents.order_with_plan import join_plan
from roadmap_engine.documents.plan_docx import prepare_plan
from roadmap_engine.documents.plan_html import render_plan_html
from roadmap_engine.documents.plan_json import render_plan_json
from roadmap_engine.documents.published_order_docx import prepare_published_order
from roadmap_engine.documents.tracker_xlsx import render_tracker
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import OwnFiles
from roadmap_engine.pipeline.pictures import draw_pictures
from roadmap_engine.pipeline.plans import Published
from roadmap_engine.pipeline.templates import TemplateShelf
from roadmap_engine.planning.order import draw_order

__all__ = ["draw_papers", "draw_published_papers"]


class _Desk:
    """The papers drawn so far; one that could not be drawn leaves its reasons."""

    def __init__(self) -> None:
        self.papers: dict[str, bytes] = {}
        self.problems: list[Problem] = []

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


def draw_published_papers(published: Published, own: OwnFiles | None = None) -> Outcome[Mapping[str, bytes]]:
    """Draw the published text: its order, the table as a Word file, as a page, and for programs.

    Args:
        published: the text.
        own: the roadmap's own templates.
    """
    desk, plan = _Desk(), published.plan
    with TemplateShelf(own or OwnFiles()) as templates:
        if published.order is not None:
            desk.lay("order.docx", templates.fill(prepare_published_order(published.order)))
        filling, problems = prepare_plan(plan)
        desk.lay("plan.docx", templates.fill(filling))
    desk.problems += problems
    desk.papers["plan.html"] = render_plan_html(plan)
    desk.papers["plan.json"] = render_plan_json(plan)
    return desk.outcome()


def draw_papers(
    plan: Plan, history: CalendarHistory | None = None, own: OwnFiles | None = None
) -> Outcome[Mapping[str, bytes]]:
    """Draw every paper of a school's plan.

    Args:
        plan: the plan.
        history: what its calendar events have been through.
        own: templates and pictures of the roadmap's and of the school's own.
    """
    desk = _Desk()
    desk.papers["plan.html"] = render_plan_html(plan)
    desk.papers["plan.json"] = render_plan_json(plan)
    desk.papers["tracker.xlsx"] = render_tracker(plan)
    desk.papers["deadlines.ics"] = render_calendar(plan, history=history)
    for role in roles_of(plan):
        desk.papers[f"calendars/{role}.ics"] = render_calendar(plan, role=role, history=history)
    pictures, problems = draw_pictures(plan, own or OwnFiles())
    desk.problems += problems
    with TemplateShelf(own or OwnFiles(), pictures) as templates:
        _draw_word_papers(plan, desk, templates)
    return desk.outcome()


def _draw_word_papers(plan: Plan, desk: _Desk, templates: TemplateShelf) -> None:
    filling, problems = prepare_plan(plan)
    desk.lay("plan.docx", templates.fill(filling))
    order, found = draw_order(plan)
    desk.problems += (*problems, *found)
    if order is not None:
        prepared = prepare_order(order)
        inside = plan.order is not None and plan.order.appendices == "inside"
        desk.lay("order.docx", templates.fill(join_plan(prepared, filling) if inside else prepared))
    for blank in forms(plan):
        desk.lay(f"forms/{blank.name}", templates.fill(blank.filling))
