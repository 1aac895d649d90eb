"""RM70x, RM74x: the command line, runs that meet each other, and what is from outside the program's texts."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["USAGE_CODES"]

USAGE_CODES: tuple[Code, ...] = (
    Code("RM701", "paper-changed-by-hand", "{file} was made or changed by hand and is not overwritten",
         "move the file away, choose another folder with -o, or say --force to overwrite it"),
    Code("RM702", "text-not-editable",
         "{file} is laid out in a way that an entry cannot be put into without changing the rest",
         "write it yourself, under «{section}»: {name}: {value}\n"
         "write it yourself, into the list «{list}»: {item}"),
    Code("RM703", "event-not-recorded", "«{event}» is not recorded: the roadmap has no such event",
         "take one of the roadmap's events: {near}"),
    Code("RM704", "text-not-migrated",
         "{file} is laid out in a way that its deadlines cannot be rewritten without changing the rest",
         "put each key on a line of its own, or write the deadlines as phrases"),
    Code("RM740", "folder-held",
         "another run of the program writes in {folder} ({who}); this one has written nothing there",
         "repeat the command when it has ended\nwhere no such run is left (its computer is off), remove "
         "{file}"),
    Code("RM741", "folder-not-lockable",
         "{folder} cannot be held for one run alone: {reason}; nothing was written there",
         "let yourself write in the folder, or work on a copy of it"),
)  # fmt: skip
