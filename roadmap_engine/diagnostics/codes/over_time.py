"""RM945 to RM959: what of an organisation holds for a time, and what is asked of its people."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["OVER_TIME_CODES"]

OVER_TIME_CODES: tuple[Code, ...] = (
    Code("RM945", "terms-of-no-year", "of several terms, these do not say which school year they are for",
         "write their year: `school_year: 2026/2027`"),
    Code("RM946", "terms-of-one-year-twice", "the terms of {year} stand here twice",
         "leave one of them out\nor correct the `school_year` of this one"),
)  # fmt: skip
