"""What is typed on the command line, as far as it is text: what no text can have is told, not passed on."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

import click

__all__ = ["refuse_unreadable"]


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
