"""`--force` with the name of a paper, or alone: what a person lets the program write over.

The name is optional, so the word after a bare `--force` may be the adoption. It is taken for a name where it
can be one of a paper: a kind, a file of a paper's type, a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.paper import Paper
from roadmap_engine.storage.terms import Force

__all__ = ["ForcingCommand", "force_option", "name_inside", "refuse_unknown"]

_OPTION = "--force"
_PAPER_NAME = re.compile(r"[*?\[]|\.(docx|xlsx|html|json|ics|pdf)$|^(forms|calendars)/", re.IGNORECASE)


def _read_force(_ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> Force:
    return Force(every="" in given, names=tuple(name for name in given if name))


force_option = click.option(
    _OPTION,
    multiple=True,
    metavar="[" + _("NAME") + "]",
    callback=_read_force,
    help=_(
        "Write over a paper that was changed by hand: a file, a kind ({kinds}) or a pattern; may repeat. "
        "Without a name: over pages and calendars, never over what people fill in. The former file is kept."
    ).format(kinds=", ".join(paper.kind for paper in Paper)),
)


class ForcingCommand(click.Command):
    """A command whose `--force` may stand alone."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Join `--force` with its name, if one follows."""
        return super().parse_args(ctx, list(_join_names(args)))


def _join_names(arguments: Sequence[str]) -> Iterator[str]:
    """Give the arguments with every `--force` in one piece with its name.

    >>> list(_join_names(["--force", "adoption.yaml", "--force", "order", "-o", "x"]))
    ['--force=', 'adoption.yaml', '--force=order', '-o', 'x']
    """
    waiting = list(reversed(arguments))
    while waiting:
        argument = waiting.pop()
        if argument == "--":
            yield from (argument, *reversed(waiting))
            return
        if argument == _OPTION:
            argument += "=" + (waiting.pop() if waiting and _can_be_name(waiting[-1]) else "")
        yield argument


def _can_be_name(word: str) -> bool:
    return word in {paper.kind for paper in Paper} or _PAPER_NAME.search(word) is not None


def name_inside(force: Force, folder: Path) -> Force:
    """Let a paper be named with the folder it lies in, as a shell completes it.

    >>> name_inside(Force(names=("papers/order.docx", "plan")), Path("papers")).names
    ('order.docx', 'plan')
    """
    return replace(force, names=tuple(name.removeprefix(f"{folder}/") for name in force.names))


def refuse_unknown(force: Force, papers: Collection[str]) -> None:
    """Refuse a name that no paper has.

    Raises:
        click.BadParameter: wrong usage.
    """
    for name in force.find_unknown(papers):
        known = near_names(name, papers) or list_names(papers)
        raise click.BadParameter(
            _("no paper is called «{name}»; there are {known}").format(name=name, known=known),
            param_hint=f"'{_OPTION}'",
        )
