"""What a school changed, judged by the dates of its plan where the rules alone do not tell.

    judge_local_changes(assembly, adoption, organisation) -> the school's own changes with their verdicts

Whether «до 10 июня» is earlier than «в течение двух недель после получения результатов» shows as soon as the
day of the results is known; until then nobody can tell, and the verdict stays None.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from roadmap_engine.deadlines import Context, events_of
from roadmap_engine.model import Adoption, Assembly, Deadline, LocalChange, Organisation
from roadmap_engine.model.breaches import is_earlier
from roadmap_engine.model.plan_years import years_of_rows
from roadmap_engine.planning.drawing.contexts import Contexts, adoption_contexts
from roadmap_engine.planning.drawing.dating import Dating, date_measures, find_ends

__all__ = ["judge_local_changes", "judge_undecided"]


def judge_local_changes(
    assembly: Assembly, adoption: Adoption, organisation: Organisation
) -> tuple[LocalChange, ...]:
    """Give what a school changed of the published roadmap, and whether it was allowed to."""
    own = tuple(change for change in assembly.changes if change.layer == assembly.local)
    if all(change.allowed is not None for change in own):
        return own
    contexts = adoption_contexts(adoption, organisation)
    dating = date_measures(assembly.roadmap, contexts, assembly.vocabulary, adoption.decided)
    return _judge_all(own, assembly, contexts, dating)


def judge_undecided(assembly: Assembly, contexts: Contexts, dating: Dating) -> tuple[LocalChange, ...]:
    """Give the school's changes that the rules did not decide, with the verdict of the dates.

    Args:
        assembly: the roadmap with the school's changes.
        contexts: what the school knows, by the year that a row lies in.
        dating: the dates of its plan.
    """
    own = (change for change in assembly.changes if change.layer == assembly.local)
    return _judge_all((change for change in own if change.allowed is None), assembly, contexts, dating)


def _judge_all(
    changes: Iterable[LocalChange], assembly: Assembly, contexts: Contexts, dating: Dating
) -> tuple[LocalChange, ...]:
    years = years_of_rows(assembly.roadmap.stages)
    return tuple(
        change
        if change.allowed is not None
        else _judge(change, assembly, contexts.of(years.get(change.thing)), dating)
        for change in changes
    )


def _judge(change: LocalChange, assembly: Assembly, context: Context, dating: Dating) -> LocalChange:
    if change.field != "deadline":
        return change
    deadlines = (each for each in (change.before, change.after) if isinstance(each, Deadline))
    events = [event for each in deadlines if each.rule is not None for event in events_of(each.rule)]
    ends = find_ends(events, assembly.roadmap, dating.schedules)
    # The dates that the plan itself gives count as well: a deadline may follow the end of a measure.
    known = replace(context, anchors={**ends, **dating.anchors})
    return replace(change, allowed=is_earlier(change, known, assembly.vocabulary))
