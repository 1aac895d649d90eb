"""The process's streams, made to take every text whatever they are: a code page, a closed pipe, nothing.

Of a sign that a stream's encoding lacks the nearest that it has is written: «→» as «->», «—» as «-»; Russian
letters in an ASCII stream as Latin ones. A reader that goes away, as `head` does, stops nobody's work: what a
command writes to files it writes, and only what it would still say goes nowhere.
"""

from __future__ import annotations

import codecs
import contextlib
import encodings.ascii
import errno
import io
import os
import sys
import unicodedata
from collections.abc import Mapping
from typing import Any, TextIO

__all__ = ["can_encode", "fit_streams", "is_reader_gone"]

_FITTING = "roadmap-fitting"
_ASCII = "roadmap-ascii"
_GONE = frozenset({errno.EPIPE, errno.EINVAL})
"""How a pipe says that nobody reads it; the second on Windows."""

_NEAREST: Mapping[str, str] = {
    **dict.fromkeys("«»„“”″", '"'),
    **dict.fromkeys("‘’‚′ʼ\N{COMBINING ACUTE ACCENT}", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    **dict.fromkeys("\u00ad\u200b\u200d\u2060\ufeff", ""),
    "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "…": "...", "№": "No.", "✓": "+", "•": "*", "·": "*",
    "×": "x", "│": "|", "─": "-", "≤": "<=", "≥": ">=",
}  # fmt: skip
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_SOUNDS = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y ' e iu ia"
_LATIN: Mapping[str, str] = dict(zip(_RUSSIAN, _SOUNDS.split(), strict=True))
"""As in Russian passports, приказ МИД России от 12.02.2020 № 2113; the soft sign shown."""


class _QuietPipe(io.FileIO):
    """A pipe that swallows what nobody reads any more."""

    gone = False

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data) or 0
        except OSError as failed:
            if failed.errno not in _GONE:
                raise
            self.gone = True
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, self.fileno())
            os.close(null)
            return memoryview(data).nbytes


def fit_streams() -> None:
    """Let the process's streams take every text; once more changes nothing."""
    codecs.register_error(_FITTING, _write_nearest)
    codecs.register(_find_codec)
    sys.stdout = _fit(sys.stdout)
    sys.stderr = _fit(sys.stderr)
    if isinstance(sys.stdin, io.TextIOWrapper):
        # What was typed in another encoding is told as an answer that cannot be, not as a fault.
        with contextlib.suppress(OSError):  # somebody has read from it already
            sys.stdin.reconfigure(errors="surrogateescape")


def is_reader_gone() -> bool:
    """Tell whether nobody reads the standard output any more."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return isinstance(raw, _QuietPipe) and raw.gone


def can_encode(text: str) -> bool:
    """Tell whether the standard output has every sign of a text."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return _has(text, "ascii" if encoding == _ASCII else encoding)


def _fit(stream: TextIO) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper) or stream.errors == _FITTING:
        return stream
    # click takes a stream that calls itself ASCII for one of a system that is not set up, and writes UTF-8.
    encoding = _ASCII if codecs.lookup(stream.encoding).name == "ascii" else stream.encoding
    with contextlib.suppress(OSError):
        if not stream.isatty():
            pipe = _QuietPipe(stream.fileno(), "wb", closefd=False)
            stream.flush()
            buffered = io.BufferedWriter(pipe)
            return io.TextIOWrapper(buffered, encoding, _FITTING, line_buffering=stream.line_buffering)
    stream.reconfigure(encoding=encoding, errors=_FITTING)
    return stream


def _find_codec(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _ASCII:
        return None
    return codecs.CodecInfo(
        codecs.ascii_encode,
        codecs.ascii_decode,
        name=_ASCII,
        incrementalencoder=encodings.ascii.IncrementalEncoder,
        incrementaldecoder=encodings.ascii.IncrementalDecoder,
    )


def _write_nearest(failed: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(failed, UnicodeEncodeError):
        raise failed
    words = failed.object[failed.start : failed.end]
    # As bytes: UTF-8 takes nothing but ASCII from a handler that gives text.
    return "".join(_nearest(each, failed.encoding) for each in words).encode(failed.encoding), failed.end


def _nearest(letter: str, encoding: str) -> str:
    """Give what stands for a sign that an encoding lacks, in signs that it has."""
    small = _LATIN.get(letter.lower())
    latin = small if small is None or letter.islower() else small.capitalize()
    bare = "".join(each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each))
    for words in (_NEAREST.get(letter), latin, bare, "\ufffd"):
        if words is not None and _has(words, encoding):
            return words
    return "?"


def _has(words: str, encoding: str) -> bool:
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
