"""An expression and the facts to its truth: true, false, or unknown (Kleene's three values).

What a school has not said is unknown, and so is whatever hangs on it; «false and unknown» is false all the
same, and «true or unknown» true.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final, assert_never

from roadmap_engine.model.answer import read_answer
from roadmap_engine.model.condition import (
    LEVELS,
    And,
    Comparison,
    Expression,
    Facts,
    FactValue,
    Not,
    Operator,
    Or,
    SchoolLevel,
    parts_of,
)
from roadmap_engine.model.definitions import Parameter

__all__ = ["ask_condition", "comparisons_of", "find_missing_facts", "find_verdicts", "known_parameters"]

_COMPARE: Mapping[Operator, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
# More combinations of facts than this are not tried: nothing is said of such a condition.
_MOST_TRIED: Final = 1_000
# Начальное общее образование — 1–4 классы, основное — по 9, среднее — по 11.
_LAST_GRADE: Mapping[SchoolLevel, int] = {"primary": 4, "basic": 9, "secondary": 11}


def ask_condition(expression: Expression, facts: Facts) -> bool | None:
    """Tell whether a condition holds for a school; None where that is not known.

    >>> ask_condition(Comparison("size", ">=", (Decimal(300),)), Facts(size=412))
    True
    >>> ask_condition(Comparison("size", ">=", (Decimal(300),)), Facts())
    """
    match expression:
        case Comparison():
            return _compare(expression, facts)
        case Not(part):
            inner = ask_condition(part, facts)
            return None if inner is None else not inner
        case And(parts):
            return _settle(parts, facts, settling=False)
        case Or(parts):
            return _settle(parts, facts, settling=True)
        case _:
            assert_never(expression)


def _settle(parts: Iterable[Expression], facts: Facts, *, settling: bool) -> bool | None:
    """Join verdicts of which one settles the matter: false what must all be, true where one suffices."""
    verdicts = {ask_condition(part, facts) for part in parts}
    if settling in verdicts:
        return settling
    return None if None in verdicts else not settling


def find_missing_facts(expression: Expression, facts: Facts) -> tuple[str, ...]:
    """Name the unknown facts on which a condition's truth hangs; none where it is known."""
    if ask_condition(expression, facts) is not None:
        return ()
    if isinstance(expression, Comparison):
        return (expression.fact,)
    parts = parts_of(expression)
    return tuple(dict.fromkeys(name for part in parts for name in find_missing_facts(part, facts)))


def known_parameters(
    parameters: Mapping[str, Parameter], filled: Mapping[str, str]
) -> Mapping[str, FactValue]:
    """Give the parameters that have a value of their type: filled in, or by default."""
    known = {}
    for name, parameter in parameters.items():
        written = filled.get(name, parameter.default)
        value = read_answer(parameter, written) if written is not None else None
        if value is not None:
            known[name] = value
    return known


def find_verdicts(
    expression: Expression, facts: Facts, parameters: Mapping[str, Parameter]
) -> frozenset[bool] | None:
    """Give what a condition comes to for all schools of which the facts are true; None if they are too many.

    A condition that nobody can meet gives only False.
    """
    domains = _domains(expression, facts, parameters)
    if math.prod(len(values) for values in domains.values()) > _MOST_TRIED:
        return None
    verdicts: set[bool] = set()
    for values in itertools.product(*domains.values()):
        supposed = _suppose(facts, dict(zip(domains, values, strict=True)))
        verdict = ask_condition(expression, supposed) if _is_possible(supposed) else None
        if verdict is not None:
            verdicts.add(verdict)
        if len(verdicts) > 1:
            break
    return frozenset(verdicts)


def comparisons_of(expression: Expression) -> Iterator[Comparison]:
    """Give every question of a condition, in the order of reading."""
    if isinstance(expression, Comparison):
        yield expression
    for part in parts_of(expression):
        yield from comparisons_of(part)


def _value(fact: str, facts: Facts) -> FactValue | frozenset[str] | None:
    """Give a fact's value, by the type that conditions compare it with."""
    if fact == "size":
        return None if facts.size is None else Decimal(facts.size)
    if fact == "grades":
        return None if facts.grades is None else frozenset(map(str, facts.grades))
    if fact in {"level", "units", "procedure"}:
        found: str | frozenset[str] | None = getattr(facts, fact)
        return found
    return facts.parameters.get(fact)


def _compare(asked: Comparison, facts: Facts) -> bool | None:
    value = _value(asked.fact, facts)
    if value is None:
        return None
    if isinstance(value, frozenset):
        return any(each in value for each in asked.values)
    if asked.operator == "in":
        return value in asked.values
    if asked.fact == "level":
        return _COMPARE[asked.operator](_rank(value), _rank(asked.values[0]))
    return _COMPARE[asked.operator](value, asked.values[0])


def _rank(level: FactValue) -> int:
    return [str(each) for each in LEVELS].index(str(level))


def _domains(
    expression: Expression, facts: Facts, parameters: Mapping[str, Parameter]
) -> dict[str, tuple[Any, ...]]:
    """Give for each unknown fact that is asked for the values that could make a difference."""
    asked: dict[str, list[FactValue]] = {}
    for question in comparisons_of(expression):
        if _value(question.fact, facts) is None:
            asked.setdefault(question.fact, []).extend(question.values)
    # Which grades there are hangs on the level, and the other way round.
    if "grades" in asked and facts.level is None:
        asked.setdefault("level", [])
    return {fact: _domain(fact, tuple(dict.fromkeys(values)), parameters) for fact, values in asked.items()}


def _domain(fact: str, values: tuple[FactValue, ...], parameters: Mapping[str, Parameter]) -> tuple[Any, ...]:
    if fact == "level":
        return LEVELS
    if fact in {"grades", "units"}:
        # As many subsets as could be tried at all are enough to give up on.
        return _subsets(values[: _MOST_TRIED.bit_length() + 1])
    kind = "number" if fact == "size" else parameters[fact].type if fact in parameters else "text"
    match kind:
        case "yes-no":
            return (True, False)
        case "choice":
            return tuple(parameters[fact].choices)
        case "number" | "date":
            return _around(fact, values)
        case "text":
            return (*values, "")
        case _:
            assert_never(kind)


def _subsets(values: tuple[FactValue, ...]) -> tuple[Any, ...]:
    # None and all first: most conditions show both their sides there.
    counts = sorted(range(len(values) + 1), key=lambda count: count not in {0, len(values)})
    return tuple(frozenset(chosen) for count in counts for chosen in itertools.combinations(values, count))


def _around(fact: str, values: tuple[FactValue, ...]) -> tuple[Any, ...]:
    """Give the values asked for, and one before, between and after them."""
    days = {each + dt.timedelta(step) for each in values if isinstance(each, dt.date) for step in (-1, 0, 1)}
    if days:
        return tuple(sorted(days))
    numbers = sorted({each + step for each in values if isinstance(each, Decimal) for step in (-1, 0, 1)})
    if fact == "size":
        # Pupils are counted in whole.
        return tuple(each for each in numbers if each >= 0 and each == each.to_integral_value())
    between = ((one + two) / 2 for one, two in itertools.pairwise(numbers))
    return (*numbers, *between)


def _suppose(facts: Facts, values: Mapping[str, Any]) -> Facts:
    known = dict(facts.parameters)
    said: dict[str, Any] = {}
    for fact, value in values.items():
        if fact == "size":
            said[fact] = int(value)
        elif fact == "grades":
            said[fact] = frozenset(map(int, value))
        elif fact in {"level", "units", "procedure"}:
            said[fact] = value
        else:
            known[fact] = value
    return replace(facts, **said, parameters=known)


def _is_possible(facts: Facts) -> bool:
    """Tell whether there can be such a school: nobody teaches grade 9 in a primary school."""
    if facts.level is None or not facts.grades:
        return True
    return max(facts.grades) <= _LAST_GRADE[facts.level]
