"""Schools × measures for programs: days as ISO dates, everything by its id."""

from __future__ import annotations

import json
from typing import Any

from roadmap_engine.model.collected import Cell, Collected, Matrix, MatrixSchool
from roadmap_engine.model.progress import SIGN_WORDS

__all__ = ["render_matrix_json"]


def render_matrix_json(collected: Collected) -> bytes:
    """Write what was collected as JSON; a line for each school, equal inputs give equal bytes."""
    whole = json.dumps(_collected(collected), ensure_ascii=False, indent=1)
    for place, matrix in enumerate(collected.matrices):
        lines = ",\n".join(
            "    " + json.dumps(_school(school), ensure_ascii=False, separators=(", ", ": "))
            for school in matrix.schools
        )
        whole = whole.replace(json.dumps(f"\0{place}"), f"[\n{lines}\n   ]", 1)
    return f"{whole}\n".encode("utf-8", "replace")


def _collected(collected: Collected) -> dict[str, Any]:
    return {
        "today": collected.today.isoformat() if collected.today else None,
        "registry": collected.has_registry,
        "matrices": [_matrix(matrix, place) for place, matrix in enumerate(collected.matrices)],
        "absent": [
            {
                "id": each.id,
                "name": each.name,
                "municipality": each.municipality,
                "source": each.source.value,
                "path": each.path or None,
            }
            for each in collected.absent
        ],
    }


def _matrix(matrix: Matrix, place: int) -> dict[str, Any]:
    return {
        "roadmap": matrix.roadmap or None,
        "title": matrix.title,
        "procedure": matrix.procedure or None,
        "year": matrix.year or None,
        "versions": dict(matrix.versions),
        "counts": matrix.counts.to_json(),
        "stages": [
            {"id": each.id, "title": each.title, "counts": matrix.by_stage[each.id].to_json()}
            for each in matrix.stages
        ],
        "municipalities": [
            {"name": name, "counts": counts.to_json()} for name, counts in matrix.by_municipality.items()
        ],
        "measures": [
            {
                "id": each.id,
                "number": each.number,
                "title": each.title,
                "short": each.short,
                "stage": each.stage,
                "counts": matrix.by_measure[each.id].to_json(),
            }
            for each in matrix.measures
        ],
        # Stands for the lines of schools: a character that no text has once it is JSON.
        "schools": f"\0{place}",
    }


def _school(school: MatrixSchool) -> dict[str, Any]:
    return {
        "id": school.id,
        "name": school.name,
        "municipality": school.municipality,
        "in_registry": school.in_registry,
        "source": school.source.value,
        "plan": school.plan or None,
        "version": school.version or None,
        "path": school.path or None,
        "counts": school.counts.to_json(),
        "stages": {name: counts.to_json() for name, counts in school.by_stage.items()},
        "cells": {name: _cell(cell) for name, cell in school.cells.items()},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "sign": cell.sign.value,
        "mark": SIGN_WORDS[cell.sign].mark,
        "day": cell.day.isoformat() if cell.day else None,
        "late": cell.late,
        "done": cell.done,
        "times": cell.times,
    }
