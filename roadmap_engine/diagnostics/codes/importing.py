"""RM85x to RM89x: tables of Word and Excel, and orders, to a roadmap."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["IMPORTING_CODES"]

IMPORTING_CODES: tuple[Code, ...] = (
    Code(
        "RM850",
        "import-not-a-document",
        "{file} is no Word document and no Excel workbook that can be read",
        "open it in Word, Excel or LibreOffice and save it as .docx or .xlsx, without a password",
    ),
    Code(
        "RM851",
        "import-too-large",
        "{file} is too large to import: {found} of at most {limit}",
        "copy the pages with the plan into a document of their own, without pictures",
    ),
    Code(
        "RM852",
        "import-damaged",
        "{file} is damaged: its part {part} cannot be read safely",
        "open it in Word or Excel, save it anew and try again",
    ),
    Code(
        "RM853",
        "import-no-plan",
        "no table of {file} looks like a plan: something to do, and when or by whom",
        "tables there are: {known}; name the columns «Мероприятия», «Сроки», «Ответственные» in the "
        "first row",
    ),
    Code(
        "RM854",
        "import-table-unknown",
        "{file} has no table «{table}»",
        "tables there are: {known}",
    ),
    Code(
        "RM855",
        "import-too-many-rows",
        "{file} has {found} rows, cells, points, dates or signs, more than a plan can have ({limit})",
        "copy the rows of the plan into a file of their own",
    ),
    Code(
        "RM856",
        "import-column-unknown",
        "table {table}: it is not known what the column «{column}» holds; its cells stand as comments",
        "move what is needed into the fields of the measures, delete the rest",
        severity=Severity.WARNING,
    ),
    Code(
        "RM857",
        "import-deadline-unread",
        "table {table}, row {row}, «{column}»: the deadline «{text}» is not understood and stays as text",
        "write it as a day, a month or a period to get it into the calendars; «roadmap explain» tells "
        "what is read",
        severity=Severity.WARNING,
    ),
    Code(
        "RM858",
        "import-deadline-mended",
        "table {table}, row {row}, «{column}»: «{text}» is read as «{read}»",
        "correct the deadline if something else was meant",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM859",
        "import-deadline-in-title",
        "table {table}, row {row}: there is no deadline, but the measure says «{phrase}»",
        "write it as the deadline if it is the measure's",
        severity=Severity.WARNING,
    ),
    Code(
        "RM860",
        "import-strange-year",
        "table {table}, row {row}, «{column}»: «{text}» is not in the plan's school year {year}",
        "correct the year, or leave it if the plan really reaches so far",
        severity=Severity.WARNING,
    ),
    Code(
        "RM861",
        "import-cells-swapped",
        "table {table}, row {row}: the deadline «{deadline}» stood among the names, and the names among "
        "the deadlines",
        "nothing, if the deadline is right: both are where they belong",
        severity=Severity.WARNING,
    ),
    Code(
        "RM862",
        "import-rows-joined",
        "table {table}, row {row}: taken as the rest of row {above}, torn off by the end of a page",
        "make a measure of its own out of it if it is one",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM863",
        "import-names-doubtful",
        "table {table}, row {row}, «{column}»: it is not certain where one name ends and the next "
        "begins: «{text}»",
        "make a role of each name",
        severity=Severity.WARNING,
    ),
    Code(
        "RM864",
        "import-columns-guessed",
        "table {table} has no captions; what its columns hold was told by their cells",
        "look whether the fields hold what they should",
        severity=Severity.WARNING,
    ),
    Code(
        "RM865",
        "import-title-repeated",
        "table {table}, row {row}: the title is merged over several rows and is said of each of them",
        "give each measure a title of its own",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM866",
        "import-no-stages",
        "table {table}, row {row}: there is no heading over the measures; they stand in a stage "
        "«Мероприятия»",
        "name the stage, or part the measures into several",
        severity=Severity.WARNING,
    ),
    Code(
        "RM867",
        "import-title-unknown",
        "the title of the plan was not found",
        "write the title as the plan bears it",
        severity=Severity.WARNING,
    ),
    Code(
        "RM868",
        "import-text-left-out",
        "words around the table are not taken over: «{text}»",
        severity=Severity.WARNING,
        lesser=Severity.NOTICE,
    ),
    Code(
        "RM869",
        "import-column-doubled",
        "table {table}: another column is taken for this already, so the cells of «{column}» stand as "
        "comments",
        "move what is needed into the fields of the measures, delete the rest",
        severity=Severity.WARNING,
    ),
    Code(
        "RM870",
        "import-upper-heading",
        "table {table}, row {row}: above this heading stands another, «{text}»; stages have one level",
        "put it into the titles of the stages if it is needed",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM871",
        "import-deadline-place",
        "table {table}, row {row}, «{column}»: behind the deadline «{read}» stands «{place}», which is "
        "taken for a place",
        "put the place into the title if it matters",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM873",
        "import-row-without-title",
        "table {table}, row {row}: the row has no title and is left out: «{text}»",
        "write a measure if there should be one",
        severity=Severity.WARNING,
    ),
    Code(
        "RM874",
        "import-like-published",
        "{shared} of {all} measures are those of the published roadmap {name}, word for word",
        "write «extends: {name}» and only what differs, and its new versions will reach this plan",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM875",
        "import-event-unknown",
        "deadlines count from «{event}», which nobody has described; it is now the event {name}",
        "put its title into the nominative and say who records its date (recorded_by)",
        severity=Severity.WARNING,
    ),
    Code(
        "RM876",
        "import-formula-without-value",
        "{file} has formulas without a value beside them, in {cells}; their cells are read as empty",
        "open the file in Excel or LibreOffice, save it and import it again",
        severity=Severity.WARNING,
    ),
    Code(
        "RM877",
        "import-hidden",
        "{file} has hidden sheets, rows or columns ({count}); they are not read",
        "show them in Excel and import again if they belong to the plan",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM878",
        "import-column-guessed",
        "table {table}: no caption tells what «{column}» holds; it is taken for «{field}»",
        "look whether its cells are that",
        severity=Severity.WARNING,
    ),
    Code(
        "RM879",
        "import-deadline-from-heading",
        "table {table}, row {row}: the deadline «{read}» is put together from the heading «{heading}»",
        "correct the deadline if the heading means something else",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM880",
        "import-table-unfolded",
        "table {table} is no list of measures, a row each: its cells were parted into measures, or its "
        "deadlines from the names",
        "compare the measures with the table",
        severity=Severity.WARNING,
    ),
    Code(
        "RM882",
        "import-total",
        "table {table}, row {row}: a row that sums others up is no measure and is left out: «{text}»",
        "write a measure if it is one",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM883",
        "import-captions-changed",
        "table {table}, row {row}: other captions begin here; the rows below are read by them: {captions}",
        "look whether the row is captions; write it as a measure if it is one",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM884",
        "import-schedule",
        "table {table} is a schedule, days in a grid, and no plan: {count} rows are not taken over: «{text}»",
        "a measure names what is done; write one for what the schedule asks for, or attach the schedule",
        severity=Severity.WARNING,
    ),
    Code(
        "RM885",
        "import-other-table",
        "table {table} is no part of the plan; {count} rows are not taken over: «{text}»",
        "write measures if there are some among them",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM886",
        "import-doers-beside-responsible",
        "table {table}: «{doing}» is read as who takes part, «{answering}» as who answers",
        "change the fields of the columns if it is the other way round",
        severity=Severity.NOTICE,
    ),
    Code(
        "RM887",
        "import-persons",
        "persons are named where a published text names posts: {names}",
        "write posts as roles; who holds them belongs to the text of the school",
        severity=Severity.WARNING,
    ),
    Code(
        "RM888",
        "import-error-cell",
        "table {table}, row {row}, «{column}»: the cell shows the error {error} and is read as empty",
        "mend the formula in the file, or write what belongs there",
        severity=Severity.WARNING,
    ),
    Code(
        "RM889",
        "import-looks-like",
        "table {table}, row {row}, «{column}»: «{text}» looks like {read}, changed by Excel",
        "write it as it was meant",
        severity=Severity.WARNING,
    ),
    Code(
        "RM898",
        "import-too-many-words",
        "{file} has {found} characters of text, more than a plan can have ({limit})",
        "copy the pages with the plan into a file of their own",
    ),
    Code(
        "RM899",
        "import-own-column",
        "table {table}: the column «{column}» became one of the roadmap's own, «{name}»",
        "see whether its kind, «{kind}», is right; a column that nobody needs is deleted with its cells",
        severity=Severity.NOTICE,
    ),
)
