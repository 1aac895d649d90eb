"""RM575–RM600: trackers that come back filled in, and what of them is recorded."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["RETURNED_TRACKER_CODES"]

_W, _N = Severity.WARNING, Severity.NOTICE

RETURNED_TRACKER_CODES: tuple[Code, ...] = (
    Code(
        "RM575",
        "tracker-unread",
        "{file}: rows with something that is not in the log: {count} ({names})",
        "record it: `roadmap track import {file} --adoption ADOPTION`",
        severity=_N,
    ),
    Code(
        "RM576",
        "tracker-conflict",
        "{at}, «{cell}» of «{row}»: «{theirs}» in the file, «{ours}» in the log, and both were "
        "changed since the tracker was made; nothing of this row was taken",
        "--take theirs takes what the file says, --take ours leaves what the log says",
    ),
    Code(
        "RM577",
        "tracker-of-another",
        "{file} is the tracker of «{other}», not of «{plan}»; nothing was taken",
        "name the adoption it belongs to: --adoption",
    ),
    Code(
        "RM578",
        "tracker-of-other-years",
        "{file} is a tracker of {other}, and the plan is of {years}; nothing was taken",
        "name the adoption of that year: --adoption",
    ),
    Code(
        "RM579",
        "returned-tracker-unreadable",
        "{file} cannot be read as a tracker: it is damaged, under a password, too large, or has no "
        "sheet with the columns of «План»; nothing was taken",
        "open it in Excel or LibreOffice, take off the password, save it as xlsx or ods",
    ),
    Code(
        "RM580",
        "tracker-of-nobody",
        "{file} does not say whose tracker it is; nothing was taken",
        "copy what was filled in into the tracker of «{plan}»",
    ),
    Code(
        "RM581",
        "row-of-another",
        "{at}: the row «{row}» comes from the tracker of «{plan}»; it was not taken",
        severity=_W,
    ),
    Code(
        "RM582",
        "row-of-nothing",
        "{at}: the plan has no row «{row}»; it was not taken",
        "what is not in the plan has no place in its log",
        severity=_W,
    ),
    Code(
        "RM583",
        "row-twice",
        "{at}: the row «{row}» stands there again and says something else: {others}; none of them was taken",
        "leave one of them",
    ),
    Code(
        "RM584",
        "rows-not-there",
        "{file} has no row for: {names} ({count}); nothing changes for them",
        severity=_N,
    ),
    Code("RM585", "no-status", "{at}: «{value}» is no status; it was not taken", "choose one of {choices}"),
    Code("RM586", "no-day", "{at}: «{value}» is no date; it was not taken",
         "type it again, such as 28.05.2027"),
    Code("RM587", "day-understood", "{at}: «{value}» is no date of the workbook; taken for {day}",
         severity=_N),
    Code(
        "RM588",
        "cell-of-error",
        "{at}: an error of a formula stands there, «{value}»; it was not taken",
        "type the value itself",
    ),
    Code(
        "RM589",
        "day-unsaid",
        "{at}: «{row}» is done, and the day is not said; recorded for {day}, the day of reading",
        "if it was another day, write it into «Выполнено» and import again",
        severity=_N,
    ),
    Code("RM590", "day-to-come",
         "{at}: {day} is still to come, and «{row}» cannot have been done on it; it was not taken",
         "correct the day and import again"),
    Code("RM591", "cell-too-long", "{at}: {found} characters, and {limit} are kept at most; it was not taken",
         "shorten it, or attach a document"),
    Code(
        "RM592",
        "no-address",
        "{at}: «{value}» is no address of a page; it was not taken",
        "write it as the browser shows it: https://…",
    ),
    Code("RM593", "status-of-checker",
         "{at}: «{value}» is for whoever checks the work to say; it was not taken",
         "choose «на проверке»\nor record it: `roadmap track accept` or `roadmap track return`"),
    Code("RM594", "cell-not-taken", "{at}, «{row}»: {what}; it was not taken", severity=_W),
    Code(
        "RM595",
        "row-settled",
        "{at}: the adoption says of «{row}» that it is «{status}», and the text counts; it was not taken",
        "correct «settled» in the adoption",
    ),
    Code(
        "RM596",
        "tracker-reason-needed",
        "{at}, «{row}»: «{did}» needs a reason; it was not taken",
        "write it into «Примечание»: what stood there before was said of something else",
    ),
    Code(
        "RM597",
        "no-baseline",
        "{file}: a hidden column is missing, so that nobody knows what was changed; what differs from the "
        "log counts as changed in the file",
        "leave the hidden columns where they are",
        severity=_N,
    ),
    Code(
        "RM598",
        "rows-put-aside",
        "{file}: rows on the sheet «Снято с плана»: {count}; they are not read",
        severity=_N,
    ),
    Code(
        "RM599",
        "sheet-copied",
        "{file}: the sheet «{sheet}» is a copy of «{main}» and is not read; what only the copy says: {cells}",
        "write into «{main}»",
        severity=_W,
    ),
    Code(
        "RM600",
        "reason-from-note",
        "{at}, «{row}»: the reason of «{did}» is taken from the note: «{note}»",
        "where the reason is another, leave the cell as it was and record it: `roadmap track`, with --note",
        severity=_N,
    ),
)  # fmt: skip
