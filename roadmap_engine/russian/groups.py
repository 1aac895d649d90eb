"""The words at a place of a phrase → a nominative group: adjectives, then the noun they belong to.

A group is found only where all its words can be nominatives that agree. It remembers in which other
cases the same letters could stand, since «учителя» may be a genitive as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.letters import restore_capitals
from roadmap_engine.russian.lexicon import Analysis, inflect
from roadmap_engine.russian.tokens import Token
from roadmap_engine.russian.word_kinds import HYPHENS, is_abbreviation, next_word, readings_of
from roadmap_engine.russian.word_tables import (
    ABBREVIATED_ADJECTIVES,
    BODIES,
    FIXED_HEADS,
    LEADING_ADVERBS,
    SUBSTANTIVES,
)

__all__ = ["Group", "read_group"]

# A reading this many times likelier than another is taken; nearer ones must agree on the form.
_LIKELIER = 4.0


@dataclass(frozen=True, slots=True)
class Group:
    """A nominative group at a place of a phrase.

    Attributes:
        forms: index of a token and its six forms; a form that is not certain is absent.
        end: the index after the last word.
        other_cases: the cases besides the nominative in which the same letters could stand.
        plural: whether the head is a plural.
        gender: the gender of a singular head.
        animate: whether the head is a person.
        body: whether the head is a body such as a school or a commission.
        adjectival: whether the head is an adjective or participle that stands for a noun.
    """

    forms: tuple[tuple[int, tuple[str | None, ...]], ...]
    end: int
    other_cases: frozenset[Case] = frozenset()
    plural: bool = False
    gender: str = ""
    animate: bool = False
    body: bool = False
    adjectival: bool = False


def read_group(
    tokens: tuple[Token, ...], start: int, *, all_capitals: bool = False, after_noun: bool = False
) -> Group | None:
    """Read the nominative group at a place of a phrase, if its words are one.

    Args:
        tokens: the phrase.
        start: where the group begins.
        all_capitals: whether the whole phrase is in capitals, so that they show no abbreviation.
        after_noun: whether a noun stands before the comma, whose attribute a participle may be.
    """
    index = next_word(tokens, start)
    if after_noun and index is not None and any(one.governs for one in readings_of(tokens[index])):
        # «эксперты, проверяющие работы»: the next noun is the participle's object.
        return _with_adjective_head(tokens, (), index)
    return _read(tokens, start, (), all_capitals=all_capitals)


def _read(
    tokens: tuple[Token, ...], start: int, adjectives: tuple[int, ...], *, all_capitals: bool
) -> Group | None:
    index = next_word(tokens, start)
    if index is None or (adjectives and tokens[index].depth != tokens[adjectives[0]].depth):
        return None
    token = tokens[index]
    if token.key in ABBREVIATED_ADJECTIVES or token.key in LEADING_ADVERBS:
        return _read(tokens, index + 1, adjectives, all_capitals=all_capitals)
    if token.key in FIXED_HEADS or is_abbreviation(token, all_capitals=all_capitals):
        return _with_frozen_head(tokens, adjectives, index)
    return _read_words(tokens, adjectives, index, all_capitals=all_capitals)


def _read_words(
    tokens: tuple[Token, ...], adjectives: tuple[int, ...], index: int, *, all_capitals: bool
) -> Group | None:
    token = tokens[index]
    modifiers = _nominatives(token, noun=False)
    # «исполняющие обязанности»: the duties are the object even where they could agree.
    if modifiers and not any(one.lemma == "исполняющий" for one in modifiers):
        after = _after_adjective(tokens, index)
        longer = _read(tokens, after, (*adjectives, index), all_capitals=all_capitals)
        if longer is not None:
            return longer
    nouns = _agreeing(tokens, adjectives, _nominatives(token, noun=True))
    if nouns:
        return _with_head(tokens, adjectives, index, nouns)
    return _with_adjective_head(tokens, adjectives, index)


def _after_adjective(tokens: tuple[Token, ...], index: int) -> int:
    # «организационный и методический отдел», «начальная, основная школа»: look beyond the joiner.
    beyond = index + 1
    while beyond < len(tokens) and tokens[beyond].is_space:
        beyond += 1
    joined = beyond < len(tokens) and tokens[beyond].text in {"и", "или", ","}
    following = next_word(tokens, beyond + 1) if joined else None
    if following is not None and _nominatives(tokens[following], noun=False):
        return following
    return index + 1


def _nominatives(token: Token, *, noun: bool) -> list[Analysis]:
    return [
        reading for reading in readings_of(token) if reading.case is Case.NOMINATIVE and reading.noun == noun
    ]


def _agrees(adjective: Analysis, noun: Analysis) -> bool:
    if adjective.plural != noun.plural:
        return False
    return noun.plural or noun.gender in {adjective.gender, "ms-f"}


def _agreeing(
    tokens: tuple[Token, ...], adjectives: tuple[int, ...], nouns: list[Analysis]
) -> list[Analysis]:
    return [
        noun
        for noun in nouns
        if all(any(_agrees(one, noun) for one in _nominatives(tokens[i], noun=False)) for i in adjectives)
    ]


def _with_head(
    tokens: tuple[Token, ...], adjectives: tuple[int, ...], index: int, nouns: list[Analysis]
) -> Group:
    head = nouns[0]
    apposed = _find_apposed(tokens, index, nouns)
    if apposed is not None:
        # Beside a plural in apposition the head is a plural too: «учителя предметники».
        nouns = [one for one in nouns if one.plural == apposed[1].plural]
        head = nouns[0]
    forms = [(index, _certain_forms(tokens[index], nouns, None))]
    for place in adjectives:
        readings = [one for one in _nominatives(tokens[place], noun=False) if _agrees(one, head)]
        forms.append((place, _certain_forms(tokens[place], readings, head)))
    last = index
    if apposed is not None:
        last = apposed[0]
        forms.append((last, _certain_forms(tokens[last], [apposed[1]], None)))
    return Group(
        forms=tuple(forms),
        end=last + 1,
        other_cases=_other_cases(tokens, (*adjectives, index, last)),
        plural=head.plural,
        gender=head.gender,
        animate=head.animate,
        body=head.lemma in BODIES,
    )


def _find_apposed(
    tokens: tuple[Token, ...], index: int, heads: list[Analysis]
) -> tuple[int, Analysis] | None:
    # «учитель логопед», «педагог психолог»: a second person in the nominative right after the first.
    place = next_word(tokens, index + 1)
    if place is None or not tokens[index + 1].is_space or tokens[place].text[0].isupper():
        return None
    readings = readings_of(tokens[place])
    if not readings or any(one.case is not Case.NOMINATIVE or not one.animate for one in readings):
        return None
    fits = any(one.animate and one.plural == readings[0].plural for one in heads)
    return (place, readings[0]) if fits and readings[0].noun else None


def _with_frozen_head(tokens: tuple[Token, ...], adjectives: tuple[int, ...], index: int) -> Group | None:
    if not adjectives:
        return Group(forms=(), end=index + 1)
    if any(one.lemma in SUBSTANTIVES for one in _nominatives(tokens[adjectives[-1]], noun=False)):
        # «заведующий РМК»: the abbreviation depends on the person.
        return None
    # «городская ПМПК», «Региональный ИРО»: the adjectives show what the abbreviation does not.
    last = _nominatives(tokens[adjectives[-1]], noun=False)
    forms = []
    for place in adjectives:
        readings = [one for one in _nominatives(tokens[place], noun=False) if _alike(one, last[0])]
        if not readings:
            return None
        forms.append((place, _certain_forms(tokens[place], readings, None)))
    return Group(
        forms=tuple(forms),
        end=index + 1,
        other_cases=_other_cases(tokens, adjectives),
        plural=last[0].plural,
        gender=last[0].gender,
        body=True,
    )


def _alike(one: Analysis, other: Analysis) -> bool:
    return one.plural == other.plural and one.gender == other.gender


def _with_adjective_head(tokens: tuple[Token, ...], adjectives: tuple[int, ...], index: int) -> Group | None:
    heads = [one for one in _nominatives(tokens[index], noun=False) if not one.pronominal]
    if not heads:
        return None
    person = any(one.lemma in SUBSTANTIVES for one in heads)
    if adjectives and not person:
        return None
    forms = []
    for place in (*adjectives, index):
        readings = [one for one in _nominatives(tokens[place], noun=False) if _alike(one, heads[0])]
        if not readings:
            return None
        row = _certain_forms(tokens[place], readings, None, animate=person)
        # Who or what the adjective speaks of is not said, and the accusative depends on it.
        known = person or heads[0].gender in {"femn", "neut"}
        forms.append((place, row if known else (*row[:3], None, *row[4:])))
    return Group(
        forms=tuple(forms),
        end=index + 1,
        other_cases=_other_cases(tokens, (*adjectives, index)),
        plural=heads[0].plural,
        gender=heads[0].gender,
        animate=person,
        adjectival=True,
    )


def _certain_forms(
    token: Token, readings: list[Analysis], head: Analysis | None, *, animate: bool = False
) -> tuple[str | None, ...]:
    likely = [one for one in readings if one.score * _LIKELIER > readings[0].score]
    forms: list[str | None] = [token.text]
    for case in list(Case)[1:]:
        found = {
            inflect(one, case, animate=animate or (head.animate if head else one.animate)) for one in likely
        }
        form = found.pop() if len(found) == 1 else None
        forms.append(None if form is None else _spell(token.text, form))
    return tuple(forms)


def _spell(original: str, form: str) -> str:
    # The dictionary writes «ё» everywhere; a text that does not keeps its own way.
    spelt = form if "ё" in original.lower() else form.replace("ё", "е")
    odd = HYPHENS.search(original)
    if odd is not None:
        spelt = spelt.replace("-", odd.group())
    dot = "." if original.endswith(".") else ""
    return restore_capitals(original.removesuffix("."), spelt) + dot


def _other_cases(tokens: tuple[Token, ...], places: tuple[int, ...]) -> frozenset[Case]:
    common = frozenset(Case)
    for place in places:
        common &= {reading.case for reading in readings_of(tokens[place])}
    return common - {Case.NOMINATIVE}
