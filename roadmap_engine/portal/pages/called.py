"""Ids of texts → what people call those things."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.model import Plan, PlanMeasure, Roadmap

__all__ = ["call_measure", "name_plan", "name_roadmap"]


def call_measure(measure: PlanMeasure) -> str:
    """Give what a measure is called: its number, and its title or a short one."""
    number = measure.number.strip().rstrip(".")
    title = _on_one_line(measure.short or measure.title)
    return f"{number}. {title}" if number else title


def name_roadmap(roadmap: Roadmap) -> Mapping[str, str]:
    """Name what a roadmap describes, and itself."""
    measures = {each.id: _on_one_line(each.short or each.title) for each in roadmap.measures()}
    stages = {each.id: _on_one_line(each.title) for each in roadmap.stages}
    roles = {name: _on_one_line(each.title) for name, each in roadmap.roles.items()}
    outputs = {name: _on_one_line(each.title) for name, each in roadmap.outputs.items()}
    events = {name: _on_one_line(each.title) for name, each in roadmap.events.items()}
    return {roadmap.id: _on_one_line(roadmap.title), **roles, **outputs, **events, **stages, **measures}


def name_plan(plan: Plan) -> Mapping[str, str]:
    """Name what a plan has, and its people by their posts."""
    people = plan.organisation.people if plan.organisation is not None else ()
    school = {plan.organisation.id: plan.organisation.short} if plan.organisation is not None else {}
    stages = {each.id: _on_one_line(each.title) for each in plan.stages}
    measures = {name: call_measure(each) for each in plan.measures() for name in (each.id, each.goes_by)}
    return {**school, **{each.post_key: each.post for each in people}, **stages, **measures}


def _on_one_line(words: str) -> str:
    return " ".join(clean_text(words).split())
