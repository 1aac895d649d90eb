"""The order of a joined roadmap: the deadlines of its points read, the place of every point kept.

A point is known by its number as printed: its thing is «order.1.4.», a point of the first appendix
«order.appendix-1.2.3.», a point of the preamble «order.preamble.1.2.».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from roadmap_engine.deadlines import EventVocabulary, parse
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.provenance import Path
from roadmap_engine.model.written_order import OrderWording, WrittenOrder, WrittenPoint, walk_points
from roadmap_engine.overlays.layers import Site

__all__ = ["read_order"]

Sites = dict[tuple[str, str], Site]


def read_order(
    order: WrittenOrder | None, vocabulary: EventVocabulary, sites: Mapping[tuple[str, str], Site]
) -> tuple[WrittenOrder | None, Sites, tuple[Problem, ...]]:
    """Read the deadlines of an order's points.

    Args:
        order: as written.
        vocabulary: the events a phrase can name.
        sites: where the order is written.

    Returns:
        The order, the sites of its points, and what could not be read.
    """
    site = sites.get(("", "order"))
    if order is None or order.text is None or site is None:
        return order, {}, ()
    problems: list[Problem] = []
    points = _read_points(order.text.points, vocabulary, site.under("text", "points"), problems)
    read = order.text.model_copy(update={"points": points})
    return order.model_copy(update={"text": read}), dict(_place_points(read, site)), tuple(problems)


def _read_points(
    points: tuple[WrittenPoint, ...], vocabulary: EventVocabulary, site: Site, problems: list[Problem]
) -> tuple[WrittenPoint, ...]:
    read = []
    for position, point in enumerate(points):
        here = site.under(position)
        deadlines = tuple(
            _read_deadline(deadline, vocabulary, _deadline_site(here, index, len(point.deadline)), problems)
            for index, deadline in enumerate(point.deadline)
        )
        inner = _read_points(point.points, vocabulary, here.under("points"), problems)
        read.append(point.model_copy(update={"deadline": deadlines, "points": inner}))
    return tuple(read)


def _deadline_site(point: Site, index: int, many: int) -> Site:
    listed = point.under("deadline", index)
    return listed if many > 1 or listed.path in listed.places.values else point.under("deadline")


def _read_deadline(
    deadline: Deadline, vocabulary: EventVocabulary, site: Site, problems: list[Problem]
) -> Deadline:
    if deadline.phrase is None or deadline.rule is not None:
        return deadline
    reading = parse(deadline.phrase, events=vocabulary)
    problems += (problem.at(site.inside(problem.span)) for problem in reading.problems)
    return deadline.model_copy(update={"rule": reading.rule})


def _place_points(text: OrderWording, site: Site) -> Iterator[tuple[tuple[str, str], Site]]:
    here = site.under("text")
    groups: list[tuple[str, Any, Path]] = [
        ("", text.points, ("points",)),
        ("preamble.", text.preamble.points, ("preamble", "points")),
    ]
    for position, appendix in enumerate(text.appendices):
        groups.append((f"appendix-{position + 1}.", appendix.points, ("appendices", position, "points")))
    for prefix, points, path in groups:
        for number, point, way in walk_points(points, path=path):
            thing, place = f"order.{prefix}{number}", here.under(*way)
            yield (thing, ""), place
            for field in sorted(point.model_fields_set):
                yield (thing, field), place.under(field)
