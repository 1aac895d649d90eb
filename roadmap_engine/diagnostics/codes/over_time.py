"""RM945 to RM959: what of an organisation holds for a time, and what is asked of its people."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["OVER_TIME_CODES"]

OVER_TIME_CODES: tuple[Code, ...] = (
    Code("RM945", "terms-of-no-year", "of several terms, these do not say which school year they are for",
         "write their year: `school_year: 2026/2027`"),
    Code("RM946", "terms-of-one-year-twice", "the terms of {year} stand here twice",
         "leave one of them out\nor correct the `school_year` of this one"),
    Code("RM947", "ends-before-it-begins", "{thing}: `until` ({last}) is before `from` ({first})",
         "exchange the two days, or correct one"),
    Code("RM948", "held-twice", "{thing}: there are two on the same days ({days})",
         "end the former the day before: `until: {before}`\nor correct `from` of the later one",
         "begins while the former holds"),
    Code("RM949", "held-by-nobody", "{thing}: nobody holds it from {first} to {last}",
         "correct `until` of the former or `from` of the next\n"
         "or say that it is vacant then: {{name: vacant, post: …, from: …, until: …}}",
         severity=Severity.WARNING),
    Code("RM950", "rows-of-nobody",
         "nobody holds «{post}» {days}, and rows {rows} of the plan are due then",
         "say in the organisation who holds it then: a list of {{name, post, from, until}}\n"
         "or assign the rows to somebody else: assign: {{{row}: …}}", severity=Severity.WARNING),
    Code("RM951", "signatory-changes",
         "the order has no date, and another signs from {day} on: it is drawn for «{person}»",
         "write the day of the order: order: {{date: …}}", severity=Severity.WARNING),
    Code("RM952", "asked-of-teachers",
         "teachers are asked for documents that no list has them write: {count}. The documents: {documents}. "
         "Who has how many: {people}. The list: «{source}», in force since {day}",
         "let a deputy write them: assign: {{{measure}: deputy-head}}\n"
         "or leave the document out: replace: {{{measure}: {{output: []}}}}\n"
         "not to be told: write `teacher_documents: false` into the organisation",
         severity=Severity.NOTICE),
    Code("RM953", "signatory-absent",
         "«{person}» signs the organisation's papers, and nobody holds it on {day}",
         "say in the organisation who holds it then: a list of {{name, post, from, until}}\n"
         "or name another signatory: {near}"),
)  # fmt: skip
