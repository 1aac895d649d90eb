"""An answer is read as people write it; a wrong one is told with its reason."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.model.definitions import Parameter
from roadmap_engine.questionnaire.kinds import (
    COUNT,
    COUNTS,
    DAY,
    DAYS,
    DEADLINE,
    GRADES,
    NAME,
    PERSON,
    POST,
    TITLE,
    WORDS,
    YEAR,
    Kind,
    Sort,
)  # fmt: skip
from roadmap_engine.questionnaire.reading import WrongAnswerError, print_grades, read_as
from roadmap_engine.questionnaire.said import Said

RUSSIAN = translator("ru")
TRUTH = Kind(Sort.TRUTH)
YEAR_2026 = SchoolYear(2026)


def one_of(*names: str) -> Kind:
    """A kind that takes one of the names."""
    return Kind(Sort.ONE, {name: Said("") for name in names})


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        (DAY, "28.05.2027", dt.date(2027, 5, 28)),
        (DAY, "1.9.2026", dt.date(2026, 9, 1)),
        (DAY, "2027-05-28", dt.date(2027, 5, 28)),
        (DAY, "5 сентября 2026", dt.date(2026, 9, 5)),
        (DAY, "5 Сентября 2026 г.", dt.date(2026, 9, 5)),
        (DAY, "1 мая 2027 года", dt.date(2027, 5, 1)),
        (Kind(Sort.DAY, within=YEAR_2026), "5 сентября", dt.date(2026, 9, 5)),
        (Kind(Sort.DAY, within=YEAR_2026), "28.05", dt.date(2027, 5, 28)),
        (YEAR, "2026/27", YEAR_2026),
        (YEAR, "2026–2027 учебный год", YEAR_2026),
        (YEAR, "2026/2027 уч. г.", YEAR_2026),
        (GRADES, "5-8", (5, 6, 7, 8)),
        (GRADES, "9, 11", (9, 11)),
        (GRADES, "5 – 6; 8", (5, 6, 8)),
        (COUNT, "1 250", 1250),
        (COUNTS, "1, 3, 3, 7", (1, 3, 7)),
        (TRUTH, "Да", True),
        (TRUTH, "нет", False),
        (TRUTH, "n", False),
        (NAME, "school-12", "school-12"),
        (one_of("vpr", "oge"), "2", "oge"),
        (one_of("vpr", "oge"), "vpr", "vpr"),
        (one_of("5", "6"), "6", "6"),
        (one_of("plan@1.2.0"), "plan", "plan@1.2.0"),
        (one_of("plan@1.2.0"), "plan@1", "plan@1.2.0"),
        (Kind(Sort.ONE, also=lambda words: words == "x"), "x", "x"),
        (Kind(Sort.SOME, one_of("a", "b", "c").choices), "3, a, 3", ("c", "a")),
        (Kind(Sort.FILLING, parameter=Parameter(title="п", type="date")), "5 мая 2027", "2027-05-05"),
        (Kind(Sort.FILLING, parameter=Parameter(title="п", type="yes-no")), "Yes", "да"),
        (DEADLINE, "до 1 октября", "до 1 октября"),
        (DEADLINE, "=по мере сил", "=по мере сил"),
    ],
)
def test_answers_are_read_as_people_write_them(kind: Kind, words: str, value: object) -> None:
    """Russian dates, ranges of grades, numbers of a list."""
    assert read_as(kind, words, RUSSIAN) == value


@pytest.mark.parametrize(
    "words",
    [
        "13.04.2027–18.05.2027",
        "13.04.2027-18.05.2027",
        "13.04.2027 - 18.05.2027",
        "с 13.04.2027 по 18.05.2027",
        "2027-04-13/2027-05-18",
        "с 13 апреля по 18 мая 2027 г.",
        "13 апреля – 18 мая 2027",
    ],
)
def test_days_may_be_written_in_any_usual_way(words: str) -> None:
    """Dashes of every kind, «с … по …», and the form of the texts."""
    assert read_as(DAYS, words, RUSSIAN) == Span(dt.date(2027, 4, 13), dt.date(2027, 5, 18))


@pytest.mark.parametrize(
    ("kind", "words", "reason"),
    [
        (DAY, "31.02.2027", "не день"),
        (DAY, "вчера", "не день"),
        (DAY, "5 сентября", "не день"),
        (Kind(Sort.DAY, within=YEAR_2026), "05.09.2027", "2026/2027"),
        (DAYS, "18.05.2027–13.04.2027", "раньше первого"),
        (DAYS, "1/2/3", "не дни"),
        (Kind(Sort.DAYS, after=dt.date(2027, 4, 13)), "13.04.2027–18.05.2027", "13.04.2027"),
        (YEAR, "2026/2028", "не учебный год"),
        (GRADES, "0", "с 1 по 11"),
        (GRADES, "8-5", "с 1 по 11"),
        (GRADES, "пятый", "не классы"),
        (COUNT, "много", "не целое число"),
        (COUNTS, "1, 90", "60"),
        (TRUTH, "может быть", "«да» или «нет»"),
        (NAME, "Школа 12", "не годится"),
        (NAME, "a--b", "не годится"),
        (WORDS, "a\x07b", "U+0007"),
        (WORDS, "a\u202eb", "U+202E"),
        (WORDS, "a\udcffb", "не может"),
        (WORDS, "a" * 10_001, "10000"),
        (one_of("vpr", "oge"), "vprr", "«vpr»"),
        (one_of("vpr", "oge"), "3", "есть «oge», «vpr»"),
        (one_of(*"abcdef"), "7", "от 1 до 6"),
        (one_of("5", "6"), "1", "«5», «6»"),
        (one_of("plan@1.2.0"), "plan@2", "plan@1.2.0"),
        (DEADLINE, "=", "без ответа нельзя"),
        (DEADLINE, "когда-нибудь", "«когда-нибудь»"),
    ],
)
def test_a_wrong_answer_is_told_why(kind: Kind, words: str, reason: str) -> None:
    """In the reader's words, naming what was typed or what can be."""
    with pytest.raises(WrongAnswerError, match=re.escape(reason)):
        read_as(kind, words, RUSSIAN)


def test_grades_are_written_as_they_are_read() -> None:
    """What is offered can be answered."""
    assert read_as(GRADES, print_grades((1, 2, 3, 5, 9, 10)), RUSSIAN) == (1, 2, 3, 5, 9, 10)


SEX = Kind(Sort.ONE, {"f": Said("женщина"), "m": Said("мужчина")})
TESTS = Kind(Sort.ONE, {"vpr": Said("ВПР, всероссийские проверочные работы"), "oge": Said("ОГЭ, экзамен")})
STAFF = Kind(
    Sort.SOME,
    {
        "head": Said("Соколова Анна Викторовна, директор"),
        "deputy": Said("Тен Лариса Борисовна, заместитель директора по УВР"),
        "other": Said("Тенина Анна Петровна, заместитель директора по ВР"),
    },
)


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        *((SEX, words, "f") for words in ("ж", "Ж", "жен", "женщина", "Женщины", "1", "f")),
        *(
            (TESTS, words, "vpr")
            for words in ("впр", "ВПР", "всероссийские", "проверочные работы", "vpr", "1")
        ),
        *((STAFF, words, ("head",)) for words in ("Соколова", "соколовой", "директор", "head", "1")),
        (STAFF, "тен лариса, воспит", None),
        (STAFF, "Тенина, Соколова", ("other", "head")),
        (STAFF, "заместитель по увр", ("deputy",)),
    ],
)
def test_what_is_known_is_chosen_by_a_part_of_its_words(kind: Kind, words: str, value: object) -> None:
    """In whatever case and capitals; an id or a number means what it always did."""
    if value is None:
        with pytest.raises(WrongAnswerError):
            read_as(kind, words, RUSSIAN)
    else:
        assert read_as(kind, words, RUSSIAN) == value


def test_where_several_fit_it_is_asked_which() -> None:
    """By their numbers, which can be typed next."""
    with pytest.raises(WrongAnswerError, match=r"не к одному.*2\. Тен Лариса.*3\. Тенина Анна"):
        read_as(STAFF, "заместитель", RUSSIAN)


@pytest.mark.parametrize(
    ("kind", "words", "reason"),
    [
        (PERSON, "123", "нужны слова"),
        (PERSON, "—", "нужны слова"),
        (PERSON, "director@school.example", "это адрес"),
        (PERSON, "Заместитель директора по УВР", "это должность"),
        (PERSON, "Петрова А. А. (завуч)", "это должность"),
        (PERSON, "Соколова", "одно слово"),
        (PERSON, "Фамилия И. О.", "занимает место"),
        (POST, "Тен Л. Б.", "это имя"),
        (POST, "Соколова", "это имя"),
        (POST, "8 (900) 000-00-00", "нужны слова"),
        (TITLE, "https://school.example", "это адрес"),
        (TITLE, "№ 12", "нужны слова"),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_the_reason(kind: Kind, words: str, reason: str) -> None:
    """So that it is not found in an order."""
    with pytest.raises(WrongAnswerError, match=reason):
        read_as(kind, words, RUSSIAN)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        *((PERSON, name) for name in ("Тен Л. Б.", "Л.Б. Тен", "Рзаев Эльчин Ахмед оглы", "Нгуен Ван Тхи")),
        *((PERSON, name) for name in ("Кузнец И. П.", "Волк Анна Ивановна", "фон Бисмарк О. Э.")),
        *((POST, post) for post in ("директор", "педагог-психолог", "и.о. директора", "учитель ОБЗР")),
        *((TITLE, title) for title in ("г. Примерск", "МБОУ «СОШ № 12»", "Школа 5")),
    ],
)
def test_names_are_taken_as_they_are(kind: Kind, words: str) -> None:
    """Of peoples of every kind, and surnames that are words."""
    assert read_as(kind, words, RUSSIAN) == words
