"""Whether one deadline is no later than another is told where it is certain, and only there."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import Context, parse, schedule
from roadmap_engine.deadlines.comparing import is_no_later
from roadmap_engine.deadlines.rule import Rule


def rule(phrase: str) -> Rule:
    """The rule of a phrase that is understood."""
    found = parse(phrase).rule
    assert found is not None, phrase
    return found


@pytest.mark.parametrize(
    ("new", "old", "verdict"),
    [
        # Days.
        ("до 17 января 2027 г.", "до 17 января 2027 г.", True),
        ("до 10 января 2027 г.", "до 17 января 2027 г.", True),
        ("до 18 января 2027 г.", "до 17 января 2027 г.", False),
        ("с 20 января по 10 марта 2027 г.", "11 января - 26 марта 2027 г.", True),
        ("с 11 января по 30 марта 2027 г.", "11 января - 26 марта 2027 г.", False),
        ("с 1 сентября", "до 1 октября", None),
        # Without a year: the order of a school year, whichever it is.
        ("до 1 октября", "до 15 марта", True),
        ("до 15 марта", "до 1 октября", False),
        ("октябрь", "декабрь", True),
        ("последняя пятница мая", "до 31 мая", True),
        ("до 28 мая", "последняя пятница мая", None),
        ("до 10 января", "до 17 января 2027 г.", None),
        # Several times: each has to have its own.
        ("до 20 декабря, до 20 мая", "до 25 декабря, до 25 мая", True),
        ("до 20 декабря, до 30 мая", "до 25 декабря, до 25 мая", False),
        ("до 20 декабря", "до 25 декабря, до 25 мая", False),
        ("до 1 ноября, до 1 декабря", "до 25 декабря", True),
        ("ежемесячно до 20 числа", "ежемесячно до 25 числа", True),
        ("ежемесячно до 25 числа", "ежемесячно до 20 числа", False),
        # Hours.
        ("до 12:00 17 января 2027 г.", "до 18:00 17 января 2027 г.", True),
        ("до 18:00 17 января 2027 г.", "до 17 января 2027 г.", True),
        ("до 17 января 2027 г.", "до 18:00 17 января 2027 г.", False),
        ("до 12:00 мск 17 января 2027 г.", "до 18:00 17 января 2027 г.", None),
        ("до 10 июня", "в течение недели после получения результатов", None),
        ("в течение недели после педсовета", "в течение недели после получения результатов", None),
        ("за 3 дня до получения результатов", "в день получения результатов", True),
        ("в день получения результатов", "за 3 дня до получения результатов", False),
        # The days off of far years are not decreed yet.
        ("в течение 5 рабочих дней после начала учебного года", "до 15 сентября", None),
        # No dates at all.
        ("постоянно", "постоянно", True),
        ("постоянно", "до 1 октября", None),
        ("по мере необходимости", "постоянно", None),
    ],
)
def test_what_is_certain_is_told(new: str, old: str, verdict: bool | None) -> None:
    """Yes, no, or nobody can tell."""
    assert is_no_later(rule(new), rule(old)) is verdict


@pytest.mark.parametrize(
    ("new", "old", "verdict"),
    [
        ("в течение недели", "в течение 2 недель", True),
        ("в течение 3 недель", "в течение 2 недель", False),
        ("в течение 10 дней", "в течение 2 недель", True),
        ("в течение месяца", "в течение 4 недель", None),
        ("в течение 5 дней", "в течение 5 рабочих дней", True),
        ("в течение 5 рабочих дней", "в течение 2 недель", None),
        ("в течение 20 рабочих дней", "в течение 2 недель", False),
        ("в день", "в течение недели", True),
        ("в течение недели", "в день", False),
        ("", "в течение недели", None),
    ],
)
def test_lengths_from_one_event_are_compared_as_they_stand(new: str, old: str, verdict: bool | None) -> None:
    """Whenever the results come, a week after them is before two weeks after them."""
    ours, theirs = (
        rule(f"{length} {'' if length == 'в день' else 'после '}получения результатов".strip())
        for length in (new, old)
    )
    assert is_no_later(ours, theirs) is verdict


@pytest.mark.parametrize(
    ("new", "old", "verdict"),
    [
        ("за 5 дней до", "за 3 дня до", True),
        ("за 3 дня до", "за 5 дней до", False),
        ("до", "за 5 дней до", False),
        ("за 5 дней до", "до", True),
        ("до", "до", True),
    ],
)
def test_lengths_before_an_event_go_the_other_way(new: str, old: str, verdict: bool) -> None:
    """Five days before is earlier than three days before, and these than just before."""
    ours, theirs = (
        rule(f"{'не позднее чем ' if 'за' in words else ''}{words} начала учебного года")
        for words in (new, old)
    )
    assert is_no_later(ours, theirs) is verdict


@pytest.mark.parametrize(
    ("results", "verdict"),
    [(dt.date(2027, 5, 28), True), (dt.date(2027, 5, 20), False), (None, None)],
)
def test_a_known_event_decides(results: dt.date | None, verdict: bool | None) -> None:
    """«До 10 июня» is earlier than two weeks after the results if these come on 28 May, not on 20 May."""
    anchors = {"results-received": results} if results else {}
    context = Context(year=SchoolYear(2026), anchors=anchors)
    new, old = rule("до 10 июня"), rule("после получения результатов в течение 2 недель")
    assert is_no_later(new, old, context) is verdict


def test_parts_of_a_composite_are_compared_one_by_one() -> None:
    """What waits for an event is compared with its like, and one later part makes the whole later."""
    old = rule("до 1 октября, а также в течение 2 недель после получения результатов")
    earlier = rule("до 20 сентября, а также в течение недели после получения результатов")
    later = rule("до 10 октября, а также в течение 2 недель после получения результатов")
    mixed = rule("до 10 октября, а также в течение недели после получения результатов")
    other = rule("до 10 октября, до 1 декабря, а также в течение недели после получения результатов")
    verdicts = [is_no_later(new, old) for new in (earlier, later, mixed, other)]
    assert verdicts == [True, False, None, None]


DAYS = st.dates(dt.date(2026, 9, 1), dt.date(2027, 8, 31))


@settings(max_examples=100, deadline=None)
@given(first=DAYS, second=DAYS, year=st.booleans())
def test_days_are_ordered_as_days_are(first: dt.date, second: dt.date, year: bool) -> None:
    """Of two days the verdict is that of the calendar, and it is never no both ways."""
    shape = "до {:%d.%m.%Y}" if year else "до {:%d.%m}"
    one, two = rule(shape.format(first)), rule(shape.format(second))
    context = Context(year=SchoolYear(2026))
    assert is_no_later(one, two, context) is (first <= second)
    assert is_no_later(one, two) in {None, first <= second}


@settings(max_examples=100, deadline=None)
@given(
    new=st.tuples(st.integers(1, 40), st.sampled_from(["дней", "недель", "месяцев", "рабочих дней"])),
    old=st.tuples(st.integers(1, 40), st.sampled_from(["дней", "недель", "месяцев", "рабочих дней"])),
    event=st.dates(dt.date(2026, 9, 1), dt.date(2026, 12, 31)),
)
def test_a_verdict_without_dates_holds_for_all_dates(
    new: tuple[int, str], old: tuple[int, str], event: dt.date
) -> None:
    """Whenever the event comes, the days agree with what was said before it came."""
    ours, theirs = (
        rule(f"в течение {count} {unit} после получения результатов") for count, unit in (new, old)
    )
    verdict = is_no_later(ours, theirs)
    context = Context(year=SchoolYear(2026), anchors={"results-received": event})
    days = [schedule(each, context).occurrences[0].due for each in (ours, theirs)]
    assert days[0] is not None
    assert days[1] is not None
    if verdict is not None:
        assert (days[0] <= days[1]) is verdict
