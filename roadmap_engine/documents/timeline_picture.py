"""The timeline of a plan → a picture for Word: months and measures, work as bars, due days as diamonds.

It is the picture of plan.html in lines that a printer draws sharp, black on white paper.
"""

from __future__ import annotations

import functools

from roadmap_engine.documents.emf import Metafile, measure_text
from roadmap_engine.documents.timeline import Bar, Row, Timeline, lay_out_timeline
from roadmap_engine.documents.word.images import MILLIMETRE, Image
from roadmap_engine.model import Plan

__all__ = ["draw_timeline"]

WIDTH, HEIGHT = 165, 220
"""The width between the margins of an upright page, and what stays of its height; in millimetres."""
_UNIT = 10
"""Units of the picture to one of the timeline."""
_LETTERS = 135
_RULE, _BAR, _EDGE, _DUE, _WORDS = 0xC8CDD2, 0xC9D8E8, 0x44688C, 0x1F3A56, 0x333333


def draw_timeline(plan: Plan) -> Image | None:
    """Draw the timeline of a plan; nothing where the plan has no day at all."""
    timeline = lay_out_timeline(plan)
    if timeline is None:
        return None
    high = WIDTH * timeline.height / timeline.width
    scale = min(1, HEIGHT / high)
    width, height = (round(side * scale * MILLIMETRE) for side in (WIDTH, high))
    return Image(_draw(timeline), "emf", width, height, f"Лента сроков: {plan.title}")


@functools.lru_cache(maxsize=32)
def _draw(timeline: Timeline) -> bytes:
    """Draw the lines of a timeline; schools with the same days have the same ones."""
    picture = Metafile(_units(timeline.width), _units(timeline.height), WIDTH)
    _draw_months(picture, timeline)
    for row in timeline.rows:
        _draw_row(picture, timeline, row)
    return picture.finish()


def _units(length: float) -> int:
    return round(length * _UNIT)


def _draw_months(picture: Metafile, timeline: Timeline) -> None:
    for month in timeline.months:
        left, right = _units(month.left), _units(month.left + month.width)
        picture.rectangle((left, 0, right, _units(timeline.height)), fill=None, edge=_RULE)
        if not month.name:
            continue
        name = month.name if month.year is None else f"{month.name} {month.year}"
        middle = (left + right - sum(measure_text(name, _LETTERS))) // 2
        picture.text((middle, 180), name, _LETTERS, _WORDS)


def _draw_row(picture: Metafile, timeline: Timeline, row: Row) -> None:
    top = _units(row.top)
    picture.rectangle((0, top, _units(timeline.width), top + 1), fill=None, edge=_RULE)
    picture.text((40, top + 150), row.number, _LETTERS, _WORDS)
    for bar in row.bars:
        _draw_bar(picture, bar, top)
    for diamond in row.diamonds:
        x, y = _units(diamond.x), top + 100
        picture.polygon([(x, y - 65), (x + 65, y), (x, y + 65), (x - 65, y)], fill=_DUE)
    if row.note:
        picture.text((_units(timeline.label_width + 6), top + 150), row.note, _LETTERS, _WORDS)


def _draw_bar(picture: Metafile, bar: Bar, top: int) -> None:
    box = (_units(bar.left), top + 55, _units(bar.left + bar.width), top + 145)
    picture.rectangle(box, fill=None if bar.open_end else _BAR, edge=_EDGE, dashed=bar.open_end)
