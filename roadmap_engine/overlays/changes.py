"""What one layer adds, replaces and removes of the stages and measures below it.

Nothing merges by accident: a layer names the thing by its id and the fields it gives anew. Within a layer
replacements come first, then additions, then removals, so that a measure may be put in the place of one
that goes. What becomes of a field, the table of fields and `model.changing` say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.changing import with_values
from roadmap_engine.model.condition import LONGEST_CONDITION
from roadmap_engine.model.fields import Field, given_values
from roadmap_engine.model.measure import Addition, Change, Measure, Stage, call_thing
from roadmap_engine.model.settled import Staying
from roadmap_engine.overlays.journal import Journal
from roadmap_engine.overlays.layers import Layer, Site
from roadmap_engine.overlays.permissions import Grants
from roadmap_engine.overlays.rows import Rows

__all__ = ["apply_changes", "forget_prints", "keep_settled", "let_stay"]


def apply_changes(rows: Rows, layer: Layer, grants: Grants) -> None:
    """Change rows as a layer says; what cannot be done becomes a problem of theirs."""
    text = layer.text
    journal = Journal(rows, layer, grants)
    removed = _check_removals(rows, layer)
    for name, change in text.replace.items():
        _replace(rows, name, change, layer.site("replace", name), journal)
    # What a layer adds after one thing stands there in the order of the layer.
    last_after: dict[str, str] = {}
    for position, addition in enumerate(text.add):
        _add(rows, addition, layer.site("add", position), last_after, journal)
    for name, site in removed.items():
        if rows.thing(name) is not None:
            journal.note_removal(name, site)
            rows.drop(name, site)


def forget_prints(rows: Rows) -> None:
    """Drop every `as_printed`: a school's plan prints the sense, not the misprints of a publication."""
    for thing in map(rows.thing, rows.names()):
        if thing is not None and thing.as_printed:
            _put(rows, with_fields(thing, as_printed=frozendict()))


def let_stay(rows: Rows, layer: Layer) -> None:
    """Put measures of a school's that a newer version has no more in their places, before anything else.

    So what the school changed of them is changed of them still, and what it added after them stands there.
    """
    waiting = {name: each.stays for name, each in layer.settled.items() if each.stays is not None}
    while waiting and rows.stage_names():
        # One may stand beside another; what stands beside something that is nowhere goes to a stage's end.
        there = rows.measure_names()
        placed = (name for name, each in waiting.items() if not {each.after, each.before} - {None, *there})
        name = next(placed, next(iter(waiting)))
        _put_staying(rows, waiting.pop(name), layer.site("settled", name, "stays", "measure"))


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
            _report_unknown(rows, name, rows.names(), site)
            continue
        removed.setdefault(name, site)
        for touched in (name, *rows.measures_of(name)):
            if touched in text.replace:
                place = layer.site("replace", touched).key
                rows.problems.append(
                    Problem.of("RM208", location=place, related=(site.location,), name=touched)
                )
    return removed


def _replace(rows: Rows, name: str, change: Change, site: Site, journal: Journal) -> None:
    thing = rows.thing(name)
    if thing is None:
        _report_unknown(rows, name, rows.names(), site, at_key=True)
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


def _add(rows: Rows, addition: Addition, site: Site, last_after: dict[str, str], journal: Journal) -> None:
    # An addition without a measure is that of a stage: the model sees to it.
    kind, thing = ("measure", addition.measure) if addition.measure else ("stage", addition.stage)
    own = cast("Stage | Measure", thing)
    siblings = rows.measure_names() if addition.measure else rows.stage_names()
    after, before, home = addition.after, addition.before, ""
    for key, anchor in (("after", after), ("before", before)):
        if anchor is not None and anchor not in siblings:
            _report_unknown(rows, anchor, siblings, site.under(key))
            return
    if addition.measure is not None:
        anchor = after or before
        home = rows.home_of(anchor) if anchor is not None else str(addition.stage)
        if anchor is None and home not in rows.stage_names():
            _report_unknown(rows, home, rows.stage_names(), site.under("stage"))
            return
    inner = site.under(kind)
    if _is_taken(rows, own.id, inner):
        return
    journal.note_addition(own, home, inner)
    rows.insert(own, home, inner, after and last_after.get(after, after), before)
    _put_condition(rows, own, addition, site)
    if after is not None:
        last_after[after] = own.id


def _put_condition(rows: Rows, thing: Stage | Measure, addition: Addition, site: Site) -> None:
    """Give what was added the addition's condition, besides its own."""
    if addition.when is None:
        return
    here = site.under("when")
    both = f"({addition.when}) and ({thing.when})" if thing.when is not None else addition.when
    if len(both) > LONGEST_CONDITION:
        rows.problems.append(
            Problem.of(
                "RM150",
                location=here.location,
                thing=call_thing(thing),
                field="when",
                limit=LONGEST_CONDITION,
            )
        )
        return
    rows.put(with_fields(cast("Stage | Measure", rows.thing(thing.id)), when=both))
    rows.conditions[thing.id] = (*rows.conditions.get(thing.id, ()), (addition.when, here))
    rows.sites[thing.id, "when"] = here


def _is_taken(rows: Rows, name: str, site: Site) -> bool:
    there = rows.sites.get((name, ""))
    if there is None:
        return False
    related = (there.under("id").location,)
    rows.problems.append(Problem.of("RM207", location=site.under("id").location, related=related, name=name))
    return True


def _report_unknown(rows: Rows, name: str, known: Iterable[str], site: Site, *, at_key: bool = False) -> None:
    """Report a name that is not there: misspelt, called otherwise by now, or removed by a layer."""
    words = {"name": name, "near": near_names(name, known)}
    now = rows.names_now(name)
    related = [rows.sites[each, ""].under("id").location for each in now]
    if now:
        words |= {"near": "", "now": ", ".join(f"«{each}»" for each in now)}
    removed = rows.removed.get(name)
    if removed is not None:
        words |= {"near": "", "remover": removed.site.layer}
        related.append(removed.site.location)
    problem = Problem(
        code="RM206",
        arguments=tuple(words.items()),
        location=site.key if at_key else site.location,
        related=tuple(related),
    )
    rows.problems.append(problem)
