"""No measure waits for itself, by whatever way round.

A deadline may count from the end of another measure or of a stage, that is of all its measures. If the way
from measure to measure comes back to where it began, none of them ever gets a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.deadlines import events_of
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly

__all__ = ["check_waiting_circles"]

_STAGE_END, _MEASURE_END = "stage-end:", "measure-end:"


def check_waiting_circles(assembly: Assembly) -> Iterator[Problem]:
    """Find circles of measures that wait for each other; each once, with all its places."""
    for circle in _circles(_needs(assembly)):
        measures = [node.removeprefix(_MEASURE_END) for node in circle if node.startswith(_MEASURE_END)]
        places = [assembly.location(measure, "deadline") for measure in measures]
        names = [node.partition(":")[2] for node in (*circle, circle[0])]
        yield Problem.of(
            "RM204",
            location=places[-1],
            related=tuple(place for place in places[:-1] if place is not None),
            circle=" → ".join(f"«{name}»" for name in names),
        )


def _needs(assembly: Assembly) -> Mapping[str, tuple[str, ...]]:
    """Give what each end needs: a measure the ends its deadline names, a stage the ends of its measures."""
    needs: dict[str, tuple[str, ...]] = {}
    for stage in assembly.roadmap.stages:
        ends = tuple(f"{_MEASURE_END}{measure.id}" for measure in stage.measures)
        needs[f"{_STAGE_END}{stage.id}"] = ends
        for end, measure in zip(ends, stage.measures, strict=True):
            rule = measure.deadline.rule if measure.deadline else None
            named = events_of(rule) if rule is not None else ()
            needs[end] = tuple(name for name in named if name.startswith((_STAGE_END, _MEASURE_END)))
    return needs


def _circles(needs: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Walk depth first and give the way whenever it meets itself.

    Without recursion: a chain of measures may be longer than Python's stack.
    """
    done: set[str] = set()
    for first in needs:
        way: list[str] = []
        on_way: dict[str, int] = {}
        todo: list[tuple[str, bool]] = [(first, False)]
        while todo:
            node, left = todo.pop()
            if left:
                done.add(way.pop())
                del on_way[node]
            elif node in on_way:
                yield way[on_way[node] :]
            elif node not in done and node in needs:
                on_way[node] = len(way)
                way.append(node)
                todo.append((node, True))
                todo += ((need, False) for need in reversed(needs[node]))
