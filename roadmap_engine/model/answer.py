"""What is filled in for a parameter, read by the parameter's type, and the words it is printed with.

Conventions: a date is ISO, «2027-05-28», or «28.05.2027», «28 мая 2027 г.»; a number may have a comma in it;
yes and no are «да» and «нет», `true` and `false`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

from roadmap_engine.calendars import parse_day
from roadmap_engine.model.condition import FactValue
from roadmap_engine.model.definitions import Parameter, ParameterType
from roadmap_engine.russian import date_in_words

__all__ = ["EXAMPLES", "print_answer", "read_answer", "read_day"]

EXAMPLES: Mapping[ParameterType, str] = {
    "text": "",
    "number": "«300», «12,5»",
    "date": "«28.05.2027», «28 мая 2027»",
    "choice": "",
    "yes-no": "«да», «нет»",
}
"""What can be written for each type, for messages."""

_TRUTH = {
    **dict.fromkeys(("да", "yes", "true"), True),
    **dict.fromkeys(("нет", "no", "false"), False),
}
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,9})?")


def read_answer(parameter: Parameter, written: str) -> FactValue | None:
    """Give the value that words stand for; None where they are no value of the parameter's type.

    >>> read_answer(Parameter(title="Число классов", type="number"), "12,5")
    Decimal('12.5')
    >>> read_answer(Parameter(title="Есть ли пансион", type="yes-no"), "может быть")
    """
    words = written.strip()
    match parameter.type:
        case "text":
            return words or None
        case "number":
            return Decimal(words.replace(",", ".")) if _NUMBER.fullmatch(words) else None
        case "date":
            return read_day(words)
        case "yes-no":
            return _TRUTH.get(words.lower())
        case "choice":
            return words if words in parameter.choices else _find_choice(parameter, words)
        case _:
            assert_never(parameter.type)


def print_answer(parameter: Parameter, written: str) -> str:
    """Give the words that stand in a text for what is filled in; what does not fit stands as it is.

    >>> print_answer(Parameter(title="День", type="date"), "2027-05-28")
    '28 мая 2027 г.'
    """
    value = read_answer(parameter, written)
    match value:
        case bool():
            return "да" if value else "нет"
        case dt.date():
            return date_in_words(value)
        case str():
            return parameter.choices[value] if parameter.type == "choice" else written
        case Decimal() | None:
            return written
        case _:
            assert_never(value)


def read_day(words: str) -> dt.date | None:
    """Give the day that «2027-05-28», «28.05.2027» or «28 мая 2027 г.» is; None for anything else."""
    try:
        return parse_day(words)
    except ValueError:
        return None


def _find_choice(parameter: Parameter, words: str) -> str | None:
    """Give the choice that is meant by its words, as a person picks it."""
    meant = [value for value, name in parameter.choices.items() if name.lower() == words.lower()]
    return meant[0] if len(meant) == 1 else None
