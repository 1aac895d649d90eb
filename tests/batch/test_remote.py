"""Papers at an address: the same bytes as in a folder, only what changed is written again."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine.batch.crews import make_in_processes
from roadmap_engine.batch.remote import is_address, refuse_address
from roadmap_engine.batch.tasks import Remote
from roadmap_engine.model.paper import Paper
from tests.batch.region import Heard, make, snapshot, write_region

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("fsspec") is None,
    reason="NOT TRIED: addresses. pip install roadmap-engine[cluster] brings `fsspec`",
)


@pytest.fixture
def memory() -> Iterator[Any]:
    """Give fsspec's files in memory, of which there are none before and after."""
    import fsspec  # noqa: PLC0415 -- where it is installed

    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def _held(system: Any) -> dict[str, bytes]:
    return {name.removeprefix("/papers/"): file.getvalue() for name, file in system.store.items()}


def test_memory_holds_what_a_folder_holds(tmp_path: Path, memory: Any) -> None:
    """The same papers, the same summary."""
    region = write_region(tmp_path / "region", 2)
    make(region, Remote("memory://papers"))
    make(region, tmp_path / "out")
    folder = snapshot(tmp_path / "out")
    assert {name: data for name, data in _held(memory).items() if ".roadmap-" not in name} == {
        name: data for name, data in folder.items() if ".roadmap-" not in name
    }


def test_only_what_changed_is_written_again(tmp_path: Path, memory: Any) -> None:
    """As in a folder, by the record that lies there."""
    region = write_region(tmp_path / "region", 2)
    make(region, Remote("memory://papers"))
    before = _held(memory)
    text = region / "school-2" / "adoption.yaml"
    text.write_text(text.read_text("utf-8").replace("101-од", "102-од"), "utf-8")
    heard = Heard()
    make(region, Remote("memory://papers"), heard=heard)
    assert sorted(heard.acts.values()) == ["made", "unchanged"]
    assert heard.acts["school-2/adoption.yaml"] == "made"
    after = _held(memory)
    assert {name for name in after if after[name] != before.get(name)} > {"school-2/papers/order.docx"}
    assert not {name for name in after if name.startswith("school-1/") and after[name] != before[name]}


def test_a_paper_that_is_none_any_more_goes_and_one_that_is_gone_comes_back(
    tmp_path: Path, memory: Any
) -> None:
    """What lies there is what the plan has."""
    region = write_region(tmp_path / "region", 1)
    make(region, Remote("memory://papers"))
    before = _held(memory)
    memory.rm_file("/papers/school-1/papers/plan.html")
    text = region / "school-1" / "tiny.yaml"
    whole = text.read_text("utf-8")
    text.write_text(whole.replace("        output: meeting-minutes\n", ""), "utf-8")
    make(region, Remote("memory://papers"))
    gone = before.keys() - _held(memory).keys()
    assert gone
    assert all("/forms/" in name for name in gone)
    text.write_text(whole, "utf-8")
    make(region, Remote("memory://papers"))
    assert _held(memory).keys() == before.keys()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give a bucket of an S3 stand-in on this computer, and what looks into it."""
    if importlib.util.find_spec("s3fs") is None or importlib.util.find_spec("moto") is None:
        pytest.skip("NOT TRIED: S3. `s3fs` and `moto` are not installed")
    import fsspec  # noqa: PLC0415 -- where it is installed
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 -- the same

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    system = fsspec.filesystem("s3")
    system.mkdir("papers")
    yield system
    server.stop()


@pytest.mark.filterwarnings("ignore")  # of its libraries' own
def test_a_bucket_of_s3(tmp_path: Path, bucket: Any) -> None:
    """The bytes of a folder; made by two processes; only what changed is written again."""
    region, output = write_region(tmp_path / "region", 3), Remote("s3://papers/2026")
    make(region, output, make_in_processes(2))
    make(region, tmp_path / "out")
    folder = {name: data for name, data in snapshot(tmp_path / "out").items() if ".roadmap-" not in name}
    bucket.invalidate_cache()
    names = [name for name in bucket.find("papers/2026") if ".roadmap-" not in name]
    assert {name.removeprefix("papers/2026/"): bucket.cat_file(name) for name in names} == folder
    text = region / "school-2" / "adoption.yaml"
    text.write_text(text.read_text("utf-8").replace("101-од", "102-од"), "utf-8")
    heard = Heard()
    make(region, output, heard=heard)
    assert [heard.acts[file] for file in sorted(heard.acts)] == ["unchanged", "made", "unchanged"]


def test_papers_that_nobody_asks_for_stay(tmp_path: Path, memory: Any) -> None:
    """As in a folder."""
    region, output = write_region(tmp_path / "region", 1), Remote("memory://papers")
    make(region, output)
    text = region / "school-1" / "adoption.yaml"
    text.write_text(text.read_text("utf-8").replace("101-од", "102-од"), "utf-8")
    before = _held(memory)
    make(region, output, papers=frozenset({Paper.ORDER}))
    after = _held(memory)
    changed = {name for name in after if after[name] != before.get(name)}
    assert before.keys() == after.keys()
    assert {name for name in changed if name.endswith((".docx", ".ics", ".html"))} == {
        "school-1/papers/order.docx"
    }
    heard = Heard()
    make(region, output, heard=heard)
    assert set(heard.acts.values()) == {"made"}


def test_a_folder_by_its_address(tmp_path: Path) -> None:
    """«file://», which every process can write to."""
    region, url = write_region(tmp_path / "region", 1), f"file://{tmp_path}/out"
    assert refuse_address(url, here=False) == ()
    make(region, Remote(url))
    assert (tmp_path / "out" / "school-1" / "papers" / "plan.json").is_file()


@pytest.mark.parametrize("url", ["nothing://x", "memory://x"])
def test_an_address_that_cannot_be_used_is_told(url: str) -> None:
    """Nobody knows it; or other processes would not see what lies there."""
    assert [each.code for each in refuse_address(url, here=False)] == ["RM797"]


def test_without_the_package_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what to install."""
    monkeypatch.setitem(sys.modules, "fsspec", None)
    assert [each.code for each in refuse_address("s3://x", here=True)] == ["RM681"]


@pytest.mark.parametrize(("output", "expected"), [("s3://a/b", True), ("a.zip", False), ("C:\\a", False)])
def test_what_is_an_address(output: str, expected: bool) -> None:
    """A drive of Windows is none."""
    assert is_address(output) is expected
