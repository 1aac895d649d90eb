"""A portal that is killed two hundred times under writers: what it said to be recorded stands in the logs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.portal.killing import kill_while_writing

pytestmark = pytest.mark.soak
READY = 2.0
"""Seconds within which it has to answer again."""


def test_no_acknowledged_entry_is_lost(tmp_path: Path) -> None:
    """Each writer in a school of her own, killed at any moment."""
    killed = kill_while_writing(tmp_path, kills=200, writers=8)
    assert killed.lost == []
    assert len(killed.said) > 300
    assert killed.slowest <= READY
