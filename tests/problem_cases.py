"""The golden cases of the catalogue: a folder with a faulty text to what the program says about it.

A case is a folder `tests/problems/RM204-slug/` with `input.yaml`, further texts it refers to, and
`expected.txt`. What is not a faulty text has a `case.json` instead, whose `kind` says how the problem is
met: see KINDS. A file that several cases have stands once, in `tests/problems/shared/`, and `shared.yaml`
says where it lies.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from roadmap_engine import adopt
from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.checks import run_checks
from roadmap_engine.cli.asking import Interview, UnansweredError
from roadmap_engine.cli.commands.template import keep_what_is_there
from roadmap_engine.cli.language import speak
from roadmap_engine.cli.making import make_adoption
from roadmap_engine.cli.new_texts import Run, refuse_standing
from roadmap_engine.cli.office import convert_to_pdf
from roadmap_engine.deadlines import Context, explain
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.diagnostics.showing import format_problem, sort_problems
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load import Library, Loaded, load_file, load_organisation, load_text
from roadmap_engine.load.histories import history_path, load_history
from roadmap_engine.load.library import Chain
from roadmap_engine.load.loaded import compose_text
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.creating import read_answer_text
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.migrating import migrate
from roadmap_engine.pipeline.recording import record
from roadmap_engine.pipeline.rolling_over import read_old_year, roll_over
from roadmap_engine.pipeline.staff import answer_staff
from roadmap_engine.pipeline.templates import find_kind
from roadmap_engine.planning.drawing import explain_measure
from roadmap_engine.planning.merging import Transition, index_version, merge_versions
from roadmap_engine.questionnaire.organisation import ORGANISATION, School
from roadmap_engine.russian import decline
from roadmap_engine.storage.writing import refuse_standing as refuse_standing_file
from tests.batch.faults import BATCH_FAULTS
from tests.cli.running_faults import RUNNING_FAULTS
from tests.comparing_cases import COMPARING_KINDS
from tests.documents.faults import find_fault
from tests.hostile.cases import pass_limit
from tests.importing.faults import import_case
from tests.letter_faults import find_letter_fault
from tests.pipeline.collecting_cases import COLLECTING_KINDS
from tests.pipeline.history_faults import find_history_fault
from tests.pipeline.signing_faults import find_signing_fault
from tests.pipeline.update_faults import UPDATE_FAULTS
from tests.planning.ordering.order_faults import ORDER_FAULTS
from tests.portal.faults import PORTAL_FAULTS
from tests.publishing.faults import find_fault as find_publishing_fault
from tests.storage.faults import find_fault as find_paper_fault
from tests.tracking.faults import meet_log
from tests.tracking.tracker_faults import find_fault as find_tracker_fault
from tools.problem_files import laid_out

__all__ = ["KINDS", "run_case"]


Found = tuple[tuple[Problem, ...], dict[str, str]]
Case = Mapping[str, Any]


def run_case(folder: Path, language: Language = "ru") -> str:
    """Show every problem of a case, as a reader would see it from inside the folder."""
    with laid_out(folder) as laid:
        problems, sources = find_problems(laid, language)
        translate = translator(language)
        shown = [
            format_problem(
                problem, sources.get(problem.location.file) if problem.location else None, translate
            )
            for problem in sort_problems(problems)
        ]
    return "\n".join(shown).replace(f"{laid}/", "").replace(str(laid), ".") + "\n"


def find_problems(folder: Path, language: Language) -> Found:
    """Meet the problems of a case, each in the way its kind says, with the program speaking a language."""
    description = folder / "case.json"
    if not description.is_file():
        return _check_text(folder, {"path": "input.yaml"})
    case = json.loads(description.read_text(encoding="utf-8"))
    speak(language)
    return KINDS[case["kind"]](folder, {**case, "language": language})


def _check_text(folder: Path, case: Case) -> Found:
    """A text of any kind, with all it refers to in the same folder; `path` names it."""
    path = folder / case["path"]
    loaded = load_file(path)
    if loaded.kind == "roadmap" and loaded.value is not None:
        return _join(Library((folder,)).load_chain(str(path)), None)
    if loaded.kind == "adoption" and loaded.value is not None:
        place = loaded.locations.of_value(("roadmap",))
        chain = Library((folder,)).load_chain(loaded.value.roadmap, beside=folder, asked_at=place)
        return _join(chain, loaded)
    if loaded.kind == "organisation":
        return _collect(*load_organisation(path))
    return _collect(loaded)


def _join(chain: Chain, local: Loaded[Any] | None) -> Found:
    problems, sources = _collect(*chain.texts, *([local] if local else []))
    problems = (*problems, *chain.problems)
    if chain.complete:
        assembly, found = assemble(chain.texts, local)
        problems = (*problems, *found, *(run_checks(assembly) if assembly else ()))
    return problems, sources


def _collect(*texts: Loaded[Any]) -> Found:
    problems = tuple(problem for text in texts for problem in text.problems)
    return problems, {text.file: text.text for text in texts if text.text is not None}


def _generate_text(folder: Path, case: Case) -> Found:
    """A text too large to keep: `line`, repeated until there are `bytes` of it."""
    line = case["line"].encode()
    return _collect(load_text(line * (case["bytes"] // len(line)), str(folder / "input.yaml")))


def _expect_kind(folder: Path, case: Case) -> Found:
    """A text read as the kind `expected`."""
    return _collect(load_file(folder / "input.yaml", case["expected"]))


def _find_procedure(folder: Path, case: Case) -> Found:
    """A procedure of the folder's catalogue, by `name`."""
    return _collect(Library((folder,)).load_procedure(case["name"]))


def _explain_phrase(_folder: Path, case: Case) -> Found:
    """A deadline, alone: its `phrase`, repeated `times`; the plan's `year` or its days; dates of `events`."""
    phrase = case["phrase"] * case.get("times", 1)
    anchors = {name: dt.date.fromisoformat(day) for name, day in case.get("events", {}).items()}
    year = case.get("year", "2026/2027")
    read_year = Span.parse if len(year) > len("2026/2027") else SchoolYear.parse
    context = Context(year=read_year(year), anchors=anchors)
    place = translator(case["language"])("PHRASE")
    found = (_inside(problem, phrase, place) for problem in explain(phrase, context).problems)
    return tuple(found), {place: phrase}


def _inside(problem: Problem, phrase: str, place: str) -> Problem:
    """Show a problem inside a phrase as in a file of one line."""
    start, end = problem.span or (0, len(phrase))
    return problem.at(Location(place, 1, start + 1, max(1, end - start)))


def _decline_text(_folder: Path, case: Case) -> Found:
    """A name or a post to decline: `text`, and its kind under `as`."""
    return decline(case["text"], case.get("as"), case.get("gender")).problems, {}


def _adopt(folder: Path, _case: Case) -> Found:
    """A school's plan: `adoption.yaml` with all it refers to."""
    outcome = adopt(folder / "adoption.yaml")
    return outcome.problems, dict(outcome.sources)


def _explain_measure(folder: Path, case: Case) -> Found:
    """A measure of a school's plan, asked for under the name `measure`."""
    outcome = adopt(folder / "adoption.yaml", language=case["language"])
    assert outcome.value is not None
    return explain_measure(outcome.value, case["measure"])[1], {}


def _record(folder: Path, case: Case) -> Found:
    """An event and its day, to be recorded in `adoption.yaml`."""
    outcome = record(folder / "adoption.yaml", Known({case["event"]: dt.date.fromisoformat(case["day"])}))
    return outcome.problems, dict(outcome.sources)


def _merge(folder: Path, _case: Case) -> Found:
    """An adoption, brought from the text `before.yaml` to the text `after.yaml`."""
    local = load_file(folder / "adoption.yaml", "adoption")
    texts = [load_file(folder / f"{side}.yaml", "roadmap") for side in ("before", "after")]
    problems, sources = _collect(local, *texts)
    before, after = (assemble((text,))[0] for text in texts)
    composed = compose_text((folder / "adoption.yaml").read_bytes(), local.file)[1]
    assert problems == ()
    assert before is not None
    assert after is not None
    assert composed is not None
    assert local.value is not None
    merge = merge_versions(
        Transition.between(index_version(before), index_version(after)),
        local.value,
        written=composed.value,
        locations=local.locations,
    )
    return (*(conflict.problem for conflict in merge.conflicts), *merge.notices), sources


def _update(_folder: Path, case: Case) -> Found:
    """An update that meets the problem `code`."""
    return UPDATE_FAULTS[case["code"]](), {}


def _read_history(folder: Path, _case: Case) -> Found:
    """The history beside `adoption.yaml`."""
    path = history_path(folder / "adoption.yaml")
    return load_history(path)[1], {str(path): path.read_text(encoding="utf-8")}


def _build_over(_folder: Path, case: Case) -> Found:
    """Papers built where files of calendars are gone or are two, made by the tests of histories."""
    return find_history_fault(case["code"]), {}


def _write_file(folder: Path, case: Case) -> Found:
    """A file called `file`, to be written where one lies."""
    return refuse_standing_file(folder / case["file"]), {}


def _lay_papers(_folder: Path, case: Case) -> Found:
    """What stands in the way of a paper, made by the tests of folders for its `code`."""
    return find_paper_fault(case["code"]), {}


def _take_tracker(_folder: Path, case: Case) -> Found:
    """A tracker that comes back filled in, made by the tests of tracking for its `code`."""
    return find_tracker_fault(case["code"]), {}


def _draw_document(_folder: Path, case: Case) -> Found:
    """A fault of a template or of an order, made by the tests of the documents for its `code`."""
    return find_fault(case["code"]), {}


def _draw_order(_folder: Path, case: Case) -> Found:
    """A school's order: the problem `code`, met when it is drawn."""
    return ORDER_FAULTS[case["code"]](), {}


def _run_into(_folder: Path, case: Case) -> Found:
    """What a run meets outside its texts, by `code`."""
    return RUNNING_FAULTS[case["code"]](), {}


def _make_many(_folder: Path, case: Case) -> Found:
    """What a run over many schools meets, by `code`."""
    return BATCH_FAULTS[case["code"]](), {}


def _meet_portal(_folder: Path, case: Case) -> Found:
    """A portal that does not start."""
    return PORTAL_FAULTS[case["code"]](), {}


def _migrate(folder: Path, _case: Case) -> Found:
    """The text `input.yaml`, to be rewritten in the format of today."""
    outcome = migrate([folder / "input.yaml"])
    return outcome.problems, dict(outcome.sources)


def _publish(_folder: Path, case: Case) -> Found:
    """A fault of publishing or of a bundle, made by the tests of publishing for its `code`."""
    return find_publishing_fault(case["code"]), {}


def _check_texts(folder: Path, case: Case) -> Found:
    """Texts checked as `roadmap check` does: `path` inside the folder."""
    outcome = check_texts([folder / case["path"]])
    return outcome.problems, dict(outcome.sources)


def _name_template_kind(_folder: Path, case: Case) -> Found:
    """A kind of template, by `name`."""
    return find_kind(case["name"])[1], {}


def _copy_template(folder: Path, case: Case) -> Found:
    """A template to be copied to `file`, where something lies."""
    return keep_what_is_there(folder / case["file"]), {}


def _make_pdf(_folder: Path, case: Case) -> Found:
    """A paper called `paper`, to be made a PDF by the program `office`."""
    return convert_to_pdf({case["paper"]: b""}, case["office"])[1], {}


def _import_table(_folder: Path, case: Case) -> Found:
    """A plan to be imported: `blocks` of a Word document or rows of `sheets`; `fault` is how it is spoilt."""
    return import_case(case)


def _answer_questions(folder: Path, _case: Case) -> Found:
    """Answers to the questions about an organisation, given beforehand in `answers.yaml`."""
    read = read_answer_text(folder / "answers.yaml")
    assert read.value is not None
    interview = Interview(read.value, on_terminal=False)
    with contextlib.suppress(UnansweredError):
        interview.fill(ORGANISATION, School(SchoolYear(2026)))
    return interview.close(), dict(read.sources)


def _list_staff(folder: Path, _case: Case) -> Found:
    """A school's list of staff, `staff.csv`, for a plan that names a psychologist by her post."""
    school = School(SchoolYear(2026), roles=("психолог",))
    return answer_staff(folder / "staff.csv", school).problems, {}


def _write_new_text(folder: Path, case: Case) -> Found:
    """A new text under the name `text`, where one lies already."""
    return refuse_standing({folder / case["text"]: b"new"}, lambda _path: False), {}


def _adopt_beside(folder: Path, case: Case) -> Found:
    """A plan adopted by `answers`, beside the ones that lie there."""
    told = Run(tuple(case["answers"]), None, force=False, as_json=True, on_terminal=False)
    path = folder / "new.yaml"
    return make_adoption(told, told.interview(), path, (None, None), dt.date(2026, 8, 20)).problems, {}


def _next_year(folder: Path, _case: Case) -> Found:
    """The adoption `adoption.yaml`, carried over into the next school year."""
    old = read_old_year(folder / "adoption.yaml")
    assert old.value is not None
    rolled = roll_over(old.value, folder / "adoption-2028.yaml", "school-12-2028", {})
    return rolled.problems, dict(rolled.sources)


def _sign(_folder: Path, case: Case) -> Found:
    """What is signed or is to be signed, made by the tests of signing for its `code`."""
    return find_signing_fault(case["code"]), {}


def _write_letters(_folder: Path, case: Case) -> Found:
    """What keeps letters from being sent, made by the tests of letters for its `code`."""
    return find_letter_fault(case["code"])


KINDS: Mapping[str, Callable[[Path, Case], Found]] = {
    "text": _check_text,
    "generated": _generate_text,
    "expected": _expect_kind,
    "procedure": _find_procedure,
    "phrase": _explain_phrase,
    "decline": _decline_text,
    "adopt": _adopt,
    "measure": _explain_measure,
    "record": _record,
    "merge": _merge,
    "update": _update,
    "running": _run_into,
    "portal": _meet_portal,
    "batch": _make_many,
    "history": _read_history,
    "calendars": _build_over,
    "file": _write_file,
    "papers": _lay_papers,
    "tracker": _take_tracker,
    "document": _draw_document,
    "check": _check_texts,
    "template-kind": _name_template_kind,
    "template-copy": _copy_template,
    "pdf": _make_pdf,
    "migrate": _migrate,
    "publishing": _publish,
    "order": _draw_order,
    "import": _import_table,
    "answers": _answer_questions,
    "staff": _list_staff,
    "new-text": _write_new_text,
    "new-adoption": _adopt_beside,
    "next-year": _next_year,
    "limit": pass_limit,
    "signing": _sign,
    "track": meet_log,
    "letters": _write_letters,
    **COMPARING_KINDS,
    **COLLECTING_KINDS,
}
"""How a case is met, by the `kind` in its `case.json`."""
