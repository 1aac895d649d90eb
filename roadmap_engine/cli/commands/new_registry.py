"""`roadmap new registry`: an empty table of schools for a department to fill in."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.asking import UnansweredError
from roadmap_engine.cli.columns import show_columns
from roadmap_engine.cli.new_texts import Run, may_overwrite, refuse_standing
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, json_option
from roadmap_engine.storage.writing import replace_file

__all__ = ["registry_command"]

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
    read = read_base(roadmap, path.parent) if roadmap is not None else None
    if columns:
        return show_columns(read, as_json=as_json)
    run = Run((), None, force, as_json)
    try:
        base = run.take(read) if read is not None else None
    except UnansweredError:
        return run.tell(tuple(run.problems))
    content = draw_registry(list_columns(base), path.suffix.casefold())
    if refused := refuse_standing({path: content}, lambda there: may_overwrite(run, there)):
        return run.tell(refused)
    replace_file(path, content)
    code = run.tell((), (path,))
    if not as_json:
        say(_("Written: {files}").format(files=path), err=True)
        say(_("Next: write your schools in place of the example"), err=True)
    return code
