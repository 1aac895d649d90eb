"""What goes round the workspace while a portal runs: new folders are bound, changed plans are read."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

from django.db import close_old_connections

from roadmap_engine.portal.plans.binding import bind_workspace
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import read_standing

__all__ = ["Sweeper", "sweep"]

_LOG = logging.getLogger("roadmap_engine.portal")
EVERY = 60.0
"""Seconds from one round to the next."""


def sweep() -> int:
    """Go round once; gives how many plans were looked at."""
    bound = bind_workspace()
    if bound.unread:
        _LOG.warning("texts that cannot be read: %d", len(bound.unread))
    looked = 0
    for text in PlanText.objects.filter(refused="").order_by("path"):
        read_standing(text)
        looked += 1
    return looked


class Sweeper:
    """Goes round in a thread of its own until it is stopped.

    Args:
        every: seconds from one round to the next.
        also: what else is done in every round, and once more at the end.
    """

    def __init__(self, every: float = EVERY, also: Iterable[Callable[[], object]] = ()) -> None:
        self._every, self._also = every, tuple(also)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeper", daemon=True)

    def start(self) -> None:
        """Begin; the first round at once."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is being read."""
        self._stopped.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            close_old_connections()
            self._try(sweep)
            stopped = self._stopped.wait(self._every)
            for each in self._also:
                self._try(each)
            if stopped:
                close_old_connections()
                return

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception:  # noqa: BLE001 -- told, and not passed on
            # Whatever it is, the pages go on, and so does the next round.
            _LOG.exception("a round through the workspace failed")
