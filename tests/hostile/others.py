"""Files of the program's own that somebody changed, bundles and indexes of strangers, words on the command line."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from roadmap_engine.documents.papers.plan_json import render_plan_json
from tests.builders import ROADMAP, adopt_text
from tests.hostile.inputs import Content, Hostile, adopted, files

__all__ = ["OTHERS", "plan_with", "pretty_plan"]

Tree = dict[str, Any]


@cache
def pretty_plan() -> str:
    """Give plan.json of a small school."""
    return render_plan_json(adopt_text("events: {results-received: 2027-05-20}\n")[0]).decode()


def plan_with(name: str, told: str | None, change: Callable[[Tree], Tree | str]) -> Hostile:
    """Make an input of two plans to compare, one of them changed."""

    def make() -> Mapping[str, Content]:
        changed = change(json.loads(pretty_plan()))
        text = changed if isinstance(changed, str) else json.dumps(changed, ensure_ascii=False)
        return {"a.json": pretty_plan(), "b.json": text}

    return Hostile(name, make, ("diff", "a.json", "b.json"), told)


def _put(**fields: Any) -> Callable[[Tree], Tree]:
    return lambda plan: {**plan, **fields}


def _text(key: str, value: str) -> Callable[[Tree], str]:
    """Put a value into a plan that would take too long to be made first."""
    return lambda plan: json.dumps({**plan, key: "HERE"}, ensure_ascii=False).replace('"HERE"', value)


def measures_of_plan(number: int) -> Callable[[Tree], Tree]:
    """Give the change that makes a plan of so many measures."""

    def change(plan: Tree) -> Tree:
        stage, *others = plan["stages"]
        row = stage["measures"][0]
        count = number - sum(len(each["measures"]) for each in others)
        stage["measures"] = [{**row, "id": f"m{n}", "number": f"1.{n}."} for n in range(count)]
        return plan

    return change


def occurrences_of_plan(number: int) -> Callable[[Tree], Tree]:
    """Give the change that makes a plan with so many days."""

    def change(plan: Tree) -> Tree:
        rows = [row for stage in plan["stages"] for row in stage["measures"]]
        for row in rows[1:]:
            row["deadline"]["occurrences"] = []
        deadline = rows[0]["deadline"]
        deadline["occurrences"] = [{**deadline["occurrences"][0], "key": str(n)} for n in range(number)]
        return plan

    return change


def _twice(plan: Tree) -> Tree:
    plan["stages"][0]["measures"] *= 3000
    return plan


PLANS = (
    plan_with(
        "plan of nine megabytes of empty lists", "RM691", lambda _plan: "[" + "[]," * 3_000_000 + "[]]"
    ),
    plan_with("columns of empty lists", "RM691", _text("columns", "[" + "[]," * 3_000_000 + "[]]")),
    plan_with("stages of empty objects", "RM691", _text("stages", "[" + "{}," * 3_000_000 + "{}]")),
    plan_with("a text of nine million letters", "RM150", _put(title="а" * 9_000_000)),
    plan_with("a text of sixteen thousand words", "RM150", _put(title="слово " * 16_000)),
    plan_with("half a million keys", "RM691", lambda plan: {**plan, **{f"k{n}": 1 for n in range(500_000)}}),
    plan_with("ten thousand keys", "RM841", lambda plan: {**plan, **{f"k{n}": 1 for n in range(10_000)}}),
    plan_with("brackets half a million deep", "RM126", lambda _plan: "[" * 500_000),
    plan_with("brackets nine hundred deep", None, lambda _plan: "[" * 900 + "]" * 900),
    plan_with("a number of five million digits", "RM840", lambda _plan: '{"a":' + "9" * 5_000_000 + "}"),
    plan_with("a text that never ends", "RM840", lambda _plan: '{"a": "' + '\\"' * 5_000_000),
    plan_with("three thousand measures", "RM134", measures_of_plan(3000)),
    plan_with("three thousand times one measure", "RM134", _twice),
    plan_with("fifty thousand days", "RM135", occurrences_of_plan(50_000)),
    plan_with("twenty-one megabytes", "RM104", lambda _plan: " " * 21_000_000),
    plan_with("blanks", None, lambda plan: json.dumps(plan) + " " * 18_000_000),
    plan_with("characters that steer", "RM107", _put(title="\u0001" * 9000)),
    plan_with("no end and no number", "RM840", lambda _plan: '{"a": NaN, "b": Infinity}'),
    plan_with("a day of the year 9999", "RM841", _put(issued_on="9999-12-31")),
    plan_with("a year that is none", "RM841", _put(academic_year="0000/0001")),
)

HISTORY = "adoption.history.jsonl"


def _beside(name: str, told: str | None, file: str, content: Content) -> Hostile:
    return adopted(name, told, beside={file: content})


BESIDE = (
    _beside("history of fifty megabytes", "RM104", HISTORY, "[" * 50_000_000),
    _beside("history of twenty million lines", "RM104", HISTORY, b"{}\n" * 20_000_000),
    _beside("history of empty lines", None, HISTORY, "\n" * 5_000_000),
    _beside("history of scalars", "RM691", HISTORY, "1\n" * 600_000),
    _beside("history of empty lists", "RM691", HISTORY, "[" + "[]," * 1_000_000 + "[]]\n"),
    _beside("history a hundred thousand deep", "RM511", HISTORY, "[" * 100_000 + "]" * 100_000),
    _beside("history with a number of five million digits", "RM511", HISTORY, '{"v":' + "9" * 5_000_000 + "}"),
    _beside("history of zeros", None, HISTORY, b"\0" * 10_000_000),
    _beside("history of the year 9999", "RM511", HISTORY, '{"at": "9999-12-31T23:59:59Z", "changed": {"a": {"day": "9999-12-31", "title": "a", "content": "0123456789abcdef"}}}\n'),
    _beside("list of papers a million deep", None, "out/.roadmap-build.json", "[" * 1_000_000),
    _beside("list of papers of a hundred megabytes", None, "out/.roadmap-build.json", b"[" + b"1," * 50_000_000 + b"1]"),
    _beside("list of a million papers", None, "out/.roadmap-build.json", json.dumps({f"a{n}": "0" for n in range(1_000_000)})),
    _beside("list of papers that no disk can name", None, "out/.roadmap-build.json", json.dumps({"a" * 5000: "0", "b\0": "1", "../../c": "2"})),
    _beside("list of papers in no letters", None, "out/.roadmap-build.json", b'{"\xff": "0"}'),
)  # fmt: skip


def _published(name: str, told: str | None, index: Content | Callable[[], Content]) -> Hostile:
    return files(
        name, told, "publish", "tiny.yaml", "-o", ".", tiny__yaml=ROADMAP.lstrip(), index__json=index
    )


def _zip(*entries: tuple[str, Content], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stream.getvalue()


def _bundle(name: str, told: str | None, make: Callable[[], bytes]) -> Hostile:
    return files(name, told, "publish", "a.zip", "-o", "out", a__zip=make)


STORED = zipfile.ZIP_STORED
PUBLISHED = (
    _published("index of four million brackets", "RM811", "[" * 4_000_000),
    _published("index of three hundred megabytes", "RM809", lambda: b" " * 300_000_000),
    _published("index of three hundred thousand roadmaps", "RM811", lambda: '{"roadmaps":{' + ",".join(f'"a{n}":{{}}' for n in range(300_000)) + "}}"),
    _published("index of empty lists", "RM811", "[" + "[]," * 1_500_000 + "[]]"),
    _published("index with a number of four million digits", "RM811", '{"format":' + "9" * 4_000_000 + "}"),
    _published("index of the same key", "RM811", '{"roadmaps":{}' + ',"roadmaps":{}' * 30_000 + "}"),
    _bundle("empty bundle", "RM814", lambda: b""),
    _bundle("bundle of five thousand files", "RM815", lambda: _zip(*((f"a{n}", "") for n in range(5000)))),
    _bundle("bundle that grows a thousandfold", "RM815", lambda: _zip(("manifest.json", " " * 20_000_000))),
    _bundle("bundle of one name", "RM815", lambda: _zip(*((name, "") for name in ("a", "A", "ａ")))),
    _bundle("bundle that leads out", "RM815", lambda: _zip(("../../a", "x"), ("/etc/a", "x"), ("C:\\a", "x"))),
    _bundle("manifest a million deep", "RM814", lambda: _zip(("manifest.json", "[" * 1_000_000))),
    _bundle("manifest of empty lists", "RM814", lambda: _zip(("manifest.json", "[" + "[]," * 6_000_000 + "[]]"), method=STORED)),
    _bundle("manifest with a number of five million digits", "RM814", lambda: _zip(("manifest.json", '{"format":' + "9" * 5_000_000 + "}"), method=STORED)),
    _bundle("bundle of two lists", "RM814", lambda: _zip(("a", "x")) + b"PK\x05\x06" + b"\0" * 18),
    _bundle("bundle of fifty-three megabytes", "RM809", lambda: b"PK" + bytes(53_000_000)),
    _bundle("bundle of no zip", "RM814", lambda: b"%PDF-1.7" * 1000),
    files("key of two hundred megabytes", "RM803", "publish", "tiny.yaml", "-o", "out", "--key", "k.pem", tiny__yaml=ROADMAP.lstrip(), k__pem=lambda: b"-" * 200_000_000),
    adopted("folder with a text of six hundred megabytes", None, "update", ".", beside={"z.yaml": b"adoption: x\n" + bytes(200_000_000)}),
)  # fmt: skip

AFTER = "через 3 дня после получения результатов"
WORDS = (
    *(
        files(f"command line {number}: {' '.join(arguments)[:50]}", told, *arguments)
        for number, (told, arguments) in enumerate((
            (None, ("explain", AFTER, "--event", "results-received=9999-12-31")),
            (None, ("explain", AFTER, "--event", "results-received=0001-01-01")),
            (None, ("explain", AFTER, "--event", "results-received=0001-01-01/9999-12-31")),
            ("RM133", ("explain", AFTER, "--event", "results-received=2199-12-31")),
            (None, ("explain", "до 1 октября", "--year", "0000/0001")),
            (None, ("explain", "до 1 октября", "--year", "9998/9999")),
            (None, ("explain", "до 1 октября", "--year", "9" * 5000)),
            (None, ("explain", "до 1 октября", "--year", "²")),
            (None, ("explain", "до 1 октября", "--date", "9999-12-31")),
            (None, ("explain", "до 1 октября", "--date", "0001-01-01")),
            ("RM306", ("explain", "до 1 октября " * 5000)),
            ("RM300", ("explain", "," * 1900)),
            ("RM301", ("explain", "1" * 1900)),
            ("RM301", ("explain", "-".join(["сентябрь"] * 150))),
            (None, ("decline", "Иванов " * 3000, "--kind", "name")),
            (None, ("decline", "а" * 10_000, "--kind", "post")),
            (None, ("decline", "-".join(["а"] * 3000), "--kind", "lastname")),
            (None, ("decline", "заместитель " * 300, "--kind", "post")),
        ))
    ),
    *(
        adopted(f"school's command line: {' '.join(arguments)}", None, *arguments)
        for arguments in (
            ("build", "adoption.yaml", "-o", "out", "--today", "9999-12-31"),
            ("record", "adoption.yaml", "results-received", "9999-12-31"),
            ("record", "adoption.yaml", "results-received", "0001-01-01"),
            ("what-if", "adoption.yaml", "results-received=9999-12-31"),
            ("what-if", "adoption.yaml", "council-decision=2027-06-01", "--decide", "lessons=0001-01-01/9999-12-31"),
            ("what-if", "adoption.yaml", "council-decision=2199-12-31"),
            ("show", "adoption.yaml", "--load"),
        )
    ),
    *(
        files(f"{command} of a file with {name}", None, command, "--file", "in.tsv", "--json", in__tsv=content)
        for command in ("explain", "decline")
        for name, content in (
            ("one line of sixty megabytes", lambda: "а" * 30_000_000),
            ("a line of a million tabs", "\t" * 1_000_000),
            ("zeros", b"\0" * 1000 + b"\n"),
        )
    ),
)  # fmt: skip

OTHERS = (*PLANS, *BESIDE, *PUBLISHED, *WORDS)
