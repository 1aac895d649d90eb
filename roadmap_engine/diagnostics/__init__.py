"""Problems as values: what is wrong, where, and what to do; codes, and how problems are shown."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes import CODES, Code
from roadmap_engine.diagnostics.problem import Location, Problem, has_errors
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["CODES", "Code", "Location", "Problem", "Severity", "has_errors"]
