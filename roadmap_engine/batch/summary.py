"""The summary of a run: the same for the same texts, whoever made the papers, when, and at which try."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from roadmap_engine.diagnostics import Severity
from roadmap_engine.diagnostics.plain import escape_hidden
from roadmap_engine.diagnostics.showing import problem_to_json
from roadmap_engine.diagnostics.translation import Translator, translator
from roadmap_engine.documents.papers.batch_xlsx import render_batch
from roadmap_engine.model.batch import BatchLine

__all__ = ["SUMMARY_JSON", "SUMMARY_XLSX", "count_lines", "draw_summary", "line_to_json"]

SUMMARY_JSON, SUMMARY_XLSX = "batch.json", "batch.xlsx"


def draw_summary(lines: Sequence[BatchLine]) -> Mapping[str, bytes]:
    """Draw the summary as a workbook and for programs, by the names of the files; both speak Russian."""
    return {SUMMARY_JSON: _draw_json(lines), SUMMARY_XLSX: render_batch(lines)}


def _draw_json(lines: Sequence[BatchLine]) -> bytes:
    """Write the lines one after another: of tens of thousands the tree would be larger than all else."""
    speak = translator("ru")
    schools = (_write(line_to_json(line, speak)) for line in lines)
    return b'{"counts": %b,\n"schools": [\n%b\n]}\n' % (_write(count_lines(lines)), b",\n".join(schools))


def _write(tree: Mapping[str, Any]) -> bytes:
    return escape_hidden(json.dumps(tree, ensure_ascii=False)).encode(errors="replace")


def count_lines(lines: Sequence[BatchLine]) -> dict[str, int]:
    """Count the schools of a run, and what they have."""
    return {
        "schools": len(lines),
        "failed": sum(line.failed for line in lines),
        "papers": sum(line.papers for line in lines),
        "own": sum(line.own for line in lines),
        "signed": sum(line.signed for line in lines),
        "errors": sum(line.count(Severity.ERROR) for line in lines),
        "warnings": sum(line.count(Severity.WARNING) for line in lines),
    }


def line_to_json(line: BatchLine, translate: Translator) -> Mapping[str, Any]:
    """Give a line of the summary as plain data, its problems in the reader's language."""
    return {
        "place": line.place,
        "file": line.file,
        "organisation": line.organisation,
        "adoption": line.adoption,
        "roadmap": line.roadmap,
        "version": line.version,
        "failed": line.failed,
        "papers": line.papers,
        "own": line.own,
        "signed": line.signed,
        "errors": line.count(Severity.ERROR),
        "warnings": line.count(Severity.WARNING),
        "problems": [problem_to_json(each, None, translate) for each in line.problems],
    }
