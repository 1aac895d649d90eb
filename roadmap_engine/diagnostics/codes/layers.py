"""RM24x to RM27x, RM76x: layers: permissions, conditions, parameters, what a layer repeats or misses."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["LAYER_CODES"]

_OF_TIME = (
    "\nit is locked from {since} on\n"
    "this text counts as of {dated}: of its order or of the first day of its year, the later\n"
    "«{undated}» has no order and no year, so it is for any day to come: give it one of them"
)
"""When a lock holds that has a beginning, and what a text is compared with it by."""

LAYER_CODES: tuple[Code, ...] = (
    Code("RM240", "change-not-allowed", "{thing}: «{layer}» does not allow «{field}» to be changed",
         "take the change out; if it has to be, ask whoever issues «{layer}» to allow it there\n"
         "let the publisher's be: {take}" + _OF_TIME, pointer="changed here"),
    Code("RM241", "deadline-not-earlier",
         "{thing}: «{layer}» allows an earlier deadline only, and «{after}» is later than «{before}»",
         "name a day before «{before}», or take the change out\nlet the publisher's be: {take}"),
    Code("RM242", "change-not-comparable",
         "{thing}: «{layer}» lets «{field}» be changed one way only, and it cannot be told which way "
         "«{after}» goes from «{before}»",
         "write the deadline in the terms of «{before}», or record the day it counts from, so that the two "
         "can be compared", severity=Severity.WARNING),
    Code("RM243", "not-only-added",
         "{thing}: «{layer}» lets «{field}» be added to only, and {missing} is missing here",
         "repeat what stands in the text below, and add to it\nlet the publisher's be: {take}"),
    Code("RM244", "addition-not-allowed", "{thing} is added, and «{layer}» lets nothing be added here",
         "take the addition out, or put it into a text or stage where additions are allowed\n"
         "let it go: {take}" + _OF_TIME),
    Code("RM245", "removal-not-allowed", "{thing} is removed, and «{layer}» does not allow that",
         "leave it in; if it has to go, ask whoever issues «{layer}» to allow it there\n"
         "have it again: {take}" + _OF_TIME),
    Code("RM760", "move-without-place",
         "{thing}: a measure is moved to one place among measures, a stage to one place among stages",
         "write one of «after: <id>», «before: <id>», of a measure also «stage: <id of the stage>»"),
    Code("RM761", "moves-in-circle", "{thing} is moved beside what is put beside it: {names}",
         "let one of them stand beside something that stays where it is"),
    Code("RM762", "moved-and-removed", "«{name}» is moved in one text, and removed with what it removes",
         "keep either the move or the removal, or move it to what stays"),
    Code("RM763", "move-not-allowed", "{thing} is moved, and «{layer}» does not allow that",
         "take the move out, or move it to where things may be added; if it has to be, ask whoever issues "
         "«{layer}» to allow it there\nlet the publisher's place be: {take}" + _OF_TIME,
         pointer="moved here"),
    Code("RM764", "move-changes-nothing", "{thing} is moved to where it stands anyway",
         "delete the move, so that its place follows the text below", severity=Severity.WARNING),
    Code("RM246", "permission-loosened",
         "«{layer}» says «{permit}», and a text further down may only be stricter",
         "delete this permission, or make it stricter than that of «{layer}»"),
    Code("RM773", "lock-to-come", "{thing}: this change may stand, and «{layer}» locks it from {since} on",
         "this text counts as of {dated}: of its order or of the first day of its year, the later\nin a "
         "later text or version it must be left out, unless the lock is put off", severity=Severity.NOTICE),
    Code("RM247", "permission-of-unknown",
         "permissions are given under «{kind}» for «{name}», and there is no such thing",
         "perhaps {near} was meant\nit is called {now} by now"),
    Code("RM248", "condition-not-understood", "the condition is not understood at «{words}»",
         "perhaps {near} was meant\nhere may stand: {known}"),
    Code("RM249", "condition-asks-unknown", "the condition asks for «{name}», and nobody knows what that is",
         "perhaps {near} was meant\na condition may ask for {known}\ndeclare a question of your own under "
         "«parameters»"),
    Code("RM250", "condition-value", "«{value}» does not go with «{name}» in a condition",
         "perhaps {near} was meant\nhere may stand: {known}"),
    Code("RM251", "condition-too-deep",
         "the condition has more than {limit} brackets and negations in each other",
         "say it more simply, or split the measure in two"),
    Code("RM252", "fact-unknown", "whether the plan has {things} depends on «{fact}», and that is not said",
         "write it: {where}"),
    Code("RM253", "condition-never", "{thing}: no school can meet this condition",
         "check the condition, or delete what nobody will ever have in a plan", severity=Severity.WARNING),
    Code("RM254", "condition-always", "{thing}: every school meets this condition",
         "delete the condition, or check what was meant", severity=Severity.NOTICE),
    Code("RM255", "counts-from-left-out",
         "the deadline of measure «{measure}» counts from «{need}», which is not in this plan",
         "give the measure another deadline: «replace: {{{measure}: {{deadline: …}}}}»",
         severity=Severity.WARNING),
    Code("RM256", "counts-from-conditional",
         "the deadline of measure «{measure}» counts from «{need}», and «{need}» is not in every plan that "
         "has «{measure}»",
         "give both the same condition, or let the deadline count from something that is always there",
         severity=Severity.WARNING),
    Code("RM257", "repeats-inherited", "{thing}: «{field}» says what the text below says already",
         "delete it here: what is not repeated follows the text below by itself", severity=Severity.WARNING),
    Code("RM258", "repeats-measure", "measure «{measure}» says word for word what «{other}» says",
         "delete one of the two, or change the one that is inherited under «replace»",
         severity=Severity.WARNING),
    Code("RM259", "former-id-in-use", "{thing} says that it was «{name}», and «{name}» is still there",
         "a former id belongs to what has another id now: take it out of «was», or give up the old one\n"
         "if the two have exchanged their ids, say so at both",
         severity=Severity.WARNING),
    Code("RM260", "parameter-misdescribed",
         "parameter «{name}»: only a parameter of the type «choice» has «choices», and it needs them",
         "write «type: choice» and «choices: [...]», or neither"),
    Code("RM261", "answer-of-other-type", "parameter «{name}»: «{value}» does not fit the type «{type}»",
         "perhaps {near} was meant\nhere may stand: {known}"),
    Code("RM262", "parameter-named-as-fact",
         "a parameter cannot be called «{name}»: in conditions this is a fact about the school",
         "give the parameter another id"),
    Code("RM263", "deadline-before-its-need",
         "measure «{measure}» comes after «{need}», and its deadline «{text}» is before «{other}», by when "
         "«{need}» is due", "move one of the deadlines, or take «{need}» out of «after»",
         severity=Severity.WARNING),
    Code("RM264", "counts-from-removed",
         "the deadline of measure «{measure}» counts from «{need}», and «{layer}» has removed that",
         "give the measure a deadline that counts from something that is there"),
    Code("RM265", "measure-left-out",
         "measure «{measure}» is not in this plan: it is there only if {condition}",
         "check what the organisation and its text say of themselves"),
    Code("RM266", "cell-of-no-column",
         "{thing}: a cell is given for «{column}», and the table has no column of that name",
         "perhaps {near} was meant\ncolumns of your own are: {known}\ndescribe it under «columns»: "
         "«{{field: {column}, caption: …, kind: text}}»"),
    Code("RM267", "cell-of-another-kind", "{thing}: «{value}» does not fit into the column «{column}»",
         "write the amount in roubles: {amount}\nwrite one day: {day}\nthe column «{blank}» is filled in "
         "by hand: leave its cell out\nif the column is to hold words, let its kind be «text»"),
)  # fmt: skip
