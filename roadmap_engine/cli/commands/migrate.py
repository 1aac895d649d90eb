"""`roadmap migrate`: texts of earlier versions, rewritten in today's format."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any, assert_never

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.own_texts import replace_own_text
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import json_option, report, report_json
from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.migrating import MigratedFile, migrate

__all__ = ["command"]


@click.command(
    name="migrate",
    help=lay_out(
        _(
            "Rewrite texts of earlier versions in today's format.\n\n"
            "Only deadlines written as structure and the number under «format» change: comments, quotation "
            "marks and the order of keys stay, and the text means what it meant. PATH is a text, or a folder "
            "with all its folders. What has faults is told and left as it is. Published bundles never "
            "change; they and every plan.json are read in any earlier format.\n\n"
            "Examples:\n"
            "  roadmap migrate roadmaps --dry-run\n"
            "  roadmap migrate roadmaps examples/school/adoption.yaml"
        )
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--dry-run", is_flag=True, help=_("Write nothing; show what would change as a unified diff."))
@json_option
def command(paths: tuple[Path, ...], dry_run: bool, as_json: bool) -> int:
    """Rewrite each text whole or not at all; one that is refused keeps no other from being rewritten."""
    outcome = migrate(paths)
    files = outcome.value or ()
    refused: dict[Path, tuple[Problem, ...]] = {}
    for file in files:
        if not dry_run and file.data is not None:
            refused[file.path] = replace_own_text(file.path, file.written, file.data)
        if not as_json and not refused.get(file.path):
            _say(file, dry_run=dry_run)
    problems = (*outcome.problems, *(each for found in refused.values() for each in found))
    if as_json:
        told = [_to_json(file, written=not dry_run and not refused.get(file.path)) for file in files]
        return report_json(problems, outcome.sources, files=told)
    return report(problems, outcome.sources)


def _say(file: MigratedFile, *, dry_run: bool) -> None:
    if dry_run:
        for line in _difference(file):
            say(line)
    if (words := _words(file, dry_run=dry_run)) is not None:
        say(f"{file.path}: {words}")


def _words(file: MigratedFile, *, dry_run: bool) -> str | None:
    """Say what became of a file; of one that was refused the problems say it."""
    match file.fate:
        case "migrated":
            done = _("would be rewritten: {what}") if dry_run else _("rewritten: {what}")
            return done.format(what=", ".join(_changes(file)))
        case "current":
            return _("nothing to be done")
        case "bundle":
            return _("left alone: what is published never changes, and is read in any format")
        case "artefact":
            return _("left alone: it is read in any format, and the next build writes it anew")
        case "refused":
            return None
        case _:
            assert_never(file.fate)


def _changes(file: MigratedFile) -> Iterator[str]:
    after = file.after
    if after is None:
        return
    if after.rules:
        yield _("deadlines {count}").format(count=after.rules)
    if after.format is not None:
        yield f"format: {after.format}"


def _difference(file: MigratedFile) -> Iterator[str]:
    if file.after is None:
        return
    before, after = file.before.splitlines(), file.after.text.splitlines()
    yield from difflib.unified_diff(before, after, f"a/{file.path}", f"b/{file.path}", lineterm="")


def _to_json(file: MigratedFile, *, written: bool) -> dict[str, Any]:
    after = file.after
    return {
        "file": str(file.path),
        "fate": file.fate,
        "written": written and after is not None,
        "rules": after.rules if after is not None else 0,
        "format": after.format if after is not None else None,
        "diff": "\n".join(_difference(file)),
    }
