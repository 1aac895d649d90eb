"""A plan as strangers may read it: posts in place of names, and nobody's remarks.

A page on the web is read by anybody and copied for ever. What stands in the plan about people is the post
they hold; what was said when something was done or given up stays with those it was said to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_measure import PlanMeasure, PlanOutput
from roadmap_engine.model.plan_people import Assignee, PlanPerson
from roadmap_engine.russian import capitalise_first, name_in_text, signature_name

__all__ = ["leave_out_names", "leave_out_remarks"]

_ANY_SPACE = "[ \u00a0]"
_SPACE = re.compile(r"\\?[ \u00a0]")
_AFTER_NAME = r"(?: \((?:с [\d.]+)?(?: ?по [\d.]+)?\))?"
"""How long somebody holds a post, as it stands after a name."""


def leave_out_remarks(plan: Plan) -> Plan:
    """Give a plan without what people said when something was done, returned, put off or given up.

    What has become of each measure and on which day stays.
    """

    def bare(measure: PlanMeasure) -> PlanMeasure:
        settled = with_fields(measure.settled, reason=None) if measure.settled is not None else None
        happened = {
            key: with_fields(each, note=None, extended_why=None, who=None, cells={})
            for key, each in measure.happened.items()
        }
        return with_fields(measure, settled=settled, happened=happened)

    return _with_measures(plan, bare)


def leave_out_names(plan: Plan) -> Plan:
    """Give a plan that names posts, and nobody who holds one.

    A role that people fill is called by their posts, and stays that role. In running text the name of one of
    the organisation's people is left out as papers write it, in the nominative.
    """
    drop = _name_dropper(_everybody(plan))
    field_of = dict(zip(plan.columns, plan.fields, strict=True))

    def nameless(measure: PlanMeasure) -> PlanMeasure:
        takes_part = tuple(map(_by_post, measure.participants))
        answers = tuple(map(_by_post, measure.responsible))
        # A cell that lists nobody by name stays as its roadmap prints it.
        lists = {
            field: _list_posts(now)
            for field, before, now in (
                ("participants", measure.participants, takes_part),
                ("responsible", measure.responsible, answers),
            )
            if before != now
        }
        return with_fields(
            measure,
            deadline=with_fields(measure.deadline, reasons=tuple(map(drop, measure.deadline.reasons))),
            participants=takes_part,
            responsible=answers,
            title=drop(measure.title),
            directive=drop(measure.directive) if measure.directive is not None else None,
            result=drop(measure.result) if measure.result is not None else None,
            outputs=tuple(_nameless_output(each) for each in measure.outputs),
            cells={
                caption: lists.get(field_of.get(caption, "")) or drop(text)
                for caption, text in measure.cells.items()
            },
        )

    changed = _with_measures(plan, nameless)
    organisation = plan.organisation
    order = plan.order
    return with_fields(
        changed,
        intro=tuple(map(drop, plan.intro)),
        organisation=with_fields(organisation, signatory=None, people=())
        if organisation is not None
        else None,
        order=with_fields(
            order,
            signatory=None,
            control=_by_post(order.control) if order.control is not None else None,
            executor=_by_post(order.executor) if order.executor is not None else None,
        )
        if order is not None
        else None,
    )


def _with_measures(plan: Plan, change: Callable[[PlanMeasure], PlanMeasure]) -> Plan:
    stages = tuple(
        with_fields(stage, measures=tuple(change(each) for each in stage.measures)) for stage in plan.stages
    )
    return with_fields(plan, stages=stages)


def _nameless_output(output: PlanOutput) -> PlanOutput:
    steps = tuple(
        with_fields(step, title=_list_titles(step.people) or step.title, people=())
        for step in output.approval
    )
    return with_fields(output, approval=steps, made_by=tuple(_by_post(each) for each in output.made_by))


def _by_post(assignee: Assignee) -> Assignee:
    if not assignee.people:
        return assignee
    return with_fields(assignee, title=_list_titles(assignee.people), people=())


def _list_titles(people: tuple[PlanPerson, ...]) -> str:
    return ", ".join(dict.fromkeys(person.post for person in people))


def _list_posts(assignees: tuple[Assignee, ...]) -> str:
    return capitalise_first(", ".join(dict.fromkeys(each.title for each in assignees)))


def _everybody(plan: Plan) -> tuple[PlanPerson, ...]:
    """Give everybody the plan knows by name."""

    def found() -> Iterator[PlanPerson]:
        if plan.organisation is not None:
            yield from plan.organisation.people
            yield from (plan.organisation.signatory,) if plan.organisation.signatory is not None else ()
        for measure in plan.measures():
            for assignee in (*measure.participants, *measure.responsible):
                yield from assignee.people
            for output in measure.outputs:
                for step in output.approval:
                    yield from step.people
                for maker in output.made_by:
                    yield from maker.people

    return tuple(dict.fromkeys(found()))


def _name_dropper(people: tuple[PlanPerson, ...]) -> Callable[[str], str]:
    """Give what takes names out of a text, whether they stand after a post or in place of one."""
    spellings: dict[str, str] = {}
    for person in people:
        for write in (str, name_in_text, signature_name):
            spelling = write(person.name).strip()
            # One word alone may be a part of anything.
            if " " in spelling or "\u00a0" in spelling:
                spellings.setdefault(spelling, person.post)
    if not spellings:
        return str
    longest_first = sorted(spellings, key=len, reverse=True)
    posts = "|".join(sorted({re.escape(each.post) for each in people}, key=len, reverse=True))
    name = "|".join(_SPACE.sub(lambda _space: _ANY_SPACE, re.escape(each)) for each in longest_first)
    pattern = re.compile(rf"(?:(?P<post>{posts}){_ANY_SPACE})?\b(?P<name>{name}){_AFTER_NAME}", re.IGNORECASE)
    plain = {_SPACE.sub(" ", each).casefold(): post for each, post in spellings.items()}

    def say_post(found: re.Match[str]) -> str:
        given: Any = found["post"]
        return given or plain[_SPACE.sub(" ", found["name"]).casefold()]

    return lambda text: pattern.sub(say_post, text)
