"""What mypy and an editor know of the library: nobody runs this file, `make types` reads it.

Every export is used once, and what comes out of it is said; an `Any` that slips in fails here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import assert_type

import roadmap_engine
from roadmap_engine import InvalidRoadmap, Outcome, Plan, Problem, RenderError
from roadmap_engine.api.papers import Papers
from roadmap_engine.deadlines import Explanation
from roadmap_engine.importing.text import ImportedText
from roadmap_engine.pipeline.comparing import Comparison
from roadmap_engine.pipeline.releasing import Publication
from roadmap_engine.pipeline.updates import Update
from roadmap_engine.planning.drawing import MeasureExplanation
from roadmap_engine.russian import Forms

TODAY = dt.date(2027, 6, 1)


def texts(path: Path) -> Plan:
    """A path, words, bytes."""
    assert_type(roadmap_engine.adopt(path), Outcome[Plan])
    assert_type(roadmap_engine.adopt("a: b\n", beside="school"), Outcome[Plan])
    assert_type(roadmap_engine.adopt(b"a: b", events={"results-received": TODAY}), Outcome[Plan])
    assert_type(roadmap_engine.check(path, "school", b"a: b"), Outcome[tuple[str, ...]])
    roadmap_engine.adopt(1)  # type: ignore[arg-type]
    roadmap_engine.adapt(path)  # type: ignore[attr-defined]
    return assert_type(roadmap_engine.adopt(path).or_raise(), Plan)


def papers(path: Path) -> bytes:
    """A mapping of bytes that can be saved."""
    made = assert_type(roadmap_engine.build(path, today=TODAY), Outcome[Papers])
    assert_type(roadmap_engine.print_roadmap("sakha-2021-order-441"), Outcome[Papers])
    assert_type(made.value, Papers | None)
    as_mapping: Mapping[str, bytes] = made.or_raise()
    assert_type(made.or_raise().save(path, today=TODAY, force=["forms"]), Outcome[tuple[str, ...]])
    roadmap_engine.build(path)  # type: ignore[call-arg]
    return assert_type(as_mapping["order.docx"], bytes)


def words(plan: Plan) -> tuple[str, ...]:
    """A phrase and a measure have explanations of their own."""
    assert_type(roadmap_engine.explain("до 1 октября", year="2026/2027"), Outcome[Explanation])
    assert_type(roadmap_engine.explain("до 1 октября", year=TODAY), Outcome[Explanation])
    assert_type(roadmap_engine.explain(plan, "by-class"), Outcome[MeasureExplanation])
    assert_type(roadmap_engine.decline("Тен Л. Б.", kind="name", gender="f"), Outcome[Forms])
    roadmap_engine.explain("до 1 октября")  # type: ignore[call-overload]
    return assert_type(roadmap_engine.explain(plan, "1.1").or_raise().as_steps(), tuple[str, ...])


def versions(path: Path, plan: Plan) -> str | None:
    """What is to be written is given as text and bytes."""
    assert_type(roadmap_engine.publish(path, "tiny", folder=path), Outcome[Publication])
    assert_type(roadmap_engine.diff(plan, "adoption.yaml"), Outcome[Comparison])
    assert_type(roadmap_engine.import_table(b"PK", roadmap="tiny"), Outcome[ImportedText])
    update = assert_type(roadmap_engine.update(path, default="ours"), Outcome[Update]).or_raise()
    roadmap_engine.update(path, default="mine")  # type: ignore[arg-type]
    return assert_type(update.text, str | None)


def faults(error: InvalidRoadmap | RenderError) -> str:
    """Problems are values, and errors hold them."""
    assert_type(error.problems, tuple[Problem, ...])
    assert_type(roadmap_engine.__version__, str)
    return assert_type(error.report("en"), str)
