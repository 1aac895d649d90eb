"""From a plan to its papers: every document by the name it is written under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.documents.calendar_ics import render_calendar, roles_of
from roadmap_engine.documents.forms_docx import forms, render_form
from roadmap_engine.documents.order_docx import render_order
from roadmap_engine.documents.plan_docx import render_plan
from roadmap_engine.documents.plan_html import render_plan_html
from roadmap_engine.documents.plan_json import render_plan_json
from roadmap_engine.documents.published_order_docx import render_published_order
from roadmap_engine.documents.tracker_xlsx import render_tracker
from roadmap_engine.load.shipped import shipped_folder
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import Published
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


def _template(name: str) -> bytes:
    return (shipped_folder("templates") / name).read_bytes()


def _templates(names: Iterable[str]) -> dict[str, bytes]:
    """Read the templates that there are; whoever needs another says that it is missing."""
    folder = shipped_folder("templates")
    return {name: (folder / name).read_bytes() for name in sorted(names) if (folder / name).is_file()}


def draw_published_papers(published: Published) -> Outcome[Mapping[str, bytes]]:
    """Draw the published text: its order, the table as a Word file, as a page, and for programs."""
    desk, plan = _Desk(), published.plan
    if published.order is not None:
        template = "published-order.docx"
        desk.lay("order.docx", render_published_order(published.order, _template(template), template))
    desk.lay("plan.docx", render_plan(plan, _template("plan.docx")))
    desk.papers["plan.html"] = render_plan_html(plan)
    desk.papers["plan.json"] = render_plan_json(plan)
    return desk.outcome()


def draw_papers(plan: Plan, history: CalendarHistory | None = None) -> Outcome[Mapping[str, bytes]]:
    """Draw every paper of a school's plan.

    Args:
        plan: the plan.
        history: what its calendar events have been through.
    """
    desk = _Desk()
    desk.lay("plan.docx", render_plan(plan, _template("plan.docx")))
    desk.papers["plan.html"] = render_plan_html(plan)
    desk.papers["plan.json"] = render_plan_json(plan)
    desk.papers["tracker.xlsx"] = render_tracker(plan)
    desk.papers["deadlines.ics"] = render_calendar(plan, history=history)
    for role in roles_of(plan):
        desk.papers[f"calendars/{role}.ics"] = render_calendar(plan, role=role, history=history)
    order, problems = draw_order(plan)
    desk.problems += problems
    if order is not None:
        desk.lay("order.docx", render_order(order, _template("order.docx")))
    blanks = forms(plan)
    templates = _templates({blank.template for blank in blanks})
    for blank in blanks:
        desk.lay(f"forms/{blank.name}", render_form(blank, templates))
    return desk.outcome()
