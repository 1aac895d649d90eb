"""Texts of people into HTML: one way in which every page and letter is filled in."""

from __future__ import annotations

from collections.abc import Callable

import jinja2

__all__ = ["make_environment"]


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
