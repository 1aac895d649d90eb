"""How long `roadmap drift` takes for 1 000 adoptions of one region, beside the reading of the same YAML.

The roadmap has 40 measures; the schools stand on it through four layers of towns and under twenty
organisations, with 5 local changes each, every third a settled measure too. The peer is PyYAML's C loader,
which makes dictionaries of the same files: of each school's text, and of those it stands on once for each
school, as a program reads them that keeps nothing. Rounds alternate; what is printed is processor time. The
goal for ours is 15 s.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import yaml

# Run by its path, this file would find `docx.py` beside it where the library of that name is meant.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

from roadmap_engine.pipeline.drift import find_drift  # noqa: E402  (after the path)

ADOPTIONS = 1_000
MEASURES = 40
ROUNDS = 3
GOAL = 15.0

_STAGES = 4
_LAYERS = 4
_ORGANISATIONS = 20


def _roadmap() -> str:
    lines = [
        "roadmap: region\nversion: 1.0.0\ntitle: План мероприятий\n",
        "columns: [number, title, participants, deadline, responsible, result]\n",
        "roles:\n  head: руководитель\n  deputies: {title: заместители руководителя, filled_by: [head]}\n",
        "  teachers: учителя\nstages:\n",
    ]
    for stage in range(_STAGES):
        lines.append(f"  - id: stage-{stage}\n    title: Этап {stage}\n    measures:\n")
        lines += [
            f"      - id: measure-{number}\n"
            f"        title: Мероприятие {number} по итогам проверочных работ в параллели\n"
            f"        deadline: до {1 + number % 28} {('марта', 'апреля', 'мая')[number % 3]} 2027 г.\n"
            "        participants: teachers\n        responsible: [head, deputies]\n"
            f"        result: Справка о выполнении мероприятия {number}\n"
            for number in range(stage * MEASURES // _STAGES, (stage + 1) * MEASURES // _STAGES)
        ]
    return "".join(lines)


def _layer(number: int) -> str:
    return (
        f"roadmap: town-{number}\nversion: 1.0.0\nextends: region@1\ntitle: План города {number}\n"
        f"replace:\n  measure-{number}: {{deadline: до 20 марта 2027 г.}}\n"
        "allow:\n  deadline: {adjustable: earlier}\n"
    )


def _organisation(number: int) -> str:
    return (
        f"organisation: school-{number}\nname: МБОУ «Школа № {number}»\nplace: г. Примерск\n"
        "people:\n  head: {name: Орлова Мария Петровна, post: директор}\n"
    )


def _adoption(number: int) -> str:
    first = number % 30
    settled = f"settled: {{measure-{first + 8}: {{state: done, on: 2027-03-01}}}}\n"
    return (
        f"# Школа № {number}\nadoption: school-{number}\nroadmap: town-{number % _LAYERS}@1\n"
        f"organisation: organisation-{number % _ORGANISATIONS}.yaml\n"
        "procedure: vpr\nschool_year: 2026/2027\nroles: {teachers: []}\nreplace:\n"
        f"  measure-{first + 1}: {{responsible: deputies}}   # решили на совещании\n"
        f"  measure-{first + 2}:\n    result: Приказ по школе\n"
        f"  measure-{first + 3}: {{participants: [teachers, deputies]}}\nadd:\n"
        f"  - after: measure-{first + 4}\n    measure:\n"
        f"      id: own-{number}\n      title: Родительское собрание\n"
        "      deadline: до 20 мая 2027 г.\n      responsible: deputies\n"
        f"remove: [measure-{first + 6}]\n"
        f"{settled if number % 3 == 0 else ''}"
    )


def _lay_out(folder: Path) -> tuple[list[Path], list[Path]]:
    """Write the texts of the region and its schools; gives the schools', and what each stands on."""
    texts = {"region.yaml": _roadmap()}
    texts |= {f"town-{number}.yaml": _layer(number) for number in range(_LAYERS)}
    texts |= {f"organisation-{number}.yaml": _organisation(number) for number in range(_ORGANISATIONS)}
    adoptions = {f"school-{number}.yaml": _adoption(number) for number in range(ADOPTIONS)}
    for name, text in (texts | adoptions).items():
        (folder / name).write_text(text, encoding="utf-8")
    below = ["region.yaml", "town-0.yaml", "organisation-0.yaml"]
    return [folder / name for name in adoptions], [folder / name for name in below]


def _load(schools: list[Path], below: list[Path]) -> float:
    started = time.process_time()
    for school in schools:
        for path in (school, *below):
            with path.open("rb") as text:
                yaml.load(text, Loader=yaml.CSafeLoader)
    return time.process_time() - started


def _find(folder: Path) -> float:
    started = time.process_time()
    drift = find_drift(folder).value
    elapsed = time.process_time() - started
    schools = drift.schools if drift is not None else ()
    if len(schools) != ADOPTIONS or not all(school.is_sound and school.changes for school in schools):
        wrong = [problem for school in schools for problem in school.problems if not school.is_sound]
        raise SystemExit(f"not every school is read: {len(schools)} {wrong[:3]}")
    return elapsed


def main() -> int:
    """Measure and print; the exit code tells whether the goal is reached."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name:
        schools, below = _lay_out(Path(name))
        for _ in range(ROUNDS):
            ours.append(_find(Path(name)))
            theirs.append(_load(schools, below))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"{ADOPTIONS} adoptions: {statistics.median(ours):.1f} s, goal at most {GOAL:.0f} s")
    print(f"their YAML in PyYAML's C loader alone: {statistics.median(theirs):.1f} s")
    print(f"ratio {ratio:.2f}")
    return int(statistics.median(ours) > GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
