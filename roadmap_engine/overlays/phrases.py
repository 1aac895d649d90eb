"""The deadlines of a joined roadmap: every phrase to its rule, every event of a rule to one that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from roadmap_engine.deadlines import EventEntry, EventVocabulary, Reading, Rule, events_of, parse
from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.grammar import LONGEST_PHRASE
from roadmap_engine.deadlines.lexer import normalise, tokenise
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.limits import FILLED
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.dependencies import events_in_words
from roadmap_engine.model.measure import Measure, Stage
from roadmap_engine.model.wording import fill_gaps, find_gaps
from roadmap_engine.overlays.layers import Site

__all__ = ["read_deadlines"]

EMPTY: Mapping[str, str | None] = MappingProxyType({})
_ENDS = ("stage-end:", "measure-end:", "завершения этапа", "завершения мероприятия")


def read_deadlines(
    stages: tuple[Stage, ...],
    vocabulary: EventVocabulary,
    sites: Mapping[tuple[str, str], Site],
    answers: Mapping[str, str | None] = EMPTY,
) -> tuple[tuple[Stage, ...], tuple[Problem, ...]]:
    """Read every deadline that is a phrase.

    Args:
        stages: with their measures.
        vocabulary: the events a phrase can name.
        sites: where the deadlines are written.
        answers: what stands in the gaps of phrases; None for a parameter that nobody has filled yet, whose
            phrase is read when somebody has.
    """
    problems: list[Problem] = []
    read: list[Stage] = []
    for stage in stages:
        measures = []
        for measure in stage.measures:
            understood, found = _read_deadline(
                measure, vocabulary, sites.get((measure.id, "deadline")), answers
            )
            measures.append(understood)
            problems += found
        read.append(with_fields(stage, measures=tuple(measures)))
    return tuple(read), tuple(problems)


def _read_deadline(
    measure: Measure, vocabulary: EventVocabulary, site: Site | None, answers: Mapping[str, str | None]
) -> tuple[Measure, list[Problem]]:
    deadline = measure.deadline
    if deadline is None or deadline.text is not None:
        return measure, []
    problems: list[Problem] = []
    if deadline.rule is None and deadline.phrase is not None:
        said = {name: words for name, words in answers.items() if words is not None}
        if _length(deadline.phrase, said) > FILLED.most:
            # Whoever draws a plan of it refuses it at its place; here it is no phrase to read.
            return measure, []
        words = fill_gaps(deadline.phrase, said)
        if any(name in answers for name, _ in find_gaps(words)):
            return measure, []
        reading = _parse_once(words, vocabulary)
        # A place in words that were filled in is no place in the file.
        found = (
            problem if words == deadline.phrase else replace(problem, span=None)
            for problem in reading.problems
        )
        problems += (_placed(problem, site) for problem in found)
        deadline = Deadline(phrase=deadline.phrase, rule=reading.rule)
        measure = with_fields(measure, deadline=deadline)
    if deadline.rule is not None:
        problems += _unknown_events(measure, deadline.rule, vocabulary, site)
    return measure, problems


def _parse_once(phrase: str, vocabulary: EventVocabulary) -> Reading:
    """Read a phrase as `parse` does, once where many schools have it.

    What a phrase says depends on itself and on the events that its words can name, so a sound reading is kept
    by these. One with problems is made anew: a complaint may speak of any event there is.
    """
    if len(phrase) > LONGEST_PHRASE:
        return parse(phrase, events=vocabulary)
    stems = _stems_of(phrase)
    named = tuple(entry for entry in vocabulary.entries if not stems.isdisjoint(_first_stems(entry)))
    sound = _read_sound(phrase, named)
    return Reading(sound) if sound is not None else parse(phrase, events=vocabulary)


@lru_cache(maxsize=4096)
def _stems_of(phrase: str) -> frozenset[str]:
    return frozenset(stem(token.text) for token in tokenise(normalise(phrase)))


@lru_cache(maxsize=4096)
def _first_stems(entry: EventEntry) -> frozenset[str]:
    """Give the stems that the names of an event begin with."""
    names = (
        name.lower().replace("ё", "е").replace("-", " ")
        for name in (entry.title, entry.genitive, *entry.forms)
    )
    return frozenset(stem(name.split(maxsplit=1)[0]) for name in names)


@lru_cache(maxsize=4096)
def _read_sound(phrase: str, named: tuple[EventEntry, ...]) -> Rule | None:
    reading = parse(phrase, events=EventVocabulary(named))
    return None if reading.problems else reading.rule


def _length(phrase: str, said: Mapping[str, str]) -> int:
    """Tell how long a phrase would be with its gaps filled, before they are."""
    return len(phrase) + sum(len(said.get(name or "", "")) for name, _ in find_gaps(phrase))


def _placed(problem: Problem, site: Site | None) -> Problem:
    """Turn a place in the phrase into a place in the file."""
    if site is None:
        return problem
    return problem.at(_phrase_site(site).inside(problem.span))


def _phrase_site(site: Site) -> Site:
    inner = site.under("phrase")
    return inner if inner.path in site.locations.values else site


def _unknown_events(
    measure: Measure, rule: Rule, vocabulary: EventVocabulary, site: Site | None
) -> Iterator[Problem]:
    phrase = (measure.deadline.phrase if measure.deadline else None) or ""
    for name in events_of(rule):
        if name not in vocabulary.by_id:
            yield _unknown(measure, name, vocabulary.by_id, _place(site, None))
    titles = [entry.genitive for entry in vocabulary.entries]
    for words in events_in_words(rule):
        start = phrase.lower().find(words.lower())
        span = (start, start + len(words)) if start >= 0 else None
        yield _unknown(measure, words, titles, _place(site, span))


def _place(site: Site | None, span: tuple[int, int] | None) -> Location | None:
    return _phrase_site(site).inside(span) if site else None


def _unknown(measure: Measure, name: str, known: Iterable[str], place: Location | None) -> Problem:
    # The ends of stages and measures would drown the events that somebody describes.
    listed = list_names(each for each in known if not each.startswith(_ENDS))
    near = near_names(name, known)
    return Problem.of("RM205", location=place, measure=measure.id, name=name, near=near, known=listed)
