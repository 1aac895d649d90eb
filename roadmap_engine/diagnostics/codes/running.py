"""RM74x, RM75x: runs that meet each other, and what reaches the program from outside its texts."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["RUNNING_CODES"]

RUNNING_CODES: tuple[Code, ...] = (
    Code("RM740", "folder-held",
         "another run of the program writes in {folder} ({who}); this one has written nothing there",
         "repeat the command when it has ended\nwhere no such run is left (its computer is off), remove "
         "{file}"),
    Code("RM741", "folder-not-lockable",
         "{folder} cannot be held for one run alone: {reason}; nothing was written there",
         "let yourself write in the folder, or work on a copy of it"),
)  # fmt: skip
