"""What lies in a folder of adoptions, as far as it is the program's, and what was found there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.drift import SchoolDrift

__all__ = ["Examined", "SeenBundle", "SeenFolder"]


@dataclass(frozen=True, slots=True)
class SeenBundle:
    """A bundle that lies beside texts.

    Attributes:
        name: of its file.
        roadmap: the id of the roadmap in it, by the file's name.
        version: of that roadmap, by the file's name.
        sha256: what a pin names it by; empty where it cannot be read.
    """

    name: str
    roadmap: str = ""
    version: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class SeenFolder:
    """What lies in one folder.

    Attributes:
        path: of the folder, as messages show it.
        names: of its files, and of the folders that the program itself makes and takes away.
        adoptions: the id of each adoption, by the name of its file; empty where it cannot be told.
        evidence: names of the files in `evidence/`.
        named: what the logs here name as evidence, by content.
        bundles: those in `bundles/`.
        stands_on: the roadmap that each text here stands on, and the content it is pinned to; None where a
            text cannot be read, so that nobody knows.
        signed: the plans whose signed acts lie in `signed/`, each with the folder of the first act.
        papers: the plan whose papers lie here by their list; empty where there is none.
    """

    path: str
    names: tuple[str, ...] = ()
    adoptions: Mapping[str, str] = frozendict()
    evidence: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    bundles: tuple[SeenBundle, ...] = ()
    stands_on: tuple[tuple[str, str], ...] | None = ()
    signed: Mapping[str, str] = frozendict()
    papers: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in folders of adoptions, or with adoptions.

    Attributes:
        schools: the adoptions, each with the version it runs and the newest that is at hand.
        unknown: what could not be looked at, and why.
    """

    schools: tuple[SchoolDrift, ...] = ()
    unknown: tuple[Problem, ...] = ()
