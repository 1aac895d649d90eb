"""What `roadmap explain --json` answers about a phrase: one object, of one phrase and of each line of a file alike.

This is its only definition: the answer is made of these values, and `schemas/explain.schema.json` is drawn from
them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from roadmap_engine.deadlines.values import structure
from roadmap_engine.deadlines.view import Kind

__all__ = ["Answer", "AnswerAwaited", "AnswerDays", "AnswerProblem", "AnswerReason"]

_Date = Annotated[str, Field(json_schema_extra={"format": "date"})]


@dataclass(frozen=True, slots=True)
class AnswerDays:
    """Дни одного срока. У «до D» нет начала, у «с D» нет конца; `time`, `zone` и `until` есть, если назван час."""

    start: _Date | None
    due: _Date | None
    time: Annotated[str | None, Field(description="Час начала или срока, «15:00».")] = None
    zone: Annotated[str | None, Field(description="Часовой пояс; null, если час назван без него.")] = None
    until: Annotated[str | None, Field(description="Час окончания, «17:00».")] = None

    __pydantic_config__ = structure()


@dataclass(frozen=True, slots=True)
class AnswerAwaited:
    """Чего срок ждёт: имя события, если его кто-то описал, и название."""

    event: str | None
    title: str

    __pydantic_config__ = structure()


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """Замечание: код, важность, место во фразе (первый знак и знак после последнего) и слова для сообщения."""

    code: Annotated[str, Field(pattern=r"^RM\d{3}$")]
    severity: Literal["error", "warning", "notice"]
    span: tuple[int, int] | None
    arguments: dict[str, str]

    __pydantic_config__ = structure()


@dataclass(frozen=True, slots=True)
class AnswerReason:
    """Шаг рассуждения на языке программы; день, к которому он привёл, и норма, на которой он стоит."""

    text: str
    date: _Date | None
    basis: str | None

    __pydantic_config__ = structure()


@dataclass(frozen=True, slots=True)
class Answer:
    """Что значит фраза: один и тот же объект для одной фразы и для каждой строки `--file`."""

    phrase: str
    understood: bool
    kind: Annotated[Kind | None, Field(description="Вид срока; null, если фраза не понята.")]
    occurrences: tuple[AnswerDays, ...]
    rrule: Annotated[str | None, Field(description="Повторение по RFC 5545, если оно так выражается.")]
    event: Annotated[str | None, Field(description="От чего срок отсчитан или чего ждёт.")]
    offset: Annotated[
        str | None, Field(description="Длительность по ISO 8601, с минусом до события: «P2W», «-P1D».")
    ]
    days: Annotated[Literal["working", "calendar"] | None, Field(description="Какие дни считает offset.")]
    awaiting: tuple[AnswerAwaited, ...]
    standing: Annotated[bool, Field(description="Постоянная обязанность без дат.")]
    wording: Annotated[str | None, Field(description="Как срок прочитан; читается снова как он же.")]
    problems: tuple[AnswerProblem, ...]
    reasons: tuple[AnswerReason, ...]

    __pydantic_config__ = structure()

    def to_json(self) -> dict[str, Any]:
        """Give what is written, in the order of the fields; where no hour is named, none is spoken of."""
        return asdict(self, dict_factory=_written)


def _written(items: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(items)
    unsaid = {"time", "zone", "until"} if said.get("time") is None else {"until"}
    return {
        name: list(each) if isinstance(each, tuple) else each
        for name, each in items
        if each is not None or name not in unsaid
    }
