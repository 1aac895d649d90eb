"""No damage to a text brings a traceback: it is read, joined and checked, or told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.checks import run_checks
from roadmap_engine.diagnostics.showing import format_problem
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load import load_text
from roadmap_engine.overlays import assemble
from tests.overlays.texts import BASE

OVER = """
roadmap: over
version: 1.0.0
extends: base@1
roles: {head: {title: руководитель, optional: true}}
fill: {levels: среднего}
replace:
  by-class: {deadline: после завершения анализа по школе, title: 'Анализ {{ levels }}'}
  reflection: {number: "2"}
add:
  - {after: by-class, measure: {id: new, title: Дело, deadline: постоянно, responsible: head}}
remove: [by-school]
"""
LINES = st.integers(0, max(BASE.count("\n"), OVER.count("\n")))
PIECES = st.sampled_from(
    ["", "x", "{{ x }}", "до 31 февраля", "by-class", "[head]", "{a: b}", "null", "7", "- ", ": ", "'"]
)
DAMAGES = st.lists(
    st.tuples(st.sampled_from(["drop", "repeat", "indent", "value", "swap"]), LINES, PIECES), max_size=4
)


def damage(source: str, damages: list[tuple[str, int, str]]) -> str:
    """Drop, repeat, indent or swap lines, or put another value."""
    lines = source.strip().split("\n")
    for kind, number, piece in damages:
        place = number % len(lines)
        if kind == "drop" and len(lines) > 1:
            del lines[place]
        elif kind == "repeat":
            lines.insert(place, lines[place])
        elif kind == "indent":
            lines[place] = f" {lines[place]}"
        elif kind == "swap":
            lines[place], lines[0] = lines[0], lines[place]
        else:
            key, colon, _ = lines[place].partition(":")
            lines[place] = f"{key}{colon} {piece}"
    return "\n".join(lines) + "\n"


@settings(max_examples=150, deadline=None)
@given(of_base=DAMAGES, of_layer=DAMAGES)
def test_damaged_texts_are_told(
    of_base: list[tuple[str, int, str]], of_layer: list[tuple[str, int, str]]
) -> None:
    """From the bytes to what a reader sees, nothing raises; every fault of a file has a place in it."""
    sources = {"base.yaml": damage(BASE, of_base), "over.yaml": damage(OVER, of_layer)}
    texts = [load_text(source.encode(), file, "roadmap") for file, source in sources.items()]
    problems = [problem for text in texts for problem in text.problems]
    assembly, found = assemble(texts)
    problems += found
    if assembly is not None:
        problems += run_checks(assembly)
    for problem in problems:
        assert problem.location is not None
        shown = format_problem(problem, sources[problem.location.file], translator("ru"))
        assert problem.code in shown
