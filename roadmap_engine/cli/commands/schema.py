"""`roadmap schema`: the JSON Schemas that editors complete from."""

from __future__ import annotations

import json
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.printing import say, say_json
from roadmap_engine.pipeline.schemas import SCHEMAS, SchemaName, draw_schema
from roadmap_engine.storage.writing import replace_file

__all__ = ["command"]


@click.command(
    name="schema",
    help=lay_out(
        _(
            "Write the JSON Schemas of the texts, of plan.json and of what `explain --json` answers.\n\n"
            "The first line of a text, «# yaml-language-server: $schema=…», makes an editor complete keys "
            "and mark faults while you type.\n\n"
            "Examples:\n  roadmap schema -o schemas\n  roadmap schema adoption"
        )
    ),
)
@click.argument("name", required=False, type=click.Choice(SCHEMAS))
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help=_("Folder to write to.")
)
@click.option(
    "--check", is_flag=True, help=_("Write nothing; fail if a schema in the folder is out of date.")
)
def command(name: SchemaName | None, output: Path | None, check: bool) -> int:
    """Print or write the schemas."""
    schemas = {f"{each}.schema.json": draw_schema(each) for each in ([name] if name else SCHEMAS)}
    if output is None:
        for schema in schemas.values():
            say_json(schema)
        return 0
    texts = {
        file: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for file, schema in schemas.items()
    }
    stale = [file for file, text in texts.items() if _present(output / file) != text]
    if check:
        for file in stale:
            say(_("{file} is out of date: run «roadmap schema -o {folder}»").format(file=file, folder=output))
        return 1 if stale else 0
    for file in stale:
        replace_file(output / file, texts[file].encode())
    say(_("{count} schemas in {folder}").format(count=len(texts), folder=output))
    return 0


def _present(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
