"""Titles to ids, by the same rules as a table that is imported; loaded when the first id is offered."""

from __future__ import annotations

__all__ = ["make_slug"]


def make_slug(title: str) -> str:
    """Write a title as an id.

    >>> make_slug("МБОУ «СОШ № 12»")
    'mbou-sosh-12'
    """
    # Reading Word and Excel files is nothing to wait for before the first question.
    from roadmap_engine.russian import ids

    return ids.make_slug(title)
