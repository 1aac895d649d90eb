"""`roadmap restore`: an archive that `roadmap backup` has written, into a new folder."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import report
from roadmap_engine.cli.tracking import now
from roadmap_engine.desk.calendars import raise_calendars
from roadmap_engine.pipeline.drift import find_adoptions
from roadmap_engine.portal.backups import restore

__all__ = ["command"]


@click.command(
    name="restore",
    help=lay_out(
        _(
            "Lay what `roadmap backup` has written into a folder that is not there yet, or is empty: all of "
            "it, looked at file by file, or nothing.\n\n"
            "Example:\n"
            "  roadmap restore backups/schools-2027-06-15.zip schools"
        )
    ),
)
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("workspace", type=click.Path(path_type=Path))
def command(archive: Path, workspace: Path) -> int:
    """Restore a workspace."""
    refused = restore(archive, workspace)
    if refused:
        return report(refused, {})
    say(_("Restored: {folder}").format(folder=workspace))
    # People may have seen later calendars than the archive knows of.
    raised = (raise_calendars(path, now()) for path, _root in find_adoptions(workspace))
    return report([problem for each in raised for problem in each.problems], {})
