"""A school adopts a roadmap of another year: one declared fact moves every wording, and changes nothing else.

«Перенесённые слова – программы, а не школы» (docs/schools.md): no lock is broken by them, and where the
school says anything itself, its own words stand.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import wording
from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Adoption, Assembly
from roadmap_engine.model.wording_kind import WordingKind
from roadmap_engine.model.year_wording import count_wordings
from roadmap_engine.planning.merging.other_year import follow_year
from tests.overlays.texts import join, text

OLD = """
format: 2
roadmap: base
version: 1.2.0
title: Примерный план на 2020/2021 учебный год
plan_title: План на 2020/2021 учебный год
school_year: 2020/2021
basis: [письмо Минпросвещения России от 19.11.2020 № ВБ-2141/03]
columns:
  - number
  - title
  - deadline
  - responsible
  - {field: review, caption: Проверка 2020/2021, kind: date}
  - {field: words, caption: Слова, kind: text}
roles: {head: "директор (в 2020/2021 учебном году)"}
outputs: {note: Справка за 2019/2020 учебный год}
parameters: {levels: {title: Уровни, default: "в 2020/2021 учебном году"}}
events: {council-met: {title: заседание совета 2020 года, phrases: [заседания совета 2020 года]}}
order:
  issuer_genitive: управления
  date: 2020-12-23
  number: "503"
  text:
    heading: О плане
    preamble: В соответствии с письмом от 19.11.2020 № 5
    signature: {post: Начальник, name: И. И. Иванов}
    points:
      - to: Руководителям школ
        points:
          - text: Провести анализ ВПР, проведенных в сентябре 2020 г. (до 17.01.2021 г.)
            deadline: до 17.01.2021 г.
stages:
  - id: analysis
    title: Анализ 2020/2021 учебного года
    basis: приказ 2020 года
    measures:
      - id: by-class
        title: Анализ ВПР, проведённых в сентябре-октябре 2020 г.
        deadline: до 15 января 2021 г.
        responsible: head
        result: Справка за I полугодие 2020 года
        output: note
        cells: {review: 2021-02-01, words: "итоги 2020/2021, форум «Школа 2020»"}
      - {id: by-school, title: Анализ по школе, deadline: {relation: by, at: 2021-01-20}, responsible: head}
  - id: reflection
    title: Итоги
    measures:
      - {id: summing-up, title: Подведение итогов, deadline: май 2021 г., responsible: head}
"""
HEAD = "adoption: school\nroadmap: base\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"


def school(source: str = "", moved: str = "moved_from: 2020/2021\n") -> Loaded[Adoption]:
    """A school's text over the roadmap of 2020/2021."""
    loaded: Loaded[Adoption] = load_text(f"{HEAD}{moved}{source}".encode(), "school.yaml")
    assert not loaded.problems, loaded.problems
    return loaded


def moved(source: str = "", allow: str = "") -> tuple[Assembly, list[str]]:
    """The joined roadmap, and the codes of what is told."""
    assembly, problems = join(text(OLD + allow), local=school(source))
    return assembly, [each.code for each in problems]


def deadlines(assembly: Assembly) -> list[str]:
    """What the deadlines say."""
    said = [measure.deadline for measure in assembly.roadmap.measures()]
    return [each.phrase or (wording(each.rule) if each.rule else "") for each in said if each is not None]


def test_everything_a_plan_prints_moves_and_acts_do_not() -> None:
    """Titles, deadlines as words and as rules, results, documents, roles, columns, cells, open words."""
    assembly, codes = moved()
    roadmap = assembly.roadmap
    first = roadmap.stages[0].measures[0]
    assert (roadmap.plan_title, roadmap.school_year) == ("План на 2026/2027 учебный год", SchoolYear(2026))
    assert roadmap.stages[0].title == "Анализ 2026/2027 учебного года"
    assert first.title == "Анализ ВПР, проведённых в сентябре-октябре 2026 г."
    assert first.result == "Справка за I полугодие 2026 года"
    assert dict(first.cells) == {"review": ("2027-02-01",), "words": ("итоги 2026/2027, форум «Школа 2020»",)}
    assert deadlines(assembly) == ["до 15 января 2027 г.", "до 20 января 2027 г.", "май 2027 г."]
    assert roadmap.outputs["note"].title == "Справка за 2025/2026 учебный год"
    assert roadmap.roles["head"].title == "директор (в 2026/2027 учебном году)"
    assert roadmap.parameters["levels"].default == "в 2026/2027 учебном году"
    assert roadmap.events["council-met"].title == "заседание совета 2026 года"
    assert roadmap.columns[4].caption == "Проверка 2026/2027"
    assert roadmap.basis == ("письмо Минпросвещения России от 19.11.2020 № ВБ-2141/03",)
    assert roadmap.stages[0].basis == "приказ 2020 года"
    assert roadmap.order is not None
    assert roadmap.order.date.year == 2020
    assert roadmap.order.text is not None
    point = roadmap.order.text.points[0].points[0]
    assert point.text == "Провести анализ ВПР, проведенных в сентябре 2026 г. (до 17.01.2027 г.)"
    assert point.deadline[0].phrase == "до 17.01.2027 г."
    assert codes == ["RM941"]


def test_without_the_fact_nothing_moves_and_one_message_counts() -> None:
    """And what it counts is what the fact would move."""
    assembly, problems = join(text(OLD), local=school(moved=""))
    assert assembly.roadmap.plan_title == "План на 2020/2021 учебный год"
    (told,) = problems
    words = dict(told.arguments)
    changed = [each for each in moved()[0].wordings if each.before != each.after]
    assert told.code == "RM940"
    assert words["found"] == count_wordings(changed)
    assert count_wordings(changed).russian.startswith("4 срока, 3 названия, 1 результат, 1 документ")


def test_a_published_text_is_as_it_was_published() -> None:
    """Nobody's adoption moves it."""
    assembly, problems = join(text(OLD))
    assert assembly.roadmap.title == "Примерный план на 2020/2021 учебный год"
    assert (assembly.written, problems) == (SchoolYear(2020), ())


class TestRowsOfTheYearAfter:
    """The days of what lies in the year after move by one year more, whichever layer says that it does."""

    STAGE = "replace: {reflection: {year: next}}\n"

    def test_a_stage_moves_by_one_more(self) -> None:
        assembly, _told = moved(self.STAGE)
        assert deadlines(assembly) == ["до 15 января 2027 г.", "до 20 января 2027 г.", "май 2028 г."]

    @pytest.mark.parametrize(
        ("source", "may"),
        [
            ("replace: {summing-up: {year: next}}\n", "май 2028 г."),
            ("replace: {reflection: {year: next}, summing-up: {year: this}}\n", "май 2027 г."),
            ("replace: {analysis: {year: next}}\n", "май 2027 г."),
            # It stands elsewhere now, and goes by the stage it stands in.
            ("replace: {analysis: {year: next}}\nmove: {summing-up: {stage: analysis}}\n", "май 2028 г."),
            (STAGE + "move: {summing-up: {after: by-class}}\n", "май 2027 г."),
            # The school's own words are its own.
            ("replace: {reflection: {year: next}, summing-up: {deadline: май 2021 г.}}\n", "май 2021 г."),
        ],
    )
    def test_where_two_say_it_the_nearer_is_heard(self, source: str, may: str) -> None:
        assembly, _told = moved(source)
        assert may in deadlines(assembly)

    def test_what_a_row_is_about_moves_with_the_plan(self) -> None:
        """A review of 2027/2028 is one of the tests of 2026/2027; only its days are of its own year."""
        assembly, _told = moved("replace: {analysis: {year: next}}\n")
        measure = assembly.roadmap.measures()[0]
        assert measure.title == "Анализ ВПР, проведённых в сентябре-октябре 2026 г."
        assert measure.result == "Справка за I полугодие 2026 года"
        assert deadlines(assembly)[:2] == ["до 15 января 2028 г.", "до 20 января 2028 г."]
        assert measure.cells["review"] == ("2028-02-01",)

    def test_a_published_text_may_say_it_itself(self) -> None:
        stated = OLD.replace("id: reflection\n", "id: reflection\n    year: next\n")
        assembly, _problems = join(text(stated), local=school())
        assert deadlines(assembly)[-1] == "май 2028 г."


class TestTheSchoolsOwnWords:
    """moved × replace, moved × remove, moved × settled: the school's own stands."""

    def test_what_the_school_says_itself_is_not_moved(self) -> None:
        """Even where it says the old year."""
        own = "replace: {by-class: {deadline: до 10 февраля 2021 г., title: Итоги 2020/2021}}\n"
        assembly, _ = moved(own)
        first = assembly.roadmap.stages[0].measures[0]
        assert (first.title, deadlines(assembly)[0]) == ("Итоги 2020/2021", "до 10 февраля 2021 г.")
        told = {(each.thing, each.field) for each in assembly.wordings}
        assert ("by-class", "deadline") not in told
        assert ("by-class", "title") not in told
        assert ("by-class", "result") in told

    def test_what_the_school_takes_out_is_not_told(self) -> None:
        """Nothing of it is in the plan."""
        assembly, codes = moved("remove: [by-class]\n")
        assert "by-class" not in {each.thing for each in assembly.wordings}
        assert codes == []

    def test_what_is_settled_stands_as_it_was(self) -> None:
        """What was done had its own words."""
        done = "state: done, on: 2026-12-01, as_of: 1.2.0, kept: {deadline: до 1 марта 2027 г.}"
        kept = f"settled: {{by-class: {{{done}}}}}\n"
        assert deadlines(moved(kept)[0])[0] == "до 1 марта 2027 г."

    def test_points_of_the_order_are_told_where_they_are_taken_over(self) -> None:
        """Otherwise they are not in the plan."""
        points = {each.kind for each in moved()[0].wordings}
        assert WordingKind.POINT not in points
        assert WordingKind.POINT in {each.kind for each in moved("take_over: ['1.1']\n")[0].wordings}


class TestLocks:
    """moved × lock: the program's words break none, and the school's are judged against them."""

    @pytest.mark.parametrize("locked", ["title", "deadline", "result", "columns"])
    def test_no_lock_is_broken_by_moving(self, locked: str) -> None:
        """Nor is a change told that nobody made."""
        assembly, codes = moved(allow=f"allow: {{{locked}: locked}}\n")
        assert codes == ["RM941"]
        assert assembly.changes == ()

    @pytest.mark.parametrize(
        ("day", "codes"),
        [("10 января 2027", []), ("18 января 2027", ["RM241"]), ("15 января 2027", ["RM257"])],
    )
    def test_earlier_is_earlier_than_the_moved_day(self, day: str, codes: list[str]) -> None:
        """Not than the day of 2021, which every day of the plan is after."""
        own = f"replace: {{by-class: {{deadline: до {day} г.}}}}\n"
        told = moved(own, "allow: {deadline: {adjustable: earlier}}\n")[1]
        assert [code for code in told if code != "RM941"] == codes

    def test_a_lock_counts_the_day_of_the_published_text(self) -> None:
        """A layer of 2020 that changed a title before the lock began is not caught by moving it."""
        base = text(OLD + "allow: {title: {locked: {from: 2025-01-01}}}\n")
        layer = text(
            "roadmap: layer\nversion: 1.0.0\nextends: base@1\nschool_year: 2020/2021\n"
            "replace: {summing-up: {title: Итоги 2021 года}}\n",
            "layer.yaml",
        )
        assembly, problems = join(base, layer, local=school())
        assert "RM240" not in {each.code for each in problems}
        assert assembly.roadmap.measures()[-1].title == "Итоги 2027 года"


def test_origins_stay_with_the_publisher() -> None:
    """Who asks where a moved word is from is shown the publisher's line."""
    assembly, _ = moved()
    origin = assembly.origins["by-class", "deadline"]
    assert (origin.layer, origin.location.file) == ("base", "base.yaml")


@pytest.mark.parametrize(
    ("fact", "code"),
    [("2026/2027", "RM942"), ("2019/2020", "RM942"), ("2010/2011", "RM942"), ("2020/2021", "RM941")],
)
def test_a_fact_that_is_not_so_is_told(fact: str, code: str) -> None:
    """The year of the plan, a year the texts are not of."""
    _, problems = join(text(OLD), local=school(moved=f"moved_from: {fact}\n"))
    assert code in {each.code for each in problems}


LAYER = """
roadmap: town
version: 1.0.0
extends: base@1
title: План города
school_year: {year}
"""


@pytest.mark.parametrize(
    ("year", "fact", "is_told"),
    [
        ("2026/2027", "2020/2021", False),
        ("2020/2021", "2020/2021", False),
        ("2026/2027", "2019/2020", True),
        ("2026/2027", "2026/2027", True),
    ],
)
def test_a_base_of_the_declared_year_moves_under_a_layer_of_another(
    year: str, fact: str, *, is_told: bool
) -> None:
    """A town writes its layer anew for this year, over an act that is six years old."""
    layers = text(OLD), text(LAYER.format(year=year))
    assembly, problems = join(*layers, local=school(moved=f"moved_from: {fact}\n"))
    assert ("RM942" in {each.code for each in problems}) is is_told
    assert ("до 15 января 2027 г." in deadlines(assembly)) is not is_told


def test_a_base_that_is_older_than_its_layer_is_told() -> None:
    """The layer alone is of the plan's year; what it has said anew is nobody's fault."""
    _, problems = join(text(OLD), text(LAYER.format(year="2026/2027")), local=school(moved=""))
    (told,) = (each for each in problems if each.code == "RM940")
    assert told.words["written"] == "2020/2021"


@pytest.mark.parametrize(("fact", "stays"), [("2020/2021", True), ("2019/2020", False)])
def test_the_fact_stays_while_a_text_below_is_of_its_year(fact: str, *, stays: bool) -> None:
    """A newer layer of this year takes nothing away from under which the base would fall back to its own."""
    newer, _ = join(text(OLD), text(LAYER.format(year="2026/2027")))
    adoption = school(moved=f"moved_from: {fact}\n").value
    assert adoption is not None
    followed = follow_year(adoption, newer, "1.1.0")
    assert (followed.moving == adoption.moving) is stays
    assert bool(followed.edits) is not stays


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("до 15 января 2021 г.", None),
        ("до 15 января 2021 г., май 2021 г.", "2020/2021"),
        ("на 2020/2021 и 2020-2021 учебный год", "2020/2021"),
        ("на 2020/2021, на 2021/2022", None),
        ("приказ от 12.08.2020, письмо от 13.08.2020", None),
        ("без года", None),
    ],
)
def test_a_text_that_states_no_year_tells_it_by_its_words(title: str, year: str | None) -> None:
    """Where they say it more than once, and only one."""
    source = OLD.partition("order:")[0]
    for each in ("school_year: 2020/2021\n", "outputs: {note: Справка за 2019/2020 учебный год}\n"):
        source = source.replace(each, "")
    for line in source.splitlines():
        if "2020" in line and "basis" not in line:
            source = source.replace(f"{line}\n", "")
    source = source.replace("columns:\n", f"title: План {title}\ncolumns:\n").replace("plan_title", "x")
    stages = "stages:\n  - id: a\n    title: А\n    measures: [{id: m, title: М, deadline: май}]\n"
    _, problems = join(text(f"{source}{stages}"), local=school(moved=""))
    told = [dict(each.arguments)["written"] for each in problems if each.code == "RM940"]
    assert told == ([year] if year else [])


@settings(max_examples=60, deadline=None)
@given(st.integers(2015, 2030), st.integers(2015, 2030))
def test_moving_on_is_moving_once(first: int, second: int) -> None:
    """A roadmap moved to one year and one moved to another differ by nothing but the years."""

    def titles(year: int) -> list[str]:
        head = HEAD.replace("2026/2027", f"{year}/{year + 1}")
        local: Loaded[Adoption] = load_text(f"{head}moved_from: 2020/2021\n".encode(), "school.yaml")
        assembly, _ = join(text(OLD), local=local)
        said = [measure.title for measure in assembly.roadmap.measures()]
        return [each.replace(str(year), "Y").replace(str(year + 1), "Z") for each in said]

    assert titles(first) == titles(second)
