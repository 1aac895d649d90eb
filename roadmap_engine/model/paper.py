"""The papers of a plan: the one list of what is drawn, announced, compared and described."""

from __future__ import annotations

import enum
from typing import Literal

__all__ = ["Appendices", "Paper"]

Appendices = Literal["separate", "inside"]
"""Whether the plan stands in the file of the order too, as its appendix."""


class Paper(enum.StrEnum):
    """A paper by the name it is written under, in the order of drawing; of a folder, many."""

    PAGE = "plan.html"
    DATA = "plan.json"
    TRACKER = "tracker.xlsx"
    CALENDAR = "deadlines.ics"
    CALENDARS = "calendars/"
    PLAN = "plan.docx"
    ORDER = "order.docx"
    FORMS = "forms/"

    def includes(self, file: str) -> bool:
        """Tell whether a file is this paper, or one of those in its folder.

        >>> [paper.name for paper in Paper if paper.includes("forms/1.1-analytic-note.docx")]
        ['FORMS']
        """
        return file.startswith(self) if self.endswith("/") else file == self
