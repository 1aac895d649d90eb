"""What a school changed, judged by the dates of its plan where the rules alone do not tell.

    judge_local_changes(assembly, adoption, organisation) -> the school's own changes with their verdicts

Whether «до 10 июня» is earlier than «в течение двух недель после получения результатов» shows as soon as the
day of the results is known; until then nobody can tell, and the verdict stays None.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap_engine.deadlines import Context
from roadmap_engine.deadlines.comparing import is_no_later
from roadmap_engine.model import Adoption, Assembly, Deadline, LocalChange, Organisation
from roadmap_engine.planning.dating import adoption_context, date_measures

__all__ = ["judge_local_changes", "judge_undecided"]


def judge_local_changes(
    assembly: Assembly, adoption: Adoption, organisation: Organisation
) -> tuple[LocalChange, ...]:
    """Give what a school changed of the published roadmap, and whether it was allowed to."""
    own = tuple(change for change in assembly.changes if change.layer == assembly.local)
    if all(change.allowed is not None for change in own):
        return own
    # The dates that the plan itself gives count as well: a deadline may follow the end of a measure.
    context = adoption_context(adoption, organisation)
    dating = date_measures(assembly.roadmap, context, assembly.vocabulary, adoption.decided)
    known = replace(context, anchors=dating.anchors)
    return tuple(change if change.allowed is not None else _judge(change, assembly, known) for change in own)


def judge_undecided(assembly: Assembly, context: Context) -> tuple[LocalChange, ...]:
    """Give the school's changes that the rules did not decide, with the verdict of the dates.

    Args:
        assembly: the roadmap with the school's changes.
        context: all dates that are known, those that follow from the plan too.
    """
    own = (change for change in assembly.changes if change.layer == assembly.local)
    return tuple(_judge(change, assembly, context) for change in own if change.allowed is None)


def _judge(change: LocalChange, assembly: Assembly, context: Context) -> LocalChange:
    before, after = change.before, change.after
    if not isinstance(before, Deadline) or not isinstance(after, Deadline):
        return change
    if before.rule is None or after.rule is None:
        return change
    return replace(change, allowed=is_no_later(after.rule, before.rule, context, assembly.vocabulary))
