"""Who looks → everything her schools say to her, counted: read again first where files have changed."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roadmap_engine.model.collected import Collected, Sent
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.portal.access.viewer import Viewer
from roadmap_engine.portal.matrix.shelf import Indexed, read_index, see_sent
from roadmap_engine.portal.plans.finding import list_overseen
from roadmap_engine.portal.plans.freshness import stamp_files
from roadmap_engine.portal.plans.models import PlanText, School
from roadmap_engine.portal.plans.reading import hand_of, read_standing
from roadmap_engine.tracking.collecting import collect

__all__ = ["Overview", "count_waiting", "gather"]

_FEW = 12
"""Plans that are read again while somebody waits; of more it is told that they have changed."""
_MOST_KEPT = 4


@dataclass(frozen=True, slots=True)
class Overview:
    """What a department sees.

    Attributes:
        seen: what each plan says, as it is seen on the day of its school.
        at: the instant of which all of it is true.
        changed: how many plans have changed since they were read, and are shown as they stood.
        unread: how many schools have a plan that nobody has read yet; they are not counted.
    """

    collected: Collected
    seen: tuple[Sent, ...]
    at: dt.datetime
    changed: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class _Index:
    """What the index has of plans.

    Attributes:
        changed: those whose files have changed since.
        doubted: those with errors, which a file may have ended that was missing.
    """

    plans: Mapping[int, Indexed]
    changed: frozenset[int]
    doubted: frozenset[int]

    def read_at(self, now: dt.datetime) -> dt.datetime:
        """Give the instant of which all of it is true."""
        old = (self.changed | self.doubted) & self.plans.keys()
        return min((self.plans[text].read_at for text in old), default=now)


class _Counted:
    """What was counted last, by what it was counted of."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, Collected] = OrderedDict()
        self._own = threading.Lock()

    def take(self, key: object, seen: Iterable[Sent], registry: Registry, today: dt.date) -> Collected:
        with self._own:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        collected, _told = collect(seen, registry, today)
        with self._own:
            self._kept[key] = collected
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return collected


_counted = _Counted()


def gather(viewer: Viewer) -> Overview:
    """Give what somebody of a department sees; nothing that has changed is shown as fresh."""
    schools = list_overseen(viewer)
    texts = _list_texts(schools)
    index = _bring_up_to_date(texts)
    indexed = index.plans
    hand = hand_of("")
    today = hand.day_in("")
    days = {text: hand.day_in(each.sent.zone) for text, each in indexed.items()}
    seen = tuple(see_sent(each, days[text]) for text, each in indexed.items())
    unread = {each.school_id for key, each in texts.items() if key not in indexed}
    registry = Registry(
        tuple(
            RegistrySchool(each.id, each.name, each.municipality) for each in schools if each.id not in unread
        )
    )
    key = (
        tuple((text, each.digest, days[text]) for text, each in sorted(indexed.items())),
        registry.schools,
        today,
    )
    return Overview(
        _counted.take(key, seen, registry, today),
        seen,
        index.read_at(hand.clock()),
        len(index.changed),
        len(unread),
    )


def count_waiting(viewer: Viewer) -> int:
    """Count what waits for somebody to accept it, as of the last look at the files."""
    indexed = read_index(_list_texts(list_overseen(viewer)))
    return sum(each.waiting for each in indexed.values())


def _list_texts(schools: Iterable[School]) -> Mapping[int, PlanText]:
    """Give the open plans of schools, by their keys."""
    own = {each.id: each for each in schools}
    found: dict[int, PlanText] = {}
    for text in PlanText.objects.filter(refused=""):
        if text.school_id in own:
            text.school = own[text.school_id]
            found[text.pk] = text
    return found


def _bring_up_to_date(texts: Mapping[int, PlanText]) -> _Index:
    """Read again what has changed, where it is little; also what had errors: a missing file may come."""
    plans = read_index(texts)
    now = time.time_ns()
    changed = frozenset(text for text in texts if text not in plans or _has_changed(plans[text], now))
    doubted = frozenset(text for text, each in plans.items() if each.has_errors) - changed
    if len(changed) + len(doubted) <= _FEW:
        again, changed, doubted = changed | doubted, frozenset[int](), frozenset[int]()
    elif len(changed) <= _FEW:
        again, changed = changed, frozenset[int]()
    else:
        again = frozenset[int]()
    for text in sorted(again):
        read_standing(texts[text])
    return _Index(read_index(texts) if again else plans, changed, doubted)


def _has_changed(indexed: Indexed, now: int) -> bool:
    return not indexed.stamp or indexed.stamp != stamp_files(indexed.files, now)
