"""RM8xx: the points of an order that is imported."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["IMPORTED_ORDER_CODES"]

IMPORTED_ORDER_CODES: tuple[Code, ...] = (
    Code("RM872", "import-points",
         "{file} has no table of measures: the points of the order are taken as measures",
         "look whether each of them is a measure", severity=Severity.NOTICE),
    Code("RM881", "import-point-beside-table",
         "beside the table stands a point of the order with a deadline, which no measure has: «{text}»",
         "write it as a measure if it is one", severity=Severity.WARNING),
    Code("RM890", "import-point-no-measure", "point {point} of the order is no measure: «{text}»",
         "write a measure if somebody has to do something by it", severity=Severity.NOTICE),
    Code("RM891", "import-order-part-left", "{thing} is not taken over, paragraphs: {count}: «{text}»",
         "put it into the text of the order (order:) if it is needed there", severity=Severity.NOTICE),
    Code("RM892", "import-executor-doubtful",
         "point {point}: it is not certain who «{text}» is in the nominative; the words stay as they are",
         "write the post or the name in the nominative, one role for each", severity=Severity.WARNING),
    Code("RM893", "import-deadline-of-head",
         "point {point} has no deadline of its own; «{deadline}» stands in the head above it",
         "correct the deadline if it does not hold for this point", severity=Severity.NOTICE),
    Code("RM894", "import-point-deadline-unread",
         "point {point}: the deadline «{text}» is not understood and stays as text",
         "write it as a day, a month or a period to get it into the calendars; «roadmap explain» tells what "
         "is read", severity=Severity.WARNING),
    Code("RM895", "import-point-strange-year",
         "point {point}: the deadline «{text}» is not of the school year {year}",
         "look whether the year was left over from an older order", severity=Severity.WARNING),
    Code("RM896", "import-point-deadline-mended", "point {point}: the deadline «{text}» is read as «{read}»",
         "correct it if something else was meant", severity=Severity.NOTICE),
    Code("RM897", "import-point-recommended",
         "point {point} recommends what it asks for, it does not order it",
         "say so in the title if that matters", severity=Severity.NOTICE),
)  # fmt: skip
