"""Versions that are published of a roadmap, and the number that its draft has next."""

from __future__ import annotations

from collections.abc import Collection

from roadmap_engine.desk.publishing import read_published_index
from roadmap_engine.model.edit import SetValue
from roadmap_engine.model.versions import version_key
from roadmap_engine.portal.drafts.editing import change_text
from roadmap_engine.portal.drafts.laying import published_folder
from roadmap_engine.portal.drafts.reading import DraftText

__all__ = ["list_published", "next_version", "number_next"]


def list_published(name: str) -> tuple[str, ...]:
    """List the versions of a roadmap that are published here, the lowest first; those withdrawn too."""
    index = read_published_index(published_folder()).value
    return tuple(sorted(index.releases(name), key=version_key)) if index is not None else ()


def next_version(versions: Collection[str]) -> str:
    """Give the number above all others that says «something else»; the first of all where there is none.

    >>> next_version(["1.9.2", "1.10.0"]), next_version([])
    ('1.11.0', '1.0.0')
    """
    if not versions:
        return "1.0.0"
    first, second, *_rest = version_key(max(versions, key=version_key))
    return f"{first}.{second + 1}.0"


def number_next(draft: DraftText, published: Collection[str]) -> str:
    """Give the text with the next number, where its own is published already; else as it is.

    Args:
        draft: the text.
        published: the versions that are.
    """
    if draft.word("version") not in published or not draft.is_sound:
        return draft.text
    changed = change_text(draft, [SetValue(("version",), next_version(published))])
    return changed.value if changed.value is not None else draft.text
