"""A post, a body or a person in the dative or accusative → the same in the nominative.

The inverse of declension, as an order needs it: «Методисту Ивановой А. А.» names «методист Иванова А. А.».
What could be the nominative is tried, and only what declines back into the very words is believed; where
that holds for two nominatives, or for none, there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from roadmap_engine.russian.cases import Case, Kind
from roadmap_engine.russian.declension import decline
from roadmap_engine.russian.letters import lower_first
from roadmap_engine.russian.lexicon import read_word
from roadmap_engine.russian.nominatives import MOST_TRIES, forms_of, nominatives_of, readings_in
from roadmap_engine.russian.oblique_names import OBLIQUE_NAME, name_in_nominative
from roadmap_engine.russian.tokens import Token, split_tokens
from roadmap_engine.russian.word_kinds import is_abbreviation
from roadmap_engine.russian.word_tables import (
    ABBREVIATED_ADJECTIVES,
    BODIES,
    FIXED_HEADS,
    LEADING_ADVERBS,
)

__all__ = ["in_nominative", "stands_in"]

_KEPT = 4096
_LONGEST = 300
# «заместителю главы – начальнику управления»: one person with two posts.
_DASH = re.compile(r"\s[–—-]\s(?=[а-яё])")
_LONG_CAPITALS = re.compile(r"(?<![«\w])[А-ЯЁ]{6,}")
_IN_HONOUR = re.compile(r"(?:им\.|имени|памяти)\s*$", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:[,;/–—]|\.\s(?=[А-ЯЁ][а-яё])|\s-\s|\sи\s|\sа\sтакже\s|\sв\sтом\sчисле\s)\s*(?P<words>(?:[\w-]+\s?){1,5})"
)
_NOMINATIVE_LOOK = re.compile(r"[а-яё](?:[оеё]ва?|[иы]на?|[иы]й|ая)\b")
_MOST_WORDS = 6
# «директору, ответственному за ВПР»: a participle or adjective behind a comma agrees with the head.
_AGREEING = re.compile(r",\s+([а-яё]+(?:им|ым|ему|ому|ей|ой|его|ого|их|ых|ую|юю)(?:ся)?)\b")


@lru_cache(maxsize=_KEPT)
def in_nominative(text: str, case: Case) -> str | None:
    """Put one addressee into the nominative.

    Args:
        text: a post, a body, a person, or a post with its person, before or behind it.
        case: the case it stands in, the dative or the accusative.

    Returns:
        The nominative, a common noun at its head in small letters; nothing where it is not certain.

    >>> in_nominative("Руководителям общеобразовательных организаций", Case.DATIVE)
    'руководители общеобразовательных организаций'
    >>> in_nominative("заместителя директора по УВР Петрову А.А.", Case.ACCUSATIVE)
    'заместитель директора по УВР Петрова А.А.'
    >>> in_nominative("Провести анализ", Case.DATIVE) is None
    True
    """
    if len(text) > _LONGEST or (text.isupper() and _LONG_CAPITALS.search(text)):
        return None
    words, brackets = _without_brackets(text.replace("\u2011", "-"))
    outside = re.sub(r"\([^()]*\)", lambda inner: " " * len(inner[0]), words)
    names = [each for each in OBLIQUE_NAME.finditer(outside) if not _IN_HONOUR.search(words[: each.start()])]
    person = names[0] if len(names) == 1 else None
    if len(names) > 1 or _is_short_name(words):
        # «Ивановой А. А., Петрову Б. Б.» are two; «Льву Толстому» may be a name or a post with one.
        answer = None
    elif (joint := _DASH.search(words)) is not None:
        halves = (in_nominative(words[: joint.start()], case), in_nominative(words[joint.end() :], case))
        answer = joint[0].join(half for half in halves if half) if all(halves) else None
    elif person is None:
        answer = _phrase(words, case)
    else:
        name = name_in_nominative(person[0], case)
        before = _beside(words[: person.start()], case)
        behind = _beside(words[person.end() :], case)
        known = name is not None and before is not None and behind is not None
        answer = f"{before}{name}{behind}" if known else None
    return None if answer is None else _with_brackets(answer, brackets, case)


def _is_short_name(words: str) -> bool:
    """Tell whether words are a first name and a surname, in whatever order: «Льву Толстому»."""
    found = re.fullmatch(r"[А-ЯЁ][А-ЯЁа-яё'’-]+\s+([А-ЯЁ][А-ЯЁа-яё'’-]*(?:[уюе]|ой|ей|ого|его))", words)
    return found is not None and not any(each.noun and not each.animate for each in readings_in(found[1]))


def _without_brackets(text: str) -> tuple[str, str]:
    """Part brackets at the end from the words before: «отделу (Тен Л. Б.)»."""
    found = re.fullmatch(r"(.*?\S)(\s*\([^()]*\))", text, re.DOTALL)
    return (found[1], found[2]) if found else (text, "")


def _with_brackets(answer: str, brackets: str, case: Case) -> str:
    """Put brackets back; a person or a post in them that stands in the same case changes too."""
    inner = brackets.strip()[1:-1]
    if not inner:
        return answer
    person = OBLIQUE_NAME.fullmatch(inner)
    # «(Попова Н. Г.)» is the head in the nominative, though it could be Попов in the accusative.
    named = person is not None and _NOMINATIVE_LOOK.search(inner) is not None
    changed = None if named else in_nominative(inner, case)
    return answer + (brackets if changed is None else brackets.replace(inner, changed))


def _beside(words: str, case: Case) -> str | None:
    """Give what stands beside a name with its signs; nothing where it does not go into the nominative."""
    core = words.strip(" ,")
    if not core:
        return words if not words.strip() else ""
    changed = _phrase(core, case)
    return None if changed is None else words.replace(core, changed)


def stands_in(text: str, case: Case) -> bool:
    """Tell whether the first word of a text can stand in a case and not in the nominative or accusative.

    >>> stands_in("Руководителям школ", Case.DATIVE), stands_in("Питание учащихся", Case.DATIVE)
    (True, False)
    """
    word = next((token for token in split_tokens(text) if token.is_word), None)
    if word is None:
        return False
    cases = {reading.case for reading in readings_in(word.text)}
    return case in cases and not cases & ({Case.NOMINATIVE, Case.ACCUSATIVE} - {case})


def _phrase(text: str, case: Case) -> str | None:
    """Put a phrase without a name into the nominative."""
    tokens = split_tokens(text)
    first = next((token for token in tokens if token.is_word), None)
    if first is None or tokens[0] is not first:
        return None
    if _goes_on(tokens, case):
        return None
    if first.key in FIXED_HEADS:
        return lower_first(text)
    if re.fullmatch(r"[А-ЯЁA-Z]{2,}[а-яё]?", first.text) and is_abbreviation(first, all_capitals=False):
        return text
    for answers in _tries(tokens, case):
        found = [answer for answer in answers if _declines_back(answer, text, case)]
        if found:
            # «ответственному»: of «ответственный» and «ответственное» a paper means the person.
            return next((each for each in found if not each.split()[0].endswith(("ое", "ее"))), found[0])
    return None


def _goes_on(tokens: tuple[Token, ...], case: Case) -> bool:
    """Tell whether a second addressee stands in the same case: «директору, методистам»."""
    if case is Case.DATIVE:
        words = [place for place, token in enumerate(tokens) if token.is_word and not token.depth]
        head = _head_of(tokens, words, case)
        return any(_stands_beside(tokens, words, n, head, case) for n in range(head + 1, len(words)))
    outside = "".join(" " * len(token.text) if token.depth else token.text for token in tokens)
    return any(
        any(_is_person_in(word, case) for word in following["words"].split())
        for following in _NEXT.finditer(outside)
    )


def _head_of(tokens: tuple[Token, ...], words: list[int], case: Case) -> int:
    """Give which word is the head: the first noun behind adjectives, or the first word."""
    for n, place in enumerate(words):
        readings = [reading for reading in readings_in(tokens[place].text) if reading.case is case]
        if not readings:
            return 0
        if any(reading.noun for reading in readings):
            return n
    return 0


def _stands_beside(tokens: tuple[Token, ...], words: list[int], n: int, head: int, case: Case) -> bool:
    """Tell whether a word behind the head is a person or a body that is addressed too."""
    place, before = words[n], words[n - 1]
    apposed = n == head + 1 and place == before + 2 and tokens[before + 1].is_space
    if apposed or tokens[before].key == "по":
        return False
    between = "".join(token.text for token in tokens[before + 1 : place]).strip()
    listed = bool(between) or tokens[before].key in ("и", "или")
    return _is_only(tokens[place].text, case, bodies=listed or _is_listed_adjective(tokens, words, n, case))


def _is_listed_adjective(tokens: tuple[Token, ...], words: list[int], n: int, case: Case) -> bool:
    """Tell whether the word before is the adjective of a listed body: «…, школьным библиотекам»."""
    readings = [reading for reading in readings_in(tokens[words[n - 1]].text) if reading.case is case]
    return bool(readings) and not any(reading.noun for reading in readings)


def _is_only(word: str, case: Case, *, bodies: bool = False) -> bool:
    """Tell whether a word can be nothing but a person, or a body, in a case."""
    readings = readings_in(word)
    return bool(readings) and all(
        each.noun and (each.animate or (bodies and each.lemma in BODIES)) and each.case is case
        for each in readings
    )


def _is_person_in(word: str, case: Case) -> bool:
    return any(each.noun and each.animate and each.case is case for each in readings_in(word))


def _tries(tokens: tuple[Token, ...], case: Case) -> Iterator[list[str]]:
    """Give what the nominative could be, the first words changed in every way, most of them first."""
    places: list[int] = []
    choices: list[tuple[str, ...]] = []
    count, headed = 0, False
    for place, token in enumerate(tokens):
        if not token.is_word:
            if token.is_space or token.text == "-":
                continue
            break
        if token.key in ABBREVIATED_ADJECTIVES or token.key in LEADING_ADVERBS:
            continue
        readings = [reading for reading in readings_in(token.text) if reading.case is case]
        if not readings or count == _MOST_WORDS:
            break
        count += 1
        places.append(place)
        choices.append(nominatives_of(token.text, readings))
        if headed or (all(reading.noun for reading in readings) and not _is_apposed(tokens, place, case)):
            break
        headed = all(reading.noun for reading in readings)
    for chosen in range(len(places), 0, -1):
        answers: list[str] = []
        for forms in list(product(*choices[:chosen]))[:MOST_TRIES]:
            spelt = [_as_spelt(tokens[place].text, form) for place, form in zip(places, forms, strict=False)]
            for chosen_forms in dict.fromkeys((tuple(spelt), forms)):
                changed = dict(zip(places[:chosen], chosen_forms, strict=True))
                words = "".join(changed.get(place, token.text) for place, token in enumerate(tokens))
                # A name of several parts, «Юго-Восточное», keeps its capital; any other is the sentence's.
                named = "-" in tokens[0].text and not tokens[0].text[1:].islower()
                answers += _agreeing(words if named else lower_first(words), case)
        yield answers


def _as_spelt(word: str, form: str) -> str:
    """Give a form the capitals of the word: «Юго-Восточному Управлению» is «Юго-Восточное Управление»."""
    parts = zip(word.split("-"), form.split("-"), strict=False)
    return "-".join(new.capitalize() if old[:1].isupper() else new for old, new in parts)


def _is_apposed(tokens: tuple[Token, ...], place: int, case: Case) -> bool:
    """Tell whether a second noun stands in the same case right behind the head: «учителю логопеду»."""
    following = tokens[place + 2] if place + 2 < len(tokens) and tokens[place + 1].is_space else None
    return following is not None and following.is_word and _is_only(following.text, case)


def _agreeing(words: str, case: Case) -> Iterator[str]:
    """Give a phrase with the participle behind its head in the nominative too, then as it stands."""
    found = _AGREEING.search(words)
    if found is not None:
        readings = [
            each
            for each in read_word(found[1])
            if each.case is case and (each.participle or each.lemma == "ответственный")
        ]
        forms = list(dict.fromkeys(form for reading in readings for form in forms_of(reading)))
        neuter = re.search(r"[ое]\b", words.partition(" ")[0]) is not None
        for form in sorted(forms, key=lambda each: each.endswith(("ое", "ее")) is not neuter):
            yield f"{words[: found.start(1)]}{form}{words[found.end(1) :]}"
    yield words


def _declines_back(answer: str, text: str, case: Case) -> bool:
    # What stands in brackets stays as it is: «органам самоуправления, Майского (Иванов А. А.) района».
    bare, wanted = (re.sub(r"\s*\([^()]*\)", "", each) for each in (answer, text))
    declined = decline(bare, Kind.POST).get(case)
    return declined is not None and declined.lower() == wanted.lower()
