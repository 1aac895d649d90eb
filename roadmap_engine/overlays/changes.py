"""What one layer adds, replaces and removes of the stages and measures below it.

Nothing merges by accident: a layer names the thing by its id and the fields it gives anew. Within a layer
replacements come first, then additions, then removals, so that a measure may be put in the place of one
that goes. An `as_printed` cell belongs to the words it was a misprint of: where a layer changes the words,
it goes with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.model.measure import Addition, Change, Measure, Stage
from roadmap_engine.overlays.draft import Draft
from roadmap_engine.overlays.layers import Layer, Site

__all__ = ["apply_changes", "forget_prints"]

T = TypeVar("T", Stage, Measure)

_OF_STAGES = frozenset({"title", "number", "kind", "as_printed", "basis", "when"})
_OF_MEASURES = frozenset(Change.model_fields) - {"kind"}


def apply_changes(draft: Draft, layer: Layer) -> None:
    """Change a draft as a layer says; what cannot be done becomes a problem of the draft."""
    text = layer.text
    removed = _check_removals(draft, layer)
    for name, change in text.replace.items():
        _replace(draft, name, change, layer.site("replace", name))
    # What a layer adds after one thing stands there in the order of the layer.
    last_after: dict[str, str] = {}
    for position, addition in enumerate(text.add):
        _add(draft, addition, layer.site("add", position), last_after)
    for name in removed:
        if draft.knows(name):
            draft.drop(name)


def forget_prints(draft: Draft) -> None:
    """Drop every `as_printed`: a school's plan prints the sense, not the misprints of a publication."""
    things = (*map(draft.stage, draft.stage_names()), *map(draft.measure, draft.measure_names()))
    for thing in things:
        if thing is not None and thing.as_printed:
            draft.put(thing.model_copy(update={"as_printed": frozendict()}))
            draft.sites.pop((thing.id, "as_printed"), None)


def _check_removals(draft: Draft, layer: Layer) -> tuple[str, ...]:
    """Give what is to be removed and can be."""
    text = layer.text
    removed = []
    for position, name in enumerate(text.remove):
        site = layer.site("remove", position)
        if not draft.knows(name):
            _report_unknown(draft, name, draft.names(), site)
            continue
        removed.append(name)
        for touched in (name, *draft.measures_of(name)):
            if touched in text.replace:
                place = layer.site("replace", touched).key
                draft.problems.append(
                    Problem.of("RM208", location=place, related=(site.location,), name=touched)
                )
    return tuple(dict.fromkeys(removed))


def _replace(draft: Draft, name: str, change: Change, site: Site) -> None:
    given = {field: getattr(change, field) for field in change.model_fields_set}
    given = {field: value for field, value in given.items() if value is not None}
    if (stage := draft.stage(name)) is not None:
        given = _keep_fitting(draft, f"stage {name}", given, _OF_STAGES, site)
        _put(draft, _with_fields(stage, given), given, site)
    elif (measure := draft.measure(name)) is not None:
        given = _keep_fitting(draft, f"measure {name}", given, _OF_MEASURES, site)
        _put(draft, _with_fields(measure, given), given, site)
    else:
        near = near_names(name, draft.names())
        draft.problems.append(Problem.of("RM206", location=site.key, name=name, near=near))


def _put(draft: Draft, thing: Stage | Measure, given: Iterable[str], site: Site) -> None:
    draft.put(thing)
    draft.note_fields(thing.id, given, site)
    if not thing.as_printed:
        draft.sites.pop((thing.id, "as_printed"), None)


def _with_fields(thing: T, given: Mapping[str, Any]) -> T:
    """Give a thing with some fields anew; a misprint of a field that is new is gone."""
    kept = {column: text for column, text in thing.as_printed.items() if column not in given}
    printed = frozendict({**kept, **given.get("as_printed", {})})
    # What an order says of a measure belongs to its title as well.
    titled = "title" in given and "directive" in type(thing).model_fields
    stale: Mapping[str, None] = {"directive": None} if titled else {}
    return thing.model_copy(update={**stale, **given, "as_printed": printed})


def _keep_fitting(
    draft: Draft, thing: str, given: Mapping[str, Any], fields: frozenset[str], site: Site
) -> dict[str, Any]:
    for field in sorted(given.keys() - fields):
        draft.problems.append(Problem.of("RM209", location=site.under(field).key, thing=thing, field=field))
    return {field: value for field, value in given.items() if field in fields}


def _add(draft: Draft, addition: Addition, site: Site, last_after: dict[str, str]) -> None:
    if addition.measure is not None:
        _add_measure(draft, addition, addition.measure, site, last_after)
    elif isinstance(addition.stage, Stage):
        _add_stage(draft, addition, addition.stage, site, last_after)


def _add_stage(
    draft: Draft, addition: Addition, stage: Stage, site: Site, last_after: dict[str, str]
) -> None:
    if addition.after is not None and draft.stage(addition.after) is None:
        _report_unknown(draft, addition.after, draft.stage_names(), site.under("after"))
        return
    if _is_free(draft, stage.id, site.under("stage")):
        after = addition.after and last_after.get(addition.after, addition.after)
        draft.insert_stage(stage, site.under("stage"), after)
        if addition.after is not None:
            last_after[addition.after] = stage.id


def _add_measure(
    draft: Draft, addition: Addition, measure: Measure, site: Site, last_after: dict[str, str]
) -> None:
    after, stage = addition.after, addition.stage
    if after is not None and draft.measure(after) is None:
        _report_unknown(draft, after, draft.measure_names(), site.under("after"))
        return
    if isinstance(stage, str) and draft.stage(stage) is None:
        _report_unknown(draft, stage, draft.stage_names(), site.under("stage"))
        return
    home = draft.home_of(after) if after is not None else str(stage)
    if _is_free(draft, measure.id, site.under("measure")):
        draft.insert_measure(measure, home, site.under("measure"), after and last_after.get(after, after))
        if after is not None:
            last_after[after] = measure.id


def _is_free(draft: Draft, name: str, site: Site) -> bool:
    if not draft.knows(name):
        return True
    there = draft.sites[name, ""].under("id").location
    place = site.under("id").location
    draft.problems.append(Problem.of("RM207", location=place, related=(there,), name=name))
    return False


def _report_unknown(draft: Draft, name: str, known: Iterable[str], site: Site) -> None:
    near = near_names(name, known)
    draft.problems.append(Problem.of("RM206", location=site.location, name=name, near=near))
