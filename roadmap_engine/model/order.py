"""The text of a приказ: what is said, point by point, before anybody decides how it looks."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.model.base import Frozen, Slug
from roadmap_engine.model.organisation import DEFAULT_LAYOUT

__all__ = ["OrderPoint", "OrderText"]


class OrderPoint(Frozen):
    """A numbered point, with the points under it.

    Attributes:
        about: the measures of the plan that the point itself stands for, without those of its items.
        addressees: who has to do it, as keys of people, or of roles where a group has no names.
    """

    number: str
    text: str
    about: tuple[Slug, ...] = ()
    addressees: tuple[Slug, ...] = ()
    items: tuple[OrderPoint, ...] = ()


class OrderText(Frozen):
    """An order, from the letterhead to the acknowledgement list.

    Attributes:
        parent: the body above the issuer, first line of the letterhead.
        issuer: full name of the organisation that issues the order.
        date, number: as far as they are known; blanks are printed for the rest.
        heading: answers «о чём», without a full stop.
        preamble: why; the imperative follows it.
        points: at most four levels of them.
        signatory_post, signatory_name: the name as a signature has it, initials first.
        acknowledged: who signs that the order was read, each as one line with the points that are hers.
        acknowledged_apart: groups without names, who sign a sheet of their own.
        executor: lines of the mark on the executor.
        layout: the name of the layout its organisation keeps to.
    """

    parent: str | None = None
    issuer: str
    short_issuer: str
    date: dt.date | None = None
    number: str | None = None
    place: str
    heading: str
    preamble: str
    imperative: str = "ПРИКАЗЫВАЮ:"
    points: tuple[OrderPoint, ...]
    signatory_post: str
    signatory_name: str
    acknowledged: tuple[str, ...] = ()
    acknowledged_apart: tuple[str, ...] = ()
    executor: tuple[str, ...] = ()
    layout: str = DEFAULT_LAYOUT
