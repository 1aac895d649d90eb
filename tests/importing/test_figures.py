"""What Excel makes of cells: errors in place of values, days as numbers, noughts dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.importing.making import (
    Imported,
    change_part,
    import_blocks,
    import_bytes,
    import_sheets,
    make_xlsx,
)

HEAD = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
TITLE = ["План мероприятий на 2026/2027 учебный год"]


def told(plan: Imported, code: str) -> list[dict[str, str]]:
    """The words of every notice with a code."""
    return [p.words for p in plan.problems if p.code == code]


class TestErrorCells:
    """A cell that shows an error is told, and costs itself alone."""

    @pytest.mark.parametrize(
        "error", ["#REF!", "#N/A", "#VALUE!", "#ССЫЛКА!", "#Н/Д", "#ДЕЛ/0!", "#ИМЯ?", "######"]
    )
    def test_the_measure_stays_and_the_cell_is_told(self, error: str) -> None:
        rows: list[list[Any]] = [[1, "Проведение совета", error, "директор", "протокол"]]
        plan = import_sheets([TITLE, HEAD, *rows])
        assert (plan.titles(), plan.deadlines()) == (["Проведение совета"], [None])
        assert told(plan, "RM888") == [{"table": "1", "row": "3", "column": "Срок", "error": error}]

    def test_in_word_too(self) -> None:
        rows = [["1", "Отчёт", "Ошибка! Источник ссылки не найден.", "#REF!", ""]]
        plan = import_blocks("=План", [HEAD, *rows])
        assert [each["column"] for each in told(plan, "RM888")] == ["Срок", "Ответственный"]
        assert plan.responsible() == [[]]

    def test_a_row_of_errors_alone_is_told(self) -> None:
        rows: list[list[Any]] = [[1, "Отчёт", "май", "директор", ""], ["#REF!", "#REF!", "#REF!", "", ""]]
        plan = import_sheets([TITLE, HEAD, *rows])
        assert plan.titles() == ["Отчёт"]
        assert [each["row"] for each in told(plan, "RM888")] == ["4"] * 3


class TestDaysAsNumbers:
    """A day whose cell lost its format is a number; what it may be is said, nothing is guessed."""

    @pytest.mark.parametrize(
        ("value", "read"),
        [(46296, "01.10.2026"), ("46331", "05.11.2026"), (46296.75, "01.10.2026"), ("46296", "01.10.2026")],
    )
    def test_a_number_of_a_day(self, value: Any, read: str) -> None:
        plan = import_sheets([TITLE, HEAD, [1, "Диагностика", value, "завуч", "справка"]])
        assert plan.deadlines() == [f"?{value}"]
        assert [each["read"] for each in told(plan, "RM889")] == [read]
        assert "похоже на 01.10.2026" in plan.text or read != "01.10.2026"

    def test_both_ends(self) -> None:
        head = ["Мероприятие", "Начало", "Окончание", "Ответственный"]
        plan = import_sheets([TITLE, head, ["Сбор", 46296, 46300, "завуч"]])
        assert [each["read"] for each in told(plan, "RM889")] == ["01.10.2026 05.10.2026"]

    @pytest.mark.parametrize("value", [2026, 12, 99999, "5 человек"])
    def test_other_numbers_are_no_days(self, value: Any) -> None:
        plan = import_sheets([TITLE, HEAD, [1, "Диагностика", value, "завуч", "справка"]])
        assert told(plan, "RM889") == []


class TestDroppedNoughts:
    """«1.10» typed into a cell of numbers is «1.1»."""

    def test_a_day_that_may_be_in_two_months_is_neither(self) -> None:
        rows = [
            [1, "Отчёт", 1.1, "завуч", ""],
            [2, "Сбор", 15.9, "завуч", ""],
            [3, "Слёт", "1.1", "завуч", ""],
        ]
        plan = import_sheets([TITLE, HEAD, *rows])
        assert plan.deadlines()[0] == "?1.1"
        assert [each["read"] for each in told(plan, "RM889")] == ["1.10 (1 октября)"]

    @pytest.mark.parametrize(
        ("numbers", "read"),
        [((1.8, 1.9, 1.1), ["1.10"]), ((2.19, 2.2, 2.21), ["2.20"]), ((1.9, 2.1), []), ((1.1, 1.2), [])],
    )
    def test_a_number_behind_a_nine(self, numbers: tuple[float, ...], read: list[str]) -> None:
        rows = [[number, f"Дело {place}", "май", "завуч", ""] for place, number in enumerate(numbers)]
        plan = import_sheets([TITLE, HEAD, *rows])
        assert [measure.number for measure in plan.measures] == [str(number) for number in numbers]
        assert [each["read"] for each in told(plan, "RM889")] == read


def put(old: str, new: str) -> Callable[[str], str]:
    """A change of the XML of a sheet."""
    return lambda text: text.replace(old, new, 1)


DAY = '<c r="C3" t="n"><v>46296</v>'


@pytest.mark.parametrize(
    ("change", "deadline"),
    [
        (put(DAY, '<c r="C3" t="n"><v>май</v>'), "май"),
        (put(DAY, '<c r="C3" t="n"><v>NaN</v>'), "?NaN"),
        (put(DAY, '<c r="C3" t="d"><v>2026-99-99</v>'), "?2026-99-99"),
        (put(DAY, '<c r="C3" t="s"><v>9</v>'), None),
        (put(DAY, '<c r="C3" t="n" s="77"><v>46296</v>'), "?46296"),
        (put(DAY, '<c r="C3" t="b"><v>июнь</v>'), "июнь"),
        (put(DAY, '<c r="C3" t="zz"><v>июнь</v>'), "июнь"),
    ],
    ids=["no-number", "nan", "no-date", "no-string", "no-style", "no-truth", "no-kind"],
)
def test_a_cell_that_cannot_be_read_costs_itself_alone(
    change: Callable[[str], str], deadline: str | None
) -> None:
    """The library that reads workbooks gives up on each of them."""
    rows: list[list[Any]] = [
        HEAD,
        [1, "Анализ", "май", "завуч", ""],
        [2, "Отчёт", 46296, "завуч", ""],
        [3, "Сбор", "июнь", "завуч", ""],
    ]
    changed = change_part(make_xlsx(rows), "xl/worksheets/sheet1.xml", change)
    plan = import_bytes(changed)
    assert plan.titles() == ["Анализ", "Отчёт", "Сбор"]
    assert plan.deadlines() == ["май", deadline, "июнь"]
    assert ("RM888" in plan.codes) == (deadline is None)
