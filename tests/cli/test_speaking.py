"""Every command speaks the language it is asked to speak, and no other."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_engine.cli.program import COMMANDS
from roadmap_engine.diagnostics.languages import LANGUAGES, Language
from roadmap_engine.russian import decline
from tests.cli.speaking import FIRST_VERSION, SECOND_VERSION
from tests.languages import find_slips

ROOT = Path(__file__).parents[2]
PROCEDURES = ROOT / "roadmaps" / "procedures"
# What these print is full of what stands in texts with many words; all others are asked about texts with few.
_OF_TEXTS = frozenset(
    {"school/adoption.yaml", "kedrovy-2020-order-63", "sakha-2021-order-441", "printed/plan.docx"}
)
# What help says may be typed: words in quotes, days, a number.
_HELP_SHOWS = re.compile(r'"[^"]*"|«[^»]*»|\d{3}-од|\d{4}-\d\d-\d\d')


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_said_is_in_the_language_asked_for(language: Language, tmp_path: Path) -> None:
    """Help, answers and problems of a session with every command: what is said unquoted, the program says."""
    command = [sys.executable, "-m", "tests.cli.speaking", language, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    heard = json.loads(done.stdout)
    assert {typed[0] for typed, _, _ in heard} >= set(COMMANDS)
    few = _words(FIRST_VERSION, SECOND_VERSION, *_texts(tmp_path / "update"), *_texts(PROCEDURES, "vpr.yaml"))
    many = few | _words(*_texts(tmp_path / "school"), *_texts(PROCEDURES.parent))
    slips = []
    for typed, _, said in heard:
        known = many if _OF_TEXTS & set(typed) else few
        told = _HELP_SHOWS.sub("", said) if "--help" in typed else said
        slips += [(" ".join(typed), slip) for slip in find_slips(told, language, known | _typed(typed))]
    assert slips == []


def _texts(folder: Path, names: str = "*.yaml") -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.rglob(names)]


def _words(*texts: str) -> frozenset[str]:
    return frozenset(re.findall("[а-яё]+", " ".join(texts).lower()))


def _typed(typed: list[str]) -> frozenset[str]:
    """What was typed may be said again, in its cases too."""
    return _words(*typed, *(decline(typed[1]).cases.values() if typed[0] == "decline" else ()))
