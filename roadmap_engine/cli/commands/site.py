"""`roadmap site`: pages and calendars for any web host, from one adoption or from many."""

from __future__ import annotations

import datetime as dt
import secrets
import sys
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from urllib.parse import quote, urlsplit

import click

from roadmap_engine.api.histories import write_down
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.commands.build import output_option
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.own_texts import hold, hold_beside
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, report
from roadmap_engine.cli.tracking import now
from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.drift import Found, find_adoptions
from roadmap_engine.pipeline.reading import Shared
from roadmap_engine.pipeline.site import (
    LIST_NAME,
    ROOT_PLAN,
    SchoolSite,
    SiteOptions,
    draw_root,
    draw_school_site,
    refuse_taken,
    set_site_terms,
)
from roadmap_engine.pipeline.site_addresses import KEY_BYTES, key_path, read_key
from roadmap_engine.storage.laying import write_folder
from roadmap_engine.storage.roots import Root
from roadmap_engine.storage.writing import create_private_file

__all__ = ["command"]

_MOST_SHOWN = 20
"""So many addresses are printed one by one."""


def _read_url(_ctx: click.Context, _option: click.Parameter, given: str | None) -> str:
    """Read the address that the folder will have, so that it can stand in links and codes.

    Raises:
        click.BadParameter: it is no plain address of a web host.
    """
    if given is None:
        return ""
    try:
        parts = urlsplit(given.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        host = ""
    if (
        not host
        or parts.scheme not in ("http", "https")
        or "@" in parts.netloc
        or parts.query
        or parts.fragment
    ):
        raise click.BadParameter(
            _("«{url}» is not an address such as https://school.example/plan/").format(url=given)
        )
    path = quote(parts.path, safe="/%~")
    return f"{parts.scheme}://{host}{port}{path.rstrip('/')}/"


@click.command(
    name="site",
    help=lay_out(
        _(
            "Make pages of plans for any web host: the plan with its states, papers to download, calendars "
            "to subscribe to, and a fragment to paste into another page. Of several adoptions there is a "
            "list of schools as well; a folder stands for all adoptions in it.\n\n"
            "Without --today the pages say what is planned and what is done; with it also what is late, due "
            "soon and awaited on that day. They name posts, not people, unless --names; what somebody "
            "remarked is never shown. --private gives addresses that nobody can guess; they follow from a "
            "key beside the adoption, so keep it.\n\n"
            "Examples:\n"
            "  roadmap site examples/school/adoption.yaml -o public --base-url https://school.example/plan/\n"
            "  roadmap site schools -o public --today 2027-06-15"
        )
    ),
)
@click.argument(
    "adoptions",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="ADOPTION...",
)
@output_option
@click.option("--today", type=DayType(), metavar="DATE", help=_("The day to look from; none unless given."))
@click.option(
    "--base-url",
    "url",
    metavar="URL",
    callback=_read_url,
    help=_("The address that the folder will have: for links to subscribe by, and for QR codes."),
)
@click.option("--names", is_flag=True, help=_("Name the people too, not only their posts."))
@click.option("--order", is_flag=True, help=_("Publish the order as well; it names people, so --names too."))
@click.option("--private", is_flag=True, help=_("Addresses that nobody can guess, and no list of plans."))
@all_option
def command(
    adoptions: tuple[Path, ...],
    output: Path,
    today: dt.datetime | None,
    url: str,
    names: bool,
    order: bool,
    private: bool,
) -> int:
    """Make a site."""
    if order and not names:
        raise click.UsageError(_("an order names people: say --names as well"))
    found = _find(adoptions)
    if not found:
        return report((Problem.of("RM849", folder=adoptions[0]),), {})
    day = today.date() if today is not None else None
    options = SiteOptions(output, url, day, names, order, private, listed=len(found) > 1)
    with hold(output) as refused:
        return report(refused, {}) if refused else _Maker(options).make(found)


def _find(adoptions: Sequence[Path]) -> tuple[Found, ...]:
    """Give the adoptions that are named, and those in folders that are, each once."""
    found: dict[Path, Found] = {}
    for path in adoptions:
        for each in find_adoptions(path) if path.is_dir() else ((path, None),):
            found.setdefault(each[0].resolve(), each)
    return tuple(found.values())


class _Maker:
    """Makes one plan's part of a site after another, and says at last what came of them."""

    def __init__(self, options: SiteOptions) -> None:
        self.options, self.now = options, now()
        self.sites: list[SchoolSite] = []
        self.told: list[Problem] = []
        self.sources: dict[str, str] = {}
        self.paths: dict[str, Path] = {}

    def make(self, found: Sequence[Found]) -> int:
        shared = Shared()
        with click.progressbar(found, file=sys.stderr, hidden=not _shows(found)) as bar:
            for path, root in bar:
                with hold_beside(path) as refused:
                    self.told += refused or self._make_school(path, root, shared)
        if self.sites:
            self._lay("", ROOT_PLAN, draw_root(self.sites, self.options))
        self._announce(len(found))
        return report(self.told, self.sources)

    def _make_school(self, path: Path, root: Root | None, shared: Shared) -> Sequence[Problem]:
        """Draw a plan's part, lay it, and at last write down what its calendars have been through."""
        key, faults = self._take_key(path) if self.options.private else (None, ())
        if faults:
            return faults
        outcome = draw_school_site(path, self.options, self.now, key, shared, root)
        if outcome.problems:
            self.sources.update(outcome.sources)
        site = outcome.value
        if site is None:
            return outcome.problems
        if taken := refuse_taken(site.plan, path, self.paths):
            # What else was found is of the files of the plan that lies there already.
            return taken
        for folder, files in site.folders.items():
            self._lay(folder, site.plan, files)
        if self.options.private and (self.options.folder / site.plan / LIST_NAME).is_file():
            # What lay at an address that anybody can guess is not to lie there any longer.
            self._lay(site.plan, site.plan, {})
        self.sites.append(site)
        return (*outcome.problems, *write_down(site.history))

    def _take_key(self, path: Path) -> tuple[bytes | None, Sequence[Problem]]:
        """Give the key beside an adoption, made if there is none."""
        key, faults = read_key(path)
        if key is None and not faults:
            create_private_file(key_path(path), secrets.token_bytes(KEY_BYTES))
            key, faults = read_key(path)
        return key, faults

    def _lay(self, folder: str, plan: str, files: Mapping[str, bytes]) -> None:
        day = self.now.astimezone().date()
        self.told += write_folder(self.options.folder / folder, files, set_site_terms(plan, day))

    def _announce(self, found: int) -> None:
        for site in self.sites[:_MOST_SHOWN]:
            say(f"{site.line.school}, {site.line.title}")
            say(f"  {self.options.url or f'{self.options.folder}/'}{site.pages}/index.html")
        if len(self.sites) > _MOST_SHOWN:
            say(_("and {count} more").format(count=len(self.sites) - _MOST_SHOWN))
        if self.options.listed and self.sites and not self.options.private:
            say(_("The list of plans: {file}").format(file=self.options.folder / "index.html"))
        if missing := found - len(self.sites):
            say(
                _(
                    "Plans with errors: {count}; their pages stay as they are, and the list is without them."
                ).format(count=missing),
                err=True,
            )
        if self.options.private and self.sites:
            say(
                _(
                    "Whoever has an address sees the plan. Keep the keys beside the adoptions: {ending}"
                ).format(ending=key_path(Path("…")).name)
            )
        if not self.options.url and self.sites:
            say(_("Without --base-url the pages have no address to copy and no QR code."), err=True)


def _shows(found: Sequence[Found]) -> bool:
    return len(found) > 1 and sys.stderr.isatty()
