"""Years that words name are found by one function, and moved by another where that is sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import parse, wording
from roadmap_engine.deadlines.rule import By
from roadmap_engine.years.kept import WhyKept
from roadmap_engine.years.moved import Moving, move_years
from roadmap_engine.years.named import find_years
from roadmap_engine.years.rules import move_rule

OLD, NEW = SchoolYear(2020), SchoolYear(2026)
THERE, BACK = Moving(OLD, NEW), Moving(NEW, OLD)

SURE = [
    ("на 2020/2021 учебный год", "на 2026/2027 учебный год"),
    ("на 2020\\21 учебный год", "на 2026\\27 учебный год"),
    ("в 2020- 2021 учебном году", "в 2026- 2027 учебном году"),
    ("в 2020 2021 учебном году", "в 2026 2027 учебном году"),
    ("в 2020–21 уч. г.", "в 2026–27 уч. г."),
    ("за 2019\\20 и 2021/2022 учебные годы", "за 2025\\26 и 2027/2028 учебные годы"),
    ("проведенных в сентябре-октябре 2020 г.", "проведенных в сентябре-октябре 2026 г."),
    ("сентябрь 2021", "сентябрь 2027"),
    ("Май 2020", "Май 2026"),
    ("Июнь, август 2020", "Июнь, август 2026"),
    ("Август -сентябрь 2020", "Август -сентябрь 2026"),
    ("октябрь 2020 март, апрель, май 2021", "октябрь 2026 март, апрель, май 2027"),
    ("декабрь, 2020 г.", "декабрь, 2026 г."),
    ("до 17 января 2021 г.", "до 17 января 2027 г."),
    ("11 января - 26 марта 2021 г.", "11 января - 26 марта 2027 г."),
    ("до 17.01.2021 г.", "до 17.01.2027 г."),
    ("до 17.01.21", "до 17.01.27"),
    ("2020-12-25", "2026-12-25"),
    ("осень 2020 года", "осень 2026 года"),
    ("ВПР (весна 2021 г.)", "ВПР (весна 2027 г.)"),
    ("«ВПР-2021: организация»", "«ВПР-2027: организация»"),
    ("ГИА, ВПР -2020", "ГИА, ВПР -2026"),
    ("ВПР в 2019, 2020 годах", "ВПР в 2025, 2026 годах"),
    ("II полугодие 2020 года", "II полугодие 2026 года"),
    ("до конца 2020 года", "до конца 2026 года"),
    ("в период осенних каникул 2020 г.", "в период осенних каникул 2026 г."),
    ("пятница, 23.10.2020", "пятница, 23.10.2026"),
    ("без года, до 1 октября", "без года, до 1 октября"),
]

KEPT = [
    ("приказ от 12.08.2020 № 441", "act"),
    ("письмо Минпросвещения России от 19 ноября 2020 г. № ВБ-2141/03", "act"),
    ("протокол ДО от 27.05.2020г.", "act"),
    ("от «23» декабря 2020 г.", "act"),
    ("утв. 10.09.2020", "act"),
    ("по ФГОС 2021", "act"),
    ("приказа Минпросвещения 2021 года", "act"),
    ("в редакции 2020 года", "act"),
    ("Иванов, 2020 г.р.", "birth"),
    ("2020 года рождения", "birth"),
    ("родился 01.09.2020", "birth"),
    ("до 2021 года", "term"),
    ("до 2024 года", "term"),
    ("на 2019–2025 годы", "term"),
    ("исследование PISA 2020 года", "event"),
    ("форум «Школа 2020»", "event"),
    ("чемпионат 2020 года", "event"),
    ("Просвещение, 2020", "event"),
    ("в 2018 году", "far"),
    ("май 2023", "far"),
    ("за 2016/2017 учебный год", "far"),
    ("вторник, 23.10.2020", "weekday"),
    ("осенние каникулы с 26.10.2020", "break"),
]


@pytest.mark.parametrize(("words", "moved"), SURE)
def test_what_is_sure_moves_and_comes_back(words: str, moved: str) -> None:
    """Each in the form it was written in; moved back it is the same, and nothing is left to list."""
    there = move_years(words, THERE)
    assert (there.text, there.left) == (moved, ())
    assert move_years(moved, BACK).text == words
    assert move_years(moved, THERE).text == moved, "what speaks of the new year is not moved again"


@pytest.mark.parametrize(("words", "why"), KEPT)
def test_what_is_not_sure_stays_and_says_why(words: str, why: str) -> None:
    """Nothing is understood by luck."""
    stays = move_years(words, THERE)
    assert (stays.text, stays.moved) == (words, 0)
    assert {each.kept for each in stays.left} == {WhyKept(why)}


@pytest.mark.parametrize(
    "words",
    [
        "приказ № 214-2020",
        "СанПиН 2.4.3648-20",
        "ГОСТ Р 7.0.97-2020",
        "45 2020а 120206",
        "99.99.2020",
        "30 февраля 2020",
    ],
)
def test_a_number_is_no_year(words: str) -> None:
    """Figures of other numbers, and days that there are not."""
    assert find_years(words) == ()


def test_a_list_of_which_one_year_stays_stays_whole() -> None:
    """«2018, 2025, 2026» would be a gap of seven years that nobody meant."""
    words = "написавших ВПР (2018, 2019, 2020 годы) и ВПР 2020"
    moved = move_years(words, THERE)
    assert moved.text == "написавших ВПР (2018, 2019, 2020 годы) и ВПР 2026"
    assert [each.words for each in moved.left] == ["2018", "2019", "2020"]


@pytest.mark.parametrize(
    ("words", "start", "moved"),
    [
        ("четверг, 22.10.2020", 2027, "четверг, 21.10.2027"),
        ("22 октября 2020 г. (четверг)", 2027, "21 октября 2027 г. (четверг)"),
        ("2020-10-22, четверг", 2027, "2027-10-21, четверг"),
        ("05.10.2020 (понедельник)", 2027, "04.10.2027 (понедельник)"),
    ],
)
def test_a_weekday_is_kept_with_the_nearest_date(words: str, start: int, moved: str) -> None:
    """And its figures are written as they were."""
    there = Moving(OLD, SchoolYear(start))
    assert move_years(words, there).text == moved
    assert move_years(moved, Moving(there.new, OLD)).text == words


def test_a_weekday_does_not_lead_into_another_month() -> None:
    """1 September 2020 was a Tuesday; the nearest one of 2027 is in August."""
    moved = move_years("вторник, 01.09.2020", Moving(OLD, SchoolYear(2027)))
    assert (moved.text, moved.left[0].kept) == ("вторник, 01.09.2020", WhyKept.WEEKDAY)


def test_a_day_the_new_year_has_not_stays() -> None:
    """29 February, with its year or as the start of a range that has it."""
    for words in ("до 29.02.2020", "29 февраля 2020 г.", "29 февраля - 5 марта 2020 г."):
        moved = move_years(words, Moving(SchoolYear(2019), SchoolYear(2025)))
        assert (moved.text, moved.left[0].kept) == (words, WhyKept.NO_DAY)
    assert move_years("до 29.02.2020", Moving(SchoolYear(2019), SchoolYear(2027))).text == "до 29.02.2028"


@pytest.mark.parametrize(
    "days", ["26.10.2020 – 01.11.2020", "с 26 октября по 1 ноября 2020 г.", "26.10-01.11.2020"]
)
def test_days_of_a_break_become_the_break(days: str) -> None:
    """Each school has its breaks on days of its own."""
    moved = move_years(f"осенние каникулы ({days})", THERE, in_deadline=True)
    assert (moved.text, moved.moved, moved.left) == ("осенние каникулы", 1, ())


def test_what_else_stands_beside_a_break_is_not_thrown_away() -> None:
    """Only days go."""
    words = "осенние каникулы (01.11.2020, завуча)"
    assert move_years(words, THERE).text == words


def test_figures_without_end_are_searched_in_no_time() -> None:
    """A stranger's text costs no more than its length."""
    text = "каникулы " + "1" * 60 + "." * 60 + "x 01.09.2020 " * 200
    assert move_years(text, THERE).moved > 0


def test_a_year_alone_is_a_time_in_a_deadline_and_may_be_a_name_elsewhere() -> None:
    """The field decides where the words do not."""
    assert move_years("2020", THERE, in_deadline=True).text == "2026"
    assert move_years("2020", THERE).text == "2020"


PARTS = st.lists(
    st.sampled_from(
        [*(words for words, _ in SURE), *(words for words, _ in KEPT), "до", "№", "«", "»", "(", "от"]
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(PARTS, st.sampled_from([", ", " ", "; ", "\n", " и "]), st.booleans())
def test_composed_words_lose_nothing(parts: list[str], between: str, in_deadline: bool) -> None:
    """What is found stands where it is said to stand; what is not a year stays letter by letter."""
    text = between.join(parts)
    for each in find_years(text, in_deadline=in_deadline):
        assert text[slice(*each.span)] == each.words
    moved = move_years(text, THERE, in_deadline=in_deadline)
    assert move_years(text, Moving(OLD, OLD), in_deadline=in_deadline).text == text
    assert len(moved.left) + moved.moved == len(find_years(text, in_deadline=in_deadline))
    assert _letters(moved.text) == _letters(text)
    assert move_years(moved.text, THERE, in_deadline=in_deadline).text == moved.text
    if not moved.left:
        assert move_years(moved.text, BACK, in_deadline=in_deadline).text == text


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789./-–\\ №«»()отдянвмргуч", max_size=60))
def test_any_text_can_be_moved(text: str) -> None:
    """And costs nobody a traceback."""
    assert _letters(move_years(text, THERE).text) == _letters(text)


def _letters(text: str) -> str:
    return "".join(letter for letter in text if not letter.isdigit())


@pytest.mark.parametrize(
    "phrase",
    [
        "до 17 января 2021 г.",
        "11 января - 26 марта 2021 г.",
        "сентябрь-октябрь 2020 г.",
        "в течение 2020/2021 учебного года",
        "осень 2020 года",
        "до 25 декабря 2020 г., май 2021 г.",
        "23 октября 2020 г. (пятница)",
        "через 3 рабочих дня после 17 января 2021 г.",
    ],
)
def test_a_rule_moves_as_its_words_do(phrase: str) -> None:
    """What an author wrote as structure means the same as what another wrote as a phrase."""
    rule = parse(phrase).rule
    assert rule is not None
    moved = move_rule(rule, THERE)
    assert moved is not None
    assert moved == parse(move_years(phrase, THERE, in_deadline=True).text).rule
    assert move_rule(moved, BACK) == rule
    assert wording(moved) != wording(rule)


@pytest.mark.parametrize(
    "phrase", ["до 17 января 2024 г.", "29 февраля 2020 г.", "до 25 декабря 2020 г., май 2024 г."]
)
def test_a_rule_of_which_one_year_stays_is_given_back(phrase: str) -> None:
    """Half of a rule is no rule."""
    rule = parse(phrase).rule
    assert rule is not None
    assert move_rule(rule, Moving(SchoolYear(2020), SchoolYear(2025))) is None


def test_a_rule_without_years_is_itself() -> None:
    """There is nothing to move."""
    rule = parse("до 1 октября").rule
    assert isinstance(rule, By)
    assert move_rule(rule, THERE) == rule
