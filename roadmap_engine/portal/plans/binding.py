"""The workspace → whose folder is whose: every adoption found is bound to the organisation it names, once.

What is bound stays bound: a text that names another organisation later, or the plan of another text, is shut
until an administrator has looked, because else a copied folder would show one school to another.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from roadmap_engine.model import Organisation
from roadmap_engine.pipeline.drift import find_adoptions
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
        gone: how many texts that were bound lie there no more.
    """

    found: int
    unread: tuple[str, ...]
    gone: int


def bind_workspace() -> Bound:
    """Look through the workspace and bind what is new; what is bound is only looked at by its path."""
    folder = options().workspace
    known = {each.path: each for each in PlanText.objects.all()}
    unread: list[str] = []
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
        else:
            _bind(name, read.plan.plan, read.organisation)
    return Bound(len(paths), tuple(unread), sum(name not in paths for name in known))


def _bind(path: str, plan: str, organisation: Organisation) -> None:
    """Bind a text; a second text of a plan that is bound already stays nobody's."""
    said = {
        "name": organisation.name.short,
        "place": organisation.place or "",
        "parent": organisation.parent or "",
        "municipality": organisation.parent or organisation.place or "",
    }
    with transaction.atomic():
        school, _made = School.objects.get_or_create(id=organisation.organisation, defaults=said)
        if not PlanText.objects.filter(school=school, plan=plan).exists():
            PlanText.objects.create(path=path, school=school, plan=plan)
