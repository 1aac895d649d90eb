"""The texts of a chain, base first, to one complete roadmap that remembers where each value was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frozendict import frozendict

from roadmap_engine.deadlines import Context
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import MEASURES
from roadmap_engine.model.adoption import Adoption
from roadmap_engine.model.answer import print_answer
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.breaches import find_breaches
from roadmap_engine.model.judging import judge_changes
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.model.roadmap import Roadmap, RoadmapText
from roadmap_engine.overlays.changes import apply_changes, forget_prints, keep_settled, let_stay
from roadmap_engine.overlays.conditions import check_conditions
from roadmap_engine.overlays.definitions import join_definitions, join_fields, join_terms
from roadmap_engine.overlays.former import remember_names
from roadmap_engine.overlays.layers import Layer, ReadText, Site
from roadmap_engine.overlays.moved_layers import move_layers
from roadmap_engine.overlays.orders import read_order
from roadmap_engine.overlays.permissions import Grants
from roadmap_engine.overlays.phrases import read_deadlines
from roadmap_engine.overlays.removals import explain_removals
from roadmap_engine.overlays.rows import Rows
from roadmap_engine.overlays.vocabulary import build_vocabulary
from roadmap_engine.years.moved import Moving

__all__ = ["assemble"]


def assemble(
    texts: Sequence[ReadText[RoadmapText]],
    local: ReadText[Adoption] | None = None,
    moving: Moving | None = None,
) -> tuple[Assembly | None, tuple[Problem, ...]]:
    """Join the texts of a roadmap into one.

    Args:
        texts: the chain of texts, base first.
        local: a school's adoption, the last layer, if the roadmap is wanted as the school has it.
        moving: to which school year the texts are moved, where no adoption says it.

    Returns:
        the roadmap, as far as it can be joined, so that everything else that is wrong with it can be told
        too; None where a text of the chain could not be understood.
    """
    read = _layers(texts, local)
    if read is None:
        return None, ()
    moved = move_layers(read, moving)
    layers = moved.layers
    rows, grants = _join_stages(layers)
    if too_many := _too_many(rows):
        return None, (*rows.problems, too_many)
    definitions, sites, repeated = join_definitions(layers, grants)
    fields, more, repeated_fields = join_fields(layers, grants)
    if moved.school_year is not None and "school_year" in fields:
        fields = {**fields, "school_year": moved.school_year}
    terms, said, repeated_terms = join_terms(layers, grants)
    sites |= more | rows.sites | said
    vocabulary = build_vocabulary(definitions["events"], rows.stages())
    stages, unread = read_deadlines(rows.stages(), vocabulary, sites, _answers(definitions))
    order, points, unread_points = read_order(fields.get("order"), vocabulary, sites)
    sites |= points
    published = [layer.text for layer in layers if isinstance(layer.text, RoadmapText)]
    missing = _missing_fields(published[-1], fields, sites)
    ordered = {"order": order, "order_terms": terms}
    roadmap = _build(published, {**definitions, **fields, **ordered, "stages": stages})
    if local is not None and local.value is not None:
        staying = {name for name, each in local.value.settled.items() if each.stays is not None}
        staying |= local.value.own_additions().keys()
        roadmap = remember_names(roadmap, local.value.former, staying)
    changes = judge_changes(rows.changes, roadmap.version, vocabulary, _known_year(roadmap, local))
    wordings = moved.standing(sites)
    holding = grants.holding(len(layers))
    assembly = Assembly(
        roadmap,
        origins=frozendict({key: site.origin() for key, site in sites.items()}),
        vocabulary=vocabulary,
        layers=tuple(layer.describe() for layer in layers),
        changes=changes,
        allowances=holding.allowances,
        defining=holding.defining,
        freed=holding.freed,
        removed=frozendict({name: gone.site.origin() for name, gone in rows.removed.items()}),
        written=moved.written,
        years=moved.years,
        wordings=wordings,
        local=layers[-1].name if local is not None else None,
    )
    return assembly, (
        *rows.problems,
        *repeated,
        *repeated_fields,
        *repeated_terms,
        *find_breaches(each for each in changes if _is_settled(each, assembly)),
        *check_conditions(rows.conditions, roadmap.parameters),
        *missing,
        *explain_removals(unread, vocabulary, rows.removed),
        *unread_points,
        *moved.problems(wordings),
    )


def _too_many(rows: Rows) -> Problem | None:
    """Refuse a roadmap with more rows than any table has, before its deadlines are read."""
    names = rows.measure_names()
    if len(names) <= MEASURES.most:
        return None
    site = rows.sites.get((names[MEASURES.most], ""))
    place = site.location if site is not None else None
    return Problem.of(MEASURES.told, location=place, found=len(names), limit=MEASURES.most)


def _answers(definitions: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str | None]:
    """Give what stands in a gap for each parameter; None for one that is open still."""
    return {
        name: None if written is None else print_answer(parameter, written)
        for name, parameter in definitions["parameters"].items()
        for written in (definitions["fill"].get(name, parameter.default),)
    }


def _known_year(roadmap: Roadmap, local: ReadText[Adoption] | None) -> Context | None:
    """Give what deadlines are compared by: the plan's year, where one is known."""
    year = local.value.school_year if local is not None and local.value else roadmap.school_year
    return Context(year=year) if year is not None else None


def _is_settled(change: LocalChange, assembly: Assembly) -> bool:
    """Tell whether the last word on a change is said: what a school changes is judged by its dates, too."""
    return change.allowed is not None or change.layer != assembly.local


def _layers(texts: Sequence[ReadText[RoadmapText]], local: ReadText[Adoption] | None) -> list[Layer] | None:
    layers = [Layer.of_roadmap(text.value, text.locations) for text in texts if text.value is not None]
    if not layers or len(layers) < len(texts):
        return None
    if local is not None:
        if local.value is None:
            return None
        layers.append(Layer.of_adoption(local.value, local.locations))
    return layers


def _join_stages(layers: Sequence[Layer]) -> tuple[Rows, Grants]:
    rows = Rows()
    grants = Grants(rows, layers)
    for level, layer in enumerate(layers):
        rows.level = level
        text = layer.published
        if text is not None and text.stages:
            if level:
                rows.problems.append(Problem.of("RM224", location=layer.site("stages").key))
            for index, stage in enumerate(text.stages):
                rows.insert(stage, "", layer.site("stages", index))
        if layer.published is None:
            let_stay(rows, layer)
        apply_changes(rows, layer, grants)
        grants.take(level, layer)
        if layer.published is None:
            forget_prints(rows)
            keep_settled(rows, layer)
    return rows, grants


def _missing_fields(
    text: RoadmapText, fields: Mapping[str, Any], sites: Mapping[tuple[str, str], Site]
) -> Iterator[Problem]:
    place = sites["", ""].location
    if "title" not in fields:
        yield Problem.of("RM216", location=place, name=text.roadmap)
    if "columns" not in fields:
        yield Problem.of("RM217", location=place, name=text.roadmap)


def _build(texts: Sequence[RoadmapText], values: Mapping[str, Any]) -> Roadmap:
    last = texts[-1]
    unsaid = {**dict.fromkeys(Roadmap.model_fields), "title": "", "basis": (), "columns": (), "intro": ()}
    columns = (column for text in texts for column in text.columns or () if column.kind is not None)
    own = {column.field: column for column in columns}
    lineage = tuple(f"{text.roadmap}@{text.version}" for text in reversed(texts[:-1]))
    told = {"id": last.roadmap, "version": last.version, "lineage": lineage, "own_columns": own}
    return Roadmap.model_validate({**unsaid, **values, **told})
