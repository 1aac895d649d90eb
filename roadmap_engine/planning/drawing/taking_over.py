"""Points of the order a roadmap was issued with → measures of the school's plan.

«Руководителям школ: 1.4. Провести …, представить справку в управление (до 17.01.2021 г.)» becomes a row
with the act's words, its deadline, and whom to report to. Its values come from the order, and say so. Only
what the order lays upon heads of schools can be taken over: the rest is other people's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from frozendict import frozendict

from roadmap_engine.deadlines import parse
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model import (
    Adoption,
    Assembly,
    Deadline,
    Locations,
    Measure,
    Organisation,
    Origin,
    Roadmap,
    Stage,
)
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.fields import FieldKind, values_of
from roadmap_engine.model.numbering import following_number
from roadmap_engine.model.taken_point import TakenPoint, is_for_school_heads
from roadmap_engine.model.written_order import OrderWording, WrittenOrder, WrittenPoint
from roadmap_engine.planning.drawing.duties import Duty, find_duties, split_duties, who_controls
from roadmap_engine.russian import date_in_words

__all__ = ["TAKEN_STAGE", "date_points", "take_over_points"]

TAKEN_STAGE = "taken-over"


def take_over_points(
    assembly: Assembly, adoption: Adoption, organisation: Organisation, locations: Locations
) -> tuple[Assembly, tuple[Problem, ...]]:
    """Add the points that a school takes over to its plan.

    Returns:
        The roadmap with the new measures, and what cannot be taken over.
    """
    if not adoption.take_over:
        return assembly, ()
    order = assembly.roadmap.order
    if order is None or order.text is None:
        here = locations.of_key(("take_over",))
        return assembly, (Problem.of("RM654", location=here, roadmap=assembly.roadmap.id),)
    taking = _Taking(
        assembly, order, order.text, _head_role(assembly.roadmap, adoption, organisation), locations
    )
    for position, taken in enumerate(adoption.take_over):
        taking.take(taken, position)
    return taking.result(), tuple(taking.problems)


def date_points(published: Roadmap, taken: Roadmap) -> dict[str, dt.date]:
    """Give the date of the order, by measure, for the measures that are points of it.

    Args:
        published: the roadmap before its points were taken over.
        taken: the roadmap with them.
    """
    if published.order is None:
        return {}
    before = {measure.id for measure in published.measures()}
    return {each.id: published.order.date for each in taken.measures() if each.id not in before}


def _head_role(roadmap: Roadmap, adoption: Adoption, organisation: Organisation) -> tuple[str, ...]:
    """Find the role that the school's head fills: what heads of schools are told, she answers for."""
    for name, role in roadmap.roles.items():
        if adoption.roles.get(name, role.filled_by) == (organisation.signatory,):
            return (name,)
    return ()


class _Taking:
    """The measures taken over so far, by the stage they go to."""

    def __init__(
        self,
        assembly: Assembly,
        order: WrittenOrder,
        text: OrderWording,
        head: tuple[str, ...],
        locations: Locations,
    ) -> None:
        self.problems: list[Problem] = []
        self._assembly = assembly
        self._order, self._text, self._head, self._locations = order, text, head, locations
        self._points = find_duties(text)
        self._rows = {measure.id: measure for measure in assembly.roadmap.measures()}
        self._stages: dict[str, list[Measure]] = {}
        self._origins = dict(assembly.origins)
        stages = assembly.roadmap.stages
        self._ids = {stage.id for stage in stages} | {each.id for each in assembly.roadmap.measures()}

    def take(self, taken: TakenPoint, position: int) -> None:
        """Take over one point, or all points under it where it has no duty of its own."""
        where = self._locations.of_value(("take_over", position))
        number = taken.point.strip().rstrip(".")
        meant = next((each for each in self._points if each.number and each.number == number), None)
        numbers = [
            each.number for each in self._points if each.number and is_for_school_heads(each.addressee)
        ]
        if meant is None:
            near = near_names(number, numbers)
            self.problems.append(
                Problem.of("RM652", location=where, point=number, near=near, known=list_names(numbers))
            )
        elif not is_for_school_heads(meant.addressee):
            known = list_names(numbers)
            self.problems.append(
                Problem.of(
                    "RM653", location=where, point=number, addressee=meant.addressee or "–", known=known
                )
            )
        elif self._knows_names(taken, number, position):
            # A point that says nothing was told to its publisher, and is no measure.
            for each in split_duties(meant, self._points):
                if each.wording():
                    self._add(taken, each, position)

    def result(self) -> Assembly:
        """Give the roadmap with everything that was taken over."""
        roadmap = self._assembly.roadmap
        stages = [
            with_fields(stage, measures=(*stage.measures, *self._stages.pop(stage.id, ())))
            for stage in roadmap.stages
        ]
        if TAKEN_STAGE in self._stages:
            date = date_in_words(self._order.date)
            title = f"Исполнение приказа {self._order.issuer_genitive} от {date} № {self._order.number}"
            number = following_number(stages)
            measures = tuple(self._stages[TAKEN_STAGE])
            stages.append(Stage(id=TAKEN_STAGE, number=number, title=title, measures=measures))
        changed = with_fields(roadmap, stages=tuple(stages))
        return replace(self._assembly, roadmap=changed, origins=frozendict(self._origins))

    def _knows_names(self, taken: TakenPoint, number: str, position: int) -> bool:
        """Tell whether all that a school names beside the point exists."""
        roadmap = self._assembly.roadmap
        stages = {stage.id for stage in roadmap.stages}
        fields: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
            ("stage", (taken.stage,) if taken.stage else (), stages),
            ("responsible", taken.responsible, roadmap.roles),
            ("participants", taken.participants, roadmap.roles),
            ("output", taken.output, roadmap.outputs),
        )
        before = len(self.problems)
        for field, names, known in fields:
            for name in names:
                if name not in known:
                    where = self._locations.of_value(("take_over", position, field))
                    near = near_names(name, known) or list_names(known)
                    self.problems.append(
                        Problem.of("RM655", location=where, point=number, field=field, name=name, near=near)
                    )
        return len(self.problems) == before

    def _add(self, taken: TakenPoint, found: Duty, position: int) -> None:
        where = self._locations.of_value(("take_over", position))
        name = taken.id or found.measure_id()
        if name in self._ids:
            self.problems.append(
                Problem.of("RM656", location=where, point=found.number or taken.point, measure=name)
            )
            return
        self._ids.add(name)
        standing = [each for each in self._rows if each in found.point.measures]
        if standing:
            self.problems.append(
                Problem.of(
                    "RM660",
                    location=where,
                    point=found.number or taken.point,
                    rows=list_names(standing),
                )
            )
        deadline = self._deadline(taken, found.point, position)
        if deadline is None:
            self.problems.append(
                Problem.of(
                    "RM657",
                    location=where,
                    point=found.number or taken.point,
                    measure=name,
                )
            )
        phrase = (deadline.phrase or deadline.text or "") if deadline else ""
        measure = Measure(
            id=name,
            title=found.wording(phrase),
            directive=found.directive(phrase),
            participants=taken.participants,
            responsible=taken.responsible or self._head,
            deadline=deadline,
            result=self._report(taken, found, deadline),
            output=taken.output,
        )
        self._stages.setdefault(taken.stage or TAKEN_STAGE, []).append(measure)
        self._place(measure, taken, found, position)

    def _deadline(self, taken: TakenPoint, point: WrittenPoint, position: int) -> Deadline | None:
        """Give the school's own deadline, else the point's, else that of the rows it stands for."""
        if taken.deadline is not None:
            return self._read(taken.deadline, position)
        rows = self._rows
        named = point.deadline or tuple(
            deadline
            for name in point.measures
            if name in rows and (deadline := rows[name].deadline) is not None
        )
        different = tuple(dict.fromkeys(named))
        if len(different) <= 1:
            return different[0] if different else None
        phrase = "; ".join(dict.fromkeys(each.phrase or each.text or "" for each in different))
        rule = parse(phrase, events=self._assembly.vocabulary).rule
        return Deadline(phrase=phrase, rule=rule) if rule is not None else Deadline(text=phrase)

    def _read(self, deadline: Deadline, position: int) -> Deadline:
        if deadline.phrase is None or deadline.rule is not None:
            return deadline
        reading = parse(deadline.phrase, events=self._assembly.vocabulary)
        where = ("take_over", position, "deadline")
        self.problems += (
            problem.at(self._locations.inside(where, problem.span)) for problem in reading.problems
        )
        return with_fields(deadline, rule=reading.rule)

    def _report(self, taken: TakenPoint, found: Duty, deadline: Deadline | None) -> str:
        """Say whom to report to and by when; where neither school nor order does, who keeps the control."""
        whom = taken.report_to or found.report_to()
        if whom is None:
            return who_controls(self._text)
        due = (deadline.phrase or deadline.text) if deadline else None
        return f"Отчёт представлен {whom} ({due})" if due else f"Отчёт представлен {whom}"

    def _place(self, measure: Measure, taken: TakenPoint, found: Duty, position: int) -> None:
        """Keep where every value of the measure comes from: the order's point, or the school's own words."""
        point = self._origin(found.thing, "")
        layer = self._assembly.local or self._assembly.roadmap.id
        said_by_school = {**dict(taken), "result": taken.report_to}
        self._origins[measure.id, ""] = point
        for field, value in values_of(measure).items():
            if not value:
                continue
            path = ("take_over", position, "report_to" if field.name == "result" else field.name)
            of_point = "deadline" if field.kind is FieldKind.DEADLINE else "text"
            said = self._origin(found.thing, of_point)
            self._origins[measure.id, field.name] = (
                Origin(layer, self._locations.of_value(path)) if said_by_school.get(field.name) else said
            )

    def _origin(self, thing: str, field: str) -> Origin:
        origins = self._assembly.origins
        return origins.get((thing, field)) or origins.get((thing, "")) or origins["order", ""]
