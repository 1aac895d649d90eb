"""One arena for all runs of a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.arena import Arena


@pytest.fixture(scope="session")
def arena() -> Iterator[Arena]:
    """A process that runs the program within limits of the system."""
    there = Arena()
    yield there
    there.close()
