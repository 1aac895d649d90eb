"""How each problem of the documents is met, by its code: for the catalogue of problems and its cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.papers.forms_docx import forms, render_form
from roadmap_engine.documents.papers.order_docx import ORDER_SHAPE
from roadmap_engine.documents.papers.plan_docx import render_plan
from roadmap_engine.documents.qr_code import draw_qr
from roadmap_engine.documents.word.compiling import compile_template
from roadmap_engine.documents.word.filling import Fitting
from roadmap_engine.documents.word.images import read_image
from roadmap_engine.documents.word.sandbox import Sandbox
from roadmap_engine.model import Assignee, OccurrenceDays, Plan, PlanDeadline
from roadmap_engine.model.base import with_fields
from roadmap_engine.pipeline.papers import draw_papers
from roadmap_engine.planning.ordering.order import draw_order
from tests.documents.plans import MUTED, small_plan
from tests.documents.word.faults import FAULTY_TEMPLATES, TOLD_TEMPLATES
from tests.documents.word.small_files import SHAPE, paragraph, word_file

__all__ = ["FAULT_CODES", "find_fault"]


def find_fault(code: str) -> tuple[Problem, ...]:
    """Meet a problem of the documents; the first of the ways to meet it, if there are several."""
    templates = {**FAULTY_TEMPLATES, **TOLD_TEMPLATES}
    if code in templates:
        (_, data), *_others = templates[code]
        return compile_template(data, "plan.docx", SHAPE)[1]
    return _OTHER_FAULTS[code]()


def _changed(**update: object) -> Plan:
    """A plan of one measure, changed."""
    plan = small_plan()
    stage = plan.stages[0]
    measure = with_fields(stage.measures[0], **update)
    return with_fields(plan, stages=(with_fields(stage, measures=(measure,)),))


def _no_column() -> tuple[Problem, ...]:
    plan = with_fields(small_plan(), fields=("number",), columns=("№",))
    return render_plan(plan, word_file(paragraph("{{ title }}")))[1]


def _no_template() -> tuple[Problem, ...]:
    return render_form(forms(small_plan())[0], {"general.docx": b""})[1]


def _no_dative() -> tuple[Problem, ...]:
    muted = with_fields(MUTED, name="Тен А. А.")
    return draw_order(_changed(responsible=(Assignee(role="library", title="библиотека", people=(muted,)),)))[
        1
    ]


def _nobody_signs() -> tuple[Problem, ...]:
    plan = small_plan()
    if plan.organisation is None:
        return ()
    nobody = with_fields(plan.organisation, signatory=None)
    return draw_order(with_fields(plan, organisation=nobody))[1]


def _too_slow() -> tuple[Problem, ...]:
    with Sandbox(seconds=1) as sandbox:
        return sandbox.check(word_file(paragraph("{{" * 45_000)), "plan.docx", Fitting(SHAPE))


def _no_limits() -> tuple[Problem, ...]:
    with Sandbox(interpreter="/no/python") as sandbox:
        return sandbox.check(word_file(paragraph("{{ title }}")), "plan.docx", Fitting(SHAPE))


def _no_signature() -> tuple[Problem, ...]:
    lines = ("{{ date }} № {{ number }}", "{{ heading }}", "{%p for point in points %}", "{{ point.text }}")
    items = ("{%p for item in point.subpoints %}", "{{ item.text }}", "{%p endfor %}", "{%p endfor %}")
    template = word_file("".join(map(paragraph, (*lines, *items, "{{ signature.post }}"))))
    return compile_template(template, "order.docx", ORDER_SHAPE)[1]


def _cut_calendar() -> tuple[Problem, ...]:
    """A plan of 1 001 due days."""
    first = dt.date(2026, 9, 1)
    days = (
        OccurrenceDays(key=str(each), start=None, due=first + dt.timedelta(each)) for each in range(1_001)
    )
    drawn = draw_papers(_changed(deadline=PlanDeadline(text="", rule=None, occurrences=tuple(days))))
    return tuple(each for each in drawn.problems if each.code == "RM667")[:1]


_OTHER_FAULTS: Mapping[str, Callable[[], tuple[Problem, ...]]] = {
    "RM623": _no_column,
    "RM624": _no_template,
    "RM630": _no_dative,
    "RM631": _nobody_signs,
    "RM641": _too_slow,
    "RM642": _no_limits,
    "RM643": lambda: read_image(b"GIF89a", "emblem.gif", "", (40, 22))[1],
    "RM663": _no_signature,
    "RM667": _cut_calendar,
    "RM649": lambda: draw_qr("https://example.org/" + "а" * 200)[1],
    "RM632": lambda: draw_order(_changed(responsible=()))[1],
    "RM633": lambda: draw_order(_changed(title="Глокая куздра будланула бокра"))[1],
}

FAULT_CODES = (*FAULTY_TEMPLATES, *TOLD_TEMPLATES, *_OTHER_FAULTS)
"""Every code that can be met here."""
