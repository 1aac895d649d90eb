"""The pages of one plan: the plan with its states, its calendars, and a fragment for a page elsewhere."""

from __future__ import annotations

from roadmap_engine.documents.pages.environment import STYLE, fill_page, read_style
from roadmap_engine.documents.pages.lines import list_columns, list_stages
from roadmap_engine.documents.pages.months import list_months
from roadmap_engine.documents.pages.now import group_awaited, group_work, write_lead
from roadmap_engine.documents.pages.showing import CALENDARS, FRAGMENT, PLAN, Showing
from roadmap_engine.documents.pages.year import lay_out_year
from roadmap_engine.documents.phrases import say_view, shorten
from roadmap_engine.documents.qr_code import trace_qr
from roadmap_engine.model import Plan
from roadmap_engine.model.board import Board
from roadmap_engine.model.counts import count_board
from roadmap_engine.russian import numeric_date
from roadmap_engine.version import __version__

__all__ = ["draw_school"]

_NAME_LIMIT = 70


def draw_school(plan: Plan, board: Board, showing: Showing) -> dict[str, bytes]:
    """Draw the pages of a plan.

    Args:
        plan: as strangers may read it, without the names and remarks that are not for them.
        board: where it stands.
        showing: how it is shown.

    Returns:
        Content by the name of the file, the stylesheet among them. Equal inputs give equal bytes.
    """
    seen = plan.in_view()
    rows = board.by_measure()
    counts = count_board(board)
    frame = {
        "showing": showing,
        "who": plan.author,
        "plan": seen,
        "version": __version__,
        "on_day": f"на {numeric_date(showing.today)}" if showing.today is not None else "",
    }
    stages = list_stages(seen, rows)
    columns = list_columns(seen)
    lead = write_lead(board, counts)
    return {
        PLAN: fill_page(
            "plan.html.j2",
            **frame,
            page="plan",
            name=_name_page(plan.author, plan.title),
            lead=lead,
            intro=(*plan.intro, *say_view(plan)),
            counts=counts,
            works=group_work(seen, board) if showing.today is not None else (),
            awaited=group_awaited(board),
            year=lay_out_year(seen, rows, showing.today),
            months=list_months(board),
            stages=stages,
            columns=columns,
        ),
        CALENDARS: fill_page(
            "subscribe.html.j2",
            **frame,
            page="subscribe",
            name=_name_page(plan.author, "Подписаться на сроки"),
            # The page and not a calendar, because not every telephone knows what to do with one.
            code=trace_qr(f"{showing.url}{CALENDARS}") if showing.url else None,
        ),
        FRAGMENT: fill_page(
            "fragment.html.j2",
            **frame,
            page="fragment",
            name=_name_page(plan.author, plan.title),
            lead=lead,
            counts=counts,
            stages=stages,
        ),
        STYLE: read_style(),
    }


def _name_page(who: str, title: str) -> str:
    """Name the page's tab: whose plan comes first, because tabs and histories cut the rest off."""
    return shorten(" – ".join(part for part in (who, title) if part), _NAME_LIMIT)
