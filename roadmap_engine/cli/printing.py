"""Lines of answers: whatever words stand in them, a line stays one and cannot steer the terminal."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from gettext import gettext
from typing import Any

import click

from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.streams import can_encode
from roadmap_engine.diagnostics.languages import format_day, format_days
from roadmap_engine.diagnostics.plain import escape_hidden, one_line

__all__ = ["say", "say_day", "say_json", "say_span"]


def say(words: str = "", *, err: bool = False) -> None:
    """Print one line; names of files and words of texts may stand in it as they are."""
    click.echo(one_line(words), err=err)


def say_day(day: dt.date) -> str:
    """Say a day in the language the process speaks."""
    return format_day(day, current_language())


def say_span(start: dt.date | None, due: dt.date | None) -> str:
    """Say days as a table has them: both ends, one day, or the edge that is known."""
    if start is not None and due is not None:
        return format_days(start, due, current_language())
    if due is not None:
        return gettext("by {day}").format(day=say_day(due))
    return gettext("from {day}").format(day=say_day(start)) if start is not None else ""


def say_json(value: object, *, indent: int | None = 2) -> None:
    """Print an answer for scripts: JSON that a person can look at too.

    In an encoding that lacks a sign JSON's own escapes are written, so that nothing of the answer is lost.
    """
    written = escape_hidden(json.dumps(value, ensure_ascii=False, indent=indent))
    click.echo(written if can_encode(written) else json.dumps(_without_halves(value), indent=indent))


def _without_halves(value: Any) -> Any:
    """Give a value without the halves of characters that stand for bytes of no text."""
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in value)
    if isinstance(value, Mapping):
        return {_without_halves(key): _without_halves(each) for key, each in value.items()}
    return [_without_halves(each) for each in value] if isinstance(value, list | tuple) else value
