"""A measure and its rows → what its page shows: where it stands, why this date, who, what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from roadmap_engine.desk.hand import local_instant
from roadmap_engine.documents.approval_route import ACTIONS
from roadmap_engine.documents.pages.badges import Badge, Time, say_time, write_badge
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.model import Plan, PlanMeasure
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.entry import DID_WORDS, Absence, Entry, EvidenceFile, EvidenceLink
from roadmap_engine.portal.citing import fill
from roadmap_engine.portal.pages.called import call_measure
from roadmap_engine.portal.pages.instants import say_local
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import numeric_date
from roadmap_engine.tracking.reports import divide_evidence

__all__ = ["Attached", "Line", "MeasurePage", "describe_measure", "list_lines"]

NameOf = Callable[[str], str]
"""Gives what people call somebody, by the key that stands in the log."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A document: one that lies beside the adoption by its content, one elsewhere by its address."""

    name: str
    sha256: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the history.

    Attributes:
        at: when it was recorded, by the school's clocks.
        on: the day it counts from, where that is another.
        vain: whether it had no effect.
    """

    id: str
    at: str
    on: str
    who: str
    did: str
    note: str
    attached: tuple[Attached, ...]
    vain: bool


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What the page of a measure shows of one time that it falls due.

    Attributes:
        others: the other times, each with its key.
        facts: cells of the plan's table, by caption.
        deadline: as the plan says it.
        returned: the entry that gave it back, where that is where it stands.
        rivals: entries of which nobody has decided which one holds.
        attached: what belongs to the last report.
        earlier: what only reports before it had.
    """

    heading: str
    text: str
    badge: Badge
    time: Time
    key: str
    others: tuple[tuple[str, Time], ...]
    facts: tuple[tuple[str, str], ...]
    deadline: str
    people: tuple[tuple[str, str, str], ...]
    history: tuple[Line, ...]
    returned: Line | None
    rivals: tuple[Line, ...]
    attached: tuple[Attached, ...]
    earlier: tuple[Attached, ...]


def describe_measure(
    plan: Plan, measure: PlanMeasure, rows: Sequence[BoardRow], row: BoardRow, name_of: NameOf
) -> MeasurePage:
    """Say what the page of a measure shows.

    Args:
        plan: the plan.
        measure: of it.
        rows: the measure's.
        row: the one that is looked at.
        name_of: what people are called.
    """
    vain = {entry.id for entry in row.vain}
    lines = {entry.id: _line(plan, entry, name_of, vain=entry.id in vain) for entry in row.history}
    newest_first = tuple(reversed(lines.values()))
    shown = divide_evidence(each for each in row.history if each.id not in vain)
    return MeasurePage(
        heading=call_measure(measure),
        text=clean_text(measure.title),
        badge=write_badge(row, spoken()),
        time=say_time(row, spoken()),
        key=row.row.key,
        others=tuple((each.row.key, say_time(each, spoken())) for each in rows if each is not row),
        facts=tuple(_list_facts(plan, measure)),
        deadline=clean_text(measure.deadline.text).strip(),
        people=tuple(_list_people(measure)),
        history=newest_first,
        returned=_find_return(row, lines),
        rivals=tuple(lines[each.id] for each in (*row.rivals, *row.due_rivals) if each.id in lines),
        attached=tuple(map(_show_evidence, shown.report)),
        earlier=tuple(map(_show_evidence, shown.earlier)),
    )


def list_lines(plan: Plan, entries: Sequence[Entry], name_of: NameOf) -> tuple[Line, ...]:
    """Say entries about one thing, the newest first.

    Args:
        plan: the plan.
        entries: about the thing.
        name_of: what people are called.
    """
    newest_first = sorted(entries, key=lambda entry: (entry.at, entry.id), reverse=True)
    return tuple(_line(plan, entry, name_of, vain=False) for entry in newest_first)


def _find_return(row: BoardRow, lines: dict[str, Line]) -> Line | None:
    """Give the entry that returned a row, where that is how it stands."""
    from_last = (entry for entry in reversed(row.history) if entry.did.value == "returned")
    found = next(from_last, None)
    return lines[found.id] if found is not None and row.happened.state.value == "returned" else None


def _list_facts(plan: Plan, measure: PlanMeasure) -> Iterator[tuple[str, str]]:
    for field, caption in zip(plan.fields, plan.columns, strict=True):
        words = clean_text(measure.cells.get(caption, "")).strip()
        if field not in ("number", "title") and words:
            yield caption, words


def _list_people(measure: PlanMeasure) -> Iterator[tuple[str, str, str]]:
    """Give who answers and who takes part, each once, with what she does."""
    for assignees, does in ((measure.responsible, _("отвечает")), (measure.participants, _("участвует"))):
        for each in assignees:
            for person in each.people:
                yield person.name, person.post, does


def _line(plan: Plan, entry: Entry, name_of: NameOf, *, vain: bool) -> Line:
    at = local_instant(plan, entry.at)
    note = entry.note or ""
    if entry.redacted is not None:
        gone = _("Примечание и приложения изъяты {day}: {why}")
        note = fill(gone, day=numeric_date(entry.redacted.at.date()), why=entry.redacted.why)
    return Line(
        entry.id,
        say_local(at),
        numeric_date(entry.on) if entry.on not in {at.date(), _day_of(entry)} else "",
        name_of(entry.who),
        _say_did(entry),
        note,
        tuple(map(_show_evidence, entry.evidence)),
        vain,
    )


def _say_did(entry: Entry) -> str:
    did = DID_WORDS[entry.did].said(spoken())
    if entry.about.step is not None:
        kind = entry.about.step.rpartition(":")[2]
        words = next((words.said(spoken()).lower() for name, words in ACTIONS.items() if name == kind), kind)
        return f"{did}: {words}"
    if isinstance(entry.to, str):
        day = _day_of(entry)
        return f"{did}: {numeric_date(day) if day is not None else entry.to}"
    if isinstance(entry.to, Absence):
        return f"{did}: {numeric_date(entry.to.since)} – {numeric_date(entry.to.until)}"
    return did


def _day_of(entry: Entry) -> dt.date | None:
    """Give the day that an entry says, as that of an event."""
    try:
        return dt.date.fromisoformat(entry.to) if isinstance(entry.to, str) else None
    except ValueError:
        return None


def _show_evidence(shown: EvidenceFile | EvidenceLink) -> Attached:
    if isinstance(shown, EvidenceFile):
        return Attached(shown.name, sha256=shown.sha256)
    return Attached(shown.link, link=shown.link)
