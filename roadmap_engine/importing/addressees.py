"""Whom a point of an order is addressed to: the dative before the verb, and those it appoints.

«Социальному педагогу Васильевой О. О., классным руководителям обновить паспорта» has two executors;
«Назначить ответственным за питание методиста Петрову А. А.» and «возложить на …» name theirs in the
accusative. Each is given in the nominative where that is certain, else as it is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap_engine.importing.executors import Executor, could_go_on, head_of, read_executors
from roadmap_engine.importing.sentences import first_infinitive, mask_brackets
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.lexicon import read_word
from roadmap_engine.russian.oblique_names import OBLIQUE_NAME

__all__ = ["Addressed", "find_appointed", "split_addressees"]

_LEAD = re.compile(r"(?:рекомендовать|предложить|поручить|предписать|разрешить|указать)\s+", re.IGNORECASE)
_BARE_LEAD = re.compile(r"(?:рекомендовать|предложить|поручить)\s*:\s*", re.IGNORECASE)
_OBLIGE = re.compile(r"(?:обязать|просить|попросить|уполномочить)\s+", re.IGNORECASE)
# What stands before the verb and says how, not who.
_MANNER = re.compile(
    r"(?:^|[\s,]{1,4})(?:совместно\s+с|при\s+участии|с\s+участием|в\s+целях|с\s+целью|на\s+основании|в\s+соответствии|во\s+исполнение"
    r"|в\s+рамках|в\s+ходе|в\s+случае|по\s+итогам|по\s+результатам|по\s+согласованию|согласно|с\s+уч[её]том|под\s|для\s|в\s+срок"
    r"|при\s+(?!управлени|учреждени|отделени|объединени|администраци|ассоциаци)"
    r"(?:\w+(?:ении|ании|ятии|ытии|ичии|ости|ции)|подготовке|при[её]ме)\b"
    r"|лично\b|не\s+реже|в\s+установленн|в\s+обязательном|с\s+(?:\d|января|февраля|марта|апреля|мая|июня|июля|августа))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[а-яё»\d)]{2})\.\s+(?=[А-ЯЁ][а-яё]{2})")
_APPOINT = re.compile(r"(?:назначить|определить|утвердить|считать)\s+", re.IGNORECASE)
_CHARGE = re.compile(r"(?:возложить|возлагаю|возлагается)\s+", re.IGNORECASE)
_DUTY = re.compile(
    r"[,\s]{1,4}(?:(?:персональн\w+|личн\w+)\s+)?(?:ответственность|обязанности|контроль|функции|полномочия|исполнение|проведение"
    r"|организацию)\b",
    re.IGNORECASE,
)

_MOST_STARTS = 60


@dataclass(frozen=True, slots=True)
class Addressed:
    """A point parted into who and what.

    Attributes:
        executors: in the order of reading; none where nobody is addressed.
        action: what is to be done, as it stands; empty where the point is nothing but its addressees.
        recommended: whether it is recommended, not ordered.
    """

    executors: tuple[Executor, ...]
    action: str
    recommended: bool = False


def split_addressees(text: str, spoken: str | None = None) -> Addressed:
    """Part whom a point is addressed to from what is to be done.

    Args:
        text: of the point.
        spoken: the same, sign for sign, with its deadlines blanked out.

    >>> split_addressees("Руководителям школ, методистам провести анализ").executors[1].text
    'методисты'
    >>> split_addressees("Провести анализ").action
    'Провести анализ'
    """
    spoken = text if spoken is None else spoken
    if _BARE_LEAD.fullmatch(text):
        return Addressed((), "", recommended=True)
    lead, obliged = _LEAD.match(spoken), _OBLIGE.match(spoken)
    case = Case.ACCUSATIVE if obliged else Case.DATIVE
    begin = lead.end() if lead else obliged.end() if obliged else 0
    verb = first_infinitive(spoken, begin)
    end = verb.start() if verb else len(spoken.rstrip(" :"))
    zone = spoken[begin:end]
    manner = _MANNER.search(mask_brackets(zone))
    stop = begin + manner.start() if manner else end
    executors, left = read_executors(spoken[begin:stop], case)
    if not executors or (verb is None and not text.rstrip().endswith(":")):
        return Addressed((), text, recommended=lead is not None)
    said = [left, _unspoken(text, spoken, begin, stop), text[stop:].strip(" ,:") if verb or manner else ""]
    action = " ".join(each for each in said if each)
    return Addressed(executors, action if verb else "", recommended=lead is not None)


def _unspoken(text: str, spoken: str, begin: int, stop: int) -> str:
    """Give the deadlines that stand among the addressees."""
    kept = [
        text[place] if spoken[place].isspace() and not text[place].isspace() else "\0"
        for place in range(begin, stop)
    ]
    first = next((place for place, sign in enumerate(kept) if sign != "\0"), None)
    if first is None:
        return ""
    last = max(place for place, sign in enumerate(kept) if sign != "\0")
    return text[begin + first : begin + last + 1]


def find_appointed(text: str) -> tuple[Executor, ...]:
    """Find whom a point appoints: «назначить ответственным …», «возложить на …».

    >>> [each.text for each in find_appointed("Назначить ответственным за питание методиста Петрову А. А.")]
    ['методист Петрова А. А.']
    >>> [each.text for each in find_appointed("Ответственность возложить на директоров школ.")]
    ['директора школ']
    """
    charged = _CHARGE.search(mask_brackets(text))
    if charged is not None:
        on = re.compile(r"\bна\s+").search(mask_brackets(text), charged.end())
        if on is None:
            return ()
        named = _without_stop(text[on.end() :])
        duty = _DUTY.search(mask_brackets(named))
        executors, _left = read_executors(named[: duty.start()] if duty else named, Case.ACCUSATIVE)
        return executors
    appointing = _APPOINT.match(text)
    return _appointed(_without_stop(text[appointing.end() :])) if appointing else ()


def _without_stop(words: str) -> str:
    """Take the sentence's full stop off, not the one behind an initial."""
    bare = words.rstrip(" ;,")
    return bare if re.search(r"\b[А-ЯЁ]\.$", bare) else bare.rstrip(" .;")


def _appointed(text: str) -> tuple[Executor, ...]:
    """Find the person or body behind «назначить ответственным за …», where the row of words ends."""
    words = _SENTENCE_END.split(text, maxsplit=1)[0]
    first = re.match(r"[А-Яа-яЁё-]+", words)
    if first is None:
        return ()
    instrumental = any(reading.case is Case.INSTRUMENTAL for reading in read_word(first[0].lower()))
    responsible = first[0].lower().startswith("ответственн")
    person = OBLIQUE_NAME.search(mask_brackets(words))
    if not (instrumental or (responsible and person)):
        return ()
    several = responsible and first[0].lower().endswith(("ми", "х"))
    starts = [found.start() for found in re.finditer(r"(?<!\S)\S+", mask_brackets(words))][1:_MOST_STARTS]
    for start in starts:
        # «организацию питания учащихся заместителя директора»: the longest row that is one person or body.
        head = head_of(words[start:], Case.ACCUSATIVE)
        if not _could_be_appointed(
            words[:start], words[start:], head, several=several, named=person is not None
        ):
            continue
        executors, left = read_executors(words[start:], Case.ACCUSATIVE)
        if executors and not left and all(each.certain for each in executors):
            return executors
    return (Executor(person[0], certain=False),) if person else ()


def _could_be_appointed(before: str, words: str, head: str, *, several: bool, named: bool) -> bool:
    last = before.rsplit(maxsplit=1)[-1].lower()
    if last in ("за", "по", "в", "на", "и", "о", "об", "при", "с", "со", "для"):
        return False
    match head:
        case "person":
            return True
        case "people":
            return several and not named
        case "body":
            # «организатором олимпиады областное учреждение»: nothing before it can go on with «олимпиады».
            return not named and not could_go_on(words)
        case "name":
            return True
        case _:
            return False
