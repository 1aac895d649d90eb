"""The order of a joined roadmap: the deadlines of its points read, the place of every point kept.

A point has no id; it is known by the way to it: «order.points.0.points.3».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.deadlines import EventVocabulary, Rule, parse
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.dependencies import events_in_words
from roadmap_engine.model.written_order import (
    OrderAppendix,
    OrderWording,
    Passage,
    WrittenOrder,
    WrittenPoint,
    points_of,
)
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
    here = site.under("text")
    reader = _Reader(vocabulary)
    text = order.text
    read = with_fields(
        text,
        points=reader.points(text.points, here.under("points")),
        preamble=reader.passage(text.preamble, here.under("preamble")),
        appendices=tuple(
            reader.appendix(appendix, here.under("appendices", position))
            for position, appendix in enumerate(text.appendices)
        ),
    )
    return with_fields(order, text=read), dict(_place(text, here)), tuple(reader.problems)


class _Reader:
    """Reads phrases at any depth; collects what could not be read."""

    def __init__(self, vocabulary: EventVocabulary) -> None:
        self._vocabulary = vocabulary
        self.problems: list[Problem] = []

    def appendix(self, appendix: OrderAppendix, site: Site) -> OrderAppendix:
        """Read the points of an appendix."""
        return with_fields(appendix, points=self.points(appendix.points, site.under("points")))

    def passage(self, passage: Passage, site: Site) -> Passage:
        """Read the points of a passage."""
        return with_fields(passage, points=self.points(passage.points, site.under("points")))

    def points(self, points: tuple[WrittenPoint, ...], site: Site) -> tuple[WrittenPoint, ...]:
        """Read points and all that stand under them."""
        return tuple(self._point(point, site.under(position)) for position, point in enumerate(points))

    def _point(self, point: WrittenPoint, site: Site) -> WrittenPoint:
        deadlines = tuple(
            self._deadline(deadline, _deadline_site(site, index))
            for index, deadline in enumerate(point.deadline)
        )
        inner = self.points(point.points, site.under("points"))
        return with_fields(point, deadline=deadlines, points=inner)

    def _deadline(self, deadline: Deadline, site: Site) -> Deadline:
        if deadline.phrase is None or deadline.rule is not None:
            return deadline
        reading = parse(deadline.phrase, events=self._vocabulary)
        self.problems += (problem.at(site.inside(problem.span)) for problem in reading.problems)
        self.problems += self._unknown_events(deadline.phrase, reading.rule, site)
        return with_fields(deadline, rule=reading.rule)

    def _unknown_events(self, phrase: str, rule: Rule | None, site: Site) -> Iterator[Problem]:
        """An order may count from what the roadmap knows, and from nothing else."""
        known = [entry.genitive for entry in self._vocabulary.entries]
        for words in events_in_words(rule):
            start = phrase.lower().find(words.lower())
            place = site.inside((start, start + len(words)) if start >= 0 else None)
            yield Problem.of("RM651", location=place, name=words, near=near_names(words, known))


def _deadline_site(point: Site, index: int) -> Site:
    """Give the site of one deadline; a single one may stand without a list around it."""
    listed = point.under("deadline", index)
    return listed if listed.path in listed.locations.values else point.under("deadline")


def _place(text: OrderWording, site: Site) -> Iterator[tuple[tuple[str, str], Site]]:
    yield ("order", ""), site
    for field in text.model_fields_set:
        yield ("order", field), site.under(field)
    for _, point, path in points_of(text):
        thing, place = ".".join(("order", *map(str, path))), site.under(*path)
        yield (thing, ""), place
        for field in point.model_fields_set:
            yield (thing, field), place.under(field)
