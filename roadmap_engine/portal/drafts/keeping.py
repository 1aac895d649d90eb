"""Drafts in the database: begun, found, and written, never over what somebody else wrote."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest

from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.deciding import has
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import Viewer, viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.drafts.begun import Begun
from roadmap_engine.portal.drafts.models import DraftTemplate, RoadmapDraft
from roadmap_engine.portal.drafts.reading import DraftText, read_draft

__all__ = ["begin_draft", "begin_whole", "find_draft", "read", "require_publisher", "write_draft"]


def require_publisher(request: HttpRequest) -> Viewer:
    """Give who asks, where she may publish.

    Raises:
        Http404: she may not.
    """
    viewer = viewer_of(request)
    if not has(viewer, Right.PUBLISH):
        raise Http404
    return viewer


def find_draft(request: HttpRequest, name: str) -> RoadmapDraft:
    """Give a draft to somebody who may publish.

    Raises:
        Http404: there is none, or she may not.
    """
    require_publisher(request)
    found = RoadmapDraft.objects.filter(name=name).first()
    if found is None:
        raise Http404
    return found


def read(draft: RoadmapDraft) -> DraftText:
    """Take the text of a draft apart."""
    return read_draft(draft.text, f"{draft.name}.yaml")


def begin_draft(viewer: Viewer, name: str, text: str, **more: object) -> RoadmapDraft | None:
    """Begin a draft; None where there is one of this name."""
    now = settings.PORTAL.clock()
    owner = Account.objects.filter(key=viewer.key).first()
    try:
        with transaction.atomic():
            return RoadmapDraft.objects.create(
                name=name, text=text, owner=owner, made_at=now, changed_at=now, changed_by=viewer.key, **more
            )
    except IntegrityError:
        return None


def begin_whole(viewer: Viewer, begun: Begun) -> RoadmapDraft | None:
    """Begin a draft with all that is kept beside its text; None where there is one of this name."""
    more = dict(begun.more)
    templates = more.pop("templates", {})
    with transaction.atomic():
        draft = begin_draft(viewer, begun.name, begun.text, **more)
        if draft is None:
            return None
        for name, content in templates.items():
            DraftTemplate.objects.create(draft=draft, name=name, content=content, changed_at=draft.made_at)
    keep_act(viewer.key, Act.DRAFTED, draft.name)
    return draft


def write_draft(
    draft: RoadmapDraft, viewer: Viewer, change: Callable[[RoadmapDraft], Outcome[str] | None]
) -> Outcome[RoadmapDraft] | None:
    """Write the text of a draft, as it stands when nobody else can write it.

    Args:
        draft: as it was found.
        viewer: who writes.
        change: gives the new text; None where the draft is no longer what its author saw.

    Returns:
        The draft as it stands then; None, and nothing is written, where it was no longer what its author saw.
    """
    with transaction.atomic():
        standing = RoadmapDraft.objects.select_for_update().get(pk=draft.pk)
        outcome = change(standing)
        if outcome is None:
            return None
        if outcome.value is None:
            return Outcome(None, outcome.problems, outcome.sources)
        if outcome.value != standing.text:
            standing.text, standing.version = outcome.value, standing.version + 1
            standing.changed_at, standing.changed_by = settings.PORTAL.clock(), viewer.key
            standing.save(update_fields=["text", "version", "changed_at", "changed_by"])
        return Outcome(standing, outcome.problems)
