"""An adoption to its part of a site: its pages, its papers, its calendars, and its line in the list.

Nothing is written here. What is shown to everybody names posts and not people unless that is asked for, and
never what somebody remarked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.documents.calendar_feeds import list_current, name_feed
from roadmap_engine.documents.files import file_name
from roadmap_engine.documents.pages.department import SchoolLine, draw_department, draw_doorstep
from roadmap_engine.documents.pages.school import draw_school
from roadmap_engine.documents.pages.showing import Download, OfferedCalendar, Showing
from roadmap_engine.documents.papers.forms_docx import name_documents
from roadmap_engine.documents.phrases import shorten
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.model.counts import count_board
from roadmap_engine.model.paper import Paper
from roadmap_engine.model.public_plan import leave_out_names, leave_out_remarks
from roadmap_engine.pipeline.histories import KeptHistory, keep_history, recall_history
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import OwnFiles
from roadmap_engine.pipeline.papers import draw_calendars, draw_papers
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.reading import Shared
from roadmap_engine.pipeline.signed_state import heed_signed
from roadmap_engine.pipeline.site_addresses import SiteAddresses
from roadmap_engine.russian import capitalise_first
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.roots import Root
from roadmap_engine.storage.standing import LARGEST_FILE
from roadmap_engine.storage.terms import Terms
from roadmap_engine.tracking.boards import draw_board

__all__ = [
    "LIST_NAME",
    "ROOT_PLAN",
    "SchoolSite",
    "SiteOptions",
    "draw_root",
    "draw_school_site",
    "refuse_taken",
    "set_site_terms",
]

LIST_NAME = ".roadmap-site.json"
"""In each folder of a site, what the program put there; it names nothing that lies elsewhere."""
ROOT_PLAN = "site"
"""Whose papers those are that lie at the root of a site."""
_TITLE_LIMIT = 120


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """How a site is made.

    Attributes:
        folder: where it goes.
        url: the whole address that the folder will have, with the slash at its end; empty if nobody said.
        today: the day it is seen on.
        names: whether people are named.
        order: whether the order is among the papers.
        private: whether addresses are hard to guess.
        listed: whether there is a page that lists the plans.
    """

    folder: Path
    url: str = ""
    today: dt.date | None = None
    names: bool = False
    order: bool = False
    private: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class SchoolSite:
    """A plan's part of a site.

    Attributes:
        plan: its id.
        folders: the files of each folder of the site, by their names in it.
        history: what the calendars have been through; to be written down after them.
        line: of the list of plans.
    """

    plan: str
    folders: Mapping[str, Mapping[str, bytes]]
    history: KeptHistory
    line: SchoolLine

    @property
    def pages(self) -> str:
        """The folder that its pages lie in."""
        return self.line.address.partition("/")[0]


def set_site_terms(plan: str, today: dt.date) -> Terms:
    """Say on what terms files are laid into a folder of a site.

    Args:
        plan: the id of the plan they are of.
        today: the day in the name of a file that is kept aside.
    """
    return Terms(plan=plan, today=today, list_name=LIST_NAME)


def refuse_taken(plan: str, path: Path, taken: MutableMapping[str, Path]) -> tuple[Problem, ...]:
    """Give a problem where another adoption of the same run has the same name; else remember this one.

    Args:
        plan: the id of the plan.
        path: of its adoption.
        taken: the adoptions of the run, by the ids of their plans.
    """
    other = taken.setdefault(plan, path)
    return () if other == path else (Problem.of("RM674", adoption=plan, file=path, other=other),)


def draw_school_site(
    path: Path,
    options: SiteOptions,
    now: dt.datetime,
    key: bytes | None = None,
    shared: Shared | None = None,
    root: Root | None = None,
) -> Outcome[SchoolSite]:
    """Draw an adoption's part of a site.

    Args:
        path: of the adoption's text; whoever calls holds its folder.
        options: how the site is made.
        now: the instant that calendars say their events were changed at, where they were since the last time.
        key: from which addresses follow that are hard to guess; none where they are plain.
        shared: what other adoptions of the same run stand on.
        root: of the folder the adoption was found in; none where its reader named it.
    """
    outcome = read_adoption(path, root=root, shared=shared)
    read = outcome.value
    if read is None or has_errors(outcome.problems):
        return Outcome(None, outcome.problems, outcome.sources)
    heeded = heed_signed(path, read, root)
    kept = keep_history(path, heeded.plan, now)
    problems = (*outcome.problems, *heeded.problems, *kept.problems)
    if kept.value is None or has_errors(problems):
        return Outcome(None, problems, outcome.sources)
    shop = _Workshop(read, heeded.plan, heeded.signed, options, SiteAddresses(read.plan.plan, key))
    site, told = shop.draw(kept.value, now)
    return Outcome(site, (*problems, *read.place(told)), outcome.sources)


def draw_root(sites: Iterable[SchoolSite], options: SiteOptions) -> Mapping[str, bytes]:
    """Draw what lies at the root of a site: the list of plans, the way to the only one, or a closed door."""
    if options.private:
        return draw_doorstep()
    lines = [site.line for site in sites]
    if options.listed:
        return draw_department(lines, options.today)
    return draw_doorstep(lines[0].address) if lines else {}


class _Workshop:
    """Draws all that one plan has on a site."""

    def __init__(
        self,
        read: ReadAdoption,
        plan: Plan,
        signed: Mapping[Paper, str],
        options: SiteOptions,
        addresses: SiteAddresses,
    ) -> None:
        self.own: OwnFiles = read.own
        self.board = draw_board(plan, read.log, options.today)[0]
        self.plan, self.signed, self.options, self.addresses = plan, signed, options, addresses
        self.bare = leave_out_remarks(plan)
        self.shown = self.bare if options.names else leave_out_names(self.bare)

    def draw(self, kept: KeptHistory, now: dt.datetime) -> tuple[SchoolSite | None, tuple[Problem, ...]]:
        kept, told = self._recall(kept, now)
        papers, faults = self._draw_papers()
        if papers is None:
            return None, (*told, *faults)
        calendars = draw_calendars(self.bare, kept.history)
        showing = Showing(
            today=self.options.today,
            url=self._url(self.addresses.pages),
            up="../index.html" if self.options.listed and not self.options.private else "",
            private=self.options.private,
            feeds=tuple(self._list_feeds(kept.history)),
            downloads=tuple(self._list_downloads(papers)),
        )
        pages = {**draw_school(self.shown, self.board, showing), **papers}
        folders = {self.addresses.pages: pages}
        for name, content in calendars.items():
            folder, file = self.addresses.calendar(name)
            folders.setdefault(folder, {})[file] = content
        site = SchoolSite(self.plan.plan, folders, kept, self._write_line())
        return site, (*told, *faults)

    def _recall(self, kept: KeptHistory, now: dt.datetime) -> tuple[KeptHistory, tuple[Problem, ...]]:
        """Take in what the common calendar that stands on the site says more than the history does."""
        folder, _file = self.addresses.calendar(Paper.CALENDAR.value)
        terms = set_site_terms(self.plan.plan, now.date())
        return recall_history(kept, self.plan, self.options.folder / folder, terms)

    def _draw_papers(self) -> tuple[dict[str, bytes] | None, tuple[Problem, ...]]:
        """Draw what is downloaded; a paper that is signed is published as it was signed."""
        asked = {Paper.PLAN, Paper.FORMS} | ({Paper.ORDER} if self.options.order else set())
        as_signed = {paper: self.signed[paper] for paper in asked & self.signed.keys() if self.options.names}
        unclear = {paper for paper, place in as_signed.items() if not place}
        drawn = draw_papers(self.shown, None, self.own, asked - as_signed.keys())
        if drawn.value is None:
            return None, drawn.problems
        files = {
            paper.value: read_file(Path(place), LARGEST_FILE)
            for paper, place in as_signed.items()
            if paper not in unclear
        }
        return {**drawn.value, **files}, drawn.problems

    def _list_downloads(self, papers: Mapping[str, bytes]) -> Iterator[Download]:
        titles = {
            Paper.ORDER.value: "Приказ об утверждении плана",
            Paper.PLAN.value: "План с датами",
            **{f"{Paper.FORMS}{name}": title for name, title in name_documents(self.shown).items()},
        }
        for name, title in titles.items():
            if name in papers:
                yield Download(name, title, len(papers[name]))

    def _list_feeds(self, history: CalendarHistory) -> Iterator[OfferedCalendar]:
        """List the calendars, the common one first."""
        yield self._feed("all", "Все сроки плана", Paper.CALENDAR.value)
        for address, feed in list_current(self.plan, history).items():
            # A post is named by those who hold it, and a role of people by their posts.
            title = name_feed(self.shown if feed.kind == "role" else self.plan, feed) or address
            place = f"calendar-{address.replace('.', '-')}"
            name = f"{Paper.CALENDARS}{file_name(address, '.ics')}"
            yield self._feed(place, capitalise_first(shorten(title, _TITLE_LIMIT)), name)

    def _feed(self, place: str, title: str, name: str) -> OfferedCalendar:
        folder, file = self.addresses.calendar(name)
        beside = quote(file) if folder == self.addresses.pages else f"../{folder}/{quote(file)}"
        url = f"{self._url(folder)}{quote(file)}" if self.options.url else ""
        return OfferedCalendar(place, title, beside, url)

    def _url(self, folder: str) -> str:
        return f"{self.options.url}{folder}/" if self.options.url else ""

    def _write_line(self) -> SchoolLine:
        organisation = self.plan.organisation
        return SchoolLine(
            school=organisation.short if organisation is not None else self.plan.plan,
            place=organisation.place if organisation is not None else "",
            parent=(organisation.parent or "") if organisation is not None else "",
            title=self._title(),
            address=f"{self.addresses.pages}/index.html",
            counts=count_board(self.board),
        )

    def _title(self) -> str:
        procedure = self.plan.procedure
        about = capitalise_first(procedure.title) if procedure is not None else shorten(self.plan.title, 80)
        return f"{about}, {' и '.join(self.plan.years)}" if self.plan.years else about
