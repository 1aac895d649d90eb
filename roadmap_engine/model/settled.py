"""What has happened to a measure so that no newer text may change it any more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from roadmap_engine.calendars import CalendarDay, OpenSpan
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.base import Frozen, FrozenMap, Line, Slug, Slugs, Version
from roadmap_engine.model.fields import MOVE, Field, values_of
from roadmap_engine.model.measure import Change, Measure, Position

__all__ = ["SETTLED_WORDS", "Settled", "SettledState", "Staying"]

SettledState = Literal["done", "signed", "cancelled"]

SETTLED_WORDS: Mapping[SettledState, Bilingual] = MappingProxyType(
    {
        "done": Bilingual("выполнено", "done"),
        "signed": Bilingual("подписано", "signed"),
        "cancelled": Bilingual("отменено", "cancelled"),
    }
)


class Staying(Frozen):
    """A settled measure that a newer version took out, split or merged, as it was and where it stands.

    It is no addition of the school's, and what is left out instead of it is no removal: the program writes
    both, and no permission is asked for them.

    Attributes:
        after, before, stage: what it stands after or before, or the stage it stands last in.
        measure: as it was; what the school had changed of it stands under `replace`, as ever.
        instead_of: measures of the newer version that came instead of it, and are not taken.
    """

    after: Slug | None = None
    before: Slug | None = None
    stage: Slug | None = None
    measure: Measure
    instead_of: Slugs = ()


class Settled(Frozen):
    """A measure that is done, signed or cancelled: it stays as it was then.

    Attributes:
        state: what happened.
        on: the day it happened.
        reason: why, in a person's words.
        as_of: the roadmap's version it was settled under, once a newer one says something else, or allows
            less: what the school had changed of it by then is judged by the permissions of that version.
        kept: the fields a newer version says otherwise, as they were; null for one that was not there.
        stands: its place, once a newer version has it in another stage.
        stays: the whole measure, once a newer version has it no more.
        days: its days by the keys of its occurrences, once an event or a newer version would move them.
    """

    state: SettledState
    on: CalendarDay
    reason: Line | None = None
    as_of: Version | None = None
    kept: Change | None = None
    stands: Position | None = None
    stays: Staying | None = None
    days: FrozenMap[str, OpenSpan] | None = None

    def kept_names(self) -> tuple[str, ...]:
        """Give the fields that are kept, the place among them; none where the measure stays whole."""
        place = (MOVE.name,) if self.stands is not None else ()
        return (*(field.name for field in self.kept_values()), *place)

    def kept_values(self) -> dict[Field, Any]:
        """Give the fields that are kept, a null as what a measure has to whom nobody gave the field.

        A change leaves alone what is null; here null says that it was not there. A measure without a
        title there never was, so that this null says nothing.
        """
        if self.kept is None:
            return {}
        return {
            field: field.nothing if value is None else value
            for field, value in values_of(self.kept).items()
            if (field.own or field.name in self.kept.model_fields_set)
            and (value is not None or field.name != "title")
        }
