"""A manuscript to the text of a roadmap: the plan found, drafted, written down, every remark at its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from roadmap_engine.diagnostics import Location, Problem, Severity
from roadmap_engine.diagnostics.limits import MEASURES, TEXT_BYTES
from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.importing.accounts import Account
from roadmap_engine.importing.catalogue import Catalogue
from roadmap_engine.importing.drafting import Draft, draft_stages
from roadmap_engine.importing.lines import tidy_spaces
from roadmap_engine.importing.manuscript import Manuscript, Paragraph
from roadmap_engine.importing.order_measures import excess_of_order, read_order
from roadmap_engine.importing.plan_tables import FoundPlan, find_plan
from roadmap_engine.importing.preface import Preface, read_preface
from roadmap_engine.importing.sections import ReadRows, read_sections
from roadmap_engine.importing.sentences import find_deadline
from roadmap_engine.importing.telling import Around, shorten, tell_of_rows, tell_of_schedules
from roadmap_engine.model.commented import Note
from roadmap_engine.model.provenance import Locations, Path
from roadmap_engine.russian.ids import make_slug
from roadmap_engine.yaml_text.composing import compose
from roadmap_engine.yaml_text.laying_out import lay_out
from roadmap_engine.yaml_text.writing import write_text

__all__ = ["DOUBTED", "SCHEMA", "ImportedText", "Wishes", "import_plan"]

DOUBTED = "Проверьте: "
"""How a comment begins that is for a person to look at."""
SCHEMA = "../schemas/roadmap.schema.json"
LARGEST_TEXT = TEXT_BYTES.most
"""Bytes: a longer text of a roadmap is refused by its reader."""
_MOST_SHOWN = 8
_POINT = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s*[А-ЯЁ]")
# Told in the text too, though nothing is wrong: otherwise words of the table would be nowhere.
_ALWAYS_WRITTEN = frozenset(("RM858", "RM870", "RM871", "RM890", "RM893", "RM896", "RM897"))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What whoever imports has decided.

    Attributes:
        source: what the file is called.
        target: what the text will be called.
        id: of the roadmap; made of the target's name unless given.
        table: the number of the only table to read, or the name of a sheet.
    """

    source: str
    target: str
    id: str | None = None
    table: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedText:
    """The text of a roadmap.

    Attributes:
        text: YAML.
        tree: the same as values.
        stages, measures: how many it has.
        account: where every filled row of the tables went.
    """

    text: str
    tree: Mapping[str, Any] = field(repr=False)
    stages: int = 0
    measures: int = 0
    account: Account = field(default_factory=Account, repr=False)


def import_plan(
    manuscript: Manuscript, wishes: Wishes, catalogue: Catalogue
) -> tuple[ImportedText | None, tuple[Problem, ...]]:
    """Write the text of the plan a manuscript holds.

    Args:
        manuscript: the file, taken apart.
        wishes: what is wanted of it.
        catalogue: what published roadmaps call things.

    Returns:
        The text, or nothing where no plan was found; and everything that should be looked at.
    """
    if wishes.table is not None and not any(
        wishes.table in (str(table.number), table.name) for table in manuscript.tables()
    ):
        return None, (Problem.of("RM854", file=wishes.source, table=wishes.table, known=_list(manuscript)),)
    found = find_plan(manuscript, wishes.table)
    problems = [*_tell_of_file(manuscript, wishes)]
    preface = read_preface(found.above)
    read = read_sections(found.tables)
    sections = read.sections
    told_of_order: list[Problem] = []
    if not any(section.entries for section in sections):
        problems += tell_of_schedules(manuscript, found)
        # Rows of tables are told with their tables.
        paragraphs = [block for block in manuscript.blocks if isinstance(block, Paragraph)]
        excess = excess_of_order(paragraphs)
        if excess is not None:
            return None, (Problem.of("RM855", file=wishes.source, found=excess[0], limit=excess[1]),)
        order = read_order(paragraphs)
        preface, told_of_order = order.preface, order.told
        read, sections = ReadRows(), tuple(order.sections)
        if not sections:
            return None, (*problems, Problem.of("RM853", file=wishes.source, known=_list(manuscript)))
        problems.append(Problem.of("RM872", file=wishes.source))
    rows = sum(len(section.entries) for section in sections)
    if rows > MEASURES.most:
        return None, (*problems, Problem.of(MEASURES.told, found=rows, limit=MEASURES.most))
    draft = draft_stages(sections, catalogue, preface.school_year)
    tree = _complete(draft, preface, wishes)
    account = tell_of_rows(draft, Around(manuscript, wishes.table, found, preface), read)
    if told_of_order:
        draft.remarks += ((("stages",), problem) for problem in told_of_order)
    else:
        draft.remarks += _tell_of_rest(preface, found)
    if not preface.title:
        draft.remarks.append((("title",), Problem.of("RM867")))
    text = write_text(lay_out(tree, _notes(tree, draft)), schema=SCHEMA, heading=_head(wishes))
    if len(text.encode()) > LARGEST_TEXT:
        return None, (Problem.of("RM851", file=wishes.source, found=len(text.encode()), limit=LARGEST_TEXT),)
    written, locations = text.split("\n"), compose(text, wishes.target).locations
    located = [problem.at(_place(written, locations, path)) for path, problem in draft.remarks]
    measures = sum(len(stage["measures"]) for stage in tree["stages"])
    imported = ImportedText(text, tree, len(tree["stages"]), measures, account)
    return imported, (*problems, *located)


def _list(manuscript: Manuscript) -> str:
    """Name the tables of a file."""
    return ", ".join(f"{t.number} «{t.name}»" if t.name else str(t.number) for t in manuscript.tables())


def _tell_of_file(manuscript: Manuscript, wishes: Wishes) -> Sequence[Problem]:
    told = []
    if manuscript.unread:
        cells = ", ".join(manuscript.unread[:10])
        told.append(Problem.of("RM876", file=wishes.source, cells=cells))
    if manuscript.hidden:
        told.append(Problem.of("RM877", file=wishes.source, count=manuscript.hidden))
    return told


def _tell_of_rest(preface: Preface, found: FoundPlan) -> list[tuple[Path, Problem]]:
    """Tell of the words around the tables that the text has no place for."""
    left = [each for each in (*preface.left, *found.below) if each.source is None]
    words = [each.text for each in left if re.search(r"[а-яё]{3}", each.text.lower())]
    asked = [text for text in words if _POINT.match(text) and find_deadline(text)]
    others = [text for text in words if text not in asked]
    shown = [shorten(text) for text in others[:_MOST_SHOWN]]
    if len(others) > _MOST_SHOWN:
        shown[-1] += f" (+{len(others) - _MOST_SHOWN})"
    told: list[tuple[Path, Problem]] = [
        (("stages",), Problem.of("RM868", text=text).lessen()) for text in shown
    ]
    # A point of the order that asks for something by a day is a measure that stands in no table.
    told += [(("stages",), Problem.of("RM881", text=" ".join(text.split()))) for text in asked]
    told += [(("columns",), Problem.of("RM864", table=number)) for number in found.guessed]
    told += [(("columns",), Problem.of("RM880", table=number)) for number in found.unfolded]
    return told


def _complete(draft: Draft, preface: Preface, wishes: Wishes) -> dict[str, Any]:
    """Put the heads of the text before, and the order behind, what the table gave."""
    title = preface.title or "План мероприятий"
    wanted = wishes.id or make_slug(PurePath(wishes.target).stem, words=12) or make_slug(title)
    tree: dict[str, Any] = {"roadmap": wanted or "plan", "version": "1.0.0", "title": title}
    if preface.school_year:
        tree["school_year"] = preface.school_year
    if preface.intro:
        tree["intro"] = list(preface.intro)
    stages = draft.tree.pop("stages", [])
    tree |= {**draft.tree, "stages": stages}
    if preface.stamp is not None:
        stamp = preface.stamp
        order = {"issuer_genitive": stamp.issuer_genitive, "date": stamp.date, "number": stamp.number}
        tree["order"] = {**order, **({"appendix": stamp.appendix} if stamp.appendix else {})}
    return tree


def _head(wishes: Wishes) -> str:
    source = tidy_spaces(wishes.source)
    return f"Из файла «{source}». Что прочитано без полной уверенности, отмечено строкой «Проверьте»."


def _notes(tree: Mapping[str, Any], draft: Draft) -> dict[Path, Note]:
    """Give the words to stand above each place, in Russian whatever language is spoken."""
    speak = translator("ru")
    comments: dict[Path, list[str]] = {}
    for path, words in draft.kept:
        comments.setdefault(path, []).append(words)
    for path, problem in draft.remarks:
        if problem.severity is Severity.WARNING or problem.code in _ALWAYS_WRITTEN:
            words = message_of(problem, speak)
            lead = DOUBTED if problem.severity is Severity.WARNING else ""
            comments.setdefault(path, []).append(f"{lead}{words}")
    first = next(iter(tree))
    parted = {(key,) for key, value in tree.items() if key == first or isinstance(value, dict | list)}
    return {
        path: Note("\n".join(comments.get(path, ())), spaced=path in parted) for path in (*parted, *comments)
    }


def _place(written: Sequence[str], locations: Locations, path: Path) -> Location:
    """Give the line that a place of the text begins on, or the nearest thing around it that is written."""
    place = locations.of_key(path)
    line = written[place.line - 1]
    return Location(place.file, place.line, len(line) - len(line.lstrip()) + 1, len(line.strip()))
