"""A measure's deadline as the plan carries and prints it.

What the author wrote is printed; a school's plan puts the days in front of it that the words do not say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache

from frozendict import frozendict

from roadmap_engine.deadlines import Context, Occurrence, Rule, Schedule, wording
from roadmap_engine.diagnostics.languages import Bilingual, Language, word
from roadmap_engine.model import AwaitedEvent, Bounds, Deadline, OccurrenceDays, PlanDeadline
from roadmap_engine.model.same import Same
from roadmap_engine.planning.drawing.deadline_cell import print_deadline, year_after
from roadmap_engine.planning.drawing.summers import Decision, Evidence
from roadmap_engine.russian import range_in_words

__all__ = ["describe_deadline"]

_NO_DAYS = Schedule()
_MOST_DESCRIBED = 4_096


def describe_deadline(
    deadline: Deadline | None,
    fill: Callable[[str], str],
    schedule: Schedule | None,
    context: Context | None,
    *,
    published: bool,
    decision: Decision | None = None,
    remind_days: tuple[int, ...] = (),
    language: Language = "ru",
) -> tuple[PlanDeadline, str]:
    """Say when a measure is due.

    Args:
        deadline: as the roadmap has it; None where it has none.
        fill: puts the answers into the gaps of its words.
        schedule: in dates; None for a published text that belongs to no year.
        context: the organisation's calendar; None for a published text.
        published: the cell prints the author's words alone.
        decision: what decided its year, where it states none and might lie in two.
        remind_days: how many days ahead the organisation reminds.
        language: of the reasons and of what is awaited.

    Returns:
        The deadline as a value, and the words of its cell.
    """
    if deadline is None:
        return PlanDeadline(text="", rule=None), ""
    said = deadline.text or deadline.phrase
    words = fill(said) if said else wording(deadline.rule) if deadline.rule else ""
    known = Same(deadline.rule), Same(schedule or _NO_DAYS), Same(context), Same(decision)
    return _describe(words, *known, published, remind_days, language)


@lru_cache(maxsize=_MOST_DESCRIBED)
def _describe(
    words: str,
    of_rule: Same[Rule | None],
    of_schedule: Same[Schedule],
    of_context: Same[Context | None],
    of_decision: Same[Decision | None],
    published: bool,
    remind_days: tuple[int, ...],
    language: Language,
) -> tuple[PlanDeadline, str]:
    """Describe a deadline once for the schools of a run that stand on the same days."""
    rule, found, context, decision = of_rule.value, of_schedule.value, of_context.value, of_decision.value
    value = PlanDeadline(
        text=words,
        rule=rule,
        occurrences=tuple(_days(occurrence, context, remind_days) for occurrence in found.occurrences),
        awaiting=tuple(
            AwaitedEvent(event=each.event_id, title=word(each.said(), language)) for each in found.awaiting
        ),
        standing=found.standing,
        bounds=Bounds(earliest=found.bounds.earliest, latest=found.bounds.latest) if found.bounds else None,
        reasons=(
            *_say_year(rule, context, language),
            *_say_decision(decision, language),
            *(reason.with_basis(language) for reason in found.reasons),
        ),
    )
    return value, words if published else print_deadline(words, rule, found, context)


_DECIDED: dict[Evidence, Bilingual] = {
    "order": Bilingual("по дате приказа", "by the day of the order"),
    "rows": Bilingual("по соседним строкам этапа", "by the rows beside it in its stage"),
    "stage": Bilingual("по другим срокам этапа и этапам рядом", "by its stage and the stages beside it"),
    "span": Bilingual("по срокам плана", "by the time of the plan"),
}


def _say_year(rule: Rule | None, context: Context | None, language: Language) -> Iterator[str]:
    """Say that a row lies in the year after the plan's own, where its words name none."""
    year = year_after(rule, context)
    if year is not None:
        yield f"этап {year} учебного года" if language == "ru" else f"it is of school year {year}"


def _say_decision(decision: Decision | None, language: Language) -> Iterator[str]:
    """Say what gave the year; of what the cell itself says, its own reasons tell enough."""
    if decision is None or decision.by not in _DECIDED:
        return
    by = _DECIDED[decision.by].said(language)
    if language == "ru":
        days = ", ".join(range_in_words(each.first, each.last) for each in decision.days)
        yield f"год не назван; {by} это {days}"
    else:
        yield f"no year is stated; {by} it is {', '.join(each.said().english for each in decision.days)}"


def _days(occurrence: Occurrence, context: Context | None, remind_days: tuple[int, ...]) -> OccurrenceDays:
    """Carry an occurrence over; what would be reminded of on a day off comes on the working day before."""
    due = occurrence.due
    off = due is not None and context is not None and not context.calendar.is_working_day(due)
    return OccurrenceDays(
        key=occurrence.key,
        start=occurrence.start,
        due=due,
        time=occurrence.time,
        zone=occurrence.zone,
        remind_before=context.calendar.previous_or_same(due) if off and due and context else None,
        on_day_off=off,
        moved_reminders=frozendict(_move_reminders(due, context, remind_days)),
        in_break=due is not None and context is not None and context.terms.in_break(due),
    )


def _move_reminders(
    due: dt.date | None, context: Context | None, remind_days: tuple[int, ...]
) -> Iterator[tuple[int, dt.date]]:
    if due is None or context is None:
        return
    for ahead in sorted(set(remind_days)):
        day = due - dt.timedelta(days=ahead)
        working = context.calendar.previous_or_same(day)
        if working != day:
            yield ahead, working
