"""What the tests of `roadmap new` share: a school's answers, and what a written text says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from roadmap_engine.diagnostics import has_errors
from roadmap_engine.load import load_file
from roadmap_engine.pipeline.checking import check_texts

__all__ = ["ORGANISATION", "ROOT", "SCHOOL", "errors_of", "read_text"]

ROOT = Path(__file__).parents[2]
SCHOOL = ROOT / "examples" / "school"

ORGANISATION = [
    *("-a", "name.full=Муниципальное общеобразовательное учреждение «Школа № 7»"),
    *("-a", "name.short=МОУ «Школа № 7»"),
    *("-a", "place=г. Примерск"),
    *("-a", "people.head.name=Петров Пётр Петрович"),
    *("-a", "people.deputy-head.name=Тен Лариса Борисовна"),
    *("-a", "units=associations"),
]


def read_text(path: Path) -> Any:
    """Read a text that is without errors of form."""
    value = load_file(path).value
    assert value is not None
    return value


def errors_of(path: Path) -> list[str]:
    """The codes of its errors."""
    return [problem.code for problem in check_texts([path]).problems if has_errors((problem,))]
