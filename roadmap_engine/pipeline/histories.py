"""The history of an adoption's calendars, continued by the plan as it is now.

Where the file is lost, or older than calendars that stand in a folder, they say what it does not.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.documents.calendar_choice import Choice, choose
from roadmap_engine.documents.calendar_endings import keep_addresses, tell_ended
from roadmap_engine.documents.calendar_feeds import list_feeds
from roadmap_engine.documents.calendar_history import continue_history
from roadmap_engine.documents.calendar_memory import begin_anew, join_histories, raise_all, recall_calendars
from roadmap_engine.documents.files import file_name
from roadmap_engine.load.histories import (
    LARGEST_HISTORY,
    find_copies,
    history_path,
    load_history,
    write_history,
)
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.storage.known_papers import load_known
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.paper_list import PaperList
from roadmap_engine.storage.standing import look_at
from roadmap_engine.storage.terms import Terms

__all__ = [
    "KeptHistory",
    "keep_history",
    "keep_subscribed",
    "raise_history",
    "recall_history",
    "reread_history",
]


@dataclass(frozen=True, slots=True)
class KeptHistory:
    """A history up to the present plan.

    Attributes:
        path: the file it belongs in.
        written: what the file held when it was read; None where there was none.
        text: what the file is to hold; None where the file holds it already.
        read: the history as it was read, its copies joined.
        now: the instant it was continued at.
    """

    history: CalendarHistory
    path: Path
    written: bytes | None
    text: str | None
    read: CalendarHistory
    now: dt.datetime


def keep_history(adoption: Path, plan: Plan, now: dt.datetime) -> Outcome[KeptHistory]:
    """Continue the history beside an adoption by the plan as it is now; nothing is written here.

    Args:
        adoption: path of the adoption's text.
        plan: its plan.
        now: the present instant, in case something has changed since the last revision.
    """
    outcome = reread_history(adoption, now)
    kept = outcome.value
    if kept is None:
        return outcome
    continued = continue_history(kept.read, plan, now)
    return Outcome(kept if continued == kept.read else _go_on(kept, continued), outcome.problems)


def reread_history(adoption: Path, now: dt.datetime) -> Outcome[KeptHistory]:
    """Read the history beside an adoption as it is, its copies joined; nothing is written here.

    Args:
        adoption: path of the adoption's text.
        now: the present instant.
    """
    path = history_path(adoption)
    # Before it is read as a history: whatever comes between then is a change of somebody's.
    written = read_file(path, LARGEST_HISTORY) if path.is_file() else None
    copies, problems = load_history(path)
    if not copies:
        return Outcome(None, problems)
    read = functools.reduce(join_histories, copies)
    if read != copies[0]:
        names = list_names(each.name for each in (path, *find_copies(path)))
        problems += (Problem.of("RM744", file=path, copies=names),)
    text = write_history(read) if read != copies[0] else None
    return Outcome(KeptHistory(read, path, written, text, read, now), problems)


def raise_history(kept: KeptHistory, plan: Plan | None = None) -> KeptHistory:
    """Go on with a history that came back from an old copy: every number and instant becomes greater.

    Args:
        kept: as it was read.
        plan: as it is now; where it is given, a history that is lost altogether begins with great numbers,
            and what the plan has become is appended.
    """
    if plan is None:
        raised = raise_all(kept.read, kept.now)
        return kept if raised is kept.read else _go_on(replace(kept, read=raised), raised)
    read = raise_all(kept.read, kept.now) if kept.read.revisions else begin_anew(kept.now, plan)
    return _go_on(replace(kept, read=read), continue_history(read, plan, kept.now))


def keep_subscribed(kept: KeptHistory, plan: Plan, subscribed: Collection[str]) -> KeptHistory:
    """Let calendars that somebody has an address of, and that the plan has none for any more, end.

    Whoever has an address of her own has a calendar of any post. What has ended in a folder, because the
    organisation asks for it no more, does not go on there because of that.

    Args:
        kept: the history up to the present plan.
        plan: as it is now.
        subscribed: what the calendars are called that somebody has an address of.
    """
    offered, asked = (
        {address for address, feed in list_feeds(each, kept.history).items() if feed.kind != "ended"}
        for each in (choose(plan, Choice()), plan)
    )
    drawn = asked | (offered - tell_ended(kept.history).keys())
    history = keep_addresses(kept.history, plan, drawn, set(subscribed) - offered, kept.now)
    return kept if history is kept.history else _go_on(kept, history)


def recall_history(
    kept: KeptHistory, plan: Plan, folder: Path, terms: Terms
) -> tuple[KeptHistory, tuple[Problem, ...]]:
    """Join a history with the calendars that stand in a folder, before new ones are laid over them.

    Args:
        kept: the history as it is known.
        plan: as it is now.
        folder: papers are to be laid into it.
        terms: on what terms.

    Returns:
        The same history where the folder says no more; and what is told of one that was lost or is too old.
    """
    kept = _as_written(kept)
    known, _ = load_known(folder, terms)
    if known.plan not in ("", terms.plan):
        return (_keep_addresses(kept, plan, folder, known) if terms.goes_on else kept), ()
    names = [name for name in known.entries if Paper.is_calendar(name)]
    calendars = {
        name: look_at(folder, name).content for name in dict.fromkeys((Paper.CALENDAR.value, *names))
    }
    read = recall_calendars(kept.read, plan, calendars, kept.now, known_own=known.plan == terms.plan)
    if read is not kept.read:
        told = Problem.of("RM742", file=kept.path, folder=folder)
    elif names and not kept.read.revisions and not any(calendars.values()):
        read, told = begin_anew(kept.now, plan), Problem.of("RM743", file=kept.path, folder=folder)
    else:
        return _keep_addresses(kept, plan, folder, known), ()
    recalled = _go_on(replace(kept, read=read), continue_history(read, plan, kept.now))
    return _keep_addresses(recalled, plan, folder, known), (told,)


def _keep_addresses(kept: KeptHistory, plan: Plan, folder: Path, known: PaperList) -> KeptHistory:
    """Let calendars that stand in a folder, and that the plan has none for any more, end there."""
    feeds = list_feeds(plan, kept.history).items()
    drawn = {_stem(file_name(address, ".ics")) for address, feed in feeds if feed.kind != "ended"}
    standing = {
        _stem(name)
        for name in known.entries
        if name == Paper.CALENDARS + file_name(_stem(name), ".ics") and look_at(folder, name).content
    }
    history = keep_addresses(kept.history, plan, drawn, standing, kept.now)
    return kept if history is kept.history else _go_on(kept, history)


def _go_on(kept: KeptHistory, history: CalendarHistory) -> KeptHistory:
    return replace(kept, history=history, text=write_history(history))


def _as_written(kept: KeptHistory) -> KeptHistory:
    """Give what the same papers wrote down already, when laid elsewhere, as the history that was read."""
    text = kept.text.encode() if kept.text is not None else None
    if text is None or not kept.path.is_file() or read_file(kept.path, LARGEST_HISTORY) != text:
        return kept
    return replace(kept, written=text, text=None, read=kept.history)


def _stem(name: str) -> str:
    return PurePosixPath(name).stem
