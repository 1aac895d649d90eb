"""What a school's plan prints in the cell of a deadline."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.calendars import SchoolTerms, SchoolYear, Terms, WorkingCalendar
from roadmap_engine.calendars.terms import Break, LessonsEnd, Term
from roadmap_engine.deadlines import Context, explain
from roadmap_engine.model.regular import is_regular, part_of
from roadmap_engine.planning.drawing.deadline_cell import print_deadline

YEAR_OF_TERMS = Terms(
    terms=(
        Term(number=1, starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2026, 10, 25)),
        Term(number=2, starts_on=dt.date(2026, 11, 5), ends_on=dt.date(2026, 12, 30)),
        Term(number=3, starts_on=dt.date(2027, 1, 11), ends_on=dt.date(2027, 3, 25)),
        Term(number=4, starts_on=dt.date(2027, 4, 5), ends_on=dt.date(2027, 5, 26)),
    ),
    breaks=(Break(name="autumn", starts_on=dt.date(2026, 10, 26), ends_on=dt.date(2026, 11, 4)),),
    lessons_end=(LessonsEnd(on=dt.date(2027, 5, 26)),),
)
TERMS = SchoolTerms((YEAR_OF_TERMS,))
KNOWN = Context(year=SchoolYear(2026), terms=TERMS, calendar=WorkingCalendar(week=6))


def cell(phrase: str, context: Context = KNOWN) -> str:
    """The cell of a deadline that somebody wrote so."""
    found = explain(phrase, context)
    assert found.rule is not None
    return print_deadline(phrase, found.rule, found.schedule)


@pytest.mark.parametrize(
    ("phrase", "printed"),
    [
        ("Август -сентябрь", "Август – сентябрь"),
        ("11 января - 26 марта 2027 г.", "11 января – 26 марта 2027 г."),
        ("Ежегодно, до 1 октября", "до 1 октября 2026 г. (ежегодно, до 1 октября)"),
        ("До конца 1 четверти", "до 25 октября 2026 г. (до конца 1 четверти)"),
        ("В течение 2 четверти", "В течение 2 четверти (с 5 ноября по 30 декабря 2026 г.)"),
        ("В осенние каникулы", "В осенние каникулы (с 26 октября по 4 ноября 2026 г.)"),
        ("до конца учебного года", "до 26 мая 2027 г. (до конца учебного года)"),
        (
            "ежеквартально до 10 числа месяца, следующего за отчётным кварталом",
            (
                "до 10 октября 2026 г., до 10 января 2027 г., до 10 апреля 2027 г., до 10 июля 2027 г. "
                "(ежеквартально до 10 числа месяца, следующего за отчётным кварталом)"
            ),
        ),
        (
            "в конце 1 четверти, в мае",
            "25 октября 2026 г., в мае 2027 г. (в конце 1 четверти, в мае)",
        ),
    ],
)
def test_days_stand_where_the_words_do_not_say_them(phrase: str, printed: str) -> None:
    """Of what recurs, of the school's terms, of several in one cell: as in the order."""
    assert cell(phrase) == printed


@pytest.mark.parametrize(
    "phrase",
    [
        "до 17 января 2027 г.",
        "до 17 января",
        "Октябрь, март",
        "с 11 января по 26 марта",
        "до 15 октября, до 15 апреля",
        "в течение учебного года",
        "постоянно",
        "еженедельно по пятницам",
        "по вторникам и четвергам",
        "еженедельно",
        "ежемесячно до 25 числа",
        "после получения результатов в течение 2 недель",
        "до начала зимних каникул",
    ],
)
def test_else_the_cell_is_what_its_author_wrote(phrase: str) -> None:
    """Days that are named, regular work, a day of every month, days that nobody knows."""
    assert cell(phrase) == phrase


def test_of_several_deadlines_the_known_days_stand() -> None:
    """What waits is said by the words, as before."""
    phrase = "ежегодно, до 1 октября, а также в соответствии с решением Педсовета"
    assert cell(phrase) == f"до 1 октября 2026 г. ({phrase})"


def test_a_list_of_lines_is_one_line_in_brackets() -> None:
    """Bullets and line ends of a list make no sense inside a sentence."""
    assert cell("Ежегодно:\n- до 25 декабря;\n- до конца учебного года") == (
        "до 25 декабря 2026 г., до 26 мая 2027 г. (ежегодно: до 25 декабря; до конца учебного года)"
    )


@pytest.mark.parametrize(
    ("policy", "printed"),
    [
        ("keep", "до 4 октября"),
        ("previous", "до 3 октября 2026 г. (до 4 октября)"),
        ("next", "до 5 октября 2026 г. (до 4 октября)"),
    ],
)
def test_a_day_that_the_policy_moves_is_said(policy: str, printed: str) -> None:
    """4 October 2026 is a Sunday."""
    context = Context(
        year=SchoolYear(2026),
        terms=TERMS,
        calendar=WorkingCalendar(week=6),
        weekend_policy=policy,  # type: ignore[arg-type]
    )
    assert cell("до 4 октября", context) == printed


@pytest.mark.parametrize(
    ("phrase", "regular"),
    [
        ("еженедельно", True),
        ("по вторникам", True),
        ("ежедневно", True),
        ("в последний рабочий день каждой недели", True),
        ("каждую пятницу ноября", True),
        ("каждые 2 недели", False),
        ("каждую декаду", False),
        ("каждый второй понедельник месяца", False),
        ("ежемесячно", False),
        ("ежегодно, до 1 октября", False),
        ("до 1 октября", False),
        ("постоянно", False),
    ],
)
def test_regular_work_comes_again_every_week_or_oftener(phrase: str, *, regular: bool) -> None:
    """By the cycle that is said, whatever days of it."""
    rule = explain(phrase, KNOWN).rule
    assert rule is not None
    assert is_regular(rule) is regular


def test_an_occurrence_tells_the_part_of_its_rule() -> None:
    """One that is weekly has a key that begins with the number of its part."""
    found = explain("до 1 октября; еженедельно", KNOWN)
    assert found.rule is not None
    assert {is_regular(part_of(found.rule, each.key)) for each in found.schedule.occurrences[1:]} == {True}
    assert not is_regular(part_of(found.rule, found.schedule.occurrences[0].key))
