"""Drafts in the database: begun, answered by one editor after another, and ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest

from roadmap_engine.portal.access.deciding import may
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.beginning.fields import digest_answers
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.plans.finding import find_school, place_of_school
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.plans.reading import options

__all__ = ["begin_draft", "drop_draft", "find_begun_school", "find_draft", "keep_answers"]


def find_begun_school(request: HttpRequest, school: str) -> School:
    """Give a school whose plans whoever asks may begin.

    Raises:
        Http404: there is none, or she may not.
    """
    own = find_school(request, school)
    if not may(viewer_of(request), Right.BEGIN, place_of_school(own)):
        raise Http404
    return own


def find_draft(request: HttpRequest, school: str, draft: int) -> BegunPlan:
    """Give a draft of such a school.

    Raises:
        Http404: there is none, or she may not.
    """
    own = find_begun_school(request, school)
    found = BegunPlan.objects.select_related("school", "changed_by").filter(school=own, pk=draft).first()
    if found is None:
        raise Http404
    return found


def begin_draft(request: HttpRequest, school: School, **chosen: str) -> BegunPlan:
    """Begin a plan; whoever begins what is begun already goes on with it."""
    who = viewer_of(request).key
    with transaction.atomic():
        same = BegunPlan.objects.filter(school=school, live_at=None, **chosen).first()
        if same is not None:
            return same
        answers = {} if school.texts.exists() else {"organisation": _said_of(school)}
        keep_act(who, Act.BEGAN, school.id)
        return BegunPlan.objects.create(
            school=school, answers=answers, changed_by=_account(who), changed_at=options().clock(), **chosen
        )


def _said_of(school: School) -> dict[str, str | None]:
    """Give what another draft of a school has of it: whoever takes another roadmap is not asked again."""
    others = BegunPlan.objects.filter(school=school, live_at=None).order_by("-changed_at")
    said = (each.answers.get("organisation", {}) for each in others)
    return next((each for each in said if each), {"name.short": school.name})


def keep_answers(
    draft: BegunPlan,
    who: str,
    text: str,
    answers: Mapping[str, str | None],
    saw: str,
    paths: Iterable[str],
    *,
    forgotten: Collection[str] = (),
) -> bool:
    """Keep answers, unless somebody has meanwhile answered the same questions otherwise.

    Args:
        draft: which; it has the answers as they stand then.
        who: key of the account.
        text: that they are to.
        answers: by path.
        saw: the digest of the answers to the questions of her page, as it showed them.
        paths: of these questions.
        forgotten: paths of answers that are to be asked anew.

    Returns:
        Whether they are kept.
    """
    with transaction.atomic():
        now = BegunPlan.objects.select_for_update().get(pk=draft.pk)
        draft.answers, draft.version = now.answers, now.version
        typed = now.answers.get(text, {})
        if digest_answers(typed, paths) != saw:
            return False
        changed = {**{path: each for path, each in typed.items() if path not in forgotten}, **answers}
        if changed != typed:
            change(draft, who, answers={**now.answers, text: changed})
    return True


def change(draft: BegunPlan, who: str, **said: Any) -> None:
    """Change a draft; whoever calls has looked at what it was in the same transaction."""
    for name, value in said.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.changed_by, draft.changed_at = _account(who), options().clock()
    draft.save(update_fields=[*said, "version", "changed_by", "changed_at"])


def drop_draft(draft: BegunPlan, saw: str) -> bool:
    """Forget a draft with all its answers, unless it has others than somebody saw; tells whether."""
    with transaction.atomic():
        now = BegunPlan.objects.select_for_update().filter(pk=draft.pk, live_at=None).first()
        if now is None or str(now.version) != saw:
            return False
        now.delete()
    return True


def _account(who: str) -> Account | None:
    return Account.objects.filter(key=who).first()
