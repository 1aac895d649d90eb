"""Files to bytes, without ever taking in more of a file than a text can have."""

from __future__ import annotations

from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.load.source import LARGEST

__all__ = ["YAML_ENDINGS", "read_bytes"]

YAML_ENDINGS = (".yaml", ".yml")


def read_bytes(
    path: Path, *, asked_at: Location | None = None, largest: int = LARGEST
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Give the bytes of a file, one more than the largest text at most, or why there are none.

    Args:
        path: the file.
        asked_at: the place in another text that names the file; the file itself unless given.
        largest: how many bytes a file of its kind may have.
    """
    place = asked_at or Location(str(path))
    try:
        with path.open("rb") as file:
            return file.read(largest + 1), ()
    except FileNotFoundError:
        near = near_names(path.name, _names_in(path.parent))
        return None, (Problem.of("RM101", location=place, file=path, near=near),)
    except IsADirectoryError:
        return None, (_explain_folder(path, place),)
    except (OSError, ValueError) as error:
        if path.is_dir():  # Windows refuses to open a folder with «permission denied»
            return None, (_explain_folder(path, place),)
        reason = getattr(error, "strerror", None) or str(error)
        return None, (Problem.of("RM103", location=place, file=path, reason=reason),)


def _explain_folder(path: Path, place: Location) -> Problem:
    texts = [name for name in _names_in(path) if name.endswith(YAML_ENDINGS)]
    return Problem.of("RM102", location=place, file=path, known=list_names(texts))


def _names_in(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []
