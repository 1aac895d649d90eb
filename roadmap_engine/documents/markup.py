"""Texts of people into HTML: one way in which every page and letter is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable

import jinja2
from markupsafe import Markup, escape

from roadmap_engine.diagnostics.languages import Language

__all__ = ["make_environment", "mark_attribute", "mark_written"]

_RUSSIAN = re.compile("[А-Яа-яЁё]")


def mark_written(text: str, language: Language) -> Markup:
    """Escape what somebody wrote, known to be Russian in a page of another language; of nothing, nothing.

    Args:
        text: a name, a title, a note.
        language: of the page.

    >>> mark_written("СОШ № 12", "en"), mark_written("СОШ № 12", "ru")
    (Markup('<span lang="ru">СОШ № 12</span>'), Markup('СОШ № 12'))
    """
    mark = mark_attribute(text, language)
    return Markup("<span{}>{}</span>").format(mark, text) if mark else escape(text)


def mark_attribute(text: str, language: Language) -> Markup:
    """Give the same mark for an element that holds nothing else, and no other element: an option, a field.

    Whoever wrote in Latin letters did not write Russian: the name of a file, a key.
    """
    needed = language != "ru" and _RUSSIAN.search(text) is not None
    return Markup(' lang="ru"') if needed else Markup()


def make_environment(package: str, folder: str, clean: Callable[[str], str]) -> jinja2.Environment:
    """Make an environment in which every text is escaped, and a value that is not there is an error.

    Args:
        package: that the templates lie in.
        folder: of it.
        clean: what is done to a text before it is escaped; the program's own markup passes as it is.
    """
    environment = jinja2.Environment(
        extensions=["jinja2.ext.i18n"],
        loader=jinja2.PackageLoader(package, folder),
        # Fixed, not chosen by file name: `select_autoescape` leaves «*.html.j2» unescaped.
        autoescape=True,
        # They come with the program, and do not change while it runs.
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    # The papers and the site speak Russian; whoever speaks more languages puts her own catalogue in.
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return environment
