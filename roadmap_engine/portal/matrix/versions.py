"""Who has not adopted a plan, and which version everybody else runs, with what each has otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from roadmap_engine.desk.publishing import PUBLISHED
from roadmap_engine.documents.matrix_words import name_matrix
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.model.collected import SOURCE_WORDS, Absent, Collected, MatrixSchool, Sent
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.at_hand import find_at_hand
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.matrix.gathering import Overview
from roadmap_engine.portal.matrix.views import let_in, say_at
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.plans.reading import options
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.storage.roots import Root
from roadmap_engine.tracking.matching import name_key

__all__ = ["show_versions"]


@dataclass(frozen=True, slots=True)
class Running:
    """What a school runs.

    Attributes:
        newest: the highest version that any school runs or the department has published, where it is another.
        changes: how many things it has otherwise; None where nobody has counted.
    """

    school: str
    school_id: str
    plan: str
    title: str
    year: str
    roadmap: str
    version: str
    newest: str
    changes: int | None
    forbidden: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """Who has no plan of a table.

    Attributes:
        name: of the table; empty where there is none.
        schools: of each its name, its municipality, and why.
    """

    name: str
    schools: tuple[tuple[str, str, str], ...]


@known_only
@require_safe
def show_versions(request: HttpRequest) -> HttpResponse:
    """Show who runs what."""
    overview = let_in(request)
    running = _list_running(overview)
    return show(
        request, "versions.html.j2", title=_("Версии"), section="versions", running=running,
        behind=sum(bool(each.newest) for each in running), lacking=_list_lacking(overview.collected),
        at=say_at(overview), overview=overview,
    )  # fmt: skip


def _list_lacking(collected: Collected) -> list[Lacking]:
    """List who has no plan: of each table, and where there is none, of all that is expected."""
    if not collected.matrices:
        return [Lacking("", _name_schools(collected.absent))] if collected.absent else []
    tables = (
        (name_matrix(each, spoken()), [school for school in each.schools if not school.has_plan])
        for each in collected.matrices
    )
    return [Lacking(name, _name_schools(schools)) for name, schools in tables if schools]


def _name_schools(schools: Iterable[MatrixSchool | Absent]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (clean_text(each.name), each.municipality, SOURCE_WORDS[each.source].said(spoken()))
        for each in schools
    )


def _list_running(overview: Overview) -> list[Running]:
    newest = _find_newest(overview.seen)
    names = {
        (each.id, each.plan): each.name for matrix in overview.collected.matrices for each in matrix.schools
    }
    found = [
        Running(
            clean_text(names.get((sent.organisation, sent.plan), sent.name)),
            sent.organisation,
            sent.plan,
            clean_text(sent.title),
            sent.year,
            sent.roadmap,
            sent.version,
            newest[sent.roadmap] if newest[sent.roadmap] != sent.version else "",
            sent.changes,
            sent.forbidden,
        )
        for sent in overview.seen
        if sent.roadmap
    ]
    return sorted(found, key=lambda each: (name_key(each.school), each.plan))


def _find_newest(sent: Iterable[Sent]) -> Mapping[str, str]:
    """Give the highest version of each roadmap that a school runs, or that the department has published."""
    newest: dict[str, str] = {}
    for each in sent:
        known = newest.get(each.roadmap)
        if each.roadmap and (known is None or version_key(each.version) > version_key(known)):
            newest[each.roadmap] = each.version
    workspace = options().workspace
    root, places = Root.of_folder(workspace), (workspace / PUBLISHED,)
    for roadmap, version in newest.items():
        lies = find_at_hand(f"{roadmap}@{version}", None, workspace, places, root)
        newest[roadmap] = lies.version if lies is not None else version
    return newest
