"""Days, roles and states of a measure in the short words that web page, tracker and calendar share.

Days are printed as clerks write them, «28.05.2027»; a span prints both its ends. Texts come from
people, so whatever a file format cannot hold is taken out here, once, before any renderer sees it.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable

from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.model import Assignee, OccurrenceDays, Plan, PlanDeadline, PlanMeasure
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.progress import DONE
from roadmap_engine.russian import numeric_date

__all__ = [
    "DeadlineState",
    "clean_text",
    "describe_waiting",
    "join_roles",
    "say_late",
    "say_view",
    "shorten",
    "state_of",
    "write_days",
    "write_heading",
]

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class DeadlineState(enum.StrEnum):
    """What is known of a deadline today."""

    DATED = "dated"
    AWAITING = "awaiting"
    STANDING = "standing"
    UNDATED = "undated"


def state_of(deadline: PlanDeadline) -> DeadlineState:
    """Tell whether a deadline has days, waits for an event, or asks for work all the time.

    A deadline that has some of its days and waits for others counts as dated.
    """
    if deadline.occurrences:
        return DeadlineState.DATED
    if deadline.awaiting:
        return DeadlineState.AWAITING
    return DeadlineState.STANDING if deadline.standing else DeadlineState.UNDATED


def clean_text(text: str) -> str:
    r"""Take out what XML, iCalendar and spreadsheets cannot hold; every line end becomes «\n».

    >>> clean_text("план\x00\r\nработы\x1b[31m")
    'план\nработы[31m'
    """
    # All that is taken out or changed here is unprintable, and nearly every text has nothing of the kind but
    # ends of lines and unbroken spaces, which stay.
    if text.isprintable() or text.replace("\n", "").replace("\u00a0", "").isprintable():
        return text
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


@functools.lru_cache(maxsize=2048)
def shorten(text: str, limit: int) -> str:
    """Bring a text onto one line of at most `limit` characters, cut between words.

    >>> shorten("Проведение анализа результатов по каждому классу", 30)
    'Проведение анализа…'
    """
    line = " ".join(clean_text(text).split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    if line[limit - 1] != " ":
        head = head.rpartition(" ")[0] or head
    return head.rstrip(" ,;:–—-(«") + "…"


def write_days(days: OccurrenceDays) -> str:
    """Print one occurrence: a day, a span, or the one edge it has; with its time where it has one.

    >>> from datetime import date
    >>> write_days(OccurrenceDays(key="1", start=None, due=date(2027, 5, 28)))
    'до 28.05.2027'
    >>> write_days(OccurrenceDays(key="1", start=date(2027, 5, 1), due=date(2027, 5, 31)))
    '01.05.2027 – 31.05.2027'
    """
    if days.due is None:
        return f"с {numeric_date(days.start)}" if days.start else ""
    due = numeric_date(days.due) + (f" {days.time}" if days.time else "")
    if days.start is None:
        return f"до {due}"
    if days.start == days.due:
        return due
    return f"{numeric_date(days.start)} – {due}"


def write_heading(measure: PlanMeasure) -> str:
    """Print a measure's number and title on one line, the number with its full stop.

    A measure without a number is its title alone.
    """
    return _write_heading(measure.number, measure.title)


@functools.lru_cache(maxsize=1024)
def _write_heading(number: str, title: str) -> str:
    number = number.strip().rstrip(".")
    title = " ".join(clean_text(title).split())
    return f"{number}. {title}" if number else title


def join_roles(assignees: Iterable[Assignee], separator: str = ", ") -> str:
    """List the roles by their titles; nobody is named."""
    return separator.join(assignee.title for assignee in assignees)


def describe_waiting(deadline: PlanDeadline) -> str:
    """Say what a deadline waits for: events by name, somebody else's schedule in the words of the plan.

    >>> from roadmap_engine.model import AwaitedEvent
    >>> by_plan = AwaitedEvent(event=None, title="в соответствии с планом")
    >>> council = AwaitedEvent(event="council-decision", title="решение Педсовета")
    >>> describe_waiting(PlanDeadline(text="", rule=None, awaiting=(by_plan, council)))
    'ждёт: решение Педсовета; в соответствии с планом'
    """
    events = "; ".join(event.title for event in deadline.awaiting if event.event is not None)
    others = [event.title for event in deadline.awaiting if event.event is None]
    return "; ".join([f"ждёт: {events}", *others] if events else others)


def say_late(row: BoardRow, language: Language = "ru") -> str:
    """Say how late a row is, or was when it was done; nothing where it is not."""
    if row.late is None:
        return ""
    say, late = translator(language), row.late
    if row.happened.state in DONE:
        return say.count("на {n} день позже срока", "на {n} дней позже срока", late).format(n=late)
    return say.count("{n} день после срока", "{n} дней после срока", late).format(n=late)


def say_view(plan: Plan) -> tuple[str, ...]:
    """Say why rows of a table have gaps in their numbers; nothing where the plan shows all it has."""
    if plan.organisation is None or not plan.hidden_measures():
        return ()
    return ("Номера пунктов – как в исходном документе; приведены мероприятия с участием организации.",)
