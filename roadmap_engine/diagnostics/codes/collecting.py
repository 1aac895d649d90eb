"""RM682–RM689: what schools have sent to their department, and the registry of schools."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["COLLECTING_CODES"]

_W, _N = Severity.WARNING, Severity.NOTICE

COLLECTING_CODES: tuple[Code, ...] = (
    Code(
        "RM682",
        "school-found-twice",
        "«{school}» was found more than once and counts once: by «{taken}»; not by {left}",
        "take away the copies that are out of date",
        severity=_W,
    ),
    Code(
        "RM683",
        "table-gives-way-to-log",
        "tables of schools whose log is here too: {count}. The log counts, and these do not: {names}",
        "what a table has beyond the log: `roadmap track import`",
        severity=_N,
    ),
    Code(
        "RM684",
        "no-table-of-a-plan",
        "files that are no table of a plan (tracker.xlsx) are passed over: {count}: {names}",
        "if one of them is a table that was sent in, open it and save it as .xlsx",
        severity=_N,
    ),
    Code(
        "RM685",
        "registry-without-columns",
        "the registry {file} has no columns of ids and names; its first line is: «{found}»",
        "the first line names the columns: «id» or «код», «name» or «название»",
    ),
    Code(
        "RM686",
        "registry-cell-wrong",
        "row {row}, column «{column}»: {why}",
        "correct the cell",
        severity=_W,
    ),
    Code(
        "RM687",
        "registry-id-twice",
        "row {row}, column «{column}»: the id «{id}» stands in row {first} already",
        "give each school an id of its own; the first row counts",
        severity=_W,
    ),
    Code(
        "RM688",
        "schools-not-in-registry",
        "schools that the registry does not have: {count}: {names}. They are counted",
        "add them to the registry, or write their id there as `organisation:` of their text says it",
        severity=_W,
    ),
    Code(
        "RM689",
        "unknown-what-is-expected",
        "schools without a plan of some table: {count}; the schools follow several roadmaps, and the "
        "registry does not say which are expected of these. They are counted in every table",
        "add a column «roadmap» to the registry",
        severity=_N,
    ),
)
