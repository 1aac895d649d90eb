"""The catalogue: every code a problem can have.

A code never changes meaning and is never used again for another fault. The hundreds say where a
fault is found: 1 reading a file, 2 the shape and sense of a roadmap and its layers, 3 deadlines and
calendars, 4 the Russian language, 5 adoption and planning, 6 documents, 7 the command line, 8 publishing,
updating, comparing and importing, 9 what a school's own order says, its signing and the years of its plan.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from types import MappingProxyType

from roadmap_engine.diagnostics.codes.batches import BATCH_CODES
from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.codes.collecting import COLLECTING_CODES
from roadmap_engine.diagnostics.codes.comparing import COMPARING_CODES
from roadmap_engine.diagnostics.codes.creating import CREATING_CODES
from roadmap_engine.diagnostics.codes.deadlines import DEADLINE_CODES
from roadmap_engine.diagnostics.codes.documents import DOCUMENT_CODES
from roadmap_engine.diagnostics.codes.enrolling import ENROLLING_CODES
from roadmap_engine.diagnostics.codes.imported_orders import IMPORTED_ORDER_CODES
from roadmap_engine.diagnostics.codes.importing import IMPORTING_CODES
from roadmap_engine.diagnostics.codes.layers import LAYER_CODES
from roadmap_engine.diagnostics.codes.letters import LETTER_CODES
from roadmap_engine.diagnostics.codes.naming import NAMING_CODES
from roadmap_engine.diagnostics.codes.order_terms import ORDER_TERM_CODES
from roadmap_engine.diagnostics.codes.orders import ORDER_CODES
from roadmap_engine.diagnostics.codes.over_time import OVER_TIME_CODES
from roadmap_engine.diagnostics.codes.papers import PAPER_CODES
from roadmap_engine.diagnostics.codes.plan_years import PLAN_YEAR_CODES
from roadmap_engine.diagnostics.codes.planning import PLANNING_CODES
from roadmap_engine.diagnostics.codes.portals import PORTAL_CODES
from roadmap_engine.diagnostics.codes.publishing import PUBLISHING_CODES
from roadmap_engine.diagnostics.codes.reading import READING_CODES
from roadmap_engine.diagnostics.codes.returned_trackers import RETURNED_TRACKER_CODES
from roadmap_engine.diagnostics.codes.roadmaps import ROADMAP_CODES
from roadmap_engine.diagnostics.codes.russian import RUSSIAN_CODES
from roadmap_engine.diagnostics.codes.shapes import SHAPE_CODES
from roadmap_engine.diagnostics.codes.signing import SIGNING_CODES
from roadmap_engine.diagnostics.codes.sites import SITE_CODES
from roadmap_engine.diagnostics.codes.sizes import SIZE_CODES
from roadmap_engine.diagnostics.codes.templates import TEMPLATE_CODES
from roadmap_engine.diagnostics.codes.tracking import TRACKING_CODES
from roadmap_engine.diagnostics.codes.updating import UPDATING_CODES
from roadmap_engine.diagnostics.codes.usage import USAGE_CODES
from roadmap_engine.diagnostics.codes.workspaces import WORKSPACE_CODES
from roadmap_engine.diagnostics.codes.years import YEAR_CODES

__all__ = ["CODES", "Code"]

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.id: code
        for code in itertools.chain(
            READING_CODES,
            SHAPE_CODES,
            NAMING_CODES,
            ROADMAP_CODES,
            LAYER_CODES,
            DEADLINE_CODES,
            RUSSIAN_CODES,
            PLANNING_CODES,
            DOCUMENT_CODES,
            TEMPLATE_CODES,
            SITE_CODES,
            BATCH_CODES,
            PORTAL_CODES,
            SIZE_CODES,
            ORDER_CODES,
            ORDER_TERM_CODES,
            USAGE_CODES,
            PAPER_CODES,
            CREATING_CODES,
            PUBLISHING_CODES,
            UPDATING_CODES,
            COMPARING_CODES,
            SIGNING_CODES,
            IMPORTING_CODES,
            IMPORTED_ORDER_CODES,
            YEAR_CODES,
            OVER_TIME_CODES,
            PLAN_YEAR_CODES,
            TRACKING_CODES,
            LETTER_CODES,
            RETURNED_TRACKER_CODES,
            WORKSPACE_CODES,
            COLLECTING_CODES,
            ENROLLING_CODES,
        )
    }
)
