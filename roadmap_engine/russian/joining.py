"""A group in a phrase and the group before it → whether they stand side by side.

«директор, методист» are two items, «учитель истории, права» is one; where the letters allow both, the
answer is that it cannot be told.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.groups import Group
from roadmap_engine.russian.letters import word_set
from roadmap_engine.russian.tokens import Token
from roadmap_engine.russian.word_kinds import readings_of
from roadmap_engine.russian.word_tables import ABBREVIATIONS, PLURALS_IN_A

__all__ = ["describe", "joins"]

# «направление на обучение и проведение …»: after these the second noun may depend on them as well.
_ACCUSATIVE_PREPOSITIONS = word_set("в во на за под через про")
_SET_PHRASES = frozenset({"течение", "связи", "соответствии"})


def joins(tokens: tuple[Token, ...], last: Group, found: Group, separator: int) -> bool | None:
    """Tell whether a group stands beside the one before it; nothing where it cannot be told."""
    tail = [token for token in tokens[last.end : separator] if not token.is_space]
    if tokens[separator].is_space:
        return _joins_without_sign(tokens, last, found, tail)
    if tokens[separator].text == "(":
        return _joins_in_brackets(last, found, tail)
    if not found.forms:
        return True
    if found.adjectival and not _describes(found, last):
        return False
    return True if not tail else _joins_after_tail(tokens, last, found, separator)


def _joins_without_sign(
    tokens: tuple[Token, ...], last: Group, found: Group, tail: list[Token]
) -> bool | None:
    if not found.forms:
        return False
    starts_sentence = bool(tail) and _ends_sentence(tail[-1]) and tokens[found.forms[0][0]].text[0].isupper()
    if starts_sentence:
        return True
    only_nominative = not found.other_cases
    if last.adjectival and found.animate and not found.adjectival and _agrees(found, last):
        return True if only_nominative else None
    if tail:
        # «… (при наличии) Заместители …», «школа, ШМО Ресурсный центр»: perhaps an item of its own.
        own = found.animate if only_nominative else len(found.forms) > 1
        return None if own and not found.other_cases - {Case.ACCUSATIVE} else False
    # Right after the head a noun that can be no genitive is an apposition or an item of its own.
    beside = not found.other_cases - {Case.ACCUSATIVE} and not found.adjectival and not last.adjectival
    return None if beside and bool(last.forms) else False


def _ends_sentence(token: Token) -> bool:
    word = token.text.removesuffix(".")
    if word == token.text:
        return token.text in {"!", "?", "."}
    return token.key == "др." or (len(word) > 1 and token.key not in ABBREVIATIONS)


def _joins_in_brackets(last: Group, found: Group, tail: list[Token]) -> bool | None:
    # «родители (законные представители)»: only right after the head; «(весна 2021 г.)» explains the tail.
    if not found.forms or found.plural != last.plural:
        return False
    if tail:
        return None if found.animate and not found.other_cases else False
    # «объединения (кафедры)» names the same thing again, «учитель (русский язык)» explains it.
    return found.animate == last.animate


def _joins_after_tail(tokens: tuple[Token, ...], last: Group, found: Group, separator: int) -> bool | None:
    if Case.GENITIVE in found.other_cases:
        # «учителя истории, права»: a thing depends; «директор школы, учителя» may be either.
        person = found.animate and _only_persons(tokens, found)
        if person and tokens[separator].text == "," and (last.animate or last.body):
            # A list of persons goes on: nobody is the deputy «директора, учителя».
            return True if all(tokens[place].key in PLURALS_IN_A for place, _ in found.forms[:1]) else None
        return None if person or found.body else False
    if Case.ACCUSATIVE in found.other_cases:
        if last.adjectival:
            return False
        return None if _governs_accusative(tokens[last.end : separator]) else True
    return True


def _agrees(found: Group, last: Group) -> bool:
    return found.plural == last.plural and (found.plural or found.gender == last.gender)


def _describes(found: Group, last: Group) -> bool:
    # «заместитель директора, ответственный за ВПР»; a lone adjective that does not agree belongs to
    # some other word.
    return found.animate or _agrees(found, last)


def describe(found: Group, last: Group) -> Group:
    """Give an attribute the accusative of the noun it describes."""
    # «отдел, ответственный за ВПР»: whose attribute it is decides the accusative.
    if not _agrees(found, last) or (not found.plural and found.gender != "masc"):
        return found
    column = list(Case).index(Case.ACCUSATIVE)
    source = 1 if last.animate else 0
    forms = tuple((place, (*row[:column], row[source], *row[column + 1 :])) for place, row in found.forms)
    return replace(found, forms=forms, animate=last.animate)


def _only_persons(tokens: tuple[Token, ...], group: Group) -> bool:
    # «учителя математики и физики»: physics, not physicists, since the letters are the same.
    head = tokens[group.forms[0][0]]
    return all(one.animate for one in readings_of(head) if one.case is Case.GENITIVE)


def _governs_accusative(tail: tuple[Token, ...]) -> bool:
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
