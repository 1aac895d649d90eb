"""`roadmap serve`: the portal over a folder of adoptions."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import os
import tempfile
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.extras import EXTRAS
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import report
from roadmap_engine.diagnostics import Problem

if TYPE_CHECKING:
    from roadmap_engine.portal.demo import DemoAccount
    from roadmap_engine.portal.starting import Started

__all__ = ["command", "find_missing"]

_LEVELS = ("debug", "info", "warning", "error")


def find_missing() -> tuple[Problem, ...]:
    """Tell which package of the portal is not installed, the first of them."""
    missing = (each for each in EXTRAS["portal"] if importlib.util.find_spec(each) is None)
    return tuple(Problem.of("RM984", package=each) for each in missing)[:1]


@click.command(
    name="serve",
    help=lay_out(
        _(
            "Serve the portal: the pages of schools and of the department, over the same folder of adoptions "
            "that the other commands work on. An empty or missing folder will do. The first time it prints "
            "an address by which the first administrator makes her account.\n\n"
            "It listens on this computer alone; for others put a web server with https before it, and say "
            "--proxy. --demo lays out twelve invented schools, in a folder that goes when it ends unless "
            "you name one. Its own database lies in .portal in the folder; the variable DATABASE_URL names "
            "another one.\n\n"
            "Examples:\n"
            "  roadmap serve --demo\n"
            "  roadmap serve schools\n"
            "  roadmap serve schools --proxy --name portal.school.example"
        )
    ),
)
@click.argument("workspace", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "--demo", is_flag=True, help=_("Twelve invented schools with a spring of history, and accounts to try.")
)
@click.option("--host", default="127.0.0.1", show_default=True, help=_("The address it listens at."))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=_("Its port; 0 for any.")
)
@click.option("--proxy", is_flag=True, help=_("A web server with https stands before it."))
@click.option("--name", "names", multiple=True, help=_("A host name that browsers use; may repeat."))
@click.option(
    "--key", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Private key (Ed25519, PEM) that roadmaps published here are signed with."),
)  # fmt: skip
@click.option(
    "--mail", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
    help=_(
        "The settings by which it sends mail, as those of `roadmap remind`; it sends none unless given."
    ),
)  # fmt: skip
@click.option("--today", type=DayType(), metavar="DATE", help=_("The day it counts as, to try it out."))
@click.option(
    "--log-level", "level", type=click.Choice(_LEVELS), default="warning", show_default=True,
    help=_("How much it tells on standard error."),
)  # fmt: skip
@click.option("--log-json", is_flag=True, help=_("Tell it as JSON, one object a line."))
def command(  # noqa: PLR0913, PLR0917 -- click's signature
    workspace: Path | None,
    demo: bool,
    host: str,
    port: int,
    proxy: bool,
    names: tuple[str, ...],
    key: Path | None,
    mail: Path | None,
    today: dt.datetime | None,
    level: str,
    log_json: bool,
) -> int:
    """Serve a workspace."""
    if missing := find_missing():
        return report(missing, {})
    from roadmap_engine.desk.mailing import check_mail
    from roadmap_engine.portal.logs import set_up_logs
    from roadmap_engine.portal.options import DEMO_DAY, PortalOptions, demo_clock, read_clock
    from roadmap_engine.portal.starting import start

    set_up_logs(level, as_json=log_json)
    if mail is not None and (told := check_mail(mail)):
        return report(told, {})
    if demo and not PortalOptions(Path(), host).is_local:
        raise click.UsageError(_("a demo has accounts that everybody knows: it stays on this computer"))
    with contextlib.ExitStack() as kept:
        folder = workspace or Path(kept.enter_context(tempfile.TemporaryDirectory()) if demo else ".")
        day = today.date() if today is not None else None
        options = PortalOptions(
            folder.absolute(), host, port, proxy, names, os.environ.get("DATABASE_URL", ""),
            day or (DEMO_DAY if demo else None), demo_clock(day or DEMO_DAY) if demo else read_clock, demo,
            key.absolute() if key is not None else None,
            mail.absolute() if mail is not None else None,
        )  # fmt: skip
        started = kept.enter_context(start(options))
        if isinstance(started, Problem):
            return report((started,), {})
        _serve(started)
    return 0


def _serve(started: Started) -> None:
    """Serve a portal that is ready, and say where."""
    from roadmap_engine.portal.serving import serve

    if started.backup is not None:
        told = _("The database is brought up to date; a copy of it as it was: {file}")
        say(told.format(file=started.backup))
    accounts: tuple[DemoAccount, ...] = ()
    if started.options.demo:
        from roadmap_engine.portal.demo import lay_demo

        say(_("Twelve invented schools are laid out in {folder} …").format(folder=started.options.workspace))
        accounts = lay_demo(started.options.workspace)

    def tell(address: str) -> None:
        say(_("The portal answers at {address}/ – Ctrl-C ends it.").format(address=address))
        if started.first and not accounts:
            told = _("The first administrator makes her account here, once: {address}")
            say(told.format(address=f"{address}{started.first}"))
        for each in accounts:
            say(f"  {each.login:<12} {each.password:<20} {each.what}")

    serve(started, tell)
