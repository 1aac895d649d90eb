"""RM980–RM986: why a portal does not start, or a backup is not opened; RM990–RM994: why a job failed."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["PORTAL_CODES"]

PORTAL_CODES: tuple[Code, ...] = (
    Code(
        "RM980",
        "workspace-without-locks",
        "the folder {folder} lies on a drive that knows no locks: two who write at once would lose what one "
        "of them wrote",
        "move the workspace to a disk of this computer",
    ),
    Code(
        "RM981",
        "portal-runs-already",
        "another portal serves {folder} already, and with SQLite there may be one",
        "stop the other one\nor give both a PostgreSQL database: the variable DATABASE_URL",
    ),
    Code(
        "RM982",
        "database-of-newer-version",
        "the database of {folder} was used by a newer version of the program, which this one does not know "
        "({what})",
        "install that version again\nor restore a backup that was made before",
    ),
    Code(
        "RM983",
        "portal-in-the-open",
        "at {host} passwords would pass the network unencrypted",
        "put a web server with https before it, and say --proxy\n"
        "or keep it to this computer: --host 127.0.0.1",
    ),
    Code(
        "RM984",
        "portal-not-installed",
        "the package «{package}» is not installed: without it there is no portal",
        "install the extra: `pip install roadmap-engine[portal]`",
    ),
    Code(
        "RM985",
        "restore-over-something",
        "{folder} is there and holds something: nothing is restored over it",
        "name a new folder, or move this one away",
    ),
    Code(
        "RM986",
        "no-whole-backup",
        "{file} is no whole backup that this program wrote: {reason}",
        "take another one; `roadmap backup` writes an archive only when all of it is whole",
    ),
    Code(
        "RM990",
        "job-too-slow",
        "this took longer than {seconds} s and was stopped",
        "ask for less at once\nor let the command line do it: it has no such limit",
    ),
    Code(
        "RM991",
        "job-too-large",
        "this needs more than {megabytes} MB of memory and was stopped",
        "look for a file that is far too large\nor let the command line do it: it has no such limit",
    ),
    Code(
        "RM992",
        "job-broken-off",
        "the server was stopped while it was at this",
        "look at what has been done till then, and ask for the rest again",
    ),
    Code(
        "RM993",
        "job-failed",
        "this failed by a fault of the program itself",
        "try again; if it happens again, tell the administrator: the log of the server says more",
    ),
    Code(
        "RM994",
        "letter-not-taken",
        "the mail server has not taken the letter: «{answer}»",
        "look whether the address is right\nor hand over what stands in the letter yourself",
    ),
)
