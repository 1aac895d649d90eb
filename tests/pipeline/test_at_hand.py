"""Which newer version lies at hand: of sources that disagree the highest counts, and no network is asked."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from roadmap_engine.model.pin import Pin
from roadmap_engine.pipeline import at_hand
from roadmap_engine.pipeline.at_hand import AtHand, find_at_hand
from roadmap_engine.pipeline.source_names import PROGRAM
from roadmap_engine.storage.roots import Root
from tests.publishing.bundles import bundle_of, lay_out_folder, text_of

HASH = "0" * 64
KEY = "ed25519:" + "A" * 43 + "="


def _pin(source: str, key: str | None = None) -> Pin:
    return Pin(source=source, sha256=HASH, key=key)


def _find(folder: Path, pin: Pin | None, *places: Path, shipped: str = "") -> AtHand | None:
    home = folder / "school"
    home.mkdir(exist_ok=True)
    with (
        mock.patch.object(at_hand, "_version_of_shipped", return_value=shipped),
        mock.patch("socket.getaddrinfo", side_effect=AssertionError("asked")),
    ):
        return find_at_hand("tiny@1.0.0", pin, home, places, Root.exactly(folder))


def test_the_highest_counts_wherever_it_lies(tmp_path: Path) -> None:
    """The own source has 1.1, a folder beside 1.2, the program 1.3, and a single package 1.10."""
    lay_out_folder(tmp_path / "own", bundle_of(), bundle_of("1.1.0"))
    lay_out_folder(tmp_path / "beside", bundle_of("1.2.0"))
    pin = _pin("../own")
    assert _find(tmp_path, pin) == AtHand("1.1.0")
    found = _find(tmp_path, pin, tmp_path / "beside")
    assert found is not None
    assert (found.version, Path(found.source or "").resolve()) == ("1.2.0", tmp_path / "beside")
    assert _find(tmp_path, pin, tmp_path / "beside", shipped="1.3.0") == AtHand("1.3.0", PROGRAM)
    bundle = bundle_of("1.10.0")
    (tmp_path / bundle.file_name).write_bytes(bundle.data)
    found = _find(tmp_path, pin, tmp_path / "beside", tmp_path, shipped="1.3.0")
    assert found is not None
    assert found.version == "1.10.0"


def test_of_the_same_the_own_source_counts(tmp_path: Path) -> None:
    """Nobody is led elsewhere for what her own publisher has."""
    lay_out_folder(tmp_path / "own", bundle_of("1.1.0"))
    lay_out_folder(tmp_path / "beside", bundle_of("1.1.0"))
    assert _find(tmp_path, _pin("../own"), tmp_path / "beside", shipped="1.1.0") == AtHand("1.1.0")


@pytest.mark.parametrize("pin", [None, _pin(PROGRAM)])
def test_what_comes_with_the_program_is_its_own_source(tmp_path: Path, pin: Pin | None) -> None:
    """Where nothing else is said, too."""
    assert _find(tmp_path, pin, shipped="1.1.0") == AtHand("1.1.0")
    assert _find(tmp_path, pin, shipped="1.0.0") is None


def test_what_is_signed_by_a_key_is_not_taken_from_the_program(tmp_path: Path) -> None:
    """It signs nothing."""
    pin = _pin("https://ministry.example/roadmaps", KEY)
    assert _find(tmp_path, pin, shipped="1.1.0") is None


def test_a_text_is_of_the_version_it_says(tmp_path: Path) -> None:
    """And of the one it says later, once it was changed."""
    text = tmp_path / "ours.yaml"
    text.write_text(text_of("1.0.0"), encoding="utf-8")
    assert _find(tmp_path, _pin("../ours.yaml")) is None
    text.write_text(text_of("1.2.0") + "# changed\n", encoding="utf-8")
    assert _find(tmp_path, _pin("../ours.yaml")) == AtHand("1.2.0")


@pytest.mark.parametrize("source", ["../../elsewhere", "/etc", "../nowhere", "https://ministry.example/x"])
def test_a_path_that_leads_out_or_nowhere_offers_nothing(tmp_path: Path, source: str) -> None:
    """What a text names is looked at where it stays within the workspace."""
    lay_out_folder(tmp_path / "elsewhere", bundle_of("1.1.0"))
    (tmp_path / "workspace").mkdir()
    assert _find(tmp_path / "workspace", _pin(source)) is None


def test_another_roadmap_is_none(tmp_path: Path) -> None:
    """Nor a file that is only called like a package."""
    lay_out_folder(tmp_path / "beside", bundle_of("2.0.0", name="other"))
    bundle = bundle_of("2.0.0", name="tiny-2")
    (tmp_path / bundle.file_name).write_bytes(bundle.data)
    (tmp_path / "tiny-3.0.0.zip").write_bytes(b"no package")
    assert _find(tmp_path, None, tmp_path / "beside", tmp_path) is None
