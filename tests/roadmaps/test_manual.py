"""Whatever the manuals for methodologists show in YAML can be copied out and loads."""

from __future__ import annotations

import re

import pytest

from roadmap_engine.load import load_text
from roadmap_engine.pipeline.plans import read_published
from tests.roadmaps.published import ROADMAPS, ROOT

_MANUAL = (ROOT / "docs" / "roadmaps.md").read_text(encoding="utf-8")
_ORDERS = (ROOT / "docs" / "orders.md").read_text(encoding="utf-8")
_LAYERS = (ROOT / "docs" / "layers.md").read_text(encoding="utf-8")
_PAGES = f"{_MANUAL}\n{_ORDERS}\n{_LAYERS}"
_BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", _PAGES, re.MULTILINE | re.DOTALL)
_NAMES = [block.split("\n", 1)[0] for block in _BLOCKS]
_ROADMAPS = [block for block in _BLOCKS if block.startswith("roadmap:")]


@pytest.mark.parametrize("block", _BLOCKS, ids=_NAMES)
def test_a_block_of_the_manual_loads(block: str) -> None:
    """No error and no warning: an example is copied before it is understood."""
    loaded = load_text(block.encode(), "manual.yaml")
    assert [problem.code for problem in loaded.problems] == []


@pytest.mark.parametrize("block", _ROADMAPS, ids=[block.split("\n", 1)[0] for block in _ROADMAPS])
def test_a_roadmap_of_the_manual_prints(block: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A layer of the manual fits its base, uses all it defines, and its deadlines are understood."""
    name = block.split("\n", 1)[0].removeprefix("roadmap: ")
    path = tmp_path_factory.mktemp("manual") / f"{name}.yaml"
    path.write_text(block, encoding="utf-8")
    outcome = read_published(str(path))
    assert [(problem.code, problem.arguments) for problem in outcome.problems] == []
    assert outcome.value is not None
    measures = [measure for stage in outcome.value.plan.stages for measure in stage.measures]
    assert [measure.id for measure in measures if measure.deadline.rule is None] == []


def test_the_manual_lists_every_published_roadmap() -> None:
    """A new text in the folder is introduced to its readers."""
    assert set(re.findall(r"^\| `([\w-]+\.yaml)` \|", _MANUAL, re.MULTILINE)) == {
        path.name for path in ROADMAPS.glob("*.yaml")
    }
