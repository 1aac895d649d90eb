"""A session → who asks, and what she was given."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.access.viewer import NOBODY, Given, Viewer
from roadmap_engine.portal.accounts.models import Account, PersonalLink

__all__ = ["LINK", "describe_account", "describe_link", "find_by_link", "find_viewer"]

LINK = "link"
"""Where a session keeps the key of the link that somebody came by."""


def find_viewer(request: HttpRequest) -> Viewer:
    """Give who asks, by the session."""
    known: Any = request
    account = known.user
    if not account.is_authenticated:
        return find_by_link(request)
    return describe_account(account)


def describe_account(account: Account) -> Viewer:
    """Give somebody as rights are decided for her, whether she asks or not."""
    given = tuple(
        Given(Role(each.role), each.school, each.municipality, each.post) for each in account.grants.all()
    )
    return Viewer(account.key, account.name, given)


def find_by_link(request: HttpRequest) -> Viewer:
    """Give who asks, where she came by a link of her own that still holds."""
    known: Any = request
    link = PersonalLink.objects.filter(key=known.session.get(LINK, ""), revoked_at=None).first()
    if link is None:
        return NOBODY
    return describe_link(link)


def describe_link(link: PersonalLink) -> Viewer:
    """Give somebody with a link of her own, whether she asks or not."""
    return Viewer(link.key, link.name, (Given(Role.PERSON, link.school, post=link.post),), by_link=True)
