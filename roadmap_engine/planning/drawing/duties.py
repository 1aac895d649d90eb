"""The points of an order → the duties it lays upon somebody: who, what, in whose words.

A point may take its addressee and the beginning of its sentence from the one over it: «Руководителям школ
обеспечить исполнение: 2.1. планов-графиков …».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.model.written_order import OrderWording, WrittenPoint, walk_points
from roadmap_engine.planning.drawing.directives import trim_end
from roadmap_engine.russian import capitalise_first, lower_first, name_in_text

__all__ = ["Duty", "find_duties", "split_duties", "who_controls"]

_CHARGED = re.compile(r"возложить на\s+(?P<whom>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Duty:
    """A point of the order, with what stands over it.

    Attributes:
        number: as printed, without the last full stop.
        thing: the way to the point, as the assembly's origins have it.
        addressee: of the point, or of the nearest one over it that has one.
        lead: words of the point over it that it continues: «обеспечить исполнение:».
        reported: whom to report to, as the point or one over it says.
    """

    number: str
    thing: str
    point: WrittenPoint
    addressee: str = ""
    lead: str = ""
    reported: str | None = None

    def report_to(self) -> str | None:
        """Give whom to report to, where the point's own words say so."""
        words = " ".join((self.point.text or "").split())
        return self.reported if self.reported and " ".join(self.reported.split()) in words else None

    def measure_id(self) -> str:
        """Make an id of the number: «order-1-4».

        >>> Duty("1.4", "order.points.0.points.3", WrittenPoint(text="а")).measure_id()
        'order-1-4'
        """
        number = re.sub(r"[^0-9a-z]+", "-", self.number.lower()).strip("-")
        # A paragraph without a number is known by its place.
        place = "-".join(str(int(step) + 1) for step in self.thing.split(".") if step.isdecimal())
        return f"order-{number or place}"

    def wording(self, deadline: str = "") -> str:
        """Say the duty in the act's words, without the deadline: a plan has a column for it."""
        items = [f"– {item.strip()}" for item in self.point.items]
        return "\n".join(part for part in (self._first_words(deadline), *items) if part)

    def directive(self, deadline: str = "") -> str:
        """Say the duty in one line, as a point of an order does."""
        return " ".join(part for part in (self._first_words(deadline), *self.point.items) if part)

    def _first_words(self, deadline: str) -> str:
        text = fill_gaps(f"{self.lead} {self.point.text or ''}".strip(), {"deadline": deadline})
        for phrase in (*(each.phrase or "" for each in self.point.deadline), deadline):
            text = _without(text, phrase)
        words = capitalise_first(" ".join(trim_end(text).split()))
        return f"{words}:" if self.point.items and words else words


def find_duties(text: OrderWording) -> tuple[Duty, ...]:
    """Give every point of an order with what it takes from those over it."""
    found: dict[tuple[str | int, ...], Duty] = {}
    for number, point, path in walk_points(text.points):
        over = found.get(path[:-2])
        addressee = point.to or (over.addressee if over else "")
        lead = f"{over.lead} {_lead(over.point)}".strip() if over else ""
        reported = point.report_to or (over.reported if over else None)
        thing = ".".join(("order", *map(str, path)))
        found[path] = Duty(number.rstrip("."), thing, point, addressee, lead, reported)
    return tuple(found.values())


def _lead(point: WrittenPoint) -> str:
    words = (point.text or "").rstrip()
    return words.removesuffix(":") if words.endswith(":") and point.points else ""


def split_duties(duty: Duty, duties: Sequence[Duty]) -> Iterator[Duty]:
    """Give the points that say what is to be done: this one, or those under it where it only leads in."""
    if not duty.point.points or (duty.point.text and not _lead(duty.point)):
        yield duty
        return
    under = f"{duty.thing}.points."
    for each in duties:
        if each.thing.startswith(under) and each.thing.count(".") == under.count("."):
            yield from split_duties(each, duties)


def who_controls(text: OrderWording) -> str:
    """Say who keeps the control of an order: the signatory, unless a point charges somebody with it."""
    for _, point, _ in walk_points(text.points):
        words = (point.text or "").strip()
        charged = _CHARGED.search(words)
        if words.startswith("Контроль") and charged is not None:
            return f"Контроль возложен на {trim_end(charged['whom'])}"
    return f"Контроль: {lower_first(text.signature.post)} {name_in_text(text.signature.name)}"


def _without(text: str, phrase: str) -> str:
    """Take a deadline out of a point's words, in its brackets or at the end.

    >>> _without("Представить справку (до 17.01.2021 г.).", "до 17.01.2021 г.")
    'Представить справку.'
    >>> _without("Исполнить план в 2023-2024 учебном году;", "в 2023-2024 учебном году")
    'Исполнить план;'
    """
    if not phrase:
        return text
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    bare = re.sub(rf"\s*\({words}\.?\)", "", text)
    return re.sub(rf",?\s+{words}(?=[.;\s]*$)", "", bare)
