"""Roadmap × adoption → plan: who, when and in which words, and why."""

from __future__ import annotations

from roadmap_engine.planning.drawing import draw_plan, draw_published

__all__ = ["draw_plan", "draw_published"]
