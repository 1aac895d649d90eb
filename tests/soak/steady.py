"""A portal under a steady load: so many requests a second, mostly of calendars that have not changed."""

from __future__ import annotations

import http.client
import random
import re
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.portal.processes import Server, Visitor, lay_schools, make_sessions, serving

__all__ = ["Steady", "ask_steadily"]

RATE = 50
"""Requests a second."""
SCHOOLS, WORKERS = 20, 8
WHOLE, PAGES, WRITES = 0.05, 0.04, 0.002
"""Of the calendars those that are asked for whole; of all requests pages, and notes that are written."""
WARM = 0.2
"""Of the time, in which whatever is kept is filled."""
EVERY = 2.0
"""Seconds between two looks at the memory."""
_PLAN = "/schools/{0}/{0}-vpr-2027/"
_MEASURE = "measures/results-by-class/"
_FEEDS = ("", "head", "waiting.head")
_ADDRESS = re.compile(r'value="http://127\.0\.0\.1:\d+(/feeds/[a-z2-7]{32}\.ics)"')
_SAW = re.compile(r'name="saw" value="([^"]*)"')
_TIME = re.compile(r'name="time" value="([^"]*)"')


@dataclass
class Steady:
    """What came of it.

    Attributes:
        answers: how often each kind of request was answered how.
        failed: what went wrong.
        late: seconds that each request began after it was due.
        waits: seconds that each answer took.
        memory: of the server, in kilobytes, after it was warm.
        seconds: that it lasted.
    """

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def growth(self) -> float:
        """By which share the memory grew, from the first tenth of the looks at it to the last."""
        part = max(1, len(self.memory) // 10)
        return statistics.median(self.memory[-part:]) / statistics.median(self.memory[:part]) - 1

    @property
    def unchanged(self) -> float:
        """Which share of the calendars was «not modified»."""
        feeds = {status: count for (kind, status), count in self.answers.items() if kind == "feed"}
        return feeds.get(304, 0) / sum(feeds.values())


def ask_steadily(workspace: Path, seconds: float, seed: int = 11) -> Steady:
    """Ask a portal of twenty schools for so many seconds; a request waits for no other.

    Args:
        workspace: an empty folder.
        seconds: how long.
        seed: of what is asked for.
    """
    schools = lay_schools(workspace, SCHOOLS)
    sessions = make_sessions(workspace, [("editor", school) for school in schools])
    came = Steady()
    with serving(workspace) as server:
        feeds = list(_subscribe(server, schools, sessions))
        load = _Load(server, tuple(zip(schools, sessions, strict=True)), feeds, seconds, seed, came)
        threads = [threading.Thread(target=load.work) for _ in range(WORKERS)]
        for each in threads:
            each.start()
        while any(each.is_alive() for each in threads):
            time.sleep(EVERY)
            if time.monotonic() - load.begun > seconds * WARM:
                came.memory.append(_memory_of(server.process.pid))
        came.seconds = time.monotonic() - load.begun
    return came


def _subscribe(server: Server, schools: Sequence[str], sessions: Sequence[str]) -> Iterator[str]:
    for school, session in zip(schools, sessions, strict=True):
        editor, page = server.visit(session), f"{_PLAN.format(school)}calendars/"
        for feed in _FEEDS:
            found = _ADDRESS.search(editor.post(page, feed=feed, cancelled="on", past="on").body)
            assert found is not None
            yield found[1]


def _memory_of(process: int) -> int:
    words = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", words)[1])  # type: ignore[index]


@dataclass
class _Load:
    server: Server
    people: Sequence[tuple[str, str]]
    feeds: Sequence[str]
    seconds: float
    seed: int
    came: Steady
    tags: dict[str, str] = field(default_factory=dict)
    begun: float = field(default_factory=time.monotonic)
    turn: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)

    def work(self) -> None:
        """Ask whatever is next, when it is due, until the time is over."""
        visitors: dict[str, Visitor] = {}
        while True:
            with self.guard:
                turn, self.turn = self.turn, self.turn + 1
            due = turn / RATE
            if due >= self.seconds:
                return
            wait = self.begun + due - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            began = time.monotonic()
            try:
                said = self._ask(random.Random(self.seed * 1_000_003 + turn), turn, visitors)  # noqa: S311 -- what is asked for
            except (OSError, http.client.HTTPException) as failed:
                self.came.failed.append(repr(failed))
                continue
            with self.guard:
                self.came.answers[said] += 1
                self.came.late.append(began - self.begun - due)
                self.came.waits.append(time.monotonic() - began)

    def _ask(self, chance: random.Random, turn: int, visitors: dict[str, Visitor]) -> tuple[str, int]:
        kind = chance.random()
        school, session = chance.choice(self.people)
        whose = session if kind < PAGES + WRITES else ""
        if whose not in visitors:
            visitors[whose] = self.server.visit(whose)
        visitor = visitors[whose]
        if kind >= PAGES + WRITES:
            return "feed", self._fetch(visitor, chance)
        page = _PLAN.format(school)
        if kind >= WRITES:
            return "page", self._expect(
                visitor.get(page + chance.choice(("", _MEASURE, "calendars/"))).status, 200
            )
        shown = visitor.get(page + _MEASURE).body
        saw, at = _SAW.search(shown), _TIME.search(shown)
        assert saw is not None
        assert at is not None
        said = {"deed": "noted", "note": f"слово {turn}", "saw": saw[1], "time": at[1]}
        # Another worker may have written between her look and her word.
        return "write", self._expect(visitor.send(page + _MEASURE, shown, **said).status, 302, 409)

    def _fetch(self, visitor: Visitor, chance: random.Random) -> int:
        feed = chance.choice(self.feeds)
        tag = self.tags.get(feed)
        known = {} if tag is None or chance.random() < WHOLE else {"If_None_Match": tag}
        answer = visitor.ask("GET", feed, None, **known)
        if answer.status == 200:
            self.tags[feed] = answer.headers["etag"]
            if not answer.body.startswith("BEGIN:VCALENDAR"):
                self.came.failed.append(answer.body[:100])
        return self._expect(answer.status, 200, 304)

    def _expect(self, status: int, *expected: int) -> int:
        if status not in expected:
            self.came.failed.append(str(status))
        return status
