"""The title of a measure → a few words that fit over a narrow column.

«Проведение анализа результатов ВПР по учебным предметам …» → «Анализ результатов ВПР»: the noun that only
says that something is done goes, what is done comes into the nominative, and of the rest stays what fits. A
form that is not certain is not made: then the title's own words are cut, and «…» says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from roadmap_engine.diagnostics.limits import SHORT_TITLE
from roadmap_engine.russian.actions import ACTIONS
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.letters import capitalise_first, word_set
from roadmap_engine.russian.lexicon import is_infinitive
from roadmap_engine.russian.nominative import recast
from roadmap_engine.russian.nominatives import nominatives_of
from roadmap_engine.russian.thinning import (
    LOOSE,
    OF_PREPOSITIONS,
    SIGNS,
    adjectives,
    bare,
    fit,
    readings,
    thinned,
    without_doer,
)
from roadmap_engine.russian.titles import split_sentences

__all__ = ["propose_short"]

_KEPT = 4096
_LOOKED_AT = 300
_MOST_WORDS = 9

# Nouns that say only that something is done, with what follows in the genitive.
_EMPTY = word_set(
    "проведение организация осуществление обеспечение выполнение подготовка реализация прохождение ведение "
    "деятельность работа рассмотрение"
)
# Those that say a little: they go where something of more words comes of it, or of as many.
_WEAK = word_set("разработка формирование составление создание актуализация оформление предоставление вопрос")
# «Заседание совета»: only where more words come of it.
_KEPT_IF_EQUAL = word_set("заседание")
_DULL = _EMPTY | _WEAK | _KEPT_IF_EQUAL
_OF_OBJECT = frozenset(noun for noun, action in ACTIONS.items() if not action.keeps_noun)
_ADVERBIAL = word_set("своевременный систематический постоянный регулярный дальнейший")
_CHANGES = re.compile(
    r"внесение (?:изменений|дополнений|изменений и дополнений) в (?=[а-яё«])", re.IGNORECASE
)
# «… в разрезе каждого класса»: what tells one such analysis from another.
_BREAKDOWN = re.compile(
    r"\bв разрезе (?P<each>кажд(?:ого|ой) )?(?:[а-яё]+(?:ого|его|ой|ей) )?(?P<of>[а-яё]+)[.]?$"
)
_BY = {
    "обучающегося": ("обучающемуся", "обучающимся"),
    "учащегося": ("учащемуся", "учащимся"),
    "ученика": ("ученику", "ученикам"),
    "класса": ("классу", "классам"),
    "параллели": ("параллели", "параллелям"),
    "предмета": ("предмету", "предметам"),
    "учителя": ("учителю", "учителям"),
    "школы": ("школе", "школам"),
    "организации": ("организации", "организациям"),
    "учреждения": ("учреждению", "учреждениям"),
}
_COMPOUND = re.compile(r"^[а-яё]+о-(?=[а-яё]{5})", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)?")
_STATEMENT = re.compile(r"[:;\n]|\.\s|\s[–—-]\s")
_PLACE = re.compile(r"^(?:в|на) [А-ЯЁ]{2,} ")


@lru_cache(maxsize=_KEPT)
def propose_short(title: str) -> str:
    """Propose a short title: at most `SHORT_TITLE` letters on a line, never empty, ending in no preposition.

    >>> propose_short("Проведение анализа результатов ВПР по учебным предметам")
    'Анализ результатов ВПР'
    >>> propose_short("Внесение изменений в рабочие программы по учебному предмету")
    'Рабочие программы'
    >>> propose_short("Школьный семинар")
    'Школьный семинар'
    """
    whole = " ".join(title.split())
    if len(whole) <= SHORT_TITLE:
        return whole or "…"
    text = _statement(title.strip()[:_LOOKED_AT])
    best = _choose(text) or _choose(_COMPOUND.sub("", text))
    return capitalise_first(_by_what(best, whole)) if best else _cut(whole)


def _choose(text: str) -> str:
    """Give the words that say most of those there is room for; none where nothing is certain."""
    best, heaviest = "", 0
    for head, gain in _heads(text):
        for place, words in enumerate(thinned(without_doer(head.split(" ")[:_MOST_WORDS]))):
            found = fit(words, SHORT_TITLE)
            weight = sum(map(_weigh, found))
            if weight and weight >= heaviest + (gain if place == 0 else 1):
                best, heaviest = " ".join(found), weight
    return best


def _by_what(best: str, whole: str) -> str:
    """Say by what something is looked at, which tells it from its neighbours: «Анализ по классам»."""
    said = _BREAKDOWN.search(whole[-_LOOKED_AT:])
    if said is None or said["of"] not in _BY:
        return best
    by = f"{_first_noun(best)} по {_BY[said['of']][said['each'] is not None]}"
    return by if len(by) <= SHORT_TITLE else best


def _statement(title: str) -> str:
    """Give the first statement of a title, without what stands in brackets."""
    sentence = next(iter(split_sentences(_BRACKETS.sub("", title))), "")
    return " ".join(_STATEMENT.split(sentence)[0].split()).strip(SIGNS)


def _cut(whole: str) -> str:
    """Cut words that nothing is known of, and show that they are cut."""
    room = SHORT_TITLE - 1
    words = whole[: room + 1].rpartition(" ")[0].split(" ")
    while words and (bare(words[-1]) in LOOSE or not bare(words[-1])):
        words.pop()
    return f"{' '.join(words).rstrip(SIGNS + '«(„') or whole[:room].rstrip()}…"


def _is_abbreviation(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def _lemma(word: str) -> str:
    """Give the dictionary form of a noun in the nominative, or of the adjective before it."""
    return next((one.lemma for one in readings(word) if one.case is Case.NOMINATIVE), "")


def _heads(text: str) -> Iterator[tuple[str, int]]:
    """Give a title, and the same without the nouns at its start that say little, in the nominative.

    Returns:
        The words, and by how many more of them it must say something to be taken instead of the one before.
    """
    first, _, rest = text.partition(" ")
    if rest and _lemma(first) in _ADVERBIAL:
        text = rest
    changed = _CHANGES.match(text)
    said = _to_nominative(text[changed.end() :], Case.ACCUSATIVE) if changed is not None else None
    if said is not None:
        yield said, 0
        return
    first = text.partition(" ")[0]
    if is_infinitive(first.lower()) or any(one.case is Case.NOMINATIVE for one in readings(first)):
        yield text, 0
    while True:
        first, _, rest = text.partition(" ")
        noun = _lemma(first)
        if noun not in _DULL:
            return
        joined, _, after = rest.removeprefix("и ").partition(" ")
        if rest.startswith("и ") and (_lemma(joined) in _DULL or _lemma(joined) in _OF_OBJECT):
            rest = after
        said = _to_nominative(_PLACE.sub("", rest), Case.GENITIVE)
        if said is None:
            return
        text = said
        yield text, noun in _KEPT_IF_EQUAL


def _to_nominative(words: str, case: Case) -> str | None:
    """Put what was done into the nominative; None where it is not certain, or has only a name of letters."""
    parts = words.split(" ")
    if not words or _is_abbreviation(parts[0]) or bare(parts[0]) in LOOSE:
        return None
    known = recast(words, (case,), Case.NOMINATIVE)
    if known is not None:
        return known
    if units := [unit for unit in adjectives(parts) if unit[0] == 0]:
        return _to_nominative(" ".join(parts[units[0][-1] + 1 :]), case)
    nouns = [one for one in readings(parts[0]) if one.case is case and one.noun]
    word = parts[0].rstrip(SIGNS)
    forms = nominatives_of(word, nouns)
    return " ".join([forms[0] + parts[0][len(word) :], *parts[1:]]) if len(forms) == 1 else None


def _weigh(word: str) -> int:
    """Tell whether a word says something."""
    said, lemmas = bare(word), {one.lemma for one in readings(word)}
    return int(bool(said) and said not in LOOSE | OF_PREPOSITIONS and lemmas.isdisjoint(_EMPTY))


def _first_noun(words: str) -> str:
    nouns = (
        word
        for word in words.split(" ")
        if any(one.noun and one.case is Case.NOMINATIVE for one in readings(word))
    )
    return next(nouns, words.partition(" ")[0])
