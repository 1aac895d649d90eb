"""How long the matrix of a department takes: on the server, and until Chromium has drawn it.

Schools are laid out in the workspace and the database as the portal itself keeps them: a plan's text, its log
and a roadmap of their own on the disk, so that the portal looks at all of them, and what the plan says in the
index. Processor time of one process, the median of rounds: «again» where nothing has changed, «after an
entry» where one school has, whose log is read again and everything counted and drawn anew. The first paint is
that of Chromium at 1280 px over the real server, with all styles and scripts, from the request on.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
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
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ROUNDS = 7
TODAY = dt.date(2027, 4, 15)
SIZES = ((500, 60, 0.3, 1.5), (1_000, 40, 0.6, None))
"""Schools, measures, seconds of the server, seconds to the first paint."""
_STAGES = 5
_TOWNS = 12
_DEEDS = ("accepted", "submitted", "returned", "")


def _roadmap(measures: int) -> str:
    lines = [
        "roadmap: region\nversion: 1.0.0\ntitle: План мероприятий\n",
        "columns: [number, title, deadline, responsible]\n",
        "roles:\n  head: руководитель\n",
        "stages:\n",
    ]
    for stage in range(_STAGES):
        lines.append(f"  - id: stage-{stage}\n    title: Этап {stage}\n    measures:\n")
        lines += [
            f"      - id: measure-{number}\n        title: Мероприятие {number} по итогам работ\n"
            f"        deadline: до {1 + number % 28} {('марта', 'апреля', 'мая')[number % 3]} 2027 г.\n"
            "        responsible: [head]\n"
            for number in range(stage * measures // _STAGES, (stage + 1) * measures // _STAGES)
        ]
    return "".join(lines)


def _log(number: int, measures: int) -> str:
    lines = []
    for measure in range(measures):
        deed = _DEEDS[(number + measure) % len(_DEEDS)]
        last: list[str] = []
        for did in dict.fromkeys(("submitted", deed)) if deed else ():
            name = f"{number:05d}{measure:03d}{did[:3]}000"
            entry = {
                "v": 1, "id": name, "adoption": f"school-{number}-vpr", "at": "2027-03-20T08:00:00Z",
                "on": f"2027-03-{1 + (number + measure) % 28:02d}", "who": "head",
                "about": {"measure": f"measure-{measure}", "occurrence": "1"}, "did": did,
                "note": "нет выводов" if did == "returned" else None, "after": last,
            }  # fmt: skip
            lines.append(json.dumps(entry, ensure_ascii=False))
            last = [name]
    return "\n".join(lines) + "\n"


def lay_out(workspace: Path, schools: int, measures: int) -> None:
    """Write the texts of a region and its schools."""
    for number in range(schools):
        school = workspace / f"school-{number}"
        school.mkdir(parents=True)
        (school / "organisation.yaml").write_text(
            f"organisation: school-{number}\nname: МБОУ «Школа № {number}»\n"
            f"place: Район {number % _TOWNS}\n"
            "people:\n  head: {name: Орлова Мария Петровна, post: директор}\n",
            encoding="utf-8",
        )
        (school / "region.yaml").write_text(_roadmap(measures), encoding="utf-8")
        (school / "adoption.yaml").write_text(
            f"adoption: school-{number}-vpr\nroadmap: region@1\norganisation: organisation.yaml\n"
            "procedure: vpr\nschool_year: 2026/2027\n",
            encoding="utf-8",
        )
        (school / "adoption.status.jsonl").write_text(_log(number, measures), encoding="utf-8")


def measure_server(workspace: Path, schools: int, measures: int) -> dict[str, float | str]:
    """Read everything once, make an officer, and measure what she waits for; gives her session too."""
    from roadmap_engine.portal.options import PortalOptions
    from roadmap_engine.portal.starting import start

    with start(PortalOptions(workspace, today=TODAY)) as started:
        if not hasattr(started, "options"):
            raise SystemExit(f"the portal does not start: {started}")
        from django.test import Client

        from roadmap_engine.portal.accounts.models import Account, Grant
        from roadmap_engine.portal.plans.sweeping import sweep

        begun = time.monotonic()
        sweep()
        read = time.monotonic() - begun
        account = Account.objects.create(login="officer", name="Громова", made_at=dt.datetime.now(dt.UTC))  # noqa: TID251 -- a benchmark
        Grant.objects.create(account=account, role="officer", school="")
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(account)
        page = _get(client)
        links = page.count("#panel")
        if links < schools * measures:
            raise SystemExit(f"not every cell is there: {links}")
        # A log that has just been written is looked at by its contents for two seconds.
        time.sleep(2.1)
        _get(client)
        again = [_time(client) for _ in range(ROUNDS)]
        after = []
        for number in range(ROUNDS):
            _note(workspace / f"school-{number}" / "adoption.status.jsonl", number)
            after.append(_time(client))
        return {
            "read": read,
            "again": statistics.median(again),
            "after": statistics.median(after),
            "bytes": float(len(page.encode())),
            "session": client.cookies["session"].value,
        }


def _note(log: Path, number: int) -> None:
    entry = {
        "v": 1, "id": f"{number:05d}later0000", "adoption": f"school-{number}-vpr",
        "at": "2027-04-01T08:00:00Z", "on": "2027-04-01", "who": "head",
        "about": {"measure": f"measure-{(3 - number) % 4}", "occurrence": "1"}, "did": "started",
        "note": None, "after": [],
    }  # fmt: skip
    with log.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _get(client: Any) -> str:
    answer = client.get("/matrix/")
    if answer.status_code != 200:  # noqa: PLR2004 -- what is well
        raise SystemExit(f"the matrix answers {answer.status_code}")
    words: str = answer.content.decode()
    return words


def _time(client: Any) -> float:
    begun = time.process_time()
    _get(client)
    return time.process_time() - begun


def measure_paint(workspace: Path, session: str) -> float | None:
    """Give the seconds from the request to the first paint; none where there is no browser."""
    from tests.browser import ARGUMENTS
    from tests.portal.processes import serving

    program = shutil.which("chromium")
    if program is None:
        return None
    from playwright.sync_api import sync_playwright

    paints = []
    with serving(workspace) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        for _ in range(4):
            with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
                context.add_cookies([{"name": "session", "value": session, "url": server.address}])
                page = context.new_page()
                page.goto(f"{server.address}/matrix/", wait_until="load", timeout=60_000)
                page.wait_for_timeout(200)
                told = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
                paints.append(page.evaluate(told) / 1000)
        chromium.close()
    # The first one also has the server read its index.
    return float(statistics.median(paints[1:]))


def main() -> int:
    """Measure and print; the exit code tells whether the goals are reached."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inside", nargs=3, metavar=("FOLDER", "SCHOOLS", "MEASURES"))
    inside = parser.parse_args().inside
    if inside:
        # A process for each size: Django is set up once in each.
        print(json.dumps(measure_server(Path(inside[0]), int(inside[1]), int(inside[2]))))
        return 0
    missed = False
    for schools, measures, goal, paint_goal in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            lay_out(Path(folder), schools, measures)
            words = [sys.executable, __file__, "--inside", folder, str(schools), str(measures)]
            done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
            told = json.loads(done.stdout.splitlines()[-1])
            paint = measure_paint(Path(folder), told["session"]) if paint_goal is not None else None
        print(
            f"{schools} × {measures}: again {told['again']:.2f} s, after an entry {told['after']:.2f} s, "
            f"goal at most {goal} s; {told['bytes'] / 1e6:.1f} MB; all read once in {told['read']:.0f} s"
        )
        missed = missed or max(told["again"], told["after"]) > goal
        if paint_goal is None:
            continue
        if paint is None:
            print("Chromium is not installed (make system): no first paint was measured")
            continue
        print(f"  first paint in Chromium {paint:.2f} s, goal at most {paint_goal} s")
        missed = missed or paint > paint_goal
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
