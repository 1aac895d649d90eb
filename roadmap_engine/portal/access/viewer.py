"""Who asks: her key, her name, and what she was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from roadmap_engine.portal.access.roles import Role

__all__ = ["NOBODY", "Given", "Viewer", "viewer_of"]


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody was given, where."""

    role: Role
    school: str = ""
    municipality: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks.

    Attributes:
        key: of her account, or of her link; empty for somebody who has not come in.
        by_link: whether she came by an address alone: what she records is confirmed by a code.
    """

    key: str = ""
    name: str = ""
    given: tuple[Given, ...] = ()
    by_link: bool = False

    @property
    def is_known(self) -> bool:
        """Whether she has come in."""
        return bool(self.key)


NOBODY = Viewer()


def viewer_of(request: HttpRequest) -> Viewer:
    """Give who asks."""
    known: Any = request
    viewer: Viewer = known.viewer
    return viewer
