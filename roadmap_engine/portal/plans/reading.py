"""A plan's text → the plan as it stands now: read again when a file it is made of has changed."""

from __future__ import annotations

import datetime as dt
import itertools
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.db import transaction

from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.recording import Reader
from roadmap_engine.diagnostics import Problem, Severity, has_errors
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.model import Plan
from roadmap_engine.model.collected import Sent, Source
from roadmap_engine.pipeline.collecting import send_plan
from roadmap_engine.pipeline.drift import drift_of
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption, read_log_again
from roadmap_engine.pipeline.reading import Shared
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.plans.freshness import (
    LARGEST,
    Look,
    join_digests,
    list_files,
    look_at,
    stamp_files,
)
from roadmap_engine.portal.plans.models import BoardIndex, PlanText
from roadmap_engine.portal.plans.sent_json import write_sent
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.roots import Root

__all__ = ["Standing", "forget_all", "hand_of", "path_of", "read_for", "read_in", "read_standing"]

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
        files: that it was made of, folders among them.
    """

    text: PlanText
    read: ReadAdoption | None
    problems: tuple[Problem, ...]
    digest: str
    files: tuple[Path, ...]

    def seen_on(self, today: dt.date) -> Tracked | None:
        """Give it with its board, as it is seen on a day."""
        if self.read is None:
            return None
        return Tracked(path_of(self.text), self.read, self.read.see_on(today))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read, and of which files.

    Attributes:
        stamp: of the files' sizes and times; empty where those cannot be trusted yet.
        looks: what each of the files held.
        sure: that no file changed while it was read, and that nothing was missing that may come yet.
        drift: how many things it has otherwise than its roadmap, and how many of these were not allowed.
    """

    stamp: str
    files: tuple[Path, ...]
    looks: tuple[Look, ...]
    read: ReadAdoption | None
    problems: tuple[Problem, ...]
    sure: bool
    drift: tuple[int, int] = (0, 0)

    @property
    def digests(self) -> tuple[str, ...]:
        """Of what each of the files held."""
        return _digests(self.looks)

    def stand(self, text: PlanText) -> Standing:
        """Give the plan as it stands."""
        return Standing(text, self.read, self.problems, join_digests(self.digests), self.files)


def _digests(looks: Iterable[Look]) -> tuple[str, ...]:
    return tuple(each.digest for each in looks)


def _look(files: Iterable[Path]) -> tuple[Look, ...]:
    """Read what files hold."""
    now = time.time_ns()
    return tuple(look_at(each, now) for each in files)


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

    def read(self, path: Path) -> Outcome[ReadAdoption]:
        """Read a plan's texts; what several plans stand on is read once, as long as it stays as it was."""
        shared, root = self.shared, Root.of_folder(options().workspace)
        outcome = read_adoption(path, root=root, shared=shared)
        if _say_the_same(outcome.sources):
            return outcome
        with self._own:
            if self.shared is shared:
                self.shared = Shared()
        return read_adoption(path, root=root, shared=self.shared)

    def clear(self) -> None:
        with self._own:
            self._kept.clear()
            self.shared = Shared()


def _say_the_same(sources: Mapping[str, str]) -> bool:
    """Tell whether files say what was read of them."""
    return all(_holds(Path(file), words) for file, words in sources.items() if Path(file).is_file())


def _holds(path: Path, words: str) -> bool:
    try:
        return read_file(path, LARGEST).decode("utf-8-sig", errors="replace") == words
    except (OSError, ValueError):
        # It has gone this very moment.
        return False


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
            return kept.stand(text)
        if kept is None:
            kept = _read(text)
        elif kept.sure:
            kept = _look_again(text, kept)
        else:
            kept = _read(text, (kept.files, _digests(_look(kept.files))))
        _shelf.keep(text.path, kept)
        return kept.stand(text)


def read_in(text: PlanText, language: Language) -> Plan | None:
    """Give a plan that says in a language why its days are these; None where it cannot be read now."""
    root = Root.of_folder(options().workspace)
    read = read_adoption(path_of(text), root=root, language=language, shared=_shelf.shared).value
    return read.plan if read is not None and read.organisation.organisation == text.school_id else None


def read_for(text: PlanText) -> Reader:
    """Give what reads a plan for whoever holds its folder."""

    def read(_adoption: Path, hand: Hand) -> Outcome[Tracked]:
        standing = read_standing(text)
        plan = standing.read.plan if standing.read is not None else None
        tracked = standing.seen_on(hand.day_of(plan)) if plan is not None else None
        return Outcome(tracked, standing.problems)

    return read


def _look_again(text: PlanText, kept: _Kept) -> _Kept:
    """Read again what has changed: nothing, the log alone, or anything else."""
    begun = time.time_ns()
    looks = tuple(map(look_at, kept.files, itertools.repeat(begun), kept.looks))
    digests, stamp = _digests(looks), stamp_files(kept.files, begun)
    if digests == kept.digests:
        if stamp or kept.stamp:
            BoardIndex.objects.filter(text=text).update(stamp=stamp, read_at=options().clock())
        return replace(kept, stamp=stamp, looks=looks)
    if kept.read is None or digests[1:] != kept.digests[1:]:
        return _read(text, (kept.files, digests))
    outcome = read_log_again(path_of(text), kept.read, kept.problems)
    after = _look(kept.files[:1])
    again = replace(
        kept,
        stamp=stamp,
        looks=(*after, *looks[1:]),
        read=outcome.value,
        problems=outcome.problems,
        sure=bool(stamp) or _digests(after) == digests[:1],
    )
    _index(text, again, stamp)
    return again


def _read(text: PlanText, before: tuple[tuple[Path, ...], tuple[str, ...]] = ((), ())) -> _Kept:
    """Read a plan's texts.

    What was read is what its digests say only where no file changed meanwhile; else the next request reads
    again. So it does where something is wrong: what is missing may come.
    """
    begun = time.time_ns()
    path = path_of(text)
    outcome = _shelf.read(path)
    read = outcome.value
    if read is not None and read.organisation.organisation != text.school_id:
        read = None
    files = list_files(path, outcome.sources)
    looks, stamp = _look(files), stamp_files(files, begun)
    whole = read is not None and not has_errors(outcome.problems)
    sure = whole and (bool(stamp) or (files, _digests(looks)) == before)
    drift = (0, 0)
    if read is not None:
        found = drift_of(text.path, read, outcome.problems)
        drift = (len(found.changes), len(found.of_verdict("forbidden")))
    kept = _Kept(stamp if sure else "", files, looks, read, outcome.problems, sure, drift)
    _index(text, kept, stamp)
    return kept


def _index(text: PlanText, kept: _Kept, stamp: str) -> None:
    """Bring the index up to date; of a plan that cannot be read any more it says just that."""
    errors = sum(each.severity is Severity.ERROR for each in kept.problems)
    said = {
        "stamp": stamp,
        "digest": join_digests(kept.digests),
        "files": [str(each) for each in kept.files],
        "errors": errors or int(kept.read is None),
        "read_at": options().clock(),
    }
    if kept.read is not None:
        changes, forbidden = kept.drift
        sent = replace(send_plan(text.path, kept.read, None), changes=changes, forbidden=forbidden)
    else:
        sent = Sent(Source.UNREADABLE, text.path, text.plan, text.school_id, text.school.name)
    said["sent"] = write_sent(sent)
    with transaction.atomic():
        BoardIndex.objects.update_or_create(text=text, defaults=said)
