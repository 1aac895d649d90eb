"""Files and addresses that show what was done, looked at before they are laid beside the adoption."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.desk.evidence import LARGEST_BYTES, look_at
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.entry import EvidenceFile, EvidenceLink
from roadmap_engine.storage.opening import read_file

__all__ = ["gather_evidence"]

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
        looked = look_at(adoption, each, data, Path(each).stat().st_size)
        told += looked.told
        if looked.evidence is not None:
            files[looked.place] = data
            found.append(looked.evidence)
    return tuple(found), files, tuple(told)


def _read_link(text: str) -> EvidenceLink:
    try:
        return EvidenceLink(link=text)
    except ValueError:
        told = _("«{text}» is not an address that begins with https:// or http://.")
        raise click.UsageError(told.format(text=text)) from None


def _read(path: Path) -> bytes:
    try:
        return read_file(path, LARGEST_BYTES)
    except (OSError, ValueError) as failed:
        reason = _(getattr(failed, "strerror", None) or str(failed))
        told = _("«{file}» cannot be read: {reason}.")
        raise click.UsageError(told.format(file=path, reason=reason)) from None
