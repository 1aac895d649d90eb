"""The index → what plans say to a department, kept in memory by what their files hold."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.model.collected import Sent
from roadmap_engine.model.progress import State
from roadmap_engine.pipeline.collecting import see_on
from roadmap_engine.portal.plans.models import BoardIndex
from roadmap_engine.portal.plans.sent_json import read_sent

__all__ = ["Indexed", "read_index", "see_sent"]


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index has of a plan.

    Attributes:
        text: key of its text.
        has_errors: that something is wrong with it; what was missing may have come.
        waiting: how many times wait for whoever accepts them.
    """

    text: int
    digest: str
    stamp: str
    read_at: dt.datetime
    has_errors: bool
    files: tuple[Path, ...]
    sent: Sent
    waiting: int


@dataclass(frozen=True, slots=True)
class _Content:
    """What the index has of a plan, taken apart: the same digest and stamp, the same of it."""

    digest: str
    stamp: str
    files: tuple[Path, ...]
    sent: Sent
    waiting: int


_contents: dict[int, _Content] = {}
_seen: dict[int, tuple[str, dt.date, Sent]] = {}
_own = threading.Lock()


def read_index(texts: Collection[int]) -> Mapping[int, Indexed]:
    """Give what the index has of plans; what has not changed since is not parsed again."""
    wanted = set(texts)
    rows = [
        each
        for each in BoardIndex.objects.values_list("text_id", "digest", "stamp", "read_at", "errors")
        if each[0] in wanted
    ]
    with _own:
        missing = [text for text, digest, stamp, *_ in rows if not _knows(text, digest, stamp)]
        _load(missing)
        return {
            text: Indexed(text, digest, stamp, at, bool(errors), known.files, known.sent, known.waiting)
            for text, digest, stamp, at, errors in rows
            # What was brought up to date between the two questions is found by the next one.
            if (known := _contents.get(text)) is not None and known.digest == digest
        }


def see_sent(indexed: Indexed, day: dt.date) -> Sent:
    """Give what a plan says as it is seen on a day."""
    kept = _seen.get(indexed.text)
    if kept is not None and kept[:2] == (indexed.digest, day):
        return kept[2]
    sent = see_on(indexed.sent, day)
    _seen[indexed.text] = (indexed.digest, day, sent)
    return sent


def _knows(text: int, digest: str, stamp: str) -> bool:
    known = _contents.get(text)
    return known is not None and (known.digest, known.stamp) == (digest, stamp)


_TOGETHER = 500
_FIELDS = ("text_id", "digest", "stamp", "files", "sent")


def _load(texts: Iterable[int]) -> None:
    listed = list(texts)
    for start in range(0, len(listed), _TOGETHER):
        asked = BoardIndex.objects.filter(text_id__in=listed[start : start + _TOGETHER])
        for text, digest, stamp, files, words in asked.values_list(*_FIELDS):
            sent = read_sent(words)
            waiting = sum(each.state is State.SUBMITTED for each in sent.times)
            _contents[text] = _Content(digest, stamp, tuple(map(Path, files)), sent, waiting)
