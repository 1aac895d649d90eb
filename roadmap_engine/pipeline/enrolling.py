"""A registry of schools × a workspace → the texts of each school, new or brought up to the registry.

A school that is new gets an organisation and an adoption. From then on its folder is the truth: a row changes
the fields whose cells are filled in and say something else, and nothing besides. What is wrong with a row is
told by row and column, and holds up nobody else. Nothing is written here, and nothing is ever taken away.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.base import is_slug
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.pipeline.bases import RoadmapSource
from roadmap_engine.pipeline.identities import read_id
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.registry_rows import Row
from roadmap_engine.pipeline.row_texts import Made
from roadmap_engine.pipeline.school_texts import ORGANISATION_FILE, Desk
from roadmap_engine.questionnaire.registry import OF_ONE_SCHOOL, is_path
from roadmap_engine.russian.ids import make_slug
from roadmap_engine.storage.roots import Root

__all__ = ["Change", "Enrolled", "Track", "enrol", "find_left"]

_KEPT = re.compile(r"con|prn|aux|nul|com\d|lpt\d|bundles|evidence|signed")
"""Names that Windows keeps for itself, and folders that the program keeps beside a text."""


class Change(enum.StrEnum):
    """What a row makes of a school's texts."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A row of the registry.

    Attributes:
        folder: of the school in the workspace; empty where its id can name none.
        row: of the registry's file.
        files: to be written into the folder, by their names there; none where nothing changes, and none where
            an error stands in the way.
        change: what they are.
        problems: of this row.
    """

    folder: str
    row: int
    files: Mapping[str, bytes] = frozendict()
    change: Change = Change.SAME
    problems: tuple[Problem, ...] = ()


Track = Callable[[Sequence[RegistrySchool]], Iterable[RegistrySchool]]
"""Goes through the schools of a registry, and shows somebody how far it has come."""


def enrol(
    registry: Registry,
    workspace: Path,
    common: Mapping[str, str],
    *,
    today: dt.date,
    source: RoadmapSource | None = None,
    track: Track = iter,
) -> Outcome[tuple[Enrolled, ...]]:
    """Make or change the texts of every school of a registry; nothing is written.

    Args:
        registry: the schools, and what is known of them.
        workspace: the folder of the schools' folders; it need not be there yet.
        common: answers for all rows, by path, `roadmap` among them; a cell of a row wins.
        today: for what is offered first, as the school year.
        source: where new plans take their roadmap from, to be pinned; the row, or an answer for all, says
            which one and which version, unless there is a single one. Without it a roadmap is what the name
            means in the school's folder; else its text in the workspace, pinned; else the program's.
        track: goes through the schools.

    Returns:
        a value for each row, in their order, with what is wrong with it; as problems what is wrong with the
        columns, with the common answers, and which schools have left the registry. None where an answer for
        all rows is one to nothing (RM712), or the source cannot be opened.
    """
    needless = [path for path in common if not _is_common(path)]
    if needless:
        return Outcome(None, tuple(Problem.of("RM712", path=path, near="") for path in needless))
    unopened = source.refuse() if source is not None else ()
    if has_errors(unopened):
        return Outcome(None, unopened)
    desk = Desk(registry, workspace, common, today, source)
    outcome = _Enrolling(registry, workspace, common, desk).run(track)
    return replace(outcome, problems=(*unopened, *outcome.problems))


def find_left(registry: Registry, workspace: Path) -> tuple[str, ...]:
    """Find the folders of a workspace whose schools the registry does not have."""
    known = {each.id.casefold() for each in registry.schools}
    return tuple(folder for folder, name in _list_homes(workspace) if name not in known)


def _is_common(path: str) -> bool:
    return path == "roadmap" or (path not in OF_ONE_SCHOOL and is_path(path))


def _list_homes(workspace: Path) -> Iterator[tuple[str, str]]:
    """Give the folders with an organisation's text, each with the id of the school."""
    if not workspace.is_dir():
        return
    root = Root.of_folder(workspace)
    for path in sorted(workspace.iterdir()):
        text = path / ORGANISATION_FILE
        name = read_id(text, root, "organisation") if text.is_file() else None
        if name is not None:
            yield path.name, name


@dataclass(slots=True)
class _Enrolling:
    """The rows of one registry, one after another."""

    registry: Registry
    workspace: Path
    common: Mapping[str, str]
    desk: Desk
    homes: dict[str, list[str]] = field(default_factory=dict)
    """The folders of each school, by its id."""
    rows: dict[str, int] = field(default_factory=dict)
    """The row of each folder."""

    def run(self, track: Track) -> Outcome[tuple[Enrolled, ...]]:
        """Go through the rows."""
        for folder, name in _list_homes(self.workspace):
            self.homes.setdefault(name, []).append(folder)
        done = [self._enrol(school) for school in track(self.registry.schools)]
        asked = {path for _each, _row, made in done for path in made.asked}
        needless = {path for _each, _row, made in done for path in made.needless} - asked
        told = (
            *self.desk.columns.tell(needless, asked),
            *(
                Problem.of("RM712", path=path, near=near_names(path, asked))
                for path in self.common
                if path in needless
            ),
            *_tell_left(find_left(self.registry, self.workspace)),
        )
        return Outcome(tuple(self._close(*each, asked) for each in done), told)

    def _close(self, enrolled: Enrolled, row: Row, made: Made, asked: Collection[str]) -> Enrolled:
        """Add what is wrong with a row, the cells that only this school is not asked for among it."""
        unasked = sorted(path for path in made.needless - made.asked if path in row.answers and path in asked)
        if made.asked:
            unasked += filter(self.desk.columns.is_understood, row.unread)
        needless = (row.tell("RM534", column=row.column(path), path=path) for path in unasked)
        return replace(enrolled, problems=(*made.problems, *needless))

    def _enrol(self, school: RegistrySchool) -> tuple[Enrolled, Row, Made]:
        """Make one row's texts."""
        row = self.desk.read(school)
        folder, refused = self._find_folder(row)
        if refused is not None:
            return Enrolled(folder, school.row), row, Made(problems=[refused])
        self.rows[folder.casefold()] = school.row
        row, made = self.desk.make(school, folder)
        change = Change.SAME
        if made.files:
            change = Change.UPDATED if made.standing else Change.NEW
        return Enrolled(folder, school.row, frozendict(made.files), change), row, made

    def _find_folder(self, row: Row) -> tuple[str, Problem | None]:
        """Find the folder of a school: the one that has its texts, or the one that its id names."""
        name = row.id
        if not is_slug(name) or _KEPT.fullmatch(name):
            proposal = make_slug(row.school.id)
            proposal = proposal if is_slug(proposal) and proposal != name else ""
            return "", row.tell("RM530", column=row.column("id"), id=row.school.id, proposal=proposal)
        homes = self.homes.get(name, [])
        folder = name if name in homes or not homes else homes[0]
        if len(homes) > 1 and folder != name:
            return folder, row.untouched(folder, _several(homes))
        first = self.rows.get(folder.casefold())
        if first is not None:
            return folder, row.untouched(folder, _of_row(first))
        return folder, None


def _several(folders: Sequence[str]) -> Bilingual:
    names = list_names(folders)
    return Bilingual(
        f"тексты этой школы есть в нескольких папках: {names}", f"several have its texts: {names}"
    )


def _of_row(row: int) -> Bilingual:
    return Bilingual(f"она принадлежит школе строки {row}", f"it belongs to the school of row {row}")


def _tell_left(folders: Sequence[str]) -> Iterator[Problem]:
    if folders:
        yield Problem.of("RM533", count=len(folders), names=list_names(folders))
