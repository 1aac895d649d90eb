"""RM5xx: adoption and planning."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["PLANNING_CODES"]

PLANNING_CODES: tuple[Code, ...] = (
    Code("RM501", "adopted-role-unknown", "the roadmap has no role «{role}»",
         "take one of the roadmap's roles: {near}"),
    Code("RM502", "adopted-person-unknown",
         "role «{role}» («{title}») is given to «{person}», and the organisation has nobody under this key",
         "take one of the organisation's people: {near}\nor add «{person}» to its people"),
    Code("RM503", "post-vacant",
         "nobody fills role «{role}» («{title}»): the organisation has no «{person}» among its people",
         "add «{person}» to the organisation's people\nor say in the adoption who fills the role: roles: "
         "{{{role}: [...]}}\nor, where the school has no such post, that the title stands: roles: {{{role}: "
         "[]}}", lesser=Severity.WARNING),
    Code("RM504", "adopted-event-unknown", "the roadmap has no event «{event}», so its date changes nothing",
         "take one of the roadmap's events: {near}", severity=Severity.WARNING),
    Code("RM505", "decided-measure-unknown",
         "a date is decided for measure «{measure}», and the roadmap has no such measure",
         "perhaps {near} was meant\ncheck the measure's id"),
    Code("RM506", "event-outside-school-year",
         "event «{event}» on {date} lies outside school year {year} and the summer around it",
         "check the date; the plan is dated by it as it stands", severity=Severity.WARNING),
    Code("RM507", "signatory-unknown",
         "the organisation's papers are signed by «{person}», and it has nobody under this key",
         "add «{person}» to the organisation's people, or name another signatory: {near}"),
    Code("RM508", "gap-without-value", "«{gap}» has no value, though the text of {thing} needs it",
         "give it in the adoption: {where}"),
    Code("RM509", "deadline-outside-plan",
         "measure «{measure}» is due on {date}, outside school year {year} and the summer around it",
         "check the events' dates and the deadline «{text}»", severity=Severity.WARNING),
    Code("RM510", "measure-unknown", "the plan has no measure «{measure}»",
         "take an id or a number of the plan: {near}"),
    Code("RM511", "history-damaged", "the history of the plan's calendars cannot be read from line {line} on",
         "restore the file from a backup\nor remove it and build the papers into the folder where the "
         "calendars are: what they say is kept"),
    Code("RM512", "due-before-its-need",
         "measure «{measure}» is due on {date}, before «{need}», which it needs, is due on {need_date}",
         "move one of the two deadlines, or take «{need}» from what «{measure}» comes after",
         severity=Severity.WARNING),
    Code("RM513", "runs-in-other-year",
         "the plan runs {days}, and none of these days is in its school year {year}",
         "correct one of the two; months without a year are dated by the days the plan runs",
         severity=Severity.WARNING),
    Code("RM514", "settled-measure-unknown",
         "measure «{measure}» is settled, and the roadmap has no such measure",
         "perhaps {near} was meant\ncheck the measure's id", severity=Severity.WARNING),
    Code("RM520", "plan-name-taken", "{file} has the plan «{wanted}» already, so this one is called «{name}»",
         "another name can be said now, before papers are built: adoption: …", severity=Severity.NOTICE),
    Code("RM521", "plan-name-twice", "the plan in {file} is called «{name}» as well",
         "give one of them another name: by it programs know whose marks, signed papers and calendars they "
         "are", severity=Severity.WARNING),
    Code("RM522", "plans-share-files",
         "{file} has the same name but for its ending or its capitals, so both plans would write {history}",
         "rename one of the two files", severity=Severity.WARNING),
    Code("RM523", "plans-share-events",
         "the calendars of this plan have the events of the plan in {file}: in a calendar program one would "
         "take the place of the other",
         "{history} was copied with the text: remove it where the calendars have gone to nobody yet",
         severity=Severity.WARNING),
    Code("RM524", "placeholder-left", "«{words}» only holds a place for words of yours",
         "write what belongs there, or put the line behind a #: papers leave room for what is not known yet",
         "left from a template", lesser=Severity.WARNING),
    Code("RM525", "event-unclear", "«{words}» may be more than one event of this plan",
         "say which: {near}"),
)  # fmt: skip
