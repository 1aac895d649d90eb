"""Papers that were signed → an act in the record, kept as they are, byte by byte."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from roadmap_engine.desk.holding import hold_beside
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.signing import Asked, Signed
from roadmap_engine.pipeline.signing_orders import (
    sign_amendment,
    sign_order,
    sign_revocation,
    sign_school_order,
)
from roadmap_engine.storage.whole_folder import create_folder, sweep_folders

__all__ = ["SCAN", "SIGN", "Way", "keep_signed", "sign_papers"]

SCAN = "scan.pdf"
"""How the scan of an act is called among its papers."""
Way = Literal["papers", "amendment", "revocation"]
"""What is signed: the order with its plan, one that amends it, one that ends it."""
SIGN: Mapping[str, Callable[[Path, Path, Asked], Outcome[Signed]]] = MappingProxyType(
    {
        "papers": sign_order,
        "amendment": sign_amendment,
        "revocation": sign_revocation,
        "school-order": sign_school_order,
    }
)
"""What signs each of them, of the folder that its papers lie in; another order of the plan, of its paper."""


def keep_signed(signed: Signed) -> None:
    """Keep a signed act: its folder appears with everything in it, or not at all.

    Whoever calls holds the folder of the adoption.

    Raises:
        OSError: the disk is full, or the folder cannot be written; then nothing is there.
    """
    sweep_folders(signed.folder.parent)
    create_folder(signed.folder, signed.files)


def sign_papers(
    adoption: Path,
    papers: Mapping[str, bytes],
    asked: Asked,
    way: Way = "papers",
) -> Outcome[Signed]:
    """Sign an order about a plan, of papers that came over the wire and lie nowhere yet.

    Args:
        adoption: text of the plan.
        papers: by the names that they were drawn under, the scan among them where there is one.
        asked: what is said of the act.
        way: which order it is.

    Returns:
        The act that was kept; nothing, and why, where it cannot be signed.
    """
    with hold_beside(adoption) as refused, tempfile.TemporaryDirectory() as place:
        if refused:
            return Outcome(None, refused)
        folder = Path(place)
        for name, content in papers.items():
            (folder / name).write_bytes(content)
        scan = folder / SCAN if SCAN in papers else None
        outcome = SIGN[way](adoption, folder, replace(asked, order=None, scan=scan))
        problems = tuple(_name_plainly(each, f"{folder}/") for each in outcome.problems)
        if outcome.value is not None:
            keep_signed(outcome.value)
        return Outcome(outcome.value, problems)


def _name_plainly(problem: Problem, place: str) -> Problem:
    """Call files as their sender does: where they lay for a moment is nobody's business."""
    arguments = tuple(
        (name, said.replace(place, "") if isinstance(said, str) else said) for name, said in problem.arguments
    )
    return replace(problem, arguments=arguments, location=_plain(problem.location, place))


def _plain(location: Location | None, place: str) -> Location | None:
    return replace(location, file=location.file.replace(place, "")) if location is not None else None
