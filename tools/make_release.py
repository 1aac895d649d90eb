"""The committed checkout to everything that is given to others: `dist/`, one folder a version.

    make release            (DIST=… for another folder)

A release is the wheel, the sources, the lock that a server is installed from, the files of its services, the
list of what it stands on (CycloneDX), what has changed since the version before, and the digests of all of
these. The same commit gives the same bytes: the day in the archives is that of the commit.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "locks" / "serve.lock"
DEPLOY = "deploy"
DIGESTS = "SHA256SUMS"

__all__ = ["LOCK", "NotReadyError", "changes_of", "main", "make_release", "write_digests"]


class NotReadyError(Exception):
    """Why this checkout cannot be given to others yet."""


def main(arguments: list[str]) -> int:
    """Make the release of this checkout into a folder; 1, and why, where it cannot be made."""
    target = Path(arguments[0]) if arguments else ROOT / "dist"
    try:
        made = make_release(ROOT, target)
    except NotReadyError as why:
        print(why, file=sys.stderr)
        return 1
    for path in sorted(each for each in made.rglob("*") if each.is_file()):
        print(f"{path.stat().st_size:>10}  {path}")
    return 0


def make_release(root: Path, target: Path) -> Path:
    """Make the release of a checkout; gives its folder, which has nothing else in it.

    Args:
        root: the checkout.
        target: the folder that the version's own folder is made in.

    Raises:
        NotReadyError: something is not committed, or the changelog does not say what the version changes.
    """
    if changed := _ask_git(root, "status", "--porcelain"):
        raise NotReadyError(f"commit this first:\n{changed}")
    version = _version(root)
    changes = changes_of((root / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    made = target / f"roadmap-engine-{version}"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _ask_git(root, "log", "-1", "--format=%ct")}
    for words in (
        ("build", "--no-isolation", "--outdir", str(made), str(root)),
        (
            "cyclonedx_py", "requirements", str(root / "locks" / LOCK.name),
            "--pyproject", str(root / "pyproject.toml"), "--output-reproducible",
            "--output-file", str(made / "sbom.cdx.json"),
        ),
    ):  # fmt: skip
        done = subprocess.run(  # noqa: S603 -- our own words
            [sys.executable, "-m", *words], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NotReadyError(f"{words[0]}: {done.stdout}{done.stderr}")
    shutil.copy(root / "locks" / LOCK.name, made)
    shutil.copytree(root / DEPLOY, made / DEPLOY)
    (made / "CHANGES.md").write_text(changes, encoding="utf-8")
    write_digests(made)
    return made


def changes_of(changelog: str, version: str) -> str:
    """Give what a changelog says of a version.

    Raises:
        NotReadyError: it says nothing of it, or more stands above it that no version has yet.
    """
    parts = re.split(r"^(?=## )", changelog, flags=re.MULTILINE)[1:]
    said = {part.removeprefix("## ").split(maxsplit=1)[0]: part for part in parts}
    if said.get("Unreleased", "").removeprefix("## Unreleased").strip():
        raise NotReadyError(
            "CHANGELOG.md: what stands under «Unreleased» belongs to the version or to the next one"
        )
    if version not in said:
        raise NotReadyError(f"CHANGELOG.md says nothing of {version}")
    return said[version].strip() + "\n"


def write_digests(folder: Path) -> None:
    """Write the digest of each file in a folder, as `sha256sum --check` reads them."""
    files = (path for path in folder.rglob("*") if path.is_file())
    names = sorted(path.relative_to(folder).as_posix() for path in files if path.name != DIGESTS)
    lines = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / DIGESTS).write_text("".join(lines), encoding="utf-8")


def _version(root: Path) -> str:
    found = re.search(
        r'^__version__ = "(.+)"$',
        (root / "roadmap_engine" / "version.py").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    if found is None:
        raise NotReadyError("roadmap_engine/version.py says no version")
    return found[1]


def _ask_git(root: Path, *words: str) -> str:
    asked = subprocess.run(  # noqa: S603 -- our own words
        ["git", "-C", str(root), *words],  # noqa: S607 -- whichever git the checkout was made with
        capture_output=True,
        text=True,
        check=True,
    )
    return asked.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
