"""No measure waits for itself, by whatever way round.

A deadline may count from the end of another measure or of a stage, that is of all its measures, and a measure
may name those it comes after. If the way from measure to measure comes back to where it began, none of them
ever gets a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.dependencies import find_needs

__all__ = ["check_waiting_circles"]


def check_waiting_circles(assembly: Assembly) -> Iterator[Problem]:
    """Find circles of measures that wait for each other; each once, with all its places."""
    for circle in _circles(find_needs(assembly.roadmap)):
        places = [_waiting_place(assembly, measure) for measure in circle]
        yield Problem.of(
            "RM204",
            location=places[-1],
            related=tuple(place for place in places[:-1] if place is not None),
            circle=" → ".join(f"«{name}»" for name in (*circle, circle[0])),
        )


def _waiting_place(assembly: Assembly, measure: str) -> Location | None:
    """Place of what makes a measure wait: the measures it names, or its deadline."""
    named = "after" if (measure, "after") in assembly.origins else "deadline"
    return assembly.location(measure, named)


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
