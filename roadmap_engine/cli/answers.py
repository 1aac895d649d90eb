"""The words of an answer to a value, or the reason why they are none.

Every reader raises WrongAnswerError with a sentence for the person who answered. Dates are read as people
write them, «28.05.2027», and as the texts have them, «2027-05-28».
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from gettext import gettext as _

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.cli.asking import WrongAnswerError
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.base import is_slug
from roadmap_engine.yaml_text.characters import find_refused_character

__all__ = [
    "choice_of",
    "choices_of",
    "print_grades",
    "read_date",
    "read_days",
    "read_grades",
    "read_line",
    "read_number",
    "read_slug",
    "read_span",
    "read_year",
    "read_yes",
]

LONGEST = 10_000
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_BETWEEN = re.compile(r"\s*(?:/|–|—|\.\.\.?|\s-\s|(?<=\d{4})-(?=\d{1,2}\.)|\sпо\s)\s*")
_GRADES = re.compile(r"(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?")
LAST_GRADE = 11
MOST_LISTED = 4
MOST_DAYS = 60


def read_line(words: str) -> str:
    """Take any words of one text."""
    if len(words) > LONGEST:
        raise WrongAnswerError(_("This is longer than {limit} characters.").format(limit=LONGEST))
    refused = find_refused_character(words)
    if refused is None and any("\ud800" <= each <= "\udfff" for each in words):
        refused = "�"
    if refused is not None:
        raise WrongAnswerError(
            _("The character {character} cannot stand in a text.").format(character=refused)
        )
    return words


def read_slug(words: str) -> str:
    """Take a name for programs: small Latin letters, figures, hyphens."""
    if not is_slug(words):
        raise WrongAnswerError(
            _(
                "«{words}» cannot be a name for programs: small Latin letters, figures and single hyphens."
            ).format(words=words)
        )
    return words


def read_date(words: str) -> dt.date:
    """Take a day: 28.05.2027 or 2027-05-28."""
    found = _DAY.fullmatch(words)
    day, month, year = (found[1] or found[6], found[2] or found[5], found[3] or found[4]) if found else "000"
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise WrongAnswerError(_("«{words}» is not a day such as 28.05.2027.").format(words=words)) from None


def read_span(words: str) -> Span:
    """Take days from one to another: 13.04.2027–18.05.2027; a day alone is a span too."""
    ends = _BETWEEN.split(words.removeprefix("с ").strip())
    if len(ends) > 2:  # noqa: PLR2004 -- a span has two ends
        raise WrongAnswerError(_("«{words}» is not days such as 13.04.2027–18.05.2027.").format(words=words))
    first, last = read_date(ends[0]), read_date(ends[-1])
    if last < first:
        raise WrongAnswerError(_("«{words}»: the last day is before the first.").format(words=words))
    return Span(first, last)


def read_year(words: str) -> SchoolYear:
    """Take a school year: 2026/2027."""
    try:
        return SchoolYear.parse(words)
    except ValueError:
        raise WrongAnswerError(
            _("«{words}» is not a school year such as 2026/2027.").format(words=words)
        ) from None


def read_grades(words: str) -> tuple[int, ...]:
    """Take grades: «5-8», «9, 11»."""
    grades: set[int] = set()
    for part in re.split(r"[,;\s]+(?![-–—])(?<![-–—]\s)", words.strip(" ,;")):
        found = _GRADES.fullmatch(part)
        if found is None:
            raise WrongAnswerError(_("«{words}» is not grades such as 5-8 or 9, 11.").format(words=part))
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= LAST_GRADE:
            raise WrongAnswerError(_("«{words}»: grades go from 1 to 11.").format(words=part))
        grades |= set(range(first, last + 1))
    return tuple(sorted(grades))


def print_grades(grades: Iterable[int]) -> str:
    """Write grades as they are answered.

    >>> print_grades((1, 2, 3, 9)), print_grades(())
    ('1-3, 9', '')
    """
    runs: list[list[int]] = []
    for grade in sorted(grades):
        if runs and runs[-1][-1] == grade - 1:
            runs[-1].append(grade)
        else:
            runs.append([grade])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def read_number(words: str) -> int:
    """Take a whole number."""
    digits = re.sub(r"\s", "", words)
    if not re.fullmatch(r"\d{1,6}", digits):
        raise WrongAnswerError(_("«{words}» is not a whole number.").format(words=words))
    return int(digits)


def read_days(words: str) -> tuple[int, ...]:
    """Take numbers of days, each once: «1, 3, 7»."""
    days = tuple(dict.fromkeys(read_number(part) for part in re.split(r"[,;\s]+", words.strip(" ,;"))))
    if max(days) > MOST_DAYS:
        raise WrongAnswerError(_("More than {limit} days is too early.").format(limit=MOST_DAYS))
    return days


def read_yes(words: str) -> bool:
    """Take yes or no."""
    lower = words.lower()
    if lower in {"да", "д", "yes", "y", "true"}:
        return True
    if lower in {"нет", "н", "no", "n", "false"}:
        return False
    raise WrongAnswerError(_("Answer yes or no."))


def choice_of(choices: Iterable[str]) -> Callable[[str], str]:
    """Make a reader that takes one of the choices, by its name or its number in the list."""
    names = tuple(choices)
    numbered = not all(name.isdecimal() for name in names)

    def read(words: str) -> str:
        if words in names:
            return words
        if numbered and words.isdecimal() and 1 <= int(words) <= len(names):
            return names[int(words) - 1]
        near = near_names(words, names)
        if near:
            raise WrongAnswerError(
                _("«{words}» is none of these; perhaps {near}?").format(words=words, near=near)
            )
        raise WrongAnswerError(
            _("«{words}» is none of these: {known}.").format(words=words, known=list_names(names))
            if len(names) <= MOST_LISTED
            else _("«{words}» is none of these; answer a number from 1 to {last}.").format(
                words=words, last=len(names)
            )
        )

    return read


def choices_of(choices: Mapping[str, str] | Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """Make a reader that takes several of the choices, with commas between."""
    read_one = choice_of(choices)

    def read(words: str) -> tuple[str, ...]:
        parts = [part.strip() for part in words.split(",")]
        return tuple(dict.fromkeys(read_one(part) for part in parts if part))

    return read
