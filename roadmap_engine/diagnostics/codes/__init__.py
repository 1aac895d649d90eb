"""The catalogue: every code a problem can have.

A code never changes meaning and is never used again for another fault. The hundreds say where a
fault is found: 1 reading a file, 2 the shape and sense of a roadmap, 3 deadlines and calendars,
4 the Russian language, 5 adoption and planning, 6 documents, 7 the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.codes.deadlines import DEADLINE_CODES
from roadmap_engine.diagnostics.codes.documents import DOCUMENT_CODES
from roadmap_engine.diagnostics.codes.planning import PLANNING_CODES
from roadmap_engine.diagnostics.codes.reading import READING_CODES
from roadmap_engine.diagnostics.codes.roadmaps import ROADMAP_CODES
from roadmap_engine.diagnostics.codes.russian import RUSSIAN_CODES
from roadmap_engine.diagnostics.codes.usage import USAGE_CODES

__all__ = ["CODES", "Code"]

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.id: code
        for group in (
            READING_CODES,
            ROADMAP_CODES,
            DEADLINE_CODES,
            RUSSIAN_CODES,
            PLANNING_CODES,
            DOCUMENT_CODES,
            USAGE_CODES,
        )
        for code in group
    }
)
