"""A person who subscribes to a calendar over http: vdirsyncer fetches it, khal shows its days.

Both are programs that people use. A host for the calendar is `tests.publishing.host.serve_folder`. The
programs are told where everything lies, and have a home of their own: nothing of whoever runs the tests is
touched.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FetchingError", "Subscriber"]

PROGRAMS = Path(sys.executable).parent
SECONDS = 60
# khal prints a line a day and a line an event; neither mark stands in a title.
DAY, EVENT = "\x1d", "\x1e"
FETCHING = """\
[general]
status_path = "{home}/status"
[pair feed]
a = "there"
b = "here"
collections = null
[storage there]
type = "http"
url = "{address}"
{login}
[storage here]
type = "filesystem"
path = "{home}/events"
fileext = ".ics"
"""
LOGIN = """\
auth = "basic"
username = "{}"
password = "{}"
"""
# All four formats of dates: with one of them missing khal takes it from the locale.
SHOWING = """\
[calendars]
[[feed]]
path = {home}/events
readonly = True
[sqlite]
path = {home}/khal.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


class FetchingError(Exception):
    """What vdirsyncer says of a calendar that it does not take."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Someone who follows one calendar.

    Attributes:
        home: an empty folder, or one that a subscriber of the same calendar had before.
        address: where the calendar is (`http://…/deadlines.ics`).
        zone: where she lives.
        login: the name and the password that the calendar asks for; none where it asks for nothing.
    """

    home: Path
    address: str
    zone: str = "Europe/Moscow"
    login: tuple[str, str] | None = None

    def fetch(self) -> None:
        """Fetch the calendar as it is now; what has gone from it goes here too.

        Raises:
            FetchingError: the host does not answer, or answers with no calendar.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "events").mkdir(exist_ok=True)
        settings = self.home / "vdirsyncer.conf"
        login = "" if self.login is None else LOGIN.format(*self.login)
        words = FETCHING.format(home=self.home, address=self.address, login=login)
        settings.write_text(words, encoding="utf-8")
        for command in ("discover", "sync"):
            done = self._run("vdirsyncer", "-c", str(settings), command)
            if done.returncode:
                raise FetchingError(done.stdout + done.stderr)

    def list_days(self, first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
        """Give what the calendar shows from one day to another, both included: day and title, in her order.

        An event of several days stands on each of them.
        """
        settings = self.home / "khal.conf"
        settings.write_text(SHOWING.format(home=self.home, zone=self.zone), encoding="utf-8")
        formats = ("--day-format", f"{DAY}{{date-long}}", "--format", f"{EVENT}{{title}}")
        done = self._run("khal", "-c", str(settings), "list", *formats, first.isoformat(), last.isoformat())
        assert done.returncode == 0, done.stdout + done.stderr
        shown: list[tuple[dt.date, str]] = []
        for part in done.stdout.split(DAY)[1:]:
            day, *titles = part.split(EVENT)
            shown += [(dt.date.fromisoformat(day.strip()), title.strip()) for title in titles]
        return shown

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "TZ": self.zone,
        }
        return subprocess.run(
            [str(PROGRAMS / program), *arguments],
            capture_output=True,
            encoding="utf-8",
            input="y\n",
            check=False,
            timeout=SECONDS,
            env=environment,
        )
