"""What an import was not sure of: whoever has looked at it takes the comment out, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator

from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.drafts.reading import (
    LINE_BREAK,
    Doubt,
    DraftText,
    MeasureLine,
    StageLine,
    list_rows,
    read_draft,
)

__all__ = ["drop_doubts", "drop_lines", "name_doubts", "see_to"]


def name_doubts(draft: DraftText) -> Iterator[tuple[str, Doubt, str]]:
    """Name every doubt by what it is about and what it says; gives its name, it, and the id of its row.

    A name is the same however often the text is written, as long as the doubt stands there.
    """
    met: dict[tuple[str, str, str], int] = {}
    rows = [("", draft.doubts), *((each.id, each.doubts) for each in list_rows(draft.stages))]
    for row, doubts in rows:
        for doubt in doubts:
            key = (row, doubt.field, doubt.words)
            met[key] = met.get(key, 0) + 1
            said = "\n".join((*key, str(met[key])))
            yield hashlib.sha256(said.encode()).hexdigest()[:16], doubt, row


def see_to(draft: DraftText, name: str) -> str | None:
    """Give the text without a doubt; None where it is not there, or no more."""
    found = next((doubt for each, doubt, _row in name_doubts(draft) if each == name), None)
    return drop_lines(draft.text, found.lines) if found is not None else None


def drop_doubts(outcome: Outcome[str], row: StageLine | MeasureLine, which: Collection[int]) -> Outcome[str]:
    """Take some doubts of a row out of a text that was edited otherwise, too.

    Args:
        outcome: of the edit.
        row: as it was before.
        which: of its doubts, counted from 0.
    """
    if outcome.value is None:
        return outcome
    again = next(
        (each for each in list_rows(read_draft(outcome.value, "").stages) if each.id == row.id), None
    )
    doubts = again.doubts if again is not None else ()
    gone = {line for n, each in enumerate(doubts) if n in which for line in each.lines}
    return Outcome(drop_lines(outcome.value, gone))


def drop_lines(text: str, lines: Collection[int]) -> str:
    """Take lines out, counted from 1, each with its end."""
    parts: list[str] = []
    start = 0
    for number, found in enumerate(LINE_BREAK.finditer(text), 1):
        if number not in lines:
            parts.append(text[start : found.end()])
        start = found.end()
    return "".join((*parts, text[start:]))
