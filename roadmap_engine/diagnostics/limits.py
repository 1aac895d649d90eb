"""The limits of everything that can grow: how much, where it is asked, why so much, and what is told.

A text from a stranger may be small and ask for much: a name said a million times, a deadline of every day for
a thousand years, a table a million rows away. Each limit is asked before the work that it bounds, by whoever
does that work, and is far above what any real text needs. All of them stand here, `docs/limits.md` says them
to people, and a test holds both together and every limit to its two sides.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["FIRST_DAY", "LAST_DAY", "LIMITS", "SHORT_TITLE", "Limit"]

MEGABYTE: Final = 1024 * 1024

SHORT_TITLE: Final = 22
"""Letters of the longest short title of a measure: so many fit over a narrow column."""

FIRST_DAY: Final = dt.date(1990, 1, 1)
LAST_DAY: Final = dt.date(2199, 12, 31)
"""The days that a text may name: whatever is counted from one of them is a day that there is."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit.

    Attributes:
        most: what is allowed still.
        told: the code of the problem that is told above it.
        asked: the module that asks.
        why: what it costs without one, and what real texts need.
    """

    most: int
    told: str
    asked: str
    why: str


# fmt: off
# --- texts

TEXT_BYTES: Final = Limit(MEGABYTE, "RM104", "yaml_text.source",
                          "a roadmap of forty measures takes 90 KB; a reader takes in no more")
TEXT_DEPTH: Final = Limit(50, "RM126", "yaml_text.composing",
                          "a text of ours is eight levels deep; a reader that goes deeper recurses")
TEXT_VALUES: Final = Limit(50_000, "RM127", "yaml_text.composing",
                           "a roadmap of forty measures has 600; each becomes a value and a place")
LINE: Final = Limit(10_000, "RM150", "model.base",
                    "three pages in one field; words are split, declined and compared")
MEASURES: Final = Limit(1_000, "RM134", "overlays.assembling",
                        "the longest plan known has 300 rows; every paper has a row for each")
PROBLEMS: Final = Limit(20, "RM139", "diagnostics.gathering",
                        "who has mended twenty equal faults knows the rest; no terminal holds 4 000")
FOUND: Final = Limit(1_000, "RM139", "checks.__init__",
                     "faults that one check looks for; each costs a search among all names")

# --- what texts come to

OCCURRENCES: Final = Limit(1_000, "RM135", "deadlines.schedule",
                           "a duty of every working day for four years; more is a standing duty")
PLAN_OCCURRENCES: Final = Limit(5_000, "RM135", "planning.drawing.dating",
                                "five hundred monthly duties; calendar services take 1 000 events")
PLAN_DAYS: Final = Limit(3_660, "RM692", "planning.drawing.weighing",
                         "ten years; programmes of development run for five")
DAYS_OFF: Final = Limit(1_000, "RM693", "load.organisations",
                        "a working day is looked for day by day; ten summers are 920")
FILLED: Final = Limit(10_000, "RM136", "planning.drawing.weighing",
                      "as long as a field may be; a gap may stand in a text a thousand times")
FILLED_WORDS: Final = Limit(2_000_000, "RM137", "planning.drawing.weighing",
                            "a thousand pages; a value of 10 000 characters times 250 gaps")
NAMES: Final = Limit(20_000, "RM138", "planning.drawing.weighing",
                     "two hundred names in each of a hundred measures; names times measures")

FEED_EVENTS: Final = Limit(1_000, "RM667", "documents.calendar_limits",
                           "events of one calendar: Google takes some 1 100")
FEED_BYTES: Final = Limit(900_000, "RM667", "documents.calendar_limits",
                          "bytes of one calendar: Google takes 1 MB; an event in Russian takes up to 2 KB")

# --- files of the program's own, which somebody may have changed

PLAN_BYTES: Final = Limit(20 * MEGABYTE, "RM104", "load.plans", "plan.json of forty measures takes 200 KB")
PLAN_VALUES: Final = Limit(500_000, "RM691", "load.plans",
                           "plan.json of forty measures has 9 000 values; an empty list takes 60 bytes")
HISTORY_BYTES: Final = Limit(20 * MEGABYTE, "RM104", "load.histories",
                             "a year of changes in a plan of forty measures takes 100 KB")
HISTORY_VALUES: Final = Limit(500_000, "RM691", "load.histories", "ten thousand events changed ten times")
STATUS_BYTES: Final = Limit(10 * MEGABYTE, "RM104", "load.status_logs",
                            "a year of forty measures and a letter a week for thirty people takes 1 MB")
STATUS_LINE: Final = Limit(2 * MEGABYTE, "RM556", "load.log_lines",
                           "a remark of two pages takes 8 KB, forty full cells of a row 1 MB at most")
LIST_BYTES: Final = Limit(5 * MEGABYTE, "RM707", "storage.paper_list",
                          "a thousand papers take 120 KB; a larger list is none of ours")
LIST_VALUES: Final = Limit(20_000, "RM707", "storage.paper_list", "a paper is four values")

SIGNED_ACTS: Final = Limit(100, "RM918", "load.signed",
                           "an order and some amendments a year; each is a folder of files to be hashed")
SIGNED_BYTES: Final = Limit(MEGABYTE, "RM910", "load.signed",
                            "signed.json takes 2 KB; 100 with two hundred corrected places")
SIGNED_FILE: Final = Limit(50 * MEGABYTE, "RM912", "load.signed",
                           "an order takes 50 KB, its scan some megabytes")

# --- what others publish

BUNDLE_BYTES: Final = Limit(50 * MEGABYTE, "RM809", "publishing.reading",
                            "a bundle with its Word templates takes 1 MB")
BUNDLE_ENTRIES: Final = Limit(1_001, "RM815", "publishing.reading", "a bundle has twenty files")
MANIFEST_VALUES: Final = Limit(50_000, "RM814", "publishing.manifest",
                               "a file of a bundle is four values, and there are a thousand at most")
INDEX_BYTES: Final = Limit(5 * MEGABYTE, "RM809", "publishing.index", "one version takes 700 bytes")
INDEX_VALUES: Final = Limit(150_000, "RM811", "publishing.index", "one version is twelve values")
KEY_BYTES: Final = Limit(10_000, "RM803", "pipeline.releasing", "an Ed25519 key in PEM takes 120 bytes")

# --- Word and Excel files to be imported

IMPORT_BYTES: Final = Limit(50 * MEGABYTE, "RM851", "importing.container",
                            "pictures beside the table are passed over")
IMPORT_PARTS: Final = Limit(5_000, "RM851", "importing.container", "a workbook of a region has 200 parts")
IMPORT_PART: Final = Limit(40 * MEGABYTE, "RM851", "importing.container", "a part of XML, unpacked")
IMPORT_XML: Final = Limit(80 * MEGABYTE, "RM851", "importing.container", "all parts of XML, unpacked")
IMPORT_MARKS: Final = Limit(1_000_000, "RM851", "importing.container",
                            "tags and attributes of the parts that are read; a tree takes 100 bytes each")
IMPORT_ROWS: Final = Limit(1_200, "RM855", "importing.reading",
                           "the measures a roadmap may have, and the heads between them")
IMPORT_PLACES: Final = Limit(100_000, "RM855", "importing.workbook, importing.word",
                             "places of the grid: a row of 2 000 with 50 columns")
IMPORT_COLUMNS: Final = Limit(100, "RM855", "importing.workbook", "a grid of days has 31")
IMPORT_LAST_ROW: Final = Limit(20_000, "RM855", "importing.workbook",
                               "the last row with a value; Excel has 1 048 576")
IMPORT_CELLS: Final = Limit(20_000, "RM855", "importing.workbook, importing.reading",
                            "filled cells; empty ones are not counted")
IMPORT_SHEETS: Final = Limit(200, "RM855", "importing.workbook", "a sheet a month for sixteen years")
IMPORT_STRINGS: Final = Limit(100_000, "RM855", "importing.workbook",
                              "twice the filled cells: strings that no cell uses stay behind")
IMPORT_STYLES: Final = Limit(65_490, "RM855", "importing.workbook",
                             "as many formats as Excel itself can keep in a workbook")
IMPORT_WORDS: Final = Limit(1_000_000, "RM898", "importing.reading",
                            "characters: 500 pages; each is compared, split and declined")

# --- trackers that people filled in

TRACKER_BYTES: Final = Limit(6 * MEGABYTE, "RM734", "importing.tracker_size",
                             "what its XML comes to; one of five hundred rows has one megabyte")
TRACKER_CELLS: Final = Limit(100_000, "RM734", "importing.tracker_size",
                             "cells and rows; each row of ours has twelve")
TRACKER_STRINGS: Final = Limit(50_000, "RM734", "importing.tracker_size",
                               "shared strings; a row of ours has six")
TRACKER_SHEETS: Final = Limit(50, "RM734", "importing.tracker_size",
                              "ours has four, and people add their own")
TRACKER_ROWS: Final = Limit(20_000, "RM733", "importing.tracker_book",
                            "rows that are read; a value further down stays in the former file")
TRACKER_COLUMNS: Final = Limit(100, "RM733", "importing.tracker_book", "columns that are read; ours are 18")

# --- lines given on the command line

LINE_BYTES: Final = Limit(20_000, "RM306", "cli.lines",
                          "of a longer line of a file this much is read, and refused as too long")
# fmt: on

LIMITS: Final = MappingProxyType(
    {name: value for name, value in globals().items() if isinstance(value, Limit)}
)
"""All limits by name."""
