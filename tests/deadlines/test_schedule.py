"""What rules mean in dates; expected days are counted by hand on a calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

import pytest

from roadmap_engine.calendars import CalendarYear, SchoolTerms, SchoolYear, Span, Term, Terms, WorkingCalendar
from roadmap_engine.deadlines import (
    STANDARD_EVENTS,
    Context,
    EventEntry,
    Schedule,
    parse,
    rule_adapter,
    schedule,
)
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.view import parts_of, places_of
from roadmap_engine.diagnostics import Severity
from tests.deadlines.corpus import QUARTERS, YEAR_OF_QUARTERS, phrases

YEAR = SchoolYear(2026)
# A Thursday.
RESULTS = {"results-received": dt.date(2027, 5, 20)}


def dated(phrase: str, **facts: Any) -> Schedule:
    """Read a phrase and date it in 2026/2027."""
    rule = parse(phrase).rule
    assert rule is not None, phrase
    return schedule(rule, Context(**{"year": YEAR, **facts}))


def days(phrase: str, **facts: Any) -> list[tuple[str | None, str | None]]:
    """Give start and due of every occurrence."""
    return [
        (each.start.isoformat() if each.start else None, each.due.isoformat() if each.due else None)
        for each in dated(phrase, **facts).occurrences
    ]


def codes(found: Schedule) -> list[str]:
    """Give the codes of a schedule's problems."""
    return [problem.code for problem in found.problems]


class TestYearsOfMonths:
    """A month without a year belongs to the plan's school year."""

    @pytest.mark.parametrize(
        ("phrase", "expected"),
        [
            ("сентябрь", [("2026-09-01", "2026-09-30")]),
            ("август", [("2027-08-01", "2027-08-31")]),
            ("август, сентябрь", [("2026-08-01", "2026-08-31"), ("2026-09-01", "2026-09-30")]),
            (
                "июнь, июль, август, сентябрь",
                [
                    ("2026-06-01", "2026-06-30"),
                    ("2026-07-01", "2026-07-31"),
                    ("2026-08-01", "2026-08-31"),
                    ("2026-09-01", "2026-09-30"),
                ],
            ),
            ("август–октябрь", [("2026-08-01", "2026-10-31")]),
            ("25 августа – 5 сентября", [("2026-08-25", "2026-09-05")]),
            ("25 декабря – 10 января", [("2026-12-25", "2027-01-10")]),
            ("ноябрь–февраль", [("2026-11-01", "2027-02-28")]),
        ],
    )
    def test_in_a_school_year(self, phrase: str, expected: list[tuple[str, str]]) -> None:
        assert days(phrase) == expected

    @pytest.mark.parametrize(
        ("phrase", "expected"),
        [
            ("сентябрь", [("2027-09-01", "2027-09-30")]),
            ("январь", [("2027-01-01", "2027-01-31")]),
            ("25 декабря – 10 января", [("2027-12-25", "2028-01-10")]),
            ("ноябрь–февраль", [("2027-11-01", "2028-02-29")]),
        ],
    )
    def test_in_a_calendar_year(self, phrase: str, expected: list[tuple[str, str]]) -> None:
        assert days(phrase, year=CalendarYear(2027)) == expected

    def test_a_plan_may_open_in_the_summer(self) -> None:
        window = Span.parse("2026-06-15/2027-08-31")
        assert days("август", year=window) == [("2026-08-01", "2026-08-31")]
        assert days("май", year=window) == [("2027-05-01", "2027-05-31")]
        found = dated("август", year=window)
        assert [(problem.code, problem.severity) for problem in found.problems] == [
            ("RM313", Severity.WARNING)
        ]

    def test_a_day_no_year_of_the_plan_has_is_a_problem(self) -> None:
        assert codes(dated("29 февраля")) == ["RM302"]
        assert days("29 февраля", year=SchoolYear(2027)) == [("2028-02-29", "2028-02-29")]

    def test_dates_left_from_an_older_plan_are_noticed(self) -> None:
        assert codes(dated("май 2023")) == ["RM314"]
        assert codes(dated("июнь, август 2026")) == []

    def test_dates_out_of_order_are_noticed_and_not_repaired(self) -> None:
        found = dated("24.11-28.11.2026, 19.01.-22.01.2026")
        assert "RM303" in codes(found)
        assert found.occurrences[1].start == dt.date(2026, 1, 19)
        backwards = dated("с 26 марта 2027 г. по 11 января 2027 г.")
        assert backwards.occurrences == ()
        assert codes(backwards) == ["RM303"]


class TestEdges:
    """«До D» includes D; «до начала» ends the day before."""

    def test_until_a_day_includes_it(self) -> None:
        assert days("до 25 мая") == [(None, "2027-05-25")]

    def test_before_the_beginning_is_the_day_before(self) -> None:
        assert days("до начала учебного года") == [(None, "2026-08-31")]
        held = Span.parse("2027-04-13/2027-05-18")
        assert days("до начала процедуры", procedure=held) == [(None, "2027-04-12")]
        assert days("до завершения процедуры", procedure=held) == [(None, "2027-05-18")]
        assert days("до осенних каникул", terms=QUARTERS) == [(None, "2026-10-25")]

    def test_the_end_of_the_school_year_is_the_schools_own(self) -> None:
        assert days("до конца учебного года", terms=QUARTERS) == [(None, "2027-05-26")]
        assert days("в течение учебного года", terms=QUARTERS) == [("2026-09-01", "2027-05-26")]
        unknown = dated("до конца учебного года")
        assert unknown.occurrences == ()
        assert [each.event_id for each in unknown.awaiting] == ["school-year-end"]
        assert unknown.bounds is not None
        assert unknown.bounds.latest == dt.date(2027, 8, 31)
        assert days("до конца учебного года", anchors={"school-year-end": dt.date(2027, 5, 28)}) == [
            (None, "2027-05-28")
        ]


class TestCounting:
    """Lengths from an event, ст. 191–192 ГК РФ."""

    @pytest.mark.parametrize(
        ("phrase", "expected"),
        [
            ("в течение 2 недель после получения результатов", ("2027-05-20", "2027-06-03")),
            ("через 2 недели после получения результатов", ("2027-06-03", "2027-06-03")),
            ("не позднее чем через 10 дней после получения результатов", (None, "2027-05-30")),
            ("не ранее чем через 10 дней после получения результатов", ("2027-05-30", None)),
            ("после получения результатов", ("2027-05-20", None)),
            ("до получения результатов", (None, "2027-05-20")),
            # 20.05.2027 is a Thursday; 12.06 is a Saturday, its day off moves to Monday 14.06.
            ("в течение 17 рабочих дней после получения результатов", ("2027-05-20", "2027-06-15")),
            ("за 3 рабочих дня до получения результатов", ("2027-05-17", "2027-05-17")),
            ("в течение недели до получения результатов", ("2027-05-13", "2027-05-20")),
            ("в день получения результатов", ("2027-05-20", "2027-05-20")),
        ],
    )
    def test_from_a_known_event(self, phrase: str, expected: tuple[str | None, str | None]) -> None:
        assert days(phrase, anchors=RESULTS) == [expected]

    def test_the_end_of_a_month_is_the_end_of_a_month(self) -> None:
        january = {"results-received": dt.date(2027, 1, 31)}
        assert days("в течение месяца после получения результатов", anchors=january) == [
            ("2027-01-31", "2027-02-28")
        ]

    def test_a_lasting_event_is_counted_from_its_right_end(self) -> None:
        held = Span.parse("2027-04-13/2027-05-18")
        assert days("через 3 дня после проведения процедуры", procedure=held) == [
            ("2027-05-21", "2027-05-21")
        ]
        assert days("за 3 дня до проведения процедуры", procedure=held) == [("2027-04-10", "2027-04-10")]
        assert days("в период проведения процедуры", procedure=held) == [("2027-04-13", "2027-05-18")]

    def test_an_unknown_event_is_awaited_and_never_invented(self) -> None:
        found = dated("в течение 2 недель после получения результатов")
        assert found.occurrences == ()
        assert [(each.event_id, each.title) for each in found.awaiting] == [
            ("results-received", "получение результатов")
        ]

    def test_results_are_not_there_before_the_procedure_is_over(self) -> None:
        held = Span.parse("2027-04-13/2027-05-18")
        found = dated("в течение 2 недель после получения результатов", procedure=held)
        assert found.bounds is not None
        assert found.bounds.earliest == dt.date(2027, 6, 1)
        assert found.bounds.latest is None

    def test_school_days_need_the_breaks(self) -> None:
        phrase = "в течение 5 учебных дней после получения результатов"
        assert codes(dated(phrase, anchors=RESULTS)) == ["RM312"]
        autumn = {"results-received": dt.date(2026, 10, 22)}
        assert days(phrase, anchors=autumn, terms=QUARTERS) == [("2026-10-22", "2026-11-10")]

    def test_an_event_named_in_words_is_known_by_its_words(self) -> None:
        phrase = "через 2 дня после утверждения положения о ВПР"
        awaited = dated(phrase).awaiting
        assert [(each.event_id, each.title) for each in awaited] == [(None, "утверждение положения о ВПР")]
        known = {"утверждения положения о ВПР": dt.date(2026, 9, 1)}
        assert days(phrase, anchors=known) == [("2026-09-03", "2026-09-03")]

    def test_a_roadmaps_own_events_are_found_in_any_case(self) -> None:
        stage = EventEntry(
            "stage-end:analysis", "завершение аналитического этапа", "завершения аналитического этапа"
        )
        events = STANDARD_EVENTS.extended((stage,))
        rule = parse("По завершении Аналитического этапа", events=events).rule
        assert rule is not None
        context = Context(year=YEAR, anchors={"stage-end:analysis": dt.date(2027, 6, 3)})
        assert schedule(rule, context, events).occurrences[0].start == dt.date(2027, 6, 3)

    def test_reasons_tell_each_step(self) -> None:
        found = dated("в течение 2 недель после получения результатов", anchors=RESULTS)
        assert [reason.text for reason in found.reasons] == [
            "получение результатов: 20.05.2027",
            "+2 недели → 03.06.2027",
            "03.06.2027 — рабочий день",
        ]
        assert [reason.date for reason in found.reasons][-1] == dt.date(2027, 6, 3)
        assert all(reason.basis for reason in found.reasons[1:])


class TestDaysOff:
    """The printed text keeps its day; the organisation may wish otherwise."""

    def test_a_due_day_off_is_kept_and_noticed(self) -> None:
        found = dated("до 17 января 2027 г.")
        assert found.occurrences[0].due == dt.date(2027, 1, 17)
        assert [(problem.code, problem.severity) for problem in found.problems] == [
            ("RM310", Severity.WARNING)
        ]

    def test_a_policy_moves_it_and_says_so(self) -> None:
        assert days("до 17 января 2027 г.", weekend_policy="previous") == [(None, "2027-01-15")]
        found = dated("до 17 января 2027 г.", weekend_policy="next")
        assert found.occurrences[0].due == dt.date(2027, 1, 18)
        assert "перенесён на следующий рабочий день" in found.reasons[-1].text

    def test_the_six_day_week_works_on_saturdays(self) -> None:
        assert codes(dated("до 5 сентября")) == ["RM310"]
        assert codes(dated("до 5 сентября", calendar=WorkingCalendar(week=6))) == []

    def test_a_year_without_a_decree_is_noticed_where_it_matters(self) -> None:
        later = {"year": SchoolYear(2030)}
        assert codes(dated("до 16 января", **later)) == ["RM311"]
        assert codes(dated("январь", **later)) == []


class TestRecurring:
    """Expanded within the plan's year only; keys do not depend on the dates."""

    def test_monthly_by_a_day_ends_on_the_last_day_of_short_months(self) -> None:
        found = dated("ежемесячно до 31 числа")
        assert [each.due.day for each in found.occurrences if each.due][:6] == [30, 31, 30, 31, 31, 28]
        assert [each.key for each in found.occurrences][:2] == ["2026-09", "2026-10"]
        assert found.rrule == "FREQ=MONTHLY;BYMONTHDAY=-1"

    def test_the_day_after_the_reported_quarter(self) -> None:
        phrase = "ежеквартально не позднее 10 числа месяца, следующего за отчётным кварталом"
        found = dated(phrase)
        assert [(each.key, each.due) for each in found.occurrences] == [
            ("2026-Q3", dt.date(2026, 10, 10)),
            ("2026-Q4", dt.date(2027, 1, 10)),
            ("2027-Q1", dt.date(2027, 4, 10)),
            ("2027-Q2", dt.date(2027, 7, 10)),
        ]
        assert found.rrule == "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"

    def test_counted_slots_have_keys_of_their_own(self) -> None:
        found = dated("не менее 2 раз в четверть", terms=QUARTERS)
        assert [each.key for each in found.occurrences] == [
            f"quarter-{term}.{slot}" for term in range(1, 5) for slot in (1, 2)
        ]
        assert (found.occurrences[0].start, found.occurrences[0].due) == (
            dt.date(2026, 9, 1),
            dt.date(2026, 10, 25),
        )

    def test_keys_stay_when_terms_move(self) -> None:
        later = tuple(
            Term(**{**dict(term), "ends_on": term.ends_on - dt.timedelta(2)})
            for term in YEAR_OF_QUARTERS.terms
        )
        moved = SchoolTerms((Terms(**{**dict(YEAR_OF_QUARTERS), "terms": later}),))
        before, after = (
            dated("в конце каждой четверти", terms=terms).occurrences for terms in (QUARTERS, moved)
        )
        assert [each.key for each in before] == [each.key for each in after]
        assert [each.due for each in before] != [each.due for each in after]

    def test_terms_that_are_not_known_are_awaited(self) -> None:
        found = dated("1 раз в четверть")
        assert found.occurrences == ()
        assert [each.event_id for each in found.awaiting] == ["terms"]
        assert codes(found) == ["RM309"]

    def test_terms_of_another_year_say_nothing(self) -> None:
        assert dated("I четверть", terms=QUARTERS, year=SchoolYear(2027)).occurrences == ()
        assert dated("1 раз в четверть", terms=QUARTERS, year=SchoolYear(2027)).occurrences == ()

    def test_whichever_terms_the_school_has(self) -> None:
        phrase = "при завершении четверти, триместра, полугодия"
        assert [each.key for each in dated(phrase, terms=QUARTERS).occurrences] == [
            "quarter-1",
            "quarter-2",
            "quarter-3",
            "quarter-4",
        ]

    def test_each_third_month_is_a_cycle_of_three_months(self) -> None:
        assert days("1 раз в 3 месяца") == [
            ("2026-09-01", "2026-11-30"),
            ("2026-12-01", "2027-02-28"),
            ("2027-03-01", "2027-05-31"),
            ("2027-06-01", "2027-08-31"),
        ]

    def test_within_a_window(self) -> None:
        assert days("ежемесячно с ноября по январь") == [
            ("2026-11-01", "2026-11-30"),
            ("2026-12-01", "2026-12-31"),
            ("2027-01-01", "2027-01-31"),
        ]
        assert days("по четвергам в течение октября") == [
            (day, day) for day in ("2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22", "2026-10-29")
        ]

    def test_yearly_in_a_plan_of_several_years(self) -> None:
        window = Span.parse("2025-09-01/2027-08-31")
        found = dated("ежегодно, до 1 октября", year=window)
        assert [(each.key, each.due) for each in found.occurrences] == [
            ("2025", dt.date(2025, 10, 1)),
            ("2026", dt.date(2026, 10, 1)),
        ]

    def test_a_fifth_weekday_is_only_where_there_is_one(self) -> None:
        assert days("пятая пятница каждого месяца")[:2] == [
            ("2026-10-30", "2026-10-30"),
            ("2027-01-29", "2027-01-29"),
        ]

    def test_every_day_is_a_standing_duty(self) -> None:
        found = dated("ежедневно")
        assert found.standing
        assert found.occurrences == ()
        assert found.rrule == "FREQ=DAILY"

    def test_half_years_of_a_calendar_year_are_its_halves(self) -> None:
        assert days("1 раз в полугодие", year=CalendarYear(2027)) == [
            ("2027-01-01", "2027-06-30"),
            ("2027-07-01", "2027-12-31"),
        ]


class TestPartsOfMonths:
    """Decades, weeks from Monday to Sunday, weekdays."""

    @pytest.mark.parametrize(
        ("phrase", "expected"),
        [
            ("третья декада февраля", ("2027-02-21", "2027-02-28")),
            ("середина марта", ("2027-03-11", "2027-03-20")),
            ("первая неделя сентября", ("2026-09-01", "2026-09-06")),
            ("первая неделя ноября", ("2026-11-02", "2026-11-08")),
            ("1–2 неделя октября", ("2026-10-01", "2026-10-11")),
            ("последняя неделя мая", ("2027-05-24", "2027-05-30")),
            ("последняя пятница мая", ("2027-05-28", "2027-05-28")),
            ("зима", ("2026-12-01", "2027-02-28")),
            ("осень 2026 г.", ("2026-09-01", "2026-11-30")),
            ("II квартал", ("2027-04-01", "2027-06-30")),
            ("II четверть", ("2026-11-05", "2026-12-27")),
            ("I полугодие", ("2026-09-01", "2026-12-27")),
            ("I полугодие 2027 г.", ("2027-01-01", "2027-06-30")),
            ("осенние каникулы", ("2026-10-26", "2026-11-04")),
        ],
    )
    def test_in_days(self, phrase: str, expected: tuple[str, str]) -> None:
        assert days(phrase, terms=QUARTERS) == [expected]


class TestOthersDecide:
    """A deadline that somebody else sets has no date until he does."""

    def test_a_decision_is_awaited(self) -> None:
        found = dated("в соответствии с решением Педсовета")
        assert [(each.event_id, each.title) for each in found.awaiting] == [
            ("council-decision", "решение Педсовета")
        ]

    def test_a_decision_sets_the_days_of_this_very_deadline(self) -> None:
        facts = {
            "anchors": {"council-decision": dt.date(2026, 9, 10)},
            "decided": Span.parse("2026-10-01/2026-10-15"),
        }
        found = dated("в соответствии с решением Педсовета", **facts)
        assert days("в соответствии с решением Педсовета", **facts) == [("2026-10-01", "2026-10-15")]
        assert "10.09.2026" in found.reasons[0].text

    def test_a_decision_that_names_no_days_opens_the_duty_and_leaves_its_end_open(self) -> None:
        known = {"council-decision": dt.date(2026, 9, 10)}
        assert days("в соответствии с решением Педсовета", anchors=known) == [("2026-09-10", None)]

    def test_somebodys_schedule_is_no_event_of_the_plan(self) -> None:
        assert [each.event_id for each in dated("по графику ФЦТ").awaiting] == [None]

    def test_a_window_is_kept_where_a_plan_fills_it(self) -> None:
        assert days("апрель–май по графику") == [("2027-04-01", "2027-05-31")]


def test_a_composite_numbers_its_parts_and_keeps_what_each_awaits() -> None:
    """«ежегодно, до 1 октября, а также …»: a date and an awaited decision side by side."""
    found = dated("ежегодно, до 1 октября, а также в соответствии с решением Педсовета")
    assert [(each.key, each.due) for each in found.occurrences] == [("1.2026", dt.date(2026, 10, 1))]
    assert [each.event_id for each in found.awaiting] == ["council-decision"]


def test_an_hour_and_its_zone_go_with_the_day() -> None:
    """«до 18:00 мск»."""
    occurrence = dated("до 18:00 мск 25 мая 2027 г.").occurrences[0]
    assert (occurrence.due, occurrence.time, occurrence.zone) == (
        dt.date(2027, 5, 25),
        "18:00",
        "Europe/Moscow",
    )


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in phrases()])
def test_a_place_knows_all_that_it_is_made_of(phrase: str) -> None:
    """By the annotations of its fields and by what stands in them."""
    rule = parse(phrase).rule
    assert rule is not None
    for place in (each for part in parts_of(rule) for whole in places_of(part) for each in whole.walk()):
        held = [getattr(place, each.name) for each in fields(place)]  # type: ignore[arg-type]
        inside = [item for value in held for item in (value if isinstance(value, tuple) else (value,))]
        assert list(place.parts()) == [item for item in inside if isinstance(item, Place)]


def test_working_days_that_reach_into_a_year_without_a_decree_are_told() -> None:
    """The year they are counted into is the unknown one, not the one they begin in."""
    rule = parse("через 15 рабочих дней после 20 декабря 2027 г.").rule
    assert rule is not None
    found = schedule(rule, Context(year=SchoolYear(2027)))
    assert [(each.code, each.words) for each in found.problems] == [("RM311", {"year": "2028"})]


def test_the_last_day_of_a_month_is_one_day_however_it_was_stored() -> None:
    """Format 1 knew it as the edge of the month."""
    stored = {"kind": "date", "on": {"edge": "end", "of": {"period": "month", "month": "10"}}}
    assert rule_adapter().validate_python(stored) == parse("последний день октября").rule
