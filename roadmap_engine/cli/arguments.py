"""The outside of a command: how its help is laid out, and typed text, which is refused if it is none."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

import click

__all__ = ["lay_out", "refuse_unreadable"]

_KEEP_LINES = "\b\n"
"""click's mark of a paragraph whose lines stay as they are."""


def lay_out(text: str) -> str:
    r"""Keep the lines of examples in a help, and let all other paragraphs flow.

    >>> lay_out("Words.\n\nExample:\n  roadmap check x")
    'Words.\n\n\x08\nExample:\n  roadmap check x'
    """
    return "\n\n".join(_KEEP_LINES + part if "\n" in part else part for part in text.split("\n\n"))


class _Text(click.types.StringParamType):
    """Words in an encoding that can be read.

    The system gives bytes that are none as halves of characters; they would go through the program up to the
    first file that is written.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        words = super().convert(value, param, ctx)
        if any("\ud800" <= each <= "\udfff" for each in words):
            self.fail(_("«{text}» is not in UTF-8.").format(text=words), param, ctx)
        return words


_TEXT = _Text()


def refuse_unreadable(command: click.Command) -> click.Command:
    """Let a command, and those in it, take text only where it can be read; paths may be of any bytes."""
    for param in command.params:
        if type(param.type) is click.types.StringParamType:
            param.type = _TEXT
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            refuse_unreadable(inner)
    return command
