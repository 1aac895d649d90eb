"""Where the published texts and their sources lie, and how the tests read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

__all__ = [
    "FAMILY",
    "ORDERED",
    "PROCEDURES",
    "ROADMAPS",
    "ROOT",
    "SOURCED",
    "load_order",
    "load_source",
    "load_yaml",
    "texts_of",
]

ROOT = Path(__file__).parents[2]
ROADMAPS = ROOT / "roadmaps"
PROCEDURES = ROADMAPS / "procedures"
_SOURCES = Path(__file__).parent / "sources"

# The acts whose printed tables the tests know.
SOURCED = tuple(sorted(path.stem for path in _SOURCES.glob("*.json")))

# The acts whose orders the tests know, word for word.
_ORDERS = Path(__file__).parent / "orders"
ORDERED = tuple(sorted(path.stem for path in _ORDERS.glob("*.json")))

# One method at three levels.
FAMILY = ("federal-results-method", "sakha-2021-order-441", "leninsk-kuznetsky-2020-order-503")


def load_source(name: str) -> dict[str, Any]:
    """The plan as its act prints it: `title`, `columns`, `intro`, `sections` with their rows of cells."""
    content = json.loads((_SOURCES / f"{name}.json").read_text(encoding="utf-8"))
    plan: dict[str, Any] = content["plan"]
    return plan


def load_order(name: str) -> dict[str, Any]:
    """What comes with the plan: `order`, and what its act has beside it, such as `recommendations`."""
    content: dict[str, Any] = json.loads((_ORDERS / f"{name}.json").read_text(encoding="utf-8"))
    return content


def load_yaml(name: str) -> dict[str, Any]:
    """A published text as plain data, as its author wrote it."""
    text: dict[str, Any] = yaml.safe_load((ROADMAPS / f"{name}.yaml").read_text(encoding="utf-8"))
    return text


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a piece of YAML, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
