"""Lines of answers: whatever words stand in them, a line stays one and cannot steer the terminal."""

from __future__ import annotations

import json

import click

from roadmap_engine.diagnostics.plain import escape_hidden, one_line

__all__ = ["say", "say_json"]


def say(words: str = "", *, err: bool = False) -> None:
    """Print one line; names of files and words of texts may stand in it as they are."""
    click.echo(one_line(words), err=err)


def say_json(value: object, *, indent: int | None = 2) -> None:
    """Print an answer for scripts: JSON that a person can look at too."""
    click.echo(escape_hidden(json.dumps(value, ensure_ascii=False, indent=indent)))
