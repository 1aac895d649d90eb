"""The layers of a roadmap in the school year of the plan they are joined for, and what is to be said of that.

The published texts are moved before anything is joined, so a lock, a permission or a change of the school's
meets the moved words as if they had been published so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from frozendict import frozendict

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.adoption import Adoption
from roadmap_engine.model.fields import Kinds
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.same import MOST_KEPT, Same
from roadmap_engine.model.year_wording import YearWording, count_wordings
from roadmap_engine.overlays.layers import Layer, Site
from roadmap_engine.overlays.other_year import move_text, year_of_texts
from roadmap_engine.overlays.row_years import rows_of_the_year_after
from roadmap_engine.years.moved import Moving

__all__ = ["MovedLayers", "move_layers"]

_SHOWN = 3
_CONTEXT = 15


@dataclass(frozen=True, slots=True)
class MovedLayers:
    """Layers, base first, and the words of them that name years.

    Attributes:
        layers: to be joined.
        moving: from which year to which: declared, or what the school might declare.
        is_declared: which of the two.
        written: the year the texts were written for, as far as they tell it.
        wordings: each with the name of its layer.
        years: those that the texts were written for, each by itself: a layer may be newer than its base.
    """

    layers: tuple[Layer, ...]
    moving: Moving | None = None
    is_declared: bool = False
    written: SchoolYear | None = None
    wordings: tuple[tuple[str, YearWording], ...] = ()
    years: frozenset[SchoolYear] = frozenset()

    @property
    def school_year(self) -> SchoolYear | None:
        """The year the moved texts are of; None where they are as published."""
        return self.moving.new if self.moving is not None and self.is_declared else None

    def standing(self, sites: Mapping[tuple[str, str], Site]) -> tuple[YearWording, ...]:
        """Give the wordings that no layer above has said otherwise, and that the plan has.

        Args:
            sites: thing and field to where it was written last.
        """
        school = self.layers[-1].text
        taken_over = isinstance(school, Adoption) and bool(school.take_over)
        found = []
        for layer, each in self.wordings:
            site = sites.get((each.thing, each.field)) or sites.get((each.thing, ""))
            unprinted = (each.thing, each.field) == ("", "title") and ("", "plan_title") in sites
            ordered = each.thing.startswith("order.")
            if site is not None and site.layer == layer and not unprinted and (taken_over or not ordered):
                found.append(each)
        return tuple(found)

    def problems(self, standing: Sequence[YearWording]) -> Iterator[Problem]:
        """Say what a school should know of its texts' year."""
        school, moving = self.layers[-1], self.moving
        if moving is None or not isinstance(school.text, Adoption):
            return
        written, year = moving.written.said(), moving.new.said()
        changed = [each for each in standing if each.before != each.after]
        if not self.is_declared:
            if changed:
                place, found = school.site("school_year").location, count_wordings(changed)
                yield Problem.of("RM940", location=place, written=written, year=year, found=found)
            return
        place = school.site("moved_from").location
        is_of_others = self.written is not None and moving.written not in {self.written, *self.years}
        if moving.by == 0 or not changed or is_of_others:
            known = self.written not in (None, moving.new)
            spoken = self.written.said() if self.written is not None and known else ""
            yield Problem.of("RM942", location=place, written=written, year=year, spoken=spoken)
        unsure = [(each, year) for each in standing for year in each.unsure(moving)]
        if unsure:
            shown = [f"«{_around(each, year.span)}»" for each, year in unsure[:_SHOWN]]
            more = "" if len(unsure) <= _SHOWN else ", …"
            yield Problem.of("RM941", location=place, count=str(len(unsure)), shown=", ".join(shown) + more)


def move_layers(layers: Sequence[Layer], moving: Moving | None = None) -> MovedLayers:
    """Bring the published texts to the year of the plan, where a school says that they are of another.

    Args:
        layers: base first, a school's last.
        moving: where no school's layer says it.
    """
    school = layers[-1].text
    adoption = school if isinstance(school, Adoption) else None
    published = [layer.text for layer in layers if isinstance(layer.text, RoadmapText)]
    kinds = _kinds(published)
    declared = adoption.moving if adoption is not None else moving
    written = _year_of(tuple(map(Same, published)), kinds)
    years = frozenset(year for each in published if (year := _year_of((Same(each),), kinds)) is not None)
    going = declared or _offer(adoption, written, years)
    if going is None:
        return MovedLayers(tuple(layers), written=written, years=years)
    later = rows_of_the_year_after([layer.text for layer in layers])
    moved: list[Layer] = []
    wordings: list[tuple[str, YearWording]] = []
    for layer in layers:
        if isinstance(layer.text, RoadmapText):
            text, found = _move_text(Same(layer.text), going, kinds, later)
            moved.append(replace(layer, text=text))
            wordings += ((layer.name, each) for each in found)
        else:
            moved.append(layer)
    standing = layers if declared is None else moved
    return MovedLayers(tuple(standing), going, declared is not None, written, tuple(wordings), years)


@lru_cache(maxsize=MOST_KEPT)
def _move_text(
    text: Same[RoadmapText], going: Moving, kinds: Kinds, later: frozenset[str]
) -> tuple[RoadmapText, tuple[YearWording, ...]]:
    return move_text(text.value, going, kinds, later)


@lru_cache(maxsize=MOST_KEPT)
def _year_of(texts: tuple[Same[RoadmapText], ...], kinds: Kinds) -> SchoolYear | None:
    return year_of_texts((each.value for each in texts), kinds)


def _offer(
    adoption: Adoption | None, written: SchoolYear | None, years: Iterable[SchoolYear]
) -> Moving | None:
    """Give what a school might declare: the year its texts tell, where it is not the plan's.

    A layer may be of the plan's year and its base older: then the base's, the last of several. Where no
    school is in sight, any other year shows what would move.
    """
    if adoption is not None and written == adoption.school_year:
        written = max((each for each in years if each < written), default=None)
    if written is None:
        return None
    return Moving(written, adoption.school_year if adoption is not None else SchoolYear(written.start + 1))


def _kinds(texts: Sequence[RoadmapText]) -> Kinds:
    return frozendict(
        {
            column.field: column.holds
            for text in texts
            for column in text.columns or ()
            if column.holds is not None
        }
    )


def _around(wording: YearWording, span: tuple[int, int]) -> str:
    """Give a few words before a year, enough to know it by."""
    start = wording.before.rfind(" ", 0, max(0, span[0] - _CONTEXT)) + 1
    words = " ".join(wording.before[start : span[1]].split())
    return words.replace("«", "").replace("»", "")
