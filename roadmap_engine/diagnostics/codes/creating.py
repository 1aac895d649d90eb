"""RM71x, RM72x: texts that the program writes for a person to go on with."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["CREATING_CODES"]

CREATING_CODES: tuple[Code, ...] = (
    Code("RM710", "answer-missing", "no answer to «{path}»",
         "say --answer {path}=…, or write it into the file of --answers, or answer on a terminal"),
    Code("RM711", "answer-not-understood", "the answer «{answer}» to «{path}» cannot be taken: {reason}",
         "give another answer"),
    Code("RM712", "answer-to-nothing", "nobody asks «{path}»",
         "remove the answer\nor perhaps one of these was meant: {near}"),
    Code("RM713", "text-exists", "{file} is there already and is not written over",
         "choose another name with -o, or say --force to write over it"),
    Code("RM714", "stale-year", "«{words}» is of a year that has passed when {year} begins",
         "write «{proposal}» if the same time of the new year is meant\nsay which year is meant: "
         "{unsure}\n{published} is its publisher's: look for a newer version, or change the words in your "
         "own text", "of which year?", severity=Severity.WARNING),
    Code("RM715", "answer-of-old-year", "«{path}: {words}» is true of {year} only and is not carried over",
         "answer it anew when you know: its place in the new text is kept as a comment",
         severity=Severity.NOTICE),
    Code("RM716", "terms-of-another-year",
         "the terms of the organisation are for {found}, the new plan for {year}",
         "once the school has set its terms, write them into a text and name it in the organisation",
         severity=Severity.WARNING),
    Code("RM717", "adoption-not-carried-over",
         "{file} is laid out in a way that it cannot be edited without changing the rest",
         "write keys one under another, or begin anew: `roadmap new adoption`"),
    Code("RM718", "no-staff-list", "{file} is no list of those who work in a school; found: «{found}»",
         "name the columns «ФИО» and «Должность» in one row; people stand below it, one a row"),
    Code("RM719", "staff-row-not-taken", "row {row} is not taken: {why}",
         "mend the row and take the list again\n"
         "or name her yourself: -a people.KEY.name=… -a people.KEY.post=…",
         severity=Severity.NOTICE),
    Code("RM720", "staff-row-looked-at", "row {row}: {why}",
         "if that was misread, mend the row, or the text that is written", severity=Severity.NOTICE),
    Code("RM721", "staff-list-read-in-part", "{file}: this is not read: {what}",
         "names and posts are taken from the first sheet that has them; addresses for letters stand in "
         "contacts.yaml", severity=Severity.NOTICE),
)  # fmt: skip
