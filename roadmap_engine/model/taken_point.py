"""A point of a higher order that a school takes over into its own plan."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field

from roadmap_engine.model.base import Frozen, Line, Slug, Slugs
from roadmap_engine.model.deadline import WrittenDeadline

__all__ = ["TakenPoint", "is_for_school_heads", "point_alone"]

# «Руководителям общеобразовательных организаций», «Директорам школ», «Дурниковой А.В., директору МКОУ СОШ».
_HEADS = re.compile(
    r"\b(?:руководител(?:ям|ю)|директор(?:ам|у)|заведующ(?:им|ему|ей)|и\.\s?о\.\s?директора)\s+(?P<of>.*)",
    re.IGNORECASE,
)
_SCHOOLS = re.compile(
    r"\b(?:(?:обще)?образовательн\w+\s+(?:организаци|учреждени)\w+|школ(?:ы|ам|ами|ой|е)?|лице[ейяию]\w*|гимнази\w+|"
    r"интернат\w*|ОО|ОУ|ООУ|МБОУ|МКОУ|МАОУ|МОУ|ГБОУ|ГКОУ|СОШ|ООШ|НОШ)\b",
    re.IGNORECASE,
)
# «Общеобразовательным организациям:», «Школам:»: the body itself, in the dative.
_BODIES = re.compile(
    r"(?:^|,\s*)(?:муниципальным\s+|бюджетным\s+|государственным\s+)*"
    r"(?:(?:обще)?образовательным\s+(?:организациям|учреждениям)|школам|лицеям|гимназиям|ОО|ОУ)\b",
    re.IGNORECASE,
)
# «Руководителям органов …, осуществляющих управление …», «районных методических объединений школ».
_OTHERS = re.compile(
    r"(?:орган(?:ов|а)|отдел\w*|управлени[йя]|департамент\w*|министерств\w*|центр\w*|служб\w*)\b",
    re.IGNORECASE,
)


def point_alone(value: Any) -> Any:
    """Take the number of a point for the whole entry: `take_over: ["1.4"]`."""
    return value if isinstance(value, dict | TakenPoint) else {"point": value}


class TakenPoint(Frozen):
    """What becomes a measure of the school's plan.

    Attributes:
        point: the number, as the order prints it: «1.4».
        id: of the measure; made of the number unless given.
        stage: of the plan; a stage of its own, «Исполнение приказа …», unless given.
        responsible: who answers at the school; whoever heads it unless given.
        deadline: where the point has none, or the school's own one.
        report_to: whom to report to, «в управление образования …», where the point does not say it.
    """

    point: Annotated[Line, Field(max_length=20)]
    id: Slug | None = None
    stage: Slug | None = None
    participants: Slugs = ()
    responsible: Slugs = ()
    deadline: WrittenDeadline | None = None
    report_to: Line | None = None
    output: Slugs = ()


def is_for_school_heads(addressee: str) -> bool:
    """Tell whether an order's addressee is the head of a school, or schools themselves.

    >>> is_for_school_heads("Руководителям общеобразовательных организаций")
    True
    >>> is_for_school_heads("Руководителям органов местного самоуправления")
    False
    """
    if _BODIES.search(addressee):
        return True
    return any(_SCHOOLS.search(found["of"]) and not _OTHERS.match(found["of"]) for found in _heads(addressee))


def _heads(addressee: str) -> list[re.Match[str]]:
    return [found for part in addressee.split(",") if (found := _HEADS.search(part))]
