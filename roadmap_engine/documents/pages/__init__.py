"""The pages of a plan, for a web host that serves files and for a server alike.

A page is a pure function of a plan, its board and how it is shown: no script, no request to anybody else,
one stylesheet. Every text meets markup in a template, which escapes it.
"""

from __future__ import annotations

from roadmap_engine.documents.pages.department import SchoolLine, draw_department, draw_doorstep
from roadmap_engine.documents.pages.school import draw_school
from roadmap_engine.documents.pages.showing import Download, OfferedCalendar, Showing

__all__ = [
    "Download",
    "OfferedCalendar",
    "SchoolLine",
    "Showing",
    "draw_department",
    "draw_doorstep",
    "draw_school",
]
