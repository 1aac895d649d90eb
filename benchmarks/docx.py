"""How fast a filled plan and a filled order are made, beside plain docxtpl as its users call it.

Bars in the same run, in turn, round by round: `DocxTemplate(path).render(values, autoescape=True)` and
`.save`, made anew for every document; ours, compiled once, with each library that deflates and is installed;
and the floor, deflating a finished `document.xml` into a finished archive with Python's zlib. One core,
output to memory. With zlib the file is no larger than docxtpl's.
"""

from __future__ import annotations

import io
import re
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

# Run by its path, this file would be taken for the package `docx` that docxtpl imports.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

from docxtpl import DocxTemplate  # noqa: E402  (after the path)

from roadmap_engine.documents.papers.order_docx import ORDER_SHAPE  # noqa: E402  (after the path)
from roadmap_engine.documents.papers.plan_docx import PLAN_SHAPE  # noqa: E402  (after the path)
from roadmap_engine.documents.standing_pictures import PICTURES  # noqa: E402  (after the path)
from roadmap_engine.documents.word.compiling import compile_template  # noqa: E402  (after the path)
from roadmap_engine.documents.word.fields import Record  # noqa: E402  (after the path)
from roadmap_engine.documents.word.properties import Properties  # noqa: E402  (after the path)
from roadmap_engine.storage.packing import (  # noqa: E402  (after the path)
    DEFLATERS,
    Deflater,
    PackedPart,
    is_installed,
    join_parts,
    pack_part,
    use_deflater,
)

_PLAN_GOALS: Mapping[Deflater, float] = {"zlib": 14, "libdeflate": 20, "isal": 35}
_ORDER_GOALS: Mapping[Deflater, float] = {"zlib": 50, "libdeflate": 60, "isal": 80}
ROUNDS = 9
EACH = 20
TEMPLATES = Path(__file__).parents[1] / "templates"
_ROADMAP = Path(__file__).parents[1] / "roadmaps" / "federal-results-method.yaml"
_WORDS = tuple(dict.fromkeys(re.findall("[а-яё]+", _ROADMAP.read_text("utf-8"))))


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to make, and how many times faster than docxtpl it should be."""

    name: str
    title: str
    template: str
    shape: Record
    values: Mapping[str, Any]
    goals: Mapping[Deflater, float]


def _text(seed: int, length: int) -> str:
    # Unlike its neighbours in every cell, as a plan's own words are.
    words = [_WORDS[hash((seed, place, length)) % len(_WORDS)] for place in range(length)]
    return " ".join(words).capitalize()


def _plan() -> Mapping[str, Any]:
    """25 measures in 5 stages, 7 columns; one cell in five has two lines."""
    rows = [
        {
            "number": f"{number // 5 + 1}.{number % 5 + 1}.",
            "title": _text(number, 20),
            "participants": _text(number + 1, 6),
            "deadline": "ежегодно:\n- до 25 декабря;\n- до конца учебного года"
            if number % 5 == 0
            else _text(number, 6),
            "responsible": _text(number + 2, 8),
            "result": _text(number + 3, 27),
            "output": _text(number + 4, 3),
        }
        for number in range(25)
    ]
    return {
        "stamp": ["УТВЕРЖДЕН", "приказом МБОУ «СОШ № 12»", "от 31.05.2027 № 214-од"],
        "title": _text(1, 20),
        "subtitle": "МБОУ «СОШ № 12», 2026/2027 учебный год",
        "intro": [],
        "head": {name: name for name in rows[0]},
        "stages": [
            {"heading": f"{stage + 1}. {_text(stage, 3)}", "rows": rows[stage * 5 : stage * 5 + 5]}
            for stage in range(5)
        ],
        "awaited": [{"title": "решение Педсовета", "numbers": "2.6, 2.7"}],
    }


def _order() -> Mapping[str, Any]:
    """Two pages: five points with three items each, and who has read it."""
    points = [
        {
            "number": f"{number}.",
            "text": _text(number, 12),
            "subpoints": [{"number": f"{number}.{item}.", "text": _text(item, 14)} for item in (1, 2, 3)],
        }
        for number in range(1, 6)
    ]
    return {
        "parent": "Управление образования",
        "organisation": "Муниципальное бюджетное общеобразовательное учреждение «Школа № 12»",
        "date": "31 мая 2027 г.",
        "number": "214-од",
        "place": "г. Якутск",
        "heading": "Об утверждении плана мероприятий",
        "preamble": _text(2, 25),
        "imperative": "ПРИКАЗЫВАЮ:",
        "points": points,
        "executor": ["Исп. Тен Л. Б., 12-34-56"],
        "signature": {"post": "Директор", "name": "А. С. Николаева"},
        "acknowledged": [_text(number, 5) for number in range(4)],
        "acknowledged_apart": "",
        **dict.fromkeys(PICTURES, ""),
    }


def _made_by_docxtpl(path: Path, values: Mapping[str, Any]) -> bytes:
    template = DocxTemplate(path)
    template.render(dict(values), autoescape=True)
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


def _floor(finished: bytes) -> Callable[[], bytes]:
    """Everything is at hand but the deflated text."""
    with zipfile.ZipFile(io.BytesIO(finished)) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    packed: dict[str, PackedPart] = {name: pack_part(text) for name, text in texts.items()}
    document = texts["word/document.xml"].decode()
    return lambda: join_parts({**packed, "word/document.xml": pack_part(document.encode())})


def _seconds(work: Callable[[], bytes]) -> float:
    started = time.process_time()
    for _ in range(EACH):
        work()
    return (time.process_time() - started) / EACH


def measure(paper: Paper) -> bool:
    """Measure one paper, print its bars, and tell whether it meets its goal."""
    path = TEMPLATES / paper.template
    word, problems = compile_template(path.read_bytes(), paper.template, paper.shape)
    if word is None:
        raise SystemExit(f"{paper.template}: {problems}")
    card = Properties(paper.title)  # what the template's own card says, which docxtpl leaves as it is

    def ours(library: Deflater) -> bytes:
        use_deflater(library)
        made = word.render(paper.values, card)
        use_deflater("zlib")
        return made

    bars: dict[str, Callable[[], bytes]] = {
        "docxtpl": lambda: _made_by_docxtpl(path, paper.values),
        **{library: partial(ours, library) for library in DEFLATERS if is_installed(library)},
    }
    bars["floor"] = _floor(bars["zlib"]())
    rounds = [{name: _seconds(work) for name, work in bars.items()} for _ in range(ROUNDS)]
    sizes = {name: len(work()) for name, work in bars.items()}
    for name in bars:
        ratio = statistics.median(each["docxtpl"] / each[name] for each in rounds)
        speed = 1 / statistics.median(each[name] for each in rounds)
        print(f"{paper.name:6} {name:10} {speed:7.0f} documents/s  ×{ratio:5.1f}  {sizes[name]:6} bytes")
    reached = {
        library: statistics.median(each["docxtpl"] / each[library] for each in rounds)
        for library in DEFLATERS
        if library in bars
    }
    met = all(ratio >= paper.goals[library] for library, ratio in reached.items())
    return met and sizes["zlib"] <= sizes["docxtpl"]


def main() -> int:
    """Measure all papers; 1 where a goal is missed."""
    papers = (
        Paper("plan", "План мероприятий", "plan.docx", PLAN_SHAPE, _plan(), _PLAN_GOALS),
        Paper("order", "Приказ", "order.docx", ORDER_SHAPE, _order(), _ORDER_GOALS),
    )
    met = [measure(paper) for paper in papers]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
