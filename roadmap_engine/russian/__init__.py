"""Russian as a school's papers need it: cases, gender, agreement, numerals, dates, lists, typography."""

from __future__ import annotations

from roadmap_engine.russian.declension import decline
from roadmap_engine.russian.forms import Case, Forms, Gender, Kind

__all__ = ["Case", "Forms", "Gender", "Kind", "decline"]
