"""A post, a body or an action in words → its six cases.

Only the leading nominative group declines: adjectives and participles, then the first noun. What
depends on it stays: «заместителю | директора по УВР». The same holds for every item of a list, where
an item is known by its own nominative: «директору школы, методисту», but «учителю истории, права».

Words the dictionary does not have are refused: an unknown word could decline in any way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.groups import Group, read_group
from roadmap_engine.russian.joining import describe, joins
from roadmap_engine.russian.letters import mixes_alphabets, tell_mixed, word_set
from roadmap_engine.russian.lexicon import is_known
from roadmap_engine.russian.tokens import Token, split_tokens
from roadmap_engine.russian.word_kinds import is_abbreviation, may_be_name, next_word, readings_of

__all__ = ["Heads", "decline_phrase", "read_heads"]

_SEPARATOR = re.compile(r"[,;/(+–—-]")
_CONJUNCTIONS = frozenset({"и", "или", "либо"})
# «директор, а также методисты», «педагоги, в том числе молодые специалисты».
_BETWEEN = frozenset({"и", "или", "а", "также", "в", "том", "числе", "либо"})
# A relative clause and whatever follows it hang on the noun before it.
_CLAUSE = word_set("который которая которое которые что чтобы если как когда где чей чьи")

# With the accusative, which may look like a nominative.
_OF_ACCUSATIVE = word_set("за в во на по про через под")

_ONLY_NOMINATIVE: tuple[str | None, ...] = (None,) * (len(Case) - 1)


@dataclass(frozen=True, slots=True)
class Heads:
    """The groups of a phrase that decline.

    Attributes:
        certain: the head, and the groups that stand beside it.
        doubtful: groups that stand beside the head or depend on it; which, cannot be told.
    """

    certain: tuple[Group, ...]
    doubtful: tuple[Group, ...] = ()


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
    rows = {place: forms for group in heads.certain for place, forms in group.forms}
    for group in heads.doubtful:
        # Where the group's form is its nominative, both readings print the same.
        rows |= {place: _only_same(forms) for place, forms in group.forms}
    cases: list[str | None] = [text]
    for number in range(1, len(Case)):
        words = [rows[i][number] if i in rows else token.text for i, token in enumerate(tokens)]
        known = [word for word in words if word is not None]
        cases.append("".join(known) if len(known) == len(words) else None)
    problems = [Problem.of("RM410", text=text, word=_words_of(tokens, group)) for group in heads.doubtful]
    if None in cases and not problems:
        problems.append(Problem.of("RM412", text=text))
    return tuple(cases), tuple(problems)


def _only_same(forms: tuple[str | None, ...]) -> tuple[str | None, ...]:
    return tuple(form if form == forms[0] else None for form in forms)


def read_heads(text: str) -> Heads | Problem:
    """Find the nominative groups of a phrase: its head, and those that stand beside it."""
    tokens = split_tokens(text)
    mixed = next((token.text for token in tokens if token.is_word and mixes_alphabets(token.text)), None)
    if mixed is not None:
        return tell_mixed(mixed)
    capitals = text.isupper()
    head = read_group(tokens, 0, all_capitals=capitals)
    if head is None or _lacks_noun(tokens, head):
        return _missing_head(text, tokens, all_capitals=capitals)
    return _collect_heads(tokens, head, all_capitals=capitals)


def _lacks_noun(tokens: tuple[Token, ...], head: Group) -> bool:
    # «ответственный за ВПР», «проводимые школой» stand for a noun; a bare «новая» does not.
    if not head.adjectival or head.animate:
        return False
    return not any(one.participle for one in readings_of(tokens[head.forms[0][0]]))


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


def _collect_heads(tokens: tuple[Token, ...], head: Group, *, all_capitals: bool) -> Heads:
    certain, doubtful = [head], []
    last = head
    in_clause = False
    index = head.end
    while index < len(tokens):
        name = _find_bare_name(tokens, index, last)
        if name is not None:
            doubtful.append(name)
            break
        place = _find_item(tokens, index, last)
        if place is None:
            index += 1
            continue
        end = _find_clause_end(tokens, index)
        if end is not None:
            # What follows a clause may go on with the list, or with the clause.
            in_clause, index = True, end
            continue
        found = read_group(
            tokens,
            place,
            all_capitals=all_capitals,
            after_noun=tokens[index].text == "," and not last.adjectival,
        )
        if found is None:
            index += 1
            continue
        if tokens[index].is_space and _is_governed(tokens, index):
            index = found.end
            continue
        beside = joins(tokens, last, found, index)
        if beside is None or (beside and in_clause):
            doubtful.append(found)
        elif beside:
            found = describe(found, last) if found.adjectival else found
            certain.append(found)
        if beside is not False:
            last = found
        index = found.end
    return Heads(tuple(certain), tuple(doubtful))


def _is_governed(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a preposition stands right before a space: «ответственный за информационный обмен»."""
    return index > 0 and tokens[index - 1].key in _OF_ACCUSATIVE


def _find_clause_end(tokens: tuple[Token, ...], index: int) -> int | None:
    """Find where a relative clause ends, if a separator opens one; no word of it changes.

    «Педагоги, обучающиеся которых показали …»: its pronoun need not come first.
    """
    ends = (i for i in range(index + 1, len(tokens)) if tokens[i].text in {",", ";"} and not tokens[i].depth)
    end = next(ends, len(tokens))
    words = [token.key for token in tokens[index + 1 : end] if token.is_word]
    opened = tokens[index].text == "," and any(word.startswith("котор") for word in words)
    return end if opened or (words and words[0] in _CLAUSE) else None


def _find_bare_name(tokens: tuple[Token, ...], index: int, last: Group) -> Group | None:
    # «учитель Тен Юлия»: a name with neither initials nor patronymic, which the post would not decline.
    place = next_word(tokens, index) if last.animate and tokens[index].is_space else None
    if place is None or tokens[place].depth or not may_be_name(tokens[place], certainly=index != last.end):
        return None
    return Group(forms=((place, (tokens[place].text, *_ONLY_NOMINATIVE)),), end=place + 1)


def _find_item(tokens: tuple[Token, ...], index: int, last: Group) -> int | None:
    """Give the word at which a next item may begin, if the token at the index can part two items."""
    token = tokens[index]
    if token.depth:
        return None
    if token.is_space:
        return _find_run_on(tokens, index, last)
    if not _separates(tokens, index):
        return None
    place = next_word(tokens, index + 1)
    while place is not None and tokens[place].key in _BETWEEN:
        place = next_word(tokens, place + 1)
    return place


def _find_run_on(tokens: tuple[Token, ...], index: int, last: Group) -> int | None:
    # «Западное управление Ресурсный центр», «… по УВР. Учителя»: a capital after a space may begin an
    # item whose comma was forgotten, or a new sentence.
    place = next_word(tokens, index)
    if place is None or tokens[place].depth or tokens[place].key in _BETWEEN:
        return None
    # «ответственный за ВПР заместитель»: the noun may come after what depends on its participle.
    if index == last.end or last.adjectival or tokens[place].text[0].isupper():
        return place
    return None


def _separates(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    if token.is_word:
        return token.text in _CONJUNCTIONS
    if not _SEPARATOR.fullmatch(token.text):
        return False
    # A hyphen with no spaces joins two parts of one thing: «5-9 классы».
    return token.text not in "-–—" or (0 < index < len(tokens) - 1 and tokens[index - 1].is_space)


def _words_of(tokens: tuple[Token, ...], group: Group) -> str:
    places = [place for place, _ in group.forms]
    return "".join(token.text for token in tokens[min(places) : max(places) + 1])
