"""The order a roadmap was issued with, as its author writes it down: requisites, words, appendices.

A published order is carried over as it is printed: what stands here is what a reader of the paper reads.
Only numbers of points are counted where the text gives none, and only `{{ deadline }}` stands for words
of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from roadmap_engine.calendars import CalendarDay
from roadmap_engine.model.base import Frozen, Line, Slug
from roadmap_engine.model.deadline import WrittenDeadline
from roadmap_engine.model.order_table import OrderTable

__all__ = [
    "ElectronicSignature",
    "IssuedOrder",
    "OrderAppendix",
    "OrderExecutor",
    "OrderSignature",
    "OrderWording",
    "Passage",
    "PointPath",
    "SecondLanguage",
    "WorkingGroupMember",
    "WrittenOrder",
    "WrittenPoint",
    "points_of",
    "walk_points",
]

PointPath = tuple[str | int, ...]


class IssuedOrder(Frozen):
    """The order a text was issued with, for its stamp.

    Attributes:
        appendix: the number of the appendix that the plan is; empty for the only one.
    """

    issuer_genitive: Line
    date: CalendarDay
    number: Line
    appendix: Annotated[str, Field(max_length=10)] | None = None


def _text_alone(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


class Passage(Frozen):
    """Words with what is listed under them.

    Attributes:
        text: one paragraph, or several with a line end between them.
        items: a list without numbers of its own.
        marker: what stands before an item: a dash as it is; «а)» and «1)» count on from there.
        points: numbered points.
        table: stands after the words and the list.
        after: paragraphs after the list and the points.
    """

    text: Line | None = None
    items: tuple[Line, ...] = ()
    marker: Annotated[str, Field(min_length=1, max_length=5)] = "–"
    points: WrittenPoints = ()
    table: OrderTable | None = None
    after: Line | None = None


class WrittenPoint(Passage):
    """A point of an order, or a section of an appendix.

    Attributes:
        number: as printed; counted unless it is given, and none where it is given empty.
        title: the heading of a section.
        to: whom the point is addressed to, in the case the order has it in.
        jointly: with whom, «совместно со специалистами отдела образования».
        deadline: phrases that stand in the words of the point, read by the deadline language.
        measures: of the plan, for which the point stands; its dates are theirs.
        report_to: whom the result is presented to, in the words of the point: «в управление образования …»;
            over several points, it is said of those that have these words.
    """

    number: Annotated[str, Field(max_length=20)] | None = None
    title: Line | None = None
    to: Line | None = None
    jointly: Line | None = None
    deadline: Annotated[
        tuple[WrittenDeadline, ...],
        BeforeValidator(_one_or_many, json_schema_input_type=WrittenDeadline | tuple[WrittenDeadline, ...]),
    ] = ()
    measures: tuple[Slug, ...] = ()
    report_to: Line | None = None

    def wording(self) -> str:
        """Whom, with whom, what: the first paragraphs of the point, without its number.

        An addressee alone ends in a colon, and what is under the point is hers.
        """
        words = " ".join(part for part in (self.to, self.jointly, self.title or self.text) if part)
        return words if self.text or self.title or not self.to else f"{words}:"


WrittenPoints = tuple[
    Annotated[WrittenPoint, BeforeValidator(_text_alone, json_schema_input_type=str | WrittenPoint)], ...
]


class SecondLanguage(Frozen):
    """The issuer in the second state language of a republic; `language` is a code of ISO 639."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    letterhead: Line


class OrderSignature(Frozen):
    """Who signed: the post and the name, as the signature has them."""

    post: Line
    name: Line


class ElectronicSignature(Frozen):
    """The mark of an electronic signature (ГОСТ Р 7.0.97, 5.23: certificate, owner, term)."""

    certificate: Line
    owner: Line
    valid_from: CalendarDay
    valid_to: CalendarDay


class OrderExecutor(Frozen):
    """Who prepared the paper, for the mark on the executor."""

    name: Line
    phone: Line | None = None


class WorkingGroupMember(Frozen):
    """A member of a working group; `duty` is what she does in it, «руководитель рабочей группы»."""

    name: Line
    post: Line
    duty: Line | None = None


class OrderAppendix(Passage):
    """An appendix: its stamp as far as it is printed, its title, and what it says.

    The plan itself is an appendix too, and is printed on its own.

    Attributes:
        stamp: lines of the stamp, as printed.
        members: of the working group that the order approves.
    """

    stamp: Line | None = None
    title: Line
    members: tuple[WorkingGroupMember, ...] = ()


class OrderWording(Frozen):
    """The words of an order, from the letterhead to the acknowledgement list.

    Attributes:
        letterhead: the issuer, where the letterhead has it in other words than the roadmap.
        kind: «ПРИКАЗ», as printed, letter-spaced where it is.
        date, number: as printed, where the print adds anything to them: «от 16.06.2020», «№ 63».
        heading: «О …», «Об …», without a full stop.
        preamble: why; may list what was found.
        imperative: «ПРИКАЗЫВАЮ:», as printed.
        enclosure: the mark on enclosures, «Приложение: на 8 л. в 1 экз.».
        acknowledged: names of those who sign that they have read the order.
    """

    letterhead: Line | None = None
    second_language: SecondLanguage | None = None
    kind: Line = "ПРИКАЗ"
    date: Line | None = None
    number: Line | None = None
    place: Line | None = None
    heading: Line
    preamble: Annotated[Passage, BeforeValidator(_text_alone, json_schema_input_type=str | Passage)]
    imperative: Line = "ПРИКАЗЫВАЮ:"
    points: Annotated[WrittenPoints, Field(min_length=1)]
    enclosure: Line | None = None
    signature: OrderSignature
    e_signature: ElectronicSignature | None = None
    executors: tuple[OrderExecutor, ...] = ()
    acknowledged_heading: Line = "С приказом ознакомлены:"
    acknowledged: tuple[Line, ...] = ()
    appendices: tuple[OrderAppendix, ...] = ()


class WrittenOrder(IssuedOrder):
    """An order in a roadmap: the requisites for the stamp, and the words where they are known."""

    text: OrderWording | None = None

    def requisites(self) -> IssuedOrder:
        """What a stamp needs, without the words."""
        return IssuedOrder(**{name: getattr(self, name) for name in IssuedOrder.model_fields})


def points_of(text: OrderWording) -> Iterator[tuple[str, WrittenPoint, PointPath]]:
    """Give every point of an order, its preamble and its appendices, as `walk_points` does."""
    yield from walk_points(text.preamble.points, path=("preamble", "points"))
    yield from walk_points(text.points)
    for position, appendix in enumerate(text.appendices):
        yield from walk_points(appendix.points, path=("appendices", position, "points"))


_ROMAN = {"I": 1, "V": 5, "X": 10}


def walk_points(
    points: Sequence[WrittenPoint], prefix: str = "", path: PointPath = ("points",)
) -> Iterator[tuple[str, WrittenPoint, PointPath]]:
    """Give every point with its number as printed and the way to it, in the order of reading.

    >>> points = (
    ...     WrittenPoint(text="а", points=(WrittenPoint(text="б"),)),
    ...     WrittenPoint(number="III.", title="в", points=(WrittenPoint(text="г"),)),
    ... )
    >>> [number for number, _, _ in walk_points(points)]
    ['1.', '1.1.', 'III.', '3.1.']
    """
    counted = 0
    for position, point in enumerate(points):
        here = (*path, position)
        number = point.number
        if number != "":
            counted += 1
        if number is None:
            number = f"{prefix}{counted}."
        yield number, point, here
        yield from walk_points(point.points, _prefix(number, prefix), (*here, "points"))


def _prefix(number: str, around: str) -> str:
    """Give what the numbers under a point begin with.

    Arabic ones follow a Roman one, and a point without a number lends them that of the point around it.
    """
    bare = number.rstrip(".")
    if bare and re.fullmatch("[IVX]+", bare):
        values = [_ROMAN[letter] for letter in bare]
        following = [*values[1:], 0]
        return f"{sum(-one if one < two else one for one, two in zip(values, following, strict=True))}."
    return f"{bare}." if bare else around


Passage.model_rebuild()
