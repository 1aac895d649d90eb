"""RM550–RM579: the status log, and what is recorded in it."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["TRACKING_CODES"]

_W, _N = Severity.WARNING, Severity.NOTICE

TRACKING_CODES: tuple[Code, ...] = (
    Code(
        "RM550",
        "entries-disagree",
        "«{row}»: entries disagree, and neither saw the other: {entries}",
        "say what holds, by any `roadmap track` command about this row",
        severity=_W,
    ),
    Code(
        "RM540",
        "no-such-entry",
        "«{id}» is the id of no entry of the log, or the beginning of several",
        "did you mean {near}?\n`roadmap track log` shows all entries with their ids",
    ),
    Code(
        "RM541",
        "ended-by-log",
        "ended by the log «{log}», and now written under «settled» of the adoption: {names}",
        "nothing is to be done: no newer version changes them any more",
        severity=_N,
    ),
    Code(
        "RM542",
        "event-and-log-differ",
        "the log dates «{event}» {log}, and the adoption says {text}; the text counts",
        "record the right day: `roadmap record ADOPTION {event} DATE`",
        severity=_W,
    ),
    Code(
        "RM544",
        "day-not-come",
        "«{row}»: «{did}» on {day}, which is still to come: today is {today}",
        "name the day it was on, {today} at the latest",
    ),
    Code(
        "RM545",
        "order-leaves-out",
        "the order is drawn anew and charges nobody with what the log says has ended: {rows}",
        "if the order was signed before, keep it: `roadmap sign ADOPTION --papers DIR`",
        severity=_N,
    ),
    Code(
        "RM551",
        "text-and-log-differ",
        "«{row}»: the adoption says «{text}», and the last entry of the log «{log}»; the text counts",
        "correct «settled» in the adoption\nor record in the log what is so",
        severity=_W,
    ),
    Code(
        "RM552",
        "entry-without-effect",
        "«{row}»: the entry {id} («{did}») has no effect: it cannot follow what was before it",
        "record what is so by a new entry; this one stays as it is",
        severity=_W,
    ),
    Code(
        "RM553",
        "entries-of-another",
        "the log has entries of the plan «{adoption}»: {count}. They are not "
        "of «{plan}» and do not count here",
        "if this is the same plan, give it its name back: `adoption: {adoption}`",
        severity=_W,
    ),
    Code(
        "RM554",
        "entries-of-what-is-gone",
        "the log has entries about «{measure}», for which the plan has no row: {count}, the last one «{did}»",
        "they are kept; `roadmap track log` shows them",
        severity=_N,
    ),
    Code(
        "RM555",
        "entries-of-newer-version",
        "the log has entries that only a newer version of the program understands: {count}",
        "take the newer version; until then the rows they are about have no state",
        severity=_W,
    ),
    Code(
        "RM556",
        "log-line-broken",
        "line {line} of the status log is no entry: it is kept, and skipped: «{words}»",
        "compare the log with a copy of it",
        "cannot be read",
        severity=_W,
    ),
    Code(
        "RM557",
        "log-line-torn",
        "the last line of the status log was never finished: whoever wrote it was "
        "not told that it is recorded",
        "the next entry takes its place; record again what is missing",
        severity=_N,
    ),
    Code(
        "RM558",
        "entry-twice",
        "the log has two different entries under one id: {id}",
        "compare the log with a copy of it; one of the two was changed by hand",
        severity=_W,
    ),
    Code(
        "RM559",
        "entries-missing",
        "entries of the log follow others that are not in it: {count}. Another copy of the log has them",
        "join the copies: `roadmap track merge ADOPTION COPY`",
        severity=_N,
    ),
    Code(
        "RM560",
        "log-copies",
        "beside the status log lie copies of it: {names}",
        "join them: `roadmap track merge ADOPTION`",
        severity=_W,
    ),
    Code(
        "RM561",
        "not-allowed-now",
        "«{row}» is «{state}»: «{did}» cannot be recorded",
        "possible now: {allowed}",
    ),
    Code("RM562", "reason-needed", "«{did}» needs a reason: somebody will ask why", 'say it: --note "…"'),
    Code(
        "RM563",
        "no-such-row",
        "«{words}» is no measure of the plan: neither its number, nor its id, nor words of its title",
        "did you mean {near}?\n`roadmap track list` shows all rows",
    ),
    Code(
        "RM564",
        "row-unclear",
        "«{words}» fits several measures: {found}",
        "name one of them by its number or its id",
    ),
    Code(
        "RM565", "occurrence-needed", "«{row}» falls due several times: {found}", "say which: --for {example}"
    ),
    Code(
        "RM566",
        "evidence-kind",
        "«{file}» is none of the kinds of file that are kept as evidence ({kinds})",
        "save it as one of them, or attach a link",
    ),
    Code(
        "RM567",
        "evidence-too-large",
        "«{file}» has {size} MB, and {limit} MB are kept at most",
        "make it smaller, or attach a link to it",
    ),
    Code(
        "RM568",
        "evidence-missing",
        "«{row}»: the file «{name}» that was attached is not there ({file})",
        "take it from a copy of the folder «evidence»",
        severity=_W,
    ),
    Code(
        "RM569",
        "evidence-persons",
        "«{file}» lies beside the adoption and travels with it: pupils' names do not belong there",
        severity=_N,
    ),
    Code(
        "RM570",
        "no-real-lock",
        "«{folder}» knows no locks: what was written was read back and stands there, "
        "but two people writing at once are not kept apart",
        "keep the folder on a drive that knows locks",
        severity=_N,
    ),
    Code(
        "RM571",
        "written-meanwhile",
        "«{row}»: somebody else has recorded something since: {entries}",
        "look at it, and record again if that still holds",
    ),
    Code(
        "RM572",
        "unknown-person",
        "«{who}» is nobody whom the organisation names",
        "did you mean {near}?",
        severity=_W,
    ),
    Code(
        "RM573",
        "not-written",
        "{file}: what was written does not stand there: nothing is recorded",
        "look whether the disk is full or another program changes the file; then record again",
    ),
    Code(
        "RM574",
        "who-unsaid",
        "who records this is not said",
        "say it by the key of a post: --as deputy-head\nor once for all: export ROADMAP_AS=deputy-head",
    ),
    Code(
        "RM543",
        "not-recordable",
        "«{row}»: this cannot be recorded as «{field}»: «{value}»",
        "people are named by the key of a post (deputy-head), steps as «document:step», days as days; "
        "a text has {limit} characters at most",
    ),
)  # fmt: skip
