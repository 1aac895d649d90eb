"""Where the texts of a school lie, or will lie: the folder that it has already, or one of its own name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from roadmap_engine.pipeline.drift import find_organisations
from roadmap_engine.pipeline.identities import read_id
from roadmap_engine.portal.options import HIDDEN
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.plans.reading import options, read_standing
from roadmap_engine.storage.roots import Root

__all__ = ["Place", "find_place"]

_ORGANISATION = "organisation.yaml"
_ADOPTION = "adoption.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a school's texts lie.

    Attributes:
        organisation: its own text, whether it is there already or not.
        adoption: where the text of a new plan goes: nothing lies there.
        has_school: whether the text of the organisation is there.
    """

    organisation: Path
    adoption: Path
    has_school: bool

    @property
    def folder(self) -> Path:
        """The folder of the new text."""
        return self.adoption.parent


def find_place(school: School, claimed: str = "") -> Place:
    """Find where a school's texts lie: beside its newest plan, where its own text is, else by its id.

    Args:
        school: whose.
        claimed: path of the new plan's text, seen from the workspace, where it has been chosen already.
    """
    workspace = options().workspace
    found = _find(school, workspace)
    return replace(found, adoption=workspace / claimed) if claimed else found


def _find(school: School, workspace: Path) -> Place:
    for text in school.texts.order_by("-plan"):
        read = read_standing(text).read
        if read is not None:
            folder = (workspace / text.path).parent
            return Place(folder / read.adoption.organisation, _free(folder), has_school=True)
    usual = workspace / school.id / _ORGANISATION
    found = _find_organisation(school, workspace, usual)
    path = found or usual
    return Place(path, _free(path.parent), has_school=found is not None)


def _find_organisation(school: School, workspace: Path, usual: Path) -> Path | None:
    """Find the text of a school that has no plan yet; one that was added here has none before its plan."""
    if read_id(usual, Root.of_folder(workspace), "organisation") == school.id:
        return usual
    if not school.place and not school.parent:
        return None
    for path, root in find_organisations(workspace):
        hidden = path.relative_to(workspace).parts[0] == HIDDEN
        if not hidden and read_id(path, root, "organisation") == school.id:
            return path
    return None


def _free(folder: Path) -> Path:
    """Give a name for a new plan's text that nothing lies under."""
    first = folder / _ADOPTION
    others = (first.with_name(f"{first.stem}-{number}.yaml") for number in count(2))
    return first if not first.exists() else next(each for each in others if not each.exists())
