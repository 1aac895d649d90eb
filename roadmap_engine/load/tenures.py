"""What of an organisation holds for a time: whether its times fit together, and posts that nobody holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from roadmap_engine.calendars import Span
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Bilingual, format_day, format_days
from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY
from roadmap_engine.model.organisation import Organisation, Tenure
from roadmap_engine.model.provenance import Locations
from roadmap_engine.model.provenance import Path as Way

__all__ = ["find_tenure_faults", "tell_vacant"]

_ONE_DAY = dt.timedelta(days=1)
_Held = tuple[Way, Tenure]
"""Where it stands, and how long it holds."""


def find_tenure_faults(organisation: Organisation, locations: Locations) -> Iterator[Problem]:
    """Find times that end before they begin, two that hold on one day, and days between them.

    Nobody can be two directors, so on a day of two nobody knows who signs; a day of none may be meant, and
    says so with a post that is vacant.
    """
    for key, people in organisation.people.items():
        holders: list[_Held] = [(_way(key, place, locations), each) for place, each in enumerate(people)]
        yield from _find_faults(f"post {key}", holders, locations, gaps=True)
    places: dict[str, list[_Held]] = {}
    for place, unit in enumerate(organisation.units):
        places.setdefault(unit.unit, []).append((("units", place), unit))
    for name, held in places.items():
        yield from _find_faults(f"unit {name}", held, locations, gaps=False)


def tell_vacant(organisation: Organisation, locations: Locations) -> Iterator[Problem]:
    """Say of each post that nobody holds that it was understood so."""
    for key, people in organisation.people.items():
        for place, person in enumerate(people):
            if person.is_vacant:
                location = locations.of_value((*_way(key, place, locations), "name"))
                yield Problem.of("RM181", location=location, thing=f"person {key}", name=person.name)


def _way(key: str, place: int, locations: Locations) -> Way:
    """Give the way to one of those who hold a post; the only one may stand there without a list."""
    listed = ("people", key, place)
    return listed if listed in locations.values else ("people", key)


def _find_faults(thing: str, held: Sequence[_Held], locations: Locations, *, gaps: bool) -> Iterator[Problem]:
    turned = [each for each in held if not each[1].holds_in(Span(FIRST_DAY, LAST_DAY))]
    for way, each in turned:
        location = locations.of_value((*way, "until"))
        yield Problem.of(
            "RM947",
            location=location,
            thing=thing,
            first=each.since or FIRST_DAY,
            last=each.until or LAST_DAY,
        )
    if turned:
        return
    ordered = sorted(held, key=lambda each: (each[1].since or FIRST_DAY, each[1].until or LAST_DAY))
    overlaps = [pair for pair in combinations(ordered, 2) if _meet(*(each for _, each in pair))]
    for (way, one), (other_way, other) in overlaps:
        first = max(one.since or FIRST_DAY, other.since or FIRST_DAY)
        last = min(one.until or LAST_DAY, other.until or LAST_DAY)
        yield Problem.of(
            "RM948",
            location=_edge(other_way, "from", locations),
            related=(_edge(way, "until", locations),),
            thing=thing,
            days=_say_days(first, last),
            before=(first - _ONE_DAY).isoformat() if (one.since or FIRST_DAY) < first else "",
        )
    for (way, one), (other_way, other) in pairwise(() if overlaps or not gaps else ordered):
        if one.until is not None and other.since is not None and one.until + _ONE_DAY < other.since:
            yield Problem.of(
                "RM949",
                location=_edge(other_way, "from", locations),
                related=(_edge(way, "until", locations),),
                thing=thing,
                first=one.until + _ONE_DAY,
                last=other.since - _ONE_DAY,
            )


def _meet(one: Tenure, other: Tenure) -> bool:
    return one.holds_in(Span(other.since or FIRST_DAY, other.until or LAST_DAY))


def _say_days(first: dt.date, last: dt.date) -> Bilingual:
    if last < LAST_DAY:
        return Bilingual.of(lambda each: format_days(first, last, each))
    return Bilingual(f"с {format_day(first)}", f"from {format_day(first, 'en')} on")


def _edge(way: Way, name: str, locations: Locations) -> Location:
    return locations.of_value((*way, name))
