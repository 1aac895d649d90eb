"""A draft that was looked at → texts in the school's folder, and a plan that is bound to the school.

What is to be written is claimed first; whoever goes on after a kill finds the claim, and ends what was begun.
"""

from __future__ import annotations

from django.db import transaction

from roadmap_engine.desk.beginning import lay_texts
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.beginning.drafting import Drafted, draft_texts, interview_whole, read_drafted
from roadmap_engine.portal.beginning.keeping import change
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.plans.binding import bind_workspace
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import options
from roadmap_engine.storage.locking import hold_folder

__all__ = ["ChangedError", "go_live"]


class ChangedError(Exception):
    """Somebody has answered otherwise since the plan was looked at."""


def go_live(draft: BegunPlan, who: str, saw: int) -> tuple[Problem, ...]:
    """Write the texts of a draft, and let its plan live; once more changes nothing.

    Args:
        draft: which.
        who: key of the account.
        saw: the version that was looked at.

    Returns:
        Why it cannot live; then nothing was written that counts.

    Raises:
        ChangedError: the draft is of another version.
    """
    now = BegunPlan.objects.select_related("school").get(pk=draft.pk)
    if now.live_at is not None:
        return ()
    if not now.plan and now.version != saw:
        raise ChangedError
    outcome = draft_texts(interview_whole(now))
    drafted = outcome.value
    if drafted is None:
        return outcome.problems
    read = read_drafted(drafted)
    if read.value is None or has_errors(read.problems):
        return read.problems
    _claim(now, who, drafted, read.value.plan.plan, saw)
    with hold_folder(drafted.path.parent) as refused:
        told = refused or lay_texts(drafted.texts.files, drafted.standing)
    if told:
        with transaction.atomic():
            change(now, who, path="", plan="")
        return told
    _end(now, who)
    return ()


def _claim(draft: BegunPlan, who: str, drafted: Drafted, plan: str, saw: int) -> None:
    """Say what is to be written, so that it is ended whatever comes between."""
    path = drafted.path.relative_to(options().workspace).as_posix()
    with transaction.atomic():
        now = BegunPlan.objects.select_for_update().get(pk=draft.pk)
        if not now.plan and now.version != saw:
            raise ChangedError
        if not now.plan:
            change(draft, who, path=path, plan=plan)


def _end(draft: BegunPlan, who: str) -> None:
    bind_workspace()
    with transaction.atomic():
        bound = PlanText.objects.filter(school=draft.school, plan=draft.plan).exists()
        if bound and BegunPlan.objects.filter(pk=draft.pk, live_at=None).exists():
            change(draft, who, live_at=options().clock(), answers={})
            keep_act(who, Act.WENT_LIVE, f"{draft.school_id}/{draft.plan}")
