"""Templates that come from a trusted hand are filled here; compiled, they are kept from one run to the next.

What is kept are the Jinja texts of the parts, and the other parts packed; they were guarded and tried out
when they were compiled. The code is made of the texts anew, in the same sandbox: no code is ever kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.compiled import CompiledPart
from roadmap_engine.documents.word.filling import Filling, Fitting
from roadmap_engine.documents.word.template import WordTemplate
from roadmap_engine.storage.caching import chosen_cache
from roadmap_engine.storage.packed_json import bytes_from_json, bytes_to_json, part_from_json, part_to_json

__all__ = ["fill_template"]

_KIND = "template"


def fill_template(filling: Filling, template: bytes) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Fill a template that comes from a trusted hand.

    Returns:
        The file, or nothing and the reasons.
    """
    word, problems = _compile(template, filling.template, filling.fitting)
    if word is None:
        return None, problems
    return word.render(filling.with_pictures({}).values, filling.properties), problems


@lru_cache(maxsize=128)
def _compile(template: bytes, name: str, fitting: Fitting) -> tuple[WordTemplate | None, tuple[Problem, ...]]:
    """Give a compiled template: as it is kept, or compiled now, and then it is kept."""
    cache, made_of = chosen_cache(), (template, name, repr(fitting))
    kept = cache.recall(_KIND, made_of)
    if kept is not None and (word := _from_json(kept)) is not None:
        return word, ()
    from roadmap_engine.documents.word.fitted import compile_fitted  # noqa: PLC0415 -- it brings docxtpl

    word, problems = compile_fitted(template, name, fitting)
    if word is not None and not problems:
        cache.keep(_KIND, made_of, _to_json(word))
    return word, problems


def _to_json(word: WordTemplate) -> Any:
    compiled = {
        name: [part.source, part.counts_cells, part.breaks_lines, part.first_picture, part.has_anchors]
        for name, part in word.compiled.items()
    }
    packed = [(name, None if part is None else part_to_json(part)) for name, part in word.packed.items()]
    growing = {name: bytes_to_json(content) for name, content in word.growing.items()}
    return {"main": word.main, "card": word.card, "compiled": compiled, "packed": packed, "growing": growing}


def _from_json(kept: Any) -> WordTemplate | None:
    try:
        compiled = {str(name): _part(*written) for name, written in kept["compiled"].items()}
        packed = {str(name): None if each is None else part_from_json(each) for name, each in kept["packed"]}
        growing = {str(name): bytes_from_json(content) for name, content in kept["growing"].items()}
        return WordTemplate(str(kept["main"]), str(kept["card"]), compiled, packed, growing)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _part(source: Any, counts: Any, breaks: Any, first: Any, anchors: Any) -> CompiledPart:
    return CompiledPart(str(source), bool(counts), bool(breaks), int(first), bool(anchors))
