"""The checks with the newest versions of everything: what is newer than the lock, and what breaks with it.

    make latest

It runs in an environment that was made from the ranges of `pyproject.toml`, without the lock.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.version import Version

LOCK = Path(__file__).parent.parent / "locks" / "dev.lock"
CHECKS = ("fmt", "lint", "types", "imports", "tests")

__all__ = ["locked", "main"]


def main(make: list[str]) -> int:
    """Run every check, however many fail, and say which did."""
    changed = [
        f"  {name} {version} -> {metadata.version(name)}"
        for name, version in locked(LOCK.read_text(encoding="utf-8")).items()
        if _is_newer(name, version)
    ]
    _tell("newer than locks/dev.lock:", changed)
    _tell("beyond the ranges of pyproject.toml, not tried:", _beyond_ranges())
    broken = [check for check in CHECKS if subprocess.run([*make, check], check=False).returncode]  # noqa: S603 -- make
    _tell("these checks break with the newest versions:", [f"  make {check}" for check in broken])
    return 1 if broken else 0


def locked(lock: str) -> dict[str, str]:
    """Give the version of each package in a lock."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock, flags=re.MULTILINE))


def _is_newer(name: str, version: str) -> bool:
    try:
        return Version(metadata.version(name)) > Version(version)
    except metadata.PackageNotFoundError:  # of another platform or Python
        return False


def _beyond_ranges() -> list[str]:
    """Say which of our own requirements have a release that the ranges exclude."""
    ours = {re.split(r"[^\w.-]", each)[0].lower() for each in metadata.requires("roadmap-engine") or ()}
    command = [sys.executable, "-m", "pip", "list", "--outdated", "--format", "json"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 -- our own words
    return [
        f"  {each['name']} {each['version']} -> {each['latest_version']}"
        for each in json.loads(listed.stdout)
        if each["name"].lower() in ours
    ]


def _tell(title: str, lines: list[str]) -> None:
    print("\n".join([title, *(lines or ["  none"])]), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
