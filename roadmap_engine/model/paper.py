"""The papers of a plan: the one list of what is drawn, announced, compared, described; whose each is."""

from __future__ import annotations

import enum
import fnmatch
from typing import Literal, Self

__all__ = ["Appendices", "Owner", "Paper"]

Appendices = Literal["separate", "inside"]
"""Whether the plan stands in the file of the order too, as its appendix."""


class Owner(enum.Enum):
    """Whose a paper is after it was first written.

    A drawn paper is the program's until somebody changes it. A paper to be filled in is a person's as soon as
    anything stands in it, and what stands in it goes along into the next one where the program can read it.
    """

    DRAWN = "drawn"
    FILLED = "filled"


class Paper(enum.StrEnum):
    """A paper by the name it is written under, in the order of drawing; of a folder, many.

    Attributes:
        owner: whose it is after it was first written.
    """

    owner: Owner

    PAGE = "plan.html", Owner.DRAWN
    DATA = "plan.json", Owner.DRAWN
    TRACKER = "tracker.xlsx", Owner.FILLED
    CALENDAR = "deadlines.ics", Owner.DRAWN
    CALENDARS = "calendars/", Owner.DRAWN
    PLAN = "plan.docx", Owner.DRAWN
    ORDER = "order.docx", Owner.DRAWN
    FORMS = "forms/", Owner.FILLED

    def __new__(cls, file: str, owner: Owner) -> Self:
        """Make a paper that is its file's name."""
        paper = str.__new__(cls, file)
        paper._value_ = file
        paper.owner = owner
        return paper

    def includes(self, file: str) -> bool:
        """Tell whether a file is this paper, or one of those in its folder.

        >>> [paper.name for paper in Paper if paper.includes("forms/1.1-analytic-note.docx")]
        ['FORMS']
        """
        return file.startswith(self) if self.endswith("/") else file == self

    @property
    def kind(self) -> str:
        """The word the command line knows it by.

        >>> [paper.kind for paper in Paper if paper.includes("plan.html")]
        ['page']
        """
        return self.name.lower()

    @classmethod
    def of(cls, file: str) -> Paper | None:
        """Give the paper a file is; a PDF is the paper it was made of.

        >>> Paper.of("order.pdf"), Paper.of("adoption.yaml")
        (<Paper.ORDER: 'order.docx'>, None)
        """
        names = (file, f"{file.removesuffix('.pdf')}.docx") if file.endswith(".pdf") else (file,)
        return next((paper for name in names for paper in cls if paper.includes(name)), None)

    @classmethod
    def is_calendar(cls, file: str) -> bool:
        """Tell whether a file is a calendar.

        >>> [Paper.is_calendar(file) for file in ("deadlines.ics", "calendars/head.ics", "plan.html")]
        [True, True, False]
        """
        return cls.of(file) in (cls.CALENDAR, cls.CALENDARS)

    @classmethod
    def is_named(cls, file: str, name: str) -> bool:
        """Tell whether a person means a file by a name: the file's own, a paper's kind, or a pattern.

        >>> files = ("order.docx", "forms/1.1-note.docx", "forms/1.2-note.docx")
        >>> [file for file in files if Paper.is_named(file, "1.*-note.docx")]
        ['forms/1.1-note.docx', 'forms/1.2-note.docx']
        >>> [file for file in files if Paper.is_named(file, "order")]
        ['order.docx']
        """
        paper = cls.of(file)
        if paper is not None and name.strip("/").casefold() == paper.kind:
            return True
        return any(
            fnmatch.fnmatchcase(each.casefold(), name.casefold()) for each in (file, file.rpartition("/")[2])
        )
