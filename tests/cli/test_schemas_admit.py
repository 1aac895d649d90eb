"""An editor marks nothing in what the program writes, what travels with it, and what its manual shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
from click.testing import CliRunner

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.cli.language import speak
from roadmap_engine.cli.making import make_adoption
from roadmap_engine.cli.new_texts import Run, create
from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load import load_text
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.organisation import Organisation
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline import creating
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.pipeline.schemas import SCHEMAS, draw_schema
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.drafting import draft_text
from roadmap_engine.questionnaire.filling import Asked, Given, fill_in
from roadmap_engine.questionnaire.kinds import Sort
from roadmap_engine.questionnaire.organisation import ORGANISATION, School
from roadmap_engine.questionnaire.overlay import OVERLAY, Base
from roadmap_engine.questionnaire.question import Form
from roadmap_engine.questionnaire.roadmap import ROADMAP
from roadmap_engine.questionnaire.terms import draft_terms
from tests.editing import as_an_editor_reads
from tests.example_school import copy_example

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
YEAR, TODAY = SchoolYear(2026), dt.date(2026, 8, 20)
LIBRARY = shipped_library()
BY_SORT = {
    **dict.fromkeys((Sort.WORDS, Sort.TITLE, Sort.POST), "слова: «с двоеточием» и # решёткой"),
    Sort.PERSON: "Шашок А. В.",
    Sort.DAY: "28 мая 2027 г.",
    Sort.DAYS: "с 13 апреля по 18 мая 2027 г.",
    **dict.fromkeys((Sort.YEAR, Sort.YEARS), "2026/2027"),
    Sort.GRADES: "5-8, 10",
    Sort.COUNT: "640",
    Sort.COUNTS: "1, 3",
    Sort.TRUTH: "да",
    Sort.DEADLINE: "=по мере сил",
}
IN_WORDS = {
    "name.full": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 7»",
    "people.head.name": "Тен Л. Б.",
    "people.deputy-head.name": "Белый Иван Петрович",
    "others.1.name": "Иванова Мария Петровна",
    "calendar.terms": "quarters",
    **{
        f"terms.{number}": days
        for number, days in enumerate(("01.09–25.10", "05.11–30.12", "11.01–25.03", "05.04–26.05"), 1)
    },
    "lessons_end": "26 мая",
    "breaks.winter": "31.12.2026–10.01.2027",
}
ENOUGH = ("stages.2.title", "stages.1.measures.3.title", "stages.2.measures.2.title", "others.2.name")
"""Where things that are asked about one after another come to an end."""


def _answer(asked: Asked) -> str:
    """Answer a question as fully as its kind lets it be answered."""
    kind, own = asked.kind, IN_WORDS.get(asked.path)
    if asked.path in ENOUGH:
        return ""
    if own is not None:
        return own
    if kind.sort is Sort.SOME:
        return ", ".join(kind.choices)
    if kind.choices:
        return list(kind.choices)[-1]
    if kind.sort is Sort.FILLING:
        return {"number": "12,5", "date": "28.05.2027", "yes-no": "да"}.get(kind.parameter.type, "свои слова")
    return asked.default.words if kind.sort is Sort.NAME and asked.default else BY_SORT[kind.sort]


def _fill(form: Form, context: object, *, fully: bool) -> Any:
    """Fill in a form by hand: everything in other words than are offered, or nothing that need not be."""
    given: dict[str, Given] = {}
    typed: dict[str, str | None] = {}
    while True:
        filled = fill_in(form, context, given, speak=translator("ru"), by_hand=typed)
        assert filled.problems == ()
        quiet = [each for each in filled.asked if each.path not in typed and each.path not in given]
        if fully and quiet:
            given[quiet[0].path] = Given(_answer(quiet[0]))
        elif filled.pending is None:
            return filled
        elif fully or (filled.pending.default is None and filled.pending.question.blank is None):
            typed[filled.pending.path] = _answer(filled.pending)
        else:
            typed[filled.pending.path] = None if filled.pending.default else ""


def _assembly(name: str) -> Assembly:
    assembly, _problems = assemble(LIBRARY.load_chain(name).texts)
    assert assembly is not None
    return assembly


def _forms() -> Iterator[tuple[str, str, Form, object]]:
    """Every form, its kind of text, and what it may be made for."""
    questions = creating.usual_questions()
    yield "organisation", "organisation", ORGANISATION, School(YEAR, questions.units, ("board-chair",))
    yield "roadmap", "roadmap", ROADMAP, creating.known_things()
    school = Organisation.model_validate(
        ORGANISATION.build(_fill(ORGANISATION, School(YEAR, questions.units), fully=False).known)
    )
    for name in LIBRARY.roadmap_names():
        assembly = _assembly(name)
        yield f"overlay {name}", "roadmap", OVERLAY, Base(assembly.roadmap)
        chosen = Chosen(
            f"{name}@1.0.0", school, "organisation.yaml", TODAY, find_open_questions(assembly),
            procedures=creating.offer_procedures(), usual_procedure="vpr",
            written=SchoolYear(2020), spoken=Bilingual("19 сроков", "19 deadlines"),
        )  # fmt: skip
        yield f"adoption {name}", "adoption", ADOPTION, chosen


def _drafts() -> Iterator[tuple[str, str]]:
    """What the forms come to, fully and minimally answered."""
    for name, kind, form, context in _forms():
        for fully in (True, False):
            filled = _fill(form, context, fully=fully)
            how = "fully" if fully else "minimally"
            yield f"{name}, {how}", _text(creating.write_draft(draft_text(form, filled), kind))
            terms = draft_terms(filled.known) if form is ORGANISATION else None
            if terms is not None:
                yield f"{name}, {how}: terms", _text(creating.write_draft(terms, "terms"))


def _text(content: bytes) -> str:
    return content.decode()


def _commands(folder: Path) -> Iterator[tuple[str, str]]:
    """What the commands write that read a text, a bundle or half-done answers on their way."""
    copy_example(folder)
    (folder / "adoption.answers.yaml").write_text("school_year: 2026/2027\n", encoding="utf-8")
    typed = ("да", "leninsk-kuznetsky-2020-order-503", "vpr", "с 13.04 по 18.05.2027", "5, 6", *[""] * 20)
    told = Run((), None, force=False, as_json=False, on_terminal=True)
    with CliRunner().isolation(input="\n".join(typed)):
        path = folder / "resumed.yaml"
        assert create(told, lambda run, talk: make_adoption(run, talk, path, (None, None), TODAY)) == 0
    pinned = ["--from", "samara-west-2020-plan@1", "-a", "procedure.use=vpr"]
    assert run(["new", "adoption", *pinned, "-o", str(folder / "pinned.yaml")]) == 0
    assert run(["new", "overlay", *pinned[:2], "-a", "roadmap=own", "-o", str(folder / "own.yaml")]) == 0
    old = str(folder / "adoption.yaml")
    assert run(["new", "adoption", "--edit", old, "-a", "order.number=12-од"]) == 0
    assert run(["new", "adoption", "--next-year", old, "-o", str(folder / "next.yaml")]) == 0
    for path in sorted(folder.glob("*.yaml")):
        yield f"command: {path.name}", path.read_text(encoding="utf-8")


def _shipped() -> Iterator[tuple[str, str]]:
    for folder in ("roadmaps", "examples", "templates"):
        for path in sorted((ROOT / folder).rglob("*.y*ml")):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def _shown() -> Iterator[tuple[str, str]]:
    """The manual's blocks that are whole texts; the page of problems shows faults."""
    for page in sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")} - {ROOT / "docs" / "problems.md"}):
        for number, block in enumerate(FENCE.findall(page.read_text(encoding="utf-8")), 1):
            loaded = load_text(block.encode(), page.name)
            if loaded.kind in SCHEMAS:
                yield f"{page.name}, block {number}", block


def test_the_schemas_admit_every_text_that_is_written_shipped_or_shown(tmp_path: Path) -> None:
    """What one program calls right, its schemas do not mark as wrong."""
    speak("ru")
    texts = dict((*_drafts(), *_commands(tmp_path), *_shipped(), *_shown()))
    assert len(texts) > 90
    validators = {kind: jsonschema.Draft7Validator(draw_schema(kind)) for kind in SCHEMAS}
    wrong: dict[str, list[str]] = {}
    for name, text in texts.items():
        loaded = load_text(text.encode(), name)
        assert loaded.kind in validators, (name, [each.code for each in loaded.problems])
        assert not has_errors(each for each in loaded.problems if each.code != "RM144"), (name, text)
        found = [each.message for each in validators[loaded.kind].iter_errors(as_an_editor_reads(text))]
        wrong |= {name: found} if found else {}
    assert wrong == {}
