"""A Word or Excel table that exists → the text of a roadmap."""

from __future__ import annotations

from pathlib import Path

from roadmap_engine.api.texts import StrPath
from roadmap_engine.importing.text import ImportedText
from roadmap_engine.model.base import is_slug
from roadmap_engine.pipeline.importing import import_file
from roadmap_engine.pipeline.outcome import Outcome

__all__ = ["import_table"]


def import_table(
    file: StrPath | bytes,
    *,
    roadmap: str | None = None,
    table: str | None = None,
    output: StrPath | None = None,
) -> Outcome[ImportedText]:
    """Turn the plan in a Word or Excel file into the text of a roadmap; nothing is written.

    Args:
        file: path of a .docx or .xlsx with one table or several, or its bytes.
        roadmap: the id of the roadmap; made of the name of `output` unless given.
        table: read only this one: its number, or the name of the sheet.
        output: what the text will be called, by problems too; the file's name with «.yaml» unless given.

    Returns:
        `text` is YAML; what was not understood stays in it as it was written, marked by a comment, and is
        among the problems with its place in the table.

    Raises:
        ValueError: the id is none.
    """
    if roadmap is not None and not is_slug(roadmap):
        raise ValueError(f"{roadmap!r} is no id: small Latin letters, digits and hyphens")
    data = file if isinstance(file, bytes) else None
    path = Path("table") if isinstance(file, bytes) else Path(file)
    target = Path(output) if output is not None else Path(f"{roadmap or path.stem}.yaml")
    return import_file(path, target, name=roadmap, table=table, data=data)
