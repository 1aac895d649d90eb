"""Schools × measures as one table: its columns, its rows by name, its cells, and what they count up to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from roadmap_engine.model.collected import (
    OWN,
    Absent,
    Cell,
    Matrix,
    MatrixMeasure,
    MatrixSchool,
    MatrixStage,
    Sent,
    SentTime,
)
from roadmap_engine.model.counts import Counts
from roadmap_engine.model.progress import DONE, Sign, State
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.model.versions import version_key
from roadmap_engine.tracking.matching import Block, name_key

__all__ = ["Drawing", "add_absent", "narrow"]

T = TypeVar("T", MatrixMeasure, MatrixStage)

_OFF = (State.CANCELLED, State.NOT_APPLICABLE)
_URGENCY: Mapping[Sign, int] = {
    sign: place
    for place, sign in enumerate(
        (
            Sign.OVERDUE, Sign.RETURNED_LATE, Sign.RETURNED, Sign.CONFLICT, Sign.NEWER, Sign.SUBMITTED,
            Sign.SOON, Sign.STARTED, Sign.EXTENDED, Sign.UPCOMING, Sign.UNDATED, Sign.WAITING,
            Sign.REPORTED, Sign.ACCEPTED, Sign.STANDING, Sign.NOT_APPLICABLE, Sign.CANCELLED,
        )
    )
}  # fmt: skip
"""Of several times the one is shown that most asks for an act."""
_ALL_OWN = MatrixMeasure(OWN, "", "Свои мероприятия школы", "Свои мероприятия", "")


class Drawing:
    """One matrix as it is drawn."""

    def __init__(self, block: Block, registry: Registry | None, today: dt.date | None) -> None:
        self.block, self.today, self.has_registry = block, today, registry is not None
        # The newest version says what measures and stages are called, and in which order they stand.
        newest_first = sorted(
            (each for each in block.sent),
            key=lambda each: (not each.roadmap, _newest_first(each.version), each.path),
        )
        self.measures = _join(newest_first, lambda each: each.measures)
        self.stages = _join(newest_first, lambda each: each.stages)
        self.title = newest_first[0].title
        self.stage_of = {each.id: each.stage for each in self.measures.values()}

    def draw(self, chosen: Sequence[tuple[Sent, RegistrySchool | None]]) -> Matrix:
        """Draw what was chosen of each school."""
        self._leave_own(chosen)
        schools = sorted((self._draw_school(*each) for each in chosen), key=_school_key)
        versions = Counter(each.version for each in schools if each.version)
        ordered = sorted(versions, key=_newest_first)
        measures = [each for each in self.measures.values() if any(each.id in own.cells for own in schools)]
        if any(OWN in own.cells for own in schools):
            measures.append(_ALL_OWN)
        used = {each.stage for each in measures}
        return _count(
            Matrix(
                self.block.roadmap,
                self.title,
                self.block.procedure,
                self.block.year,
                {version: versions[version] for version in ordered},
                tuple(each for each in self.stages.values() if each.id in used),
                _by_stage(measures, list(self.stages)),
                tuple(schools),
                *(Counts(), {}, {}, {}),
            )
        )

    def _leave_own(self, chosen: Sequence[tuple[Sent, RegistrySchool | None]]) -> None:
        """Take for a school's own what only one of several tables has: a table does not say whose it is."""
        if self.block.roadmap:
            known = {m.id for each in self.block.sent if each.roadmap for m in each.measures}
        else:
            counted = Counter(m.id for each, _ in chosen for m in each.measures)
            known = {name for name, count in counted.items() if count > 1 or len(chosen) < 3}  # noqa: PLR2004 -- of two nobody is the odd one
        self.measures = {name: each for name, each in self.measures.items() if name in known}

    def _draw_school(self, sent: Sent, school: RegistrySchool | None) -> MatrixSchool:
        times: dict[str, list[SentTime]] = {}
        for time in sent.times:
            times.setdefault(time.measure if time.measure in self.measures else OWN, []).append(time)
        day = sent.day or self.today
        cells = {name: _draw_cell(own, day) for name, own in times.items()}
        by_stage: dict[str, list[Counts]] = {}
        for name, cell in cells.items():
            by_stage.setdefault(self.stage_of.get(name, ""), []).append(cell.counts)
        return MatrixSchool(
            school.id if school is not None else sent.organisation or sent.plan,
            (school.name if school is not None else "") or sent.name or sent.plan or sent.path,
            school.municipality if school is not None else "" if self.has_registry else sent.place,
            sent.source,
            school is not None or not self.has_registry,
            sent.plan,
            sent.version,
            sent.path,
            cells,
            Counts.sum(cell.counts for cell in cells.values()),
            {stage: Counts.sum(counts) for stage, counts in by_stage.items()},
        )


def _newest_first(version: str) -> tuple[int, ...]:
    return tuple(-number for number in version_key(version)) if version else ()


def _join(newest_first: Iterable[Sent], list_of: Callable[[Sent], Sequence[T]]) -> dict[str, T]:
    """Join what plans have, each once; what only an earlier version has stands behind its neighbour there."""
    joined: list[T] = []
    places: dict[str, int] = {}
    for sent in newest_first:
        last = -1
        for each in list_of(sent):
            if each.id in places:
                last = places[each.id]
                continue
            joined.insert(last + 1, each)
            places = {own.id: place for place, own in enumerate(joined)}
            last = places[each.id]
    return {each.id: each for each in joined}


def _by_stage(measures: Sequence[MatrixMeasure], stages: Sequence[str]) -> tuple[MatrixMeasure, ...]:
    """Put the measures of a stage together, though an earlier version had one of them elsewhere."""
    place = {name: index for index, name in enumerate(stages)}
    return tuple(sorted(measures, key=lambda each: (each.id == OWN, place.get(each.stage, len(place)))))


def _draw_cell(times: Sequence[SentTime], today: dt.date | None) -> Cell:
    if len(times) == 1:
        return _draw_single(times[0], today)
    first = min(times, key=lambda each: (_URGENCY[each.sign], _day_of(each) or dt.date.max))
    expected = [each for each in times if each.state not in _OFF]
    done = [each for each in expected if each.state in DONE]
    late = max((each.late for each in done if each.late is not None), default=None)
    counts = Counts.sum(each.counted(today) for each in times)
    shown_late = late if first.sign in (Sign.ACCEPTED, Sign.REPORTED) else None
    return Cell(first.sign, _day_of(first), shown_late, len(done), len(expected), counts)


def _draw_single(time: SentTime, today: dt.date | None) -> Cell:
    """Draw a cell as of several times, without looking for the one that counts: nearly all are such."""
    is_done = time.state in DONE
    late = time.late if is_done and time.sign in (Sign.ACCEPTED, Sign.REPORTED) else None
    times = int(time.state not in _OFF)
    return Cell(time.sign, _day_of(time), late, int(is_done), times, time.counted(today))


def _day_of(time: SentTime) -> dt.date | None:
    """Give the day that stands beside a sign."""
    if time.sign in (Sign.SUBMITTED, Sign.RETURNED):
        return time.on
    return None if time.state in (*DONE, *_OFF) else time.due


def _school_key(school: MatrixSchool) -> tuple[tuple[str, ...], str, str]:
    return name_key(school.name), school.id, school.path


def _count(matrix: Matrix, usual: Mapping[str, Counts] | None = None) -> Matrix:
    """Count a matrix by stage, municipality and measure.

    Args:
        matrix: its rows are counted, each by itself.
        usual: what is expected of a school that has sent nothing; found among the others unless given.
    """
    by_stage: dict[str, list[Counts]] = {each.id: [] for each in matrix.stages}
    by_municipality: dict[str, list[Counts]] = {}
    expected = _find_usual(matrix) if usual is None else usual
    by_measure: dict[str, list[Counts]] = {each.id: [] for each in matrix.measures}
    for school in matrix.schools:
        by_municipality.setdefault(school.municipality, []).append(school.counts)
        for stage, counts in school.by_stage.items():
            by_stage.setdefault(stage, []).append(counts)
        if school.has_plan:
            for name, cell in school.cells.items():
                by_measure[name].append(cell.counts)
        else:
            for name, counts in expected.items():
                by_measure[name].append(counts)
    towns = sorted(by_municipality.items(), key=lambda each: name_key(each[0]))
    return replace(
        matrix,
        counts=Counts.sum(school.counts for school in matrix.schools),
        by_stage={name: Counts.sum(counts) for name, counts in by_stage.items()},
        by_municipality={name: Counts.sum(counts) for name, counts in towns},
        by_measure={name: Counts.sum(counts) for name, counts in by_measure.items()},
    )


def narrow(matrix: Matrix, schools: Collection[str], stage: str = "") -> Matrix:
    """Leave some rows, and the columns of one stage, and count what is left.

    What is expected of a school that has sent nothing stays what it was among all schools.

    Args:
        matrix: of all.
        schools: ids of those that are left.
        stage: id of the stage that is left; all of them unless given.
    """
    usual = _find_usual(matrix)
    rows = tuple(each for each in matrix.schools if each.id in schools)
    if not stage:
        return _count(replace(matrix, schools=rows), usual)
    measures = {each.id for each in matrix.measures if each.stage == stage}
    return _count(
        replace(
            matrix,
            stages=tuple(each for each in matrix.stages if each.id == stage),
            measures=tuple(each for each in matrix.measures if each.id in measures),
            schools=tuple(_narrow_school(each, measures, stage) for each in rows),
        ),
        {name: counts for name, counts in usual.items() if name in measures},
    )


def _narrow_school(school: MatrixSchool, measures: Collection[str], stage: str) -> MatrixSchool:
    counts = school.by_stage.get(stage, Counts())
    cells = {name: cell for name, cell in school.cells.items() if name in measures}
    return replace(school, cells=cells, counts=counts, by_stage={stage: counts})


def _find_usual(matrix: Matrix) -> Mapping[str, Counts]:
    """Find what is expected of a school that has sent nothing: what most of the others have to do.

    Of each measure that at least half of them have, the commonest number of times, the greater of two.
    """
    known = [school for school in matrix.schools if school.has_plan]
    usual: dict[str, Counts] = {}
    for measure in matrix.measures:
        cells = [school.cells[measure.id].counts for school in known if measure.id in school.cells]
        if measure.id != OWN and 2 * len(cells) >= len(known) and cells:
            counted = Counter((each.planned, each.expected) for each in cells)
            (planned, expected), _ = max(counted.items(), key=lambda each: (each[1], each[0]))
            usual[measure.id] = Counts(planned=planned, expected=expected)
    return usual


def add_absent(matrix: Matrix, absent: Iterable[Absent]) -> Matrix:
    """Add schools of which nothing is known but that the same is expected of them as of the others."""
    usual = _find_usual(matrix)
    stage_of = {each.id: each.stage for each in matrix.measures}
    by_stage: dict[str, Counts] = {}
    for name, counts in usual.items():
        by_stage[stage_of[name]] = by_stage.get(stage_of[name], Counts()) + counts
    total = Counts.sum(usual.values())
    rows = (
        MatrixSchool(
            each.id,
            each.name,
            each.municipality,
            each.source,
            path=each.path,
            counts=total,
            by_stage=by_stage,
        )
        for each in absent
    )
    return _count(replace(matrix, schools=tuple(sorted((*matrix.schools, *rows), key=_school_key))))
