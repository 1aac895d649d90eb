"""Small texts of roadmaps for the tests of layers."""

from __future__ import annotations

from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Assembly, RoadmapText
from roadmap_engine.overlays import assemble

__all__ = ["BASE", "join", "layer", "sound", "text"]

BASE = """
roadmap: base
version: 1.2.0
issuer: Министерство
title: План
columns: [number, title, deadline, responsible]
order: {issuer_genitive: Министерства, date: 2021-03-26, number: "441"}
roles: {head: директор, teachers: учителя}
outputs: {note: Справка}
parameters: {levels: {title: Уровни, default: основного}}
events: {council-met: {title: заседание совета}}
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - id: by-class
        title: Анализ по классам
        deadline: до 17 января 2027 г.
        responsible: head
        result: Справка
      - {id: by-school, title: Анализ по школе, deadline: до 20 января 2027 г., responsible: [head]}
  - id: reflection
    title: Рефлексивный этап
    as_printed: {number: "II"}
    measures:
      - id: summing-up
        title: Подведение итогов
        deadline: в течение 3 дней после заседания совета
        responsible: [head, teachers]
        output: note
        as_printed: {deadline: 3 дня, title: Подведение  итогов}
"""


def text(source: str, file: str = "base.yaml") -> Loaded[RoadmapText]:
    """Read a text that is sound."""
    loaded: Loaded[RoadmapText] = load_text(source.encode(), file)
    assert not loaded.problems
    return loaded


def layer(source: str, name: str = "layer") -> Loaded[RoadmapText]:
    """Read a layer over the base."""
    return text(f"roadmap: {name}\nversion: 1.0.0\nextends: base@1\n{source}", f"{name}.yaml")


def join(
    *texts: Loaded[RoadmapText], local: Loaded[Any] | None = None
) -> tuple[Assembly, tuple[Problem, ...]]:
    """Join texts that can be joined."""
    assembly, problems = assemble(texts, local)
    assert assembly is not None
    return assembly, problems


def sound(*texts: Loaded[RoadmapText], local: Loaded[Any] | None = None) -> Assembly:
    """Join texts without any problem but repetition."""
    assembly, problems = join(*texts, local=local)
    assert {problem.code for problem in problems} <= {"RM257"}
    return assembly
