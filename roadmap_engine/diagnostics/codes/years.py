"""RM94x: texts of one school year in the plan of another."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["YEAR_CODES"]

YEAR_CODES: tuple[Code, ...] = (
    Code("RM940", "texts-of-another-year", "the roadmap is for {written}, the plan for {year}: {found}",
         "write `moved_from: {written}` into the adoption, and every year of the texts moves with the plan; "
         "`roadmap show --moved` lists each wording before and after\n"
         "or look for a newer version of the roadmap: `roadmap update`", severity=Severity.WARNING),
    Code("RM941", "years-left",
         "years left as they are ({count}), because nobody can tell for certain what they would be: {shown}",
         "`roadmap show --moved` says why; what is to be otherwise, say under `replace`",
         severity=Severity.NOTICE),
    Code("RM942", "nothing-moved-from",
         "there is nothing to move from {written} to {year}, or the texts are of another year",
         "take `moved_from` out\nor the texts speak of {spoken}: write `moved_from: {spoken}`",
         severity=Severity.WARNING),
    Code("RM943", "moved-from-over",
         "version {version} is for {year}, the year of the plan: `moved_from: {old}` goes from the adoption",
         "there is nothing to do; look at the papers", severity=Severity.NOTICE),
    Code("RM944", "moved-from-other",
         "version {version} is for {year}, not for {old} any more: `moved_from` follows it",
         "`roadmap show --moved` lists what moves now", severity=Severity.NOTICE),
)  # fmt: skip
