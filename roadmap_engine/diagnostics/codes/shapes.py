"""RM1xx: what a text says is not of the shape it must have, or more than it may be."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["SHAPE_CODES"]

SHAPE_CODES: tuple[Code, ...] = (
    Code(
        "RM130",
        "unknown-kind",
        "the file does not say what it is",
        hint=("perhaps {near} was meant\nthe first key says it: {known}"),
    ),
    Code(
        "RM131",
        "wrong-kind",
        "this is the text of {found}, and {expected} is needed here",
        hint="name another file, or begin the text with «{expected}:»",
    ),
    Code(
        "RM132",
        "not-a-mapping",
        "a text consists of lines «key: value», and this is something else",
        hint="begin with «roadmap: …», «adoption: …» or «organisation: …»",
    ),
    Code(
        "RM133",
        "day-of-another-age",
        "the day «{value}» is outside the years that the program counts, {first} to {last}",
        hint="correct the year, or the number that is counted from a day",
    ),
    Code(
        "RM134",
        "too-many-measures",
        "there are {found} measures, and a roadmap may have {limit}",
        hint="part it into several roadmaps, each with papers of its own",
    ),
    Code(
        "RM135",
        "too-many-occurrences",
        "this comes {found} times, and {limit} are counted at most",
        hint="shorten the time in which it recurs\n"
        "or say it as a standing duty («постоянно»), which has no days of its own",
    ),
    Code(
        "RM136",
        "filled-text-too-long",
        "{thing}: «{field}» would have {found} characters with its gaps filled, and may have {limit}",
        hint="shorten what is filled in: {gaps}",
    ),
    Code(
        "RM137",
        "too-many-filled-words",
        "the gaps of all texts together would be filled with {found} characters, and {limit} are allowed",
        hint="shorten what is filled in: {gaps}",
    ),
    Code(
        "RM138",
        "too-many-names",
        "this plan would print {found} names and roles in its rows, and {limit} are allowed",
        hint="name a group («учителя-предметники») where many people are named:"
        " «{role}» is named {times} times",
    ),
    Code(
        "RM139",
        "more-of-the-same",
        "and {count} more of {code} in this text",
        hint="mend those above; the next check shows what is left",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM140",
        "missing-field",
        "{thing}: «{field}» is missing",
        hint="add the line «{field}: …»",
    ),
    Code(
        "RM141",
        "unknown-key",
        "{thing}: there is no key «{key}»",
        hint=("perhaps {near} was meant\nknown here: {known}"),
    ),
    Code(
        "RM142",
        "text-expected",
        "{thing}: «{field}» must be a text",
        hint="write the text after the colon; a text such as «yes» or «null» goes into quotation marks",
    ),
    Code(
        "RM143",
        "list-expected",
        "{thing}: «{field}» must be a list",
        hint="write «[one, two]», or each item on a line of its own after «- »",
    ),
    Code(
        "RM144",
        "fields-expected",
        "{thing}: «{field}» must consist of lines «key: value»",
        hint="write the fields below it, indented by two spaces",
    ),
    Code(
        "RM145",
        "yes-or-no-expected",
        "{thing}: «{field}» must be true or false",
        hint="write true for yes and false for no",
    ),
    Code(
        "RM146",
        "number-expected",
        "{thing}: «{field}» must be a whole number",
        hint="write it in digits, without quotation marks",
    ),
    Code(
        "RM147",
        "number-out-of-range",
        "{thing}: «{field}» cannot be {value}",
        hint=("the number must not be less than {least}\nthe number must not be greater than {greatest}"),
    ),
    Code(
        "RM148",
        "not-one-of",
        "{thing}: «{field}» cannot be «{value}»",
        hint=("perhaps {near} was meant\nchoose one of: {known}"),
    ),
    Code(
        "RM149",
        "empty-text",
        "{thing}: «{field}» is empty",
        hint="write the text, or delete the whole line",
    ),
    Code(
        "RM150",
        "text-too-long",
        "{thing}: «{field}» is longer than {limit} characters",
        hint="shorten the text",
    ),
    Code(
        "RM151",
        "bad-id",
        "{thing}: «{value}» cannot be an id",
        hint=("an id is made of small Latin letters, digits and single hyphens, such as results-by-class"),
    ),
    Code(
        "RM152",
        "bad-version",
        "{thing}: «{value}» is not a version",
        hint="a version is three numbers with dots: 1.0.0",
    ),
    Code(
        "RM153",
        "bad-roadmap-name",
        "{thing}: «{value}» does not name a roadmap",
        hint="write the id, with the version after @ where it matters: federal-results-method@1",
    ),
    Code(
        "RM154",
        "bad-school-year",
        "{thing}: «{value}» is not a school year",
        hint="write both years with a slash: 2026/2027",
    ),
    Code(
        "RM155",
        "bad-date",
        "{thing}: «{value}» is not a date",
        hint=("write it as {meant}\na date is written year-month-day and must exist: 2027-05-28"),
    ),
    Code(
        "RM156",
        "bad-form",
        "{thing}: «{field}» cannot be written as «{value}»",
        hint="write it like this: {example}",
    ),
    Code(
        "RM157",
        "too-few-items",
        "{thing}: «{field}» has too few items",
        hint="there must be at least {least}",
    ),
    Code(
        "RM159",
        "rule-nonsense",
        (
            "{thing}: the parts of the deadline «{field}» contradict each other or name a day "
            "that does not exist"
        ),
        hint="write the deadline as a phrase, the way a plan prints it",
    ),
    Code(
        "RM160",
        "empty-deadline",
        "{thing}: the deadline says nothing",
        hint="write a phrase, «до 17 января 2021 г.», or delete the line",
    ),
    Code(
        "RM161",
        "deadline-said-twice",
        "{thing}: the deadline has both «text» and a phrase or rule",
        hint="«text» takes a deadline out of the calendar: keep either it or the phrase",
    ),
    Code(
        "RM162",
        "addition-of-nothing",
        "{thing}: what is to be added is missing",
        hint="write «measure: {{id: …}}» or «stage: {{id: …}}»",
    ),
    Code(
        "RM163",
        "addition-without-place",
        "{thing}: a measure is added at exactly one place",
        hint=(
            "write one of «after: <id of a measure>», «before: <id of a measure>», «stage: <id of the stage>»"
        ),
    ),
    Code(
        "RM164",
        "interval-backwards",
        "{thing}: the interval ends before it starts",
        hint="the last day must not be earlier than the first: 2027-04-13/2027-05-18",
    ),
    Code(
        "RM165",
        "procedure-unclear",
        "{thing}: the procedure is named either by «use» or by «forms»",
        hint="write «use: vpr», or the forms of a procedure that the catalogue lacks",
    ),
    Code(
        "RM190",
        "column-without-kind",
        "{thing}: «{value}» is no field that every roadmap has, and a column of your own says its kind",
        hint=(
            "perhaps {near} was meant\n"
            "of a column of your own, say what its cells hold: "
            "«{{field: {value}, caption: …, kind: …}}» with one of {known}"
        ),
    ),
    Code(
        "RM191",
        "column-name-taken",
        "{thing}: «{value}» means something already, and no column of your own can be called so",
        hint="give the column another name, or leave «kind» out if the field «{value}» is meant",
    ),
    Code(
        "RM179",
        "list-without-brackets",
        "{thing}: «{field}» takes «{value}» for one value",
        hint="write several in brackets: {meant}",
    ),
    Code(
        "RM181",
        "name-says-vacant",
        "{thing}: «{name}» is read as a post that nobody holds",
        hint="write the name when somebody is appointed; until then the line may go",
        severity=Severity.NOTICE,
    ),
)
