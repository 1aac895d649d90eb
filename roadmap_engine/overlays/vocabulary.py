"""What the deadlines of a roadmap may count from: standard events, its own, its stages and measures.

The end of a stage is the event `stage-end:<id>`, the end of a measure `measure-end:<id>`. Where names
coincide, the roadmap's own event is meant before a stage, a stage before a measure, and each of them before
a standard event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from roadmap_engine.deadlines import STANDARD_EVENTS, EventEntry, EventVocabulary
from roadmap_engine.model.definitions import Event
from roadmap_engine.model.measure import Measure, Stage

__all__ = ["add_removed", "build_vocabulary", "name_vocabulary"]

# A longer title is a sentence of the table; nobody repeats it in a deadline.
_LONGEST_NAME = 7
_WORD = re.compile(r"\w+")


def build_vocabulary(events: Mapping[str, Event], stages: Iterable[Stage]) -> EventVocabulary:
    """Give the events that a roadmap's deadlines can name, with the words they are named by."""
    listed = tuple(stages)
    titles = {measure.id: measure.title for stage in listed for measure in stage.measures}
    return name_vocabulary(events, {stage.id: stage.title for stage in listed}, titles)


def name_vocabulary(
    events: Mapping[str, Event], stages: Mapping[str, str], measures: Mapping[str, str]
) -> EventVocabulary:
    """Give the same of a roadmap of which no more is known than titles, by their ids."""
    of_measures = (entry for name, title in measures.items() for entry in _of_measure(name, title))
    ends = (entry for name, title in stages.items() for entry in _of_stage(name, title))
    own = (_of_event(name, event) for name, event in events.items())
    return STANDARD_EVENTS.extended((*of_measures, *ends, *own))


def add_removed(vocabulary: EventVocabulary, removed: Iterable[Stage | Measure]) -> EventVocabulary:
    """Give a vocabulary that knows the ends of what is gone, so that a phrase can be told what it lacks."""
    ends = (
        (_of_stage if isinstance(thing, Stage) else _of_measure)(thing.id, thing.title) for thing in removed
    )
    return vocabulary.extended(tuple(entry for entries in ends for entry in entries))


def _of_event(name: str, event: Event) -> EventEntry:
    known = STANDARD_EVENTS.by_id.get(name)
    inherited = (known.title, known.genitive, *known.forms) if known else ()
    genitive = event.phrases[0] if event.phrases else known.genitive if known else event.title
    return EventEntry(
        id=name,
        title=event.title,
        genitive=genitive,
        forms=(*event.phrases, *inherited),
        edge=known.edge if known else "end",
        decides=event.decides is not None,
    )


def _of_stage(id_: str, title: str) -> Iterator[EventEntry]:
    name = _name(title)
    if name:
        yield EventEntry(
            id=f"stage-end:{id_}",
            title=f"завершение этапа «{title}»",
            genitive=f"завершения этапа «{title}»",
            forms=tuple(
                f"{end} {words}" for end in ("завершение", "окончание") for words in (name, f"этапа {name}")
            ),
        )


def _of_measure(id_: str, title: str) -> Iterator[EventEntry]:
    name = _name(title)
    if name:
        yield EventEntry(
            id=f"measure-end:{id_}",
            title=f"завершение мероприятия «{title}»",
            genitive=f"завершения мероприятия «{title}»",
            forms=(name, f"завершение {name}", f"окончание {name}"),
        )


def _name(title: str) -> str:
    """Give the words of a title that can stand in a deadline; none for a long one or one with gaps."""
    words = _WORD.findall(title.lower())
    if "{{" in title or not 1 <= len(words) <= _LONGEST_NAME:
        return ""
    return " ".join(words)
