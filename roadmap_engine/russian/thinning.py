"""What may go of a phrase when there is little room: adjectives, a doer, an end that leans on what is cut.

A phrase is its words here, each with the signs behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from roadmap_engine.russian.actions import ACTIONS
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.hyphens import read_hyphenated
from roadmap_engine.russian.letters import word_set
from roadmap_engine.russian.lexicon import Analysis
from roadmap_engine.russian.word_tables import SUBSTANTIVES

__all__ = [
    "LOOSE",
    "OF_PREPOSITIONS",
    "SIGNS",
    "adjectives",
    "bare",
    "fit",
    "readings",
    "thinned",
    "without_doer",
]

_PREPOSITIONS = word_set(
    "без в во для до за из к ко на над о об обо от по под при про с со у через между перед среди после "
    "согласно благодаря вследствие посредством путём относительно кроме вместо из-за"
)
_CONJUNCTIONS = word_set("и или либо а но да также и/или том числе что чтобы как не ни")
LOOSE = _PREPOSITIONS | _CONJUNCTIONS
# Nouns that make a preposition with the one before them: «с учётом», «по итогам».
OF_PREPOSITIONS = word_set(
    "учётом целью целях основе итогам рамках соответствии связи разрезе счёт вопросам вопросу теме темам "
    "уровне ходе ходом участием привлечением приглашением помощью этапе дни период случае базе"
)
_JOINING = frozenset({"и", "или", "и/или"})
SIGNS = " ,.:;–—-…/"
_MOST_ADJECTIVES = 6


def bare(word: str) -> str:
    """Give a word in small letters, without the signs around it."""
    return word.strip(SIGNS + '«»„“()"').lower()


def readings(word: str) -> tuple[Analysis, ...]:
    """Give what the dictionary knows of a word."""
    return read_hyphenated(word.strip(SIGNS + "«»„“"))


def _leads(parts: list[str]) -> list[int | None]:
    """Give of each word the noun that it is an adjective of, by its place."""
    found: list[int | None] = [None] * len(parts)
    for place in range(len(parts) - 2, -1, -1):
        joined = parts[place].endswith(",") or parts[place + 1] in _JOINING
        after = place + 1 + (parts[place + 1] in _JOINING)
        if after >= len(parts):
            continue
        noun = found[after] if found[after] is not None or joined else after
        if noun is not None and _agree(parts[place], parts[noun]):
            found[place] = noun
    return found


def _agree(word: str, noun: str) -> bool:
    heads = [one for one in readings(noun) if one.noun]
    return any(
        one.case is head.case and one.plural == head.plural and (one.plural or one.gender == head.gender)
        for one in readings(word)
        if not one.noun and not one.pronominal and not (one.participle and one.lemma in SUBSTANTIVES)
        for head in heads
    )


def adjectives(parts: list[str]) -> list[tuple[int, ...]]:
    """Give the adjectives by their places, those together that are joined to each other."""
    leads = _leads(parts)
    units: list[tuple[int, ...]] = []
    for place in (place for place, noun in enumerate(leads) if noun is not None):
        before = units[-1] if units else ()
        gap = range(before[-1] + 1, place) if before else range(0)
        is_next = (
            bool(before)
            and leads[before[-1]] == leads[place]
            and all(parts[each] in _JOINING for each in gap)
        )
        if is_next and (len(gap) or parts[before[-1]].endswith(",")):
            units[-1] = (*before, *gap, place)
        else:
            units.append((place,))
    return units


def without_doer(parts: list[str]) -> list[str]:
    """Leave out who does it, between a noun of action and its object: «Анализ школами результатов»."""
    leads = _leads(parts)
    for place in range(1, len(parts)):
        nouns = [one for one in readings(parts[place]) if one.noun]
        if not nouns or leads[place] is not None or bare(parts[place - 1]) in LOOSE:
            continue
        first = next(each for each in range(1, place + 1) if each == place or leads[each] == place)
        is_doer = first == 1 and all(one.case is Case.INSTRUMENTAL for one in nouns)
        return [parts[0], *parts[place + 1 :]] if is_doer else parts
    return parts


def thinned(parts: list[str]) -> Iterator[list[str]]:
    """Give words with all their adjectives, then with fewer, those at the start dropped first."""
    leads = _leads(parts)
    # «Уроки русского языка»: further down an adjective tells which one is meant.
    near = [place for place, word in enumerate(parts) if leads[place] is None and bare(word) not in LOOSE][:2]
    units = [unit for unit in adjectives(parts) if leads[unit[0]] in near][:_MOST_ADJECTIVES]
    for count in range(len(units) + 1):
        for dropped in combinations(units, count):
            gone = {place for unit in dropped for place in unit}
            yield [word for place, word in enumerate(parts) if place not in gone]


def fit(parts: list[str], room: int) -> list[str]:
    """Give as many words as there is room for, without an end that leans on what is cut."""
    leads = _leads(parts)
    count = next((n for n in range(len(parts), 0, -1) if len(" ".join(parts[:n]).rstrip(SIGNS)) <= room), 0)
    while count and (less := _lean(parts, count, leads)):
        count -= less
    kept = parts[:count]
    if "".join(kept).count("«") > "".join(kept).count("»"):
        kept = kept[: max(place for place, word in enumerate(kept) if "«" in word)]
        return fit(kept, room)
    return [*kept[:-1], kept[-1].rstrip(SIGNS)] if kept else []


def _lean(parts: list[str], count: int, leads: list[int | None]) -> int:
    """Tell how many words at the end of those kept mean nothing without what follows."""
    last = bare(parts[count - 1])
    said = readings(parts[count - 1])
    cut = count < len(parts)
    # «Со всеми …»: a pronoun unless it is a noun as well, as in «база данных».
    pronoun = any(one.pronominal for one in said) and not any(one.noun for one in said)
    if last in LOOSE or not last or (cut and (last[0].isdigit() or pronoun)):
        return 1
    behind = count > 1 and bare(parts[count - 2]) in _PREPOSITIONS
    if behind and last in OF_PREPOSITIONS:
        return 2
    noun = leads[count - 1]
    if noun is not None and noun >= count:
        return 1
    if not cut or parts[count - 1].endswith(",") or bare(parts[count]) in LOOSE:
        return 0
    acted = {
        one.lemma
        for one in said
        if one.noun and (one.case is Case.GENITIVE or (behind and one.case is not Case.NOMINATIVE))
    }
    return (1 + behind) * (count > 1 and not acted.isdisjoint(ACTIONS))
