"""A phrase that many schools have is read once, and says what it says when it is read alone."""

from __future__ import annotations

import pytest

from roadmap_engine.deadlines import STANDARD_EVENTS, EventEntry, EventVocabulary, parse
from roadmap_engine.overlays.phrases import _parse_once
from tests.deadlines.corpus import phrases

OWN = EventEntry("own", "сдача отчёта", "сдачи отчёта", forms=("отчёт сдан",))
OTHER = EventEntry("other", "сдача отчёта", "сдачи отчёта")
LONGER = EventEntry("longer", "сдача отчёта школы", "сдачи отчёта школы")
VOCABULARIES = tuple(
    STANDARD_EVENTS.extended(entries) for entries in ((), (OWN,), (OTHER,), (OWN, LONGER), (OWN, OTHER))
)


@pytest.mark.parametrize("events", VOCABULARIES)
def test_every_phrase_of_real_plans(events: EventVocabulary) -> None:
    """Every third of the corpus: whatever was read before, with other events of the same names."""
    for phrase, _ in phrases()[::3]:
        assert _parse_once(phrase, events) == parse(phrase, events=events), phrase


@pytest.mark.parametrize(
    "phrase",
    [
        "через 3 дня после сдачи отчёта",
        "до сдачи отчёта школы",
        "после сдачи  Отчёта школы",
        "после сдачи",
        "",
        "я" * 9_000,
    ],
)
def test_events_of_one_name_are_told_apart(phrase: str) -> None:
    """The events that a phrase can name are part of what it is known by."""
    for events in (*VOCABULARIES, *reversed(VOCABULARIES)):
        assert _parse_once(phrase, events) == parse(phrase, events=events)
