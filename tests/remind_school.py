"""A school that writes letters: a small plan of two people, their addresses, and a mail server's settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.pipeline.small_school import ADOPTION, ORGANISATION, ROADMAP

__all__ = ["DEPUTY", "HEAD", "TODAY", "add_plan", "log_of", "said_of_letters", "write_letter_school"]

DEPUTY = "zavuch@school-3.example"
HEAD = "director@school-3.example"
TODAY = "2026-11-10"
"""Diagnostics have been overdue since 1 October, and the meeting is due on 16 November."""

_HEAD = """\
  head: {title: директор, filled_by: [head]}
  deputy-head: {"""
_MEETING = """\
        deadline: до 16 ноября
        responsible: [head]"""

SETTINGS = """\
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
from = "Дорожная карта <plan@school-3.example>"
timeout = 5

[remind]
link = "https://school-3.example/plan/"
"""

CONTACTS = f"""\
contacts: school-3
people:
  head: {HEAD}
  deputy-head: {DEPUTY}
"""


def write_letter_school(folder: Path, port: int | None = None) -> Path:
    """Write the texts of the school, and settings where there is a server; gives its adoption."""
    folder.mkdir(parents=True, exist_ok=True)
    roadmap = ROADMAP.replace("  deputy-head: {", _HEAD, 1).replace(
        "        deadline: до 16 ноября\n        responsible: [deputy-head]", _MEETING
    )
    assert roadmap.count("responsible: [head]") == 1
    texts = {
        "tiny.yaml": roadmap,
        "adoption.yaml": ADOPTION,
        "organisation.yaml": ORGANISATION,
        "contacts.yaml": CONTACTS,
    }
    if port is not None:
        texts["roadmap.toml"] = SETTINGS.format(port=port)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "adoption.yaml"


def add_plan(folder: Path) -> Path:
    """Write another plan of the same school beside the first."""
    path = folder / "second.yaml"
    text = ADOPTION.replace("school-3-reading", "school-3-second").replace("101-од", "102-од")
    path.write_text(text.replace("use: vpr", "use: oge").replace("[5, 6, 7, 8]", "[9]"), encoding="utf-8")
    return path


def log_of(adoption: Path) -> list[dict[str, Any]]:
    """Give the entries of an adoption's log."""
    path = adoption.with_name(f"{adoption.stem}.status.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def said_of_letters(adoption: Path) -> dict[str, list[str]]:
    """Give what the log says of letters, by the key of the person, in the order of the file."""
    found: dict[str, list[str]] = {}
    for entry in log_of(adoption):
        if entry["did"].startswith("letter-"):
            found.setdefault(entry["about"]["person"], []).append(entry["did"].removeprefix("letter-"))
    return found
