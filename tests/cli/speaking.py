"""Every command, typed into a process of its own, in one language: what it said, as JSON.

    python -m tests.cli.speaking en FOLDER

A process of its own, because a command words its help and its tables when it is loaded. The texts that plans
are made of have hardly a Russian word outside of deadlines and names, so that one of the program's shows.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from roadmap_engine.cli.program import COMMANDS, run
from tests.example_school import copy_example
from tests.pipeline.filled import cells_by_id, fill
from tests.pipeline.updates import FIRST, Neighbours

__all__ = ["listen"]

_LATIN = {
    "План": "Plan",
    "первая версия": "first version",
    "руководитель": "head teacher",
    "заместители": "deputies",
    "Аналитический этап": "Analysis",
    "Анализ по классам": "By class",
    "Анализ школы": "By school",
}
FIRST_VERSION = (
    re.sub("|".join(_LATIN), lambda found: _LATIN[found[0]], FIRST)
    + """\
      - {id: council, title: Council, when: procedure == vpr, deadline: после решения Педсовета}
      - {id: pupils, title: Pupils, when: procedure == oge, deadline: 31 января 2027 г., responsible: head}
      - {id: lessons, title: Lessons, deadline: "ежемесячно, до 5 числа, кроме каникул", responsible: head}
      - {id: results, title: Results, deadline: 2 недели после получения результатов, responsible: head}
      - {id: summing-up, title: Summing up, deadline: в соответствии с решением Педсовета, responsible: head}
      - {id: spring, title: Spring, deadline: весенние каникулы, responsible: head}
      - {id: always, title: Always, deadline: постоянно, responsible: deputies}
"""
)
SECOND_VERSION = FIRST_VERSION.replace("1.0.0", "1.1.0").replace("до 15 января", "до 22 января")
LOCAL = """\
fill: {}
events: {results-received: 2027-05-28}
settled: {by-school: {state: done, on: 2027-01-18}}
replace:
  by-class: {responsible: deputies, deadline: до 10 января 2027 г.}
"""
PHRASES = (
    "до 17 января 2027 г.",
    "ежегодно, до 1 октября",
    "раз в две недели, кроме каникул",
    "в течение 5 учебных дней после педсовета",
    "после получения результатов в течение 2 недель",
    "в течение недели после завершения первой четверти",
    "в соответствии с решением Педсовета",
    "до конца первой четверти",
    "постоянно",
    "с 1 сентября по 31 мая",
    "август",
    "до 32 сентября",
    "до 17 янвря 2027 г.",
)
ANSWERS = (
    *("-a", "organisation=school-7", "-a", "name=МБОУ «Школа № 7»", "-a", "place=г. Томск"),
    *("-a", "people.head.name=Орлова Мария Петровна", "-a", "people.head.post=директор"),
)


def _typed(neighbours: Neighbours) -> Iterator[list[str]]:
    """Give what is typed, one command after another, in a folder with the example's texts in `school`."""
    yield ["--help"]
    yield from ([name, "--help"] for name in COMMANDS)
    neighbours.publish(FIRST_VERSION, SECOND_VERSION)
    mine = str(neighbours.adopt(LOCAL).relative_to(Path.cwd()))
    yield ["check", mine]
    yield ["show", mine]
    yield from (["show", mine, option] for option in ("--load", "--chain", "--provenance"))
    measures = ("by-class", "by-school", "council", "lessons", "results", "summing-up", "spring", "none")
    yield from (["explain", mine, measure] for measure in measures)
    yield from (["explain", phrase, "--year", "2026/2027"] for phrase in PHRASES)
    yield ["explain", PHRASES[4], "--year", "2026/2027", "--event", "results-received=2027-05-28"]
    yield ["what-if", mine, "results-received=2027-06-21"]
    yield ["build", mine, "-o", "papers"]
    yield from (["record", mine, "results-received", "2027-06-02"] for _twice in range(2))
    yield ["build", mine, "-o", "papers", "--only", "plan"]
    yield ["diff", "papers/plan.json", mine]
    _differ_in_all(Path("papers/plan.json"), Path("other.json"))
    other = ["papers/plan.json", "other.json"]
    yield from (["diff", *other], ["diff", *other[::-1]])
    yield from _tracked(mine)
    yield from _seen_together()
    yield ["remind", mine, "--dry-run", "--today", "2026-08-20"]
    yield ["remind", mine]
    yield from (["doctor"], ["doctor", "update"])
    yield ["update", mine, "--check"]
    yield ["update", mine, "--dry-run"]
    yield ["update", mine, "--take", "by-class.deadline=theirs"]
    yield ["diff", "papers/plan.json", mine]
    yield ["amend", mine, "-o", "amendment", "--since", "papers/plan.json"]
    yield ["amend", mine, "-o", "amendment", "--since", "other.json"]
    yield from _signed()
    yield from (["show", "school/adoption.yaml"], ["explain", "school/adoption.yaml", "2.1"])
    yield ["decline", "Тен Л. Б."]
    yield ["decline", "заместитель директора", "--kind", "post"]
    yield ["print", "kedrovy-2020-order-63", "-o", "printed"]
    yield ["import", "printed/plan.docx", "-o", "imported.yaml"]
    yield ["template"]
    yield ["template", "new", "order", "-o", "order.docx"]
    yield ["template", "check", "order.docx"]
    yield from (["template", "fields", kind] for kind in ("order", "council-minutes"))
    yield ["publish", "sakha-2021-order-441", "-o", "bundles"]
    yield ["publish", "sakha-2021-order-441", "-o", "bundles"]
    yield ["new", "organisation", *ANSWERS, "-o", "new/organisation.yaml"]
    yield ["new", "organisation"]
    yield ["new", "adoption", "--next-year", mine, "-o", "update/school/next.yaml"]
    yield ["new", "roadmap", "-a", "title=Plan", "-a", "roadmap=reading", "-o", "new/reading.yaml"]
    yield ["migrate", mine]
    yield ["schema", "-o", "schemas"]
    yield from _mistyped(mine)


def _seen_together() -> Iterator[list[str]]:
    """Give what is typed for many schools."""
    yield ["drift", "update"]
    yield from (["batch", "update", "-o", "all", "--jobs", "1", *more] for more in ([], [], ["--all"]))
    yield ["batch", "update", "-o", "all.zip", "--jobs", "1"]
    yield ["batch", "update", "-o", "other.json/all.zip", "--jobs", "1"]
    yield ["batch", "update", "-o", "memory://all", "--jobs", "2"]


def _tracked(mine: str) -> Iterator[list[str]]:
    """Give what is typed while a plan is kept."""
    own = ["--as", "deputy-head"]
    log = Path(mine.removesuffix(".yaml") + ".status.jsonl")
    yield from (
        ["track", name, "--help"] for name in ("list", "board", "report", "extend", "merge", "redact")
    )
    for did in ("accept", "start", "submit", "return", "report", "accept", "reopen", "cancel", "report"):
        yield ["track", did, mine, "by-class", *own]
        yield ["track", did, mine, "by-class", "--note", "note 5", *own]
    yield ["track", "report", mine, "lessons", *own]
    yield from (["track", "report", mine, words, *own] for words in ("by", "none", "1.9"))
    yield ["track", "report", mine, "lessons", "--for", "2026-10", "--as", "nobody"]
    yield ["track", "report", mine, "results"]
    yield ["track", "report", mine, "results", "--as", "x y"]
    yield ["track", "extend", mine, "results", "--to", "2027-08-20", "--note", "note 6", *own]
    yield ["track", "step", mine, "results", "x:y", *own]
    Path("note.pdf").write_bytes(b"%PDF-1.7")
    Path("note.txt").write_bytes(b"note")
    yield from (["track", "attach", mine, "spring", f"note.{kind}", *own] for kind in ("pdf", "txt", "odt"))
    yield from (["track", "acknowledge", mine, *more, *own] for more in (["order"], []))
    yield ["track", "absent", mine, "deputy-head", "2027-03-01", "2027-03-14", "--deputy", "head", *own]
    yield from (["track", name, mine, "--today", "2027-08-25"] for name in ("list", "board"))
    yield ["track", "list", mine, "--person", "nobody"]
    yield ["track", "log", mine]
    lines = log.read_bytes().splitlines(keepends=True)
    copy = log.with_name("adoption.status (2).jsonl")
    copy.write_bytes(b"".join(lines[:3]) + lines[3].replace(b"note 5", b"note 7") + b"x\n" + lines[0][:-9])
    log.write_bytes(b"".join(lines[3:]))
    yield from (["track", "list", mine], ["track", "merge", mine], ["track", "merge", mine, "none.jsonl"])
    copy.unlink()
    log.write_bytes(b"".join(lines))
    yield ["track", "redact", mine, json.loads(lines[1])["id"], "--why", "why 1", *own]
    yield ["track", "redact", mine, "none", "--why", "why 1"]
    yield ["track", "log", mine, "by-class"]
    log.unlink()
    yield from _returned(mine)
    log.unlink()


def _returned(mine: str) -> Iterator[list[str]]:
    """Give what is typed when a tracker comes back filled in."""
    taken = ["track", "import", "tracker.xlsx", "--adoption", mine, "--as", "deputy-head"]
    yield [*taken[:2], "--help"]
    drawn = Path("papers/tracker.xlsx").read_bytes()
    Path("tracker.xlsx").write_bytes(drawn)
    yield taken
    cells = (
        {"I": "выполнено", "L": "note 8"},
        {"I": "almost"},
        {"J": "soon"},
        {"I": "отменено"},
        {"R": "here"},
    )
    rows = dict(zip(cells_by_id(drawn), cells, strict=False))
    Path("tracker.xlsx").write_bytes(fill(drawn, rows))
    yield [*taken, "--dry-run"]
    yield taken
    Path("tracker.xlsx").write_bytes(fill(drawn, {next(iter(rows)): {"L": "note 9"}}))
    yield taken
    yield ["build", mine, "-o", "papers", "--only", "tracker"]


def _signed() -> Iterator[list[str]]:
    """Give what is typed in the life of an order."""
    school, papers = "school/adoption.yaml", "school/papers"
    shown = ["show", school, "--orders"]
    yield shown
    yield ["amend", school, "-o", "school/amendment"]
    yield ["build", school, "-o", papers]
    yield ["sign", school, "--papers", papers, "--number", "12/1"]
    yield ["sign", school, "--papers", papers]
    yield ["sign", school, "--papers", papers]
    text = Path(school).read_text(encoding="utf-8")
    Path(school).write_text(
        text.replace("events:", "events:\n  council-decision: 2027-06-21"), encoding="utf-8"
    )
    yield ["build", school, "-o", papers]
    yield ["amend", school, "-o", "school/amendment", "--date", "2027-06-22", "--number", "230"]
    yield ["sign", school, "--amendment", "school/amendment"]
    yield shown
    yield ["sign", school, "--revoke", "-o", "school/end", "--date", "2027-08-30", "--reason", "x"]
    yield ["sign", school, "--revocation", "school/end"]
    yield ["sign", school, "--revocation", "school/end", "--number", "301"]
    yield ["build", school, "-o", papers]
    yield shown
    yield ["sign", school, "--undo", "230", "--reason", "x"]
    yield ["sign", school, "--undo", "301", "--reason", "x"]
    yield ["sign", school, "--undo", "301", "--reason", "x"]
    yield shown
    yield ["sign", school]
    yield ["sign", school, "--revoke"]
    shutil.rmtree("school/signed")
    Path(school).write_text(text, encoding="utf-8")


def _mistyped(mine: str) -> Iterator[list[str]]:
    """Give what cannot be answered."""
    yield ["show"]
    yield ["explain"]
    yield ["explain", "x", "--year", "y"]
    yield ["record", mine, "results-received", "2027-13-01"]
    yield ["template", "new", "ordr"]
    yield ["diff", "a", "b"]
    yield ["import", "none.docx", "-o", "a.yaml"]
    yield ["update", mine, "--to", "x"]
    yield ["decline", "Ким", "--gender", "x"]
    yield ["nothing"]


def _differ_in_all(plan: Path, other: Path) -> None:
    """Make a plan that says something else in whatever a plan says: days, states, people, requisites."""
    tree = json.loads(plan.read_text(encoding="utf-8"))
    tree |= {"order": {"date": "2026-08-31", "number": "17"}, "title": "Other"}
    tree["procedure"] |= {"held": "2027-04-13/2027-05-18", "grades": [5, 6]}
    tree["organisation"] |= {"remind_days": [5], "remind_by_events": True, "place": "Tomsk"}
    stage = tree["stages"][0]
    stage |= {"kind": "reflective", "number": "7."}
    by_class, by_school, council, lessons, results, *_, always = stage["measures"]
    by_class["settled"] = {"state": "cancelled", "on": "2027-01-10", "reason": "карантин"}
    by_school["settled"] = None
    bounds = {"earliest": "2026-09-01", "latest": "2027-08-31"}
    council["deadline"] |= {"awaiting": [{"event": "own", "title": "конкурс"}], "bounds": bounds}
    del lessons["deadline"]["occurrences"][1:]
    results["deadline"]["occurrences"][0] |= {"time": "18:00", "zone": "local"}
    always |= {"needs": ["lessons"], "directive": "Do always", "result": "Done"}
    other.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")


def listen(language: str, folder: Path) -> list[tuple[list[str], int, str]]:
    """Type everything in a folder; gives what was typed, the exit code, what was said to both streams."""
    copy_example(folder / "school")
    os.chdir(folder)
    heard = []
    for arguments in _typed(Neighbours(folder / "update")):
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run([*arguments, "--lang", language])
        heard.append((arguments, code, said.getvalue()))
    return heard


if __name__ == "__main__":
    json.dump(listen(sys.argv[1], Path(sys.argv[2])), sys.stdout, ensure_ascii=False)
