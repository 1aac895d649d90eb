"""How a plan is shown on its pages: on which day, at which address, with which files beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["CALENDARS", "FRAGMENT", "PLAN", "Download", "OfferedCalendar", "Showing"]

PLAN, CALENDARS, FRAGMENT = "index.html", "subscribe.html", "fragment.html"
"""The pages of a school, by the names of their files."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the pages.

    Attributes:
        name: of the file, «forms/1.1-analytic-note.docx».
        title: what it is, in words.
        size: of the file in bytes.
    """

    name: str
    title: str
    size: int

    @property
    def address(self) -> str:
        """The file's address, seen from a page beside it."""
        return quote(self.name)

    @property
    def folder(self) -> str:
        """The folder it lies in among the others of its kind; empty where it lies beside the pages."""
        return self.name.rpartition("/")[0]

    @property
    def kind(self) -> str:
        """What sort of file it is, and how large: «docx, 31 КБ»."""
        return f"{self.name.rpartition('.')[2]}, {max(1, round(self.size / 1024))} КБ"


@dataclass(frozen=True, slots=True)
class OfferedCalendar:
    """A calendar that people subscribe to.

    Attributes:
        id: of its place on the page.
        title: whose days it has.
        address: of the file, seen from a page; «../…/deadlines.ics» where it lies elsewhere.
        url: the whole address; empty where nobody said which host the pages go to.
    """

    id: str
    title: str
    address: str
    url: str = ""

    @property
    def webcal(self) -> str:
        """The address by which a calendar program takes it for a calendar."""
        return f"webcal://{self.url.partition('://')[2]}"

    @property
    def google(self) -> str:
        """The address at which Google Calendar offers to add it."""
        return f"https://calendar.google.com/calendar/r?cid={quote(self.webcal, safe='')}"


@dataclass(frozen=True, slots=True)
class Showing:
    """How a plan is shown.

    Attributes:
        today: the day it is seen on; without one nothing is soon due or overdue, and nothing says «now».
        url: the whole address of the folder that its pages lie in, with the slash at its end; empty where
            nobody said.
        up: the address of the list of plans, seen from a page; empty where there is none.
        private: whether only those who got its address are to read it.
        feeds: its calendars, the common one first.
        downloads: its papers.
    """

    today: dt.date | None = None
    url: str = ""
    up: str = ""
    private: bool = False
    feeds: tuple[OfferedCalendar, ...] = ()
    downloads: tuple[Download, ...] = ()
