"""Half an hour of fifty requests a second: no error, and the server has no more memory at the end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.soak.steady import RATE, ask_steadily

pytestmark = pytest.mark.soak
MINUTES = float(os.environ.get("PORTAL_SOAK_MINUTES", "30"))
GROWTH = 0.05


def test_half_an_hour(tmp_path: Path) -> None:
    """Calendars, nearly all unchanged, pages, and a note now and then; none waits for another."""
    came = ask_steadily(tmp_path / "schools", MINUTES * 60)
    assert came.failed == []
    assert sum(came.answers.values()) == int(MINUTES * 60 * RATE)
    assert came.seconds < MINUTES * 60 + 10
    assert came.unchanged > 0.9
    assert any(kind == "write" for kind, _status in came.answers)
    assert came.growth < GROWTH
