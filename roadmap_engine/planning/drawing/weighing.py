"""How much a plan would come to, before any of it is drawn.

A published text and a school's answers multiply: a gap may stand in a text a thousand times and its value be
three pages long, a role may be filled by two thousand people and named in every row. What is above a limit is
told at its place, and no plan is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import FILLED, FILLED_WORDS, NAMES, PLAN_DAYS
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model import Adoption, Assembly, Locations, Organisation, ProcedureForms, Roadmap
from roadmap_engine.model.fields import printed_texts
from roadmap_engine.model.same import MOST_KEPT, Same
from roadmap_engine.model.wording import find_gaps
from roadmap_engine.planning.drawing.gaps import gap_values

__all__ = ["weigh_plan", "weigh_published"]

_Text = tuple[str, str, str]


def weigh_published(assembly: Assembly) -> tuple[Problem, ...]:
    """Find what is too much in a roadmap as it is published."""
    return tuple(_weigh_words(assembly, gap_values(assembly.roadmap)))


def weigh_plan(
    assembly: Assembly,
    adoption: Adoption,
    organisation: Organisation,
    procedure: ProcedureForms | None,
    *,
    locations: Locations,
) -> tuple[Problem, ...]:
    """Find what is too much in one organisation's plan.

    Args:
        assembly: the roadmap with the adoption's own changes applied.
        adoption: the school's answers.
        organisation: the school.
        procedure: the forms of the adopted procedure.
        locations: of the adoption's text.
    """
    values = gap_values(assembly.roadmap, procedure, organisation, adoption)
    return (
        *_weigh_days(adoption, locations),
        *_weigh_words(assembly, values),
        *_weigh_names(assembly, adoption),
    )


def _weigh_days(adoption: Adoption, locations: Locations) -> Iterator[Problem]:
    runs = (adoption.runs.last - adoption.runs.first).days + 1 if adoption.runs is not None else 0
    if runs > PLAN_DAYS.most:
        place = locations.of_value(("runs",))
        yield Problem.of(PLAN_DAYS.told, location=place, found=runs, limit=PLAN_DAYS.most)


def _weigh_words(assembly: Assembly, values: Mapping[str, str]) -> Iterator[Problem]:
    """Count the characters that would stand in the gaps, each text alone and all of them together."""
    lengths = {name: len(words) for name, words in values.items()}
    total = 0
    heaviest: Counter[str] = Counter()
    for thing, field, text in _texts_with_gaps(Same(assembly.roadmap)):
        spans = [(name, span) for name, span in find_gaps(text) if name in lengths]
        filled = {
            name: lengths[name] * times for name, times in Counter(name for name, _ in spans if name).items()
        }
        found = len(text) - sum(end - start for _, (start, end) in spans) + sum(filled.values())
        total += sum(filled.values())
        heaviest.update(filled)
        if found > FILLED.most:
            yield Problem.of(
                FILLED.told,
                location=assembly.location(thing, field),
                thing=f"measure {thing}" if thing and "." not in thing else "this-roadmap",
                field=field,
                found=found,
                limit=FILLED.most,
                gaps=list_names(name for name, _ in Counter(filled).most_common(1)),
            )
    if total > FILLED_WORDS.most:
        yield Problem.of(
            FILLED_WORDS.told,
            location=assembly.location("", "title"),
            found=total,
            limit=FILLED_WORDS.most,
            gaps=list_names(name for name, _ in heaviest.most_common(1)),
        )


@lru_cache(maxsize=MOST_KEPT)
def _texts_with_gaps(roadmap: Same[Roadmap]) -> tuple[_Text, ...]:
    return tuple(each for each in _texts(roadmap.value) if "{{" in each[2])


def _texts(roadmap: Roadmap) -> Iterator[_Text]:
    """Give every text with gaps that papers print, as it is written; an output as often as it is printed."""
    yield "", "title", roadmap.title
    yield "", "plan_title", roadmap.plan_title or ""
    yield from (("", "intro", paragraph) for paragraph in roadmap.intro)
    terms = roadmap.order_terms
    yield from (("", "order", words) for words in (terms.purpose or "", *(terms.basis or ())))
    for stage in roadmap.stages:
        yield stage.id, "title", stage.title
        for measure in stage.measures:
            yield from ((measure.id, name, words) for name, words in printed_texts(measure))
            yield measure.id, "directive", measure.directive or ""
            if measure.deadline is not None:
                yield measure.id, "deadline", measure.deadline.phrase or measure.deadline.text or ""
            for name in measure.output:
                if name in roadmap.outputs:
                    yield f"outputs.{name}", "title", roadmap.outputs[name].title
    if roadmap.order is not None:
        yield from (("", "order", words) for words in _words_in(roadmap.order.model_dump()))


def _words_in(value: object) -> Iterator[str]:
    """Give every text inside the fields of an order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (words for each in value.values() for words in _words_in(each))
    elif isinstance(value, Sequence):
        yield from (words for each in value for words in _words_in(each))


def _weigh_names(assembly: Assembly, adoption: Adoption) -> Iterator[Problem]:
    """Count the people and roles that the rows would name."""
    roadmap = assembly.roadmap
    named = Counter(
        role for measure in roadmap.measures() for role in (*measure.participants, *measure.responsible)
    )
    people = {
        role: max(1, len(adoption.roles.get(role, definition.filled_by)))
        for role, definition in roadmap.roles.items()
    }
    weights = Counter({role: times * people.get(role, 1) for role, times in named.items()})
    if weights.total() > NAMES.most:
        role, _ = weights.most_common(1)[0]
        yield Problem.of(
            NAMES.told,
            location=assembly.location(f"roles.{role}"),
            found=weights.total(),
            limit=NAMES.most,
            role=role,
            times=named[role],
        )
