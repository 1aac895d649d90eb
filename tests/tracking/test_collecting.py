"""What schools have sent, counted: sums agree, whoever is doubled counts once, order means nothing."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model.collected import (
    OWN,
    Collected,
    Matrix,
    MatrixMeasure,
    MatrixStage,
    Sent,
    SentTime,
    Source,
)
from roadmap_engine.model.counts import Counts
from roadmap_engine.model.progress import Sign, State
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.tracking.collecting import collect
from roadmap_engine.tracking.matching import SchoolFinder, find_blocks, name_key

TODAY = dt.date(2027, 6, 15)
STAGES = (MatrixStage("s1", "Анализ"), MatrixStage("s2", "Обучение"))
MEASURES = tuple(
    MatrixMeasure(f"m{number}", f"1.{number}", f"Мероприятие {number}", f"М {number}", f"s{1 + number // 2}")
    for number in range(4)
)


def _time(measure: str, state: State = State.OPEN, day: int = 1, on: int | None = None) -> SentTime:
    due = dt.date(2027, 6, day)
    done = dt.date(2027, 6, on) if on is not None else None
    sign = Sign(state.value) if state is not State.OPEN else Sign.OVERDUE if due < TODAY else Sign.UPCOMING
    end = done if state in (State.REPORTED, State.ACCEPTED, State.SUBMITTED) else TODAY
    late = (end - due).days if end is not None and end > due else None
    return SentTime(measure, sign, state, due, done, late)


def _sent(
    number: int,
    times: Sequence[SentTime] | None = None,
    *,
    source: Source = Source.LOG,
    path: str = "",
    version: str = "1.0.0",
    roadmap: str = "region",
    entries: int = 3,
    measures: tuple[MatrixMeasure, ...] = MEASURES,
) -> Sent:
    alone = not roadmap
    return Sent(
        source,
        path or f"school-{number}/adoption.yaml",
        f"school-{number}-vpr",
        "" if alone else f"school-{number}",
        "" if alone else f"Школа № {number}",
        f"г. {number % 2}",
        roadmap,
        "" if alone else version,
        "" if alone else "План",
        "" if alone else "vpr",
        "" if alone else "2026/2027",
        () if alone else STAGES,
        measures,
        tuple(times if times is not None else (_time(each.id) for each in measures)),
        entries,
    )


def _registry(*numbers: int, roadmap: str = "") -> Registry:
    return Registry(
        tuple(
            RegistrySchool(f"school-{each}", f"СОШ № {each}", f"Район {each % 2}", roadmap)
            for each in numbers
        )
    )


def _codes(told: Sequence[object]) -> list[str]:
    return [each.code for each in told]  # type: ignore[attr-defined]


def _only(collected: Collected) -> Matrix:
    (matrix,) = collected.matrices
    return matrix


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (_time("m", day=1), Counts(planned=1, expected=1, overdue=1)),
        (_time("m", day=15), Counts(planned=1, expected=1)),
        (_time("m", day=20), Counts(planned=1)),
        (
            _time("m", State.REPORTED, 10, 10),
            Counts(planned=1, done=1, expected=1, reported=1, in_time=1),
        ),
        (_time("m", State.REPORTED, 10, 11), Counts(planned=1, done=1, expected=1, reported=1)),
        (
            _time("m", State.ACCEPTED, 10, 9),
            Counts(planned=1, done=1, expected=1, reported=1, in_time=1, accepted=1),
        ),
        # What is handed in before its day waits for review, and is expected of nobody yet.
        (_time("m", State.SUBMITTED, 20, 12), Counts(planned=1, done=1, review=1)),
        (_time("m", State.CANCELLED), Counts()),
        (_time("m", State.NOT_APPLICABLE), Counts()),
        (SentTime("m", Sign.STANDING, State.OPEN), Counts()),
        (SentTime("m", Sign.WAITING, State.OPEN), Counts(planned=1)),
        (
            SentTime("m", Sign.REPORTED, State.REPORTED, dt.date(2027, 6, 1), undated=True),
            Counts(planned=1, done=1, expected=1, reported=1),
        ),
    ],
)
def test_a_time_counts_as_what_it_is(time: SentTime, expected: Counts) -> None:
    """Due on the day is expected; called off is not; done on a day nobody said is not in time."""
    assert time.counted(TODAY) == expected


def test_without_a_day_everything_with_a_date_is_expected() -> None:
    """On no day nothing can be due yet or overdue."""
    assert _time("m", day=28).counted(None).expected == 1
    assert SentTime("m", Sign.WAITING, State.OPEN).counted(None).expected == 0


_STATES = st.sampled_from([State.OPEN, State.REPORTED, State.SUBMITTED, State.ACCEPTED, State.CANCELLED])
_TIMES = st.lists(
    st.builds(
        _time,
        st.sampled_from(["m0", "m1", "m2", "m3", OWN]),
        _STATES,
        st.integers(1, 28),
        st.integers(1, 28),
    ),
    max_size=8,
)
_MANY = st.lists(
    st.builds(
        _sent,
        st.integers(1, 6),
        _TIMES,
        source=st.sampled_from([Source.LOG, Source.PLAN, Source.TRACKER]),
        path=st.sampled_from([f"{letter}/adoption.yaml" for letter in "abcdefgh"]),
        version=st.sampled_from(["1.0.0", "1.2.0", "1.10.0"]),
        roadmap=st.sampled_from(["region", "town", ""]),
        entries=st.integers(0, 3),
    ),
    max_size=8,
    unique_by=lambda each: each.path,
)


@settings(max_examples=150, deadline=None)
@given(_MANY, st.randoms(use_true_random=False), st.booleans())
def test_sums_agree_and_order_means_nothing(
    sent: list[Sent], chance: random.Random, registered: bool
) -> None:
    """Totals are the sums over schools, stages, measures and municipalities, whatever comes first."""
    registry = _registry(1, 2, 3, 4, 9) if registered else None
    collected, told = collect(sent, registry, TODAY)
    mixed = list(sent)
    chance.shuffle(mixed)
    assert collect(mixed, registry, TODAY) == (collected, told)
    for matrix in collected.matrices:
        total = matrix.counts
        assert Counts.sum(school.counts for school in matrix.schools) == total
        assert Counts.sum(matrix.by_stage.values()) == total
        assert Counts.sum(matrix.by_measure.values()) == total
        assert Counts.sum(matrix.by_municipality.values()) == total
        assert total.in_time <= total.reported <= total.expected <= total.planned
        assert total.accepted <= total.reported <= total.done
        for school in matrix.schools:
            assert Counts.sum(school.by_stage.values()) == school.counts
        names = [(school.name, school.path) for school in matrix.schools]
        assert len(set(names)) == len(names)
    if registry is not None and collected.matrices:
        listed = [each.id for each in registry.schools]
        for matrix in collected.matrices:
            rows = [school.id for school in matrix.schools if school.in_registry and school.id in listed]
            assert not matrix.roadmap or sorted(rows) == listed
        counted = {school.id for matrix in collected.matrices for school in matrix.schools}
        assert counted >= set(listed)


@settings(max_examples=100, deadline=None)
@given(_MANY, st.integers(1, 4), st.sampled_from(["region", "town", "other"]), st.sampled_from(["", "2028"]))
def test_who_begins_another_plan_stays_where_one_is_expected(
    sent: list[Sent], number: int, roadmap: str, year: str
) -> None:
    """No table loses a school, or anything expected of one, because a school has begun another plan."""
    registry = _registry(1, 2, 3, 4)
    # A table that came alone goes where its measures are known, which another plan may change.
    sent = [each for each in sent if each.roadmap]
    before, _ = collect(sent, registry, TODAY)
    more = replace(_sent(number, path="z/adoption.yaml", roadmap=roadmap), year=year or "2026/2027")
    after, _ = collect([*sent, more], registry, TODAY)
    tables = {(each.roadmap, each.procedure, each.year): each for each in after.matrices}
    key = (more.roadmap, more.procedure, more.year)
    for matrix in before.matrices:
        own = (matrix.roadmap, matrix.procedure, matrix.year)
        if matrix.roadmap and own != key:
            assert {each.id for each in tables[own].schools} == {each.id for each in matrix.schools}
            assert tables[own].counts == matrix.counts


def test_a_school_found_twice_counts_once_and_is_told() -> None:
    """The copy that says more counts."""
    first, second = _sent(1, path="a/adoption.yaml", entries=2), _sent(1, path="b/adoption.yaml", entries=5)
    collected, told = collect([first, second], today=TODAY)
    (school,) = _only(collected).schools
    assert school.path == "b/adoption.yaml"
    assert _only(collected).counts.planned == 4
    assert _codes(told) == ["RM682"]
    assert told[0].words["taken"] == "b/adoption.yaml"


def test_the_log_wins_over_a_table() -> None:
    """However much stands in the table; it is told once, as what it is."""
    log = _sent(1, [_time("m0", State.REPORTED, 1, 1)], entries=1)
    table = _sent(1, source=Source.TRACKER, path="mail/tracker.xlsx", entries=9)
    collected, told = collect([table, log], today=TODAY)
    (school,) = _only(collected).schools
    assert (school.source, school.counts.reported) == (Source.LOG, 1)
    assert _codes(told) == ["RM683"]


def test_a_school_that_sent_nothing_counts_as_expected() -> None:
    """Of it the same is expected as of most of the others; it is not told to be late."""
    collected, told = collect([_sent(1), _sent(2)], _registry(1, 2, 3), TODAY)
    matrix = _only(collected)
    silent = matrix.schools[-1]
    assert (silent.id, silent.source, silent.counts) == (
        "school-3",
        Source.NOTHING,
        Counts(planned=4, expected=4),
    )
    assert matrix.counts == Counts(planned=12, expected=12, overdue=8)
    assert [each.id for each in collected.absent] == ["school-3"]
    assert told == ()


def test_a_school_whose_plan_cannot_be_read_is_expected_too() -> None:
    """It is known by its folder, and says why it has no cells."""
    broken = Sent(Source.UNREADABLE, "town/school-3/adoption.yaml")
    collected, _ = collect([_sent(1), broken], _registry(1, 3), TODAY)
    school = _only(collected).schools[-1]
    assert (school.id, school.source, school.counts.expected) == ("school-3", Source.UNREADABLE, 4)
    assert [each.source for each in collected.absent] == [Source.UNREADABLE]


def test_nobody_sent_anything() -> None:
    """A registry alone gives the list of those who have not adopted, and no table."""
    collected, told = collect([], _registry(2, 1), TODAY)
    assert collected.matrices == ()
    assert [each.name for each in collected.absent] == ["СОШ № 1", "СОШ № 2"]
    assert told == ()


def test_versions_of_a_roadmap_are_joined_by_measure() -> None:
    """The newest says how measures are called; what only an earlier one has stays beside its neighbour."""
    new = (MEASURES[0], MatrixMeasure("m9", "1.9", "Новое", "Новое", "s1"), *MEASURES[2:])
    old = tuple(MatrixMeasure(each.id, each.number, "Прежнее", "П", each.stage) for each in MEASURES)
    sent = [_sent(1, version="1.9.0", measures=old), _sent(2, version="1.10.0", measures=new)]
    matrix = _only(collect(sent, today=TODAY)[0])
    assert [each.id for each in matrix.measures] == ["m0", "m1", "m9", "m2", "m3"]
    assert matrix.measures[0].title == "Мероприятие 0"
    assert matrix.versions == {"1.10.0": 1, "1.9.0": 1}
    assert "m9" not in matrix.schools[0].cells


def test_other_roadmaps_and_years_stand_apart() -> None:
    """The matrix of most schools comes first."""
    sent = [_sent(1), _sent(2), _sent(3, roadmap="town")]
    collected, told = collect(sent, _registry(1, 2, 3, 4), TODAY)
    assert [each.roadmap for each in collected.matrices] == ["region", "town"]
    rows = [[(each.id, each.source) for each in matrix.schools] for matrix in collected.matrices]
    assert rows == [
        [
            ("school-1", Source.LOG), ("school-2", Source.LOG),
            ("school-3", Source.OTHER), ("school-4", Source.NOTHING),
        ],
        [
            ("school-1", Source.OTHER), ("school-2", Source.OTHER),
            ("school-3", Source.LOG), ("school-4", Source.NOTHING),
        ],
    ]  # fmt: skip
    assert [each.id for each in collected.absent] == ["school-4"]
    assert _codes(told) == ["RM689"]
    assert told[0].words["count"] == "4"


def test_the_registry_says_which_roadmap_is_expected() -> None:
    """Then nobody has to guess, and a school on another one is missing on its own."""
    sent = [_sent(1), _sent(2), _sent(3, roadmap="town")]
    collected, told = collect(sent, _registry(1, 4, roadmap="town"), TODAY)
    town = next(each for each in collected.matrices if each.roadmap == "town")
    assert [(each.id, each.source) for each in town.schools] == [
        ("school-1", Source.OTHER),
        ("school-4", Source.NOTHING),
        ("school-3", Source.LOG),
    ]
    assert _codes(told) == ["RM688"]


def test_tables_that_came_alone_are_counted_with_the_roadmap_they_fit() -> None:
    """One that fits none makes a table of its own kind; its school is known by how its plan's id begins."""
    other = tuple(MatrixMeasure(f"x{number}", "", "Иное", "Иное", "") for number in range(3))
    sent = [
        _sent(1),
        _sent(2, source=Source.TRACKER, roadmap="", path="mail/2.xlsx"),
        _sent(3, source=Source.TRACKER, roadmap="", path="mail/3.xlsx", measures=other),
    ]
    collected, _ = collect(sent, _registry(1, 2, 3), TODAY)
    assert [[school.id for school in each.schools] for each in collected.matrices] == [
        ["school-1", "school-2", "school-3"],
        ["school-3"],
    ]
    assert [each.source for each in collected.matrices[0].schools][-1] is Source.OTHER


def test_what_schools_have_added_is_one_column() -> None:
    """A thousand schools may add a thousand measures."""
    own = [_time("m0"), _time(OWN), _time(OWN, State.REPORTED, 1, 1)]
    matrix = _only(collect([_sent(1, own), _sent(2)], today=TODAY)[0])
    assert [each.id for each in matrix.measures] == ["m0", "m1", "m2", "m3", OWN]
    cell = matrix.schools[0].cells[OWN]
    assert (cell.sign, cell.done, cell.times) == (Sign.OVERDUE, 1, 2)


def test_of_several_times_the_most_pressing_is_shown() -> None:
    """Overdue before done, and the earliest day of them."""
    times = [_time("m0", State.REPORTED, 1, 1), _time("m0", day=9), _time("m0", day=5)]
    cell = _only(collect([_sent(1, times)], today=TODAY)[0]).schools[0].cells["m0"]
    assert (cell.sign, cell.day, cell.done, cell.times) == (Sign.OVERDUE, dt.date(2027, 6, 5), 1, 3)


def test_schools_stand_by_name_with_numbers_as_numbers() -> None:
    """Not by what they have done."""
    sent = [_sent(12), _sent(2), _sent(1, [_time("m0", State.REPORTED, 1, 1)])]
    matrix = _only(collect(sent, today=TODAY)[0])
    assert [each.name for each in matrix.schools] == ["Школа № 1", "Школа № 2", "Школа № 12"]
    assert name_key("Ёлка") == name_key("ЕЛКА")


def test_a_name_that_two_schools_have_is_nobodys() -> None:
    """Only an id tells them apart."""
    registry = Registry(
        (RegistrySchool("a", "Лицей"), RegistrySchool("b", "лицей"), RegistrySchool("c", "Гимназия"))
    )
    finder = SchoolFinder(registry)
    assert finder.find(Sent(Source.LOG, "x.yaml", organisation="z", name="Лицей")) is None
    found = finder.find(Sent(Source.LOG, "x.yaml", organisation="z", name="ГИМНАЗИЯ"))
    assert found is not None
    assert found.id == "c"


def test_blocks_do_not_depend_on_order() -> None:
    """Tables are put together whichever is read first."""
    sent = [_sent(number, roadmap="", path=f"{number}.xlsx") for number in (3, 1, 2)]
    assert find_blocks(sent) == find_blocks(reversed(sent))
