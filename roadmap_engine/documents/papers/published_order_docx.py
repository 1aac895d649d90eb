"""A published order → order.docx: the act as its source prints it, its appendices in sections of their own.

Every line is printed letter by letter; no space is made non-breaking, so that a search finds the words of
the act. The plan is an appendix too and has a file of its own, in the landscape that its table needs.
"""

from __future__ import annotations

from typing import Any

from roadmap_engine.documents.word.fields import Flag, Listing, Number, Record, Text
from roadmap_engine.documents.word.filling import Filling, Fitting
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.model.order_table import OrderTable, TableColumn
from roadmap_engine.model.published_order import OrderLine, PublishedAppendix, PublishedOrder

__all__ = ["PUBLISHED_ORDER_SHAPE", "prepare_published_order"]

_LINE = Record.of(
    "строка",
    number=Text("номер пункта или знак перечня; у простого абзаца нет", "1.1.", optional=True),
    text=Text("текст", "Провести анализ результатов …"),
    heading=Flag("заголовок раздела"),
    is_table=Flag("таблица вместо слов"),
    table=Record.of(
        "таблица",
        label=Text("слова над таблицей справа", "Таблица 1", optional=True),
        title=Text("название", "Список обучающихся …", optional=True),
        first=Text("заголовок первого столбца", "№"),
        heads=Listing(
            "верхняя строка шапки, без первого столбца",
            Record.of(
                "заголовок",
                title=Text("слова", "Класс"),
                span=Number("сколько под ним столбцов", 2),
                single=Flag("столбец один, до низа шапки"),
            ),
        ),
        grouped=Flag("под каким-то заголовком несколько столбцов"),
        captions=Listing(
            "нижняя строка шапки, без первого столбца",
            Record.of("столбец", title=Text("слова", "Русский язык"), single=Flag("заголовок стоит выше")),
        ),
        rows=Listing(
            "строки",
            Record.of(
                "строка таблицы", first=Text("первая клетка", "1"), cells=Listing("остальные", Text("клетка"))
            ),
        ),
    ),
)

PUBLISHED_ORDER_SHAPE = Record.of(
    "изданный приказ",
    letterhead=Text("кто издал", "Управление образования администрации …"),
    second_letterhead=Text("то же на втором государственном языке", optional=True),
    kind=Text("вид документа, как напечатан", "П Р И К А З"),
    date=Text("дата, как напечатана", "от «23» декабря 2020 г.", needed=True),
    number=Text("номер, как напечатан", "№ 503", needed=True),
    place=Text("место издания", "г. Якутск", optional=True),
    heading=Text("заголовок: о чём", "Об утверждении плана мероприятий", needed=True),
    preamble=Listing("абзацы преамбулы и то, что в ней перечислено", _LINE),
    imperative=Text("распорядительное слово, как напечатано", "п р и к а з ы в а ю:"),
    points=Listing("пункты всех уровней, по порядку", _LINE, needed=True),
    enclosure=Text("отметка о приложении", "Приложение: на 8 л. в 1 экз.", optional=True),
    signature=Record.of(
        "подпись",
        post=Text("должность", "Начальник", needed=True),
        name=Text("имя", "А.А. Мищерин", needed=True),
    ),
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
    return [
        {
            "number": line.number,
            "text": line.text,
            "heading": line.is_heading,
            "is_table": line.table is not None,
            "table": _table(line.table or _NO_TABLE),
        }
        for line in lines
    ]


_NO_TABLE = OrderTable(columns=("–",))


def _table(table: OrderTable) -> dict[str, Any]:
    """Give a table with its first column apart: a template's row needs a cell that is always there."""
    first, *others = table.columns
    # A heading over several columns cannot be the first column's, which has no row below to stand in.
    heads = [TableColumn(title=caption) for caption in first.columns[1:]] + others
    return {
        "label": table.label or "",
        "title": table.title or "",
        "first": table.captions()[0],
        "heads": [
            {"title": head.title, "span": max(1, len(head.columns)), "single": not head.columns}
            for head in heads
        ],
        "grouped": any(head.columns for head in heads),
        "captions": [
            {"title": caption, "single": not head.columns}
            for head in heads
            for caption in (head.columns or (head.title,))
        ],
        "rows": [{"first": cells[0], "cells": cells[1:]} for cells in table.filled_rows()],
    }
