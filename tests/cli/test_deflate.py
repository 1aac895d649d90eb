"""`ROADMAP_DEFLATE`: who asks for another library gets other bytes and the same papers; nobody else does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.storage.packing import DEFLATERS, Deflater, is_installed, use_deflater
from tests.pipeline.small_school import write_school
from tests.storage.folders import look

Captured = pytest.CaptureFixture[str]
ARCHIVES = (".docx", ".xlsx")


@pytest.fixture(autouse=True)
def _back(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("ROADMAP_DEFLATE", raising=False)
    yield
    use_deflater("zlib")


def _build(adoption: Path, out: str) -> Mapping[str, bytes]:
    assert run(["build", str(adoption), "-o", str(adoption.parent / out)]) == 0
    return look(adoption.parent / out)


def _contents(papers: Mapping[str, bytes]) -> Mapping[str, object]:
    """What is in the papers, however it was packed."""
    unpacked: dict[str, object] = {}
    for name, data in papers.items():
        unpacked[name] = data
        if name.endswith(ARCHIVES):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                unpacked[name] = [(each, archive.read(each)) for each in archive.namelist()]
    return unpacked


@pytest.mark.parametrize("name", DEFLATERS)
def test_only_what_packs_differs(name: Deflater, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And only for the run that asks: the next one in the same process has the bytes of the first."""
    if not is_installed(name):
        pytest.skip(f"{name} is not installed")
    adoption = write_school(tmp_path)
    plain = _build(adoption, "plain")
    monkeypatch.setenv("ROADMAP_DEFLATE", name)
    asked, again = _build(adoption, "asked"), _build(adoption, "again")
    monkeypatch.delenv("ROADMAP_DEFLATE")
    assert asked == again
    assert _contents(asked) == _contents(plain)
    differ = {each for each in plain if plain[each] != asked[each]}
    assert differ == (set() if name == "zlib" else {each for each in plain if each.endswith(ARCHIVES)})
    assert _build(adoption, "last") == plain


@pytest.mark.parametrize("name", ["brotli", "ISAL", " "])
def test_an_unknown_library_is_wrong_usage(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """It is told with those there are, and nothing is written."""
    monkeypatch.setenv("ROADMAP_DEFLATE", name)
    adoption = write_school(tmp_path)
    assert run(["build", str(adoption), "-o", str(tmp_path / "out")]) == 2
    assert "zlib, libdeflate, isal" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_library_that_is_missing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """With what brings it; nobody who asked gets something else."""

    def missing(_name: str) -> None:
        raise ImportError

    monkeypatch.setenv("ROADMAP_DEFLATE", "isal")
    with monkeypatch.context() as without:
        without.setattr("roadmap_engine.storage.packing._load", missing)
        assert run(["build", str(write_school(tmp_path)), "-o", str(tmp_path / "out")]) == 2
    assert "«fast»" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
