"""A publisher whose machine dies at any moment has published all of a version, or nothing of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from roadmap_engine.publishing.index import INDEX_NAME, read_index
from roadmap_engine.publishing.reading import read_bundle
from tests.publishing.bundles import text_of
from tests.soak.kill_runs import Killer, snapshot


def _publish_under_fire(folder: Path, runs: int) -> int:
    """Publish version 1.1.0 of three roadmaps beside their 1.0.0, and be killed at it."""
    texts, published, before = folder / "texts", folder / "published", folder / "before"
    texts.mkdir()
    names = ("alpha", "beta", "gamma")
    publish = ["publish", str(texts), "-o", str(published)]
    with Killer() as killer:
        for version in ("1.0.0", "1.1.0"):
            for name in names:
                text = text_of(version, name=name, changes="сроки")
                (texts / f"{name}.yaml").write_text(text, encoding="utf-8")
            if version == "1.0.0":
                assert killer.run(publish, published).code == 0
                shutil.copytree(published, before)
        old = snapshot(before)

        def restore() -> None:
            shutil.rmtree(published)
            shutil.copytree(before, published)

        def check(found: Mapping[str, bytes]) -> None:
            index, problems = read_index(found[INDEX_NAME], INDEX_NAME)
            assert index is not None
            assert problems == ()
            versions = {tuple(index.releases(name)) for name in names}
            assert versions in ({("1.0.0",)}, {("1.0.0", "1.1.0")})
            assert {name: found[name] for name in old if name != INDEX_NAME} == {
                name: content for name, content in old.items() if name != INDEX_NAME
            }
            for releases in index.roadmaps.values():
                for release in releases.values():
                    bundle, faults = read_bundle(found[release.file], release.file)
                    assert bundle is not None, faults
                    assert bundle.sha256 == release.manifest

        return killer.kill_runs(publish, published, runs=runs, restore=restore, check=check)


def test_a_kill_leaves_the_old_list_or_the_new_one(tmp_path: Path) -> None:
    """In small; `make soak` kills two hundred times."""
    assert _publish_under_fire(tmp_path, 16) >= 8


@pytest.mark.soak
def test_two_hundred_kills_leave_nothing_between(tmp_path: Path) -> None:
    """Promised: 200 random points, old state or new state, no temporary files left after the next run."""
    assert _publish_under_fire(tmp_path, 200) >= 120
