"""Layers that are not joined yet → which of their rows lie in the year after the plan's own.

Words are moved before layers are joined, and by how much depends on the year that a layer above
says of a row.
"""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_engine.model.adoption import Adoption
from roadmap_engine.model.measure import Measure, RowYear, Stage
from roadmap_engine.model.roadmap import RoadmapText

__all__ = ["rows_of_the_year_after"]


def rows_of_the_year_after(texts: Iterable[RoadmapText | Adoption]) -> frozenset[str]:
    """Give the ids of the stages and measures that lie in the year after, as the layers come to it.

    Args:
        texts: base first; of several that say it of one row the last is heard, and a measure before its
            stage.
    """
    said: dict[str, RowYear] = {}
    home: dict[str, str] = {}
    for text in texts:
        for stage in text.stages if isinstance(text, RoadmapText) else ():
            _take(stage, said, home)
        for addition in text.add:
            if isinstance(addition.stage, Stage):
                _take(addition.stage, said, home)
            elif addition.measure is not None:
                beside = addition.stage or home.get(addition.after or addition.before or "", "")
                _note(addition.measure, beside, said, home)
        for name, place in text.move.items():
            home[name] = place.stage or home.get(place.beside, "")
        said |= {name: change.year for name, change in text.replace.items() if change.year is not None}
    rows = {*said, *home, *home.values()}
    return frozenset(name for name in rows if said.get(name, said.get(home.get(name, ""))) is RowYear.NEXT)


def _take(stage: Stage, said: dict[str, RowYear], home: dict[str, str]) -> None:
    if stage.year is not None:
        said[stage.id] = stage.year
    for measure in stage.measures:
        _note(measure, stage.id, said, home)


def _note(measure: Measure, stage: str, said: dict[str, RowYear], home: dict[str, str]) -> None:
    home[measure.id] = stage
    if measure.year is not None:
        said[measure.id] = measure.year
