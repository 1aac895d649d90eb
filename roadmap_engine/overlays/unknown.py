"""A name that is not there, with what it may have meant, what it is called by now, and who removed it."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.overlays.layers import Site
from roadmap_engine.overlays.rows import Rows

__all__ = ["report_unknown"]


def report_unknown(rows: Rows, name: str, known: Iterable[str], site: Site, *, at_key: bool = False) -> None:
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
