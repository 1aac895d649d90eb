"""Conditions: a small language that is read in one go, and three truths."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model import Parameter
from roadmap_engine.model.condition import And, Comparison, Expression, Facts, Not, Or
from roadmap_engine.model.condition_reading import DEEPEST, read_condition
from roadmap_engine.model.condition_truth import (
    ask_condition,
    find_missing_facts,
    find_verdicts,
    known_parameters,
)
from roadmap_engine.model.condition_wording import word_condition

PARAMETERS = {
    "boarding": Parameter(title="есть пансион", type="yes-no"),
    "opened": Parameter(title="день открытия", type="date"),
    "form": Parameter(
        title="форма обучения", type="choice", choices={"day": "очная", "mixed": "очно-заочная"}
    ),
    "shifts": Parameter(title="число смен", type="number"),
    "town": Parameter(title="город"),
}
SCHOOL = Facts(
    level="basic",
    size=412,
    grades=frozenset({5, 9}),
    units=frozenset({"associations"}),
    procedure="vpr",
    parameters=known_parameters(
        PARAMETERS,
        {"boarding": "да", "opened": "2026-09-01", "form": "day", "shifts": "2", "town": "Нижний Тагил"},
    ),
)


def read(words: str) -> Expression:
    """A condition that is understood."""
    expression, problems = read_condition(words, PARAMETERS)
    assert problems == ()
    assert expression is not None
    return expression


@pytest.mark.parametrize(
    ("words", "truth"),
    [
        ("level == basic", True),
        ("level != basic", False),
        ("level >= primary", True),
        ("level > basic", False),
        ("level in (basic, secondary)", True),
        ("size >= 300", True),
        ("size < 300", False),
        ("9 in grades", True),
        ("9 not in grades", False),
        ("11 in grades or level == secondary", False),
        ("associations in units", True),
        ("governing-council in units", False),
        ("procedure in (vpr, oge)", True),
        ("procedure not in (vpr, oge)", False),
        ("procedure == oge", False),
        ("boarding", True),
        ("not boarding", False),
        ("boarding == да and size <= 412", True),
        ("opened < 2026-09-02", True),
        ("opened >= 02.09.2026", False),
        ("form == day", True),
        ("form == очная", True),
        ("shifts > 1.5", True),
        ("town == 'Нижний Тагил'", True),
        ('town in ("Томск", «Нижний Тагил»)', True),
        ("not (size > 300 and 5 in grades)", False),
        ("5 in grades and 6 in grades or 9 in grades", True),
        ("5 in grades and (6 in grades or 9 in grades)", True),
        ("not not boarding", True),
    ],
)
def test_a_school_that_has_said_everything_gets_an_answer(words: str, truth: bool) -> None:
    """«and» binds before «or», «not» before both."""
    assert ask_condition(read(words), SCHOOL) is truth
    assert find_missing_facts(read(words), SCHOOL) == ()


@pytest.mark.parametrize(
    ("words", "truth", "missing"),
    [
        ("size >= 300", None, ("size",)),
        ("size >= 300 and boarding", None, ("size", "boarding")),
        ("size >= 300 and 5 in grades", False, ()),
        ("size >= 300 or 9 in grades", True, ()),
        ("size >= 300 or 5 in grades", None, ("size",)),
        ("not level == basic", None, ("level",)),
        ("associations in units", None, ("units",)),
        ("procedure == vpr", None, ("procedure",)),
    ],
)
def test_what_is_not_said_is_unknown(words: str, truth: bool | None, missing: tuple[str, ...]) -> None:
    """Only facts on which the answer hangs are asked for."""
    facts = Facts(grades=frozenset({9}))
    assert ask_condition(read(words), facts) is truth
    assert find_missing_facts(read(words), facts) == missing


@pytest.mark.parametrize(
    ("words", "code", "found", "near"),
    [
        ("size = 300", "RM248", "=", "«==»"),
        ("size", "RM248", "", ""),
        ("grades", "RM248", "", ""),
        ("grades == 9", "RM250", "==", ""),
        ("9 in size", "RM248", "size", ""),
        ("form < day", "RM250", "<", ""),
        ("boarding > да", "RM250", ">", ""),
        ("levl == basic", "RM249", "levl", "«level»"),
        ("level == basik", "RM250", "basik", "«basic»"),
        ("12 in grades", "RM250", "12", "«2», «1»"),
        ("size > many", "RM250", "many", ""),
        ("opened > 2026-02-30", "RM250", "2026-02-30", ""),
        ("boarding and", "RM248", "", ""),
        ("boarding adn 9 in grades", "RM248", "adn", "«and»"),
        ("(boarding", "RM248", "", ""),
        ("boarding)", "RM248", ")", ""),
        ("procedure in ()", "RM248", ")", ""),
        ("procedure in (vpr", "RM248", "", ""),
        ("procedure in (vpr,, oge)", "RM248", ",", ""),
        ("procedure not vpr", "RM248", "vpr", ""),
        ("size >= ", "RM248", "", ""),
        ("size >= (300)", "RM248", "(", ""),
        ("«boarding»", "RM249", "«boarding»", "«boarding»"),
        ("__import__('os')", "RM248", "(", ""),
        ("size + 1 > 2", "RM248", "+", ""),
        ("in in in", "RM248", "in", ""),
        ("size.real > 2", "RM249", "size.real", "«size»"),
    ],
)
def test_a_fault_is_placed_in_the_condition(words: str, code: str, found: str, near: str) -> None:
    """The place, the nearest word that fits, and what may stand there."""
    expression, problems = read_condition(words, PARAMETERS)
    assert expression is None
    problem = problems[-1]
    assert problem.code == code
    assert problem.span is not None
    start, end = problem.span
    assert words[start:end] == found or not found
    assert problem.words["near"] == near if "near" in problem.words else near == ""


def test_all_unknown_names_are_told_at_once() -> None:
    """Each once."""
    _, problems = read_condition("a == 1 and b in (x) or a > 2", PARAMETERS)
    assert [(each.code, each.words["name"]) for each in problems] == [
        ("RM249", "a"),
        ("RM249", "b"),
        ("RM249", "a"),
    ]


@pytest.mark.parametrize("depth", [DEEPEST, DEEPEST + 1])
def test_brackets_go_so_deep_and_no_deeper(depth: int) -> None:
    """A stranger's text cannot exhaust the stack."""
    for words in ("(" * depth + "boarding" + ")" * depth, "not " * depth + "boarding"):
        _, problems = read_condition(words, PARAMETERS)
        assert [each.code for each in problems] == (["RM251"] if depth > DEEPEST else [])


def test_a_long_condition_is_read_in_one_go() -> None:
    """A hundred parts side by side are no depth."""
    expression = read(" and ".join(["boarding"] * 100))
    assert isinstance(expression, And)
    assert len(expression.parts) == 100


@settings(max_examples=200, deadline=None)
@given(words=st.text(alphabet="aor nt()<>=!,.«»'\"1-в", max_size=40))
def test_no_words_break_the_reader(words: str) -> None:
    """Whatever stands there is read or refused, and every place lies inside."""
    expression, problems = read_condition(words, PARAMETERS)
    assert (expression is None) == bool(problems)
    for problem in problems:
        assert problem.span is not None
        assert 0 <= problem.span[0] <= problem.span[1] <= max(1, len(words))


QUESTIONS = st.sampled_from(
    [read(words) for words in ("boarding", "9 in grades", "size >= 300", "level == basic", "shifts < 2")]
)
EXPRESSIONS = st.recursive(
    QUESTIONS,
    lambda inner: (
        inner.map(Not)
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts)))
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts)))
    ),
    max_leaves=6,
)
FACTS = st.builds(
    Facts,
    level=st.sampled_from([None, "primary", "basic", "secondary"]),
    size=st.sampled_from([None, 100, 500]),
    grades=st.sampled_from([None, frozenset({4}), frozenset({9})]),
    parameters=st.sampled_from([{}, {"boarding": True}, {"boarding": False, "shifts": Decimal(1)}]),
)


@settings(max_examples=100, deadline=None)
@given(expression=EXPRESSIONS, facts=FACTS)
def test_what_is_known_stays_true_whatever_else_is_learnt(expression: Expression, facts: Facts) -> None:
    """An answer that does not wait for a fact does not change when the fact comes."""
    known = ask_condition(expression, facts)
    learnt = Facts(
        level=facts.level or "secondary",
        size=facts.size or 300,
        grades=facts.grades or frozenset({1, 9}),
        parameters={"boarding": True, "shifts": Decimal(3), **facts.parameters},
    )
    assert ask_condition(expression, learnt) is not None
    assert known in {None, ask_condition(expression, learnt)}
    assert (known is None) == bool(find_missing_facts(expression, facts))
    verdicts = find_verdicts(expression, facts, PARAMETERS)
    if known is not None and verdicts is not None:
        assert verdicts <= {known}


@settings(max_examples=60, deadline=None)
@given(expression=EXPRESSIONS)
def test_every_condition_has_words(expression: Expression) -> None:
    """What is said of a condition is said otherwise of its opposite."""
    words = word_condition(expression, PARAMETERS, {})
    assert words
    assert word_condition(Not(expression), PARAMETERS, {}) != words


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        ("size > 3 and size < 4", {False}),
        ("shifts > 3 and shifts < 4", {True, False}),
        ("opened > 2026-09-01 and opened < 2026-09-02", {False}),
        ("level == primary and 9 in grades", {False}),
        ("level == basic and 9 in grades", {True, False}),
        ("form == day or form == mixed", {True}),
        ("form == day and form == mixed", {False}),
        ("boarding or not boarding", {True}),
        ("procedure == vpr and procedure == oge", {False}),
        ("procedure != vpr or procedure != oge", {True}),
        ("a in units and a not in units", {False}),
        ("town == Томск", {True, False}),
    ],
)
def test_what_no_school_can_meet_is_seen(words: str, verdicts: set[bool]) -> None:
    """All schools there can be are asked."""
    assert find_verdicts(read(words), Facts(), PARAMETERS) == frozenset(verdicts)


def test_of_too_many_combinations_nothing_is_said() -> None:
    """A condition over many units is not tried to the end."""
    words = " and ".join(f"unit-{number} in units" for number in range(20))
    assert find_verdicts(read(words), Facts(), PARAMETERS) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("level == basic", "школа основного общего образования"),
        ("level >= basic", "школа не ниже основного общего образования"),
        ("level in (basic, secondary)", "уровень школы — основное или среднее общее образование"),
        ("size >= 300 and 9 in grades", "обучающихся не менее 300 и участвует 9 класс"),
        ("9 not in grades", "не участвует 9 класс"),
        ("associations in units", "есть подразделение «методические объединения»"),
        ("council not in units", "нет подразделения «council»"),
        ("procedure in (vpr, oge)", "процедура — vpr или oge"),
        ("procedure not in (vpr, oge)", "процедура — не vpr или oge"),
        ("boarding", "есть пансион — да"),
        ("not boarding", "неверно, что есть пансион — да"),
        ("form == day", "форма обучения — очная"),
        ("form != day", "форма обучения — не очная"),
        ("opened < 2026-09-01", "день открытия — раньше 1 сентября 2026 г."),
        ("shifts <= 1.5", "число смен — не более 1,5"),
        ("size in (1, 2)", "число обучающихся — 1 или 2"),
        ("not (size < 5 or boarding)", "неверно, что (обучающихся менее 5 или есть пансион — да)"),
        (
            "boarding or size < 5 and 9 in grades",
            "есть пансион — да или (обучающихся менее 5 и участвует 9 класс)",
        ),
    ],
)
def test_a_condition_is_said_in_russian(words: str, said: str) -> None:
    """For whoever asks why a measure is in the plan."""
    assert word_condition(read(words), PARAMETERS, {"associations": "методические объединения"}) == said


def test_an_unfit_answer_is_no_answer() -> None:
    """A parameter whose filling is of another type is unknown; its default counts where nothing is filled."""
    parameters = {"shifts": Parameter(title="число смен", type="number", default="1")}
    assert known_parameters(parameters, {"shifts": "две"}) == {}
    assert known_parameters(parameters, {}) == {"shifts": Decimal(1)}
    assert ask_condition(Comparison("shifts", "==", (Decimal(1),)), Facts()) is None
