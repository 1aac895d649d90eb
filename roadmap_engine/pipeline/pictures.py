"""The pictures that any document of a plan may show, by the names a template calls them."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.qr_code import draw_qr, write_qr_text
from roadmap_engine.documents.timeline_picture import draw_timeline
from roadmap_engine.documents.word.images import Image
from roadmap_engine.model import Plan
from roadmap_engine.pipeline.own_files import OwnFiles

__all__ = ["draw_pictures"]


def draw_pictures(plan: Plan, own: OwnFiles) -> tuple[Mapping[str, Image], tuple[Problem, ...]]:
    """Draw what there is: the emblem, the QR code of the order, the timeline of the plan."""
    pictures: dict[str, Image | None] = {"emblem": own.emblem, "timeline": draw_timeline(plan)}
    problems: tuple[Problem, ...] = ()
    text = write_qr_text(plan)
    if text is not None:
        pictures["qr"], problems = draw_qr(text)
    return {name: image for name, image in pictures.items() if image is not None}, problems
