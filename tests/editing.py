"""What an editor's validator sees in a text."""

from __future__ import annotations

import re
from typing import Any

import yaml

__all__ = ["as_an_editor_reads"]


class _AsWritten(yaml.SafeLoader):
    """YAML 1.2, where «on» is a word and a date is a text."""


_AsWritten.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in {"int", "null"}]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_AsWritten.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def as_an_editor_reads(text: str) -> Any:
    """Give the tree of a text."""
    return yaml.load(text, Loader=_AsWritten)  # noqa: S506 -- a safe loader
