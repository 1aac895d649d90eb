"""Times that no calendar has: «отопительный период», «2 семестр», «последний день смены». They are awaited by name."""

from __future__ import annotations

from roadmap_engine.deadlines.forms import Form
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.nth_forms import agrees
from roadmap_engine.deadlines.rule import After, By, On
from roadmap_engine.deadlines.values import Often
from roadmap_engine.russian.calendar_words import EDGES, ordinal
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.numerals import plural_form

__all__ = ["FORMS"]

MOST_NAMED = 20
_SPANS = (
    "семестр семестра семестру семестр семестром семестре",
    "смена смены смене смену сменой смене",
    "сессия сессии сессии сессию сессией сессии",
    "модуль модуля модулю модуль модулем модуле",
    "заезд заезда заезду заезд заездом заезде",
)
"""What colleges and camps divide their year into, in the six cases."""


def _odd_time(adjective: Token) -> On:
    """«В отопительный период»: a time that only somebody outside knows."""
    return On(Happening(words=f"{_adjective_stem(adjective.text)}ого периода"))


def _adjective_stem(word: str) -> str:
    return word[:-3] if word.endswith("ого") else word[:-2]


def _day_of_event(number: Token, unit: Token, event: Happening) -> On | None:
    """«Последний день смены»: of a time that only the school knows, so it is awaited by its name."""
    named = event.words is not None and agrees(number, unit)
    if not named or not (number.number == -1 or 0 < number.number <= MOST_NAMED):
        return None
    return On(Happening(words=f"{ordinal(number.number, 'm', Case.GENITIVE)} дня {event.words}"))


def _edge_of_event(edge: Token, event: Happening) -> On | None:
    """«В начале семестра»: awaited by its name."""
    word = EDGES[str(edge.value)].singular[1]
    return On(Happening(words=f"{word} {event.words}")) if event.words is not None else None


def _by_edge(edge: Token, event: Happening) -> By:
    """«До конца 2 семестра»."""
    return By(Happening(words=f"{EDGES[str(edge.value)].singular[1]} {event.words}"))


def _numbered(number: Token, genitive: str) -> Happening | None:
    return Happening(words=f"{number.number} {genitive}") if 0 < number.number <= MOST_NAMED else None


def _times(often: Often, genitive: str) -> On:
    """«2 раза в смену»: awaited, with how often as words beside it."""
    bound = {"at-least": "не менее ", "at-most": "не более "}.get(often.bound or "", "")
    least = f"{often.least}–" if often.least else ""
    times = plural_form(often.times, "раз", "раза", "раз")
    return On(Happening(words=genitive), remark=f"{bound}{least}{often.times} {times}")


def _forms(noun: str) -> tuple[Form, ...]:
    """Give the forms of one noun."""
    nominative, genitive, dative, accusative, instrumental, prepositional = noun.split()
    every = "каждую" if nominative != accusative else "каждый"
    return (
        Form("OddSpan", f"2 {nominative}", f"{{numeral}} ({nominative}|{accusative})", lambda number: _numbered(number, genitive)),
        Form("OddIn", f"в 2 {prepositional}", f"{{numeral}} {prepositional}", lambda number: _numbered(number, genitive)),
        Form("OddOf", f"в течение 2 {genitive}", f"{{numeral}} {genitive}", lambda number: _numbered(number, genitive)),
        Form("OddDative", f"к 2 {dative}", f"{{numeral}} {dative}", lambda number: _numbered(number, genitive)),
        Form("OddBefore", f"перед 2 {instrumental}", f"{{numeral}} {instrumental}", lambda number: _numbered(number, genitive)),
        Form("Item", f"2 раза в {accusative}", f"{{TimesBound}} (в|за) {accusative}", lambda often: _times(often, genitive)),
        Form("Item", f"{every} {accusative}", f"{every} {accusative}", lambda: On(Happening(words=f"каждо{'й' if every == 'каждую' else 'го'} {genitive}"))),
    )  # fmt: skip


FORMS = (
    *(form for noun in _SPANS for form in _forms(noun)),
    Form("Item", "2 семестр", "{OddSpan}", On),
    Form("Item", "в 2 семестре", "(в|во) {OddIn}", On),
    Form("Item", "в течение 2 семестра", "<during> {OddOf}", On),
    Form("Item", "в начале 2 семестра", "(в) {edge} {OddOf}", _edge_of_event),
    Form("Item", "начало 2 семестра", "{edge} {OddOf}", _edge_of_event),
    Form("Item", "до конца 2 семестра", "(до|к) {edge} {OddOf}", _by_edge),
    Form("Item", "после 2 семестра", "(после) {OddOf}", After),
    Form("Item", "к 2 семестру", "(к|ко) {OddDative}", By),
    Form("Item", "перед 2 семестром", "(перед) {OddBefore}", By),
    Form("Item", "в отопительный период", "(в|на) {odd-time} (период|сезон)", _odd_time),
    Form("Item", "в течение отопительного периода", "<during> {odd-time} (периода|сезона)", _odd_time),
    Form("Item", "последний день смены", "{numeral} {unit:day} {EventGen}", _day_of_event),
    Form("Item", "в последний день смены", "(в) {numeral} {unit:day} {EventGen}", _day_of_event),
    Form("Item", "в начале семестра", "(в) {edge} {EventGen}", _edge_of_event),
    Form("Item", "начало смены", "{edge} {EventGen}", _edge_of_event),
)  # fmt: skip
