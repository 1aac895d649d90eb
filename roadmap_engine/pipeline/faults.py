"""What only papers show to be wrong, at its place in the texts, for `check` and `build` alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem, Severity, has_errors
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.documents.word.sandbox import Sandbox
from roadmap_engine.model import NOWHERE, Assembly, Locations, Roadmap
from roadmap_engine.model.plan_people import post_of
from roadmap_engine.pipeline.own_files import OwnFiles
from roadmap_engine.pipeline.templates import shipped_templates

__all__ = [
    "beside",
    "check_own_templates",
    "find_missing_templates",
    "place_in_texts",
]


def place_in_texts(
    problems: Iterable[Problem],
    assembly: Assembly,
    answers_at: Locations = NOWHERE,
    people_at: Locations = NOWHERE,
) -> tuple[Problem, ...]:
    """Put the problems of papers where the texts say what is wrong.

    Args:
        problems: as the stages give them that know a plan and no text.
        assembly: the roadmap that was drawn.
        answers_at: where the adoption's text says what.
        people_at: where the organisation's does.
    """
    return tuple(_place(each, assembly, answers_at, people_at) for each in problems)


def _place(problem: Problem, assembly: Assembly, answers_at: Locations, people_at: Locations) -> Problem:
    place: Location | None = None
    words = dict(problem.arguments)
    measure, person = str(words.get("measure", "")), str(words.get("person", ""))
    match problem.code:
        case "RM630" if ("people", post_of(person)) in people_at.values:
            place = people_at.of_value(("people", post_of(person), "post"))
        case "RM631" if people_at.values:
            place = people_at.of_value(("signatory",))
        case "RM632":
            place = assembly.location(measure)
        case "RM633":
            place = assembly.location(measure, "title")
        case "RM650" if answers_at.values:
            place = answers_at.of_value(("order", "date"))
        case _:
            pass
    return problem if place is None or problem.location is not None else problem.at(place)


def beside(problems: Iterable[Problem], others: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep what a later stage tells for certain beside problems of earlier ones: beside errors, errors."""
    found = tuple(problems)
    return tuple(each for each in found if each.severity is Severity.ERROR) if has_errors(others) else found


def find_missing_templates(assembly: Assembly, own: OwnFiles) -> Iterator[Problem]:
    """Find documents whose template is neither the roadmap's or the school's own nor the program's."""
    known = {*own.templates, *shipped_templates()}
    for name, output in assembly.roadmap.outputs.items():
        if output.template is not None and output.template not in known:
            yield Problem.of(
                "RM624",
                location=assembly.location(f"outputs.{name}", "template"),
                template=output.template,
                near=list_names(known),
            )


def check_own_templates(roadmap: Roadmap, own: OwnFiles) -> Iterator[Problem]:
    """Find what is wrong with a roadmap's own templates, as far as documents are made by them."""
    from roadmap_engine.documents.template_kinds import guess_kind

    named = {output.template for output in roadmap.outputs.values() if output.template is not None}
    wanted = sorted((named | shipped_templates().keys()) & own.templates.keys())
    if not wanted:
        return
    with Sandbox() as sandbox:
        for name in wanted:
            label, kind = own.origins.get(name, name), guess_kind(Path(name).stem)
            yield from sandbox.check(own.templates[name], label, kind.fitting)
