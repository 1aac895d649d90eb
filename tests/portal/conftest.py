"""A portal for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.portals import Portal, open_portal


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal over an empty workspace."""
    with open_portal(tmp_path / "workspace") as opened:
        yield opened
