"""The terms and breaks of one school year, which only the school knows; they make a text of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.diagnostics.languages import format_day, format_days
from roadmap_engine.questionnaire.drafting import Drafted
from roadmap_engine.questionnaire.kinds import YEAR, Kind, Sort
from roadmap_engine.questionnaire.question import SKIP, Default, Each, Item, Known, Question, offer
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.questionnaire.said import said as _

__all__ = ["DAYS_OF_TERMS", "TERM_CHOICES", "TERM_KINDS", "TERM_QUESTIONS", "draft_terms", "terms_file"]

TERM_KINDS = {"quarters": ("quarter", 4), "trimesters": ("trimester", 3), "half-years": ("half-year", 2)}
TERM_CHOICES = {
    "quarters": _("four, I know their dates"),
    "trimesters": _("three, I know their dates"),
    "half-years": _("two, I know their dates"),
}
_ONE_DAY = dt.timedelta(days=1)
_WORDS = {
    "quarter": _("Quarter {number}: from when to when"),
    "trimester": _("Trimester {number}: from when to when"),
    "half-year": _("Half-year {number}: from when to when"),
}
_BREAKS = {"autumn": _("Autumn break"), "winter": _("Winter break"), "spring": _("Spring break")}


def _kind(known: Known) -> tuple[str, int]:
    return TERM_KINDS.get(known.answers.get("calendar.terms", ""), ("", 0))


def _is_asked(known: Known) -> bool:
    return _kind(known) != ("", 0)


def _year(known: Known) -> SchoolYear:
    year: SchoolYear = known.answers.get("school_year") or known.context.year
    return year


def _spans(known: Known) -> list[Span]:
    """The terms whose days are known, in their order."""
    paths = (f"terms.{number}" for number in range(1, _kind(known)[1] + 1))
    return [known.answers[path] for path in paths if path in known.answers]


def _days(known: Known, *, after: Span | None = None) -> Kind:
    return Kind(Sort.DAYS, within=_year(known), after=after.last if after else None)


def _terms(known: Known) -> Iterator[Item]:
    kind, count = _kind(known)
    for number in map(str, range(1, count + 1)):
        yield Item(number, {"term": _WORDS[kind].fill(number=number)})


def _breaks(known: Known) -> Iterator[Item]:
    return (Item(name, {"break": words}) for name, words in _BREAKS.items() if _is_asked(known))


def _between_quarters(known: Known) -> Default | None:
    spans, place = _spans(known), tuple(_BREAKS).index(known.key)
    if known.answers["calendar.terms"] != "quarters" or place + 1 >= len(spans):
        return None
    first, last = spans[place].last + _ONE_DAY, spans[place + 1].first - _ONE_DAY
    return offer(format_days(first, last) if first <= last else "")


# fmt: off
DAYS_OF_TERMS = (
    Each(_terms, (
        Question("terms.*", Said("{term}"), _("Deadlines of a term are counted from its days."),
                 lambda known: _days(known, after=next(reversed(_spans(known)), None))),
    )),
    Question("lessons_end", _("Last day of lessons"),
             _("Deadlines «by the end of lessons» are counted from it."),
             lambda known: Kind(Sort.DAY, within=_year(known)),
             lambda known: offer(format_day(_spans(known)[-1].last) if _spans(known) else ""),
             _is_asked, SKIP),
    Each(_breaks, (
        Question("breaks.*", Said("{break}"),
                 _("Without weekends that are days off anyway, or with them, as the school's order has it."),
                 _days, _between_quarters, blank=SKIP),
    )),
)
TERM_QUESTIONS = (
    Question("school_year", _("Which school year are the terms for?"), _("The days are looked for in it."),
             YEAR, lambda known: offer(known.context.year, _("today's date")), _is_asked),
    *DAYS_OF_TERMS,
)
# fmt: on


def terms_file(known: Known) -> str:
    """Name the text of the terms after their year."""
    return f"terms-{_year(known).start}.yaml"


def draft_terms(known: Known) -> Drafted | None:
    """Draft the text of the terms; none where they were not answered."""
    if not _is_asked(known):
        return None
    kind, _count = _kind(known)
    end = known.answers.get("lessons_end")
    breaks = ((name, known.answers.get(f"breaks.{name}")) for name in _BREAKS)
    tree = {
        "school_year": _year(known),
        "terms": tuple(
            {"kind": kind, "number": place, "starts_on": span.first, "ends_on": span.last}
            for place, span in enumerate(_spans(known), 1)
        ),
        "breaks": tuple(
            {"name": name, "starts_on": span.first, "ends_on": span.last} for name, span in breaks if span
        ),
        "lessons_end": ({"on": end},) if end else (),
    }
    about = "Четверти и каникулы: их утверждает школа, поэтому программа их не придумывает."
    return Drafted({key: value for key, value in tree.items() if value}, {}, about)
