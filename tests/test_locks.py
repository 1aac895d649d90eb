"""The locks agree with the ranges of `pyproject.toml`, and hold nothing that is not pinned."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.renew_locks import CONTENTS, LOCKS, NODE, WIDEST, without_addresses
from tools.try_latest import locked

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS: dict[str, list[str]] = PROJECT["dependency-groups"]
RUN: list[str] = PROJECT["project"]["dependencies"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
DECLARED = {
    "run": [*RUN, *GROUPS["backend"]],
    "dev": [*RUN, *GROUPS["backend"], *EXTRAS["dev"], *EXTRAS["cluster"], *EXTRAS["fast"]],
    "bench": [
        *RUN,
        *GROUPS["backend"],
        *EXTRAS["dev"],
        *EXTRAS["bench"],
        *EXTRAS["cluster"],
        *EXTRAS["fast"],
    ],
    "serve": [*RUN, *EXTRAS["portal"], *EXTRAS["postgres"]],
    "docs": [*RUN, *GROUPS["backend"], *EXTRAS["docs"]],
    "lock": GROUPS["lock"],
}
PYTHONS = ("3.11", "3.12", "3.13")
ENTRY = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+?))? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
NODE_LOCK = NODE / "package-lock.json"


def _text(name: str) -> str:
    return (LOCKS / f"{name}.lock").read_text(encoding="utf-8")


def _versions(name: str) -> dict[str, Version]:
    return {canonicalize_name(each): Version(version) for each, version in locked(_text(name)).items()}


def test_every_lock_is_known() -> None:
    """A lock that is made is tested here, and each extra and group stands in one."""
    assert CONTENTS.keys() == DECLARED.keys() == {path.stem for path in LOCKS.glob("*.lock")}
    asked = {word for words in CONTENTS.values() for word in words}
    assert EXTRAS.keys() | GROUPS.keys() <= asked


@pytest.mark.parametrize(
    ("lock", "declared"), [(lock, each) for lock, each_of in DECLARED.items() for each in each_of]
)
def test_what_is_declared_is_locked_inside_its_range(lock: str, declared: str) -> None:
    """Otherwise: `make lock`."""
    requirement = Requirement(declared)
    version = _versions(lock).get(canonicalize_name(requirement.name))
    assert version is not None, f"{requirement.name} is not in locks/{lock}.lock: make lock"
    assert version in requirement.specifier, f"locks/{lock}.lock is out of step: make lock"


@pytest.mark.parametrize("declared", [each for each_of in DECLARED.values() for each in each_of])
def test_a_range_has_two_ends(declared: str) -> None:
    """The oldest version that was tried, and the next one that may break."""
    assert {each.operator for each in Requirement(declared).specifier} == {">=", "<"}


@pytest.mark.parametrize("lock", CONTENTS)
def test_a_lock_holds_pinned_versions_with_hashes_and_nothing_else(lock: str) -> None:
    """No option, no address, no version without a hash."""
    hashes = 1
    for line in _text(lock).splitlines():
        if line.lstrip().startswith("#"):
            continue
        if ENTRY.fullmatch(line):
            assert hashes, f"no hash above {line}"
            hashes = 0
        else:
            assert HASH.fullmatch(line), line
            hashes += 1
    assert hashes
    assert "://" not in _text(lock)


def test_smaller_locks_hold_the_versions_of_the_widest() -> None:
    """Whoever tests runs what users run; the manual is made beside it in one environment."""
    widest, docs = _versions(WIDEST), _versions("docs")
    assert _versions("run").items() <= _versions("dev").items() <= widest.items()
    assert _versions("run").items() <= docs.items()
    assert {name for name in widest.keys() & docs.keys() if widest[name] != docs[name]} == set()


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_lock_serves_every_python_and_platform(python: str, platform: str) -> None:
    """One version of each package, and what is required directly is required everywhere."""
    environment = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": platform}
    entries = [found for line in _text(WIDEST).splitlines() if (found := ENTRY.fullmatch(line))]
    installed = [
        canonicalize_name(entry["name"])
        for entry in entries
        if entry["marker"] is None or Marker(entry["marker"]).evaluate({**environment})
    ]
    assert len(installed) == len(set(installed))
    assert {canonicalize_name(Requirement(each).name) for each in DECLARED[WIDEST]} <= set(installed)


def test_the_backend_that_builds_is_the_locked_one() -> None:
    """`--no-build-isolation` finds it, and the wheel is built with it."""
    assert set(PROJECT["build-system"]["requires"]) <= set(GROUPS["backend"])


def test_packages_of_node_are_locked_with_their_hashes() -> None:
    """And name no host: whoever installs says where from."""
    text = NODE_LOCK.read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    wanted = json.loads((NODE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert packages[""]["dependencies"] == wanted
    assert all(entry["integrity"].startswith("sha512-") for name, entry in packages.items() if name)
    assert "://" not in text


def test_addresses_are_taken_out_of_a_lock_of_node() -> None:
    """Where a package came from, and whom it asks for money."""
    entry = {"version": "1.0.0", "integrity": "sha512-a"}
    addressed = {**entry, "resolved": "https://example.org/a.tgz", "funding": {"url": "https://example.org"}}
    assert without_addresses({"lockfileVersion": 3, "packages": {"a": addressed}}) == {
        "lockfileVersion": 3,
        "packages": {"a": entry},
    }


def test_nothing_is_installed_without_a_lock() -> None:
    """Every target of the Makefile but `latest` installs from a lock, or this project alone."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    before, latest = makefile.split("\nlatest:")
    rest = before + latest[latest.index("\n\n") :]
    installing = re.compile(r"pip (install|download|wheel)|\$\(PIP\)|\$\(LOCKED\)")
    installs = [line for line in rest.splitlines() if installing.search(line)]
    assert installs
    for line in installs:
        assert re.search(
            r"^PIP =|--require-hashes|--no-deps --no-build-isolation|\$\(LOCKED\) locks/", line
        ), line
