"""A list that people can end: of what is told again and again the first few, and how many more there are."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.errors import InvalidRoadmap, RenderError, RoadmapEngineError
from roadmap_engine.diagnostics.gathering import gather_problems, show_problems
from roadmap_engine.diagnostics.languages import Bilingual, Later, format_day, format_days, word
from roadmap_engine.diagnostics.limits import PROBLEMS
from roadmap_engine.diagnostics.showing import hint_of, message_of
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.diagnostics.translation import translator

_ENGLISH, _RUSSIAN = translator("en"), translator("ru")


def _many(count: int, code: str = "RM204", file: str = "a.yaml") -> list[Problem]:
    return [
        Problem.of(code, location=Location(file, line, 1), circle=f"«{line}»") for line in range(1, count + 1)
    ]


@pytest.mark.parametrize("more", [-1, 0, 1, 7])
def test_the_first_few_are_shown_and_the_others_counted(more: int) -> None:
    """Of one code in one text; the count stands where the first that is left out would."""
    count = PROBLEMS.most + more
    shown = gather_problems(reversed(_many(count)))
    assert shown[: PROBLEMS.most] == tuple(_many(min(count, PROBLEMS.most)))
    if more <= 0:
        assert len(shown) == count
    else:
        (told,) = shown[PROBLEMS.most :]
        assert (told.code, told.words) == (PROBLEMS.told, {"count": str(more), "code": "RM204"})
        assert told.location == Location("a.yaml", PROBLEMS.most + 1, 1)


def test_another_code_and_another_text_are_counted_apart() -> None:
    """What has no place is of no text."""
    count = PROBLEMS.most + 1
    nowhere = [Problem.of("RM204", circle=f"«{each} elsewhere»") for each in range(count)]
    groups = [_many(count), _many(count, "RM218"), _many(count, file="b.yaml"), nowhere]
    shown = gather_problems(problem for group in groups for problem in group)
    assert len(shown) == len(groups) * count
    assert [each.words["count"] for each in shown if each.code == PROBLEMS.told] == ["1"] * len(groups)


def test_each_is_laid_out_with_the_text_it_lies_in() -> None:
    """One whose text is not at hand, or that lies nowhere, without an excerpt."""
    here, there = _many(1)[0], _many(1, file="b.yaml")[0]
    shown = show_problems([there, here, Problem.of("RM204", circle="«x»")], {"a.yaml": "первая\n"}, _RUSSIAN)
    assert sorted("первая" in each for each in shown) == [False, False, True]
    assert all("ошибка RM204" in each for each in shown)


@pytest.mark.parametrize("kind", [RoadmapEngineError, InvalidRoadmap, RenderError])
def test_an_error_has_its_problems_and_says_them(kind: type[RoadmapEngineError]) -> None:
    """In Russian, or in the language that is asked for; its sources cannot be changed."""
    sources = {"a.yaml": "первая\n"}
    error = kind(iter(_many(1)), sources)
    assert error.problems == tuple(_many(1))
    assert str(error) == error.report() == "\n".join(show_problems(_many(1), sources, _RUSSIAN))
    assert "error RM204" in error.report("en")
    sources["a.yaml"] = "вторая\n"
    assert "первая" in str(error)
    assert (kind().problems, dict(kind().sources), str(kind())) == ((), {}, "")


def test_what_fills_a_message_is_worded_in_the_readers_language() -> None:
    """A text as it stands, a day as the language has it, the program's own words in both."""
    day = dt.date(2027, 6, 3)
    both = Bilingual.of(lambda language: f"words in {language}")
    assert (both.said("ru"), both.said("en")) == ("words in ru", "words in en")
    later = Later(str.upper, "abc")
    for argument, russian, english in (
        ("слова", "слова", "слова"),
        (day, "03.06.2027", "3 June 2027"),
        (both, "words in ru", "words in en"),
        (later, "ABC", "ABC"),
    ):
        assert (word(argument, "ru"), word(argument, "en")) == (russian, english)


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_said_in_one_way_in_each_language(month: int) -> None:
    """The standard library knows the English months, too."""
    day = dt.date(2027, month, 9)
    assert format_day(day) == day.strftime("%d.%m.%Y")
    assert format_day(day, "en") == day.strftime("9 %B %Y")
    assert format_days(day, day, "en") == format_day(day, "en")
    last = dt.date(2028, month, 9)
    assert format_days(day, last) == f"{format_day(day)}–{format_day(last)}"
    assert format_days(day, last, "en") == f"{format_day(day, 'en')} – {format_day(last, 'en')}"


@pytest.mark.parametrize("count", [3, 12, 13, 500])
def test_a_slip_finds_its_name_among_few_and_among_many(count: int) -> None:
    """Nearest first, three at most; what is like nothing has none."""
    known = [f"m-{each:04}" for each in range(count - 1)] + ["subject-teachers"]
    assert near_names("subject-teacher", known) == "«subject-teachers»"
    assert near_names("абвгд", known) == ""
    assert near_names("m-0000", known).startswith("«m-0000»")
    assert near_names("m-0000", known).count("«") <= 3
    # A name that begins as another does and goes on for ever is compared by its beginning.
    assert near_names("x" * 99 + "y" * 10_000, ["x" * 99 + "y"]) != ""


@pytest.mark.parametrize(("count", "listed", "goes_on"), [(0, 0, False), (12, 12, False), (13, 12, True)])
def test_of_many_names_the_first_dozen_is_listed(count: int, listed: int, goes_on: bool) -> None:
    """In alphabetical order, each once."""
    names = [f"m-{each:02}" for each in reversed(range(count))]
    words = list_names(names * 2)
    assert words.count("«") == listed
    assert words.endswith(", …") == goes_on
    assert words.startswith("«m-00»") == bool(count)


def test_the_thing_a_message_speaks_of_is_named_in_the_readers_language() -> None:
    """A measure is a «мероприятие»; a hint has as many lines as there are words for."""
    known = Problem.of("RM201", thing="measure by-class", name="hed", near="«head»", now="", known="«head»")
    assert "by-class" in message_of(known, _RUSSIAN)
    assert "measure" not in message_of(known, _RUSSIAN)
    assert "measure" in message_of(known, _ENGLISH)
    without = Problem.of("RM201", thing="measure by-class", name="hed", near="", now="", known="«head»")
    assert len(hint_of(without, _RUSSIAN).splitlines()) < len(hint_of(known, _RUSSIAN).splitlines())


def test_the_words_of_the_machine_are_the_readers_where_the_catalogue_has_them() -> None:
    """Others stay as they are; the law a problem rests on is shown below it."""
    for reason, russian in (
        ("No such file or directory", "нет такого файла или папки"),
        ("out of ink", "out of ink"),
    ):
        problem = Problem.of("RM807", file="a.yaml", reason=reason)
        assert reason in message_of(problem, _ENGLISH)
        assert russian in message_of(problem, _RUSSIAN)
    (shown,) = show_problems([Problem.of("RM204", basis="152-ФЗ, ст. 9", circle="«a»")], {}, _RUSSIAN)
    assert "   основание: 152-ФЗ, ст. 9" in shown.splitlines()


def test_a_problem_at_another_place_is_the_same_problem() -> None:
    """Only its place is another."""
    here, there = Location("a.yaml", 1, 1), Location("b.yaml", 2, 3, 4)
    problem = Problem.of("RM204", location=here, circle="«a»")
    assert (problem.at(there), problem.location) == (Problem.of("RM204", location=there, circle="«a»"), here)
