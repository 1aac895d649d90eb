"""The files of a case of the catalogue: those of its folder, and those it shares with other cases.

`tests/problems/shared.yaml` says of each file in `tests/problems/shared/` in which cases it lies and under
which name, so that the same file is kept once.
"""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import yaml

__all__ = ["CASES", "SHARED", "case_folders", "files_of", "laid_out"]

CASES = Path(__file__).parents[1] / "tests" / "problems"
SHARED = CASES / "shared"


def case_folders() -> list[Path]:
    """List the cases."""
    return sorted(path for path in CASES.iterdir() if path.is_dir() and path != SHARED)


@functools.cache
def _shared() -> Mapping[str, Mapping[str, Path]]:
    """Read what each case shares, by its code and the name the file has there."""
    table = yaml.safe_load((CASES / "shared.yaml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, Path]] = {}
    for source, names in table.items():
        for name, codes in names.items():
            for code in codes:
                found.setdefault(code, {})[name] = SHARED / source
    return found


def files_of(folder: Path) -> Mapping[str, Path]:
    """List the files of a case: where each is kept, by its name in the case."""
    own = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return dict(sorted({**_shared().get(folder.name[:5], {}), **own}.items()))


@contextmanager
def laid_out(folder: Path) -> Iterator[Path]:
    """Lay a case out as its reader would have it, all its files in one folder of its name."""
    with tempfile.TemporaryDirectory() as name:
        laid = Path(name).resolve() / folder.name
        laid.mkdir()
        for each, path in files_of(folder).items():
            (laid / each).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, laid / each)
        yield laid
