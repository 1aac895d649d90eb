"""`roadmap import`: a Word or Excel table that exists to the text of a roadmap."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.api.tables import import_table
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.own_texts import hold
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import json_option, report, report_json, speaker
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.showing import hint_of, message_of
from roadmap_engine.importing.text import ImportedText
from roadmap_engine.model.base import is_slug
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.storage.texts import read_text_bytes, replace_text
from roadmap_engine.storage.writing import refuse_standing

__all__ = ["command"]


@click.command(
    name="import",
    help=lay_out(
        _(
            "Turn the plan in a Word or Excel file into the text of a roadmap.\n\n"
            "FILE is a .docx or .xlsx with one table or several. What is not understood stays as it was "
            "written, marked by a comment, and is listed with its place in the table.\n\n"
            "Examples:\n"
            "  roadmap import plan.docx -o roadmaps/plan-2026.yaml\n"
            "  roadmap import plans.xlsx --table 2 -o plan-2026.yaml --json"
        )
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("The text to write; its name is the id of the roadmap unless --id says otherwise."),
)
@click.option(
    "--id",
    "name",
    metavar="ID",
    help=_("The id of the roadmap."),
    callback=lambda *given: _check_id(given[2]),
)
@click.option(
    "--table",
    "--sheet",
    "table",
    metavar="N",
    help=_("Read only this table: its number, or the name of the sheet."),
)
@click.option("--force", is_flag=True, help=_("Write over a file that is there."))
@json_option
def command(file: Path, output: Path, name: str | None, table: str | None, force: bool, as_json: bool) -> int:
    """Import one plan; the text is written whole or not at all."""
    standing = read_text_bytes(output)
    outcome = import_table(file, roadmap=name, table=table, output=output)
    imported, problems = outcome.value, outcome.problems
    if imported is not None and (refused := _write(output, standing, imported, force=force)):
        problems, imported = refused, None
        outcome = Outcome(None, problems)
    if as_json:
        return report_json(problems, outcome.sources, **_facts(output, imported, problems))
    code = report(problems, outcome.sources)
    if imported is not None:
        say(
            _("{file}: stages {stages}, measures {measures}, to look at {remarks}").format(
                file=output, stages=imported.stages, measures=imported.measures, remarks=len(problems)
            )
        )
    return code


def _write(
    output: Path, standing: bytes | None, imported: ImportedText, *, force: bool
) -> tuple[Problem, ...]:
    content = imported.text.encode()
    if standing not in (None, content) and not force:
        return refuse_standing(output)
    with hold(output.parent) as refused:
        return refused or replace_text(output, standing, content)


def _facts(output: Path, imported: ImportedText | None, problems: Iterable[Problem]) -> dict[str, object]:
    """What a script learns besides the problems: what was written, and each remark with its place."""
    if imported is None:
        return {"file": None, "remarks": []}
    return {
        "file": str(output),
        "roadmap": imported.tree["roadmap"],
        "stages": imported.stages,
        "measures": imported.measures,
        "remarks": [_remark(problem) for problem in problems],
    }


def _remark(problem: Problem) -> dict[str, object]:
    words = problem.words
    return {
        "code": problem.code,
        "table": int(words["table"]) if "table" in words else None,
        "row": int(words["row"]) if "row" in words else None,
        "column": words.get("column"),
        "line": problem.location.line if problem.location else None,
        "what": message_of(problem, speaker()),
        "to_do": hint_of(problem, speaker()),
    }


def _check_id(value: str | None) -> str | None:
    if value is not None and not is_slug(value):
        raise click.BadParameter(_("an id has small Latin letters, digits and hyphens"))
    return value
