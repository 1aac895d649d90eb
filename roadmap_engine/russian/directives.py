"""An action as a plan names it → what an order tells somebody to do: an infinitive.

«Проведение анализа результатов» → «провести анализ результатов». The verb comes from `actions`; its
object goes from the genitive to the accusative only where that is certain: the nominative guessed for
it must decline back into the very words of the plan, and nothing beside it may stand in the same case.
Wherever this does not hold, «обеспечить» takes the whole phrase: «обеспечить проведение …».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from roadmap_engine.russian.actions import ACTIONS, PROVIDE, Action
from roadmap_engine.russian.cases import Case, Kind
from roadmap_engine.russian.declension import decline
from roadmap_engine.russian.letters import capitalise_first, lower_first
from roadmap_engine.russian.lexicon import CASE_TAGS, Analysis
from roadmap_engine.russian.tokens import Token, split_tokens
from roadmap_engine.russian.word_kinds import is_abbreviation, readings_of

__all__ = ["to_directive"]

_FIRST_WORDS = re.compile(r"(?P<noun>[\w-]+)(?:\s+и\s+(?P<other>[\w-]+))?\s+(?P<rest>.+)", re.DOTALL)
_JOINING = frozenset({"и", "или", "либо"})
_LINKS = ("а также", "в том числе", *sorted(_JOINING))
_OF_INSTRUMENTAL = frozenset({"с", "со", "под", "над", "перед", "между", "за"})
_CLAUSE = re.compile(r",\s+(?:[\w-]+\s+){0,2}котор\w+\b")
_MAP = ("(«дорожной карты»)", "(«дорожную карту»)")


@lru_cache(maxsize=1024)
def to_directive(action: str, *, repeated: bool = False) -> str | None:
    """Turn a noun phrase of an action into an infinitive.

    Args:
        action: one sentence, in the nominative.
        repeated: whether it is done again and again, which takes the other aspect.

    Returns:
        The directive in small letters, or nothing where not even the accusative is certain.

    >>> to_directive("Проведение анализа результатов ВПР")
    'провести анализ результатов ВПР'
    >>> to_directive("Проведение текущей оценки обучающихся", repeated=True)
    'проводить текущую оценку обучающихся'
    >>> to_directive("Анализ эффективности принятых мер")
    'провести анализ эффективности принятых мер'
    >>> to_directive("Посещение уроков специалистами отдела")
    'обеспечить посещение уроков специалистами отдела'
    """
    # «Контроль за педагогами, обучающиеся которых …»: no word of the clause is the order's to decline.
    clause = _CLAUSE.search(action)
    end = clause.start() if clause else len(action)
    said = _with_object(action[:end], repeated=repeated) or _with_noun(action[:end], repeated=repeated)
    return said and said + action[end:]


def _verb(action: Action, *, repeated: bool) -> str:
    return action.imperfective if repeated else action.perfective


def _with_object(text: str, *, repeated: bool) -> str | None:
    """«Разработка и утверждение программ» → «разработать и утвердить программы»."""
    found = _FIRST_WORDS.fullmatch(text)
    if found is None:
        return None
    nouns = [noun.lower() for noun in (found["noun"], found["other"]) if noun]
    actions = [ACTIONS.get(noun, PROVIDE) for noun in nouns]
    if any(action.keeps_noun for action in actions):
        return None
    accusative = _to_accusative(found["rest"])
    verbs = " и ".join(_verb(action, repeated=repeated) for action in actions)
    return f"{verbs} {accusative}" if accusative else None


def _with_noun(text: str, *, repeated: bool) -> str | None:
    """«Контроль исполнения» → «обеспечить контроль исполнения»."""
    accusative = decline(text, Kind.POST).get(Case.ACCUSATIVE)
    if accusative is None:
        return None
    words = [token for token in split_tokens(text) if token.is_word]
    place = next((i for i, word in enumerate(words) if _can_be(word, Case.NOMINATIVE, noun=True)), None)
    action = PROVIDE
    if place is not None:
        action = ACTIONS.get(words[place].key, PROVIDE)
        following = words[place + 1].key if place + 1 < len(words) else ""
        # «анализ и оценка»: one light verb need not fit both.
        lone = following not in _JOINING and not _stands_beside(split_tokens(text), words[place])
        if not action.keeps_noun or not lone or action.before not in ("", following):
            action = PROVIDE
    return f"{_verb(action, repeated=repeated)} {lower_first(accusative)}"


def _stands_beside(tokens: tuple[Token, ...], head: Token) -> bool:
    """Tell whether one light verb would have to fit several nouns, or a doer has the action already."""
    rest = tokens[tokens.index(head) + 1 :]
    after_commas = (_after_links(rest, place) for place, token in enumerate(rest) if token.text == ",")
    return _has_doer(rest) or any(
        word is not None and not word.depth and _can_be(word, Case.NOMINATIVE, noun=True)
        for word in after_commas
    )


def _to_accusative(genitive: str) -> str | None:
    """Put the object of a noun, which stands in the genitive, into the accusative.

    >>> _to_accusative("изменений в рабочие программы"), _to_accusative("заседания совета и собрания")
    ('изменения в рабочие программы', None)
    """
    tokens = split_tokens(genitive)
    head = _head(tokens)
    if head is None:
        return None
    if is_abbreviation(tokens[head], all_capitals=False):
        return genitive if head == 0 and not _is_joined(tokens, head, ()) else None
    readings = [one for one in readings_of(tokens[head]) if one.noun and one.case is Case.GENITIVE]
    if _is_joined(tokens, head, readings) or _has_doer(tokens[head + 1 :]):
        return None
    group = "".join(token.text for token in tokens[: head + 1])
    found = {form for one in readings for form in _accusatives(tokens[: head + 1], one, group)}
    rest = "".join(token.text for token in tokens[head + 1 :])
    return found.pop() + rest.replace(*_MAP) if len(found) == 1 else None


def _head(tokens: tuple[Token, ...]) -> int | None:
    """Find the noun of the first group: adjectives in the genitive may stand before it, nothing else."""
    for place, token in enumerate(tokens):
        if not token.is_word or token.key in _JOINING:
            if token.is_space or token.key in {",", "(", ")", *_JOINING}:
                continue
            return None
        if is_abbreviation(token, all_capitals=False):
            return place
        if _can_be(token, Case.GENITIVE, noun=True) and not _leads(tokens, place):
            return None if token.depth else place
        if not _can_be(token, Case.GENITIVE, noun=False):
            return None
    return None


def _leads(tokens: tuple[Token, ...], place: int) -> bool:
    """Tell whether a word is the adjective of the next one: «рабочих программ»."""
    following = next((token for token in tokens[place + 1 :] if not token.is_space), None)
    heads = [one for one in readings_of(following) if one.noun] if following is not None else []
    return any(_agrees(one, head) for one in readings_of(tokens[place]) for head in heads)


def _can_be(token: Token, case: Case, *, noun: bool) -> bool:
    return any(one.case is case and one.noun is noun for one in readings_of(token))


def _accusatives(tokens: tuple[Token, ...], head: Analysis, group: str) -> Iterator[str]:
    """The accusative of a group whose nominative declines back into the group's own words."""
    words = []
    for token in tokens[:-1]:
        adjective = next((one for one in readings_of(token) if _agrees(one, head)), None)
        words.append(_nominative(token, adjective) if adjective else token.text)
    nominative = "".join((*words, _nominative(tokens[-1], head)))
    forms = decline(nominative, Kind.POST)
    accusative = forms.get(Case.ACCUSATIVE)
    if forms.get(Case.GENITIVE) == group and accusative is not None:
        yield accusative


def _nominative(token: Token, reading: Analysis) -> str:
    """The nominative of a word, its first letter as the word has it; the word itself where it has none."""
    tag = CASE_TAGS[Case.NOMINATIVE]
    form = next((form for tags, form in reading.paradigm if tag in tags), reading.word)
    return capitalise_first(form) if token.text[0].isupper() else form


def _agrees(adjective: Analysis, head: Analysis) -> bool:
    alike = adjective.plural if head.plural else adjective.gender == head.gender and not adjective.plural
    return not adjective.noun and adjective.case is Case.GENITIVE and alike


def _is_joined(tokens: tuple[Token, ...], head: int, heads: Sequence[Analysis]) -> bool:
    """Tell whether something after the head may stand beside it, or agree with it, and so change too."""
    return any(
        _may_change(tokens, place, heads, inside=place > head + 2)
        for place in range(head + 1, len(tokens))
        if tokens[place].key in _JOINING or tokens[place].text in {",", ";", "("}
    )


def _may_change(tokens: tuple[Token, ...], place: int, heads: Sequence[Analysis], *, inside: bool) -> bool:
    """Tell whether what a comma, a conjunction or a bracket brings may have the head's case."""
    following = _after_links(tokens, place)
    if following is None or tokens[place].depth or "".join(t.text for t in tokens[place:]).startswith(_MAP):
        return False
    if inside and _is_adjective(_before(tokens, place)):
        return False  # «текущей, тематической и промежуточной оценки»: adjectives of one noun
    known = [one for one in readings_of(following) if one.case is Case.GENITIVE]
    if tokens[place].text == "(":
        return bool(known)
    if known and tokens[place].text == "," and all(one.participle for one in known):
        return any(_agrees(one, noun) for one in known for noun in heads)
    return bool(known) or _can_be(following, Case.NOMINATIVE, noun=True)


def _before(tokens: tuple[Token, ...], place: int) -> Token | None:
    words = (tokens[i] for i in range(place - 1, -1, -1) if tokens[i].is_word)
    return next((word for word in words if word.key not in _JOINING), None)


def _is_adjective(token: Token | None) -> bool:
    readings = readings_of(token) if token is not None else ()
    return bool(readings) and not any(one.noun for one in readings)


def _after_links(tokens: tuple[Token, ...], place: int) -> Token | None:
    """The first word of what a comma or a conjunction joins."""
    words = [token for token in tokens[place:] if token.is_word]
    while words:
        for link in _LINKS:
            parts = link.split()
            if [word.key for word in words[: len(parts)]] == parts:
                words = words[len(parts) :]
                break
        else:
            return words[0]
    return None


def _has_doer(tokens: tuple[Token, ...]) -> bool:
    """Tell whether an instrumental stands free: «проверка работ комиссией» has a doer, an order its own."""
    governed = False
    for token in tokens:
        if token.text in {",", ";", "."}:
            governed = False
        elif token.key in _OF_INSTRUMENTAL:
            governed = True
        elif token.is_word and not governed and not token.depth:
            nouns = [one for one in readings_of(token) if one.noun]
            if nouns and all(one.case is Case.INSTRUMENTAL for one in nouns):
                return True
    return False
