"""The ranges of `pyproject.toml` to `locks/`: the versions that the project is tested with, and their hashes.

    python tools/renew_locks.py            the newest versions inside the ranges
    python tools/renew_locks.py --keep     the versions that are locked already, where the ranges admit them

uv resolves once for every Python from the oldest on and every platform; the smaller locks hold the same
versions. npm locks the packages of Node that checks use. A lock names no host: where packages come from is
the business of whoever installs them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "locks"
NODE = LOCKS / "node"


def _extras(*names: str) -> tuple[str, ...]:
    return tuple(word for name in names for word in ("--extra", name))


# What each lock holds of pyproject.toml. The first holds everything of the two after it.
CONTENTS = {
    "bench": (
        "pyproject.toml",
        "--extra",
        "dev",
        "--extra",
        "bench",
        "--extra",
        "cluster",
        "--extra",
        "fast",
        "--extra",
        "portal",
        "--extra",
        "postgres",
        "--group",
        "backend",
    ),
    "dev": (
        "pyproject.toml",
        "--extra",
        "dev",
        "--extra",
        "cluster",
        "--extra",
        "fast",
        "--extra",
        "portal",
        "--extra",
        "postgres",
        "--group",
        "backend",
    ),
    "run": ("pyproject.toml", "--group", "backend"),
    "serve": ("pyproject.toml", "--extra", "portal", "--extra", "postgres"),
    "docs": ("pyproject.toml", "--extra", "docs", "--group", "backend"),
    "lock": ("--group", "lock"),
}
WIDEST = "bench"
# Wheels alone: a source would fetch what builds it, whatever its newest version.
COMPILE = (
    "uv",
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version",
    "3.11",
    "--only-binary",
    ":all:",
)
WITHOUT_HOSTS = ("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header")
# Where a package of Node came from, and whom it asks for money.
ADDRESSES = ("resolved", "funding")

__all__ = ["CONTENTS", "LOCKS", "NODE", "WIDEST", "main", "without_addresses"]


def main(arguments: list[str]) -> int:
    """Write all locks anew."""
    keep = "--keep" in arguments
    LOCKS.mkdir(exist_ok=True)
    for name, contents in CONTENTS.items():
        follows = name not in {WIDEST, "lock"}
        same = ["--constraint", f"locks/{WIDEST}.lock"] if follows else []
        renewed = [] if keep and not follows else ["--upgrade"]
        written = ["--output-file", f"locks/{name}.lock"]
        _run([sys.executable, "-m", *COMPILE, *WITHOUT_HOSTS, *contents, *same, *renewed, *written], ROOT)
    if shutil.which("npm") is None:
        print("no npm: the lock of the packages of Node stays as it is")
        return 0
    _run(["npm", "install" if keep else "update", "--package-lock-only", "--no-fund", "--no-audit"], NODE)
    lock = NODE / "package-lock.json"
    stripped = without_addresses(json.loads(lock.read_text(encoding="utf-8")))
    lock.write_text(json.dumps(stripped, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def without_addresses(lock: dict[str, Any]) -> dict[str, Any]:
    """Give a lock of npm that names no host."""
    packages = {
        name: {key: value for key, value in entry.items() if key not in ADDRESSES}
        for name, entry in lock["packages"].items()
    }
    return {**lock, "packages": packages}


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 -- our own words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
