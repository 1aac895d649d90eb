"""Rules of every shape, made from the ideas themselves: a new place is tried without a line here.

What a field may hold is read from its annotation; one that is refused is drawn again.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import reject
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.places import PLACES
from roadmap_engine.deadlines.rule import After, By, External, From, Many, On, Standing
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.values import Clock, Length, Often
from roadmap_engine.deadlines.weekdays import Weekdays

__all__ = [
    "bare",
    "eventful",
    "externals",
    "lengths",
    "placed",
    "places",
    "recurring",
    "rules",
    "simple_rules",
    "standings",
]

TRIES = 30
DEPTH = 3
EVENTS = (
    "results-received",
    "procedure-start",
    "procedure-end",
    "procedure",
    "topic-end",
    "council-decision",
)
HAPPENINGS = ("утверждения положения о ВПР", "завершения аналитического этапа", "публикации приказа № 441")
YEARS = st.integers(2024, 2029)
SCHOOL_YEARS = st.builds(SchoolYear, YEARS)
HOURS = ("09:00", "10:10", "14:00", "18:30")
# What a number means is said by its name where no bound stands at the field.
NUMBERS: Mapping[str, st.SearchStrategy[int]] = {
    "day": st.integers(1, 31),
    "month": st.integers(1, 12),
    "year": YEARS,
    "since": YEARS,
    "through": st.sampled_from([-1, 2, 3, 4, 5, 2027, 2030]),
    "nth": st.sampled_from([1, 2, 3, 4, 5, 10, 25, 31, -1, -2]),
    "number": st.integers(1, 4),
    "interval": st.sampled_from([1, 1, 1, 1, 2, 3, 10]),
}


def built(maker: Any, fields: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """Build a value, drawing again what its constructor refuses."""
    drawn = st.fixed_dictionaries(dict(fields))

    # A composite is named by its function alone: the names of nested strategies grow without end.
    @st.composite
    def build(draw: st.DrawFn) -> Any:
        for _ in range(TRIES):
            try:
                return maker(**draw(drawn))
            except ValueError:
                continue
        return reject()

    return build()


lengths = st.one_of(
    st.builds(
        Length,
        st.sampled_from([1, 2, 3, 5, 10, 14, 21, 30]),
        st.sampled_from(["day", "working-day", "school-day"]),
    ),
    st.builds(Length, st.integers(1, 6), st.sampled_from(["week", "month"])),
    st.builds(Length, st.integers(1, 2), st.just("year")),
)
_remarks = st.sampled_from(["при необходимости", "для 9-х классов", "очно"])
_clocks = built(
    Clock,
    {
        "at": st.sampled_from(HOURS),
        "until": st.sampled_from([None, None, "19:00"]),
        "edge": st.sampled_from(["at", "by"]),
        "zone": st.sampled_from([None, None, "moscow", "local"]),
    },
)
_often = built(
    Often,
    {
        "times": st.integers(1, 4),
        "least": st.sampled_from([None, None, 1, 2]),
        "bound": st.sampled_from([None, None, "at-least", "at-most"]),
    },
)
externals = st.sampled_from(
    [
        External("schedule", "по графику ФЦТ"),
        External("plan", "в соответствии с планом работы ММО"),
        External("documents", "по мере издания документов"),
        External("terms", "в сроки, установленные приказом"),
        External("decision", "в соответствии с решением Педсовета", "council-decision"),
    ]
)


def _value(name: str, kind: Any, depth: int, of: frozenset[str] | None = None) -> st.SearchStrategy[Any]:
    """Give what may stand in a field; of places, those that the idea says it is made of."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(name, inner[0], depth, of)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, types.UnionType):
        return st.one_of(
            st.none(), *(_value(name, each, depth, of) for each in inner if each is not type(None))
        )
    if origin is tuple:
        return st.lists(_value(name, inner[0], depth, of), min_size=1, max_size=3, unique=True).map(tuple)
    if isinstance(kind, type) and issubclass(kind, Place):
        return _of(kind, depth) if kind is not Place else _places(depth, of)
    known: Mapping[Any, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        SchoolYear: SCHOOL_YEARS,
        Length: lengths,
        int: NUMBERS.get(name, st.integers(1, 6)),
        str: st.sampled_from(EVENTS if name == "event" else HAPPENINGS),
    }
    return known[kind]


def _fields_of(idea: type, depth: int) -> dict[str, st.SearchStrategy[Any]]:
    hints = get_type_hints(idea, include_extras=True)
    return {
        each.name: _value(each.name, hints[each.name], depth, getattr(idea, "OF", None))
        for each in dataclasses.fields(idea)
        if not each.kw_only and get_origin(hints[each.name]) is not ClassVar
    }


def _holds_places(idea: type) -> bool:
    return any("Place" in str(hint) for hint in get_type_hints(idea, include_extras=True).values())


_LEAVES = tuple(idea for idea in PLACES if not _holds_places(idea))
_MADE: dict[tuple[Any, int], st.SearchStrategy[Any]] = {}


def _of(idea: type[Place], depth: int) -> st.SearchStrategy[Any]:
    """Give values of one idea whose parts are at most so deep."""
    key = (idea, depth)
    if key not in _MADE:
        _MADE[key] = built(idea, _fields_of(idea, depth - 1))
    return _MADE[key]


def _kind_of(idea: Any) -> str:
    """Give the name an idea has among what others are made of."""
    return next(
        (str(each.default) for each in dataclasses.fields(idea) if each.name == "place"), str(idea.KIND)
    )


def _places(depth: int, of: frozenset[str] | None = None) -> st.SearchStrategy[Any]:
    key = (of, depth)
    if key not in _MADE:
        ideas = [idea for idea in PLACES if of is None or _kind_of(idea) in of]
        flat = [idea for idea in ideas if idea in _LEAVES]
        _MADE[key] = st.one_of([_of(idea, depth) for idea in (ideas if depth > 1 or not flat else flat)])
    return _MADE[key]


places = _places(DEPTH)
eaches = _of(Each, 1)
RELATIONS = (On, By, From, After)


def _seldom(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.none(), st.none(), values)


bare = st.one_of([built(relation, {"at": _places(DEPTH, relation.AT)}) for relation in RELATIONS])
_windows = st.one_of([built(relation, {"at": _places(2, relation.AT)}) for relation in (On, By, From)])
_but = st.lists(_places(2), min_size=1, max_size=2, unique=True).map(tuple)
_SPOKEN = {"time": _seldom(_clocks), "remark": _seldom(_remarks)}
placed = st.one_of(
    bare,
    bare,
    *(
        built(
            relation,
            {
                **_SPOKEN,
                "at": _places(DEPTH, relation.AT),
                "often": _seldom(_often),
                "within": _seldom(_windows),
                "but": _seldom(_but),
                "yearly": _seldom(st.just(True)),
                "according": _seldom(externals),
            },
        )
        for relation in RELATIONS
    ),
)
_happenings = _of(Happening, 1)
_of_events = st.one_of(
    _happenings,
    built(Shift, {**_fields_of(Shift, 1), "of": _happenings}),
)
eventful = st.one_of(
    [built(relation, {"at": _of_events, "time": _seldom(_clocks)}) for relation in RELATIONS]
)
_months = st.one_of(
    eaches,
    built(Nth, {"nth": st.sampled_from([1, -1]), "unit": st.just("month"), "of": eaches}),
    built(Next, {"unit": st.just("month"), "of": eaches}),
)
_numbers = {
    "nth": st.sampled_from([1, 2, 10, 25, 31, -1]),
    "unit": st.sampled_from(["day", "friday", "week"]),
}
_of_cycles = st.one_of(
    built(Weekdays, {**_fields_of(Weekdays, 1), "of": eaches}),
    built(Nth, {**_numbers, "of": _months}),
    *(built(idea, {**_fields_of(idea, 1), "of": eaches}) for idea in (Edge, Part)),
)
recurring = st.one_of(
    *(
        built(relation, {"at": _of_cycles, "often": _seldom(_often), "within": _seldom(_windows)})
        for relation in RELATIONS
    ),
    *(
        built(relation, {"at": _places(2, relation.AT), "yearly": st.just(True), "within": _seldom(_windows)})
        for relation in RELATIONS
    ),
)
standings = built(
    Standing,
    {
        "manner": st.sampled_from(
            ["constant", "systematic", "regular", "lesson", "need", "request", "immediate"]
        ),
        "within": _seldom(_windows),
        **_SPOKEN,
    },
)
simple_rules = st.one_of(placed, placed, placed, standings, externals)
# «Январь; январь» is one January, with a warning (`doubts.singled`).
manys = built(Many, {"parts": st.lists(simple_rules, min_size=2, max_size=3, unique=True).map(tuple)})
rules = st.one_of(simple_rules, simple_rules, simple_rules, manys)
