"""What earlier runs have worked out never changes a paper, and whoever cannot have it is told why."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.russian import known_words
from tests.roadmaps.published import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process is copied with all it has loaded")

SCHOOLS = sorted(path.parent for path in (ROOT / "tests" / "golden").glob("*/adoption.yaml"))
SCHOOLS = [ROOT / "examples" / "school", *SCHOOLS]


def forget() -> None:
    """Know no more than a process that has just begun: tests that ran before this one know a lot."""
    ours = [module for name, module in sys.modules.items() if name.startswith("roadmap_engine.")]
    for each in [value for module in ours for value in vars(module).values()]:
        clear = getattr(each, "cache_clear", None)
        if clear is not None:
            clear()
    for question in known_words.Question.asked.values():
        question.recalled.clear()
        question.learned.clear()
        question._answer.cache_clear()  # noqa: SLF001 -- what this very process knows is in the way


def _work(arguments: tuple[str, ...], cache: str, told: Path) -> None:
    os.environ["ROADMAP_CACHE"] = cache
    forget()
    with told.open("w", encoding="utf-8") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
        sys.stdout = sys.stderr = stream
        code = run(arguments)
    os._exit(code)


def roadmap(*arguments: str, cache: Path | str, told: Path) -> str:
    """Run a command in a process that knows nothing yet; gives what it said."""
    process = multiprocessing.get_context("fork").Process(target=_work, args=(arguments, str(cache), told))
    process.start()
    process.join()
    assert process.exitcode == 0, told.read_text("utf-8")
    return told.read_text("utf-8")


def build(school: Path, tmp_path: Path, *more: str, cache: Path | str) -> Mapping[str, bytes]:
    """Build a school's papers into an empty folder."""
    out = tmp_path / "papers"
    shutil.rmtree(out, ignore_errors=True)
    text = str(school / "adoption.yaml")
    roadmap("build", text, "-o", str(out), *more, cache=cache, told=tmp_path / "told")
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def entries(folder: Path) -> dict[str, bytes]:
    """What is kept in a cache."""
    return {path.name: path.read_bytes() for path in (folder / "made").iterdir()}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A copy of the example."""
    return Path(shutil.copytree(SCHOOLS[0], tmp_path / "school"))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.name, marks=pytest.mark.soak if number > 2 else ())
        for number, case in enumerate(SCHOOLS)
    ],
)
def test_papers_are_the_same_whatever_was_kept(case: Path, tmp_path: Path) -> None:
    """Nothing kept, everything kept, everything damaged, switched off: the same bytes."""
    school = Path(shutil.copytree(case, tmp_path / "school"))
    cache = tmp_path / "cache"
    cold = build(school, tmp_path, cache=cache)
    kept = entries(cache)
    assert {name.partition("-")[0] for name in kept} == {"book", "template", "words"}
    assert build(school, tmp_path, cache="off") == cold
    assert build(school, tmp_path, cache=cache) == cold
    assert entries(cache) == kept
    for name, data in kept.items():
        place = len(data) // 2
        (cache / "made" / name).write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    assert build(school, tmp_path, cache=cache) == cold
    assert entries(cache) == kept


def test_one_run_can_do_without(school: Path, tmp_path: Path) -> None:
    """`--no-cache` stands anywhere; nothing is read then, and nothing kept."""
    cold = build(school, tmp_path, cache="off")
    assert build(school, tmp_path, "--no-cache", cache=tmp_path / "cache") == cold
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("kind", ["book", "template"])
def test_what_was_kept_is_really_used(school: Path, tmp_path: Path, kind: str) -> None:
    """Else the law above would hold of a cache that nobody reads: what is kept in capitals is so printed."""
    cache = tmp_path / "cache"
    without = build(school, tmp_path, cache=cache)
    for path in (cache / "made").glob(f"{kind}-*"):
        kept = path.read_text("utf-8").partition("\n")[2]
        text = re.sub("[а-я]+", lambda found: found[0].upper(), kept)
        said = hashlib.sha256(f"{len(text.encode())}:{text}".encode()).hexdigest()
        path.write_text(f"{said}\n{text}", "utf-8")
    assert build(school, tmp_path, cache=cache) != without


def test_other_texts_are_other_entries(school: Path, tmp_path: Path) -> None:
    """A changed roadmap, organisation or adoption gives the papers it gives without a cache."""
    cache = tmp_path / "cache"
    build(school, tmp_path, cache=cache)
    for name, old, new in (
        ("organisation.yaml", "директор", "исполняющий обязанности директора"),
        ("adoption.yaml", "214-од", "215-од"),
    ):
        path = school / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        build(school, tmp_path, cache="off")
        assert build(school, tmp_path, cache=cache) == build(school, tmp_path, cache="off")


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_folder_that_others_can_write_in_is_told_of(school: Path, tmp_path: Path, mode: int) -> None:
    """Once, on the way; the papers are made all the same."""
    cache = tmp_path / "cache"
    cache.mkdir()
    cache.chmod(mode)
    build(school, tmp_path, cache=cache)
    told = (tmp_path / "told").read_text("utf-8")
    assert told.count("могут писать и другие") == 1
    assert list(cache.iterdir()) == []


def test_doctor_tells_how_the_cache_stands(school: Path, tmp_path: Path) -> None:
    """Where it is, how large, whether it is used, and why not; looking changes nothing."""
    cache, told = tmp_path / "cache", tmp_path / "told"

    def look() -> dict[str, str]:
        said = json.loads(roadmap("doctor", "--json", cache=cache, told=told))
        (fact,) = (each for each in said["facts"] if each["about"] == "cache")
        return dict(fact)

    assert "0 КБ" in look()["said"]
    assert not cache.exists()
    build(school, tmp_path, cache=cache)
    size = sum(map(len, entries(cache).values()))
    assert f"{cache / 'made'}: {-(-size // 1024)} КБ" in look()["said"]
    (cache / "made").chmod(0o777)
    assert look()["state"] == "lacking"
    assert look()["act"] == "заберите это право: `chmod go-w`"
    said = json.loads(roadmap("--no-cache", "doctor", "--json", cache=cache, told=told))
    assert any("выключено" in each["said"] for each in said["facts"])
