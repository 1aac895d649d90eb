"""A batch that is killed again and again: no torn file, and at last the bytes of one clean run."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from roadmap_engine.storage.batch_names import RECORD
from roadmap_engine.storage.leftovers import is_left
from roadmap_engine.storage.paper_list import LIST_NAME
from tests.batch.region import write_region
from tests.pipeline.small_school import ROADMAP
from tests.soak.kill_runs import Killer, snapshot

CHANGED = ("school-2/adoption.yaml", "101-од", "102-од")
MINE = "school-3/papers/order.docx"


def _view(found: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Leave out when calendars were revised, what repeats it, and what a killed run has left behind.

    A list says of each paper all that may lie there while a run is under way, and a record is there or not.
    """
    return {
        name: re.sub(rb"(CREATED|DTSTAMP|LAST-MODIFIED):\d+T\d+Z", rb"\1", content)
        for name, content in found.items()
        if not is_left(Path(name).name) and not name.endswith((LIST_NAME, RECORD, ".history.jsonl"))
    }


@dataclass(frozen=True, slots=True)
class _Pace:
    """How long a run of many schools takes to come to the first that is not whole, and to make the others.

    Attributes:
        start: what comes before the first school.
        look: at one school that is whole.
        make: of one school.
    """

    start: float
    look: float
    make: float

    @classmethod
    def of(cls, one: float, whole: float, again: float, schools: int) -> Self:
        """Reckon from runs over one school and over all, anew and where all are whole."""
        make = max(whole - one, 0) / max(schools - 1, 1)
        start = max(one - make, 0)
        return cls(start, max(again - start, 0) / schools, make)

    def aim(self, chance: random.Random, done: int, schools: float) -> float:
        """Choose a point: one in five among the schools that are whole, the others while some are made."""
        begun = self.start + self.look * done
        return (
            chance.uniform(0, begun)
            if chance.random() < 0.2
            else begun + chance.uniform(0, schools * self.make)
        )


def _begin_anew(region: Path, out: Path) -> None:
    shutil.rmtree(out)
    for history in region.rglob("*.history.jsonl"):
        history.unlink()


def _fire(folder: Path, schools: int, kills: int, *, archive: bool = False) -> int:
    """Kill a batch many times without ever beginning anew; gives how many of the runs were really killed."""
    region, out = folder / "region", folder / "out"
    argv = ["batch", str(region), "-o", str(out / "all.zip") if archive else str(out), "--jobs", "1"]
    chance = random.Random(1)  # noqa: S311 -- the same moments each time
    killed = done = 0
    with Killer() as killer:
        write_region(region, 1)
        one = killer.run(argv, folder)
        _begin_anew(region, out)
        write_region(region, schools)
        whole = killer.run(argv, folder)
        wanted = _view(snapshot(out)) if not archive else {}
        again = killer.run(argv, folder)
        assert (one.code, whole.code, again.code) == (0, 0, 0)
        _begin_anew(region, out)
        moments = _Pace.of(one.seconds, whole.seconds, again.seconds, schools)
        steps = _Pace.of(one.steps or 0, whole.steps or 0, again.steps or 0, schools)
        for turn in range(kills):
            done = sum(1 for _each in out.rglob(RECORD))
            if turn % 2:
                ended = killer.run(argv, folder, after=moments.aim(chance, done, 3 * schools / kills))
            else:
                at_step = 1 + round(steps.aim(chance, done, 3 * schools / kills))
                ended = killer.run(argv, folder, at_step=at_step)
            killed += ended.killed
            for name, content in _view(snapshot(out)).items():
                assert archive or content == wanted.get(name), f"{name} is torn, or none of the papers"
        assert killer.run(argv, folder).code == 0
    found = snapshot(out)
    assert [name for name in snapshot(folder) if is_left(Path(name).name)] == []
    if archive:
        assert list(found) == ["all.zip"]
    else:
        assert _view(found) == wanted
        assert done >= schools / 2, "the kills met only the first schools"
    return killed


def test_a_batch_that_is_killed_and_goes_on(tmp_path: Path) -> None:
    """In small; `make soak` kills two hundred."""
    assert _fire(tmp_path, 6, 8) >= 4


@pytest.mark.soak
def test_an_archive_that_is_killed_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """And what the killed run left goes with the next."""
    assert _fire(tmp_path, 3, 4, archive=True) >= 2


@pytest.mark.soak
def test_what_people_did_between_is_kept(tmp_path: Path) -> None:
    """A paper that was changed by hand, and a text: killed at any step, the next run is right."""
    region, before = tmp_path / "home", tmp_path / "before"
    write_region(region, 3)
    argv = ["batch", str(region), "-o", str(region), "--jobs", "1"]
    with Killer() as killer:
        assert killer.run(argv, region).code == 0
        name, old, new = CHANGED
        (region / name).write_text((region / name).read_text("utf-8").replace(old, new), "utf-8")
        (region / MINE).write_bytes(b"mine")
        shutil.copytree(region, before)

        def restore() -> None:
            shutil.rmtree(region)
            shutil.copytree(before, region)

        def check(found: Mapping[str, bytes]) -> None:
            assert found[MINE] == b"mine"

        assert killer.kill_runs(argv, region, runs=6, restore=restore, check=check, view=_view) >= 3


@pytest.mark.soak
def test_a_registry_that_is_killed_before_all_its_schools_have_texts(tmp_path: Path) -> None:
    """The next run goes on, as if a school without a plan, or with a bundle alone, had never been seen."""
    home = tmp_path / "home"
    registry = tmp_path / "schools.csv"
    rows = (f"school-{each};Школа № {each};Орлова М. П." for each in range(3))
    registry.write_text("\n".join(("id;name;Директор", *rows)), "utf-8")
    common = ("roadmap=tiny", "place=г. Примерск", "procedure.use=vpr", "people.head.gender=f")
    argv = ["batch", str(registry), "-o", str(home), "--jobs", "1", "--only", "tracker"]
    argv += [word for each in (*common, "school_year=2026/2027") for word in ("-a", each)]

    def restore() -> None:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        (home / "tiny.yaml").write_text(ROADMAP, "utf-8")

    def check(found: Mapping[str, bytes]) -> None:
        for name in found:
            plan = name.startswith("school-") and name.endswith("/adoption.yaml")
            assert not plan or name.replace("adoption", "organisation") in found

    with Killer() as killer:
        assert killer.kill_runs(argv, home, runs=10, restore=restore, check=check, view=_view) >= 5


@pytest.mark.soak
def test_two_hundred_kills_of_a_batch_of_five_hundred(tmp_path: Path) -> None:
    """Promised: no torn file, and the bytes of one clean run."""
    assert _fire(tmp_path, 500, 200) >= 100
