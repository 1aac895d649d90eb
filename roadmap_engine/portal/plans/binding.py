"""The workspace → whose folder is whose: every adoption found is bound to the organisation it names, once.

What is bound stays bound: a text that names another organisation later, or the plan of another text, is shut
until an administrator has looked, because else a copied folder would show one school to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.db import transaction

from roadmap_engine.load import load_organisation
from roadmap_engine.model import Organisation
from roadmap_engine.pipeline.drift import find_adoptions, find_organisations
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.reading import Shared
from roadmap_engine.portal.options import HIDDEN
from roadmap_engine.portal.plans.models import PlanText, School
from roadmap_engine.portal.plans.reading import options

__all__ = ["Bound", "bind_workspace"]


@dataclass(frozen=True, slots=True)
class Bound:
    """What a look through the workspace came to.

    Attributes:
        found: how many texts of adoptions lie there.
        unread: those that cannot be read yet, and so are nobody's.
        doubled: second texts of plans that are bound already; they stay nobody's.
        gone: texts that were bound and lie there no more.
    """

    found: int
    unread: tuple[str, ...]
    doubled: tuple[str, ...]
    gone: tuple[str, ...]


def bind_workspace() -> Bound:
    """Look through the workspace and bind what is new; what is bound is only looked at by its path."""
    folder = options().workspace
    known = {each.path: each for each in PlanText.objects.all()}
    unread: list[str] = []
    doubled: list[str] = []
    paths: set[str] = set()
    shared = Shared()
    for path, root in find_adoptions(folder):
        name = path.relative_to(folder).as_posix()
        if name.startswith(f"{HIDDEN}/"):
            continue
        paths.add(name)
        if name in known:
            continue
        read = read_adoption(path, root=root, shared=shared).value
        if read is None:
            unread.append(name)
        elif not _bind(name, read.plan.plan, read.organisation):
            doubled.append(name)
    _bind_planless(folder, paths)
    gone = sorted(name for name in known if name not in paths)
    return Bound(len(paths), tuple(unread), tuple(doubled), tuple(gone))


def _bind_planless(folder: Path, adoptions: set[str]) -> None:
    """Take in organisations that have adopted nothing yet: a department expects something of them."""
    lived_in = {str(PurePosixPath(name).parent) for name in adoptions}
    for path, root in find_organisations(folder):
        name = path.relative_to(folder)
        beside = name.parent.as_posix()
        lives = any(each == beside or each.startswith(f"{beside}/") for each in lived_in)
        if name.parts[0] == HIDDEN or lives:
            continue
        found = load_organisation(path, root=root)[0].value
        if found is not None:
            _take_school(found)


def _take_school(organisation: Organisation) -> School:
    said = {
        "name": organisation.name.short,
        "place": organisation.place or "",
        "parent": organisation.parent or "",
        "municipality": organisation.parent or organisation.place or "",
    }
    school, _made = School.objects.get_or_create(id=organisation.organisation, defaults=said)
    return school


def _bind(path: str, plan: str, organisation: Organisation) -> bool:
    """Bind a text; gives whether it is: a second text of a plan that is bound already stays nobody's."""
    with transaction.atomic():
        school = _take_school(organisation)
        if PlanText.objects.filter(school=school, plan=plan).exists():
            return False
        PlanText.objects.create(path=path, school=school, plan=plan)
        return True
