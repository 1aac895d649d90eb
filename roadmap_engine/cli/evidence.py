"""Files and addresses that show what was done, looked at before they are laid beside the adoption."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.entry import EvidenceFile, EvidenceLink
from roadmap_engine.storage.opening import read_file
from roadmap_engine.tracking.evidence import FOLDER, KINDS, LARGEST, tell_kind

__all__ = ["gather_evidence"]

_MEGABYTE = 1_048_576
Gathered = tuple[tuple[EvidenceFile | EvidenceLink, ...], dict[Path, bytes], tuple[Problem, ...]]


def gather_evidence(adoption: Path, given: Iterable[str]) -> Gathered:
    """Look at what is to be attached.

    Args:
        adoption: the text it lies beside.
        given: paths of files, and addresses.

    Returns:
        How entries name it, the files that are to be laid beside the adoption, and what is told: a kind of
        file that is not kept (RM566), one that is too large (RM567), that pupils' names do not belong there
        (RM569).

    Raises:
        click.UsageError: a file cannot be read, or an address is none.
    """
    found: list[EvidenceFile | EvidenceLink] = []
    files: dict[Path, bytes] = {}
    told: list[Problem] = []
    for each in given:
        if "://" in each:
            found.append(_read_link(each))
            continue
        data = _read(Path(each))
        kind = tell_kind(data)
        if len(data) > LARGEST * _MEGABYTE:
            # Of a larger one no more than the limit was read.
            size = f"{Path(each).stat().st_size / _MEGABYTE:.1f}"
            told.append(Problem.of("RM567", file=each, size=size, limit=LARGEST))
        elif kind is None:
            told.append(Problem.of("RM566", file=each, kinds=", ".join(KINDS)))
        else:
            digest = hashlib.sha256(data).hexdigest()
            files[adoption.parent / FOLDER / f"{digest}.{kind}"] = data
            found.append(EvidenceFile(sha256=digest, name=_name(each), size=len(data)))
            told.append(Problem.of("RM569", file=each))
    return tuple(found), files, tuple(told)


def _name(path: str) -> str:
    return "".join(sign if sign.isprintable() else "_" for sign in Path(path).name)[-200:]


def _read_link(text: str) -> EvidenceLink:
    try:
        return EvidenceLink(link=text)
    except ValueError:
        told = _("«{text}» is not an address that begins with https:// or http://.")
        raise click.UsageError(told.format(text=text)) from None


def _read(path: Path) -> bytes:
    try:
        return read_file(path, LARGEST * _MEGABYTE)
    except (OSError, ValueError) as failed:
        reason = _(getattr(failed, "strerror", None) or str(failed))
        told = _("«{file}» cannot be read: {reason}.")
        raise click.UsageError(told.format(file=path, reason=reason)) from None
