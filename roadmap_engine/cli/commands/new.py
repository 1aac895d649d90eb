"""`roadmap new`: asks, and writes the first text of a school or an author."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.commands.new_registry import registry_command
from roadmap_engine.cli.new_texts import Run, create
from roadmap_engine.cli.reporting import all_option, json_option
from roadmap_engine.cli.source_options import from_option, key_option

__all__ = ["command"]


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011, TID251 -- the command line may read the clock


def _common(function: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that all of them have."""
    options: tuple[Callable[[Any], Any], ...] = (
        all_option,
        json_option,
        click.option("--force", is_flag=True, help=_("Write over a text that is there.")),
        click.option(
            "--answers",
            "answer_file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help=_("Answers given beforehand: a YAML text with the fields of the one to be made."),
        ),
        click.option(
            "-a",
            "--answer",
            "answers",
            multiple=True,
            metavar="PATH=WORDS",
            help=_("One answer given beforehand: name.short=МБОУ СОШ; may repeat."),
        ),
        click.option(
            "--edit",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help=_("Change answers of this text; everything else in it stays as it is."),
        ),
    )
    for option in options:
        function = option(function)
    return function


def _output(usual: str) -> Callable[[Any], Any]:
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=_("The text to write; {usual} unless given.").format(usual=usual),
    )


def _one_file(output: Path | None, edit: Path | None) -> Path | None:
    """What is edited stays where it is."""
    if output is not None and edit is not None:
        raise click.UsageError(_("--edit changes the text where it lies; it takes no -o."))
    return edit or output


@click.group(
    name="new",
    help=lay_out(
        _(
            "Ask, and write the first text: an organisation, an adoption, a roadmap, or a layer over one. A "
            "registry of schools is an empty table, and nothing is asked.\n\n"
            "The text has comments that explain every field, and passes «roadmap check». Without a terminal "
            "the answers come from --answer and --answers; a missing one is told, nothing waits. With --edit "
            "a text that is there is changed: only what is answered otherwise, comments stay.\n\n"
            "Examples:\n"
            "  roadmap new organisation\n"
            "  roadmap new adoption --from https://education.example/roadmaps\n"
            "  roadmap new adoption --next-year adoption.yaml\n"
            '  roadmap new roadmap -a title="План мероприятий по чтению" -o plan.yaml\n'
            "  roadmap new overlay\n"
            "  roadmap new registry -o schools.xlsx\n"
            "  roadmap new adoption --edit adoption.yaml -a order.date=2027-05-31"
        )
    ),
)
def command() -> None:
    """Ask and write."""


@command.command(
    short_help=_("An organisation: who adopts."),
    help=lay_out(
        _(
            "Ask about an organisation: its names, people, units, calendar.\n\n"
            "With --people, names and posts are taken from the school's list of staff: those whose posts a "
            "roadmap speaks of. What becomes of every other row is told.\n\n"
            "Examples:\n  roadmap new organisation --answers answers.yaml -o organisation.yaml\n"
            "  roadmap new organisation --people staff.xlsx"
        )
    ),
)
@click.option(
    "--roadmap",
    metavar="NAME",
    help=_("Ask for the people and units of this roadmap; of all published ones unless given."),
)
@click.option(
    "--people",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Name the people of this list: .xlsx, .ods or CSV with the columns «ФИО» and «Должность»."),
)
@_output("organisation.yaml")
@_common
def organisation(
    roadmap: str | None, people: Path | None, output: Path | None, edit: Path | None, **told: Any
) -> int:
    """Make an organisation's text."""
    from roadmap_engine.cli.making import make_organisation

    if people is not None and edit is not None:
        raise click.UsageError(
            _("--people is of a new text; «--edit» keeps the people of the one that is there.")
        )
    path = _one_file(output, edit) or Path("organisation.yaml")
    return create(
        Run(**told),
        lambda run, talk: make_organisation(
            run, talk, path, roadmap, _today(), edit=edit is not None, people=people
        ),
    )


@command.command(
    short_help=_("An adoption: what a school makes its own."),
    help=lay_out(
        _(
            "Ask what a school must say to make a roadmap its own: procedure, year, roles, dates.\n\n"
            "With --from, a published version is taken, verified, written to bundles/ beside the text and "
            "pinned: a folder, a bundle, an index, an address of one, or the name of a roadmap that comes "
            "with the program; SOURCE#ID@VERSION where it has several. With --next-year, an earlier "
            "adoption's answers are carried over; dates and what is done are not. Who is new and the new "
            "terms are added to the organisation's text, and nothing is removed.\n\n"
            "Examples:\n"
            "  roadmap new adoption\n"
            "  roadmap new adoption --from https://education.example/roadmaps#tiny@1\n"
            "  roadmap new adoption --next-year adoption-2026.yaml -o adoption-2027.yaml\n"
            '  roadmap new adoption --next-year adoption.yaml -a people.deputy-head.name="Белова И. О."'
        )
    ),
)
@from_option
@key_option
@click.option(
    "--next-year",
    "old",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help=_("Carry over the answers of this adoption into the next school year."),
)
@_output("adoption.yaml")
@_common
def adoption(
    source: str | None, key: str | None, old: Path | None, output: Path | None, edit: Path | None, **told: Any
) -> int:
    """Make an adoption's text."""
    from roadmap_engine.cli.making import edit_adoption, make_adoption
    from roadmap_engine.cli.making_next_year import make_next_year

    if old is not None or edit is not None:
        if source is not None or key is not None or (old is not None and edit is not None):
            raise click.UsageError(
                _("--next-year and --edit keep the roadmap of a text; «roadmap update» takes a newer one.")
            )
        if edit is not None:
            there = _one_file(output, edit) or edit
            return create(Run(**told), lambda run, talk: edit_adoption(run, talk, there, _today()))
    if old is not None:
        return create(Run(**told), lambda run, talk: make_next_year(run, talk, old, output))
    if key is not None and source is None:
        raise click.UsageError(_("--key needs --from."))
    path = output or Path("adoption.yaml")
    return create(Run(**told), lambda run, talk: make_adoption(run, talk, path, (source, key), _today()))


@command.command(
    short_help=_("A roadmap: what a department publishes."),
    help=lay_out(
        _(
            "Begin a roadmap: title, stages, measures, with comments on every field.\n\n"
            "Example:\n  roadmap new roadmap -o reading-2027.yaml"
        )
    ),
)
@_output(_("the roadmap's name"))
@_common
def roadmap(output: Path | None, edit: Path | None, **told: Any) -> int:
    """Make a roadmap's text."""
    from roadmap_engine.cli.making import make_roadmap

    path = _one_file(output, edit)
    return create(Run(**told), lambda run, talk: make_roadmap(run, talk, path, edit=edit is not None))


@command.command(
    short_help=_("A layer over a roadmap."),
    help=lay_out(
        _(
            "Begin a layer over a roadmap: what it inherits is listed by name, to replace, remove, add. With "
            "--from, a published version is taken and pinned, as «new adoption» does.\n\n"
            "Examples:\n"
            "  roadmap new overlay -a extends=federal-results-method\n"
            "  roadmap new overlay --from https://education.example/roadmaps#tiny@1 --key ed25519:…"
        )
    ),
)
@from_option
@key_option
@_output(_("the layer's name"))
@_common
def overlay(source: str | None, key: str | None, output: Path | None, edit: Path | None, **told: Any) -> int:
    """Make a layer's text."""
    from roadmap_engine.cli.making import make_overlay

    path, taken = _one_file(output, edit), (source, key)
    if (edit is not None and source is not None) or (key is not None and source is None):
        raise click.UsageError(_("--key needs --from, and --edit keeps the roadmap of a text."))
    return create(Run(**told), lambda run, talk: make_overlay(run, talk, path, taken, edit=edit is not None))


command.add_command(registry_command)
