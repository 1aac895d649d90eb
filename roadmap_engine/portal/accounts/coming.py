"""A session → who asks, and what she was given."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.access.viewer import NOBODY, Given, Viewer

__all__ = ["find_viewer"]


def find_viewer(request: HttpRequest) -> Viewer:
    """Give who asks, by the session."""
    known: Any = request
    account = known.user
    if not account.is_authenticated:
        return NOBODY
    given = tuple(
        Given(Role(each.role), each.school, each.municipality, each.post) for each in account.grants.all()
    )
    return Viewer(account.key, account.name, given)
