"""Days on the command line: a `DATE`, and `NAME=DATE`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from gettext import gettext as _
from typing import Any

import click

from roadmap_engine.calendars import Span, parse_day

__all__ = ["DayType", "decide_option", "read_days", "read_events", "read_spans"]

decide_option = click.option(
    "--decide",
    "decisions",
    multiple=True,
    metavar="MEASURE=DAYS",
    help=_("Days decided for a measure, 2027-09-01 or 2027-09-01/2027-12-28; may repeat."),
)


class DayType(click.ParamType[dt.datetime]):
    """A day as people or as computers write it: 28.05.2027, 28 мая 2027, 2027-05-28."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the day, as texts and the wizard read it."""
        if isinstance(value, dt.datetime):
            return value
        try:
            return dt.datetime.combine(parse_day(str(value)), dt.time())
        except ValueError:
            self.fail(_("«{words}» is not a day such as 28.05.2027.").format(words=value), param, ctx)


def read_events(given: Iterable[str]) -> dict[str, dt.date | Span]:
    """Read events with their days, or with the spans they last.

    Raises:
        click.UsageError: a word is not NAME=DATE.
    """
    return {name: _read(day, text) for name, day, text in _split(given)}


def read_days(given: Iterable[str]) -> dict[str, dt.date]:
    """Read events with one day each.

    Raises:
        click.UsageError: a word is not NAME=DATE, or names a span.
    """
    days: dict[str, dt.date] = {}
    for name, day, text in _split(given):
        found = _read(day, text)
        if isinstance(found, Span):
            raise _refusal(text)
        days[name] = found
    return days


def read_spans(given: Iterable[str]) -> dict[str, Span]:
    """Read things with the days they last, a single day being a span too.

    Raises:
        click.UsageError: a word is not MEASURE=DAYS.
    """
    told = _("«{text}» is not MEASURE=DAYS, such as continuity=2027-09-01/2027-12-28.")
    found = {name: _read(day, text, told) for name, day, text in _split(given, told)}
    return {name: days if isinstance(days, Span) else Span(days, days) for name, days in found.items()}


def _split(given: Iterable[str], told: str = "") -> Iterable[tuple[str, str, str]]:
    """Part the words at the sign; `told` is what is said of words that have none."""
    for text in given:
        name, sign, day = text.partition("=")
        if not sign or not name.strip():
            raise _refusal(text, told)
        yield name.strip(), day.strip(), text


def _read(day: str, text: str, told: str = "") -> dt.date | Span:
    try:
        span = Span.parse(day)
    except ValueError as wrong:
        raise _refusal(text, told) from wrong
    return span if "/" in day or span.first != span.last else span.first


def _refusal(text: str, told: str = "") -> click.UsageError:
    told = told or _("«{text}» is not NAME=DATE, such as results-received=2027-05-28.")
    return click.UsageError(told.format(text=text))
