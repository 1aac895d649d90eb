"""The text of an order → order.docx."""

from __future__ import annotations

from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.standing_pictures import PICTURES
from roadmap_engine.documents.word.fields import Listing, Record, Text
from roadmap_engine.documents.word.filling import Filling, Fitting
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.model.order import OrderPoint, OrderText
from roadmap_engine.russian import date_in_words, typeset

__all__ = ["ORDER_SHAPE", "prepare_order", "render_order"]

_ITEM = Record.of(
    "подпункт", number=Text("номер", "2.1."), text=Text("текст", "проведение анализа …", needed=True)
)

ORDER_SHAPE = Record.of(
    "приказ",
    parent=Text("вышестоящий орган", "Управление образования", optional=True),
    organisation=Text("полное наименование", "Муниципальное бюджетное общеобразовательное учреждение …"),
    date=Text("дата словами или пустой бланк", "31 мая 2027 г.", needed=True),
    number=Text("номер или пустой бланк", "214-од", needed=True),
    place=Text("место издания", "г. Якутск"),
    heading=Text("заголовок: о чём", "Об утверждении плана мероприятий", needed=True),
    preamble=Text("почему", "В соответствии с приказом …"),
    imperative=Text("распорядительное слово", "ПРИКАЗЫВАЮ:"),
    points=Listing(
        "пункты",
        Record.of(
            "пункт",
            number=Text("номер", "2."),
            text=Text("текст", "Заместителю директора по УВР Тен Л. Б. обеспечить:", needed=True),
            subpoints=Listing("подпункты, сколько бы ни было уровней", _ITEM),
        ),
    ),
    signature=Record.of(
        "подпись",
        post=Text("должность", "Директор", needed=True),
        name=Text("имя", "А. С. Николаева", needed=True),
    ),
    executor=Listing("отметка об исполнителе", Text("строка", "Тен Лариса Борисовна")),
    acknowledged=Listing(
        "кто знакомится с приказом",
        Text("имя, должность и пункты", "Тен Л. Б., заместитель директора по УВР (пункты 2–4)"),
    ),
    acknowledged_apart=Text(
        "кто знакомится на отдельном листе, потому что не назван по имени",
        "учителя-предметники (пункт 2)",
        optional=True,
    ),
    **PICTURES,
)
"""What a template of the order may ask for."""

_DATE_BLANK = "«___» ____________ 20___ г."
_NUMBER_BLANK = "______"


def prepare_order(order: OrderText, template: str = "order.docx") -> Filling:
    """Make an order ready for its template."""
    properties = Properties(f"Приказ. {order.heading}", order.short_issuer, order.date)
    return Filling(template, Fitting(ORDER_SHAPE, order.layout), _values(order), properties)


def render_order(
    order: OrderText, template: bytes, name: str = "order.docx"
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Draw an order by a template of the program's own.

    Args:
        order: the text.
        template: the Word template.
        name: what people call the template.

    Returns:
        The file, or nothing and the reasons.
    """
    from roadmap_engine.documents.word.trusted import fill_template  # noqa: PLC0415 -- not to prepare a paper

    return fill_template(prepare_order(order, name), template)


def _values(order: OrderText) -> dict[str, Any]:
    return {
        "parent": order.parent or "",
        "organisation": typeset(order.issuer),
        "date": typeset(date_in_words(order.date)) if order.date else _DATE_BLANK,
        "number": order.number or _NUMBER_BLANK,
        "place": typeset(order.place),
        "heading": typeset(order.heading),
        "preamble": typeset(order.preamble),
        "imperative": order.imperative,
        "points": [
            {"number": point.number, "text": typeset(point.text), "subpoints": _flat(point.items)}
            for point in order.points
        ],
        "signature": {"post": order.signatory_post, "name": typeset(order.signatory_name)},
        "executor": [typeset(words) for words in order.executor],
        "acknowledged": [typeset(person) for person in order.acknowledged],
        "acknowledged_apart": typeset(", ".join(order.acknowledged_apart)),
    }


def _flat(items: tuple[OrderPoint, ...]) -> list[dict[str, str]]:
    """Points under a point, with all that stand under them, in the order of their numbers."""
    flat: list[dict[str, str]] = []
    for item in items:
        flat.append({"number": item.number, "text": typeset(item.text)})
        flat += _flat(item.items)
    return flat
