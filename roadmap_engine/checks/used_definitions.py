"""What a roadmap describes, it uses.

A role, document or event that is described and never named usually means that a measure names another by
mistake. Only the roadmap's own descriptions are looked at: what it inherits and does not need costs nobody
anything, and a school cannot mend a published text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.checks.check import is_authors_own
from roadmap_engine.deadlines import events_of
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.fields import FieldKind, given_values

__all__ = ["check_used_definitions"]


def check_used_definitions(assembly: Assembly) -> Iterator[Problem]:
    """Find roles, documents and events that nothing names."""
    roadmap = assembly.roadmap
    measures = roadmap.measures()
    roles = {
        role
        for measure in measures
        for field, names in given_values(measure, roadmap.kinds).items()
        if field.kind is FieldKind.ROLES
        for role in names
    }
    roles |= {role for output in roadmap.outputs.values() for role in output.roles()}
    roles |= {event.recorded_by for event in roadmap.events.values() if event.recorded_by}
    roles |= set(roadmap.order_terms.named().values())
    outputs = {output for measure in measures for output in measure.output}
    rules = [measure.deadline.rule for measure in measures if measure.deadline and measure.deadline.rule]
    events = {event for rule in rules for event in events_of(rule)}
    yield from _unused(assembly, "RM220", "roles", roadmap.roles, roles)
    yield from _unused(assembly, "RM221", "outputs", roadmap.outputs, outputs)
    yield from _unused(assembly, "RM222", "events", roadmap.events, events)


def _unused(
    assembly: Assembly, code: str, kind: str, described: Mapping[str, object], used: set[str]
) -> Iterator[Problem]:
    for name in described:
        thing = f"{kind}.{name}"
        if name not in used and is_authors_own(assembly, thing):
            yield Problem.of(code, location=assembly.location(thing), name=name)
