"""How long 1 000 schools take to get a new version of one roadmap, beside what Copier takes per project.

The roadmap has 40 measures, each adoption 5 local changes; the newer version moves deadlines, renames,
splits, adds and removes. `roadmap update FOLDER` is called as a department calls it and writes every adoption
to the disk (fsync included). Copier (`make bench` installs it) updates projects made from one template of the
same size, called as its own users call it from Python, and its time per project is the median of a few; so
is ours. Rounds alternate. The goal for ours is 10 s on one core.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

# Run by its path, this file would find `docx.py` beside it where the library of that name is meant.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

from roadmap_engine.cli.program import run  # noqa: E402  (after the path)
from roadmap_engine.pipeline.publishing import pin_roadmap  # noqa: E402  (after the path)

try:
    copier: Any = importlib.import_module("copier")
except ModuleNotFoundError:
    copier = None

ADOPTIONS = 1_000
MEASURES = 40
COPIER_PROJECTS = 5
ROUNDS = 3
GOAL = 10.0

_STAGES = 4
_RENAMED = 5


def _measure(number: int, version: int) -> str:
    moved = version > 1 and number % 7 == 0
    name, was = f"measure-{number}", ""
    if version > 1 and number == _RENAMED:
        name, was = "measure-5-new", "\n        was: measure-5"
    return (
        f"      - id: {name}{was}\n"
        f"        title: Мероприятие {number} по итогам проверочных работ в параллели\n"
        f"        deadline: до {1 + number % 28} {'апреля' if moved else 'марта'} 2027 г.\n"
        f"        participants: teachers\n"
        f"        responsible: [head, deputies]\n"
        f"        result: Справка о выполнении мероприятия {number}\n"
    )


def _roadmap(version: int) -> str:
    lines = [
        f"roadmap: region\nversion: 1.{version - 1}.0\ntitle: План мероприятий\n",
        "columns: [number, title, participants, deadline, responsible, result]\n",
        "changes: {1.0.0: первая версия, 1.1.0: сдвинуты сроки}\n"
        if version > 1
        else "changes: {1.0.0: первая версия}\n",
        "roles:\n  head: руководитель\n  deputies: заместители руководителя\n  teachers: учителя\nstages:\n",
    ]
    for stage in range(_STAGES):
        lines.append(f"  - id: stage-{stage}\n    title: Этап {stage}\n    measures:\n")
        numbers = range(stage * MEASURES // _STAGES, (stage + 1) * MEASURES // _STAGES)
        lines += [_measure(number, version) for number in numbers if version == 1 or number != MEASURES - 1]
        if version > 1:
            lines.append(_measure(100 + stage, version))
    return "".join(lines)


def _adoption(number: int, head: str) -> str:
    first = number % 30
    return (
        f"# Школа № {number}\nadoption: school-{number}\n{head}organisation: organisation.yaml\n"
        "procedure: vpr\nschool_year: 2026/2027\nroles: {teachers: []}\nreplace:\n"
        f"  measure-{first + 1}: {{responsible: deputies}}   # решили на совещании\n"
        f"  measure-{first + 2}:\n    result: Приказ по школе\n"
        f"  measure-{first + 3}: {{participants: [teachers, deputies]}}\nadd:\n"
        f"  - after: measure-{first + 4}\n    measure:\n"
        f"      id: own-{number}\n      title: Родительское собрание\n"
        "      deadline: до 20 мая 2027 г.\n      responsible: deputies\n"
        f"remove: [measure-{first + 6}]\n"
    )


def _publish(folder: Path, version: int) -> None:
    text = folder / "region.yaml"
    text.write_text(_roadmap(version), encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        if run(["publish", str(text), "-o", str(folder / "published")]):
            raise SystemExit("the roadmap is not published")


def _lay_out(folder: Path, *, apart: bool) -> Path:
    """Let the schools adopt the first version: each in a folder of its own, or all in one."""
    schools = folder / "schools"
    shutil.rmtree(schools, ignore_errors=True)
    for number in range(ADOPTIONS):
        home = schools / f"school-{number}" if apart else schools
        if apart or number == 0:
            pinned = pin_roadmap("published", "region", "1.0.0", beside=folder, home=home).value
            if pinned is None:
                raise SystemExit("the first version cannot be had")
            for name, content in pinned.files.items():
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                (home / name).write_bytes(content)
            pin = f"{{source: {pinned.pin.source}, sha256: {pinned.pin.sha256}}}"
            head = f"roadmap: {pinned.name}\npinned: {pin}\n"
        (home / f"school-{number}.yaml").write_text(_adoption(number, head), encoding="utf-8")
    return schools


def _update(schools: Path) -> float:
    started = time.perf_counter()
    with (
        contextlib.redirect_stdout(io.StringIO()) as told,
        contextlib.redirect_stderr(io.StringIO()) as wrong,
    ):
        code = run(["update", str(schools)])
    elapsed = time.perf_counter() - started
    if code or told.getvalue().count("1.1.0") < ADOPTIONS:
        raise SystemExit(f"not all are updated: {wrong.getvalue()[:2000]}")
    return elapsed


def _git(folder: Path, *arguments: str) -> None:
    settings = [
        "-c",
        "user.name=bench",
        "-c",
        "user.email=bench@example.org",
        "-c",
        "init.defaultBranch=main",
    ]
    command = ["git", *settings, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _lay_out_copier(folder: Path) -> list[Path]:
    """Make a template of the same text with two tagged versions, and projects of the first one."""
    template = folder / "template"
    template.mkdir()
    (template / "copier.yml").write_text(
        "_subdirectory: text\nschool: {type: str, default: x}\n", encoding="utf-8"
    )
    (template / "text").mkdir()
    answers = template / "text" / "{{_copier_conf.answers_file}}.jinja"
    answers.write_text("{{ _copier_answers|to_nice_yaml -}}\n", encoding="utf-8")
    _git(template, "init")
    for version in (1, 2):
        (template / "text" / "region.yaml").write_text(_roadmap(version), encoding="utf-8")
        _git(template, "add", ".")
        _git(template, "commit", "-m", f"version {version}")
        _git(template, "tag", f"1.{version - 1}.0")
    projects = []
    for number in range(COPIER_PROJECTS * ROUNDS):
        project = folder / f"project-{number}"
        copier.run_copy(str(template), project, vcs_ref="1.0.0", defaults=True, quiet=True)
        text = project / "region.yaml"
        edited = text.read_text(encoding="utf-8").replace("мероприятия 3\n", "мероприятия 3, приказ\n")
        text.write_text(edited, encoding="utf-8")
        _git(project, "init")
        _git(project, "add", ".")
        _git(project, "commit", "-m", "adopted")
        projects.append(project)
    return projects


def _update_copier(project: Path) -> float:
    started = time.perf_counter()
    copier.run_update(project, vcs_ref="1.1.0", defaults=True, overwrite=True, quiet=True)
    return time.perf_counter() - started


def main() -> int:
    """Measure and print; the exit code tells whether the goal is reached."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ROADMAP_CACHE"] = str(folder / "cache")
        _publish(folder, 1)
        _publish(folder, 2)
        projects = _lay_out_copier(folder) if copier is not None else []
        ours, theirs = [], []
        for turn in range(ROUNDS):
            ours.append(_update(_lay_out(folder, apart=False)))
            mine = projects[turn * COPIER_PROJECTS : (turn + 1) * COPIER_PROJECTS]
            if mine:
                theirs.append(statistics.median(map(_update_copier, mine)))
        apart = _update(_lay_out(folder, apart=True))
    each = statistics.median(ours) / ADOPTIONS
    print(f"{ADOPTIONS} adoptions in one folder: {statistics.median(ours):.1f} s, goal at most {GOAL:.0f} s")
    print(f"each in a folder of its own, bundle and all: {apart:.1f} s")
    print(f"one adoption: {each * 1000:.1f} ms")
    if theirs:
        print(f"Copier, one project: {statistics.median(theirs) * 1000:.0f} ms")
        print(f"ratio {each / statistics.median(theirs):.4f}")
    else:
        print("Copier is not installed: make bench")
    return int(statistics.median(ours) > GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
