"""A release is made by one target, is whole, and is the same whenever it is made of the same commit."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from tools.make_release import LOCK, NotReadyError, changes_of, make_release
from tools.try_latest import locked

ROOT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "build", "dist", ".*_cache", ".hypothesis", "__pycache__")


def _git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Release", "-c", "user.email=release@school.example")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout as it lies here, committed, with everything in the changelog said of a version."""
    folder = tmp_path_factory.mktemp("release") / "checkout"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    changelog = folder / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8").replace(
        "## Unreleased\n", "## Unreleased\n\n## 9.9.9 – 2030-01-01\n"
    )
    changelog.write_text(text, encoding="utf-8")
    (folder / "roadmap_engine" / "version.py").write_text('__version__ = "9.9.9"\n', encoding="utf-8")
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "as it lies here")
    return folder


@pytest.fixture(scope="module")
def made(checkout: Path) -> Path:
    """Its release."""
    return make_release(checkout, checkout.parent / "first")


def test_it_is_whole(made: Path) -> None:
    """Every file stands in the list of digests with its own."""
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    packages = {"roadmap_engine-9.9.9-py3-none-any.whl", "roadmap_engine-9.9.9.tar.gz"}
    services = {path.relative_to(ROOT).as_posix() for path in (ROOT / "deploy").iterdir()}
    assert names == packages | services | {"serve.lock", "sbom.cdx.json", "CHANGES.md", "SHA256SUMS"}
    lines = (made / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert listed == {
        name: hashlib.sha256((made / name).read_bytes()).hexdigest() for name in names - {"SHA256SUMS"}
    }
    assert (made / "CHANGES.md").read_text(encoding="utf-8").startswith("## 9.9.9 – 2030-01-01\n")


def test_the_wheel_has_the_portal_whole(made: Path) -> None:
    """Its templates, styles, migrations and words, and no test."""
    with zipfile.ZipFile(next(made.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    own = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "roadmap_engine").rglob("*")
        if path.is_file()
        and path.suffix in {".j2", ".css", ".js", ".py", ".mo"}
        and "_shipped" not in path.parts
    }
    assert own <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_list_of_parts_is_the_lock(made: Path) -> None:
    """What a server is installed from, and nothing else, with versions and digests."""
    parts: dict[str, Any] = json.loads((made / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (parts["bomFormat"], parts["metadata"]["component"]["name"]) == ("CycloneDX", "roadmap-engine")
    said = {canonicalize_name(each["name"]): each["version"] for each in parts["components"]}
    lock = locked(LOCK.read_text(encoding="utf-8"))
    assert said == {canonicalize_name(name): version for name, version in lock.items()}
    assert all(each["externalReferences"][0]["hashes"] for each in parts["components"])


def test_the_same_commit_gives_the_same_bytes(checkout: Path, made: Path) -> None:
    """Whoever makes it again can compare."""
    again = make_release(checkout, checkout.parent / "second")
    assert (again / "SHA256SUMS").read_bytes() == (made / "SHA256SUMS").read_bytes()


def test_what_is_not_committed_is_not_given_out(checkout: Path) -> None:
    """Nor is anything made."""
    stray = checkout / "docs" / "stray.md"
    stray.write_text("one more", encoding="utf-8")
    try:
        with pytest.raises(NotReadyError, match=r"stray\.md"):
            make_release(checkout, checkout.parent / "third")
    finally:
        stray.unlink()
    assert not (checkout.parent / "third").exists()


@pytest.mark.parametrize(
    ("changelog", "why"),
    [
        ("# Changes\n\n## Unreleased\n\n- one\n\n## 1.0.0 – 2027-01-01\n\n- two\n", "Unreleased"),
        ("# Changes\n\n## Unreleased\n\n## 0.9.0 – 2027-01-01\n\n- two\n", "nothing of 1"),
    ],
)
def test_a_changelog_that_does_not_say_what_changes(changelog: str, why: str) -> None:
    """Whoever upgrades reads it first."""
    with pytest.raises(NotReadyError, match=why):
        changes_of(changelog, "1.0.0")
