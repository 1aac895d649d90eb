"""The calendar of a role stays at its address when the role is called otherwise: people subscribe to it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import roadmap_engine
from tests.pipeline.updates import FIRST, Neighbours

TODAY = dt.date(2026, 9, 1)
RENAMED = FIRST.replace("  deputies: {title:", "  helpers: {was: [deputies, vice], title:").replace(
    "[head, deputies]", "[head, helpers]"
)


def papers(tmp_path: Path, text: str) -> dict[str, bytes]:
    """What a school that adopted a text builds."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(text)
    return dict(roadmap_engine.build(neighbours.adopt(), today=TODAY).or_raise())


def test_it_is_written_at_every_address_it_has_had(tmp_path: Path) -> None:
    """The same bytes at the new one and at all former ones."""
    made = papers(tmp_path, RENAMED)
    new = made["calendars/helpers.ics"]
    assert made["calendars/deputies.ics"] == made["calendars/vice.ics"] == new
    assert json.loads(made["plan.json"])["former_roles"] == {"helpers": ["deputies", "vice"]}


def test_an_address_that_another_role_has_now_is_that_roles(tmp_path: Path) -> None:
    """Two roles exchange their ids, or one takes a former id of another: each calendar is of its own role."""
    text = RENAMED.replace("head: {title:", "vice: {title:").replace("[head, helpers]", "[vice, helpers]")
    made = papers(tmp_path, text.replace("responsible: head", "responsible: vice"))
    assert made["calendars/vice.ics"] != made["calendars/helpers.ics"]
    assert made["calendars/deputies.ics"] == made["calendars/helpers.ics"]


def test_a_plan_without_former_roles_says_nothing_of_them(tmp_path: Path) -> None:
    """So that an earlier program reads it."""
    data = json.loads(papers(tmp_path, FIRST)["plan.json"])
    assert "former_roles" not in data
