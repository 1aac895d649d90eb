"""What one layer adds, replaces, moves and removes of the stages and measures below it.

Nothing merges by accident: a layer names the thing by its id and the fields it gives anew. Within a layer
replacements come first, then moves and additions, then removals, so that a measure may be put in the place
of one that goes. What becomes of a field, the table of fields and `model.changing` say.
"""

from __future__ import annotations

from typing import Any

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.changing import with_values
from roadmap_engine.model.fields import Field, given_values
from roadmap_engine.model.measure import Change, Measure, Stage, call_thing
from roadmap_engine.model.settled import Staying
from roadmap_engine.overlays.journal import Journal
from roadmap_engine.overlays.layers import Layer, Site
from roadmap_engine.overlays.permissions import Grants
from roadmap_engine.overlays.placing import Placing
from roadmap_engine.overlays.rows import Rows
from roadmap_engine.overlays.unknown import report_unknown

__all__ = ["apply_changes", "forget_prints", "keep_settled", "let_stay"]


def apply_changes(rows: Rows, layer: Layer, grants: Grants) -> None:
    """Change rows as a layer says; what cannot be done becomes a problem of theirs."""
    text = layer.text
    journal = Journal(rows, layer, grants)
    removed = _check_removals(rows, layer)
    for name, change in text.replace.items():
        _replace(rows, name, change, layer.site("replace", name), journal)
    moves = {name: (to, layer.entry("move", name)) for name, to in text.move.items()}
    additions = [(each, layer.site("add", position)) for position, each in enumerate(text.add)]
    numbered = [name for name, change in text.replace.items() if change.number is not None]
    Placing(rows, moves, additions, journal, numbered).put()
    for name, site in removed.items():
        if rows.thing(name) is not None:
            _check_moved(rows, layer, name, site)
            journal.note_removal(name, site)
            rows.drop(name, site)


def forget_prints(rows: Rows) -> None:
    """Drop every `as_printed`: a school's plan prints the sense, not the misprints of a publication."""
    for thing in map(rows.thing, rows.names()):
        if thing is not None and thing.as_printed:
            _put(rows, with_fields(thing, as_printed=frozendict()))


def let_stay(rows: Rows, layer: Layer) -> None:
    """Put measures of a school's where they were done, before anything else.

    So what the school changed of them is changed of them still, and what it added after them stands there.
    """
    kept = {name: each.stays or each.stands for name, each in layer.settled.items()}
    waiting = {name: each for name, each in kept.items() if each is not None}
    while waiting and rows.stage_names():
        # One may stand beside another; what stands beside something that is nowhere goes to a stage's end.
        there = {None, *rows.measure_names()} - waiting.keys()
        placed = (name for name, each in waiting.items() if {each.after, each.before} <= there)
        name = next(placed, next(iter(waiting)))
        staying = waiting.pop(name)
        if isinstance(staying, Staying):
            _put_staying(rows, staying, layer.site("settled", name, "stays", "measure"))
        else:
            Placing(rows, {name: (staying, layer.entry("settled", name, "stands"))}).put()


def _put_staying(rows: Rows, staying: Staying, site: Site) -> None:
    measure, names = staying.measure, rows.measure_names()
    if isinstance(there := rows.thing(measure.id), Measure):
        rows.put(with_fields(measure, was=there.was))
        return
    after, before = (name if name in names else None for name in (staying.after, staying.before))
    beside, stages = after or before, rows.stage_names()
    home = rows.home_of(beside) if beside is not None else staying.stage
    rows.insert(measure, home if home in stages else stages[-1], site, after, before)


def keep_settled(rows: Rows, layer: Layer) -> None:
    """Give settled measures of a school's layer the fields they had, after everything else.

    So what is done or signed stands in the plan as it was, whatever a newer version says.
    """
    for name, settled in layer.settled.items():
        if settled.stays is not None:
            _stand_for_parts(rows, settled.stays, layer.site("settled", name, "stays", "instead_of"))
        thing, kept = rows.thing(name), settled.kept_values()
        if thing is not None and kept:
            rows.put(with_values(thing, kept, alone=True))
            rows.note_fields(name, kept, layer.site("settled", name, "kept"))


def _stand_for_parts(rows: Rows, staying: Staying, site: Site) -> None:
    """Take out what came instead of a measure that stays; what comes after that comes after the measure."""
    name, parts = staying.measure.id, set(staying.instead_of) - {staying.measure.id}
    for part in parts:
        if isinstance(rows.thing(part), Measure):
            rows.drop(part, site)
    for each in rows.measure_names():
        thing = rows.thing(each)
        if isinstance(thing, Measure) and parts & set(thing.after):
            needs = (name if need in parts else need for need in thing.after)
            rows.put(with_fields(thing, after=tuple(dict.fromkeys(needs))))


def _check_removals(rows: Rows, layer: Layer) -> dict[str, Site]:
    """Give what is to be removed and can be, and where that is said."""
    text = layer.text
    removed: dict[str, Site] = {}
    for position, name in enumerate(text.remove):
        site = layer.site("remove", position)
        if rows.thing(name) is None:
            report_unknown(rows, name, rows.names(), site)
            continue
        removed.setdefault(name, site)
        # What is moved out of a stage does not go with it.
        inside = (each for each in rows.measures_of(name) if each not in text.move)
        for touched in (name, *inside):
            if touched in text.replace:
                place = layer.site("replace", touched).key
                rows.problems.append(
                    Problem.of("RM208", location=place, related=(site.location,), name=touched)
                )
    return removed


def _check_moved(rows: Rows, layer: Layer, name: str, site: Site) -> None:
    """Find what is moved and goes all the same, by itself or with the stage it is moved to."""
    for each in (name, *rows.measures_of(name)):
        if each in layer.text.move:
            place = layer.entry("move", each).key
            rows.problems.append(Problem.of("RM762", location=place, related=(site.location,), name=each))


def _replace(rows: Rows, name: str, change: Change, site: Site, journal: Journal) -> None:
    thing = rows.thing(name)
    if thing is None:
        report_unknown(rows, name, rows.names(), site, at_key=True)
        return
    fitting: dict[Field, Any] = {}
    for field, value in given_values(change).items():
        if field.fits(thing):
            fitting[field] = value
        else:
            place = site.under(*field.path).key
            rows.problems.append(
                Problem.of("RM209", location=place, thing=call_thing(thing), field=field.name)
            )
    journal.note_replacement(thing, fitting, site)
    changed = with_values(thing, fitting)
    _put(rows, changed)
    rows.note_fields(name, fitting, site)
    if change.when is not None:
        rows.conditions[name] = ((change.when, site.under("when")),)


def _put(rows: Rows, thing: Stage | Measure) -> None:
    rows.put(thing)
    if not thing.as_printed:
        rows.sites.pop((thing.id, "as_printed"), None)
