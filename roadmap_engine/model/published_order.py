"""A published order ready for print: every line with its number, letter by letter as it will be read."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.model.base import Frozen
from roadmap_engine.model.order_table import OrderTable

__all__ = ["OrderLine", "PublishedAppendix", "PublishedOrder"]


class OrderLine(Frozen):
    """A paragraph of an order.

    Attributes:
        number: of the point, or the marker of a list item; empty where there is none.
        text: the words.
        level: how deep the line stands, from 1.
        is_heading: the line is the title of a section.
        table: what stands here instead of words.
    """

    number: str = ""
    text: str
    level: int = 1
    is_heading: bool = False
    table: OrderTable | None = None


class PublishedAppendix(Frozen):
    """An appendix that is printed with its order."""

    stamp: tuple[str, ...] = ()
    title: str
    lines: tuple[OrderLine, ...] = ()


class PublishedOrder(Frozen):
    """An order as its source prints it, from the letterhead to the last appendix.

    Attributes:
        issued_on, reference: the date and the number as values, for the card of the file.
        date, number: as printed.
        preamble: paragraphs, and what they list.
        e_signature: lines of the mark of an electronic signature.
        executors: lines of the mark on the executors.
    """

    issued_on: dt.date
    reference: str
    letterhead: str
    second_letterhead: str = ""
    kind: str
    date: str
    number: str
    place: str = ""
    heading: str
    preamble: tuple[OrderLine, ...]
    imperative: str
    points: tuple[OrderLine, ...]
    enclosure: str = ""
    signatory_post: str
    signatory_name: str
    e_signature: tuple[str, ...] = ()
    executors: tuple[str, ...] = ()
    acknowledged_heading: str = ""
    acknowledged: tuple[str, ...] = ()
    appendices: tuple[PublishedAppendix, ...] = ()
