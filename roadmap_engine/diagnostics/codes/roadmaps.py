"""RM2xx: the shape and sense of a roadmap."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["ROADMAP_CODES"]

ROADMAP_CODES: tuple[Code, ...] = (
    Code("RM201", "unknown-role", "{thing}: nobody defines the role «{name}»",
         "perhaps {near} was meant\nit is called {now} by now\nknown here: {known}\ndescribe it under "
         "«roles»"),
    Code("RM202", "unknown-output", "{thing}: nobody defines the document «{name}»",
         "perhaps {near} was meant\nit is called {now} by now\nknown here: {known}\ndescribe it under "
         "«outputs»"),
    Code("RM203", "duplicate-id", "the id «{name}» is given twice",
         "give one of the two another id; an id once published keeps its meaning", pointer="here again"),
    Code("RM204", "deadline-cycle", "measures wait for each other: {circle}",
         "free one of them: give it a date or another event", pointer="here the circle closes"),
    Code("RM205", "unknown-event", "measure «{measure}» waits for «{name}», and nobody defines this event",
         "perhaps {near} was meant\nknown here: {known}\ndescribe it under «events», with its words under "
         "«phrases» where they differ from the title"),
    Code("RM206", "unknown-thing", "«{name}» is named here, and the text below has no such measure or stage",
         "perhaps {near} was meant\nit is called {now} by now\n«{remover}» has removed it: take this out"),
    Code("RM207", "addition-exists", "«{name}» is to be added, and it is there already",
         "change what is there under «replace», or give the addition another id"),
    Code("RM208", "contradicting-changes", "«{name}» is both changed and removed in one text",
         "keep either the change or the removal"),
    Code("RM209", "field-out-of-place", "{thing} has no «{field}»",
         "of a stage change title, number and kind; everything else belongs to its measures, and kind to "
         "stages alone"),
    Code("RM210", "no-deadline", "measure «{measure}» has no deadline",
         "write the deadline as the plan prints it; if there is none, say so: «deadline: постоянно»",
         severity=Severity.WARNING),
    Code("RM211", "no-responsible", "nobody answers for measure «{measure}»",
         "name the roles under «responsible»", severity=Severity.WARNING),
    Code("RM212", "empty-stage", "stage «{stage}» has no measures", "add measures or remove the stage",
         severity=Severity.WARNING),
    Code("RM213", "unknown-gap", "{thing}: nothing fills the gap «{name}»",
         "perhaps {near} was meant\nknown here: {known}\ndeclare a gap of your own under «parameters»"),
    Code("RM214", "stray-braces", "{thing}: these braces are no gap",
         "a gap holds a name and nothing else: {example}"),
    Code("RM215", "unknown-parameter", "«{name}» is filled, and no text declares such a parameter",
         "perhaps {near} was meant\nit is called {now} by now\nknown here: {known}"),
    Code("RM216", "no-title", "roadmap «{name}» has no title", "write «title: …»"),
    Code("RM217", "no-columns", "roadmap «{name}» does not say which columns its table has",
         "write «columns: [number, title, deadline, responsible]»"),
    Code("RM218", "no-stages", "roadmap «{name}» has no stages",
         "write the stages and their measures under «stages»"),
    Code("RM219", "duplicate-number", "«{first}» and «{second}» both have the number {number}",
         "give one of them another number, or delete the number and let it be counted",
         severity=Severity.WARNING),
    Code("RM220", "unused-role", "the role «{name}» is described and takes part nowhere",
         "delete it, or name it in a measure", severity=Severity.NOTICE),
    Code("RM221", "unused-output", "the document «{name}» is described and no measure ends in it",
         "delete it, or name it under «output» of a measure", severity=Severity.NOTICE),
    Code("RM222", "unused-event", "the event «{name}» is described and nothing waits for it",
         "delete it, or check how the deadlines name it", severity=Severity.NOTICE),
    Code("RM223", "personal-data", "{thing}: «{value}» looks like a pupil's name beside a class",
         "pupils are not named in plans (Federal Law 152-FZ): write a code", severity=Severity.WARNING),
    Code("RM224", "stages-in-layer",
         "a text that extends another changes stages through «add», «replace» and «remove»",
         "write «add: [{{stage: {{id: …}}}}]»"),
    Code("RM225", "unused-parameter", "the parameter «{name}» is declared and stands in no text",
         "delete it, or put the gap {example} where it belongs", severity=Severity.NOTICE),
    Code("RM226", "unknown-measure-in-order",
         "point {point} of the order stands for the measure «{name}», and the plan has no such measure",
         "perhaps {near} was meant"),
    Code("RM227", "deadline-not-in-words", "point {point} of the order: its words do not say «{phrase}»",
         "give the deadline as the words of the point have it, or write {example} in them"),
    Code("RM228", "order-against-plan",
         "point {point} of the order says «{phrase}», row {row} of the plan says «{planned}» ({measure})",
         "if the act itself says so, whoever issued it decides which date holds; in a text of your own "
         "leave the point's deadline out, so that it comes from the plan", pointer="the plan has another day",
         severity=Severity.WARNING),
    Code("RM229", "order-requisites", "the order is printed with «{printed}» and stamped with {stated}",
         "give both the same date and number"),
    Code("RM230", "empty-point", "point {point} of the order says nothing",
         "write its «text», or to whom it is addressed and the points under it"),
    Code("RM231", "unknown-need",
         "measure «{measure}» comes after «{name}», and there is no such measure or stage",
         "perhaps {near} was meant\nit is called {now} by now\n«{remover}» has removed it: say what "
         "«{measure}» comes after instead\nknown here: {known}"),
    Code("RM232", "addressee-case-unknown",
         "point {point} of the order is addressed to «{title}», and the dative of these words is not certain",
         "write the addressee yourself: «to: …» in the dative"),
)  # fmt: skip
