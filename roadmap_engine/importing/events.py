"""The events that deadlines count from and nobody has described yet.

A phrase may count from an event that only its own plan knows: «после заседания городского совета». It is
described in the text, so that somebody can record its date; an event that a published roadmap describes is
taken from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from frozendict import frozendict

from roadmap_engine.deadlines import STANDARD_EVENTS, EventEntry, EventVocabulary, events_of, parse
from roadmap_engine.importing.catalogue import Catalogue
from roadmap_engine.model import Event
from roadmap_engine.model.dependencies import events_in_words
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.ids import Names, make_slug
from roadmap_engine.russian.lexicon import read_word

__all__ = ["FoundEvent", "find_events"]

FoundEvent = tuple[str, Event, bool]
"""An id, the description, and whether a published roadmap has it."""


def find_events(
    phrases: Sequence[str],
    catalogue: Catalogue,
    things: Mapping[str, str],
    has: Mapping[str, Event] = frozendict(),
) -> tuple[FoundEvent, ...]:
    """Find the events that have to be described, in the order in which the plan needs them.

    Args:
        phrases: the deadlines that were understood.
        catalogue: what published roadmaps describe.
        things: titles of the plan's own stages and measures, whose ends need no description.
        has: what the plan describes already.
    """
    own = STANDARD_EVENTS.extended(
        EventEntry(id=name, title=title, genitive=title, forms=(f"завершение {title}", f"окончание {title}"))
        for name, title in things.items()
        if 1 <= len(title.split()) <= 7 and "{{" not in title  # noqa: PLR2004 -- nobody repeats a longer title
    )
    own = own.extended(_entry(name, event) for name, event in has.items())
    described = {
        name: event for known in reversed(catalogue.roadmaps) for name, event in known.events.items()
    }
    vocabulary = own.extended(
        _entry(name, event) for name, event in described.items() if name not in own.by_id
    )
    names = Names(has)
    found: dict[str, FoundEvent] = {}
    for phrase in dict.fromkeys(phrases):
        for event in _needed(phrase, own, vocabulary, described, names):
            found.setdefault(event[1].title, event)
    return tuple(found.values())


def _entry(name: str, event: Event) -> EventEntry:
    """Give an event of a text; a standard one keeps its names."""
    known = STANDARD_EVENTS.by_id.get(name)
    forms = (known.title, known.genitive, *known.forms) if known else ()
    return EventEntry(name, event.title, (event.phrases or (event.title,))[0], (*event.phrases, *forms))


def _needed(
    phrase: str,
    own: EventVocabulary,
    vocabulary: EventVocabulary,
    described: Mapping[str, Event],
    names: Names,
) -> Iterator[FoundEvent]:
    rule = parse(phrase, events=own).rule
    if rule is None or not events_in_words(rule):
        return
    known = parse(phrase, events=vocabulary).rule
    if known is not None:
        for name in events_of(known):
            if name in described and name not in own.by_id:
                event = described[name]
                yield name, Event(title=event.title, phrases=event.phrases), True
        rule = known
    for words in events_in_words(rule):
        title = _nominative(words)
        yield names.give(make_slug(title), "event"), Event(title=title, phrases=(words,)), False


def _nominative(words: str) -> str:
    """Put the first word of an event into the nominative, where it is certain.

    >>> _nominative("заседания городского совета"), _nominative("проведения ГИА, получения результатов")
    ('заседание городского совета', 'проведения ГИА, получения результатов')
    """
    first, blank, rest = words.partition(" ")
    readings = [reading for reading in read_word(first.lower()) if reading.noun]
    singular = {r.lemma for r in readings if r.case is Case.GENITIVE and not r.plural}
    if len(singular) != 1 or "," in words or " и " in words:
        return words
    return f"{singular.pop()}{blank}{rest}"
