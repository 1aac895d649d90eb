"""Reports on a plan as pages: one file that asks for nothing else, runs no script, and prints."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from roadmap_engine.documents.journal_words import Journal
from roadmap_engine.documents.pages.environment import fill_page, read_style
from roadmap_engine.documents.report_words import Execution
from roadmap_engine.version import __version__

__all__ = ["draw_execution_page", "draw_journal_page"]


def draw_execution_page(told: Execution) -> bytes:
    """Draw the note on how far a plan is."""
    return fill_page("execution.html.j2", told=told, style=_style(), version=__version__)


def draw_journal_page(told: Journal) -> bytes:
    """Draw the journal of a measure."""
    return fill_page("journal.html.j2", told=told, style=_style(), version=__version__)


def _style() -> Markup:
    own = files("roadmap_engine.documents.pages").joinpath("reports.css").read_text(encoding="utf-8")
    return Markup(read_style().decode() + own)  # noqa: S704 -- files of the program itself
