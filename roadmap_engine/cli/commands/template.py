"""`roadmap template`: Word templates that people change: a copy to begin with, what to say, what is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.printing import say, say_json
from roadmap_engine.cli.reporting import json_option, report, report_json, speaker
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.documents.template_kinds import (
    KINDS,
    TemplateKind,
    TemplateValue,
    guess_kind,
    list_values,
)
from roadmap_engine.pipeline.templates import check_template_file, find_kind, shipped_templates
from roadmap_engine.storage.writing import replace_file

__all__ = ["command", "keep_what_is_there"]

_INDENT = "    "


@click.group(
    name="template",
    invoke_without_command=True,
    help=lay_out(
        _(
            "Copy, check and explain the Word templates that papers are made from. "
            "Without a command: list the kinds of templates.\n\n"
            "A template of your own lies in the folder that `templates:` of your organisation names, or in "
            "`templates/` beside a roadmap, and is called as the one it stands for.\n\n"
            "Examples:\n  roadmap template new order -o templates/order.docx\n"
            "  roadmap template check templates/order.docx\n  roadmap template fields order"
        )
    ),
)
@json_option
@click.pass_context
def command(context: click.Context, as_json: bool) -> int:
    """List the kinds where no further command is given."""
    if context.invoked_subcommand is not None:
        return 0
    if as_json:
        say_json([{"kind": kind.name, "title": kind.title} for kind in KINDS.values()])
        return 0
    width = max(len(name) for name in KINDS)
    for kind in KINDS.values():
        say(f"{kind.name:<{width}}  {speaker()(kind.title)}")
    return 0


@command.command(
    name="new",
    help=lay_out(
        _(
            "Copy the program's template of a KIND, to be changed in Word.\n\n"
            "Example:\n  roadmap template new order -o templates/order.docx"
        )
    ),
)
@click.argument("kind")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("The file or folder to write to; KIND.docx in the current folder unless given."),
)
@click.option("--force", is_flag=True, help=_("Write over a file that is there."))
def new_command(kind: str, output: Path | None, force: bool) -> int:
    """Copy a template."""
    found, problems = find_kind(kind)
    if found is None:
        return report(problems, {})
    target = output or Path(found.file)
    if target.is_dir():
        target /= found.file
    if problems := () if force else keep_what_is_there(target):
        return report(problems, {})
    replace_file(target, shipped_templates()[found.file])
    say(_("{file}: {title}").format(file=target, title=speaker()(found.title)))
    return 0


def keep_what_is_there(target: Path) -> tuple[Problem, ...]:
    """Refuse to write where something lies already."""
    return (Problem.of("RM648", file=target),) if target.exists() else ()


@command.command(
    name="check",
    help=lay_out(
        _(
            "Find everything that is wrong with a template, each fault by part, paragraph and tag.\n\n"
            "Its kind is told by its name unless given: plan.docx is a plan; a name that is no kind's is a "
            "document's blank.\n\n"
            "Example:\n  roadmap template check templates/order.docx"
        )
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", metavar="KIND", help=_("What the template is for."))
@json_option
def check_command(file: Path, kind: str | None, as_json: bool) -> int:
    """Check a template."""
    found, problems = (guess_kind(file.stem), ()) if kind is None else find_kind(kind)
    if found is not None:
        problems = check_template_file(file, found)
    if as_json:
        return report_json(problems, {}, file=str(file), kind=found.name if found else None)
    code = report(problems, {})
    if found is not None and not problems:
        say(
            _("{file}: no faults; checked as {kind} ({title})").format(
                file=file, kind=found.name, title=speaker()(found.title)
            )
        )
    elif found is not None and not has_errors(problems):
        say(
            _("{file}: it can be used; checked as {kind} ({title})").format(
                file=file, kind=found.name, title=speaker()(found.title)
            )
        )
    elif found is not None and kind is None:
        say(_("Checked as {kind}; --kind says otherwise.").format(kind=found.name), err=True)
    return code


@command.command(
    name="fields",
    help=lay_out(
        _(
            "List what a template of a KIND may use: how, what it is, an example, and whether it may be "
            "missing.\n\n"
            "Example:\n  roadmap template fields order"
        )
    ),
)
@click.argument("kind")
@json_option
def fields_command(kind: str, as_json: bool) -> int:
    """List the values of a kind."""
    found, problems = find_kind(kind)
    if found is None:
        return report_json(problems, {}) if as_json else report(problems, {})
    values = tuple(list_values(found.fitting.shape))
    if as_json:
        say_json({"kind": found.name, "values": [dataclasses.asdict(value) for value in values]})
    else:
        _print_values(found, values)
    return 0


def _print_values(kind: TemplateKind, values: Sequence[TemplateValue]) -> None:
    speak = speaker()
    say(f"{kind.file}: {speak(kind.title)}")
    say()
    for value in values:
        indent = _INDENT * value.depth
        example = value.example if speak.language == "ru" else f"«{value.example}»"
        words = speak(value.about) + (f": {example}" if value.example and value.type != "list" else "")
        missing = _("may be missing") if value.optional else ""
        say(f"{indent}{value.tag or value.path}")
        say(f"{indent}{_INDENT}{words}{'; ' if missing else ''}{missing}")
