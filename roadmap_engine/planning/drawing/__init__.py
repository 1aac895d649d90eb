"""Roadmap × adoption → plan: who, when and in which words, and why."""

from __future__ import annotations

from roadmap_engine.planning.drawing.explaining import MeasureExplanation, explain_measure
from roadmap_engine.planning.drawing.plan import draw_plan, draw_published
from roadmap_engine.planning.drawing.weighing import weigh_plan, weigh_published

__all__ = [
    "MeasureExplanation",
    "draw_plan",
    "draw_published",
    "explain_measure",
    "weigh_plan",
    "weigh_published",
]
