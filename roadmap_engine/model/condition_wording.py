"""An expression in Russian, for whoever asks why a measure is in a plan: «обучающихся не менее 300»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never, cast

from roadmap_engine.model.condition import (
    And,
    Comparison,
    Expression,
    FactValue,
    Not,
    Operator,
    Or,
    SchoolLevel,
)
from roadmap_engine.model.definitions import Parameter
from roadmap_engine.russian import date_in_words

__all__ = ["word_condition"]

_LEVELS: Mapping[SchoolLevel, str] = {"primary": "начального", "basic": "основного", "secondary": "среднего"}
_OF_LEVEL: Mapping[Operator, str] = {
    "==": "школа {level} общего образования",
    "!=": "школа не {level} общего образования",
    ">=": "школа не ниже {level} общего образования",
    ">": "школа выше {level} общего образования",
    "<=": "школа не выше {level} общего образования",
    "<": "школа ниже {level} общего образования",
}
_OF_NUMBER: Mapping[Operator, str] = {
    "==": "",
    "!=": "не ",
    ">=": "не менее ",
    ">": "более ",
    "<=": "не более ",
    "<": "менее ",
}
_OF_DAY: Mapping[Operator, str] = {
    "==": "{day}",
    "!=": "не {day}",
    ">=": "не раньше {day}",
    ">": "позже {day}",
    "<=": "не позже {day}",
    "<": "раньше {day}",
}


def word_condition(
    expression: Expression, parameters: Mapping[str, Parameter], units: Mapping[str, str]
) -> str:
    """Say a condition in words.

    Args:
        expression: the condition.
        parameters: of the roadmap, with their titles.
        units: the titles of units, by id.

    >>> word_condition(Comparison("size", ">=", (Decimal(300),)), {}, {})
    'обучающихся не менее 300'
    >>> word_condition(Not(Comparison("grades", "in", ("9",))), {}, {})
    'не участвует 9 класс'
    """
    return _Wording(parameters, units).say(expression)


class _Wording:
    """Says conditions with the titles of one roadmap."""

    def __init__(self, parameters: Mapping[str, Parameter], units: Mapping[str, str]) -> None:
        self._parameters = parameters
        self._units = units

    def say(self, expression: Expression, *, inside: bool = False) -> str:
        """Say an expression; inside another one what is joined stands in brackets."""
        match expression:
            case Comparison():
                return self._question(expression, negated=False)
            case Not(Comparison() as part):
                return self._question(part, negated=True)
            case Not(part):
                return f"неверно, что {self.say(part, inside=True)}"
            case And(parts):
                words = " и ".join(self.say(part, inside=True) for part in parts)
            case Or(parts):
                words = " или ".join(self.say(part, inside=True) for part in parts)
            case _:
                assert_never(expression)
        return f"({words})" if inside else words

    def _question(self, asked: Comparison, *, negated: bool) -> str:
        values = [self._value(asked.fact, value) for value in asked.values]
        if asked.fact == "grades":
            return f"{'не ' if negated else ''}участвует {' или '.join(values)} класс"
        if asked.fact == "units":
            return f"{'нет подразделения' if negated else 'есть подразделение'} {' или '.join(values)}"
        words = self._comparison(asked, values)
        return f"неверно, что {words}" if negated and asked.operator != "in" else self._deny(words, negated)

    def _deny(self, words: str, negated: bool) -> str:
        return words.replace(" — ", " — не ", 1) if negated else words

    def _comparison(self, asked: Comparison, values: list[str]) -> str:
        listed = " или ".join(values)
        if asked.fact == "level" and asked.operator != "in":
            return _OF_LEVEL[asked.operator].format(level=_LEVELS[cast("SchoolLevel", asked.values[0])])
        if asked.fact == "level":
            # «основного» → «основное»
            return f"уровень школы — {listed.replace('его', 'ее').replace('ого', 'ое')} общее образование"
        if asked.fact == "size" and asked.operator != "in":
            return f"обучающихся {_OF_NUMBER[asked.operator]}{listed}"
        return f"{self._name(asked.fact)} — {self._compared(asked, listed)}"

    def _compared(self, asked: Comparison, listed: str) -> str:
        if asked.operator == "in":
            return listed
        if isinstance(asked.values[0], dt.date):
            return _OF_DAY[asked.operator].format(day=listed)
        return f"{_OF_NUMBER[asked.operator]}{listed}"

    def _name(self, fact: str) -> str:
        known = {"level": "уровень школы", "size": "число обучающихся", "procedure": "процедура"}
        return known.get(fact) or self._parameters[fact].title

    def _value(self, fact: str, value: FactValue) -> str:
        match value:
            case bool():
                return "да" if value else "нет"
            case dt.date():
                return date_in_words(value)
            case Decimal():
                return str(value).replace(".", ",")
            case str():
                return self._word(fact, value)
            case _:
                assert_never(value)

    def _word(self, fact: str, value: str) -> str:
        if fact == "units":
            return f"«{self._units.get(value, value)}»"
        if fact == "level":
            return _LEVELS[cast("SchoolLevel", value)]
        return self._parameters[fact].choices.get(value, value) if fact in self._parameters else value
