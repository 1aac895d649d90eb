"""What is filled in for a parameter, by its type."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from roadmap_engine.load import load_text
from roadmap_engine.model import Parameter, RoadmapText
from roadmap_engine.model.answer import print_answer, read_answer

FORM = Parameter(title="Форма", type="choice", choices={"day": "очная", "night": "вечерняя", "home": "Очная"})


@pytest.mark.parametrize(
    ("kind", "written", "value", "printed"),
    [
        ("text", " слово ", "слово", " слово "),
        ("number", "12", Decimal(12), "12"),
        ("number", "12,5", Decimal("12.5"), "12,5"),
        ("number", "-3", Decimal(-3), "-3"),
        ("number", "много", None, "много"),
        ("number", "1e9", None, "1e9"),
        ("date", "2027-05-28", dt.date(2027, 5, 28), "28 мая 2027 г."),
        ("date", "28.05.2027", dt.date(2027, 5, 28), "28 мая 2027 г."),
        ("date", "2027-02-29", None, "2027-02-29"),
        ("date", "в мае", None, "в мае"),
        ("yes-no", "Да", True, "да"),
        ("yes-no", "false", False, "нет"),
        ("yes-no", "иногда", None, "иногда"),
    ],
)
def test_an_answer_is_read_and_printed_by_its_type(
    kind: str, written: str, value: object, printed: str
) -> None:
    """What does not fit is no value, and stands as it was written."""
    parameter = Parameter.model_validate({"title": "Вопрос", "type": kind})
    assert read_answer(parameter, written) == value
    assert print_answer(parameter, written) == printed


def test_a_choice_is_named_by_its_value_or_its_words() -> None:
    """Words that two choices share are neither."""
    assert [read_answer(FORM, words) for words in ("day", "вечерняя", "очная", "заочная")] == [
        "day",
        "night",
        None,
        None,
    ]
    assert print_answer(FORM, "night") == "вечерняя"


def test_answers_are_written_as_yaml_has_them() -> None:
    """Numbers, truths and lists of words need no quotes."""
    source = (
        "roadmap: a\nversion: 1.0.0\nparameters:\n"
        "  size-limit: {title: Предел, type: number, default: 25, question: Сколько мест в классе?}\n"
        "  boarding: {title: Пансион, type: yes-no, default: true}\n"
        "  form: {title: Форма, type: choice, choices: [очная, заочная], default: очная}\n"
        "  start: {title: День, type: date, default: 2027-05-28}\n"
        "fill: {boarding: нет, size-limit: 30}\n"
    )
    loaded = load_text(source.encode(), "a.yaml")
    assert isinstance(loaded.value, RoadmapText), loaded.problems
    parameters, fill = loaded.value.parameters, loaded.value.fill
    assert parameters["form"].choices == {"очная": "очная", "заочная": "заочная"}
    assert parameters["size-limit"].question == "Сколько мест в классе?"
    defaults = {name: each.default for name, each in parameters.items()}
    assert defaults == {"size-limit": "25", "boarding": "да", "form": "очная", "start": "2027-05-28"}
    assert fill == {"boarding": "нет", "size-limit": "30"}
