"""The journal of a measure in words, for an inspection: who did what in what post, when, what shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.calendars.zones import RUSSIAN_OFFSETS, call_zone
from roadmap_engine.documents.report_words import name_order, say_day, say_due, say_signature, say_state
from roadmap_engine.model import Plan, PlanPerson
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.entry import DID_WORDS, Absence, Entry, EvidenceFile
from roadmap_engine.model.plan_measure import PlanMeasure
from roadmap_engine.russian import numeric_date

__all__ = ["Journal", "JournalLine", "describe_journal"]

_CHUNK = 16


@dataclass(frozen=True, slots=True)
class JournalLine:
    """An entry of the log as an inspection reads it."""

    number: str
    at: str
    on: str
    who: str
    did: str
    note: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """Everything that was recorded about a measure."""

    organisation: str
    heading: str
    measure: str
    plan: str
    order: str
    facts: tuple[str, ...]
    lines: tuple[JournalLine, ...]
    note: str
    signature: tuple[str, str]


def describe_journal(plan: Plan, board: Board, measure: PlanMeasure, rows: Sequence[BoardRow]) -> Journal:
    """Say everything that was recorded about a measure, for each of its times in the order it was made.

    Args:
        plan: the plan.
        board: where it stands.
        measure: of it.
        rows: the measure's, on the board.
    """
    names = _name_people(plan)
    # Each after those it had seen: a clock may have been wrong.
    entries = [(entry, row) for row in rows for entry in row.history]
    zone = plan.organisation.zone if plan.organisation is not None else None
    several = len(rows) > 1
    lines = tuple(
        _line(number, entry, names, zone, row if several else None)
        for number, (entry, row) in enumerate(entries, 1)
    )
    who = ", ".join(dict.fromkeys(each.name for row in rows for each in row.row.answerers))
    facts = [f"Срок по плану: {measure.deadline.text}", f"Ответственные: {who or 'не названы'}"]
    facts += [f"{say_due(row)}: {say_state(row)}" for row in rows]
    clock = f"время {call_zone(zone)}" if zone else "время по Гринвичу"
    number = measure.number.strip().rstrip(".")
    return Journal(
        plan.organisation.full if plan.organisation is not None else "",
        "ЖУРНАЛ\nисполнения мероприятия плана",
        f"{number}. {measure.title}" if number else measure.title,
        plan.title,
        name_order(plan),
        tuple(facts),
        lines,
        f"Записей: {len(lines)}; {clock}. Записи журнала не исправляются и не "
        "удаляются, к ним только добавляют. SHA-256 показывает, что файл тот же, какой был приложен.",
        say_signature(plan, board.today),
    )


def _name_people(plan: Plan) -> Mapping[str, PlanPerson]:
    people = plan.organisation.people if plan.organisation is not None else ()
    return {person.post_key: person for person in reversed(people)}


def _line(
    number: int, entry: Entry, people: Mapping[str, PlanPerson], zone: str | None, row: BoardRow | None
) -> JournalLine:
    hours = RUSSIAN_OFFSETS.get(zone or "", 0)
    at = entry.at.astimezone(dt.timezone(dt.timedelta(hours=hours)))
    person = people.get(entry.who)
    did = DID_WORDS[entry.did].russian
    if isinstance(entry.to, str):
        did += f": {say_day(entry.to)}"
    elif isinstance(entry.to, Absence):
        did += f": {numeric_date(entry.to.since)} – {numeric_date(entry.to.until)}"
    if entry.about.step:
        did += f" ({entry.about.step})"
    if row is not None and (row.row.due or row.row.start):
        did += f"; срок {say_due(row)}"
    note = entry.note or ""
    if entry.redacted is not None:
        day = numeric_date(entry.redacted.at.date())
        note = f"Примечание и приложения изъяты {day}: {entry.redacted.why}"
    return JournalLine(
        str(number),
        f"{numeric_date(at.date())} {at:%H:%M}",
        numeric_date(entry.on),
        person.post if person is not None else entry.who,
        did,
        note,
        tuple(_describe_evidence(entry)),
    )


def _describe_evidence(entry: Entry) -> Iterator[str]:
    for each in entry.evidence:
        if isinstance(each, EvidenceFile):
            # Broken into groups, so that a narrow column can hold it and people can compare it.
            groups = " ".join(each.sha256[place : place + _CHUNK] for place in range(0, 64, _CHUNK))
            yield f"{each.name} ({each.size} байт), SHA-256 {groups}"
        else:
            yield each.link
