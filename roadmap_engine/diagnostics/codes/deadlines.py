"""RM3xx: deadlines and calendars."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["DEADLINE_CODES"]

DEADLINE_CODES: tuple[Code, ...] = (
    Code("RM300", "deadline-empty", "the deadline is empty",
         "write the deadline as it should be printed, or leave the key out"),
    Code("RM301", "deadline-not-understood", "the deadline «{phrase}» is not understood from «{words}» on",
         "the nearest form that is understood: «{better}»; or write `deadline: {{text: …}}` to print the "
         "words and keep them out of the calendar"),
    Code("RM302", "date-does-not-exist", "there is no such day: «{date}»", "check the day and the month"),
    Code("RM303", "dates-out-of-order", "the dates do not follow each other: «{words}»",
         "this looks like a misprint; put the dates in order or correct the year", lesser=Severity.WARNING),
    Code("RM304", "deadline-ambiguous", "«{words}» can be understood in two ways",
         "say it exactly, for example «{better}»"),
    Code("RM305", "length-without-event", "«{words}» does not say from what it is counted",
         "name the event, for example «{better}»"),
    Code("RM306", "deadline-too-long", "the deadline is longer than {longest} characters",
         "a deadline is one phrase: move the rest of the text elsewhere"),
    Code("RM307", "deadline-with-two-readings",
         "the deadline «{phrase}» can be read in two ways: «{one}» and «{two}»",
         "write the one that is meant"),
    Code("RM308", "weekday-wrong", "{date} is «{right}», not «{weekday}»",
         "correct the day, the weekday or the year", severity=Severity.WARNING),
    Code("RM309", "terms-unknown", "the school's own calendar does not say this: {terms}",
         "state the terms and breaks of the school year under `calendar: terms` of the organisation",
         severity=Severity.WARNING),
    Code("RM310", "due-on-day-off", "the due day {date} is a day off",
         "the nearest working days are {before} and {after}; the printed text keeps its date unless "
         "`weekend_policy` of the organisation says otherwise", severity=Severity.WARNING),
    Code("RM311", "working-days-unknown",
         "the decree that moves days off in {year} is not in the calendar, so its working days are not "
         "certain", "check the date by hand, or use a version of the program that knows the year",
         severity=Severity.WARNING),
    Code("RM312", "school-days-unknown", "{length} cannot be counted while the school's breaks are not known",
         "state the breaks of the school year under `calendar: terms` of the organisation",
         severity=Severity.WARNING),
    Code("RM313", "month-happens-twice",
         "«{words}» states no year and is {first} or {second} where a plan begins before 1 September or is "
         "longer than a year; taken is {taken}",
         "write the year, «{one}» or «{other}»; a measure is also dated by the rows beside it in its stage "
         "that are certain, a day by its weekday in brackets", severity=Severity.WARNING,
         lesser=Severity.NOTICE),
    Code("RM314", "date-outside-plan", "the date {date} lies outside the plan's year {year}",
         "this looks like a date left from an older plan; correct the year", severity=Severity.WARNING),
    Code("RM315", "deadline-mended", "the deadline «{words}» is read as «{mended}»",
         "write it so, if that is what is meant", severity=Severity.NOTICE),
    Code("RM316", "time-named-twice", "«{words}» is named twice and is taken once",
         "leave one of them out; if two duties are meant, say in brackets what each is for",
         severity=Severity.WARNING),
)  # fmt: skip
