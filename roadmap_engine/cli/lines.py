"""Files of texts, one a line, that a script passes with `--file`; «-» is the standard input."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click

from roadmap_engine.cli.streams import is_reader_gone
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.limits import LINE_BYTES
from roadmap_engine.storage.opening import NoFileError, explain_refusal, refuse_other_things

__all__ = ["read_lines", "refuse_no_file", "short_lines"]

_BOM = b"\xef\xbb\xbf"


def refuse_no_file(path: Path) -> tuple[Problem, ...]:
    """Say that a path is no file and has no lines to wait for; what a script pipes in comes by «-»."""
    try:
        if str(path) != "-":
            refuse_other_things(path)
    except NoFileError as fault:
        return (explain_refusal(fault, path, Location(str(path))),)
    return ()


def read_lines(path: Path) -> Iterator[tuple[str, Problem | None]]:
    """Give the lines of a file as they come, until nobody reads the answers any more.

    Yields:
        Each line without its end. One that is not in UTF-8 has marks where it cannot be read, and a problem
        (RM105) that says so; the others are answered all the same.
    """
    with click.open_file(str(path), "rb") as stream:
        for number, data in enumerate(short_lines(stream), 1):
            if is_reader_gone():
                return
            yield _decode(data.removeprefix(_BOM) if number == 1 else data, Location(str(path), number))


def short_lines(stream: IO[bytes]) -> Iterator[bytes]:
    r"""Give the lines of a stream, one at a time; of one that is too long, enough to be refused as that.

    >>> import io
    >>> [len(line) for line in short_lines(io.BytesIO(b"a" * 50_000 + b"\nb\n"))]
    [20001, 2]
    """
    while line := stream.readline(LINE_BYTES.most + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(LINE_BYTES.most + 1)


def _decode(data: bytes, place: Location) -> tuple[str, Problem | None]:
    line = data.rstrip(b"\r\n")
    if len(data) > LINE_BYTES.most:
        # Cut within a letter, perhaps; it is refused as too long whatever its last letter is.
        return line.decode(errors="replace"), None
    try:
        return line.decode(), None
    except UnicodeDecodeError as failed:
        byte = f"0x{line[failed.start]:02X}"
        return line.decode(errors="replace"), Problem.of("RM105", location=place, byte=byte)
