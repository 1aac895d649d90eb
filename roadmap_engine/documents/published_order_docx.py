"""A published order → order.docx: the act as its source prints it, its appendices in sections of their own.

Every line is printed letter by letter; no space is made non-breaking, so that a search finds the words of
the act. The plan is an appendix too and has a file of its own, in the landscape that its table needs.
"""

from __future__ import annotations

from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word import (
    Filling,
    Fitting,
    Flag,
    Listing,
    Properties,
    Record,
    Text,
    fill_template,
)
from roadmap_engine.model.published_order import OrderLine, PublishedAppendix, PublishedOrder

__all__ = ["PUBLISHED_ORDER_SHAPE", "prepare_published_order", "render_published_order"]

_LINE = Record.of(
    "строка",
    number=Text("номер пункта или знак перечня; у простого абзаца нет", "1.1.", optional=True),
    text=Text("текст", "Провести анализ результатов …"),
    heading=Flag("заголовок раздела"),
)

PUBLISHED_ORDER_SHAPE = Record.of(
    "изданный приказ",
    letterhead=Text("кто издал", "Управление образования администрации …"),
    second_letterhead=Text("то же на втором государственном языке", optional=True),
    kind=Text("вид документа, как напечатан", "П Р И К А З"),
    date=Text("дата, как напечатана", "от «23» декабря 2020 г."),
    number=Text("номер, как напечатан", "№ 503"),
    place=Text("место издания", "г. Якутск", optional=True),
    heading=Text("заголовок: о чём", "Об утверждении плана мероприятий"),
    preamble=Listing("абзацы преамбулы и то, что в ней перечислено", _LINE),
    imperative=Text("распорядительное слово, как напечатано", "п р и к а з ы в а ю:"),
    points=Listing("пункты всех уровней, по порядку", _LINE),
    enclosure=Text("отметка о приложении", "Приложение: на 8 л. в 1 экз.", optional=True),
    signature=Record.of("подпись", post=Text("должность", "Начальник"), name=Text("имя", "А.А. Мищерин")),
    e_signature=Listing("строки отметки об электронной подписи", Text("строка")),
    executors=Listing("строки отметки об исполнителях", Text("строка", "Иванова Л. Б., 963-47")),
    acknowledged_heading=Text("слова над листом ознакомления", "С приказом ознакомлены:"),
    acknowledged=Listing("кто знакомится с приказом", Text("имя", "Л.Б. Тен")),
    appendices=Listing(
        "приложения, кроме самого плана",
        Record.of(
            "приложение",
            stamp=Listing("строки грифа", Text("строка", "Приложение 1")),
            title=Text("название", "Рекомендации"),
            lines=Listing("текст по строкам", _LINE),
        ),
    ),
)
"""What a template of a published order may ask for."""


def prepare_published_order(order: PublishedOrder, template: str = "published-order.docx") -> Filling:
    """Make a published order ready for its template."""
    properties = Properties(f"{order.heading} (№ {order.reference})", order.letterhead, order.issued_on)
    return Filling(template, Fitting(PUBLISHED_ORDER_SHAPE, None), _values(order), properties)


def render_published_order(
    order: PublishedOrder, template: bytes, name: str = "published-order.docx"
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Draw a published order by a template of the program's own.

    Args:
        order: the order, ready for print.
        template: the Word template.
        name: what people call the template.

    Returns:
        The file, or nothing and the reasons.
    """
    return fill_template(prepare_published_order(order, name), template)


def _values(order: PublishedOrder) -> dict[str, Any]:
    plain = order.model_dump(exclude={"issued_on", "reference", "signatory_post", "signatory_name"})
    return {
        **plain,
        "preamble": _lines(order.preamble),
        "points": _lines(order.points),
        "signature": {"post": order.signatory_post, "name": order.signatory_name},
        "appendices": [_appendix(appendix) for appendix in order.appendices],
    }


def _appendix(appendix: PublishedAppendix) -> dict[str, Any]:
    return {"stamp": appendix.stamp, "title": appendix.title, "lines": _lines(appendix.lines)}


def _lines(lines: tuple[OrderLine, ...]) -> list[dict[str, Any]]:
    return [{"number": line.number, "text": line.text, "heading": line.is_heading} for line in lines]
