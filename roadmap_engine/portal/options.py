"""How a portal is run: over which folder, at which address, with which database, by which clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["APPS", "DEMO_DAY", "HIDDEN", "PortalOptions", "demo_clock", "read_clock"]

APPS = ("accounts", "plans", "feeds", "jobs", "drafts", "beginning", "mail")
"""The subjects that have tables of their own, in the order in which they build on each other."""

HIDDEN = ".portal"
"""The folder in a workspace that is the portal's own; it is never part of an export."""


DEMO_DAY = dt.date(2027, 6, 15)
"""The day that the demo counts as, unless another is given."""


def read_clock() -> dt.datetime:
    """Give the present instant, in whole seconds."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)  # noqa: TID251 -- a portal may read the clock


def demo_clock(day: dt.date) -> Callable[[], dt.datetime]:
    """Give a clock that shows the time of now on the day of a demo."""
    return lambda: dt.datetime.combine(day, read_clock().timetz())


@dataclass(frozen=True, slots=True)
class PortalOptions:
    """How a portal is run.

    Attributes:
        workspace: the folder of adoptions.
        host: the address it listens at.
        port: the port; 0 for any that is free.
        proxy: that a proxy stands before it, speaks https to browsers and says who is asking.
        names: the host names that browsers may use.
        database: address of a PostgreSQL database; the SQLite file of the workspace where empty.
        today: the day it counts as, where it is tried out; the clock's unless given.
        clock: gives the present instant.
        signing_key: the file of the private key that published roadmaps are signed with, where there is one.
        mail: the settings by which it sends mail; it sends none unless given.
        demo: whether it is there to be tried, with accounts that everybody knows.
    """

    workspace: Path
    host: str = "127.0.0.1"
    port: int = 8000
    proxy: bool = False
    names: tuple[str, ...] = ()
    database: str = ""
    today: dt.date | None = None
    clock: Callable[[], dt.datetime] = read_clock
    demo: bool = False
    signing_key: Path | None = None
    mail: Path | None = None

    @property
    def day(self) -> dt.date:
        """What day it counts as for what belongs to no one school."""
        return self.today or self.clock().date()

    @property
    def own(self) -> Path:
        """The portal's own folder."""
        return self.workspace / HIDDEN

    @property
    def is_local(self) -> bool:
        """Whether nobody but this computer can reach it."""
        return self.host in ("127.0.0.1", "::1", "localhost")
