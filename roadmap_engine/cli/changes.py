"""A difference of plans on the terminal, in words of dates, people and papers."""

from __future__ import annotations

import datetime as dt
from gettext import gettext as _
from typing import Any

import click

from roadmap_engine.planning.difference import Days, Difference, MeasureChange

__all__ = ["difference_to_json", "print_difference"]

_KINDS = {
    "dated": _("got dates"),
    "moved": _("moved"),
    "waiting": _("wait again"),
    "added": _("new"),
    "removed": _("gone"),
    "changed": _("changed otherwise"),
}


def print_difference(difference: Difference) -> None:
    """Print what changed: how much of each kind, each deadline, then people and papers."""
    if not difference.changes:
        click.echo(_("Nothing changes."))
        return
    counts = [
        f"{words}: {len(found)}"
        for kind, words in _KINDS.items()
        if (found := [change for change in difference.changes if change.kind == kind])
    ]
    click.echo(_("Measures: {counts}").format(counts=", ".join(counts)))
    for change in difference.changes:
        click.echo(f"  {change.number:<6} {_say(change)}  {_shorten(change.title)}")
    click.echo(_("People:"))
    for name, changes in difference.by_person().items():
        click.echo(f"  {name}: {', '.join(change.number for change in changes)}")
    click.echo(_("Papers: {papers}").format(papers=", ".join(difference.papers())))


def difference_to_json(difference: Difference) -> dict[str, Any]:
    """Give the same for a script."""
    return {
        "changes": [
            {
                "kind": change.kind,
                "id": change.id,
                "number": change.number,
                "title": change.title,
                "before": _days_to_json(change.before),
                "after": _days_to_json(change.after),
                "fields": list(change.fields),
                "people": list(change.people),
                "papers": list(change.papers),
            }
            for change in difference.changes
        ],
        "papers": list(difference.papers()),
    }


def _days_to_json(days: Days) -> list[dict[str, str | None]]:
    return [
        {"start": start.isoformat() if start else None, "due": due.isoformat() if due else None}
        for start, due in days
    ]


def _say(change: MeasureChange) -> str:
    if change.kind == "changed":
        return ", ".join(change.fields)
    return f"{_say_days(change.before)} → {_say_days(change.after)}"


def _say_days(days: Days) -> str:
    return ", ".join(_say_span(start, due) for start, due in days) or "—"


def _say_span(start: dt.date | None, due: dt.date | None) -> str:
    if start is not None and due is not None and start != due:
        return f"{start:%d.%m.%Y}–{due:%d.%m.%Y}"
    if due is not None:
        return f"{due:%d.%m.%Y}" if start == due else _("by {day}").format(day=f"{due:%d.%m.%Y}")
    return _("from {day}").format(day=f"{start:%d.%m.%Y}")


def _shorten(title: str, width: int = 60) -> str:
    words = " ".join(title.split())
    return words if len(words) <= width else f"{words[:width].rstrip()}…"
