"""A methodologist's table, her browser, and the forms that she sends."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.importing.making import make_docx

__all__ = ["NAME", "TABLE", "begin", "hidden", "upload"]

NAME = "plan-2027"
_HEAD = ["№ п/п", "Мероприятия", "Сроки", "Участники", "Ответственные", "Результат", "Документ"]
_ROWS = [
    ["Аналитический этап", *["<"] * 6],
    ["1.1", "Проанализировать результаты диагностики", "до 1 октября", "учителя-предметники",
     "заместитель директора по УВР", "Выявлены дефициты", "Аналитическая справка"],
    ["1.2", "Обсудить результаты на педагогическом совете", "ближе к весне", "педагогический коллектив",
     "директор", "Решение", "Протокол"],
    ["Работа с учащимися", *["<"] * 6],
    ["2.1", "Провести дополнительные занятия", "ноябрь", "обучающиеся", "учителя-предметники", "", "План"],
]  # fmt: skip
TABLE = make_docx("=План мероприятий по читательской грамотности на 2026/2027 учебный год", [_HEAD, *_ROWS])
"""A plan in Word; what one of its deadlines means nobody can say."""


def upload(client: Client, data: bytes, file: str, **words: str) -> Any:
    """Hand a file in, to begin a draft."""
    return client.post("/drafts/new/", {"file": SimpleUploadedFile(file, data), **words})


def begin(client: Client, data: bytes = TABLE, file: str = "План школы.docx", name: str = NAME) -> str:
    """Begin a draft; gives its address."""
    answer = upload(client, data, file, name=name)
    assert answer.status_code == 302, answer.content.decode()
    address: str = answer["Location"]
    return address


def hidden(page: str, name: str) -> str:
    """Give what a form sends along unseen."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]
