"""Addresses of calendars → rows of a page: what each is of, whose, when it was asked for, what is in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_engine.documents.calendar_choice import Choice
from roadmap_engine.model import Plan
from roadmap_engine.portal.feeds.models import FeedToken
from roadmap_engine.portal.feeds.offering import title_feed
from roadmap_engine.portal.feeds.using import last_used
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.russian import numeric_date

__all__ = ["Row", "list_rows", "write_row"]


@dataclass(frozen=True, slots=True)
class Row:
    """An address as a page shows it.

    Attributes:
        title: which calendar it is.
        who: whose.
        used: when it was asked for last, in words.
        choice: what is in it, in words; empty for what is usual.
    """

    number: int
    title: str
    who: str
    used: str
    choice: str


def list_rows(plan: Plan, tokens: Iterable[FeedToken], today: dt.date) -> tuple[Row, ...]:
    """List addresses, by whose and of what they are."""
    rows = [write_row(plan, each, today) for each in tokens]
    return tuple(sorted(rows, key=lambda row: (row.who, row.title, row.number)))


def write_row(plan: Plan, token: FeedToken, today: dt.date) -> Row:
    """Describe an address."""
    who = token.owner.name if token.owner is not None else ""
    used = _say_used(last_used(token), today)
    return Row(
        token.pk, title_feed(plan, token.feed), who, used, _say_choice(token.choice, asks=token.by_password)
    )


def _say_used(day: dt.date | None, today: dt.date) -> str:
    if day is None:
        return _("ещё не брали")
    return (
        _("брали сегодня") if day == today else _("последний раз брали {day}").format(day=numeric_date(day))
    )


def _say_choice(choice: Choice, *, asks: bool) -> str:
    said = (
        (_("с паролем"), asks),
        (_("напоминания событиями"), choice.leads),
        (_("без прошедшего"), not choice.past),
        (_("без отменённого"), not choice.cancelled),
    )
    return ", ".join(words for words, holds in said if holds)
