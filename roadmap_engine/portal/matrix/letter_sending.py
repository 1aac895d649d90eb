"""Letters that an officer has looked at → letters that are sent: those alone, one a day to a person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings

from roadmap_engine.desk.reminding import Sending
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.entry import Did
from roadmap_engine.pipeline.letter_addresses import RemindRun
from roadmap_engine.pipeline.letter_log import Fate, OutgoingLetter
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.reminding import Outbox, read_letters
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.jobs.results import Asked, Progress, Result
from roadmap_engine.portal.mail.days import note_written, was_written
from roadmap_engine.portal.matrix.own_plans import find_own_plan
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import hand_of, path_of

__all__ = ["CHANGED", "TODAY", "has_today", "name_letter", "open_outboxes", "send_chosen"]

CHANGED, TODAY = "changed", "today"
"""What became of a letter that was not tried: it says something else by now, or she had one today."""


def name_letter(letter: OutgoingLetter) -> str:
    """Name a letter by all that it says: what was looked at is known again, and nothing else."""
    drawn = letter.drawn
    said = (letter.digest.id, drawn.subject, drawn.text, drawn.html, letter.digest.reader.address)
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def has_today(letter: OutgoingLetter) -> bool:
    """Tell whether somebody had another letter today: from here, or about one of these plans."""
    today = letter.digest.today
    if letter.fate is Fate.SENT:
        # This very one went already: whoever sends it says so.
        return False
    return was_written(letter.digest.reader.address, today) or any(
        each.last.did is Did.LETTER_SENT
        and each.last.on == today
        and each.digest != letter.digest.id
        and each.person == letter.digest.people[str(tracked.path)]
        for tracked in letter.about
        for each in tracked.board.letters
    )


def open_outboxes(text: PlanText, who: str) -> Outcome[tuple[Outbox, ...]]:
    """Draw the letters of a plan, with what is needed to send them."""
    return read_letters(RemindRun((path_of(text),), settings.PORTAL.mail), hand_of(who).day_of)


def send_chosen(asked: Asked, progress: Progress) -> Outcome[Result]:
    """Send the letters that were chosen; one that cannot be sent keeps no other waiting."""
    told = asked.arguments
    text = find_own_plan(asked.who, told["path"], told["school"], told["plan"])
    if text is None or settings.PORTAL.mail is None:
        return Outcome(None)
    outcome = open_outboxes(text, asked.who)
    found = {name_letter(each): (box, each) for box in outcome.value or () for each in box.letters}
    states = {name: _hold_back(found.get(name)) for name in told["letters"]}
    sent: dict[str, str] = {}
    problems: list[Problem] = []

    def after() -> None:
        progress(len(sent), len(states))

    for box, names in _list_boxes(found, states):
        sending = Sending(hand_of(asked.who), again=False, after=after)
        sending.send(replace(box, letters=tuple(found[name][1] for name in names)))
        sent |= {name_letter(each.letter): each.result for each in sending.letters}
        for each in sending.letters:
            if each.result == "sent":
                note_written(each.letter.digest.reader.address, each.letter.digest.today)
        problems += sending.problems
    if "sent" in sent.values():
        keep_act(asked.who, Act.WROTE, f"{text.school_id}/{text.plan}")
    results = [_describe(found.get(name), sent.get(name, state)) for name, state in states.items()]
    # What names an address is said letter by letter, and without it.
    loud = tuple(each for each in problems if "address" not in each.words)
    return Outcome(Result(told={"letters": results}), loud)


def _hold_back(found: tuple[Outbox, OutgoingLetter] | None) -> str:
    """Tell why a letter is not tried; empty where it is."""
    if found is None:
        return CHANGED
    return TODAY if has_today(found[1]) else ""


def _list_boxes(
    found: Mapping[str, tuple[Outbox, OutgoingLetter]], states: Mapping[str, str]
) -> Iterator[tuple[Outbox, list[str]]]:
    tried = [name for name, state in states.items() if not state]
    for box in {id(found[name][0]): found[name][0] for name in tried}.values():
        yield box, [name for name in tried if found[name][0] is box]


def _describe(found: tuple[Outbox, OutgoingLetter] | None, state: str) -> Mapping[str, Any]:
    return {"who": sorted(set(found[1].digest.people.values())) if found is not None else [], "state": state}
