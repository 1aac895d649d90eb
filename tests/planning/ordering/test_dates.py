"""By when, as a point of an order ends."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.deadlines import Context, explain
from roadmap_engine.model import AwaitedEvent, OccurrenceDays, PlanDeadline
from roadmap_engine.planning.ordering.dates import is_over, say_when

YEAR = Context(year=SchoolYear(2026), procedure=Span(dt.date(2027, 4, 13), dt.date(2027, 5, 18)))


def deadline(phrase: str) -> PlanDeadline:
    """A deadline as the plan of 2026/2027 has it."""
    found = explain(phrase, YEAR)
    assert found.rule is not None
    days = tuple(
        OccurrenceDays(key=str(place), start=each.start, due=each.due)
        for place, each in enumerate(found.schedule.occurrences)
    )
    awaiting = tuple(AwaitedEvent(event=None, title=each.title) for each in found.schedule.awaiting)
    return PlanDeadline(text=phrase, rule=found.rule, occurrences=days, awaiting=awaiting)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("до 17.01.2027", "до 17 января 2027 г."),
        ("15.03.2027", "15 марта 2027 г."),
        ("с 02.09.2026", "с 02.09.2026 (со 2 сентября 2026 г.)"),
        ("11 января - 26 марта 2027 г.", "с 11 января по 26 марта 2027 г."),
        ("Сентябрь", "в сентябре 2026 г."),
        ("сентябрь-ноябрь", "с сентября по ноябрь 2026 г."),
        ("декабрь 2026 - январь 2027", "с декабря 2026 г. по январь 2027 г."),
        ("Октябрь, март", "в октябре 2026 г., в марте 2027 г."),
        ("первая декада октября", "с 1 по 10 октября 2026 г."),
        ("в течение учебного года", "в течение учебного года"),
        ("В течение июня", "в июне 2027 г."),
        ("ежемесячно", "ежемесячно"),
        ("После получения результатов в течение месяца", "после получения результатов в течение месяца"),
    ],
)
def test_days_are_said_where_they_add_something(phrase: str, said: str) -> None:
    """Dates in words, whole months by their names, long and unknown times in the plan's own words."""
    assert say_when(deadline(phrase)) == said


def test_what_is_over_is_not_ordered() -> None:
    """An order looks forward; of a deadline that is over only the words are left."""
    months = deadline("Октябрь, март")
    signed = dt.date(2026, 11, 15)
    assert say_when(months, signed) == "в марте 2027 г."
    assert not is_over(months, signed)
    assert is_over(months, dt.date(2027, 4, 1))
    assert say_when(months, dt.date(2027, 4, 1)) == "октябрь, март"


def test_the_day_of_the_order_is_not_over() -> None:
    """What is due on the day the order is signed can still be done."""
    assert not is_over(deadline("до 17.01.2027"), dt.date(2027, 1, 17))
    assert not is_over(deadline("с 01.09.2026"), dt.date(2027, 1, 17))
