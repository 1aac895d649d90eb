"""`roadmap backup`: a workspace with its portal into one archive, while it is used."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.tracking import now
from roadmap_engine.portal.backups import back_up
from roadmap_engine.portal.health import note_backup

__all__ = ["command"]


@click.command(
    name="backup",
    help=lay_out(
        _(
            "Write a folder of adoptions with all that belongs to it into one archive: texts, logs, files, "
            "what was signed, and the portal's own database. The portal and everybody else may go on "
            "working. `roadmap restore` opens it.\n\n"
            "It holds addresses and passwords' digests: keep it as you keep the folder itself. A PostgreSQL "
            "database is not in it; back that up by its own means.\n\n"
            "Example:\n"
            "  roadmap backup schools -o backups/schools-2027-06-15.zip"
        )
    ),
)
@click.argument("workspace", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE.zip",
    help=_("The archive; one that is there gives way when the new one is whole."),
)  # fmt: skip
def command(workspace: Path, output: Path) -> int:
    """Back a workspace up."""
    begun = now()
    done = back_up(workspace, output, begun)
    note_backup(workspace, begun)
    say(_("Files: {count}. The archive: {file}").format(count=done.files, file=output))
    if not done.has_database:
        say(_("No database of a portal lies in the folder: there is none, or it is one of PostgreSQL."))
    return 0
