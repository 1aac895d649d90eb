"""The bytes of a file to its text: one that a person wrote, of a size a text can have, in UTF-8."""

from __future__ import annotations

import codecs
import re

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.limits import TEXT_BYTES
from roadmap_engine.yaml_text.characters import REFUSED, name_character

__all__ = ["LARGEST", "decode_source", "guess_encoding"]

LARGEST = TEXT_BYTES.most
"""A text is never larger than this many bytes; a reader need not take in more than one byte over it."""

_MOST = 20


def decode_source(
    data: bytes, file: str, *, largest: int = LARGEST
) -> tuple[str | None, tuple[Problem, ...]]:
    """Give the text of a file, without a byte order mark.

    Args:
        data: the bytes, or their first `largest` + 1.
        file: the name the text is known by to its reader.
        largest: how many bytes a file of its kind may have.
    """
    if len(data) > largest:
        return None, (Problem.of("RM104", location=Location(file), limit=largest // 1_048_576),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        location = _locate(file, before, len(before))
        encoding = ENCODINGS.get(guess_encoding(data) or "", "")
        byte = f"0x{data[error.start]:02X}"
        return None, (Problem.of("RM105", location=location, byte=byte, encoding=encoding),)
    if _has_wide_letters(data):
        return None, (Problem.of("RM105", location=Location(file), byte="0x00", encoding="UTF-16"),)
    if not text.strip():
        return None, (Problem.of("RM106", location=Location(file)),)
    refused = [
        Problem.of("RM107", location=_locate(file, text, found.start()), character=name_character(found[0]))
        for found, _ in zip(REFUSED.finditer(text), range(_MOST), strict=False)
    ]
    return (None if refused else text), tuple(refused)


ENCODINGS = {
    "cp1251": "windows-1251",
    "koi8-r": "KOI8-R",
    "cp866": "cp866 (DOS)",
    "mac-cyrillic": "Mac Cyrillic",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
}
"""Encodings that Russian texts are met in, and what editors call them."""

_FREQUENT = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф")
_FIRST_CAPITAL = re.compile(r"(?<![А-Яа-я])[А-Я](?=[а-я]|\b)")
_ONLY_CAPITALS = re.compile(r"(?<![А-Яа-я])[А-Я]{2,}(?![а-я])")
_LIKELY = 0.85
_LOOKED_AT = 20_000


def guess_encoding(data: bytes) -> str | None:
    r"""Tell in which encoding bytes that are not UTF-8 read as Russian; None where in none.

    >>> guess_encoding("Мероприятия по плану".encode("cp1251")), guess_encoding(b"\xff\xd8\xff\xe0\x10")
    ('cp1251', None)
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _has_wide_letters(data):
        return "utf-16"
    sample = data[:_LOOKED_AT]
    if b"\0" in sample:
        return None
    found = {name: _weigh(sample.decode(name, errors="replace")) for name in ENCODINGS if "utf" not in name}
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= _LIKELY else None


def _weigh(text: str) -> float:
    """Give the share of small and first Russian letters among the characters that are not ASCII."""
    odd = [letter for letter in text if not letter.isascii() and letter not in "«»–—№…„“”ё"]
    if not odd:
        return 0.0
    small = sum(letter in _FREQUENT for letter in odd)
    first = len(_FIRST_CAPITAL.findall(text))
    # What is all small letters in one encoding is all capitals in another; small ones are likelier.
    capitals = sum(map(len, _ONLY_CAPITALS.findall(text)))
    return (small + first + capitals * _LIKELY) / len(odd)


def _has_wide_letters(data: bytes) -> bool:
    """Tell whether every other byte is often null, as the keys of a text are in UTF-16 without its mark."""
    start = data[:200]
    return any(
        4 * start[first::2].count(0) > len(start) // 2 > start[1 - first :: 2].count(0) * 100
        for first in (0, 1)
    )


def _locate(file: str, text: str, index: int) -> Location:
    lines = re.split(r"\r\n|\r|\n", text[:index])
    return Location(file, len(lines), len(lines[-1]) + 1)
