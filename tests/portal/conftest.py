"""A portal for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap_engine.portal.plans.models import School
from tests.portal.departments import HERE, THERE
from tests.portal.portals import Portal, open_portal


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal over an empty workspace."""
    with open_portal(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def town(portal: Portal) -> Portal:
    """Three schools here, one of them without a plan, one elsewhere."""
    portal.add_school(7, municipality=HERE)
    portal.add_school(8, municipality=HERE)
    portal.add_school(9, municipality=THERE)
    School.objects.create(id="school-31", name="СОШ № 31", municipality=HERE)
    return portal
