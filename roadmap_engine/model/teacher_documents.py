"""What documents a school may ask of its teachers: closed lists, each with its source and its days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

from pydantic import Field

from roadmap_engine.calendars import CalendarDay
from roadmap_engine.model.base import Frozen, Line, Slug

__all__ = ["DocumentList", "ListedDocument"]


class ListedDocument(Frozen):
    """A kind of document that a teacher may be asked for.

    Attributes:
        words: of a title that is of this kind; beginnings of words that end in «*».
    """

    title: Line
    words: tuple[Line, ...]


class DocumentList(Frozen):
    """One edition of the list.

    Attributes:
        source, basis: the act that has it, and the law it stands on.
        edition: the day of the act.
        since, until: the days it is in force, both included; `from` in the text.
        checked_on: when somebody last looked whether it is.
        teachers, not_teachers: words of roles and posts that it is about, and that it is not about.
    """

    id: Slug
    title: Line
    source: Line
    basis: Line
    edition: CalendarDay
    since: CalendarDay = Field(alias="from")
    until: CalendarDay | None = None
    checked_on: CalendarDay
    teachers: tuple[Line, ...]
    not_teachers: tuple[Line, ...] = ()
    documents: tuple[ListedDocument, ...]

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_teacher(self, title: str) -> bool:
        """Tell whether a role or a post is one that the list is about."""
        return _speaks(title, self.teachers) and not _speaks(title, self.not_teachers)

    def lists(self, title: str) -> bool:
        """Tell whether a document is of a listed kind."""
        return any(_speaks(title, each.words) for each in self.documents)


def _speaks(title: str, phrases: Iterable[str]) -> bool:
    words = " ".join(title.replace("ё", "е").split()).lower()
    return any(_pattern(phrase).search(words) for phrase in phrases)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    r"""Make a pattern of words, where «*» is any ending.

    >>> bool(_pattern("рабоч* программ*").search("приложение к рабочей программе по физике"))
    True
    """
    written = re.escape(phrase.replace("ё", "е").lower()).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")
    return re.compile(rf"(?<![\w-]){written}(?![\w-])")
