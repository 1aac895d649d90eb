"""The catalogue for pages: what people are told of a problem who have never seen the text that has it.

A code that is not listed is told by its own message and hint, as far as they are in everybody's words
(`roadmap_engine.diagnostics.everyday`); what is not is for whoever keeps the texts.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from types import MappingProxyType

from roadmap_engine.diagnostics.codes.on_pages.plans import PLANS_ON_PAGES
from roadmap_engine.diagnostics.codes.on_pages.records import RECORDS_ON_PAGES
from roadmap_engine.diagnostics.codes.on_pages.versions import VERSIONS_ON_PAGES
from roadmap_engine.diagnostics.codes.on_pages.words import OnPage, Where

__all__ = ["ON_PAGES", "OnPage", "Where"]

ON_PAGES: Mapping[str, OnPage] = MappingProxyType(
    {each.code: each for each in itertools.chain(PLANS_ON_PAGES, RECORDS_ON_PAGES, VERSIONS_ON_PAGES)}
)
"""By the code."""
