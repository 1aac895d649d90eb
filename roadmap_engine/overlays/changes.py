"""What one layer adds, replaces and removes of the stages and measures below it.

Nothing merges by accident: a layer names the thing by its id and the fields it gives anew. Within a layer
replacements come first, then additions, then removals, so that a measure may be put in the place of one
that goes. An `as_printed` cell belongs to the words it was a misprint of: where a layer changes the words,
it goes with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.condition import LONGEST_CONDITION
from roadmap_engine.model.measure import Addition, Change, Measure, Stage, call_thing
from roadmap_engine.overlays.draft import Draft
from roadmap_engine.overlays.journal import Journal
from roadmap_engine.overlays.layers import Layer, Site
from roadmap_engine.overlays.permissions import Grants

__all__ = ["apply_changes", "forget_prints"]

_OF_STAGES = frozenset(Change.model_fields.keys() & Stage.model_fields.keys())
_OF_MEASURES = frozenset(Change.model_fields.keys() & Measure.model_fields.keys())


def apply_changes(draft: Draft, layer: Layer, grants: Grants) -> None:
    """Change a draft as a layer says; what cannot be done becomes a problem of the draft."""
    text = layer.text
    journal = Journal(draft, layer, grants)
    removed = _check_removals(draft, layer)
    for name, change in text.replace.items():
        _replace(draft, name, change, layer.site("replace", name), journal)
    # What a layer adds after one thing stands there in the order of the layer.
    last_after: dict[str, str] = {}
    for position, addition in enumerate(text.add):
        _add(draft, addition, layer.site("add", position), last_after, journal)
    for name, site in removed.items():
        if draft.knows(name):
            journal.note_removal(name, site)
            draft.drop(name, site)


def forget_prints(draft: Draft) -> None:
    """Drop every `as_printed`: a school's plan prints the sense, not the misprints of a publication."""
    things = (*map(draft.stage, draft.stage_names()), *map(draft.measure, draft.measure_names()))
    for thing in things:
        if thing is not None and thing.as_printed:
            draft.put(with_fields(thing, as_printed=frozendict()))
            draft.sites.pop((thing.id, "as_printed"), None)


def _check_removals(draft: Draft, layer: Layer) -> dict[str, Site]:
    """Give what is to be removed and can be, and where that is said."""
    text = layer.text
    removed: dict[str, Site] = {}
    for position, name in enumerate(text.remove):
        site = layer.site("remove", position)
        if not draft.knows(name):
            _report_unknown(draft, name, draft.names(), site)
            continue
        removed.setdefault(name, site)
        for touched in (name, *draft.measures_of(name)):
            if touched in text.replace:
                place = layer.site("replace", touched).key
                draft.problems.append(
                    Problem.of("RM208", location=place, related=(site.location,), name=touched)
                )
    return removed


def _replace(draft: Draft, name: str, change: Change, site: Site, journal: Journal) -> None:
    # Not in the order of `model_fields_set`: a set has another one in every run.
    given = {field: value for field, value in change if value is not None}
    thing = draft.thing(name)
    if thing is None:
        _report_unknown(draft, name, draft.names(), site, at_key=True)
        return
    kind, fitting = ("stage", _OF_STAGES) if isinstance(thing, Stage) else ("measure", _OF_MEASURES)
    given = _keep_fitting(draft, f"{kind} {name}", given, fitting, site)
    journal.note_replacement(thing, given, site)
    _put(draft, _with_changes(thing, given), given, site)


def _put(draft: Draft, thing: Stage | Measure, given: Iterable[str], site: Site) -> None:
    draft.put(thing)
    draft.note_fields(thing.id, given, site)
    if "when" in given and thing.when is not None:
        draft.conditions[thing.id] = ((thing.when, site.under("when")),)
    if not thing.as_printed:
        draft.sites.pop((thing.id, "as_printed"), None)


def _with_changes(thing: Stage | Measure, given: Mapping[str, Any]) -> Stage | Measure:
    """Give a thing with some fields anew; a misprint of a field that is new is gone."""
    kept = {column: text for column, text in thing.as_printed.items() if column not in given}
    printed = frozendict({**kept, **given.get("as_printed", {})})
    # What an order says of a measure belongs to its title as well.
    titled = "title" in given and "directive" in type(thing).model_fields
    stale: Mapping[str, None] = {"directive": None} if titled else {}
    return with_fields(thing, **{**stale, **given, "as_printed": printed})


def _keep_fitting(
    draft: Draft, thing: str, given: Mapping[str, Any], fields: frozenset[str], site: Site
) -> dict[str, Any]:
    for field in sorted(given.keys() - fields):
        draft.problems.append(Problem.of("RM209", location=site.under(field).key, thing=thing, field=field))
    return {field: value for field, value in given.items() if field in fields}


def _add(draft: Draft, addition: Addition, site: Site, last_after: dict[str, str], journal: Journal) -> None:
    if addition.measure is not None:
        _add_measure(draft, addition, addition.measure, site, last_after, journal)
    else:
        # An addition without a measure is that of a stage: the model sees to it.
        _add_stage(draft, addition, cast("Stage", addition.stage), site, last_after, journal)


def _add_stage(
    draft: Draft, addition: Addition, stage: Stage, site: Site, last_after: dict[str, str], journal: Journal
) -> None:
    if addition.after is not None and draft.stage(addition.after) is None:
        _report_unknown(draft, addition.after, draft.stage_names(), site.under("after"))
        return
    if _is_free(draft, stage.id, site.under("stage")):
        after = addition.after and last_after.get(addition.after, addition.after)
        journal.note_addition(stage, "", site.under("stage"))
        draft.insert_stage(stage, site.under("stage"), after)
        _put_condition(draft, stage, addition, site)
        if addition.after is not None:
            last_after[addition.after] = stage.id


def _add_measure(
    draft: Draft,
    addition: Addition,
    measure: Measure,
    site: Site,
    last_after: dict[str, str],
    journal: Journal,
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
        journal.note_addition(measure, home, site.under("measure"))
        draft.insert_measure(measure, home, site.under("measure"), after and last_after.get(after, after))
        _put_condition(draft, measure, addition, site)
        if after is not None:
            last_after[after] = measure.id


def _put_condition(draft: Draft, thing: Stage | Measure, addition: Addition, site: Site) -> None:
    """Give what was added the addition's condition, besides its own."""
    if addition.when is None:
        return
    both = f"({addition.when}) and ({thing.when})" if thing.when is not None else addition.when
    if len(both) > LONGEST_CONDITION:
        place = site.under("when").location
        draft.problems.append(
            Problem.of(
                "RM150", location=place, thing=call_thing(thing), field="when", limit=LONGEST_CONDITION
            )
        )
        return
    draft.put(with_fields(draft.known(thing.id), when=both))
    draft.conditions[thing.id] = (*draft.conditions.get(thing.id, ()), (addition.when, site.under("when")))
    draft.sites[thing.id, "when"] = site.under("when")


def _is_free(draft: Draft, name: str, site: Site) -> bool:
    if not draft.knows(name):
        return True
    there = draft.sites[name, ""].under("id").location
    place = site.under("id").location
    draft.problems.append(Problem.of("RM207", location=place, related=(there,), name=name))
    return False


def _report_unknown(
    draft: Draft, name: str, known: Iterable[str], site: Site, *, at_key: bool = False
) -> None:
    """Report a name that is not there: misspelt, called otherwise by now, or removed by a layer."""
    words = {"name": name, "near": near_names(name, known)}
    now = draft.names_now(name)
    related = [draft.sites[each, ""].under("id").location for each in now]
    if now:
        words |= {"near": "", "now": ", ".join(f"«{each}»" for each in now)}
    removed = draft.removed.get(name)
    if removed is not None:
        words |= {"near": "", "remover": removed.site.layer}
        related.append(removed.site.location)
    problem = Problem(
        code="RM206",
        arguments=tuple(words.items()),
        location=site.key if at_key else site.location,
        related=tuple(related),
    )
    draft.problems.append(problem)
