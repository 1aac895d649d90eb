"""RM1xx: reading a file."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["READING_CODES"]

READING_CODES: tuple[Code, ...] = (
    Code(
        "RM101",
        "file-not-found",
        "there is no file «{file}»",
        hint=("perhaps {near} was meant\ncheck the name and the folder"),
    ),
    Code(
        "RM102",
        "folder-instead-of-file",
        "«{file}» is a folder, and a file is needed",
        hint=("name the file inside the folder: {known}\nname a file with the ending .yaml"),
    ),
    Code(
        "RM103",
        "file-not-readable",
        "the file «{file}» cannot be read: {reason}",
        hint="check that the file is not open elsewhere and that you may read it",
    ),
    Code(
        "RM104",
        "file-too-large",
        "the file is larger than {limit} MB, the largest a text may be",
        hint="check that this is the right file; a roadmap of forty measures takes about 90 KB",
    ),
    Code(
        "RM105",
        "not-utf8",
        "the file is not in UTF-8: byte {byte} cannot be read",
        hint=(
            "it reads as {encoding}: save it anew in UTF-8\n"
            "save the file in UTF-8 (in Notepad: «Save as», encoding «UTF-8»)"
        ),
    ),
    Code(
        "RM106",
        "empty-file",
        "the file is empty",
        hint="begin with one of the texts under roadmaps/ or examples/",
    ),
    Code(
        "RM107",
        "control-character",
        "the character {character} does not belong in a text",
        hint="delete it; such characters come along when text is copied from a PDF or Word",
    ),
    Code(
        "RM108",
        "newer-format",
        "{file} is of format {found}, and this version of the program reads formats up to {known}",
        hint="use a newer version of the program; «roadmap --version» shows yours",
    ),
    Code(
        "RM109",
        "format-not-stated",
        "{thing}: a deadline with «relation» needs format {needed}, and the text is of format {found}",
        hint="write «format: {needed}» below the first line, or let «roadmap migrate» do it",
    ),
    Code(
        "RM110",
        "tab-indentation",
        "the line is indented with a tab",
        hint="indent with spaces, two for each level",
    ),
    Code(
        "RM111",
        "wrong-indentation",
        "the indentation of the line fits none of the lines above",
        hint=(
            "put the line exactly under its neighbours of the same level; if it goes on with the "
            "text above, indent it further"
        ),
    ),
    Code(
        "RM112",
        "unclosed-quote",
        "the quotation mark opened here is never closed",
        hint="close it at the end of the value, or leave the quotation marks out",
    ),
    Code(
        "RM113",
        "unclosed-bracket",
        "the bracket opened here is not closed, or a comma is missing inside it",
        hint="close the bracket and separate what is inside with commas",
    ),
    Code(
        "RM114",
        "colon-in-text",
        "a colon followed by a blank stands inside a text or on a line of the wrong level",
        hint=(
            "put a text with a colon into quotation marks or after «>-» on the next line; a line "
            "of its own is set under its neighbours"
        ),
    ),
    Code(
        "RM115",
        "missing-colon",
        "the line is neither «key: value» nor an item of a list",
        hint=(
            "write a colon and a blank after the key, or indent the line if it goes on with the text above"
        ),
    ),
    Code(
        "RM116",
        "reserved-character",
        "a value cannot begin with «{character}»",
        hint="put the value into quotation marks",
    ),
    Code(
        "RM117",
        "bad-escape",
        "what follows the backslash means nothing in double quotation marks",
        hint="write the backslash twice, or use single quotation marks",
    ),
    Code(
        "RM118",
        "text-after-value",
        "after the closed value there is something more on the line",
        hint=("put the whole value into quotation marks of the other kind, or leave the quotation marks out"),
    ),
    Code(
        "RM119",
        "not-yaml",
        "here the text stops being YAML",
        hint="compare the line with the one above it: key, colon, blank, value",
    ),
    Code(
        "RM120",
        "several-documents",
        "a second document begins here, and a file holds one",
        hint="delete the line «---», or move the rest into a file of its own",
    ),
    Code(
        "RM121",
        "alias-refused",
        "«&name» and «*name» are not used here: a text says everything where it is read",
        hint="write the value out; a text that begins with «&» or «*» goes into quotation marks",
    ),
    Code(
        "RM122",
        "tag-refused",
        "type marks such as «{tag}» are not used here",
        hint="delete the mark; a text that begins with «!» goes into quotation marks",
    ),
    Code(
        "RM123",
        "merge-refused",
        "the merge key «<<» is not used here",
        hint="write the fields out; what texts share stands in the text they extend",
    ),
    Code(
        "RM124",
        "duplicate-key",
        "the key «{key}» stands here a second time",
        hint="keep one of the two",
    ),
    Code(
        "RM125",
        "key-not-text",
        "a key must be a word on one line",
        hint="write «key: value»",
    ),
    Code(
        "RM126",
        "too-deep",
        "more than {limit} levels lie inside each other",
        hint="no text of ours needs more than ten: check the brackets",
    ),
    Code(
        "RM127",
        "too-many-values",
        "the file holds more than {limit} values",
        hint="check that this is the right file",
    ),
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
        hint="write either «after: <id of a measure>» or «stage: <id of the stage>»",
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
        "RM166",
        "path-leads-out",
        "«{path}» is not opened: a text names only what lies in its own folder and those around it",
        hint=(
            "here that is everything under {folder}\n"
            "copy the file there and name it by a path that does not begin at the top of the disk\n"
            "or put an empty file «.roadmap-workspace» into the folder that holds both"
        ),
    ),
    Code(
        "RM167",
        "not-a-file",
        "«{file}» is a pipe, a device or a socket, and was not opened",
        hint="name a file",
    ),
    Code(
        "RM168",
        "link-not-followed",
        "«{file}» is a link, and what is published is taken from files alone",
        hint="put the file itself in the place of the link",
    ),
    Code(
        "RM169",
        "bundle-text-misnamed",
        "the bundle promises the text {name}, and the text in it calls itself {found}",
        hint="do not use this bundle; take it from its publisher again",
    ),
    Code(
        "RM170",
        "roadmap-not-found",
        "there is no roadmap «{name}»",
        hint=(
            "perhaps {near} was meant\n"
            "known here: {known}\n"
            "a roadmap that is not published here is named by its path"
        ),
    ),
    Code(
        "RM171",
        "version-not-at-hand",
        "version {wanted} of «{name}» is wanted, and here is {found}",
        hint="write «{name}@{found}», or get the version that is wanted",
    ),
    Code(
        "RM172",
        "extends-in-circle",
        "«{name}» extends itself: {circle}",
        hint="delete «extends» in one of these texts",
    ),
    Code(
        "RM173",
        "procedure-not-found",
        "there is no procedure «{name}» in the catalogue",
        hint=(
            "perhaps {near} was meant\n"
            "known here: {known}\n"
            "a procedure of your own is written out under «forms»"
        ),
    ),
    Code(
        "RM174",
        "name-differs-from-file",
        "the file is called «{stem}» and the text in it «{name}»",
        hint="rename one of them, or others will not find the text",
        severity=Severity.WARNING,
    ),
    Code(
        "RM175",
        "hidden-character",
        "nobody sees the character {character} that stands here",
        hint=(
            "delete it; such characters come along when text is copied from a page, a messenger or Word\n"
            "write the word anew: {word}"
        ),
        lesser=Severity.WARNING,
    ),
    Code(
        "RM176",
        "cyrillic-letter",
        "«{word}»: letter no. {place}, «{letter}», is Cyrillic, and the word is a Latin one",
        hint="type the word anew in Latin letters: {meant}",
        lesser=Severity.WARNING,
    ),
    Code(
        "RM177",
        "latin-letter",
        "«{word}»: letter no. {place}, «{letter}», is Latin, and the word is a Russian one",
        hint="type the word anew in Russian letters: «{meant}»",
        lesser=Severity.WARNING,
    ),
    Code(
        "RM178",
        "comment-cuts-text",
        "the text ends before «{rest}»: after a blank, «#» begins a comment, which no paper shows",
        hint=(
            "put the whole text into quotation marks if this belongs to it\n"
            "put two blanks before «#» if it is meant as a comment"
        ),
        severity=Severity.NOTICE,
    ),
    Code(
        "RM179",
        "list-without-brackets",
        "{thing}: «{field}» takes «{value}» for one value",
        hint="write several in brackets: {meant}",
    ),
    Code(
        "RM180",
        "odd-indentation",
        "the line is indented with the character {character}, which is no blank to YAML",
        hint=(
            "delete everything before the first word and indent anew with the space bar; such blanks come "
            "along when text is copied from a messenger or Word"
        ),
    ),
    Code(
        "RM181",
        "name-says-vacant",
        "{thing}: «{name}» is read as a post that nobody holds",
        hint="write the name when somebody is appointed; until then the line may go",
        severity=Severity.NOTICE,
    ),
)
