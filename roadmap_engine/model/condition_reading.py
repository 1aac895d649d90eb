"""The words of a condition to an expression: `level == basic and (9 in grades or not boarding)`.

    expression  = conjunction {"or" conjunction}
    conjunction = negation {"and" negation}
    negation    = "not" negation | "(" expression ")" | question
    question    = FACT operator VALUE          operator: == != < <= > >=
                | FACT ["not"] "in" "(" VALUE {"," VALUE} ")"
                | VALUE ["not"] "in" FACT      of grades and units
                | PARAMETER                    of type yes-no

It is no program: nothing is computed and nothing called. Reading takes one step for each word, and brackets
go no deeper than DEEPEST.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast, get_args

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.model.answer import EXAMPLES, read_answer
from roadmap_engine.model.condition import (
    LEVELS,
    And,
    Comparison,
    Expression,
    FactValue,
    Not,
    Operator,
    Or,
)
from roadmap_engine.model.definitions import Parameter

__all__ = ["DEEPEST", "FACTS", "read_condition"]

DEEPEST: Final = 20
FACTS: Mapping[str, Parameter] = {
    "level": Parameter(title="уровень школы", type="choice", choices={level: level for level in LEVELS}),
    "size": Parameter(title="число обучающихся", type="number"),
    "grades": Parameter(title="классы", type="choice", choices={str(n): str(n) for n in range(1, 12)}),
    "units": Parameter(title="подразделения"),
    "procedure": Parameter(title="процедура"),
}
"""What every condition may ask of a school, with the type of its values."""

_SETS: Final = ("grades", "units")
_ORDERED: Final = frozenset({"number", "date"})
_OPERATORS: Final = get_args(Operator)
_TOKEN = re.compile(
    r"(?P<operator>[=!<>]=|[<>=])|(?P<mark>[(),])|(?P<quoted>«[^»]*»|\"[^\"]*\"|'[^']*')|(?P<word>[\w.-]+)|(?P<stray>\S)"
)
_KEYWORDS = frozenset({"and", "or", "not", "in"})


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the condition; `kind` is «word», «quoted», «operator», «mark», «stray» or «end»."""

    kind: str
    text: str
    span: tuple[int, int]

    @property
    def is_value(self) -> bool:
        return self.kind == "quoted" or (self.kind == "word" and self.text not in _KEYWORDS)


class _NotUnderstoodError(Exception):
    """Carries the problem out of the depth it was met at; never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def read_condition(
    words: str, parameters: Mapping[str, Parameter]
) -> tuple[Expression | None, tuple[Problem, ...]]:
    """Read a condition.

    Args:
        words: as the author wrote them.
        parameters: of the roadmap, which a condition may ask for besides FACTS.

    Returns:
        the expression, and none where anything is wrong with the words; the spans of the problems count
        inside the words.
    """
    reader = _Reader(words, parameters)
    try:
        expression = reader.read()
    except _NotUnderstoodError as fault:
        return None, (*reader.problems, fault.problem)
    return (None if reader.problems else expression), tuple(reader.problems)


class _Reader:
    """Reads from left to right; a fault of grammar ends the reading, one of sense does not."""

    def __init__(self, words: str, parameters: Mapping[str, Parameter]) -> None:
        self._tokens = [
            _Token(cast("str", found.lastgroup), found[0], found.span()) for found in _TOKEN.finditer(words)
        ]
        self._end = _Token("end", "", (max(len(words) - 1, 0), len(words)))
        self._next = 0
        self._known = {**parameters, **FACTS}
        self.problems: list[Problem] = []

    def read(self) -> Expression:
        """Read all words."""
        expression = self._any(0)
        if self._token.kind != "end":
            raise self._expected("and", "or")
        return expression

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next] if self._next < len(self._tokens) else self._end

    def _take(self) -> _Token:
        token = self._token
        self._next += 1
        return token

    def _meets(self, *texts: str) -> bool:
        return self._token.kind != "quoted" and self._token.text in texts

    def _expected(self, *known: str) -> _NotUnderstoodError:
        token = self._token
        others = {*known, *_KEYWORDS} - {token.text}
        near = near_names(token.text, others) if token.kind == "word" else ""
        # One «=» is what people write who mean «==».
        if token.text == "=":
            near = "«==»"
        listed = ", ".join(f"«{each}»" for each in known)
        problem = Problem.of("RM248", span=token.span, words=token.text or "…", near=near, known=listed)
        return _NotUnderstoodError(problem)

    def _any(self, depth: int) -> Expression:
        parts = [self._all(depth)]
        while self._meets("or"):
            self._take()
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self, depth: int) -> Expression:
        parts = [self._negation(depth)]
        while self._meets("and"):
            self._take()
            parts.append(self._negation(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negation(self, depth: int) -> Expression:
        if depth > DEEPEST:
            raise _NotUnderstoodError(Problem.of("RM251", span=self._token.span, limit=DEEPEST))
        if self._meets("not"):
            self._take()
            return Not(self._negation(depth + 1))
        if self._meets("("):
            self._take()
            inner = self._any(depth + 1)
            if not self._meets(")"):
                raise self._expected("and", "or", ")")
            self._take()
            return inner
        return self._question()

    def _question(self) -> Expression:
        first = self._token
        if not first.is_value:
            raise self._expected("not", "(", *self._known)
        self._take()
        if self._meets("not", "in"):
            negated = self._meets("not")
            self._take()
            if negated and not self._meets("in"):
                raise self._expected("in")
            if negated:
                self._take()
            asked = self._membership(first)
            return Not(asked) if negated else asked
        if self._token.kind == "operator":
            return self._comparison(first)
        return self._flag(first)

    def _membership(self, first: _Token) -> Expression:
        if not self._meets("("):
            fact = self._token
            if fact.kind != "word" or fact.text not in _SETS:
                raise self._expected("(", *_SETS)
            self._take()
            return self._compare(fact, "in", (first,), (first.span[0], fact.span[1]))
        self._take()
        values = []
        while self._token.is_value:
            values.append(self._take())
            if not self._meets(","):
                break
            self._take()
        if not values or not self._meets(")"):
            raise self._expected(",", ")")
        closing = self._take()
        return self._compare(first, "in", tuple(values), (first.span[0], closing.span[1]))

    def _comparison(self, fact: _Token) -> Expression:
        if self._token.text not in _OPERATORS:
            raise self._expected(*_OPERATORS)
        operator = self._take()
        if not self._token.is_value:
            known = self._known.get(fact.text)
            raise self._expected(*(known.choices if known else ()))
        value = self._take()
        if self._kind_of(fact) is not None and not self._fits(fact.text, operator.text):
            fitting = "«in»" if fact.text in _SETS else "«==», «!=», «in»"
            problem = Problem.of(
                "RM250", span=operator.span, name=fact.text, value=operator.text, known=fitting
            )
            self.problems.append(problem)
        return self._compare(fact, cast("Operator", operator.text), (value,), (fact.span[0], value.span[1]))

    def _fits(self, fact: str, operator: str) -> bool:
        """Tell whether an operator can be asked of a fact: only numbers, days and levels have an order."""
        if fact in _SETS:
            return False
        return operator in ("==", "!=") or fact == "level" or self._known[fact].type in _ORDERED

    def _flag(self, token: _Token) -> Expression:
        kind = self._kind_of(token)
        if kind is not None and kind.type != "yes-no":
            raise self._expected("in") if token.text in _SETS else self._expected(*_OPERATORS, "in")
        return Comparison(token.text, "==", (True,), token.span)

    def _kind_of(self, token: _Token) -> Parameter | None:
        kind = self._known.get(token.text) if token.kind == "word" else None
        if kind is None:
            self._report_name(token)
        return kind

    def _report_name(self, token: _Token) -> None:
        near, known = near_names(token.text, self._known), ", ".join(f"«{name}»" for name in self._known)
        problem = Problem.of("RM249", span=token.span, name=token.text, near=near, known=known)
        if problem not in self.problems:
            self.problems.append(problem)

    def _compare(
        self, fact: _Token, operator: str, tokens: tuple[_Token, ...], span: tuple[int, int]
    ) -> Comparison:
        kind = self._kind_of(fact)
        values: list[FactValue] = []
        for token in tokens if kind is not None else ():
            words = token.text[1:-1] if token.kind == "quoted" else token.text
            value = read_answer(cast("Parameter", kind), words)
            if value is None:
                self._report_value(fact.text, cast("Parameter", kind), token, words)
            else:
                values.append(value)
        return Comparison(fact.text, cast("Operator", operator), tuple(values), span)

    def _report_value(self, fact: str, kind: Parameter, token: _Token, words: str) -> None:
        near = near_names(words, kind.choices)
        known = ", ".join(f"«{each}»" for each in kind.choices) or EXAMPLES[kind.type]
        self.problems.append(
            Problem.of("RM250", span=token.span, name=fact, value=words, near=near, known=known)
        )
