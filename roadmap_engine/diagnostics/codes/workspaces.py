"""RM972–RM979: what `roadmap doctor` finds in a folder of adoptions, beside what the texts themselves say."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["WORKSPACE_CODES"]

_W, _N = Severity.WARNING, Severity.NOTICE

WORKSPACE_CODES: tuple[Code, ...] = (
    Code(
        "RM972",
        "batch-unfinished",
        "{folder}: `roadmap batch` has not come to its end: of {count} adoptions {done} have whole papers, "
        "and there is no summary",
        "run the same command again: what is whole is not made anew",
        severity=_N,
    ),
    Code(
        "RM973",
        "left-without-text",
        "«{file}» belongs to {owner}, which is not here",
        "put the text back from a copy, under the name it had\nor move «{file}» away: nothing reads it",
        severity=_W,
    ),
    Code(
        "RM974",
        "named-by-nothing",
        "{folder}: nothing names these files: {names}",
        "another copy of {log} may name them: `roadmap track merge ADOPTION COPY`; else take them away\n"
        "no text beside it stands on {bundles}: keep an earlier version to go back to, or take it away\n"
        "all that {copies} say stands in {history}: take them away",
        severity=_N,
    ),
    Code(
        "RM975",
        "calendar-history-behind",
        "{file}, the history of the calendars, knows less of their events than {others}",
        "`roadmap build` puts into it what is missing; take nothing away before",
        severity=_W,
    ),
    Code(
        "RM976",
        "entry-otherwise-elsewhere",
        "{log} and {other} have different entries under one id: {ids}",
        "compare the two: one of them was changed by hand, or is a copy that went its own way",
        severity=_W,
    ),
    Code(
        "RM977",
        "left-by-a-run",
        "{folder}: left behind by a run that was cut short: {names}",
        "delete them, unless the program is at work there at this moment",
        severity=_N,
    ),
    Code(
        "RM978",
        "newer-version-at-hand",
        "{roadmap} {newest} is at hand, and these run an earlier version: {names}",
        "see what would change: `roadmap update {file} --dry-run`",
        severity=_N,
    ),
    Code(
        "RM979",
        "text-of-earlier-format",
        "written in an earlier format, which is still read: {names}",
        "see what would be written otherwise: `roadmap migrate {folder} --dry-run`",
        severity=_N,
    ),
)
