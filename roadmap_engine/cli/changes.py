"""A difference of plans on the terminal, in words of dates, people and papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from gettext import gettext as _

from roadmap_engine.calendars import Span
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.printing import say, say_span
from roadmap_engine.cli.reporting import speaker
from roadmap_engine.diagnostics.languages import Argument, word
from roadmap_engine.planning.comparing.difference import (
    Days,
    Difference,
    Kind,
    MeasureChange,
    PaperChange,
    PaperKind,
)
from roadmap_engine.planning.comparing.summary import summarise_difference
from roadmap_engine.planning.comparing.words import (
    name_field,
    say_permissions,
    say_state,
    say_values,
    shorten_title,
)

__all__ = ["print_difference"]

_KINDS: Mapping[Kind, str] = {
    "dated": _("got dates"),
    "moved": _("moved"),
    "waiting": _("wait again"),
    "added": _("new"),
    "removed": _("gone"),
    "shown": _("yours now and shown"),
    "hidden": _("others' now and not shown"),
    "changed": _("changed otherwise"),
    "placed": _("put elsewhere"),
    "renumbered": _("only renumbered"),
    "renamed": _("only another id"),
}
_PAPERS: Mapping[PaperKind, str] = {
    "changed": _("Papers: {papers}"),
    "added": _("New papers: {papers}"),
    "removed": _("Papers that are gone: {papers}"),
}


def print_difference(difference: Difference, points: Sequence[str] = (), *, nothing: str = "") -> None:
    """Print what changed: how much of each kind, each deadline, then people and papers.

    Args:
        difference: what changed.
        points: of the signed order, that say something else now.
        nothing: what is said where nothing changed.
    """
    if not difference:
        say(nothing or _("Nothing changes."))
        return
    say(_summarise(difference, points))
    for change in difference.of_plan:
        values: Iterable[Argument] = (change.before, change.after)
        if change.field == "held":
            values = map(_say_held, values)
        before, after = values
        said = say_values(before, after, current_language())
        say(f"  {name_field(change.field, speaker())}: {said}")
    for measure in difference.changes:
        _print_measure(measure)
    if difference.permissions:
        say(_("What the levels below may change:"))
    for name, said, where in say_permissions(difference, current_language()):
        say(f"  {name}: {said}{where and f' ({where})'}")
    people = difference.by_person()
    if people:
        say(_("People:"))
    for name, changes in people.items():
        numbers = ", ".join(change.number.rstrip(".") or change.id for change in changes)
        say(f"  {name}: {numbers}")
    for kind, words in _PAPERS.items():
        _print_papers(words, difference.papers, kind)


def _summarise(difference: Difference, points: Sequence[str]) -> str:
    """One sentence: a Russian one where the program speaks Russian, else the counts."""
    if current_language() == "ru":
        sentence = summarise_difference(difference, points)
        return f"{sentence[:1].upper()}{sentence[1:]}."
    counts = [
        f"{words}: {len(found)}"
        for kind, words in _KINDS.items()
        if (found := [change for change in difference.changes if change.kind == kind])
    ]
    said = [_("Measures: {counts}").format(counts=", ".join(counts))] if counts else []
    if difference.permissions:
        said.append(_("permissions: {count}").format(count=len(difference.permissions)))
    if points:
        said.append(_("the order has to be amended: {points}").format(points=", ".join(points)))
    return "; ".join(said) or _("Measures: no changes")


def _print_measure(change: MeasureChange) -> None:
    number = change.number.rstrip(".") or "–"
    say(f"  {number:<6} {_say(change)}  {shorten_title(change.title)}")
    if change.was:
        origin = _("comes from {ids}") if change.kind == "added" else _("was {ids}")
        say(f"         {origin.format(ids=', '.join(change.was))}")
    if change.into:
        say("         " + _("is part of {ids} now").format(ids=", ".join(change.into)))
    for value in change.values:
        if value.name != "id":
            said = say_values(value.before, value.after, current_language())
            say(f"         {name_field(value.name, speaker())}: {said}")


def _print_papers(words: str, papers: Iterable[PaperChange], kind: PaperKind) -> None:
    names = [paper.name for paper in papers if paper.kind == kind]
    if names:
        say(words.format(papers=", ".join(names)))


def _say(change: MeasureChange) -> str:
    if change.before == change.after or change.kind in {"shown", "hidden"}:
        return say_state(change.kind, speaker())
    return f"{_say_days(change.before)} → {_say_days(change.after)}"


def _say_held(days: Argument) -> str:
    span = Span.parse(word(days, "ru")) if days else None
    return say_span(span.first, span.last) if span is not None else ""


def _say_days(days: Days) -> str:
    return ", ".join(say_span(start, due) for start, due in days) or "—"
