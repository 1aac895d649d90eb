"""plan.json comes back as the plan it was, and nothing else comes through."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.documents.papers.plan_json import render_plan_json
from roadmap_engine.load.plans import LARGEST_PLAN, load_plan, read_plan
from roadmap_engine.pipeline.plans import read_published
from tests.builders import adopt_text
from tests.documents.plans import sakha_like_plan

PLAN = adopt_text("events: {results-received: 2027-05-20}\n")[0]
TEXT = render_plan_json(PLAN).decode()


def _codes(text: str | bytes) -> list[str]:
    data = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    loaded = read_plan(data, "plan.json")
    assert loaded.value is None
    assert all(problem.location is not None for problem in loaded.problems)
    return [problem.code for problem in loaded.problems]


def test_a_plan_comes_back_equal() -> None:
    """Whatever the school or the roadmap."""
    for plan in (PLAN, sakha_like_plan()):
        assert read_plan(render_plan_json(plan), "plan.json").value == plan


@pytest.mark.parametrize("name", ["samara-west-2020-plan", "kedrovy-2020-order-63"])
def test_a_published_text_comes_back_equal(name: str) -> None:
    """The plan of a text has no organisation."""
    published = read_published(name).value
    assert published is not None
    assert read_plan(render_plan_json(published.plan), "plan.json").value == published.plan


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """As of any text."""
    assert [problem.code for problem in load_plan(tmp_path / "plan.json").problems] == ["RM101"]


def test_a_fault_is_placed_where_it_stands() -> None:
    """Line and column of the value itself, though the shape knows only the way to it."""
    text = TEXT.replace('"id": "council"', '"id": "Совет №1"', 1)
    (problem,) = read_plan(text.encode(), "plan.json").problems
    assert problem.location is not None
    line = text.splitlines()[problem.location.line - 1]
    assert line[problem.location.column - 1 :].startswith('"Совет №1"')
    assert ("place", "stages[1].measures[0].id") in problem.arguments


def _edit(change: Callable[[Any], object]) -> str:
    tree = copy.deepcopy(json.loads(TEXT))
    change(tree)
    return json.dumps(tree)


class TestHostile:
    """«hostile JSON refused with places/limits»."""

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "RM106"),
            ("[]", "RM841"),
            ("{}", "RM841"),
            ("null", "RM841"),
            (TEXT[:-10], "RM840"),
            (TEXT.replace('"title":', '"title": 1, "title":', 1), "RM840"),
            (TEXT.replace('"roadmap":', '"unknown": NaN, "roadmap":', 1), "RM840"),
            (TEXT.replace('"roadmap":', f'"unknown": {"9" * 6000}, "roadmap":', 1), "RM840"),
            ("[" * 100_000, "RM126"),
            ('{"a":' * 500 + "1" + "}" * 500, "RM126"),
            (TEXT.replace("Анализ", "\\u001b[31mАнализ", 1), "RM107"),
            (TEXT.replace("Анализ", "\\ud800Анализ", 1), "RM107"),
            (TEXT.replace("Анализ", "\x07Анализ", 1), "RM107"),
            (TEXT.replace('"plan":', '"extra": 1, "plan":', 1), "RM841"),
            (TEXT.replace('"2027-06-03"', '"2027-02-31"', 1), "RM841"),
        ],
    )
    def test_refused(self, text: str, code: str) -> None:
        """With the code that says what is wrong."""
        assert code in _codes(text)

    def test_a_file_too_large_is_not_even_taken_in(self, tmp_path: Path) -> None:
        """One byte over the limit is enough to know."""
        path = tmp_path / "plan.json"
        path.write_bytes(b" " * (LARGEST_PLAN + 10))
        assert [problem.code for problem in load_plan(path).problems] == ["RM104"]

    def test_bytes_that_are_no_text(self) -> None:
        """Nothing is guessed about encodings."""
        assert _codes(TEXT.encode("utf-16")) == ["RM105"]

    @pytest.mark.parametrize(
        "change",
        [
            lambda tree: tree["columns"].append("Ещё"),
            lambda tree: tree["fields"].pop(),
            lambda tree: tree["stages"].append(tree["stages"][0]),
            lambda tree: tree["stages"][0]["measures"][0]["cells"].pop("Сроки"),
            lambda tree: tree["stages"][0]["measures"][0].update(id="council"),
        ],
    )
    def test_parts_that_do_not_fit_one_another(self, change: Callable[[Any], object]) -> None:
        """The schema alone would let them through, and a renderer would stumble."""
        assert set(_codes(_edit(change))) == {"RM842"}

    @given(
        place=st.integers(0, len(TEXT) - 1), with_=st.sampled_from(['"', "{", "[", "}", ",", "\\", "x", "0"])
    )
    @settings(max_examples=80, deadline=None)
    def test_one_wrong_character_never_breaks_the_reader(self, place: int, with_: str) -> None:
        """Either it is still a plan, or problems say what it is."""
        loaded = read_plan((TEXT[:place] + with_ + TEXT[place + 1 :]).encode(), "plan.json")
        assert (loaded.value is None) == bool(loaded.problems)
