"""What a plan's texts said of another year, and what the plan says instead: `roadmap show --moved`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from typing import Any

from roadmap_engine.cli.language import current_language
from roadmap_engine.diagnostics.languages import word
from roadmap_engine.model import Plan
from roadmap_engine.model.fields import field_of, say_field
from roadmap_engine.model.year_wording import KEPT_WORDS, YearWording, count_wordings
from roadmap_engine.pipeline.plans import ReadAdoption

__all__ = ["moved_lines", "moved_to_json"]

_INDENT = 9
_AROUND, _MOST = 3, 200


def moved_lines(read: ReadAdoption, width: int) -> Iterator[str]:
    """List each wording before and after, then the years that stay, each with the reason."""
    wordings, numbers = read.assembly.wordings, _numbers(read.plan)
    changed = [each for each in wordings if each.before != each.after]
    year = read.adoption.school_year.said()
    if read.adoption.moved_from is not None:
        said = _("The texts are for {written}, the plan for {year}.")
        yield said.format(written=read.adoption.moved_from.said(), year=year)
    elif changed:
        yield _("Nothing is moved to {year} yet; «moved_from» in the adoption would move this:").format(
            year=year
        )
    else:
        yield _("The texts speak of no other year than {year}.").format(year=year)
    if changed:
        yield f"{word(count_wordings(changed), current_language())}:"
    for each in changed:
        before, after = _differing(each.before.split(), each.after.split())
        yield from _wrap(f"{_name(each, numbers)}: {before} → {after}", width)
    left = [(each, year) for each in wordings for year in each.left]
    if left:
        yield ""
        yield _("Left as it is:")
    for each, named in left:
        why = KEPT_WORDS[named.kept].said(current_language()) if named.kept is not None else ""
        about = textwrap.shorten(each.after, _MOST, placeholder=" …")
        yield from _wrap(f"{_name(each, numbers)}: {named.words} – {why}: {about}", width)


def moved_to_json(read: ReadAdoption) -> list[dict[str, Any]]:
    """Give the same for scripts."""
    return [
        {
            "thing": each.thing,
            "field": each.field,
            "before": each.before,
            "after": each.after,
            "left": [{"words": year.words, "reason": str(year.kept)} for year in each.left],
        }
        for each in read.assembly.wordings
    ]


def _numbers(plan: Plan) -> Mapping[str, str]:
    rows = {stage.id: stage.number for stage in plan.stages}
    return rows | {measure.id: measure.number for measure in plan.measures()}


def _name(wording: YearWording, numbers: Mapping[str, str]) -> str:
    """Name the place of words as a reader of the plan knows it: «2.1. срок»."""
    language = current_language()
    field = say_field(wording.field, language) if field_of(wording.field) else wording.kind.said(language)
    number = numbers.get(wording.thing, "")
    return f"{number} {field}".strip()


def _differing(before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    """Give what differs of two wordings, with a few words around it.

    >>> _differing(
    ...     "план работы школы на весь 2020/2021 год".split(),
    ...     "план работы школы на весь 2026/2027 год".split(),
    ... )
    ('… школы на весь 2020/2021 год', '… школы на весь 2026/2027 год')
    """
    alike = [one == other for one, other in zip(before, after, strict=False)]
    first = alike.index(False) if False in alike else len(alike)
    behind = [one == other for one, other in zip(reversed(before), reversed(after), strict=False)]
    last = behind.index(False) if False in behind else len(behind)
    said = []
    for words in (before, after):
        start, end = max(0, first - _AROUND), max(first, len(words) - last + _AROUND)
        cut = ("… " if start else "", " …" if end < len(words) else "")
        said.append(f"{cut[0]}{' '.join(words[start:end])}{cut[1]}")
    return said[0], said[1]


def _wrap(words: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(words, width, initial_indent="  ", subsequent_indent=" " * _INDENT)
