"""From texts to papers: every document as bytes, and their way into a folder that people work in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from frozendict import frozendict

from roadmap_engine.api.histories import write_down
from roadmap_engine.api.texts import StrPath, Text, take_text
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.model import Plan
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.histories import KeptHistory, keep_history, recall_history
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.papers import (
    draw_calendars,
    draw_papers,
    draw_published_papers,
    list_blanks,
    list_former_blanks,
    recall_blanks,
)
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption, read_published
from roadmap_engine.pipeline.signed_state import heed_signed
from roadmap_engine.pipeline.trackers import find_unread, renew_tracker
from roadmap_engine.storage.laying import lay
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.roots import Root
from roadmap_engine.storage.settling import settle
from roadmap_engine.storage.terms import Carried, Force, Recalled, Terms
from roadmap_engine.tracking.boards import draw_board

__all__ = [
    "Papers",
    "begin_history",
    "build",
    "draw_read",
    "print_roadmap",
    "recall_calendars",
    "set_terms",
    "take_calendars",
    "write_history",
]

CALENDAR_LIST = ".roadmap-calendars.json"
"""What the program wrote into a folder of calendars; other papers there have a list of theirs."""


@dataclass(frozen=True, slots=True, eq=False)
class Papers(Mapping[str, bytes]):
    """The papers of a plan: content by name, «order.docx», «forms/1.1-analytic-note.docx».

    Attributes:
        plan: what they are drawn from.
        drawn: content by name.
        history: what the calendars have been through, for calendars that people subscribe to; none of words.
        kept: papers that are signed and so not drawn, each with the path it is kept under; those in a folder
            stay as they are.
        asked: the kinds that were asked for; the others in a folder stay as they are.
        alone: whether they are calendars for a folder of their own, with a list of its own.
    """

    plan: Plan
    drawn: Mapping[str, bytes] = field(repr=False)
    history: KeptHistory | None = field(default=None, repr=False)
    kept: Mapping[Paper, str] = frozendict()
    asked: Collection[Paper] = frozenset(Paper)
    alone: bool = False

    def __getitem__(self, name: str) -> bytes:
        return self.drawn[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.drawn)

    def __len__(self) -> int:
        return len(self.drawn)

    def save(
        self, folder: StrPath, *, today: dt.date, force: Collection[str] = (), goes_on: bool = False
    ) -> Outcome[tuple[str, ...]]:
        """Lay the papers into a folder as `roadmap build` does: what people filled in or changed stays.

        What they wrote in the tracker goes into the new one; a paper they changed keeps its place, and its
        new version is laid beside it. The calendars' history is written beside the adoption at last.

        Args:
            folder: made if it is missing; another run that writes there is waited for, five seconds at most.
            today: the day in the name of a file that is kept aside.
            force: papers to write over all the same: files, kinds («forms»), patterns; the former are kept.
            goes_on: that the folder has calendars of an earlier plan, and these, of `take_calendars`, go on
                at their addresses.

        Returns:
            The names the papers have in the folder, and as notices what was left and why; no value where
            nothing may be written: the folder is another plan's, a newer program's, or held.

        Raises:
            ValueError: `force` names no paper.
            OSError: the disk is full, or the folder cannot be written; what is written till then is whole.
        """
        place = Path(folder)
        terms = set_terms(self, place, today, Force(names=tuple(force)), goes_on=goes_on)
        if unknown := terms.force.find_unknown((*self, *terms.kept)):
            raise ValueError(f"no paper is called {', '.join(unknown)}")
        with hold_folder(place) as refused:
            papers, recalled = recall_calendars(self, place, terms)
            settlement, told = (None, refused) if refused else settle(place, papers, terms)
            if settlement is None:
                return Outcome(None, told)
            begin_history(papers)
            told = lay(settlement)
        return Outcome(tuple(settlement.names.values()), (*told, *recalled, *write_history(papers)))


def set_terms(papers: Papers, folder: Path, today: dt.date, force: Force, *, goes_on: bool = False) -> Terms:
    """Say on what terms papers are laid into a folder.

    Args:
        papers: that are laid.
        folder: where.
        today: the day in the name of a file that is kept aside.
        force: what may be written over.
        goes_on: that the folder has calendars of an earlier plan, whose addresses these go on at.
    """
    plan = papers.plan
    if papers.alone:
        return Terms(plan.plan, today, CALENDAR_LIST, force, calendars=True, goes_on=goes_on)
    if plan.organisation is None:
        return Terms(plan=plan.plan, today=today, force=force)
    forms = Paper.FORMS in papers.asked

    def carry(data: bytes) -> Carried | None:
        content, problems = renew_tracker(plan, data, str(folder / Paper.TRACKER))
        return None if content is None else Carried(content, problems)

    def unread(data: bytes) -> tuple[Problem, ...]:
        return find_unread(plan, data, str(folder / Paper.TRACKER))

    def recall(data: bytes) -> Recalled | None:
        told = recall_blanks(data)
        return None if told is None else Recalled(*told)

    return Terms(
        plan=plan.plan,
        today=today,
        force=force,
        blanks=list_blanks(plan) if forms else {},
        former=list_former_blanks(plan) if forms else {},
        carriers={Paper.TRACKER.value: carry},
        unread={Paper.TRACKER.value: unread},
        recall=recall,
        asked=papers.asked,
        kept=tuple(name for paper in papers.kept for name in (paper.value, f"{paper.value[:-5]}.pdf")),
    )


def recall_calendars(papers: Papers, folder: Path, terms: Terms) -> tuple[Papers, tuple[Problem, ...]]:
    """Draw calendars again where those in a folder have been through more than their history says.

    Whoever calls holds the folder, and lays the papers into it.
    """
    if papers.history is None:
        return papers, ()
    kept, problems = recall_history(papers.history, papers.plan, folder, terms)
    if kept is papers.history:
        return papers, problems
    drawn = draw_calendars(papers.plan, kept.history)
    asked = {name: data for name, data in drawn.items() if Paper.of(name) in papers.asked}
    return replace(papers, drawn=frozendict({**papers.drawn, **asked}), history=kept), problems


def take_calendars(papers: Papers, adoption: StrPath) -> Outcome[Papers]:
    """Give the calendars of drawn papers alone, by their history as it is written down by now.

    Args:
        papers: as `build` gives them.
        adoption: path of their text.
    """
    now = papers.history.now if papers.history is not None else None
    known = keep_history(Path(adoption), papers.plan, now) if now is not None else None
    if known is None or known.value is None:
        return Outcome(None, known.problems if known is not None else ())
    drawn = draw_calendars(papers.plan, known.value.history)
    return Outcome(Papers(papers.plan, frozendict(drawn), known.value, alone=True), known.problems)


def begin_history(papers: Papers) -> None:
    """Write down the first of what calendars have been through, before the papers.

    Nobody has seen a calendar yet. If the run is killed among its papers the next one would else find them
    in the list, and think that a history was lost. What keeps it from being written `write_history` tells.
    """
    kept = papers.history
    if kept is not None and kept.written is None and not kept.read.revisions:
        write_history(papers)


def write_history(papers: Papers) -> tuple[Problem, ...]:
    """Write down what the calendars have been through, if it has become more.

    After the papers: a history that runs ahead of them would hide the change from calendars.
    """
    return write_down(papers.history) if papers.history is not None else ()


def build(
    adoption: Text,
    *,
    today: dt.date,
    beside: StrPath | None = None,
    seen_on: dt.date | None = None,
    papers: Collection[Paper] = tuple(Paper),
) -> Outcome[Papers]:
    """Draw the papers of an adoption's plan; nothing is written.

    Args:
        adoption: path of the adoption's text, or the text.
        today: the day, or the instant in a zone, that calendars say their events were changed on, where they
            were since the last time.
        beside: the folder that a text given as words would lie in, as in `adopt`.
        seen_on: the day on which the page says what is overdue or due soon; nothing of the kind unless given.
        papers: the kinds to draw; all unless given. Without calendars their history is not read either.

    Returns:
        The papers asked for, all or none: an error of the texts or of a template refuses them all. The same
        texts give the same bytes. Where an order is signed and in force, it and its plan are not drawn again;
        what they say otherwise than the plan of today is told.
    """
    path, words = take_text(adoption, beside, "adoption.yaml")
    read = read_adoption(path, words=words)
    return draw_read(path if words is None else None, read, today=today, seen_on=seen_on, papers=papers)


def draw_read(
    path: Path | None,
    read: Outcome[ReadAdoption],
    *,
    today: dt.date,
    seen_on: dt.date | None = None,
    papers: Collection[Paper] = frozenset(Paper),
    root: Root | None = None,
) -> Outcome[Papers]:
    """Draw the papers of an adoption that has been read; as `build`, of which it is the second half.

    Args:
        path: of the adoption's text; none where it is words that lie nowhere.
        read: the adoption, and what was wrong with its texts.
        today: as in `build`.
        seen_on: as in `build`.
        papers: as in `build`.
        root: of the folder it was found in; none where its reader named it.
    """
    if read.value is None:
        return Outcome(None, read.problems, read.sources)
    found = read.value
    heeded = heed_signed(path, found, root)
    read = replace(read, problems=(*read.problems, *heeded.problems))
    if has_errors(read.problems):
        return Outcome(None, read.problems, read.sources)
    plan, signed, own, kept = heeded.plan, heeded.signed, found.own, None
    if path is not None and not {Paper.CALENDAR, Paper.CALENDARS}.isdisjoint(papers):
        known = keep_history(path, plan, _instant(today))
        kept, read = known.value, replace(read, problems=(*read.problems, *known.problems))
        if kept is None:
            return Outcome(None, read.problems, read.sources)
    board = draw_board(plan, found.log, seen_on)[0] if seen_on is not None else None
    history, wanted = kept.history if kept else None, frozenset(papers) - signed.keys()
    drawn = draw_papers(plan, history, own, wanted, board=board)
    asked = Papers(plan, frozendict(), kept, frozendict(signed), frozenset(papers))
    return _gather(asked, replace(drawn, problems=found.place(drawn.problems)), read)


def print_roadmap(roadmap: Text, *, beside: StrPath | None = None) -> Outcome[Papers]:
    """Draw a published roadmap itself, as its source prints it, for nobody in particular.

    Args:
        roadmap: name of a roadmap that comes with the program, path of a text or of a bundle, or the text.
        beside: the folder that a text given as words would lie in, where what it extends is looked for first.

    Returns:
        `plan.docx`, `plan.html`, `plan.json`, and `order.docx` where the words of its order are known.
    """
    path, words = take_text(roadmap, beside, "roadmap.yaml")
    read = read_published(str(path) if words is not None else str(roadmap), words=words)
    if read.value is None or has_errors(read.problems):
        return Outcome(None, read.problems, read.sources)
    return _gather(Papers(read.value.plan, frozendict()), draw_published_papers(read.value), read)


def _gather(asked: Papers, drawn: Outcome[Mapping[str, bytes]], read: Outcome[object]) -> Outcome[Papers]:
    problems = (*read.problems, *drawn.problems)
    papers = None if drawn.value is None else replace(asked, drawn=frozendict(drawn.value))
    return Outcome(papers, problems, read.sources)


def _instant(today: dt.date) -> dt.datetime:
    """Give the instant of a day: the one that is given, else the day's beginning in Greenwich."""
    if isinstance(today, dt.datetime):
        return today if today.tzinfo is not None else today.replace(tzinfo=dt.UTC)
    return dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC)
