"""A department for tests: schools of two municipalities, what they report, and what its pages show of it."""

from __future__ import annotations

import json
import re
from typing import Any

from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.access.viewer import Given, Viewer
from tests.portal.portals import Portal

__all__ = ["CLASSES", "HERE", "OFFICER", "PICK", "PUPILS", "SAW", "THERE", "read_cells", "read_log", "report"]

HERE, THERE = "Заречный округ", "Озёрный округ"
CLASSES, PUPILS = "results-by-class", "results-by-pupil"
OFFICER = Viewer("u-1", "Кто-то", (Given(Role.OFFICER),))
SAW = re.compile(r'name="saw" value="([^"]*)"')
PICK = re.compile(r'name="pick" value="([^"]*)"')
_CELL = re.compile(r'<td class="[^"]*"><a href="\?cell=([^#"]*)#panel"[^>]*>(.*?)</a></td>')


def report(portal: Portal, school: str, did: str, measure: str, *more: str, who: str = "head") -> None:
    """Record something by the command line, the day before."""
    adoption = str(portal.adoption(school))
    assert run(["track", did, adoption, measure, *more, "--as", who, "--today", "2027-06-14"]) == 0


def read_cells(client: Client, address: str = "/matrix/") -> dict[str, str]:
    """Give the words of the cells that lead somewhere."""
    shown = client.get(address).content.decode()
    return {cell: re.sub("<[^>]*>", "", inside) for cell, inside in _CELL.findall(shown)}


def read_log(portal: Portal, school: str) -> list[dict[str, Any]]:
    """Give what stands in a school's log."""
    path = portal.workspace / school / "adoption.status.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]
