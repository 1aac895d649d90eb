"""What a roadmap says of itself → a form, and what was filled in → the text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.model.edit import Edit, Remove, Rename, SetValue
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.drafts.editing import change_text, check_words
from roadmap_engine.portal.drafts.reading import DraftText
from roadmap_engine.portal.speech import gettext as _

__all__ = ["ABOUT", "change_about", "check_about", "fill_about", "version_of"]

ABOUT = ("title", "issuer", "school_year", "version", "change")
"""What a form asks; `change` is what the version changes, under `changes:` in the text."""
_VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)


def fill_about(draft: DraftText) -> Mapping[str, str]:
    """Give the words of the fields."""
    words = {name: draft.word(name) for name in ABOUT[:-1]}
    return {**words, "change": _change_of(draft, words["version"])}


def version_of(words: Mapping[str, str]) -> str:
    """Name what a text says of itself."""
    return hashlib.sha256(json.dumps(dict(words), sort_keys=True).encode()).hexdigest()


def check_about(typed: Mapping[str, str]) -> dict[str, str]:
    """Tell what is wrong with what was typed."""
    errors = check_words(typed)
    if "title" in errors and not typed["title"].strip():
        errors["title"] = _("Назовите карту, как над таблицей.")
    if not _VERSION.fullmatch(typed["version"].strip()):
        errors["version"] = _("Версия – три числа с точками: 1.1.0.")
    if typed["school_year"].strip() and not _is_year(typed["school_year"]):
        errors["school_year"] = _("Учебный год – два года подряд: 2026/2027. Или оставьте пустым.")
    return errors


def _is_year(words: str) -> bool:
    try:
        SchoolYear.parse(words.strip())
    except ValueError:
        return False
    return True


def change_about(draft: DraftText, typed: Mapping[str, str], published: Collection[str] = ()) -> Outcome[str]:
    """Put what was typed into the text; what is as it was stays letter by letter.

    Args:
        draft: the text.
        typed: the words of the fields.
        published: versions of the roadmap that schools may have; what they change stays beside their number.
    """
    return change_text(draft, tuple(_edit(draft, typed, published)))


def _edit(draft: DraftText, typed: Mapping[str, str], published: Collection[str]) -> Iterator[Edit]:
    shown = fill_about(draft)
    said = {name: " ".join(typed[name].split()) for name in ABOUT}
    for name in ABOUT[:-1]:
        if said[name] == " ".join(shown[name].split()):
            continue
        if said[name]:
            yield SetValue((name,), said[name])
        elif name in draft.tree:
            yield Remove((name,))
    version, before = said["version"], shown["version"]
    standing = _change_of(draft, version)
    if version != before and before not in published and _change_of(draft, before) and not standing:
        # The words are about what is written here, whatever number it gets.
        yield from _renumber(before, version, said["change"], shown["change"])
        return
    # Words that stood beside another version are no news of this one.
    if said["change"] != " ".join(standing.split()) and (
        version == shown["version"] or said["change"] != shown["change"]
    ):
        if said["change"]:
            yield SetValue(("changes", version), said["change"])
        else:
            yield Remove(("changes", version))


def _renumber(before: str, version: str, said: str, shown: str) -> Iterator[Edit]:
    if not said:
        yield Remove(("changes", before))
        return
    yield Rename(("changes", before), version)
    if said != " ".join(shown.split()):
        yield SetValue(("changes", before), said)


def _change_of(draft: DraftText, version: str) -> str:
    changes = draft.tree.get("changes")
    said = changes.get(version) if isinstance(changes, dict) else None
    return said if isinstance(said, str) else ""
