"""RM667, RM969, RM705–709, RM730–739: papers in a folder that people work in, what was left there and why."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["PAPER_CODES"]

PAPER_CODES: tuple[Code, ...] = (
    Code("RM705", "papers-of-another-plan",
         "{folder} holds the papers of «{other}», these are of «{plan}»; nothing was written",
         "choose another folder with -o\nif the plan was given another name, say --force: its papers then "
         "give way to these, what people filled in stays"),
    Code("RM969", "calendars-of-another-plan",
         "{folder} holds the calendars of «{other}», these are of «{plan}»; nothing was written there",
         "choose another folder\nif this plan comes after that one, say --go-on: whoever has subscribed "
         "finds it at the same addresses, and calendars that it has not end there"),
    Code("RM706", "papers-filled-in",
         "written in by people and left; nothing in them would be different now: {files}",
         severity=Severity.NOTICE),
    Code("RM707", "paper-left-as-changed",
         "{file} was made or changed by hand and is left as it is; what it would be now is beside it: "
         "«{newer}»", severity=Severity.NOTICE),
    Code("RM708", "paper-open", "{file} is open in another program and is left as it is",
         "close it and build again\nif it is open nowhere, remove «{mark}» beside it",
         severity=Severity.NOTICE),
    Code("RM709", "paper-no-plain-file",
         "{file} is a link, a folder or a file that cannot be read; nothing is written over it or through it",
         "put a plain file or nothing in its place and build again", severity=Severity.NOTICE),
    Code("RM730", "paper-not-writable", "the system lets nobody write {file}; it is left as it is",
         "close it where it is open, or let yourself write it, and build again", severity=Severity.NOTICE),
    Code("RM731", "tracker-carried-over",
         "{file} is new, since the plan has changed; what was filled in stands in it. The former file: "
         "«{kept}»", severity=Severity.NOTICE),
    Code("RM732", "tracker-rows-gone",
         "{file}: filled-in rows that are not in the plan: {count}; they stand on the sheet «Снято с плана»",
         severity=Severity.NOTICE),
    Code("RM733", "tracker-own-columns",
         "{file}: cells outside the table stand in the former file only: {names}",
         severity=Severity.NOTICE),
    Code("RM734", "tracker-not-readable",
         "{file} cannot be read as this plan's tracker and is left as it is; the new one is beside it: "
         "«{newer}»", "take off the password, or mend the file in Excel, and build again",
         severity=Severity.NOTICE),
    Code("RM735", "paper-of-no-measure",
         "{file} is none of this build's papers any more; people have written in it, so it is left",
         severity=Severity.NOTICE),
    Code("RM736", "former-paper-kept",
         "{file} was changed by hand and is written over; the former file: «{kept}»",
         severity=Severity.NOTICE),
    Code("RM737", "blank-keeps-its-name",
         "{file} is filled in and keeps its name, though the numbers have moved; it would be «{name}» now",
         severity=Severity.NOTICE),
    Code("RM738", "paper-changed-meanwhile",
         "{file} was changed while the papers were written, and is left as it is", "build again",
         severity=Severity.NOTICE),
    Code("RM739", "papers-belong-together",
         "{file} was made or changed by hand; the order and its plan belong together, so nothing was written",
         "choose another folder with -o, or say --force {name}: the former file is kept beside the new one"),
    Code("RM667", "calendar-cut",
         "{file} shows {shown} of {found} events: calendar services take no more than {events} events and "
         "{bytes} bytes",
         "what is long over, done, called off or furthest away is left out\nsubscribe to the calendars of "
         "roles, or make a plan for each part of the work", severity=Severity.NOTICE),
    Code("RM742", "calendar-history-recalled",
         "{file} said less of the events of the calendars than the calendars in {folder} do: it was lost, "
         "or is older; what they say was put into it", "keep the file together with the adoption",
         severity=Severity.NOTICE),
    Code("RM743", "calendar-history-lost",
         "the history of the calendars, {file}, is not there, nor are the calendars that were made in "
         "{folder}; all events are told anew, with numbers greater than they can have had",
         "keep the file together with the adoption\ntell those who have subscribed that what was called off "
         "before is not shown as that any more", severity=Severity.WARNING),
    Code("RM744", "calendar-histories-joined",
         "{file}: copies of the history of the calendars were joined: {copies}",
         "remove the copies beside it: all they say is in it", severity=Severity.NOTICE),
)  # fmt: skip
