"""Property values into the content lines of an iCalendar stream (RFC 5545, section 3.1).

One function escapes text and one folds; nothing else in the package writes iCalendar syntax, so no
title of a measure can open a component of its own. Lines are UTF-8, end in CRLF and hold at most 75
octets; a fold never parts the octets of one character.
"""

from __future__ import annotations

import datetime as dt
import functools
import re

from roadmap_engine.documents.phrases import clean_text

__all__ = ["ContentLines", "escape_text", "write_date", "write_duration", "write_instant"]

# 74 octets, because the blank that opens a continued line counts; an octet 10xxxxxx continues a character.
_LONGEST = 75
_FOLDS = re.compile(rb"(?s).{1,74}(?![\x80-\xBF])")


def escape_text(text: str) -> str:
    r"""Escape a value of type TEXT.

    >>> print(escape_text("до 1 мая; школа, класс" + chr(10) + "END:VEVENT"))
    до 1 мая\; школа\, класс\nEND:VEVENT
    """
    # RFC 5545, 3.3.11: backslash, semicolon and comma are escaped, a line end is written as «\n». The
    # backslash goes first, or those of the others would be escaped. Four passes are faster than one by table.
    text = clean_text(text).strip().replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def write_date(day: dt.date) -> str:
    """Write a value of type DATE: «20270528»."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


@functools.lru_cache(maxsize=1024)
def write_instant(instant: dt.datetime) -> str:
    """Write a value of type DATE-TIME in UTC: «20270528T000000Z»."""
    at = instant.astimezone(dt.UTC)
    return f"{write_date(at)}T{at.hour:02}{at.minute:02}{at.second:02}Z"


def write_duration(length: dt.timedelta) -> str:
    """Write a value of type DURATION, whole minutes, not negative.

    >>> write_duration(dt.timedelta(days=2, hours=15)), write_duration(dt.timedelta(hours=9, minutes=30))
    ('P2DT15H', 'PT9H30M')
    """
    hours, minutes = divmod(length.seconds // 60, 60)
    days = f"{length.days}D" if length.days else ""
    time = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return f"P{days}" + (f"T{time}" if time else "" if days else "T0M")


class ContentLines:
    r"""Content lines in the order they are added.

    >>> lines = ContentLines()
    >>> lines.add("VERSION", "2.0")
    >>> lines.encode()
    b'VERSION:2.0\r\n'
    """

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, name: str, value: str) -> None:
        """Add a line whose value is already in its iCalendar form."""
        self._lines.append(f"{name}:{value}")

    def add_text(self, name: str, text: str) -> None:
        """Add a line whose value is a person's text."""
        self._lines.append(f"{name}:{escape_text(text)}")

    def encode(self) -> bytes:
        """Fold the lines and join them."""
        return b"".join(map(_fold, self._lines))


def _fold(line: str) -> bytes:
    data = line.encode()
    if len(data) < _LONGEST:
        return data + b"\r\n"
    return b"\r\n ".join(_FOLDS.findall(data)) + b"\r\n"
