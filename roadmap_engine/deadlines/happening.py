"""Events: what a deadline counts from, waits for, or lasts as long as."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from roadmap_engine.calendars import Span
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.place import ONE_DAY, Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.values import structure
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.russian.cases import Case

__all__ = ["Happening", "event_days"]

_PROCEDURE = ("procedure", "procedure-start", "procedure-end")
_DONE = (
    "окончан", "завершен", "истечен", "получен", "поступлен", "прибыт", "возвращен", "утвержден", "подписан", "выхода",
    "опубликован", "принят", "достижен", "исполнен", "выполнен", "прохожден", "предоставлен", "представлен", "введен",
    "заключен", "издан", "оформлен", "объявлен", "зачислен", "освоен", "наступлен", "закрыт", "открыт",
    "составлен", "уведомлен", "обращен", "обнаружен", "проведен", "внесен", "рассмотрен", "заполнен", "появлен",
    "возникновен", "приезд", "подведен", "выявлен", "устранен", "восстановлен", "заседан",
)  # fmt: skip
_MEETINGS = (
    "педсовет", "совет", "заседани", "совещани", "собрани", "семинар", "конференци", "планерк", "планёрк", "линейк",
    "консилиум", "комисси", "форум", "педчас",
)  # fmt: skip
MEETING_WITHIN = 3
"""Among how many of its first words the meeting is named."""


@dataclass(frozen=True, slots=True)
class Happening(Place):
    """«Получение результатов», «проведение процедуры», «ремонт кабинета».

    Attributes:
        event: id of an event of the vocabulary; or
        words: the event as the phrase names it, in the genitive, when no vocabulary knows it.
        day: whether the day it happens is meant («в день …»), not the time it lasts («в период …»).
        each: whether it comes again and again («после каждого …»).
    """

    event: str | None = None
    words: str | None = None
    day: Literal[True] | None = None
    place: Literal["event"] = field(default="event", kw_only=True)

    __pydantic_config__ = structure()
    RANK: ClassVar[float] = 3.5

    def __post_init__(self) -> None:
        if (self.event is None) == (self.words is None):
            raise ValueError("an event is named either by its id (event) or by words")

    @property
    def name(self) -> str:
        """How anchors call it."""
        return self.event or self.words or ""

    @property
    def is_done(self) -> bool:
        """Whether «по» is after it: «по завершении»; «по повышению квалификации» is about it."""
        return self.words is None or self.words.startswith(_DONE)

    @property
    def is_meeting(self) -> bool:
        """Whether people meet at it: «педагогический совет», «заседание ШМО»."""
        words = (self.words or "").lower().split()[:MEETING_WITHIN]
        return any(word.startswith(_MEETINGS) for word in words)

    def days(self, frame: Frame) -> Days:
        """Give the days of the event, if they are known."""
        found = event_days(self.event, self.words, frame)
        return found if isinstance(found, Awaited) else (Stretch(None, found.first, found.last),)

    def anchor(self, each: Stretch, direction: str, frame: Frame) -> dt.date:
        """Give the day to count from: an event that is a beginning, or that lies ahead, is its first day."""
        entry = frame.events.by_id.get(self.event or "")
        starts = entry is not None and entry.edge == "start"
        ahead = direction == "before" and (entry is None or self.event == "procedure")
        return each.first if starts or ahead else each.last

    def eve(self, anchor: dt.date, frame: Frame) -> dt.date:
        """Give the last day that is before it: the day before a beginning, the day itself of anything else."""
        entry = frame.events.by_id.get(self.event or "")
        starts = (entry is not None and entry.edge == "start") or self.event == "procedure"
        return anchor - ONE_DAY if starts else anchor

    def caption(self, events: EventVocabulary) -> Bilingual:
        """Print it in the nominative, for reasons and what is awaited."""
        return events.caption(self.event, self.words or "")

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it in the genitive, as it stands after «после» and «до»."""
        entry = events.by_id.get(self.event) if self.event else None
        return entry.genitive if entry else self.words or self.event or ""


def event_days(event: str | None, words: str | None, frame: Frame) -> Span | Awaited:
    """Give the days of an event, if they are known."""
    context = frame.context
    known = context.anchors.get(event or words or "")
    if known is not None:
        return known if isinstance(known, Span) else Span(known, known)
    if event is None:
        return Awaited.of(None, frame.events.caption(None, words or ""))
    held = context.anchors.get("procedure", context.procedure)
    if held is not None and event in _PROCEDURE:
        span = held if isinstance(held, Span) else Span(held, held)
        day = {"procedure-start": span.first, "procedure-end": span.last}.get(event)
        return Span(day, day) if day else span
    return Awaited.of(event, frame.events.caption(event))
