"""A plan's text → the plan as it stands now: read again when a file it is made of has changed."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.db import transaction

from roadmap_engine.desk.hand import Hand
from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.pipeline.collecting import send_plan
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.reading import Shared
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.plans.freshness import digest_files, list_files, stamp_files
from roadmap_engine.portal.plans.models import BoardIndex, PlanText
from roadmap_engine.portal.plans.sent_json import write_sent
from roadmap_engine.storage.roots import Root
from roadmap_engine.tracking.boards import draw_board

__all__ = ["Standing", "forget_all", "hand_of", "path_of", "read_standing"]

_MOST_KEPT = 200
"""Plans that are kept in memory, those used last."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan as it stands now.

    Attributes:
        text: whose it is.
        read: what its texts come to; None where they cannot be read.
        problems: what is wrong with them.
        digest: of everything it was made of: the same digest, the same plan.
    """

    text: PlanText
    read: ReadAdoption | None
    problems: tuple[Problem, ...]
    digest: str

    def seen_on(self, today: dt.date) -> Tracked | None:
        """Give it with its board, as it is seen on a day."""
        if self.read is None:
            return None
        board, _told = draw_board(self.read.plan, self.read.log, today)
        return Tracked(path_of(self.text), self.read, board)


@dataclass(frozen=True, slots=True)
class _Found:
    """Files, and what they hold now."""

    files: tuple[Path, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read, of which files.

    Attributes:
        sure: that no file changed while it was read.
    """

    stamp: str
    digest: str
    files: tuple[Path, ...]
    read: ReadAdoption | None
    problems: tuple[Problem, ...]
    sure: bool


class _Shelf:
    """Plans that this process has read; each is read by one thread at a time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._locks: dict[str, threading.Lock] = {}
        self._own = threading.Lock()
        self.shared = Shared()

    def lock(self, path: str) -> threading.Lock:
        with self._own:
            return self._locks.setdefault(path, threading.Lock())

    def take(self, path: str) -> _Kept | None:
        with self._own:
            kept = self._kept.get(path)
            if kept is not None:
                self._kept.move_to_end(path)
            return kept

    def keep(self, path: str, kept: _Kept) -> None:
        with self._own:
            self._kept[path] = kept
            self._kept.move_to_end(path)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._own:
            self._kept.clear()
            self.shared = Shared()


_shelf = _Shelf()


def forget_all() -> None:
    """Forget every plan that was read; the next request reads it again."""
    _shelf.clear()


def options() -> PortalOptions:
    """Give how this portal is run."""
    found: PortalOptions = settings.PORTAL
    return found


def path_of(text: PlanText) -> Path:
    """Give where a plan's text lies."""
    return options().workspace / text.path


def hand_of(who: str) -> Hand:
    """Give whose hand writes, for an account."""
    portal = options()
    return Hand(who, portal.clock, portal.today, via="portal")


def read_standing(text: PlanText) -> Standing:
    """Give a plan as it stands now; what the index has of it is brought up to date.

    A text whose organisation is no longer the school it is bound to gives nothing of what it says.
    """
    with _shelf.lock(text.path):
        kept = _shelf.take(text.path)
        if kept is not None and kept.stamp and kept.stamp == stamp_files(kept.files, time.time_ns()):
            return Standing(text, kept.read, kept.problems, kept.digest)
        found = _Found() if kept is None else _Found(kept.files, digest_files(kept.files))
        if kept is None or not kept.sure or kept.digest != found.digest:
            kept = _read(text, found)
        else:
            kept = replace(kept, stamp=stamp_files(kept.files, time.time_ns()))
        _shelf.keep(text.path, kept)
        return Standing(text, kept.read, kept.problems, kept.digest)


def _read(text: PlanText, before: _Found) -> _Kept:
    """Read a plan's texts.

    What was read is what its digest says only where no file changed meanwhile; else the next request reads
    again.
    """
    begun = time.time_ns()
    path = path_of(text)
    outcome = read_adoption(path, root=Root.of_folder(options().workspace), shared=_shelf.shared)
    read = outcome.value
    if read is not None and read.organisation.organisation != text.school_id:
        read = None
    files = list_files(path, outcome.sources)
    after = _Found(files, digest_files(files))
    stamp = stamp_files(files, begun)
    kept = _Kept(stamp, after.digest, files, read, outcome.problems, sure=bool(stamp) or after == before)
    _index(text, kept)
    return kept


def _index(text: PlanText, kept: _Kept) -> None:
    """Bring the index up to date; a plan that cannot be read any more is shown as it stood, and told."""
    errors = sum(each.severity is Severity.ERROR for each in kept.problems)
    said = {
        "stamp": kept.stamp,
        "digest": kept.digest,
        "files": [str(each) for each in kept.files],
        "errors": errors or int(kept.read is None),
        "read_at": options().clock(),
    }
    if kept.read is not None:
        said["sent"] = write_sent(send_plan(text.path, kept.read, None))
    with transaction.atomic():
        BoardIndex.objects.update_or_create(text=text, defaults=said)
