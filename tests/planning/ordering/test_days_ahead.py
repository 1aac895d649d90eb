"""«Ни один срок не раньше даты самого приказа» (docs/orders.md), whatever the deadlines and the date are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model import PlanOrder
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint
from roadmap_engine.planning.ordering.dates import is_over, look_ahead, say_when
from roadmap_engine.planning.ordering.order import draw_order
from roadmap_engine.planning.ordering.points import find_over
from roadmap_engine.years.named import find_years
from tests.documents.plans import small_plan
from tests.planning.ordering.test_dates import deadline

PHRASES = (
    "до 17.01.2027",
    "11 января - 26 марта 2027 г.",
    "сентябрь-ноябрь",
    "Октябрь, март",
    "в течение сентября, в течение мая",
    "В течение июня",
    "ежемесячно",
    "до 1 октября, до 1 февраля, до 1 июня",
    "с 02.09.2026",
    "первая декада октября",
    "После получения результатов в течение месяца",
    "до 25 декабря, а также в соответствии с решением Педсовета",
    "в течение учебного года",
    "октябрь 2026 март, апрель, май 2027",
)
DAYS = st.dates(dt.date(2026, 8, 1), dt.date(2027, 8, 31))
BREAK = re.compile(r" – (?P<when>[^–]*)$")


def points(order: tuple[OrderPoint, ...]) -> Iterator[OrderPoint]:
    """Every point, with those under it."""
    for each in order:
        yield each
        yield from points(each.items)


def last_day(words: str) -> dt.date | None:
    """The last day that words name; «до 1 октября, до 1 февраля 2027 г.» names the last with its year."""
    return max((each.last for each in find_years(words) if each.last is not None), default=None)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3), DAYS)
def test_no_point_has_its_last_day_before_the_order(phrases: list[str], day: dt.date) -> None:
    """Each point says days ahead, or none; and what is over altogether is found."""
    plan = small_plan()
    measures = plan.stages[0].measures
    dated = tuple(
        with_fields(measure, deadline=deadline(phrases[place % len(phrases)]))
        for place, measure in enumerate(measures)
    )
    stage = with_fields(plan.stages[0], measures=dated)
    plan = with_fields(plan, stages=(stage,), order=PlanOrder(date=day))
    order, _ = draw_order(plan)
    assert order is not None
    over = find_over(plan)
    # What has no end, «с 02.09.2026», has no last day.
    endless = {each.id for each in dated for days in each.deadline.occurrences if days.due is None}
    for each in points(order.points[1:-1]):
        said = BREAK.search(each.text)
        last = last_day(said["when"]) if said else None
        if not endless.isdisjoint(each.about):
            continue
        if each.about and each.about[0] not in over:
            assert last is None or last >= day, each.text
        elif each.about:
            assert last is None, each.text
    assert set(over) == {each.id for each in dated if is_over(each.deadline, day)}


@given(st.sampled_from(PHRASES), DAYS)
def test_looking_ahead_twice_is_looking_once(phrase: str, day: dt.date) -> None:
    """And never gives a day that was not there."""
    whole = deadline(phrase)
    ahead = look_ahead(whole, day)
    assert look_ahead(ahead, day) == ahead
    assert {each.due for each in ahead.occurrences} <= {each.due for each in whole.occurrences}
    assert look_ahead(whole, None) is whole


@pytest.mark.parametrize(
    ("phrase", "day", "said"),
    [
        ("11 января - 26 марта 2027 г.", dt.date(2027, 1, 11), "с 11 января по 26 марта 2027 г."),
        ("11 января - 26 марта 2027 г.", dt.date(2027, 1, 12), "до 26 марта 2027 г."),
        ("сентябрь-ноябрь", dt.date(2026, 10, 1), "до 30 ноября 2026 г."),
        ("Октябрь, март", dt.date(2026, 10, 5), "до 31 октября 2026 г., в марте 2027 г."),
        ("В течение июня", dt.date(2027, 6, 10), "до 30 июня 2027 г."),
        ("до 1 октября, до 1 февраля", dt.date(2026, 12, 1), "до 1 февраля 2027 г."),
        ("до 17.01.2027", dt.date(2027, 1, 18), ""),
    ],
)
def test_what_began_runs_to_its_end(phrase: str, day: dt.date, said: str) -> None:
    """And days that are over are not said."""
    assert say_when(deadline(phrase), day) == said


def test_an_order_without_a_date_is_judged_when_it_gets_one() -> None:
    """On the day it is signed, which whoever signs says."""
    plan = with_fields(small_plan(), order=None)
    assert find_over(plan) == {}
    assert find_over(plan, dt.date(2030, 1, 1)) != {}
