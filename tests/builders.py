"""Small roadmaps and schools for tests, written as their authors would write them."""

from __future__ import annotations

import textwrap

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load import load_text
from roadmap_engine.model import Adoption, Assembly, Organisation, Plan, ProcedureForms
from roadmap_engine.overlays import assemble
from roadmap_engine.planning.drawing import draw_plan

__all__ = ["ROADMAP", "SCHOOL", "adopt_text", "assemble_text", "school", "vpr"]

ROADMAP = """
roadmap: tiny
version: 1.0.0
title: План по результатам {{ procedure.genitive }}
events:
  results-received: получение результатов
  council-decision: {title: решение Педсовета, decides: deadlines}
roles:
  teachers: учителя-предметники
  associations: {title: методические объединения, optional: true}
  deputies: {title: заместители руководителя, filled_by: [deputy-head]}
  all-deputies: {title: заместители руководителей, filled_by: [deputy-head]}
  head: {title: руководитель, filled_by: [head]}
outputs: {note: Аналитическая справка}
columns: [number, title, participants, deadline, responsible, result, output]
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - id: by-pupil
        title: Анализ результатов {{ procedure.genitive }}
        participants: [teachers, associations]
        deadline: После получения результатов в течение 2 недель
        responsible: [teachers, deputies, all-deputies]
        output: note
  - id: decisions
    title: Организационный этап
    measures:
      - id: council
        title: Заседание Педсовета
        participants: [teachers]
        deadline: После завершения аналитического этапа
        responsible: [head]
      - id: lessons
        title: Проведение занятий
        participants: [teachers]
        deadline: В соответствии с решением Педсовета
        responsible: [deputies]
"""

SCHOOL = """
organisation: school-7
name: МБОУ «Школа № 7»
place: г. Томск
people:
  head: {name: Орлова Мария Петровна, post: директор}
  deputy-head: {name: Ким А. В., post: заместитель директора по УВР, gender: f}
"""


def assemble_text(text: str, adoption: str | None = None) -> tuple[Assembly, tuple[Problem, ...]]:
    """Read one roadmap, with an adoption's changes if there are any; reading must not fail."""
    base = load_text(textwrap.dedent(text).encode(), "roadmap.yaml", "roadmap")
    assert base.problems == ()
    local = load_text(textwrap.dedent(adoption).encode(), "adoption.yaml", "adoption") if adoption else None
    assembly, problems = assemble((base,), local)
    assert assembly is not None
    return assembly, problems


def school(text: str = SCHOOL) -> Organisation:
    """Read a school."""
    loaded = load_text(textwrap.dedent(text).encode(), "organisation.yaml", "organisation")
    assert isinstance(loaded.value, Organisation), loaded.problems
    return loaded.value


def vpr() -> ProcedureForms:
    """The forms of ВПР."""
    works = "всероссийских проверочных работ"
    return ProcedureForms(
        name="ВПР",
        title="всероссийские проверочные работы",
        genitive=works,
        genitive_plural=works,
        genitive_full=works,
        as_procedure="процедура ВПР",
    )


def adopt_text(
    more: str = "", *, roadmap: str = ROADMAP, organisation: str = SCHOOL
) -> tuple[Plan, tuple[Problem, ...]]:
    """Adopt a roadmap for ВПР in 2026/2027; `more` is what else the adoption's text says."""
    text = "adoption: school-7-vpr\nroadmap: tiny@1\norganisation: organisation.yaml\n"
    text += "" if "procedure:" in more else "procedure: vpr\n"
    text += "" if "school_year:" in more else "school_year: 2026/2027\n"
    text += textwrap.dedent(more)
    loaded = load_text(text.encode(), "adoption.yaml", "adoption")
    assert isinstance(loaded.value, Adoption), loaded.problems
    assembly, problems = assemble_text(roadmap, text)
    plan, more_problems = draw_plan(
        assembly, loaded.value, school(organisation), vpr(), labels={}, locations=loaded.locations
    )
    return plan, (*problems, *more_problems)
