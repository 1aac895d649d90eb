"""How long `roadmap track collect` takes for 1 000 schools, beside the reading of the same files.

Every school has sent its folder: an adoption, its organisation, a copy of the roadmap of 40 measures, and a
log in which half of the measures are reported, some of them handed in, accepted or returned. The peer reads
the same texts with PyYAML's C loader and the same lines with `json`, and makes nothing of them. Rounds
alternate; what is printed is processor time. The goal for ours, with page, workbook and JSON drawn, is 20 s.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import yaml

# Run by its path, this file would find `docx.py` beside it where the library of that name is meant.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

from roadmap_engine.documents.pages.matrix import draw_matrix_page  # noqa: E402  (after the path)
from roadmap_engine.documents.papers.matrix_json import render_matrix_json  # noqa: E402
from roadmap_engine.documents.papers.matrix_xlsx import render_matrix_xlsx  # noqa: E402
from roadmap_engine.pipeline.collecting import collect_folder, load_registry  # noqa: E402

SCHOOLS = 1_000
MEASURES = 40
ROUNDS = 3
GOAL = 20.0
TODAY = dt.date(2027, 4, 15)

_STAGES = 4
_TOWNS = 12
_DEEDS = ("reported", "submitted", "accepted", "returned")


def _roadmap() -> str:
    lines = [
        "roadmap: region\nversion: 1.0.0\ntitle: План мероприятий\n",
        "columns: [number, title, deadline, responsible, result]\n",
        "roles:\n  head: руководитель\n  deputies: {title: заместители руководителя, filled_by: [head]}\n",
        "stages:\n",
    ]
    for stage in range(_STAGES):
        lines.append(f"  - id: stage-{stage}\n    title: Этап {stage}\n    measures:\n")
        lines += [
            f"      - id: measure-{number}\n"
            f'        number: "{stage + 1}.{number}"\n'
            f"        title: Мероприятие {number} по итогам проверочных работ в параллели\n"
            f"        deadline: до {1 + number % 28} {('марта', 'апреля', 'мая')[number % 3]} 2027 г.\n"
            "        responsible: [head, deputies]\n"
            f"        result: Справка о выполнении мероприятия {number}\n"
            for number in range(stage * MEASURES // _STAGES, (stage + 1) * MEASURES // _STAGES)
        ]
    return "".join(lines)


def _organisation(number: int) -> str:
    return (
        f"organisation: school-{number}\nname: МБОУ «Школа № {number}»\nplace: г. Примерск\n"
        "people:\n  head: {name: Орлова Мария Петровна, post: директор}\n"
    )


def _adoption(number: int) -> str:
    first = number % 30
    return (
        f"adoption: school-{number}-vpr\nroadmap: region@1\norganisation: organisation.yaml\n"
        "procedure: vpr\nschool_year: 2026/2027\nreplace:\n"
        f"  measure-{first + 1}: {{responsible: deputies}}\n"
        f"  measure-{first + 2}: {{result: Приказ по школе}}\n"
    )


def _log(number: int) -> str:
    lines = []
    for measure in range(MEASURES // 2):
        last: list[str] = []
        # A thing is reported before anybody accepts it, and handed in before it is returned.
        deed = _DEEDS[(number + measure) % len(_DEEDS)]
        for did in dict.fromkeys(("reported" if deed == "reported" else "submitted", deed)):
            name = f"{number:05d}{measure:03d}{did[:3]}000"
            lines.append(
                json.dumps(
                    {
                        "v": 1,
                        "id": name,
                        "adoption": f"school-{number}-vpr",
                        "at": "2027-03-20T08:00:00Z",
                        "on": f"2027-03-{1 + (number + measure) % 28:02d}",
                        "who": "head",
                        "about": {"measure": f"measure-{measure}", "occurrence": _KEY},
                        "did": did,
                        "note": "нет выводов" if did == "returned" else None,
                        "after": last,
                    },
                    ensure_ascii=False,
                )
            )
            last = [name]
    return "\n".join(lines) + "\n"


_KEY = "1"


def _lay_out(folder: Path) -> list[Path]:
    """Write the texts of the region and its schools; gives the schools' folders."""
    rows = ["id;name;municipality"]
    schools = []
    for number in range(SCHOOLS):
        school = folder / f"town-{number % _TOWNS}" / f"school-{number}"
        school.mkdir(parents=True)
        (school / "organisation.yaml").write_text(_organisation(number), encoding="utf-8")
        (school / "region.yaml").write_text(_roadmap(), encoding="utf-8")
        (school / "adoption.yaml").write_text(_adoption(number), encoding="utf-8")
        (school / "adoption.status.jsonl").write_text(_log(number), encoding="utf-8")
        rows.append(f"school-{number};Школа № {number};Район {number % _TOWNS}")
        schools.append(school)
    (folder / "registry.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return schools


def _load(schools: list[Path]) -> float:
    started = time.process_time()
    texts = [path for school in schools for path in school.glob("*.yaml")]
    for path in texts:
        with path.open("rb") as text:
            yaml.load(text, Loader=yaml.CSafeLoader)
    for school in schools:
        for line in (school / "adoption.status.jsonl").read_bytes().splitlines():
            json.loads(line)
    return time.process_time() - started


def _collect(folder: Path) -> float:
    started = time.process_time()
    registry, _ = load_registry(folder / "registry.csv")
    outcome = collect_folder(folder, registry, TODAY)
    collected = outcome.value
    if collected is None:
        raise SystemExit(f"nothing was collected: {outcome.problems[:3]}")
    drawn = (draw_matrix_page(collected), render_matrix_xlsx(collected), render_matrix_json(collected))
    elapsed = time.process_time() - started
    (matrix,) = collected.matrices
    counts = matrix.counts
    if len(matrix.schools) != SCHOOLS or counts.planned != SCHOOLS * MEASURES or not counts.accepted:
        raise SystemExit(f"not every school counts: {len(matrix.schools)} {counts} {outcome.problems[:3]}")
    if not all(drawn):
        raise SystemExit("nothing was drawn")
    return elapsed


def main() -> int:
    """Measure and print; the exit code tells whether the goal is reached."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        schools = _lay_out(folder)
        for _ in range(ROUNDS):
            ours.append(_collect(folder))
            theirs.append(_load(schools))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"{SCHOOLS} schools × {MEASURES} measures: {statistics.median(ours):.1f} s, goal at most {GOAL:.0f} s"
    )
    print(f"their YAML in PyYAML's C loader and their lines in json alone: {statistics.median(theirs):.1f} s")
    print(f"ratio {ratio:.2f}")
    return int(statistics.median(ours) > GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
