"""What has happened to a measure so that no newer text may change it any more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from roadmap_engine.calendars import CalendarDay, OpenSpan
from roadmap_engine.model.base import Frozen, FrozenMap, Line, Version
from roadmap_engine.model.measure import Change, Measure

__all__ = ["SETTLED_WORDS", "Settled", "SettledState"]

SettledState = Literal["done", "signed", "cancelled"]


SETTLED_WORDS: Mapping[SettledState, str] = MappingProxyType(
    {"done": "выполнено", "signed": "подписано", "cancelled": "отменено"}
)


class Settled(Frozen):
    """A measure that is done, signed or cancelled: it stays as it was then.

    Attributes:
        state: what happened.
        on: the day it happened.
        reason: why, in a person's words.
        as_of: the roadmap's version it was settled under, once a newer one says something else.
        kept: the fields a newer version says otherwise, as they were; null for one that was not there.
        days: its days by the keys of its occurrences, once an event or a newer version would move them.
    """

    state: SettledState
    on: CalendarDay
    reason: Line | None = None
    as_of: Version | None = None
    kept: Change | None = None
    days: FrozenMap[str, OpenSpan] | None = None

    def kept_fields(self) -> dict[str, Any]:
        """Give the fields that are kept, a null as what a measure has to whom nobody gave the field.

        A change leaves alone what is null; here null says that it was not there. A measure without a
        title there never was, so that this null says nothing.
        """
        kept: dict[str, Any] = {}
        for name, field in Measure.model_fields.items():
            if self.kept is None or name not in self.kept.model_fields_set:
                continue
            value = getattr(self.kept, name)
            if value is not None:
                kept[name] = value
            elif not field.is_required():
                kept[name] = field.get_default(call_default_factory=True)
        return kept
