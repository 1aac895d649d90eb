"""Problems of a text → what a page shows of each: the line, an excerpt with the place marked, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.diagnostics.gathering import gather_problems
from roadmap_engine.diagnostics.showing import hint_of, message_of
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.portal.drafts.advising import advise
from roadmap_engine.portal.drafts.laying import Laid
from roadmap_engine.portal.drafts.reading import (
    LINE_BREAK,
    DraftText,
    MeasureLine,
    list_rows,
    read_draft,
)
from roadmap_engine.portal.speech import spoken

__all__ = ["PlacedProblem", "place_problems"]

_AROUND = 60
"""Characters of a line that are shown before and after the place."""


@dataclass(frozen=True, slots=True)
class PlacedProblem:
    """A problem as a page shows it.

    Attributes:
        file: name of the text it is in, where that is not the draft's own.
        line: of the text, counted from 1; 0 where it has none.
        before, marked, after: the line's words, parted at the place.
        field: of the page that says what the roadmap is, which mends it.
        measure: id of the measure that it is about, where the draft's own text has it.
        called: its number and title.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    file: str = ""
    line: int = 0
    before: str = ""
    marked: str = ""
    after: str = ""
    field: str = ""
    measure: str = ""
    called: str = ""


def place_problems(
    problems: Iterable[Problem], sources: Mapping[str, str], laid: Laid
) -> tuple[PlacedProblem, ...]:
    """Lay out the problems of a draft, in the order of reading; those of others' texts are theirs.

    Args:
        problems: all of them.
        sources: text by file.
        laid: the draft, as they were found in it.
    """
    told = gather_problems(each for each in problems if each.aside is None)
    draft = read_draft(sources.get(str(laid.text), ""), "")
    placed = (_advised(each, _place(each, sources, laid)) for each in told)
    return tuple(_named(each, draft) if each.line and not each.file else each for each in placed)


def _named(placed: PlacedProblem, draft: DraftText) -> PlacedProblem:
    """Name the measure that a problem stands in: its form mends it."""
    begins = [(draft.composed.locations.of_key((key,)).line, None) for key in draft.tree]
    rows = [(draft.composed.locations.of_value(each.path).line, each) for each in list_rows(draft.stages)]
    above = [(line, n, row) for n, (line, row) in enumerate((*begins, *rows)) if line <= placed.line]
    row = max(above, key=lambda each: each[:2])[2] if above else None
    if not isinstance(row, MeasureLine) or not row.id:
        return placed
    return replace(placed, measure=row.id, called=f"{row.number} {row.title}".strip())


def _advised(problem: Problem, placed: PlacedProblem) -> PlacedProblem:
    """Say of what a form can mend where it is mended there."""
    advice = advise(problem)
    if advice is None:
        return placed
    return replace(placed, message=advice.message or placed.message, hint=advice.hint, field=advice.field)


def _place(problem: Problem, sources: Mapping[str, str], laid: Laid) -> PlacedProblem:
    translate = translator(spoken())
    message, hint = message_of(problem, translate), hint_of(problem, translate) or ""
    place = problem.location
    said = problem.code, problem.severity, laid.shorten(message), laid.shorten(hint)
    if place is None:
        return PlacedProblem(*said)
    file = "" if place.file == str(laid.text) else PurePath(place.file).name
    lines = LINE_BREAK.split(sources.get(place.file, ""))
    if not 0 < place.line <= len(lines):
        return PlacedProblem(*said, file)
    line, start = lines[place.line - 1], place.column - 1
    end = max(start + place.length, start + 1)
    begin = max(0, start - _AROUND)
    lead, rest = ("…" if begin else ""), ("…" if len(line) > end + _AROUND else "")
    return PlacedProblem(
        *said, file, place.line, lead + line[begin:start].lstrip(), line[start:end],
        line[end : end + _AROUND] + rest,
    )  # fmt: skip
