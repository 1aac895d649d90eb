"""Names of files: readable Cyrillic, and yet a name on every disk a school may have.

A name keeps its letters (NFC), loses what Windows, macOS or a shell cannot bear, fits into 120 bytes,
and differs from its neighbours even where the disk knows no capitals. Of names cut short, or equal but
for their capitals, each gets a short mark of its own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

__all__ = ["MAX_BYTES", "file_name", "unique_names"]

MAX_BYTES = 120
_MARK = 6
_FORBIDDEN = re.compile(r"[^\w.,()+№«»=@ -]|_", re.UNICODE)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def file_name(stem: str, extension: str = "") -> str:
    """Make a file name of any words.

    >>> file_name("Приказ № 214/од: «Об анализе»", ".docx"), file_name("CON", ".txt"), file_name("…", ".docx")
    ('Приказ № 214-од- «Об анализе».docx', 'CON-.txt', 'файл.docx')
    """
    text = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", stem))
    text = re.sub(r"-{2,}", "-", re.sub(r"\s+", " ", text)).strip(" .-") or "файл"
    if _RESERVED.match(text):
        text = re.sub(r"^(\w+)", r"\1-", text)
    room = MAX_BYTES - len(extension.encode())
    if len(text.encode()) <= room:
        return text + extension
    return _marked(text, stem, extension)


def unique_names(names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Make file names of stems and extensions, no two alike even without their capitals.

    >>> unique_names((("План", ".docx"), ("план", ".docx")))[0]
    'План.docx'
    """
    taken: set[str] = set()
    rounds: dict[tuple[str, str], int] = {}
    unique = []
    for stem, extension in names:
        # The rounds of an equal name before are taken: of a thousand, each is tried once.
        name, round_ = file_name(stem, extension), rounds.get((stem, extension), 0)
        while name.casefold() in taken:
            round_ += 1
            name = _marked(name.removesuffix(extension), f"{stem}\0{round_}", extension)
        taken.add(name.casefold())
        rounds[stem, extension] = round_
        unique.append(name)
    return tuple(unique)


def _marked(text: str, whole: str, extension: str) -> str:
    """Cut a name so that it fits with a mark made of the whole text."""
    mark = "~" + hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:_MARK]
    room = MAX_BYTES - len((mark + extension).encode())
    return text.encode()[:room].decode(errors="ignore").rstrip(" .-") + mark + extension
