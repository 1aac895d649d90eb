"""Who may invite whom, an invitation, and the account that is made by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.html import format_html_join

from roadmap_engine.portal.access.deciding import has, may
from roadmap_engine.portal.access.roles import OF_ONE_SCHOOL, ROLE_WORDS, Right, Role
from roadmap_engine.portal.access.viewer import Viewer
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.models import (
    INVITED,
    Account,
    Grant,
    Invitation,
    digest_token,
    make_token,
)
from roadmap_engine.portal.plans.finding import list_schools, place_of_school
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.plans.people import call_post
from roadmap_engine.portal.speech import spoken, written

__all__ = ["describe_given", "invite", "invite_first", "list_roles", "take_invitation"]


def list_roles(viewer: Viewer) -> tuple[tuple[Role, ...], tuple[School, ...]]:
    """Give the roles that somebody may invite people to, and the schools she may do so in."""
    schools = tuple(each for each in list_schools(viewer) if may(viewer, Right.INVITE, place_of_school(each)))
    if has(viewer, Right.ADMINISTER):
        return tuple(Role), schools
    return (tuple(each for each in Role if each in OF_ONE_SCHOOL) if schools else ()), schools


def invite(viewer: Viewer, said: Mapping[str, Any]) -> str:
    """Make an invitation; gives its secret, which is kept nowhere."""
    role = Role(said["role"])
    one = role in OF_ONE_SCHOOL
    token = _make(
        role,
        name=said["name"],
        school=said["school"] if one else "",
        municipality=said["municipality"] if role is Role.OFFICER else "",
        post=said["post"] if role is Role.PERSON else "",
        made_by_id=viewer.key,
    )
    keep_act(viewer.key, Act.INVITED, said["school"] if one else role.value)
    return token


def invite_first() -> str | None:
    """Make the invitation of the first administrator; None where there is an account already."""
    if Account.objects.exists():
        return None
    Invitation.objects.filter(used_at=None, made_by=None).delete()
    return _make(Role.ADMINISTRATOR)


def _make(role: Role, **said: Any) -> str:
    token, now = make_token(), settings.PORTAL.clock()
    Invitation.objects.create(
        digest=digest_token(token), role=role.value, made_at=now, ends_at=now + INVITED, **said
    )
    return token


def take_invitation(offer: Invitation, said: Mapping[str, Any]) -> Account | None:
    """Make the account of somebody who takes an invitation; None where another was quicker."""
    now = settings.PORTAL.clock()
    with transaction.atomic():
        if not Invitation.objects.filter(pk=offer.pk, used_at=None).update(used_at=now):
            return None
        account = Account(login=said["login"], name=said["name"], made_at=now)
        account.set_password(said["password"])
        account.save()
        Invitation.objects.filter(pk=offer.pk).update(account=account)
        Grant.objects.create(
            account=account,
            role=offer.role,
            school=offer.school,
            municipality=offer.municipality,
            post=offer.post,
        )
    return account


def describe_given(given: Grant | Invitation) -> str:
    """Say what somebody is given: «ответственный школы, МБОУ «СОШ № 12»»."""
    school = School.objects.filter(id=given.school).first() if given.school else None
    where = school.name if school is not None else given.school or given.municipality
    post = call_post(school, given.post) if school is not None and given.post else ""
    said = ROLE_WORDS[Role(given.role)].said(spoken()), written(where), written(post)
    return format_html_join(", ", "{}", ((each,) for each in said if each))
