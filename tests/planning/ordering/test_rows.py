"""How an order names rows of a plan."""

from __future__ import annotations

from roadmap_engine.model import Plan, PlanStage
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.ordering.rows import PlanRows
from tests.documents.plans import small_plan


def plan_of(*sections: tuple[str, str, tuple[str, ...]]) -> Plan:
    """A plan of sections: the number, the title, and the numbers of the rows."""
    plan = small_plan()
    measure = plan.stages[0].measures[0]
    stages = tuple(
        PlanStage(
            id=f"s{place}",
            number=number,
            kind=plan.stages[0].kind,
            title=title,
            measures=tuple(
                with_fields(measure, id=f"m{place}-{row}", number=name, title=f"Дело {row}")
                for row, name in enumerate(rows, 1)
            ),
        )
        for place, (number, title, rows) in enumerate(sections, 1)
    )
    return with_fields(plan, stages=stages)


def names(plan: Plan) -> list[str]:
    """The name of every row."""
    return [PlanRows(plan).name(measure) for measure in plan.measures()]


def test_a_number_that_names_one_row_is_enough() -> None:
    """The full stop after the number belongs to the table."""
    plan = plan_of(("I.", "Анализ", ("1.1.", "1.2.")), ("II.", "Работа", ("2.1.",)))
    assert names(plan) == ["пункт 1.1", "пункт 1.2", "пункт 2.1"]


def test_rows_one_after_another_are_a_range_inside_their_section() -> None:
    """Two rows are named both, three are a range; a new section begins a new range."""
    plan = plan_of(("", "Анализ", ("1.1", "1.2")), ("", "Работа", ("2.1", "2.2", "2.3", "2.4", "2.5")))
    some = [measure for measure in plan.measures() if measure.number != "2.4"]
    assert PlanRows(plan).name_all(some) == "пунктов 1.1, 1.2, 2.1–2.3, 2.5"
    assert PlanRows(plan).name_all(plan.measures()[:1]) == "пункта 1.1"


def test_a_row_without_a_number_is_part_of_the_one_above() -> None:
    """The number's cell spans both rows; they are named once."""
    plan = plan_of(("", "Анализ", ("2.3.", "", "2.4.", "2.5.")))
    assert names(plan) == ["пункт 2.3", "пункт 2.3", "пункт 2.4", "пункт 2.5"]
    assert PlanRows(plan).name_all(plan.measures()) == "пунктов 2.3–2.5"


def test_where_sections_count_anew_the_section_is_said() -> None:
    """By its number, or by its title where there is none."""
    numbered = plan_of(("I.", "Анализ", ("1.", "2.")), ("II.", "Работа", ("1.",)))
    assert names(numbered) == ["пункт 1 раздела I", "пункт 2 раздела I", "пункт 1 раздела II"]
    titled = plan_of(("", "Анализ", ("1", "2")), ("", "Работа", ("1",)))
    assert names(titled)[2] == "пункт 1 раздела «Работа»"
    every = PlanRows(titled).name_all(titled.measures())
    assert every == "пунктов 1, 2 раздела «Анализ», пункта 1 раздела «Работа»"


def test_a_row_no_number_covers_is_named_by_its_title() -> None:
    """Such rows stand beside numbered ones in one list."""
    plan = plan_of(("", "Анализ", ("", "1", "2")))
    assert names(plan) == ["мероприятие «Дело 1»", "пункт 1", "пункт 2"]
    assert PlanRows(plan).name_all(plan.measures()) == "мероприятия «Дело 1», пунктов 1, 2"
