"""What the morphological dictionary knows of a word: its readings, and each reading's other cases.

The dictionary takes a fifth of a second and 30 MB to open, so it is opened at the first question, and
every answer is kept, from one run to the next where there is a place for that (`known_words`). Only words it
really has are believed, with the compounds and suffixes listed here: it also guesses by words that look
alike, and a guess would print as a wrong case.

Words are asked for in small letters.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, partial
from typing import Any

from roadmap_engine.russian import word_tables as tables
from roadmap_engine.russian.cases import Case, Gender
from roadmap_engine.russian.known_words import Question

__all__ = [
    "CASE_TAGS",
    "Analysis",
    "first_name_genders",
    "inflect",
    "is_infinitive",
    "is_known",
    "is_surname",
    "read_word",
]

CASE_TAGS: Mapping[Case, str] = {
    Case.NOMINATIVE: "nomn",
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}
_TAG_CASES = {tag: case for case, tag in CASE_TAGS.items()}
# What business prose does not use: «школою», «чаю», «в году», colloquial and outdated forms, and
# possessive adjectives, which are surnames there (Иванов).
_UNUSED = frozenset(
    {"Poss", "V-oy", "V-ey", "V-ie", "V-bi", "V-be", "V-en", "Arch", "Infr", "Slng", "Erro", "Dist", "Vpre"}
)
_PROPER = frozenset({"Name", "Surn", "Patr", "Init"})
_PARTS = frozenset({"NOUN", "ADJF", "PRTF"})
_GENDERS_OF_TAG = {
    "masc": {Gender.MASCULINE},
    "femn": {Gender.FEMININE},
}
_Form = tuple[frozenset[str], str]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One way to understand a word form.

    Attributes:
        word: the form itself, in small letters.
        lemma: the dictionary form.
        case: the case the form stands in.
        plural: whether it is a plural.
        gender: «masc», «femn», «neut», «ms-f» of a singular; empty for a plural.
        noun: whether it is a noun; else an adjective or participle.
        animate: whether a noun is a person's; adjectives take it from their noun.
        pronominal: whether an adjective is a pronoun («который», «все»).
        participle: whether an adjective is a participle.
        governs: whether a participle may have an accusative after it («проверяющий работы»).
        score: how likely the reading is among those of the form, 0 to 1.
        paradigm: the forms of the same number and gender.
    """

    word: str
    lemma: str
    case: Case
    plural: bool
    gender: str
    noun: bool
    animate: bool
    pronominal: bool
    participle: bool
    governs: bool
    score: float
    paradigm: tuple[_Form, ...]


def _write_readings(readings: tuple[Analysis, ...]) -> list[dict[str, Any]]:
    return [
        {each.name: getattr(reading, each.name) for each in fields(reading)}
        | {"case": reading.case.value, "paradigm": [(sorted(tags), form) for tags, form in reading.paradigm]}
        for reading in readings
    ]


def _read_readings(written: Any) -> tuple[Analysis, ...]:
    return tuple(
        Analysis(
            **said, case=Case(case), paradigm=tuple((frozenset(tags), str(form)) for tags, form in paradigm)
        )
        for each in written
        for said, case, paradigm in [_part(**each)]
    )


def _part(case: str, paradigm: Any, **said: Any) -> tuple[dict[str, Any], str, Any]:
    return said, case, paradigm


def _write_genders(genders: frozenset[Gender]) -> list[str]:
    return sorted(each.value for each in genders)


def _read_genders(written: Any) -> frozenset[Gender]:
    return frozenset(map(Gender, written))


_of_readings = partial(Question[tuple[Analysis, ...]], write=_write_readings, read=_read_readings)
_of_genders = partial(Question[frozenset[Gender]], write=_write_genders, read=_read_genders)
_yes_or_no = partial(Question[bool], write=bool, read=bool)


@cache
def _open_dictionary() -> Any:
    # pymorphy3 reaches its dictionary through a deprecated interface on some Python versions; the
    # warning is not the reader's business.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pymorphy3 import MorphAnalyzer  # opened at the first question, since it is slow

        return MorphAnalyzer(lang="ru")


def _parse(word: str) -> list[Any]:
    return [parse for parse in _open_dictionary().parse(word) if _is_from_dictionary(parse)]


def _is_from_dictionary(parse: Any) -> bool:
    return len(parse.methods_stack) == 1 and type(parse.methods_stack[0][0]).__name__ == "DictionaryAnalyzer"


@_of_readings
def read_word(word: str) -> tuple[Analysis, ...]:
    """Give the readings of a noun, adjective or participle, likeliest first; none if it is unknown.

    >>> [(reading.lemma, reading.case.value) for reading in read_word("методисту")]
    [('методист', 'dative')]
    >>> read_word("глокая")
    ()
    """
    parses = _parse(word)
    # «и», «в», «о» are names of letters as well, which no paper means; «главное» joins sentences, and is
    # the adjective of «главное управление» all the same.
    if any(parse.tag.POS in {"PREP", "CONJ"} and "Prnt" not in parse.tag for parse in parses):
        return ()
    known = _collect(parses)
    if known or "-" in word:
        return known
    return _read_by_model(word) or _read_compound(word)


def _read_compound(word: str) -> tuple[Analysis, ...]:
    # «соцпедагог», «педколлектив», «видеоурок»: the dictionary has the second part.
    for prefix in tables.PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 3:  # noqa: PLR2004  (shorter rests are accidents)
            readings = _collect(_parse(rest), "", prefix)
            if readings:
                return readings
    return ()


def _read_by_model(word: str) -> tuple[Analysis, ...]:
    # A new word declines like an old one with the same suffix: цифровизация as организация.
    for core, model in tables.MODELS:
        suffix = core.startswith("-")
        start = word.rfind(core.removeprefix("-"))
        fits = start > 1 if suffix else start == 0
        ending = word[start + len(core.removeprefix("-")) :]
        if fits and len(ending) <= 3:  # noqa: PLR2004  («-ями», the longest ending)
            readings = _collect(_parse(model + ending), model, word[: len(word) - len(ending)])
            if readings:
                return readings
    return ()


def _collect(parses: Iterable[Any], model: str = "", stem: str = "") -> tuple[Analysis, ...]:
    readings = (
        _to_reading(parse, model, stem)
        for parse in parses
        if parse.tag.POS in _PARTS
        and parse.tag.case in _TAG_CASES
        and not (_PROPER | _UNUSED) & parse.tag.grammemes
        and not (parse.tag.animacy == "anim" and parse.normal_form in tables.THINGS)
    )
    return tuple(dict.fromkeys(readings))


def _to_reading(parse: Any, model: str, stem: str) -> Analysis:
    tag = parse.tag
    plural = tag.number == "plur"
    noun = tag.POS == "NOUN"
    paradigm = tuple(
        (frozenset(form.tag.grammemes), stem + form.word.removeprefix(model))
        for form in parse.lexeme
        if form.tag.POS == tag.POS
        and form.tag.number == tag.number
        and form.tag.tense == tag.tense
        and form.tag.voice == tag.voice
        and (plural or form.tag.gender == tag.gender)
        and form.tag.case in _TAG_CASES
        and not _UNUSED & form.tag.grammemes
    )
    lemma = stem + (_masculine_form(parse) if tag.POS == "PRTF" else parse.normal_form).removeprefix(model)
    return Analysis(
        word=stem + parse.word.removeprefix(model),
        lemma=lemma,
        case=_TAG_CASES[tag.case],
        plural=plural,
        gender="" if plural else str(tag.gender or "ms-f"),
        noun=noun,
        animate=tag.animacy == "anim" or lemma in tables.PERSONS,
        pronominal="Apro" in tag.grammemes,
        participle=tag.POS == "PRTF",
        governs=tag.POS == "PRTF" and {"actv", "tran"} <= tag.grammemes,
        score=round(parse.score, 3),
        paradigm=paradigm,
    )


def _masculine_form(parse: Any) -> str:
    masculine = parse.inflect({"masc", "sing", "nomn"})
    return str(masculine.word if masculine else parse.word)


def inflect(reading: Analysis, case: Case, *, animate: bool) -> str | None:
    """Put a reading into a case of its own number.

    Args:
        reading: a reading in the nominative.
        case: the case wanted.
        animate: whether the accusative is that of a person, for the words it is the genitive of.
    """
    if case is Case.NOMINATIVE:
        return reading.word
    # «Вижу методиста, рабочую группу, ответственных»: a masculine or plural accusative copies the
    # genitive of a person and the nominative of a thing; nouns in «-а» («главу») have their own.
    if case is Case.ACCUSATIVE:
        own = reading.gender != "masc" if not reading.noun else reading.lemma not in tables.PERSONS
        if reading.plural or not own:
            case = Case.GENITIVE if animate else Case.NOMINATIVE
        if case is Case.NOMINATIVE:
            return reading.word
    tag = CASE_TAGS[case]
    return next((form for tags, form in reading.paradigm if tag in tags), None)


@_of_genders
def first_name_genders(word: str) -> frozenset[Gender]:
    """Give the genders a word has as a first name in the dictionary; none if it is no first name.

    >>> first_name_genders("лариса")
    frozenset({<Gender.FEMININE: 'f'>})
    """
    genders: set[Gender] = set()
    for parse in _parse(word):
        if {"Name", "nomn", "sing"} <= parse.tag.grammemes:
            genders |= _GENDERS_OF_TAG.get(parse.tag.gender, set(Gender))
    return frozenset(genders)


@_yes_or_no
def is_surname(word: str) -> bool:
    """Tell whether the dictionary has the word as a surname."""
    return any({"Surn", "nomn", "sing"} <= parse.tag.grammemes for parse in _parse(word))


@_yes_or_no
def is_infinitive(word: str) -> bool:
    """Tell whether a word is first of all an infinitive.

    >>> is_infinitive("провести"), is_infinitive("области"), is_infinitive("деятельность")
    (True, False, False)
    """
    parses = _parse(word)
    return bool(parses) and parses[0].tag.POS == "INFN"


@_yes_or_no
def is_known(word: str) -> bool:
    """Tell whether the dictionary has the word at all, as a verb or a preposition too."""
    return bool(_parse(word))
