"""`--only` with kinds of papers: those that are drawn; the others in a folder stay as they are."""

from __future__ import annotations

from collections.abc import Collection
from gettext import gettext as _
from typing import Any

import click

from roadmap_engine.model.paper import Paper

__all__ = ["only_option", "read_kinds"]

_KINDS = {paper.kind: paper for paper in Paper}


def read_kinds(given: Collection[str]) -> frozenset[Paper]:
    """Read kinds of papers, each word one or several with commas between; all kinds where no word is given.

    >>> sorted(read_kinds(["plan, order", "tracker"]))
    [<Paper.ORDER: 'order.docx'>, <Paper.PLAN: 'plan.docx'>, <Paper.TRACKER: 'tracker.xlsx'>]

    Raises:
        click.BadParameter: a word is no kind of paper.
    """
    names = [name.strip().casefold() for words in given for name in words.split(",")]
    for name in names:
        if name not in _KINDS:
            raise click.BadParameter(
                _("no kind of papers is called «{name}»; there are {known}").format(
                    name=name, known=", ".join(_KINDS)
                )
            )
    return frozenset(_KINDS[name] for name in names) or frozenset(Paper)


def _read_only(_ctx: click.Context, _option: click.Parameter, given: Any) -> frozenset[Paper]:
    return read_kinds(given)


only_option = click.option(
    "--only",
    multiple=True,
    metavar=_("KIND") + ",…",
    callback=_read_only,
    help=_("Make only these papers: {kinds}; the others stay as they are. May repeat.").format(
        kinds=", ".join(_KINDS)
    ),
)
