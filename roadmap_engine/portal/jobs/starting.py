"""Somebody asks for a work → a job that waits for its turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest

from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.jobs.kinds import Kind, State
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.places import lay_files
from roadmap_engine.portal.jobs.waiting import tell_change
from roadmap_engine.portal.plans.models import PlanText

__all__ = ["UNFINISHED", "TooManyJobsError", "queue_job", "start_job"]

UNFINISHED = (State.WAITING.value, State.RUNNING.value)
_MOST = 10
"""Jobs of one person that have not ended."""


class TooManyJobsError(Exception):
    """Somebody has asked for so much that some of it has to end first."""


def start_job(
    request: HttpRequest,
    kind: Kind,
    *,
    needs: Right,
    text: PlanText | None = None,
    arguments: Mapping[str, Any] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Job:
    """Ask for a work; who asks for what she has asked for already gets the job that is under way.

    Args:
        request: of whoever asks, who may do so: whoever calls has decided that.
        kind: which work.
        needs: the right that somebody needs to see the job, and to take what comes out: in the school, or
            anywhere where it is about no school; then it is shown to nobody else.
        text: the plan it is about.
        arguments: plain data that the work is told; nothing of people.
        files: what was handed in, by names of the program's own.

    Raises:
        TooManyJobsError: ten of hers have not ended yet.
        Http404: she has no account.
    """
    owner = Account.objects.filter(key=viewer_of(request).key).first()
    if owner is None:
        raise Http404
    told = dict(arguments or {})
    school, plan = (text.school_id, text.plan) if text is not None else ("", "")
    with transaction.atomic():
        own = list(Job.objects.filter(owner=owner, state__in=UNFINISHED))
        same = (each for each in own if (each.kind, each.school, each.plan) == (kind.value, school, plan))
        found = next((each for each in same if each.arguments == told and not files), None)
        if found is not None:
            return found
        if len(own) >= _MOST:
            raise TooManyJobsError
        return _queue(
            files or {},
            kind=kind.value,
            owner=owner,
            school=school,
            plan=plan,
            needs=needs.value,
            arguments=told,
        )


def queue_job(kind: Kind, files: Mapping[str, bytes], *, owner: Account | None = None) -> Job:
    """Let the portal itself do a work that belongs to what somebody asked for.

    Args:
        kind: which work.
        files: what it needs, by names of the program's own.
        owner: who asked, and may see what came of it.
    """
    with transaction.atomic():
        return _queue(files, kind=kind.value, owner=owner, needs=Right.INVITE.value)


def _queue(files: Mapping[str, bytes], **said: Any) -> Job:
    job = Job.objects.create(created_at=settings.PORTAL.clock(), **said)
    lay_files(job, files)
    transaction.on_commit(tell_change)
    return job
