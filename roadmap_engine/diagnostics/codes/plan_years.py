"""RM670–RM673: plans of two school years, and what follows what in them."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["PLAN_YEAR_CODES"]

PLAN_YEAR_CODES: tuple[Code, ...] = (
    Code("RM670", "plan-years-apart",
         "{thing}: a plan is of one school year, or of two that follow each other",
         "write `school_year: 2026/2027`, or `school_year: [2026/2027, 2027/2028]`"),
    Code("RM671", "row-of-the-year-after",
         "{rows}: their school year is {after}, and the plan names {year} alone",
         "write `school_year: [{year}, {after}]`: the papers name both years then\n"
         "or keep them in this year: replace: {{{first}: {{year: this}}}}", severity=Severity.WARNING),
    Code("RM672", "due-before-what-it-follows",
         "measure «{measure}» is due on {date}, before what it follows: «{cause}», {cause_date}",
         "it belongs to the year after: replace: {{{measure}: {{year: next}}}}, or the whole stage "
         "replace: {{{stage}: {{year: next}}}}; and school_year: [{year}, {after}]\n"
         "or it is dated anew: replace: {{{measure}: {{deadline: …}}}}\n"
         "or it is about earlier results: replace: {{{measure}: {{year: this}}}}", severity=Severity.WARNING),
    Code("RM673", "analysis-before-its-procedure",
         "what the plan begins with, «{measure}», is due on {date}, and the procedure is held {held}",
         "if the plan is about earlier results, write when that procedure was: procedure: {{held: …}}\n"
         "or date the analysis after the procedure: replace: {{{measure}: {{deadline: …}}}}",
         severity=Severity.WARNING),
)  # fmt: skip
