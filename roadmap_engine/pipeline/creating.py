"""What a new text can be made of: roadmaps, procedures, organisations, terms that are at hand; and its bytes.

`read_base` reads the roadmap that was chosen, `write_draft` writes what answers come to, `edit_standing` puts
other answers into a text that is there. The questions are `questionnaire`'s, asking them is the cli's.
"""

from __future__ import annotations

import codecs
import functools
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from roadmap_engine.calendars import SchoolYear, Terms
from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.load import load_file, load_organisation, load_text
from roadmap_engine.load.editing import NotEditableError, edit_text
from roadmap_engine.load.files import is_text, read_bytes
from roadmap_engine.load.loaded import TextKind, compose_text
from roadmap_engine.model import Assembly, Roadmap, Role
from roadmap_engine.model.edit import Edit
from roadmap_engine.model.formats import split_format
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.beside import find_beside
from roadmap_engine.pipeline.not_editable import tell_not_editable
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.pinning import bundle_library
from roadmap_engine.pipeline.plans import read_adoption, read_roadmap, shipped_library
from roadmap_engine.pipeline.schemas import draw_schema
from roadmap_engine.pipeline.signed_state import heed_signed
from roadmap_engine.planning.drawing.gaps import gap_values
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.planning.ordering.points import find_over
from roadmap_engine.planning.ordering.rows import PlanRows
from roadmap_engine.questionnaire.drafting import Drafted
from roadmap_engine.questionnaire.filling import Given, read_answer_tree
from roadmap_engine.questionnaire.over import Over
from roadmap_engine.questionnaire.question import Tree
from roadmap_engine.questionnaire.stages import Author, Definition, restate_stages, title_key
from roadmap_engine.storage.roots import Root
from roadmap_engine.yaml_text.composing import compose
from roadmap_engine.yaml_text.laying_out import lay_out
from roadmap_engine.yaml_text.writing import write_text

if TYPE_CHECKING:
    # Bundles bring the Word templates with them, which a new organisation has no use for.
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = [
    "Standing", "edit_standing", "find_schema", "known_things", "locate_schema",
    "offer_organisations", "offer_procedures", "offer_roadmaps", "offer_terms", "read_answer_text",
    "read_answers",
    "read_base", "read_standing", "split_names", "title_of",
    "usual_questions", "write_answers", "write_draft",
]  # fmt: skip

_SCHEMA = "schemas/{kind}.schema.json"
_NEAR = 3
_MOST_TEXTS = 200


def offer_roadmaps(folder: Path) -> dict[str, str]:
    """List the roadmaps of a folder and those that come with the program: id and version, and what it is."""
    beside = (str(path) for path in _texts_of(folder, "roadmap"))
    offers: dict[str, tuple[str, str]] = {}
    for assembly in _assemble((*beside, *shipped_library().roadmap_names())):
        roadmap = assembly.roadmap
        offers.setdefault(roadmap.id, (f"{roadmap.id}@{roadmap.version}", title_of(roadmap)))
    return dict(offers.values())


def _assemble(names: Iterable[str]) -> Iterator[Assembly]:
    """Join the texts of those roadmaps that can be joined; the others are no offer."""
    library = shipped_library()
    for name in names:
        chain = library.load_chain(name)
        assembly = assemble(chain.texts)[0] if chain.complete else None
        if assembly is not None:
            yield assembly


def known_things() -> Author:
    """Gather what the roadmaps that come with the program call their roles and documents."""
    roles: dict[str, Definition] = {}
    outputs: dict[str, Definition] = {}
    for assembly in _assemble(shipped_library().roadmap_names()):
        for key, role in assembly.roadmap.roles.items():
            roles.setdefault(title_key(role.title), (key, role.model_dump(exclude_defaults=True)))
        for key, output in assembly.roadmap.outputs.items():
            outputs.setdefault(title_key(output.title), (key, output.model_dump(exclude_defaults=True)))
    return Author(roles, outputs)


def title_of(roadmap: Roadmap) -> str:
    """Name a roadmap for a list: who issued it, and its title with its own words in the gaps."""
    title = " ".join(fill_gaps(roadmap.title, gap_values(roadmap)).split())
    return f"{roadmap.issuer}: {title}" if roadmap.issuer else title


def offer_procedures() -> dict[str, str]:
    """List the procedures of the catalogue, with their names."""
    library = shipped_library()
    loaded = ((name, library.load_procedure(name).value) for name in library.procedure_names())
    # A title that begins with the short name says both.
    return {
        name: text.title if text.title.startswith(text.name) else f"{text.name}, {text.title}"
        for name, text in loaded
        if text is not None
    }


def offer_organisations(folder: Path) -> dict[str, str]:
    """List the texts of organisations in a folder, with their names."""
    texts, root = _texts_of(folder, "organisation"), Root.of_folder(folder)
    loaded = ((path.name, load_organisation(path, root=root)[0].value) for path in texts)
    return {name: found.name.short for name, found in loaded if found is not None}


def offer_terms(folder: Path, year: SchoolYear | None = None) -> tuple[str, ...]:
    """List the texts of terms in a folder; of one year, where one is named."""
    texts = _texts_of(folder, "terms")
    return tuple(path.name for path in texts if year is None or _is_of_year(path, year))


def _is_of_year(path: Path, year: SchoolYear) -> bool:
    terms: Terms | None = load_file(path, "terms", root=Root.of_folder(path.parent)).value
    return terms is not None and terms.school_year == year


def _texts_of(folder: Path, kind: str) -> Iterator[Path]:
    try:
        entries = sorted(path for path in folder.iterdir() if is_text(path) and path.is_file())
    except OSError:
        return
    root = Root.of_folder(folder)
    for path in entries[:_MOST_TEXTS]:
        if load_file(path, root=root).kind == kind:
            yield path


def read_base(name: str, folder: Path, pinned: PinnedBundle | None = None) -> Outcome[Assembly]:
    """Read the roadmap that a new text is to stand on, as the text will find it.

    Args:
        name: id with or without version, or path.
        folder: where the new text will lie.
        pinned: the bundle it is taken from, if it is.
    """
    if pinned is not None:
        read = read_roadmap(pinned.name, bundle_library(pinned.bundle, folder))
    else:
        beside = find_beside(folder, name)
        read = read_roadmap(str(beside), root=Root.of_folder(folder)) if beside else read_roadmap(name)
    errors = tuple(each for each in read.problems if has_errors((each,)))
    assembly = read.value.assembly if read.value is not None and not errors else None
    return Outcome(assembly, errors, read.sources)


def read_answer_text(path: Path) -> Outcome[dict[str, Given]]:
    """Read a file of answers, which is laid out as the text to be made and may lack any of it."""
    data, problems = read_bytes(path)
    return read_answers(data, str(path)) if data is not None else Outcome(None, problems)


def read_answers(data: bytes, name: str) -> Outcome[dict[str, Given]]:
    """Read answers from the bytes of such a file.

    Args:
        data: of the file.
        name: of the file, for what is told of it.
    """
    text, composed, problems = compose_text(data, name)
    sources = {name: text} if text is not None else {}
    if composed is None or not composed.whole or has_errors(problems):
        return Outcome(None, problems, sources)
    if not isinstance(composed.value, dict):
        return Outcome(None, (Problem.of("RM132", location=Location(name)),), sources)
    answers, _ = split_format(composed.value)
    # A text serves as answers too: what it says by ids is said in words then.
    return Outcome(read_answer_tree(restate_stages(answers), composed.locations.of_value), problems, sources)


def write_draft(drafted: Drafted, schema: str | None = None) -> bytes:
    """Write a new text."""
    return write_text(lay_out(drafted.tree, drafted.notes), schema=schema, heading=drafted.heading).encode()


def write_answers(answers: Mapping[str, str]) -> bytes:
    """Write half-done answers as the file they are read from again."""
    tree: Tree = {}
    for path, words in sorted(answers.items()):
        *around, last = path.split(".")
        inside = tree
        for step in around:
            there = inside.get(step)
            inside[step] = inside = there if isinstance(there, dict) else {}
        inside[last] = words
    heading = "Ответы, которые ещё не стали текстом: roadmap new … --answers ЭТОТ_ФАЙЛ спросит остальное."
    return write_draft(Drafted(tree, {}, heading))


@dataclass(frozen=True, slots=True)
class Standing:
    """A text that is to be edited: what its file holds, and the tree of it."""

    path: Path
    written: bytes
    text: str
    tree: Tree


def read_standing(path: Path, kind: TextKind, root: Root | None = None) -> Outcome[Standing]:
    """Read a text to be edited; one with errors is not.

    Args:
        path: of the text.
        kind: of the text.
        root: of the folder it was found in; none where its reader named it.
    """
    data, problems = read_bytes(path, root=root)
    if data is None:
        return Outcome(None, problems)
    organisation = kind == "organisation"
    loaded = load_organisation(path, root=root)[0] if organisation else load_text(data, str(path), kind)
    sources = {str(path): loaded.text} if loaded.text is not None else {}
    if loaded.value is None or loaded.text is None:
        return Outcome(None, loaded.problems, sources)
    tree, _ = split_format(compose(loaded.text, str(path)).value)
    return Outcome(Standing(path, data, loaded.text, tree), (), sources)


def edit_standing(standing: Standing, edits: Iterable[Edit]) -> Outcome[bytes]:
    """Put edits into a text at their places; without any, its bytes stay as they are."""
    listed = tuple(edits)
    try:
        edited = edit_text(standing.text, listed) if listed else standing.text
    except NotEditableError:
        return Outcome(None, (tell_not_editable(standing.path, standing.text, listed),))
    mark = codecs.BOM_UTF8 if standing.written.startswith(codecs.BOM_UTF8) else b""
    return Outcome(standing.written if edited == standing.text else mark + edited.encode())


def find_schema(kind: TextKind, text: Path) -> str | None:
    """Find the schema beside a text or around it, as the text names it; None where there is none."""
    folder, name = text.absolute().parent, _SCHEMA.format(kind=kind)
    around = (each / name for each in (folder, *list(folder.parents)[:_NEAR]))
    found = next((each for each in around if each.is_file()), None)
    return PurePath(os.path.relpath(found, folder)).as_posix() if found is not None else None


def locate_schema(kind: TextKind, text: Path) -> tuple[str, dict[Path, bytes]]:
    """Find the schema beside a text or around it, or draw it.

    Returns:
        how the text names it, and the file to write if there is none.
    """
    if (found := find_schema(kind, text)) is not None:
        return found, {}
    name = _SCHEMA.format(kind=kind)
    return name, {text.parent / name: _write_schema(kind)}


@functools.cache
def _write_schema(kind: TextKind) -> bytes:
    """A schema is the same as long as the program is."""
    return (json.dumps(draw_schema(kind), ensure_ascii=False, indent=2) + "\n").encode()


def usual_questions() -> OpenQuestions:
    """Gather the units and the roles by post that the roadmaps that come with the program speak of."""
    units: dict[str, str] = {}
    roles: dict[str, Role] = {}
    for assembly in _assemble(shipped_library().roadmap_names()):
        questions = find_open_questions(assembly)
        units = {**questions.units, **units}
        roles |= {role.title: role for role in questions.roles.values() if not role.filled_by}
    return OpenQuestions(roles=roles, units=units)


def split_names(words: str) -> tuple[str, ...]:
    """Split a line of posts and groups, «директор, учителя-предметники», as a table is read."""
    # Reading Word and Excel files is nothing to wait for before the first question.
    from roadmap_engine.importing.people import split_names as split  # noqa: PLC0415

    return tuple(name.text for name in split(words))


def find_measures_over(path: Path) -> dict[str, Over]:
    """Find the measures of a written adoption that its order can charge nobody with, by their ids.

    An order that is signed is as it is.
    """
    read = read_adoption(path).value
    if read is None or read.plan.order is None or read.plan.order.date is None:
        return {}
    if heed_signed(path, read).signed:
        return {}
    rows, found = PlanRows(read.plan), find_over(read.plan)
    return {
        each.id: Over(
            each.title,
            rows.called(each),
            read.plan.order.date,
            max(days.due for days in each.deadline.occurrences if days.due is not None),
            read.adoption.school_years,
        )
        for each in read.plan.measures()
        if each.id in found
    }
