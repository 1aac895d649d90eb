"""What one school costs in a fresh process: `roadmap build`, beside a plain script for four of its papers.

The script has its values at hand: it reads them as YAML with the C loader, fills two templates with docxtpl,
builds a calendar with icalendar and a table with xlsxwriter, and writes four files. Ours reads and checks the
texts, finds the days, words everything, and lays the papers so that nothing of a person's is lost. Cold: what
the program keeps for later runs is empty; warm: it is there. In turn, round by round, processor time of the
children.
"""

from __future__ import annotations

import io
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

# Run by its path, this file would find others beside it where libraries of their names are meant.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

import icalendar  # noqa: E402  (after the path)
import openpyxl  # noqa: E402  (after the path)
import yaml  # noqa: E402  (after the path)

from roadmap_engine.documents.papers.order_docx import prepare_order  # noqa: E402  (after the path)
from roadmap_engine.documents.papers.plan_docx import prepare_plan  # noqa: E402  (after the path)
from roadmap_engine.documents.standing_pictures import PICTURES  # noqa: E402  (after the path)
from roadmap_engine.documents.word.fields import plain_values  # noqa: E402  (after the path)
from roadmap_engine.pipeline.papers import draw_papers  # noqa: E402  (after the path)
from roadmap_engine.pipeline.plans import read_adoption  # noqa: E402  (after the path)
from roadmap_engine.planning.ordering.order import draw_order  # noqa: E402  (after the path)

ROUNDS = 9
ROOT = Path(__file__).parents[1]
SCHOOL = ROOT / "examples" / "school"
FOUR = ("--only", "plan,order,calendar,tracker")
GOALS = {"all cold": 1.5, "all warm": 0.8, "four cold": 1.0, "four warm": 0.4}

LOADING = """
from roadmap_engine.cli.loading import leave_rubbish, loading
with loading():
    import roadmap_engine.cli.program
    import roadmap_engine.cli.commands.build
leave_rubbish()
"""
"""What every build begins with, whatever it makes."""

PLAIN = """
import datetime, sys, yaml, icalendar, xlsxwriter
from docxtpl import DocxTemplate
folder = sys.argv[1]
with open(folder + "/values.yaml", encoding="utf-8") as file:
    values = yaml.load(file, yaml.CSafeLoader)
for name in ("plan", "order"):
    template = DocxTemplate(values["templates"] + f"/{name}.docx")
    template.render(values[name], autoescape=True)
    template.save(f"{folder}/{name}.docx")
calendar = icalendar.Calendar()
calendar.add("VERSION", "2.0")
calendar.add("PRODID", "-//plain//RU")
for each in values["events"]:
    event = icalendar.Event()
    for name in ("UID", "SUMMARY", "DESCRIPTION"):
        event.add(name, each[name])
    event.add("DTSTAMP", datetime.datetime(2026, 9, 1, tzinfo=datetime.timezone.utc))
    event.add("DTSTART", each["DTSTART"])
    calendar.add_component(event)
with open(folder + "/deadlines.ics", "wb") as file:
    file.write(calendar.to_ical())
book = xlsxwriter.Workbook(folder + "/tracker.xlsx", {"in_memory": True})
page = book.add_worksheet("План")
wrap = book.add_format({"text_wrap": True, "border": 1})
for row, line in enumerate(values["rows"]):
    for column, cell in enumerate(line):
        page.write_string(row, column, cell, wrap)
page.data_validation(1, 8, 100, 8, {"validate": "list", "source": ["не начато", "в работе", "выполнено"]})
book.close()
"""


def write_values(folder: Path) -> None:
    """Write what the plain script is to put into its files: the very words of ours."""
    read = read_adoption(SCHOOL / "adoption.yaml").or_raise()
    drawn = draw_papers(read.plan, own=read.own).or_raise()
    order, _ = draw_order(read.plan)
    if order is None:
        raise SystemExit("the example school has no order")
    events = icalendar.Calendar.from_ical(drawn["deadlines.ics"]).walk("VEVENT")
    sheet = openpyxl.load_workbook(io.BytesIO(drawn["tracker.xlsx"]))["План"]
    values = {
        "templates": str(ROOT / "templates"),
        "plan": {**dict.fromkeys(PICTURES, ""), **prepare_plan(read.plan)[0].values},
        "order": {**dict.fromkeys(PICTURES, ""), **prepare_order(order).values},
        "events": [
            {name: str(each[name]) for name in ("UID", "SUMMARY", "DESCRIPTION")}
            | {"DTSTART": getattr(each["DTSTART"], "dt", None)}
            for each in events
        ],
        "rows": [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=4, values_only=True)],
    }
    plain = {name: plain_values(each) if name in ("plan", "order") else each for name, each in values.items()}
    (folder / "values.yaml").write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure and print a line for each; 1 where a goal is missed."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_values(work)
        (work / "plain.py").write_text(PLAIN, "utf-8")
        shutil.copytree(SCHOOL, work / "school")
        kept = work / "cache"
        environment = {**os.environ, "ROADMAP_CACHE": str(kept), "XDG_CACHE_HOME": str(kept)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def ours(*more: str, cold: bool) -> Callable[[], float]:
            def build() -> float:
                shutil.rmtree(work / "papers", ignore_errors=True)
                if cold:
                    shutil.rmtree(kept, ignore_errors=True)
                text = str(work / "school" / "adoption.yaml")
                program = [sys.executable, "-m", "roadmap_engine.cli", "build", text]
                return _seconds([*program, "-o", str(work / "papers"), *more], environment)

            return build

        bars: dict[str, Callable[[], float]] = {
            "plain": lambda: _seconds([sys.executable, str(work / "plain.py"), str(work)], environment),
            "all cold": ours(cold=True),
            "all warm": ours(cold=False),
            "four cold": ours(*FOUR, cold=True),
            "four warm": ours(*FOUR, cold=False),
            "loading": lambda: _seconds([sys.executable, "-c", LOADING], environment),
        }
        for bar in bars.values():
            bar()
        rounds = [{name: bar() for name, bar in bars.items()} for _ in range(ROUNDS)]
    met = []
    for name, goal in GOALS.items():
        ratio = statistics.median(each[name] / each["plain"] for each in rounds)
        print(f"{name}: ours ÷ plain script {ratio:.2f}, goal at most {goal}")
        met.append(ratio <= goal)
    share = statistics.median(each["loading"] / each["plain"] for each in rounds)
    print(f"of these, to load modules: {share:.2f}")
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
