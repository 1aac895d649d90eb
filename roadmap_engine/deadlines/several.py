"""Lists of places: «октябрь, январь, май», «5, 10 и 15 числа каждого месяца»."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.place import SUMMER, Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.spans import Through, base_month, is_of_months
from roadmap_engine.deadlines.values import structure
from roadmap_engine.russian.cases import Case

__all__ = ["Some", "opening_frames"]


@dataclass(frozen=True, slots=True)
class Some(Place):
    """«Октябрь, январь, май», «5, 10 и 15 числа каждого месяца»: each is a time of its own."""

    places: Annotated[tuple[Place, ...], Field(min_length=2)]
    place: Literal["some"] = field(default="some", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        if len(self.places) < 2:
            raise ValueError("a list has two entries or more")
        kinds = {each.kind for each in self.places}
        one_idea = any(kinds <= alike for alike in _ALIKE)
        if not (one_idea or all(map(is_of_months, self.places)) or all(map(_recurs, self.places))):
            raise ValueError("a list is of months, of terms, of days, or of what recurs in one cycle")
        if len({each.lacks_year for each in self.places}) > 1:
            raise ValueError("state the year of every entry or of none")
        if len({each.repeats for each in self.places}) > 1:
            raise ValueError("all of a list comes again and again, or none of it")

    @property
    def rank(self) -> float:
        """That of its longest."""
        return max(each.rank for each in self.places)

    @property
    def lacks_year(self) -> bool:
        """Whether none of them says a year."""
        return all(each.lacks_year for each in self.places)

    def days(self, frame: Frame) -> Days:
        """The stretches of each, in the order of the list; of what recurs, in the order of days."""
        frames = opening_frames(self.places, frame)
        found: list[Stretch] = []
        for number, (each, own) in enumerate(zip(self.places, frames, strict=True), 1):
            stretches = each.days(own)
            if isinstance(stretches, Awaited):
                return stretches
            if self.repeats:
                name = each.nth if isinstance(each, Nth) else number
                stretches = tuple(entry._replace(key=f"{entry.key}-{name}") for entry in stretches)
            found.extend(stretches)
        return tuple(sorted(found, key=lambda entry: entry.first) if self.repeats else found)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print the list; a year stands once where those before it are of the same year."""
        pairs = itertools.zip_longest(self.places, self.places[1:])
        words = [
            _without_year(each, case, events)
            if after and _shares_year(each, after)
            else each.say(case, events)
            for each, after in pairs
        ]
        heads = [
            each.head(case)
            for each in self.places
            if isinstance(each, Nth) and each.unit == "day" and each.nth > 0
        ]
        if len(heads) == len(words) and self.repeats:
            numbers = [head.partition(" ")[0] for head in heads]
            last = self.places[-1]
            return f"{', '.join(numbers[:-1])} и {last.say(Case.GENITIVE, events)}"
        return ", ".join(words)


def _recurs(place: Place) -> bool:
    return isinstance(place, Nth) and (place.repeats or place.of.kind in ("open", "month"))


_ALIKE = ({"term"}, {"quarter"}, {"day", "day-of-week"})


def _ends(place: Place) -> tuple[tuple[int, int | None], tuple[int, int | None]] | None:
    first = base_month(place)
    last = base_month(place.last) if isinstance(place, Through) else first
    return (first, last) if first and last else None


def _shares_year(entry: Place, following: Place) -> bool:
    one, two = _ends(entry), _ends(following)
    if one is None or two is None or two[0][1] != two[1][1] or two[1][0] < two[0][0]:
        return False
    return one[0][1] == one[1][1] == two[0][1] and one[0][0] <= one[1][0] <= two[0][0]


def _without_year(place: Place, case: Case, events: EventVocabulary) -> str:
    return place.say(case, events).removesuffix(" г.")[:-5] if place.states_year else place.say(case, events)


def _opens(place: Place) -> bool:
    """Tell whether a place lies in a summer of no stated year, which may be the one before the school year."""
    month = base_month(place)
    return month is not None and month[1] is None and month[0] in SUMMER


def opening_frames(places: tuple[Place, ...], frame: Frame) -> list[Frame]:
    """Give each entry of a list its frame: summer months that lead into later ones open the plan.

    «Август, сентябрь» of a school year begins in the summer before it, because a list goes forward; in «январь,
    апрель, июль, октябрь» nothing does, and the summer is the school year's own.
    """
    frames = [frame] * len(places)
    if not isinstance(frame.context.year, SchoolYear) or frame.context.summer is not None:
        return frames
    leading = list(itertools.takewhile(_opens, places))
    for index in range(min(len(leading), len(places) - 1) - 1, -1, -1):
        here, following = places[index], places[index + 1]
        first, after = here.days(frame), following.days(frames[index + 1])
        if (
            not isinstance(first, Awaited)
            and not isinstance(after, Awaited)
            and first
            and after
            and after[0].first < first[0].first
        ):
            frames[index] = frame.shifted(-1)
    return frames
