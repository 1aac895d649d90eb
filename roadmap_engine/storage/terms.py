"""On what terms papers are laid into a folder: whose they are, what may be written over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.paper import Owner, Paper
from roadmap_engine.storage.paper_list import LIST_NAME

__all__ = ["Carried", "Force", "Recalled", "Terms"]


@dataclass(frozen=True, slots=True)
class Force:
    """What a person lets the program write over.

    Attributes:
        every: all that the program draws; of no use for what people fill in or change in Word.
        names: files, kinds of papers or patterns, whoever changed them.
    """

    every: bool = False
    names: tuple[str, ...] = ()

    def covers(self, file: str) -> bool:
        """Tell whether a file that a person changed may be written over.

        >>> Force(every=True).covers("plan.html"), Force(every=True).covers("order.docx")
        (True, False)
        >>> Force(names=("forms",)).covers("forms/1.1-note.docx")
        True
        """
        return self.is_named(file) or (self.every and _is_drawn_for_good(file))

    def is_named(self, file: str) -> bool:
        """Tell whether a person named a file."""
        return any(Paper.is_named(file, name) for name in self.names)

    def find_unknown(self, files: Iterable[str]) -> tuple[str, ...]:
        """List the names that none of the files has."""
        known = tuple(files)
        return tuple(name for name in self.names if not any(Paper.is_named(file, name) for file in known))


def _is_drawn_for_good(file: str) -> bool:
    """Tell whether a file is one that nobody is expected to write in, a page or a calendar."""
    paper = Paper.of(file)
    return paper is not None and paper.owner is Owner.DRAWN and not file.endswith((".docx", ".pdf"))


@dataclass(frozen=True, slots=True)
class Carried:
    """A paper with the work of a person in it.

    Attributes:
        content: the paper as it is to stand now.
        problems: what could not be put into it, or not where it was.
    """

    content: bytes
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the papers of an earlier version tell of themselves.

    Attributes:
        plan: the id of their plan.
        blanks: the document that each blank is of, by the blank's name.
    """

    plan: str
    blanks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms the papers of one run are laid into a folder.

    Attributes:
        plan: the id of the plan they are of.
        today: the day that is put into the name of a file that is kept aside.
        list_name: of the list; each command that shares a folder keeps its own.
        force: what may be written over though a person changed it.
        blanks: the document that a blank is of, by the blank's name as drawn.
        former: documents by what they were called before, to what they are called now.
        carriers: for a paper that people fill in, what takes their work from the present file into the new
            one; it gives None where the file cannot be read.
        unread: for a paper that people fill in, what tells of their work in a file that stays as it is, as
            far as nothing else knows of it.
        recall: reads plan.json as an earlier version left it.
        together: the papers belong together, so that none is written where one may not be.
        calendars: that they are calendars alone, and what else the folder has is not touched.
        goes_on: that the folder is an earlier plan's, and this one goes on at its addresses.
        asked: the papers of this run; the others of the plan stay as they are, and go on being listed.
        kept: papers that are signed: whatever stands under their names stays, and goes on being listed.
    """

    plan: str
    today: dt.date
    list_name: str = LIST_NAME
    force: Force = field(default_factory=Force)
    blanks: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)
    carriers: Mapping[str, Callable[[bytes], Carried | None]] = field(default_factory=dict)
    unread: Mapping[str, Callable[[bytes], tuple[Problem, ...]]] = field(default_factory=dict)
    recall: Callable[[bytes], Recalled | None] | None = None
    together: bool = False
    calendars: bool = False
    goes_on: bool = False
    asked: Collection[Paper] = frozenset(Paper)
    kept: tuple[str, ...] = ()
