"""Figures that may only get better, in `ratchets.json`: each says how much is still wrong.

`pytest --golden` writes a better figure; a worse one fails whatever is asked.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import pytest

__all__ = ["hold"]

FIGURES = Path(__file__).parent / "ratchets.json"
SHOWN = 25


def hold(name: str, wrong: Collection[object], config: pytest.Config) -> None:
    """See that no more is wrong than was; with `--golden`, write how much is."""
    figures: dict[str, int] = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    before = figures.get(name)
    if config.getoption("--golden") and (before is None or len(wrong) < before):
        figures[name] = len(wrong)
        FIGURES.write_text(json.dumps(dict(sorted(figures.items())), indent=2) + "\n", encoding="utf-8")
        return
    shown = "\n".join(str(each) for each in list(wrong)[:SHOWN])
    assert before is not None, f"«{name}» has no figure yet: make golden writes it"
    assert len(wrong) <= before, f"{name}: {len(wrong)} where {before} were:\n{shown}"
