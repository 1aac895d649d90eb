"""The tracker as people fill it in: what its sheets and columns are called, and what stands in a row by hand.

Who writes a tracker and who reads it back share this.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from frozendict import frozendict

__all__ = [
    "CAPTIONS",
    "COLUMN_PROPERTY",
    "GONE_CAPTIONS",
    "GONE_SHEET",
    "PLAN_PROPERTY",
    "PLAN_SHEET",
    "SHEETS",
    "SHOWN_PROPERTY",
    "STATUSES",
    "CellValue",
    "Filled",
    "HandCells",
    "Status",
    "StrayRow",
    "Why",
    "read_known",
    "write_known",
]

PLAN_SHEET = "План"
GONE_SHEET = "Снято с плана"
SUMMARY_SHEET = "Сводка"
HELP_SHEET = "Как заполнять"
SHEETS = (PLAN_SHEET, GONE_SHEET, SUMMARY_SHEET, HELP_SHEET)

PLAN_PROPERTY = "plan"
"""The property of the workbook by which it says which plan it belongs to, whatever its file is called."""

COLUMN_PROPERTY = "column:"
SHOWN_PROPERTY = "shown:"
"""How properties begin that give the caption of a column of the roadmap's own, by its name: of one that
people fill in, and of one that shows what the plan says."""

CAPTIONS = (
    "№", "Мероприятие", "Ответственные", "Срок по плану", "Начало", "Срок", "Чего ждёт", "Документ",
    "Статус", "Выполнено", "Состояние", "Примечание", "id (не менять)", "кто (не менять)",
    "из плана (не менять)",
)  # fmt: skip
"""The columns of the sheet «План»."""

GONE_CAPTIONS = (
    "№", "Мероприятие", "Срок по плану", "Начало", "Срок", "Статус", "Выполнено", "Примечание",
    "Почему здесь", "id (не менять)",
)  # fmt: skip
"""The columns of the sheet «Снято с плана»."""

Status = Literal["не начато", "в работе", "выполнено", "отменено"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""What a status is chosen from; a row begins with the first."""

CellValue = str | int | float | bool | dt.datetime | dt.date | dt.time | None
"""What a cell can hold; a formula is the value it had."""


@dataclass(frozen=True, slots=True)
class HandCells:
    """What people write in a row.

    Attributes:
        start: and `due`: days written into a row that waits for its date.
        own: what is filled in by hand into columns of the roadmap's own, by the column's name; no empty cell.
    """

    status: CellValue = STATUSES[0]
    done: CellValue = None
    note: CellValue = None
    start: CellValue = None
    due: CellValue = None
    own: Mapping[str, CellValue] = frozendict()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return self == HandCells()


def write_known(cells: HandCells) -> str:
    """Write what the plan knew of a row, to tell it later from what people wrote; empty for nothing.

    >>> write_known(HandCells(status="выполнено", done=dt.date(2027, 5, 20)))
    '{"status": "выполнено", "done": "2027-05-20"}'
    """
    if cells.is_empty:
        return ""
    day = cells.done.isoformat() if isinstance(cells.done, dt.date) else None
    known = {"status": cells.status, "done": day, "note": cells.note}
    return json.dumps({key: value for key, value in known.items() if value is not None}, ensure_ascii=False)


def read_known(text: str) -> HandCells:
    """Read it back; nothing where the text is none of ours.

    >>> read_known('{"status": "выполнено", "done": "2027-05-20"}').done
    datetime.date(2027, 5, 20)
    """
    try:
        known = json.loads(text)
        status, done, note = (known.get(key) for key in ("status", "done", "note"))
        day = None if done is None else dt.date.fromisoformat(done)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return HandCells()
    if not isinstance(status, str) or not isinstance(note, str | None):
        return HandCells()
    return HandCells(status=status, done=day, note=note)


class Why(enum.StrEnum):
    """Why a row stands on the sheet of what is no longer in the plan, in the sheet's own words."""

    GONE = "мероприятия или срока больше нет в плане"
    OTHERS = "за мероприятие отвечают только другие"
    UNKNOWN = "не узнать, к какому мероприятию относится"
    OWN = "строка вписана вручную"
    TWICE = "вторая строка о том же сроке"
    SETTLED = "в плане теперь отмечено иначе"


@dataclass(frozen=True, slots=True)
class StrayRow:
    """A row that people have written in and that has no place in the plan's table.

    Attributes:
        id: of the row, empty where it has none.
    """

    id: str
    number: str
    title: str
    deadline: str
    cells: HandCells
    why: Why


@dataclass(frozen=True, slots=True)
class Filled:
    """What people have written into a tracker, to be written into the next.

    Attributes:
        rows: by the id of the row.
        stray: what has no row in the plan.
        captions: of columns of the roadmap's own in which something stands, by the column's name.
    """

    rows: Mapping[str, HandCells] = field(default_factory=dict)
    stray: tuple[StrayRow, ...] = ()
    captions: Mapping[str, str] = field(default_factory=dict)
