"""What a registry of schools may say of a school, by the captions of its columns.

A field is called by its own name (`id`, `municipality`, `roadmap`) or by the dotted path that it has in the
text of an organisation or of an adoption, as `roadmap new` takes it. Every other field of these texts is
understood by its path alone; what paths there are is known to the questions, not to this table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["FIELDS", "RegistryField", "find_columns", "find_field", "write_caption"]


@dataclass(frozen=True, slots=True)
class RegistryField:
    """A column that the program understands.

    Attributes:
        name: of the field, or its path in a text.
        captions: what people call it, in small letters; the first that is there counts.
        needed: whether a registry is none without it.
        caption: what a new registry calls it.
        example: what stands in the example row of a new registry.
        usual: whether a new registry has the column.
        also: captions that mean it where they are not the column of an earlier field.
    """

    name: str
    captions: tuple[str, ...]
    needed: bool = False
    caption: str = ""
    example: str = ""
    usual: bool = False
    also: tuple[str, ...] = ()


# fmt: off
FIELDS: tuple[RegistryField, ...] = (
    RegistryField("id", ("id", "код", "идентификатор", "код оо", "код школы", "код организации", "school id",
                         "code"), needed=True, caption="Код", example="school-1", usual=True),
    RegistryField("name", ("name", "краткое наименование", "краткое название", "название", "наименование",
                           "школа", "организация", "наименование организации", "образовательная организация",
                           "оо", "short name", "school", "name short"),
                  needed=True, caption="Краткое наименование", example="МБОУ «СОШ № 1»", usual=True),
    RegistryField("name.full", ("полное наименование", "полное название", "наименование по уставу",
                                "full name"), caption="Полное наименование",
                  example="Муниципальное бюджетное общеобразовательное учреждение «Средняя "
                          "общеобразовательная школа № 1»",
                  also=("наименование", "название", "наименование организации"), usual=True),
    RegistryField("name.genitive", ("полное наименование в родительном падеже", "родительный падеж",
                                    "наименование в родительном падеже", "genitive"),
                  caption="Полное наименование в родительном падеже"),
    RegistryField("place", ("населенный пункт", "место", "город", "место издания приказа"),
                  caption="Населённый пункт", example="г. Примерск", usual=True),
    RegistryField("municipality", (
        "municipality", "муниципалитет", "муниципальное образование", "мо", "район", "городской округ",
        "муниципальный район", "муниципальный округ", "территория", "district",
    ), caption="Муниципалитет", example="Примерский район", usual=True),
    RegistryField("parent", ("учредитель", "founder"), caption="Учредитель"),
    RegistryField("address", ("адрес", "юридический адрес", "адрес организации"), caption="Адрес"),
    RegistryField("zone", ("часовой пояс", "часовая зона", "time zone"), caption="Часовой пояс"),
    RegistryField("phone", ("телефон",), caption="Телефон"),
    RegistryField("email", ("электронная почта", "адрес электронной почты", "e mail"),
                  caption="Электронная почта"),
    RegistryField("people.head.name", ("директор", "руководитель", "фио директора", "фио руководителя",
                                       "head"),
                  caption="Директор", example="Орлова Мария Петровна", usual=True),
    RegistryField("people.head.post", ("должность руководителя", "post of the head"),
                  caption="Должность руководителя", example="директор"),
    RegistryField("people.head.gender", ("пол руководителя", "пол директора", "gender of the head"),
                  caption="Пол руководителя"),
    RegistryField("people.deputy-head.name", (
        "заместитель директора по увр", "зам директора по увр", "завуч", "фио заместителя", "deputy head",
    ), caption="Заместитель директора по УВР", example="Белова Ирина Олеговна", usual=True),
    RegistryField("people.deputy-head.post", ("должность заместителя", "post of the deputy head"),
                  caption="Должность заместителя"),
    RegistryField("people.deputy-head.gender", ("пол заместителя", "gender of the deputy head"),
                  caption="Пол заместителя"),
    RegistryField("signatory", ("кто подписывает",), caption="Кто подписывает"),
    RegistryField("units", ("подразделения", "объединения и советы"), caption="Подразделения"),
    RegistryField("level", ("уровень образования", "уровень", "уровень оо"), caption="Уровень образования",
                  example="среднее", usual=True),
    RegistryField("size", ("число обучающихся", "количество обучающихся", "обучающихся", "число учеников",
                           "количество учеников", "контингент", "pupils"), caption="Число обучающихся",
                  example="412", usual=True),
    RegistryField("grades", ("классы", "какие классы есть"), caption="Классы", example="1-11", usual=True),
    RegistryField("calendar.week", ("рабочих дней в неделе", "учебная неделя", "working week"),
                  caption="Рабочих дней в неделе"),
    RegistryField("roadmap", ("roadmap", "дорожная карта", "карта", "план"),
                  caption="Дорожная карта", usual=True),
    RegistryField("procedure.use", ("процедура", "оценочная процедура", "procedure"), caption="Процедура",
                  example="vpr"),
    RegistryField("procedure.held", ("дни проведения", "когда проводится", "held"),
                  caption="Дни проведения"),
    RegistryField("procedure.grades", ("участвуют классы", "классы участники", "grades that take part"),
                  caption="Участвуют классы"),
    RegistryField("school_year", ("учебный год", "school year"), caption="Учебный год", usual=True),
    RegistryField("order.date", ("дата приказа", "date of the order"), caption="Дата приказа", usual=True),
    RegistryField("order.number", ("номер приказа", "№ приказа", "number of the order"),
                  caption="Номер приказа", usual=True),
)
# fmt: on
"""What a registry may say of a school, by the captions of its columns."""


def write_caption(text: str) -> str:
    """Write a caption as captions are compared.

    >>> write_caption(" Населённый  пункт: "), write_caption("№ приказа"), write_caption("people.head.name")
    ('населенный пункт', '№ приказа', 'people head name')
    """
    plain = re.sub(r"[^\w№]", " ", text.casefold().replace("ё", "е"))
    return " ".join(plain.split())


_BY_CAPTION = {caption: field for field in FIELDS for caption in (*field.captions, write_caption(field.name))}


def find_field(caption: str) -> RegistryField | None:
    """Find the field that a caption, or its own name, means."""
    return _BY_CAPTION.get(write_caption(caption))


def find_columns(cells: Sequence[str]) -> dict[str, int]:
    """Find the columns of a line of captions: the place of each field that is there.

    >>> find_columns(["Код", "Наименование"]), find_columns(["Код", "Наименование", "Краткое наименование"])
    ({'id': 0, 'name': 1}, {'id': 0, 'name': 2, 'name.full': 1})
    """
    captions = [write_caption(each) for each in cells]
    found: dict[str, int] = {}
    for field in FIELDS:
        words = (*field.captions, write_caption(field.name), *field.also)
        places = (captions.index(each) for each in words if each in captions)
        place = next((each for each in places if each not in found.values()), None)
        if place is not None:
            found[field.name] = place
    return found
