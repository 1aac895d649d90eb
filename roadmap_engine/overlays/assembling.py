"""The texts of a chain, base first, to one complete roadmap that remembers where each value was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.adoption import Adoption
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.roadmap import Roadmap, RoadmapText
from roadmap_engine.overlays.changes import apply_changes, forget_prints
from roadmap_engine.overlays.definitions import join_definitions, join_fields
from roadmap_engine.overlays.draft import Draft
from roadmap_engine.overlays.layers import Layer, ReadText, Site
from roadmap_engine.overlays.orders import read_order
from roadmap_engine.overlays.phrases import read_deadlines
from roadmap_engine.overlays.vocabulary import build_vocabulary

__all__ = ["assemble"]


def assemble(
    texts: Sequence[ReadText[RoadmapText]], local: ReadText[Adoption] | None = None
) -> tuple[Assembly | None, tuple[Problem, ...]]:
    """Join the texts of a roadmap into one.

    Args:
        texts: the chain of texts, base first.
        local: a school's adoption, the last layer, if the roadmap is wanted as the school has it.

    Returns:
        the roadmap, as far as it can be joined, so that everything else that is wrong with it can be told
        too; None where a text of the chain could not be understood.
    """
    layers = _layers(texts, local)
    if layers is None:
        return None, ()
    draft = _join_stages(layers)
    if local is not None:
        forget_prints(draft)
    definitions, sites = join_definitions(layers)
    fields, more = join_fields(layers)
    sites |= more | draft.sites
    vocabulary = build_vocabulary(definitions["events"], draft.stages())
    stages, unread = read_deadlines(draft.stages(), vocabulary, sites)
    order, points, unread_points = read_order(fields.get("order"), vocabulary, sites)
    sites |= points
    published = [layer.text for layer in layers if isinstance(layer.text, RoadmapText)]
    missing = _missing_fields(published[-1], fields, sites)
    roadmap = _build(published, {**definitions, **fields, "stages": stages, "order": order})
    origins = frozendict({key: site.origin() for key, site in sites.items()})
    adopted = layers[-1].name if local is not None else None
    return Assembly(roadmap, origins, vocabulary, local=adopted), (
        *draft.problems,
        *missing,
        *unread,
        *unread_points,
    )


def _layers(texts: Sequence[ReadText[RoadmapText]], local: ReadText[Adoption] | None) -> list[Layer] | None:
    layers = [Layer.of_roadmap(text.value, text.places) for text in texts if text.value is not None]
    if not layers or len(layers) < len(texts):
        return None
    if local is not None:
        if local.value is None:
            return None
        layers.append(Layer.of_adoption(local.value, local.places))
    return layers


def _join_stages(layers: Sequence[Layer]) -> Draft:
    draft = Draft()
    for position, layer in enumerate(layers):
        text = layer.published
        if text is not None and text.stages:
            if position:
                draft.problems.append(Problem.of("RM224", location=layer.site("stages").key))
            for index, stage in enumerate(text.stages):
                draft.insert_stage(stage, layer.site("stages", index))
        apply_changes(draft, layer)
    return draft


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
    lineage = tuple(f"{text.roadmap}@{text.version}" for text in reversed(texts[:-1]))
    return Roadmap.model_validate(
        {**unsaid, **values, "id": last.roadmap, "version": last.version, "lineage": lineage}
    )
