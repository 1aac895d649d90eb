"""The columns that a registry of schools may have, listed for people and for programs."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import report, report_json, speaker

if TYPE_CHECKING:
    from roadmap_engine.model import Assembly
    from roadmap_engine.pipeline.outcome import Outcome
    from roadmap_engine.questionnaire.registry import Column

__all__ = ["show_columns"]


def show_columns(read: Outcome[Assembly] | None, *, as_json: bool) -> int:
    """List the columns that a registry may have, those of a roadmap too; returns the exit code.

    Args:
        read: the roadmap that the schools adopt, where one is named.
        as_json: answer for a script.
    """
    # What roadmaps are made of is nothing to wait for where only the help is asked.
    from roadmap_engine.pipeline.new_registry import list_columns

    if read is not None and read.value is None:
        return (report_json if as_json else report)(read.problems, read.sources)
    columns = list_columns(read.value if read is not None else None)
    if as_json:
        return report_json((), {}, columns=[_to_json(each) for each in columns])
    for each in columns:
        _say(each)
    return 0


def _say(column: Column) -> None:
    """Print a column: its caption, its name, what stands in it, and whether it is needed."""
    named = f"{column.caption} ({column.name})" if column.caption != column.name else column.name
    words = [each.tell(speaker()) for each in (column.holds, column.how)]
    sentences = [each[:1].upper() + each[1:] + ("" if each[-1] in ".?…" else ".") for each in words if each]
    told = " ".join(sentences)
    say(
        (_("{column}, needed: {told}") if column.needed else "{column}: {told}").format(
            column=named, told=told
        )
    )


def _to_json(column: Column) -> dict[str, Any]:
    """Give a column for other programs."""
    return {
        "name": column.name,
        "caption": column.caption,
        "holds": column.holds.tell(speaker()),
        "how": column.how.tell(speaker()),
        "needed": column.needed,
    }
