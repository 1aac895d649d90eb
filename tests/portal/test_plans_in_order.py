"""Which of a school's plans is hers today: the one that runs, whatever the plans are called."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.running import put_in_order
from tests.portal.portals import Portal


@pytest.fixture
def two(portal: Portal) -> Portal:
    """A school with a plan of 2026/2027 and one that is begun for the years after."""
    portal.add_school(7)
    folder = portal.workspace / "next"
    shutil.copytree(portal.workspace / "school-7", folder)
    for name in ("adoption.history.jsonl", "adoption.status.jsonl"):
        (folder / name).unlink(missing_ok=True)
    text = (folder / "adoption.yaml").read_text(encoding="utf-8").replace("vpr-2027", "vpr-2028")
    for year in ("2027", "2026"):
        text = text.replace(f"{year}-", f"{int(year) + 1}-").replace(f"{year}/", f"{int(year) + 1}/")
    (folder / "adoption.yaml").write_text(
        text.replace("/2027", "/2028").replace("2028/2028", "2028/2029"), encoding="utf-8"
    )
    portal.bind()
    return portal


@pytest.mark.parametrize(
    ("today", "first"),
    [(dt.date(2027, 6, 15), "school-7-vpr-2027"), (dt.date(2028, 10, 1), "school-7-vpr-2028")],
)
def test_what_runs_stands_first(two: Portal, today: dt.date, first: str) -> None:
    """Next year's plan is begun in June; the one that runs stays where everybody looks."""
    assert put_in_order(PlanText.objects.all(), today)[0].plan == first


def test_the_first_page_leads_to_it(two: Portal) -> None:
    """Nobody has to know that there are two."""
    answer = two.as_role(Role.EDITOR, "school-7").get("/schools/school-7/")
    assert answer["Location"] == "/schools/school-7/school-7-vpr-2027/"
