"""RM65x, RM66x: orders and what they are drawn from."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["ORDER_CODES"]

ORDER_CODES: tuple[Code, ...] = (
    Code("RM650", "order-measure-over",
         "the order is of {day}, and «{measure}» ({row} of the plan) is over by then: its last day is {last}",
         "date it anew: replace: {{{measure}: {{deadline: …}}}}\n"
         "or say that it belongs to the next school year: replace: {{{measure}: {{year: next}}}}\n"
         "or say that it is done: settled: {{{measure}: {{state: done, on: …}}}}\n"
         "or leave it out: remove: [{measure}]"),
    Code("RM651", "order-event-unknown",
         "a point of the order counts from «{name}», and the roadmap has no such event",
         "perhaps {near} was meant\ndescribe the event under «events», with its words under «phrases»"),
    Code("RM652", "taken-point-unknown", "the order has no point «{point}» to take over",
         "perhaps {near} was meant\npoints for heads of schools: {known}"),
    Code("RM653", "taken-point-for-others",
         "point {point} of the order is addressed to «{addressee}», not to heads of schools",
         "only what the order lays upon heads of schools can be taken over: {known}"),
    Code("RM654", "taken-point-without-order",
         "roadmap «{roadmap}» has no order in words, so there are no points to take over",
         "take `take_over` out, or add the measure under `add`"),
    Code("RM655", "taken-point-name-unknown",
         "point {point} is taken over with `{field}: {name}`, and the roadmap has nothing of this name",
         "one of these: {near}"),
    Code("RM656", "taken-point-twice",
         "point {point} would become the measure «{measure}», which is there already",
         "take each point over once; or give this one an `id` of its own"),
    Code("RM657", "taken-point-without-deadline",
         "point {point} of the order has no deadline, so the measure «{measure}» has none",
         "say the school's own deadline: `take_over: [{{point: {point}, deadline: …}}]`",
         severity=Severity.WARNING),
    Code("RM658", "order-report-not-in-words",
         "point {point} of the order is to be reported «{words}», and these words are not in its text",
         "write `report_to` in the words of the point"),
    Code("RM659", "order-executors-differ",
         "point {point} of the order does not charge «{title}», who answers for row {row} («{measure}») of "
         "the plan", "mend the point or the row, or let the point say `to: {example}`",
         severity=Severity.WARNING),
    Code("RM660", "taken-point-stands-for-rows",
         "point {point} of the order stands for rows that the plan has already: {rows}; now it has both",
         "remove the rows, or do without taking the point over", severity=Severity.NOTICE),
    Code("RM661", "order-table-row-too-long",
         "row {row} of the table in point {point} has {cells} cells, and the table has {columns} columns",
         "take the last cells out, or add the columns"),
)  # fmt: skip
