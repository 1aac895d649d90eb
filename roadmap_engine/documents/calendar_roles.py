"""The roles of a plan that have a calendar of their own."""

from __future__ import annotations

from roadmap_engine.documents.calendar_history import tell_pasts
from roadmap_engine.model import CalendarHistory, Plan

__all__ = ["role_titles", "roles_of"]


def roles_of(plan: Plan, history: CalendarHistory | None = None) -> tuple[str, ...]:
    """Give the ids of the roles that have a calendar, in the order the table names them first.

    Those who answer for a measure have one; of a plan of one's own work nobody else has, unless something was
    in it that is called off now.
    """
    shown = {
        assignee.role
        for measure in plan.in_view().measures()
        for assignee in measure.responsible
        if plan.work == "all" or not assignee.outside
    }
    pasts = tell_pasts(history).values() if history else ()
    gone = {role for past in pasts if past.shown_as_cancelled for role in past.mark.roles}
    return tuple(role for role in role_titles(plan) if role in shown or plan.role_goes_by(role) in gone)


def role_titles(plan: Plan) -> dict[str, str]:
    """Give the titles of the roles that answer for a measure, in the order the table names them first."""
    titles: dict[str, str] = {}
    for measure in plan.measures():
        for assignee in measure.responsible:
            titles.setdefault(assignee.role, assignee.title)
    return titles
