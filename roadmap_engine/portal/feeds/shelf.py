"""Calendars ready to be sent, kept in memory: made anew where the plan, its history or the day is another.

What cannot be made now is sent as it was made last, also by a process before this one: a calendar that is a
day old does no harm, an empty one takes all deadlines from whoever subscribed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.utils.http import http_date

from roadmap_engine.documents.calendar_choice import Choice
from roadmap_engine.load.histories import history_path
from roadmap_engine.portal.feeds.drawing import CannotDrawError, draw_calendar
from roadmap_engine.portal.feeds.keeping import keep_calendar, take_kept
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import Standing, hand_of, options, path_of, read_standing
from roadmap_engine.storage.whole_folder import SIGNED_FOLDER

__all__ = ["Ready", "forget_calendars", "take_calendar"]

_LOG = logging.getLogger("roadmap_engine.portal")
_MOST_BYTES = 128 * 1_048_576
_ETAG_DIGITS = 32
_TRIES = 3

_Name = tuple[str, str, str, Choice]
"""A calendar: the path of its plan, the school, what it is called in a folder, what is in it."""
_Stamp = tuple[int, int, int] | None
_State = tuple[str, _Stamp, _Stamp, dt.date]
"""What it was made of: the digest of its plan, the file of its history, signed acts, and when."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A calendar ready to be sent.

    Attributes:
        state: what it was made of; None where another process made it.
        modified: since when it is as it is, in seconds.
        day: the day it is for its school.
        headers: of an answer with it.
        unchanged: of an answer without it, to whoever has it.
    """

    state: _State | None
    body: bytes
    etag: str
    modified: int
    day: dt.date
    headers: tuple[tuple[str, str], ...]
    unchanged: tuple[tuple[str, str], ...]


class _Shelf:
    """What is ready, what was asked for longest ago going first."""

    def __init__(self) -> None:
        self._ready: OrderedDict[_Name, Ready] = OrderedDict()
        self._size = 0
        self._own = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}

    def lock(self, path: str) -> threading.Lock:
        """Give the lock that is held while calendars of a plan are made."""
        with self._own:
            return self._locks.setdefault(path, threading.Lock())

    def take(self, name: _Name) -> Ready | None:
        with self._own:
            found = self._ready.get(name)
            if found is not None:
                self._ready.move_to_end(name)
            return found

    def keep(self, name: _Name, ready: Ready) -> None:
        with self._own:
            before = self._ready.pop(name, None)
            self._size += len(ready.body) - (len(before.body) if before is not None else 0)
            self._ready[name] = ready
            while self._size > _MOST_BYTES and len(self._ready) > 1:
                self._size -= len(self._ready.popitem(last=False)[1].body)

    def clear(self) -> None:
        with self._own:
            self._ready.clear()
            self._size = 0


_shelf = _Shelf()


def forget_calendars() -> None:
    """Forget every calendar that is ready; the next request makes it again."""
    _shelf.clear()


def take_calendar(text: PlanText, feed: str, choice: Choice) -> Ready | None:
    """Give a calendar as its plan is now; as it was last where it cannot be made; None where it never was.

    Args:
        text: of the plan.
        feed: what the calendar is called in a folder; empty for that of the whole plan.
        choice: what is in it.
    """
    name = (text.path, text.school_id, feed, choice)
    found = _shelf.take(name)
    try:
        if found is not None and found.state == _state_of(read_standing(text)):
            return found
        with _shelf.lock(text.path):
            return _make(text, name)
    except CannotDrawError:
        _LOG.warning("a calendar is shown as it was: the plan %s/%s has errors", text.school_id, text.plan)
    except Exception:  # noqa: BLE001 -- told, and the calendar stays whole
        _LOG.exception("a calendar of the plan %s/%s could not be made", text.school_id, text.plan)
    return found or _shelf.take(name) or _take_kept(text, name)


def _take_kept(text: PlanText, name: _Name) -> Ready | None:
    """Give what a process before this one has made last."""
    kept = take_kept(text.school_id, text.plan, name[2], name[3])
    if kept is None:
        return None
    body, modified = kept
    ready = _wrap(text, None, body, modified, options().clock().date())
    _shelf.keep(name, ready)
    return ready


def _make(text: PlanText, name: _Name) -> Ready:
    """Make a calendar, unless another thread has just done so; its plan's lock is held."""
    before, standing = _shelf.take(name), read_standing(text)
    state, body = _state_of(standing), b""
    if before is not None and before.state == state:
        return before
    for _ in range(_TRIES):
        if state is None:
            raise CannotDrawError
        body, drawn_of = draw_calendar(standing, name[2], name[3], state[-1]), state
        # Where the history was written, or anything else changed, what was drawn may be of either.
        standing = read_standing(text)
        state = _state_of(standing)
        if state == drawn_of:
            break
    ready = _wrap(text, drawn_of, body, _date(body, before), drawn_of[-1])
    _shelf.keep(name, ready)
    if before is None or before.body != body:
        keep_calendar(text.school_id, text.plan, name[2], name[3], body)
    return ready


def _date(body: bytes, before: Ready | None) -> int:
    """Tell since when a calendar is as it is."""
    if before is not None and before.body == body:
        return before.modified
    now = int(options().clock().timestamp())
    return now if before is None else max(now, before.modified + 1)


def _wrap(text: PlanText, state: _State | None, body: bytes, modified: int, day: dt.date) -> Ready:
    etag = f'"{hashlib.sha256(body).hexdigest()[:_ETAG_DIGITS]}"'
    common = (
        ("ETag", etag),
        ("Last-Modified", http_date(modified)),
        ("Cache-Control", "private, no-cache"),
        ("X-Robots-Tag", "noindex"),
    )
    words = quote(f"Сроки {text.school.name}.ics", safe="")
    whole = (
        ("Content-Type", "text/calendar; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Content-Disposition", f"inline; filename=\"plan.ics\"; filename*=UTF-8''{words}"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    )
    return Ready(state, body, etag, modified, day, (*whole, *common), common)


def _state_of(standing: Standing) -> _State | None:
    """Say what a calendar is made of; None where its plan cannot be read."""
    if standing.read is None:
        return None
    day = hand_of("").day_of(standing.read.plan)
    path = path_of(standing.text)
    return standing.digest, _stamp(history_path(path)), _stamp(path.parent / SIGNED_FOLDER), day


def _stamp(path: Path) -> _Stamp:
    try:
        found = os.stat(path)  # noqa: PTH116 -- asked thousands of times a second
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
