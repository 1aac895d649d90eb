"""Every measure of every published roadmap gets a short title that reads well."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_engine.diagnostics.limits import SHORT_TITLE
from roadmap_engine.model import PlanMeasure
from roadmap_engine.model.short_title import short_title
from roadmap_engine.russian.thinning import LOOSE, bare
from tests.roadmaps.published import ROADMAPS
from tests.roadmaps.test_sources import printed_plan

NAMES = sorted(path.stem for path in ROADMAPS.glob("*.yaml"))
GOLDEN = Path(__file__).parent / "short_titles.json"


def _measures(name: str) -> tuple[PlanMeasure, ...]:
    return tuple(printed_plan(name).measures())


@pytest.mark.parametrize("name", NAMES)
def test_every_measure_has_one_that_fits(name: str) -> None:
    """On one line, ending in a whole word that hangs on nothing; none says nothing but «Проведение»."""
    for measure in _measures(name):
        short = short_title(measure)
        assert 0 < len(short) <= SHORT_TITLE, measure.title
        assert bare(short.split(" ")[-1]) not in LOOSE, short
        assert short[0].isupper(), short
        assert not short.endswith("…"), short
        assert short not in {"Проведение", "Организация", "Обеспечение", "Работа"}, measure.title


def test_those_of_one_roadmap_read_well(golden: Callable[[Path, str], None]) -> None:
    """Read them: `make golden` writes them anew."""
    told = {measure.id: short_title(measure) for measure in _measures("rubtsovsk-2023-order-534")}
    golden(GOLDEN, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
