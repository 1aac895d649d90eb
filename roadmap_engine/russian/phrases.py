"""A post, a body or an action in words → its six cases.

Only the leading nominative group declines: adjectives and participles, then the first noun. What
depends on it stays: «заместителю | директора по УВР». The same holds for every item of a list, where
an item is known by its own nominative: «директору школы, методисту», but «учителю истории, права».

Words the dictionary does not have are refused: an unknown word could decline in any way.
"""

from __future__ import annotations

import re

from roadmap_engine.diagnostics import Problem
from roadmap_engine.russian.forms import Case
from roadmap_engine.russian.groups import Group, is_abbreviation, next_word, read_group, readings_of
from roadmap_engine.russian.letters import mixes_alphabets, word_set
from roadmap_engine.russian.lexicon import is_known
from roadmap_engine.russian.tokens import Token, split_tokens

__all__ = ["decline_phrase", "read_heads"]

_SEPARATOR = re.compile(r"[,;/(+–—-]")
_CONJUNCTIONS = frozenset({"и", "или", "либо"})
# «директор, а также методисты», «педагоги, в том числе молодые специалисты».
_BETWEEN = frozenset({"и", "или", "а", "также", "в", "том", "числе", "либо"})
# A relative clause and whatever follows it hang on the noun before it.
_CLAUSE = word_set("который которая которое которые что чтобы если как когда где чей чьи")
# «направление на обучение и проведение …»: after these the second noun may depend on them as well.
_ACCUSATIVE_PREPOSITIONS = word_set("в во на за под через про")
_SET_PHRASES = frozenset({"течение", "связи", "соответствии"})

_ONLY_NOMINATIVE: tuple[str | None, ...] = (None,) * (len(Case) - 1)


def decline_phrase(text: str) -> tuple[tuple[str | None, ...], tuple[Problem, ...]]:
    """Decline a post, a body or a whole phrase of an action.

    Returns:
        Six forms in the order of `Case`, nothing for one that is not certain; and the reasons.

    >>> decline_phrase("рабочая группа школы")[0][3]
    'рабочую группу школы'
    """
    heads = read_heads(text)
    if isinstance(heads, Problem):
        return (text, *_ONLY_NOMINATIVE), (heads,)
    tokens = split_tokens(text)
    rows = {place: forms for group in heads for place, forms in group.forms}
    cases: list[str | None] = [text]
    for number in range(1, len(Case)):
        words = [rows[i][number] if i in rows else token.text for i, token in enumerate(tokens)]
        known = [word for word in words if word is not None]
        cases.append("".join(known) if len(known) == len(words) else None)
    problems = () if None not in cases else (Problem.of("RM413", text=text),)
    return tuple(cases), problems


def read_heads(text: str) -> tuple[Group, ...] | Problem:
    """Find the nominative groups of a phrase: its head, and those that stand beside it."""
    tokens = split_tokens(text)
    mixed = next((token.text for token in tokens if token.is_word and mixes_alphabets(token.text)), None)
    if mixed is not None:
        return Problem.of("RM407", word=mixed)
    capitals = text.isupper()
    head = read_group(tokens, 0, all_capitals=capitals)
    if head is None:
        return _missing_head(text, tokens, all_capitals=capitals)
    return _collect_groups(text, tokens, head, all_capitals=capitals)


def _missing_head(text: str, tokens: tuple[Token, ...], *, all_capitals: bool) -> Problem:
    index = next_word(tokens, 0)
    while index is not None:
        token = tokens[index]
        unknown = not readings_of(token) and not is_known(token.text.lower())
        if unknown and not is_abbreviation(token, all_capitals=all_capitals):
            return Problem.of("RM409", word=token.text, text=text)
        if not any(one.case is Case.NOMINATIVE and not one.noun for one in readings_of(token)):
            break
        index = next_word(tokens, index + 1)
    return Problem.of("RM408", text=text)


def _collect_groups(
    text: str, tokens: tuple[Token, ...], head: Group, *, all_capitals: bool
) -> tuple[Group, ...] | Problem:
    groups = [head]
    index = head.end
    while index < len(tokens):
        last = groups[-1]
        found, start = _read_next(tokens, index, last, all_capitals=all_capitals)
        if found is None:
            if start is None:
                break
            index = start
            continue
        joins = _joins(tokens, last, found, start or index)
        if joins is None:
            return Problem.of("RM410", text=text, word=_words_of(tokens, found))
        if joins:
            groups.append(found)
        index = found.end
    return tuple(groups)


def _read_next(
    tokens: tuple[Token, ...], index: int, last: Group, *, all_capitals: bool
) -> tuple[Group | None, int | None]:
    """Look at one place after a group: a group that may stand beside it, or where to look next."""
    token = tokens[index]
    if token.depth and token.bracket != "(":
        return None, index + 1
    separates = _separates(tokens, index)
    apposed = index == last.end and token.is_space
    if not separates and not apposed:
        return None, index + 1
    start = index + 1
    place = next_word(tokens, start)
    while separates and place is not None and tokens[place].key in _BETWEEN:
        start = place + 1
        place = next_word(tokens, start)
    if place is None:
        return None, start
    if tokens[place].key in _CLAUSE:
        return None, None
    group = read_group(tokens, place, all_capitals=all_capitals)
    if group is None or (apposed and not separates and not _may_be_apposed(tokens, place, last, group)):
        return None, index + 1
    return group, index


def _separates(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    if token.is_word:
        return token.text in _CONJUNCTIONS and not token.depth
    if token.depth or not _SEPARATOR.fullmatch(token.text):
        return False
    # A hyphen with no spaces joins two parts of one thing: «5-9 классы».
    return token.text not in "-–—" or (0 < index < len(tokens) - 1 and tokens[index - 1].is_space)


def _may_be_apposed(tokens: tuple[Token, ...], place: int, last: Group, group: Group) -> bool:
    # «учитель логопед», «педагог психолог»: a second noun of the same number right after the first.
    word = tokens[place].text
    return (
        bool(group.forms)
        and not last.adjectival
        and not group.adjectival
        and bool(last.forms)
        and last.plural == group.plural
        and word[0].islower() == tokens[last.forms[0][0]].text[-1].islower()
        and not group.other_cases - {Case.ACCUSATIVE}
    )


def _joins(tokens: tuple[Token, ...], last: Group, found: Group, separator: int) -> bool | None:
    """Tell whether a group stands beside the one before it; nothing where it cannot be told."""
    tail = [token for token in tokens[last.end : separator] if not token.is_space]
    in_brackets = tokens[separator].text == "("
    if in_brackets and (not found.forms or found.plural != last.plural):
        return False
    if not found.forms:
        return True
    if found.adjectival and not _describes(found, last):
        return False
    if not tail:
        return True
    if Case.GENITIVE in found.other_cases:
        # «учителя истории, права»: a thing depends; «директор школы, учителя» may be either.
        doubtful = (found.animate and _only_persons(tokens, found)) or found.body
        return None if doubtful and not in_brackets else False
    if Case.ACCUSATIVE in found.other_cases:
        if last.adjectival:
            return False
        return None if _governs_accusative(tail) else True
    return True


def _describes(found: Group, last: Group) -> bool:
    # «заместитель директора, ответственный за ВПР»; a lone adjective that does not agree belongs to
    # some other word.
    return found.animate or (found.plural == last.plural and (found.plural or found.gender == last.gender))


def _only_persons(tokens: tuple[Token, ...], group: Group) -> bool:
    # «учителя математики и физики»: physics, not physicists, since both letters are the same.
    head = tokens[group.forms[0][0]]
    return all(one.animate for one in readings_of(head) if one.case is Case.GENITIVE)


def _governs_accusative(tail: list[Token]) -> bool:
    for place, token in enumerate(tail):
        if token.key not in _ACCUSATIVE_PREPOSITIONS:
            continue
        governed = next((word for word in tail[place + 1 :] if word.is_word), None)
        if governed is None or governed.key in _SET_PHRASES:
            continue
        cases = {one.case for one in readings_of(governed)}
        if Case.ACCUSATIVE in cases and not cases & {Case.PREPOSITIONAL, Case.INSTRUMENTAL}:
            return True
    return False


def _words_of(tokens: tuple[Token, ...], group: Group) -> str:
    places = [place for place, _ in group.forms]
    return "".join(token.text for token in tokens[min(places) : max(places) + 1])
