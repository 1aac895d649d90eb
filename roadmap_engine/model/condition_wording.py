"""An expression in Russian, for whoever asks why a measure is in a plan: «обучающихся не менее 300»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from roadmap_engine.model.condition import And, Comparison, Expression, FactValue, Not
from roadmap_engine.model.definitions import Parameter
from roadmap_engine.russian import date_in_words

__all__ = ["word_condition"]

_LEVELS = {"primary": "начального", "basic": "основного", "secondary": "среднего"}
_OF_LEVEL = {
    "==": "школа {level} общего образования",
    "!=": "школа не {level} общего образования",
    ">=": "школа не ниже {level} общего образования",
    ">": "школа выше {level} общего образования",
    "<=": "школа не выше {level} общего образования",
    "<": "школа ниже {level} общего образования",
}
_OF_NUMBER = {"==": "", "!=": "не ", ">=": "не менее ", ">": "более ", "<=": "не более ", "<": "менее "}
_OF_DAY = {
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
        if isinstance(expression, Comparison):
            return self._question(expression, negated=False)
        if isinstance(expression, Not):
            if isinstance(expression.part, Comparison):
                return self._question(expression.part, negated=True)
            return f"неверно, что {self.say(expression.part, inside=True)}"
        between = " и " if isinstance(expression, And) else " или "
        words = between.join(self.say(part, inside=True) for part in expression.parts)
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
            return _OF_LEVEL[asked.operator].format(level=_LEVELS[str(asked.values[0])])
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
        if isinstance(value, bool):
            return "да" if value else "нет"
        if isinstance(value, dt.date):
            return date_in_words(value)
        if isinstance(value, Decimal):
            return str(value).replace(".", ",")
        if fact == "units":
            return f"«{self._units.get(value, value)}»"
        if fact == "level":
            return _LEVELS[value]
        return self._parameters[fact].choices.get(value, value) if fact in self._parameters else value
