"""`roadmap new registry`: an empty table of schools for a department to fill in."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.asking import UnansweredError
from roadmap_engine.cli.new_texts import Run, may_overwrite, refuse_standing
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, json_option, report_json, speaker
from roadmap_engine.storage.writing import replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmap_engine.questionnaire.registry import Column

__all__ = ["column_to_json", "registry_command", "say_column"]

_USUAL = Path("schools.csv")


@click.command(
    name="registry",
    short_help=_("A registry of schools: a department's table."),
    help=lay_out(
        _(
            "Write a table of schools to be filled in, CSV or Excel: the captions, and one invented school "
            "to be written over.\n\n"
            "With --roadmap the events of this roadmap have columns, too. Any further column that --columns "
            "lists may be added, in any place, by its caption or by its name. «roadmap track collect» reads "
            "the same table.\n\n"
            "Examples:\n"
            "  roadmap new registry -o schools.csv\n"
            "  roadmap new registry --roadmap sakha-2021-order-441 -o schools.xlsx\n"
            "  roadmap new registry --roadmap sakha-2021-order-441 --columns"
        )
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("The table to write, .csv or .xlsx; {usual} unless given.").format(usual=_USUAL),
)
@click.option("--roadmap", metavar="NAME", help=_("The roadmap that the schools adopt."))
@click.option("--columns", is_flag=True, help=_("Write nothing; list all columns that there may be."))
@click.option("--force", is_flag=True, help=_("Write over a table that is there."))
@all_option
@json_option
def registry_command(
    output: Path | None, roadmap: str | None, *, columns: bool, force: bool, as_json: bool
) -> int:
    """Write a registry, or list its columns."""
    path = output or _USUAL
    if columns and output is not None:
        raise click.UsageError(_("--columns writes nothing; it takes no -o."))
    from roadmap_engine.pipeline.creating import read_base
    from roadmap_engine.pipeline.new_registry import ENDINGS, draw_registry, list_columns

    if path.suffix.casefold() not in ENDINGS:
        raise click.UsageError(_("{file}: a registry is .csv or .xlsx.").format(file=path))
    run = Run((), None, force, as_json)
    try:
        base = run.take(read_base(roadmap, path.parent)) if roadmap is not None else None
    except UnansweredError:
        return run.tell(tuple(run.problems))
    listed = list_columns(base)
    if columns:
        return _show(listed, as_json=as_json)
    content = draw_registry(listed, path.suffix.casefold())
    if refused := refuse_standing({path: content}, lambda there: may_overwrite(run, there)):
        return run.tell(refused)
    replace_file(path, content)
    code = run.tell((), (path,))
    if not as_json:
        say(_("Written: {files}").format(files=path), err=True)
        say(_("Next: write your schools in place of the example"), err=True)
    return code


def _show(columns: Sequence[Column], *, as_json: bool) -> int:
    """List the columns that a registry may have."""
    if as_json:
        return report_json((), {}, columns=[column_to_json(each) for each in columns])
    for each in columns:
        say_column(each)
    return 0


def say_column(column: Column) -> None:
    """Print a column: its caption, its name, what stands in it, and whether it is needed."""
    named = f"{column.caption} ({column.name})" if column.caption != column.name else column.name
    words = [each.tell(speaker()) for each in (column.holds, column.how)]
    sentences = [each[:1].upper() + each[1:] + ("" if each[-1] in ".?…" else ".") for each in words if each]
    told = " ".join(sentences)
    say(
        (_("{column}, needed: {told}") if column.needed else "{column}: {told}").format(
            column=named, told=told
        )
    )


def column_to_json(column: Column) -> dict[str, Any]:
    """Give a column for other programs."""
    return {
        "name": column.name,
        "caption": column.caption,
        "holds": column.holds.tell(speaker()),
        "how": column.how.tell(speaker()),
        "needed": column.needed,
    }
