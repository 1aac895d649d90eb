"""The plan itself: a roadmap's measures with everything settled that one organisation can settle.

`draw_plan` makes a school's plan, `draw_published` shows the published text as it stands. Both are
one function of their inputs: no clock, no files.
"""

from __future__ import annotations

from collections.abc import Mapping

from frozendict import frozendict

from roadmap_engine.deadlines import Context, Schedule
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.model import (
    NOWHERE,
    Adoption,
    Assembly,
    Locations,
    Measure,
    Organisation,
    Plan,
    PlanMeasure,
    PlanSettled,
    PlanStage,
    ProcedureForms,
    RoadmapReference,
    Stage,
)
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.breaches import find_breaches
from roadmap_engine.model.dependencies import find_needs
from roadmap_engine.model.fields import printed_texts
from roadmap_engine.model.numbering import stage_number
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.planning.drawing.assigning import charge_people, find_strangers
from roadmap_engine.planning.drawing.burden import find_burdens, is_by_section
from roadmap_engine.planning.drawing.cells import (
    draw_cells,
    draw_outputs,
    kind_of_cells,
    list_names,
    number_rows,
)
from roadmap_engine.planning.drawing.conditions import keep_applicable, list_left_out, say_condition
from roadmap_engine.planning.drawing.contexts import Contexts, adoption_contexts, teaching_days
from roadmap_engine.planning.drawing.dating import Dating, date_measures
from roadmap_engine.planning.drawing.deadline import describe_deadline
from roadmap_engine.planning.drawing.drawing import Drawing
from roadmap_engine.planning.drawing.following import following_problems
from roadmap_engine.planning.drawing.gaps import gap_values
from roadmap_engine.planning.drawing.in_years import place_in_years, say_row_years
from roadmap_engine.planning.drawing.known_as import name_known
from roadmap_engine.planning.drawing.offices import open_offices
from roadmap_engine.planning.drawing.order_terms import draw_terms
from roadmap_engine.planning.drawing.organisation import describe_organisation, describe_procedure
from roadmap_engine.planning.drawing.own_work import answering, find_unsaid, heed_own, is_shown
from roadmap_engine.planning.drawing.permitted import judge_undecided
from roadmap_engine.planning.drawing.problems import (
    adoption_problems,
    dating_problems,
    gap_problems,
    order_problems,
    stated_problems,
)
from roadmap_engine.planning.drawing.rosters import gather_rosters
from roadmap_engine.planning.drawing.staffing import (
    former_roles,
    name_assignees,
)
from roadmap_engine.planning.drawing.taking_over import date_points, take_over_points
from roadmap_engine.planning.drawing.tracing import describe_layers, trace_values
from roadmap_engine.planning.drawing.unheld import find_unheld

__all__ = ["draw_plan", "draw_published"]


def draw_plan(
    assembly: Assembly,
    adoption: Adoption,
    organisation: Organisation,
    procedure: ProcedureForms | None,
    *,
    labels: Mapping[str, str],
    locations: Locations = NOWHERE,
    language: Language = "ru",
) -> tuple[Plan, tuple[Problem, ...]]:
    """Make one organisation's plan.

    Args:
        assembly: the roadmap with the adoption's own changes applied.
        adoption: the school's answers.
        organisation: the school.
        procedure: the forms of the adopted procedure, if there is one.
        labels: what the plan calls the files its values came from.
        locations: of the adoption's text.
        language: in which the plan explains itself; papers and plan.json are Russian.

    Returns:
        The plan, and what is wrong with the answers: a vacant post, a date outside the year, a
        deadline on a day off. The plan stands whatever the problems are.
    """
    published = assembly.roadmap
    assembly, taking_problems = take_over_points(assembly, adoption, organisation, locations)
    whole = assembly.roadmap
    assembly, condition_problems = keep_applicable(assembly, adoption, organisation, locations)
    assembly = say_row_years(assembly, adoption)
    roadmap = assembly.roadmap
    rosters = gather_rosters(organisation, adoption)
    offices, staff_problems = open_offices(roadmap, rosters, adoption, locations)
    contexts = adoption_contexts(adoption, organisation)
    ordered = date_points(published, whole)
    dating = date_measures(
        roadmap, contexts, assembly.vocabulary, adoption.decided, ordered, adoption.settled,
        teaching_days(adoption, organisation, contexts),
    )  # fmt: skip
    values = gap_values(roadmap, procedure, organisation, adoption)
    order, terms_problems = draw_terms(
        assembly, adoption, rosters.signing.holders, offices.signing.staff, values
    )
    needs = find_needs(roadmap)
    origins = trace_values(assembly, labels)
    drawing = Drawing(
        assembly, values, dating, labels, needs, origins, offices, contexts, adoption.settled,
        organisation.calendar.remind_days, language, organisation.level,
        adoption.work,
    )  # fmt: skip
    plan = with_fields(
        _draw(drawing, adoption.adoption),
        organisation=describe_organisation(organisation, rosters),
        left_out=list_left_out(whole, roadmap, values, language),
        layers=describe_layers(assembly, labels, organisation.name.short),
        procedure=describe_procedure(procedure or roadmap.procedure, adoption.procedure),
        academic_year=str(adoption.school_year),
        order=order,
        issued_on=adoption.order.date,
    )
    plan = place_in_years(plan, roadmap, adoption)
    plan, known_problems = name_known(plan, adoption.known_as, locations)
    plan = with_fields(plan, order=with_fields(order, by_section=is_by_section(plan)))
    problems = (
        *known_problems,
        *taking_problems,
        *condition_problems,
        *adoption_problems(whole, adoption, organisation, rosters.signing.holders, locations),
        *staff_problems,
        *terms_problems,
        *find_strangers(whole, adoption, rosters.signing.ever, locations),
        *find_burdens(plan, adoption, locations),
        *find_unsaid(plan, roadmap, adoption, locations),
        *find_unheld(plan, roadmap, adoption, organisation, rosters, locations),
        *gap_problems(assembly, values, published=False),
        *heed_own(plan, assembly, dating_problems(assembly, dating, adoption)),
        *heed_own(plan, assembly, order_problems(assembly, dating, needs)),
        *heed_own(plan, assembly, following_problems(assembly, dating, adoption, locations)),
        *find_breaches(judge_undecided(assembly, contexts, dating)),
    )
    return plan, problems


def draw_published(assembly: Assembly, *, labels: Mapping[str, str]) -> tuple[Plan, tuple[Problem, ...]]:
    """Show a roadmap as it is published: its own words for every gap, the dates it states itself."""
    roadmap = assembly.roadmap
    schedules: dict[str, Schedule] = {}
    dating = Dating(schedules, {})
    if roadmap.school_year is not None:
        dating = date_measures(
            roadmap, Contexts.around(Context(year=roadmap.school_year)), assembly.vocabulary, {}
        )
    values, origins = gap_values(roadmap), trace_values(assembly, labels)
    drawing = Drawing(assembly, values, dating, labels, find_needs(roadmap), origins)
    plan = with_fields(
        _draw(drawing, roadmap.id),
        academic_year=str(roadmap.school_year) if roadmap.school_year else None,
        issued_on=roadmap.order.date if roadmap.order else None,
    )
    return plan, (*gap_problems(assembly, values, published=True), *stated_problems(assembly, dating))


def _draw(drawing: Drawing, name: str) -> Plan:
    """Draw what a school's plan and the published text have in common."""
    roadmap = drawing.assembly.roadmap
    published = drawing.offices is None
    title = roadmap.title if published else roadmap.plan_title or roadmap.title
    stages = tuple(_draw_stage(drawing, stage, place) for place, stage in enumerate(roadmap.stages, 1))
    return Plan(
        plan=name,
        roadmap=RoadmapReference(
            id=roadmap.id,
            version=roadmap.version,
            lineage=roadmap.lineage,
            issuer=roadmap.issuer,
            order=roadmap.order.requisites() if roadmap.order else None,
            basis=tuple(fill_gaps(act, drawing.values) for act in roadmap.basis),
        ),
        title=drawing.write(title, "", "plan_title" if title == roadmap.plan_title else "title"),
        columns=tuple(column.caption for column in roadmap.columns),
        fields=tuple(column.field for column in roadmap.columns),
        own=frozendict({each.field: kind for each in roadmap.columns if (kind := kind_of_cells(each))}),
        intro=tuple(
            fill_gaps(paragraph, drawing.values) for paragraph in (roadmap.intro if published else ())
        ),
        work=drawing.work,
        stages=stages,
        former_roles=former_roles(roadmap),
        layers=describe_layers(drawing.assembly, drawing.labels),
        provenance=drawing.origins.get("", frozendict()),
    )


def _draw_stage(drawing: Drawing, stage: Stage, place: int) -> PlanStage:
    number = stage_number(stage, place)
    printed = stage.as_printed if drawing.offices is None else {}
    return PlanStage(
        id=stage.id,
        number=printed.get("number", number),
        kind=stage.kind,
        title=printed.get("title", drawing.write(stage.title, stage.id, "title")),
        was=stage.was,
        measures=tuple(
            _draw_measure(drawing, stage, measure, row)
            for measure, row in number_rows(stage, place, published=drawing.offices is None)
        ),
        provenance=drawing.origins.get(stage.id, frozendict()),
    )


def _draw_measure(drawing: Drawing, stage: Stage, measure: Measure, number: str) -> PlanMeasure:
    roadmap, values = drawing.assembly.roadmap, drawing.values
    published = drawing.offices is None
    office = drawing.office_of(measure)
    staff = office.staff if office is not None else None
    participants = name_assignees(measure.participants, roadmap, staff)
    responsible = name_assignees(measure.responsible, roadmap, staff)
    if office is not None:
        responsible = charge_people(responsible, stage.id, measure.id, office.assigned, roadmap.roles)
    named = answering(responsible, drawing.work)
    approving = office.at_the_end.staff if office is not None else None
    outputs = draw_outputs(measure.output, roadmap, approving, drawing.write)
    title = drawing.write(measure.title, measure.id, "title")
    result = drawing.write(measure.result, measure.id, "result") if measure.result else None
    deadline, printed = describe_deadline(
        measure.deadline,
        lambda words: fill_gaps(words, values),
        drawing.dating.schedules.get(measure.id),
        drawing.context_of(stage, measure),
        published=published,
        decision=drawing.dating.summers.get(measure.id),
        remind_days=drawing.remind_days,
        language=drawing.language,
    )
    known = drawing.settled.get(measure.id)
    settled = PlanSettled(state=known.state, on=known.on, reason=known.reason) if known else None
    if settled is not None:
        # What is over waits for nothing, and no date is sought for it any more.
        deadline = with_fields(deadline, awaiting=(), bounds=None)
    texts: dict[str, str] = {
        "number": number,
        "deadline": printed,
        **list_names(participants, named, outputs, roadmap, staff),
        **{name: drawing.write(words, measure.id, name) for name, words in printed_texts(measure)},
        **dict(draw_cells(measure.cells, roadmap, values, staff)),
    }
    if published:
        texts |= {str(column): words for column, words in measure.as_printed.items()}
    return PlanMeasure(
        id=measure.id,
        number=number,
        title=title,
        short=measure.short,
        directive=drawing.write(measure.directive, measure.id, "directive") if measure.directive else None,
        participants=participants,
        responsible=responsible,
        result=result,
        output=", ".join(output.title for output in outputs) or None,
        outputs=outputs,
        cells=frozendict({column.caption: texts.get(column.field, "") for column in roadmap.columns}),
        deadline=deadline,
        needs=drawing.needs.get(measure.id, ()),
        condition=say_condition(drawing.assembly.roadmap, stage, measure, drawing.language),
        provenance=drawing.origins.get(measure.id, frozendict()),
        was=measure.was,
        settled=settled,
        shown=is_shown(participants, responsible, drawing.work, is_settled=settled is not None),
    )
