"""Where pages are filled in: every text is escaped, and a value that is missing is an error."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import Any

import jinja2

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.documents.markup import make_environment
from roadmap_engine.documents.phrases import clean_text, write_days, write_heading
from roadmap_engine.russian import count_phrase, numeric_date

__all__ = ["STYLE", "fill_page", "fit_environment", "read_matrix_style", "read_paper_style", "read_style"]

STYLE = "style.css"
_SHARED, _PAPER, _MATRIX = "shared.css", "paper.css", "matrix.css"
"""What all pages have in common, what a page has that is a paper, and what one of schools × measures."""


def fill_page(template: str, **values: Any) -> bytes:
    """Fill in a template of the pages.

    Args:
        template: name of its file.
        values: what it says; every text is escaped, and loses what HTML cannot hold.
    """
    return _environment().get_template(template).render(**values).encode()


@functools.cache
def read_style() -> bytes:
    """Give the one stylesheet of all pages of a site."""
    return _read(_SHARED) + _read(STYLE)


@functools.cache
def read_paper_style() -> bytes:
    """Give the stylesheet of plan.html: a paper of its own, in the same colours and with the same badges."""
    return _read(_SHARED) + _read(_PAPER)


@functools.cache
def read_matrix_style() -> bytes:
    """Give what a page of schools × measures has beside the stylesheet of all pages."""
    return _read(_MATRIX)


def _read(name: str) -> bytes:
    return files("roadmap_engine.documents.pages").joinpath(name).read_bytes()


def fit_environment(first: jinja2.BaseLoader | None = None) -> jinja2.Environment:
    """Make an environment for pages.

    Args:
        first: gives the templates of whoever has pages of her own; those of the site stand behind them.
    """
    environment = make_environment("roadmap_engine.documents.pages", "templates", clean_text)
    if first is not None and environment.loader is not None:
        environment.loader = jinja2.ChoiceLoader([first, environment.loader])
    environment.filters.update(day=numeric_date, days=write_days, heading=write_heading, counted=count_phrase)
    # All that a page of the site says is Russian, whoever wrote it.
    environment.filters.update(written=_leave, said=_say_in_russian)
    environment.globals.update(tongue=_say_nothing)
    return environment


def _leave(text: str) -> str:
    return text


def _say_in_russian(words: Bilingual) -> str:
    return words.russian


def _say_nothing(_text: str) -> str:
    return ""


@functools.cache
def _environment() -> jinja2.Environment:
    return fit_environment()
