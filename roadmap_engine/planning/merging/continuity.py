"""A version beside the one before it, as its publisher sees them: what schools would lose or misunderstand.

A school's work follows ids. An id that disappears without a word takes along what schools did with it; one
that means something else puts their work in the wrong place; a patch number says that nothing is to be read.
Things that say whose id they have now have exchanged them honestly, and work follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model import Measure, Stage
from roadmap_engine.model.exchanges import Claims, list_unclear
from roadmap_engine.model.fields import FieldKind, field_of
from roadmap_engine.model.permission_difference import compare_permissions
from roadmap_engine.model.versions import version_key
from roadmap_engine.planning.merging.case import Transition, Version, in_words
from roadmap_engine.planning.merging.succession import Heirs
from roadmap_engine.planning.merging.upstream import find_news

__all__ = ["find_breaks", "find_silent_exchanges"]

_WORDING = frozenset({FieldKind.TEXT, FieldKind.MARK, FieldKind.PRINTS})


def find_breaks(transition: Transition, place: Location | None = None) -> Iterator[Problem]:
    """Find ids that are dropped or exchanged, and a patch number for a change of sense.

    Args:
        transition: from the version before to the one that is to be published.
        place: of the version in the text.
    """
    before, after = transition.before, transition.after
    earlier, later = before.number, after.number
    traced = transition.succession
    for kind, heirs in (
        ("measures", traced.measures),
        ("stages", traced.stages),
        ("roles", traced.roles),
        ("events", traced.events),
        ("outputs", traced.outputs),
        ("parameters", traced.parameters),
    ):
        dropped = list_names(name for name, now in heirs.items() if not now)
        if dropped:
            yield Problem.of("RM754", location=place, kind=kind, names=dropped, before=earlier, version=later)
    yield from find_silent_exchanges(transition)
    yield from _unclear(transition, place)
    if version_key(earlier)[:2] == version_key(later)[:2]:
        told = [each.taken for each in find_news(transition)]
        sense = [each.thing for each in told if each.kind != "changed" or _is_sense(each.field)]
        sense += _permitted_otherwise(transition)
        if sense:
            names = list_names(dict.fromkeys(sense))
            yield Problem.of("RM756", location=place, names=names, before=earlier, version=later)


def find_silent_exchanges(transition: Transition) -> Iterator[Problem]:
    """Find ids that stand before the titles of others, and no `was:` says so."""
    before, after, traced = transition.before, transition.after, transition.succession
    yield from _exchanged(before.measures, after.measures, traced.measures, transition)
    yield from _exchanged(before.stages, after.stages, traced.stages, transition)


def _unclear(transition: Transition, place: Location | None) -> Iterator[Problem]:
    """Find ids that are said to have been exchanged, and it is not clear how."""
    earlier, later = (_claims_of(each) for each in (transition.before, transition.after))
    for kind, claims in later.items():
        before = earlier[kind]
        if names := list_unclear({name: was for name, was in claims.items() if name in before}, before):
            yield Problem.of(
                "RM775",
                location=place,
                kind=kind,
                names=list_names(names),
                before=transition.before.number,
                version=transition.after.number,
            )


def _claims_of(version: Version) -> Mapping[str, Claims]:
    roadmap = version.assembly.roadmap
    return {
        "measures": {name: each.was for name, each in version.measures.items()},
        "stages": {name: each.was for name, each in version.stages.items()},
        "roles": {name: each.was for name, each in roadmap.roles.items()},
        "events": {name: each.was for name, each in roadmap.events.items()},
        "outputs": {name: each.was for name, each in roadmap.outputs.items()},
        "parameters": {name: each.was for name, each in roadmap.parameters.items()},
    }


def _permitted_otherwise(transition: Transition) -> Iterator[str]:
    """Name what schools may do otherwise, as the text has it; what they have changed may be an error then."""
    heirs = {**transition.succession.stages, **transition.succession.measures}
    continues = {after: before for before, now in heirs.items() for after in now[:1]}
    for change in compare_permissions(transition.before.assembly, transition.after.assembly, continues):
        yield f"allow.{change.field}"


def _is_sense(field: str) -> bool:
    """Tell whether a change of a field is more than one of words."""
    known = field_of(field)
    return known is None or known.kind not in _WORDING


def _exchanged(
    before: Mapping[str, Measure] | Mapping[str, Stage],
    after: Mapping[str, Measure] | Mapping[str, Stage],
    heirs: Heirs,
    transition: Transition,
) -> Iterator[Problem]:
    """Find an id that now stands before the title that another id had."""
    titles = {in_words(thing.title): name for name, thing in before.items()}
    for name, thing in after.items():
        other = titles.get(in_words(thing.title))
        if other is None or other == name or name not in before or name in heirs[other]:
            continue
        # What is called as another was before, and that other is still there, has changed its meaning.
        if in_words(before[name].title) != in_words(thing.title) and other in after:
            place, version = transition.after.place(name, "title"), transition.before.number
            yield Problem.of("RM755", location=place, name=name, other=other, version=version)
