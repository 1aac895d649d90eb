"""A methodologist's table, her browser, and the forms that she sends."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from roadmap_engine.batch.problem_json import problem_to_json
from roadmap_engine.pipeline.importing import import_file
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.running import do_waiting
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
    """Hand a file in, to begin a draft; a table is read while the request waits."""
    with mock.patch("roadmap_engine.portal.drafts.taking_tables.wait_for_end", _do):
        return client.post("/drafts/new/", {"file": SimpleUploadedFile(file, data), **words})


def _do(job: Job) -> Job:
    """Do a job at once, in a process of its own, as the server's worker does."""
    do_waiting()
    job.refresh_from_db()
    return job


@functools.cache
def _read(data: bytes, file: str, name: str) -> tuple[str, list[dict[str, Any]]]:
    imported = import_file(Path(file), Path(f"{name}.yaml"), name=None, table=None, data=data)
    return imported.or_raise().text, [dict(problem_to_json(each)) for each in imported.problems]


def begin(data: bytes = TABLE, file: str = "План школы.docx", name: str = NAME) -> str:
    """Begin a draft, as if a table had been handed in; gives its address."""
    text, doubts = _read(data, file, name)
    now = settings.PORTAL.clock()
    RoadmapDraft.objects.create(
        name=name, text=text, made_at=now, changed_at=now, changed_by="u-1", source_name=file, source=data,
        doubts=doubts,
    )  # fmt: skip
    return f"/drafts/{name}/"


def hidden(page: str, name: str) -> str:
    """Give what a form sends along unseen."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]
