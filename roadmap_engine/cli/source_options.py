"""The options that name where a roadmap is taken from, alike for all commands that pin one."""

from __future__ import annotations

from gettext import gettext as _

import click

__all__ = ["from_option", "key_option"]

from_option = click.option(
    "--from", "source", metavar="SOURCE", help=_("Take the roadmap from here, and pin it.")
)
key_option = click.option(
    "--key", metavar="ed25519:…", help=_("The publisher's public key; what it has not signed is refused.")
)
