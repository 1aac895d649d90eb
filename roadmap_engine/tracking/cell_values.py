"""What a person typed into a cell of a tracker → a status, a day, an address, a text; or why it is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model.entry import LONGEST_NOTE, Did, EvidenceLink
from roadmap_engine.model.filled_tracker import STATUSES
from roadmap_engine.model.progress import SIGN_WORDS, Sign
from roadmap_engine.model.tracker_cells import CellValue, say_cell

__all__ = ["STATUS_DEEDS", "Read", "read_day", "read_link", "read_status", "read_words"]

_Value = TypeVar("_Value")

STATUS_DEEDS: Mapping[str, Did] = MappingProxyType(
    dict(
        zip(
            STATUSES,
            (Did.REOPENED, Did.STARTED, Did.REPORTED, Did.SUBMITTED, Did.NOT_APPLICABLE, Did.CANCELLED),
            strict=True,
        )
    )
)
"""What is done by choosing a status."""

_CHECKERS = frozenset(SIGN_WORDS[sign].word.russian for sign in (Sign.RETURNED, Sign.ACCEPTED))

_ERROR = re.compile(
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|ССЫЛКА!|Н/Д|ЗНАЧ!|ДЕЛ/0!|ИМЯ\?|ЧИСЛО!|ПУСТО!)|Err:\d+"
)
_WRITTEN_DAY = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})(?:\s*г(?:\.|ода)?)?")
_ISO_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)")

_BEFORE_DAY_ONE = dt.date(1899, 12, 30)
_NEAR = 1_000
"""A number is taken for a day where that lies so many days from today at most."""
_EARLIEST, _LATEST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)

_LINK: TypeAdapter[EvidenceLink] = TypeAdapter(EvidenceLink)


@dataclass(frozen=True, slots=True)
class Read(Generic[_Value]):
    """A cell that was read.

    Attributes:
        value: what stands there; None where nothing does, or nothing that can be taken.
        problems: why nothing can be taken, or how it was understood.
        is_good: whether `value` is what the person meant.
    """

    value: _Value | None = None
    problems: tuple[Problem, ...] = ()
    is_good: bool = True


def _bad(code: str, at: str, value: CellValue) -> Read[_Value]:
    choices = list_names(STATUSES)
    return Read(None, (Problem.of(code, at=at, value=_show(value), choices=choices),), is_good=False)


def _show(value: CellValue) -> str:
    text = say_cell(value).replace("\n", " ")
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 -- what fits a line


def _is_error(value: CellValue) -> bool:
    return isinstance(value, str) and _ERROR.fullmatch(value.strip()) is not None


def read_status(value: CellValue, at: str) -> Read[Did]:
    """Read a status, in any case and spacing; without one a row is not begun.

    Args:
        value: of the cell.
        at: its address.
    """
    if _is_error(value):
        return _bad("RM588", at, value)
    words = " ".join(say_cell(value).split()).casefold()
    if not words:
        return Read(STATUS_DEEDS[STATUSES[0]])
    if words in _CHECKERS:
        return _bad("RM593", at, value)
    did = STATUS_DEEDS.get(words)
    return Read(did) if did is not None else _bad("RM585", at, value)


def read_day(value: CellValue, at: str, today: dt.date) -> Read[dt.date]:
    """Read a day; a text that can be nothing else, or the number that Excel keeps for one, is taken and told.

    Args:
        value: of the cell.
        at: its address.
        today: the day of reading, which a number has to lie near.
    """
    day: dt.date | None = None
    match value:
        case None:
            return Read()
        case dt.date():
            day = dt.date(*value.timetuple()[:3])
            return Read(day) if _EARLIEST <= day <= _LATEST else _bad("RM586", at, value)
        case bool():
            pass
        case int() | float():
            day = _from_number(value, today)
        case str() if _is_error(value):
            return _bad("RM588", at, value)
        case str():
            if not value.strip():
                return Read()
            day = _from_words(value)
        case _:
            pass
    if day is None:
        return _bad("RM586", at, value)
    return Read(day, (Problem.of("RM587", at=at, value=_show(value), day=day),))


def _from_number(value: float, today: dt.date) -> dt.date | None:
    if not float(value).is_integer() or not 0 < value < 100_000:  # noqa: PLR2004 -- Excel's days to 2173
        return None
    day = _BEFORE_DAY_ONE + dt.timedelta(days=int(value))
    return day if abs((day - today).days) <= _NEAR else None


def _from_words(text: str) -> dt.date | None:
    found = _WRITTEN_DAY.fullmatch(text.strip()) or _ISO_DAY.fullmatch(text.strip())
    if found is None or (not text.isascii() and any(each.isdigit() and not each.isascii() for each in text)):
        return None
    year, month, day = (int(found[name]) for name in "ymd")
    try:
        read = dt.date(year if year > 99 else 2000 + year, month, day)  # noqa: PLR2004 -- of two digits
    except ValueError:
        return None
    return read if _EARLIEST <= read <= _LATEST else None


def read_link(value: CellValue, at: str) -> Read[EvidenceLink]:
    """Read the address of a page; what is none, a path of a disk or a word, is told."""
    text = say_cell(value)
    if _is_error(value):
        return _bad("RM588", at, value)
    if not text:
        return Read()
    try:
        return Read(_LINK.validate_python({"link": text}))
    except ValidationError:
        return _bad("RM592", at, value)


def read_words(value: CellValue, at: str) -> Read[str]:
    """Read a text of any kind; an empty one takes back what stood there."""
    if _is_error(value):
        return _bad("RM588", at, value)
    text = say_cell(value)
    if len(text) > LONGEST_NOTE:
        return Read(None, (Problem.of("RM591", at=at, found=len(text), limit=LONGEST_NOTE),), is_good=False)
    return Read(text)
