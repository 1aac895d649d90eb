"""The deadlines that stand inside a sentence: where each begins, and where it ends.

«В течение трёх рабочих дней со дня издания приказа разместить приказ» ends before the verb. A place where a
deadline can begin is tried with every end, the farthest first; the first that says when is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from roadmap_engine.importing.spelling import MONTH_STEMS
from roadmap_engine.importing.time_words import PERIOD, TIME_MARK, end_of_genitives, says_when, tells_of_past
from roadmap_engine.russian.lexicon import is_infinitive

__all__ = ["InsideDeadline", "find_deadline", "find_deadlines", "first_infinitive", "mask_brackets"]

_KEPT = 4096
_LONGEST_TEXT = 4_000
_MOST_WORDS = 16
_FARTHEST_MARK = 4
_MOST_STARTS = 100
"""A sentence with more places where a deadline could begin is none."""
_NEVER_LAST = frozenset(
    ("в", "во", "до", "к", "ко", "с", "со", "по", "за", "на", "и", "не", "или", "чем", "от", "о", "об")
)
_WORD = re.compile(r"\S+")
_QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"|“[^“”]*”|„[^„“”]*[“”]")
_START = re.compile(
    r"(?:не\s+(?:позднее|позже|ранее|реже|менее)|до|к|ко|с|со|после|через|начиная|накануне|перед|в|во"
    r"|на\s+протяжении"
    r"|по(?=\s+(?:[а-яё]+(?:ому|ым|ей)\s+)?(?:план\w*-)?"
    r"(?:график|окончани|завершении|мере|понедельник|вторник|сред|четверг|пятниц|суббот))"
    r"|за(?=\s+(?:\d|(?:\w+\s+)?(?:\w+их\s+)?(?:день|дня|дней|сутки|суток|недел|месяц|час)))"
    r"|согласно|ежедневно|еженедельно|ежемесячно|ежеквартально|ежегодно|ежечасно|раз|дважды|трижды"
    r"|один\s+раз|два\s+раза|кажд\w+|постоянно|систематически|регулярно|незамедлительно|немедленно|весь)\b|\d{1,2}(?!\d)",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?:{MONTH_STEMS})\w*\b", re.IGNORECASE)
_IN_TIME = re.compile(r"(?:в\s+срок,?\s+)", re.IGNORECASE)
# What is counted but not said from when: a deadline all the same, kept as its words.
_TERM = re.compile(
    r"(?:не\s+позднее\s+чем\s+)?в\s+(?:(?:квартальн|кратчайш)\w+|\w*(?:дневн|суточн|недельн|месячн)\w+"
    r"|\d+-?\s?\w*(?:дневн|месячн|недельн)\w+)\s+сроки?"
    r"|в\s+течение\s+(?:(?:\d+|\w*(?:дного|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|цати))"
    r"(?:\s+\(\w+\))?\s+(?:\w+их\s+)?(?:дн(?:я|ей)|суток|недел[ьи]|месяц(?:а|ев)|час(?:а|ов))"
    r"|(?:одно\w+\s+)?(?:недели|месяца|суток|часа)\b)"
    r"|(?:до|к|не\s+позднее)\s+\d{1,2}(?:-?го|-?му)?\s+числ[ау]",
    re.IGNORECASE,
)
_TERM_FROM = re.compile(r"\s+(?:после|со\s+дня|с\s+момента|с\s+даты|от\s+даты)\s+", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:\bот|№|\bN|\bп\.|\bпп\.|\bпункт\w*|\bстать\w+|\bчаст\w+|\bпротокол\w*|\bсилу"
    r"|\b(?:до|к|ко|с|со|по|за|на|в|во|после|не\s+позднее))\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class InsideDeadline:
    """A deadline of a sentence.

    Attributes:
        phrase: its words, without «в срок».
        start, end: where it stands, with «в срок».
    """

    phrase: str
    start: int
    end: int


def find_deadline(text: str) -> tuple[str, ...]:
    """Find the deadlines that stand inside a sentence, in the order of reading.

    >>> find_deadline("Представить отчёт в отдел образования до 15 мая 2026 г. по форме")
    ('до 15 мая 2026 г.',)
    >>> find_deadline("Довести до сведения всех организаций план мероприятий на 2026/2027 учебный год")
    ()
    """
    return tuple(each.phrase for each in find_deadlines(text))


@lru_cache(maxsize=_KEPT)
def find_deadlines(text: str) -> tuple[InsideDeadline, ...]:
    """Find the deadlines of a sentence and where they stand.

    >>> find_deadlines("В течение 3 дней со дня издания приказа разместить приказ")[0].phrase
    'В течение 3 дней со дня издания приказа'
    """
    plain = mask_quotes(text[:_LONGEST_TEXT])
    words = [(found.start(), found.end()) for found in _WORD.finditer(plain)]
    found: list[InsideDeadline] = []
    behind = tried = 0
    for place, (begin, _end) in enumerate(words):
        start = begin + _opening(plain[begin:])
        if start < behind or not _may_start(plain, start):
            continue
        tried += 1
        if tried > _MOST_STARTS:
            break
        deadline = _longest(text, plain, words[place:], start)
        if deadline is not None:
            found.append(deadline)
            behind = deadline.end
    return tuple(_without_vague(text, found))


def mask_quotes(text: str) -> str:
    """Blank out what stands in quotes, sign for sign: names of papers and contests hold dates of their own.

    >>> mask_quotes("акция «С 1 по 5 мая» до 3 мая")
    'акция ############## до 3 мая'
    """
    return _QUOTED.sub(lambda quoted: "#" * len(quoted[0]), text)


def mask_brackets(text: str) -> str:
    """Blank out what stands in brackets and quotes, sign for sign."""
    return re.sub(r"\([^()]*\)", lambda inner: "#" * len(inner[0]), mask_quotes(text))


def first_infinitive(text: str, start: int = 0) -> re.Match[str] | None:
    """Find the first infinitive outside of quotes and brackets.

    >>> first_infinitive("Отделу по делам области (принять к сведению) обеспечить контроль").start()
    45
    """
    plain = mask_brackets(text)
    for word in re.finditer(r"(?<![\w-])[А-Яа-яЁё]+(?:ть|ться|ти|тись|чь|чься)(?![\w-])", plain):
        if word.start() >= start and is_infinitive(word[0].lower()):
            return word
    return None


def _opening(word: str) -> int:
    return len(word) - len(word.lstrip("(–—-:,"))


def _may_start(plain: str, start: int) -> bool:
    """Tell whether a deadline can begin here, as far as the word and those before it show."""
    before = plain[:start].rstrip()
    if _START.match(plain, start):
        return not (plain[start].isdigit() and (_NUMBERED.search(before) or tells_of_past(before)))
    # A month by itself is a deadline in brackets or behind a dash; else it is somebody's: «план на май».
    return _MONTH.match(plain, start) is not None and (not before or before[-1] in "(–—-:;,")


def _longest(text: str, plain: str, words: list[tuple[int, int]], start: int) -> InsideDeadline | None:
    """Try every end, the farthest first."""
    before = plain[:start]
    in_time = _IN_TIME.match(plain, start)
    first = in_time.end() if in_time else start
    for end in reversed(_ends(plain, words, first)):
        phrase = _trim(text[first:end])
        if phrase and says_when(phrase, before, plain[first + len(phrase) :]):
            return InsideDeadline(phrase, start, first + len(phrase))
    if in_time is not None:
        # «в срок» may be part of the phrase: «в срок по графику».
        return _longest_at(text, plain, words, start)
    return _term(text, plain, start)


def _longest_at(text: str, plain: str, words: list[tuple[int, int]], start: int) -> InsideDeadline | None:
    for end in reversed(_ends(plain, words, start)):
        phrase = _trim(text[start:end])
        if phrase and says_when(phrase, plain[:start], plain[start + len(phrase) :]):
            return InsideDeadline(phrase, start, start + len(phrase))
    return None


def _term(text: str, plain: str, start: int) -> InsideDeadline | None:
    """Read «в месячный срок», «в течение трёх дней после её окончания»: counted, nobody knows from when."""
    found = _TERM.match(plain, start)
    if found is None:
        return None
    end = found.end()
    since = _TERM_FROM.match(plain, end)
    if since is not None:
        end = end_of_genitives(plain, since.end()) or end
    return InsideDeadline(text[start:end], start, end)


def _ends(plain: str, words: list[tuple[int, int]], start: int) -> list[int]:
    """Give where a deadline may end: behind the first word that speaks of time, which is not far on."""
    ends: list[int] = []
    marked = False
    own = [(begin, end) for begin, end in words[: _MOST_WORDS + 2] if end > start]
    for count, (begin, end) in enumerate(own[:_MOST_WORDS]):
        word = plain[max(begin, start) : end]
        bare = word.lower().strip(".,;:()")
        if ends and is_infinitive(bare):
            break
        marked = marked or TIME_MARK.search(word) is not None
        if marked and bare not in _NEVER_LAST and re.search(r"\w", bare):
            ends.append(end)
        if (not marked and count > _FARTHEST_MARK) or word.endswith(";") or _closes_bracket(plain[start:end]):
            break
    return ends


def _closes_bracket(phrase: str) -> bool:
    return phrase.endswith(")") and phrase.count("(") < phrase.count(")")


def _trim(phrase: str) -> str:
    """Take off the signs behind a phrase that are the sentence's."""
    phrase = phrase.rstrip(" ,;:")
    while phrase.endswith((")", ").")) and phrase.count("(") < phrase.count(")"):
        phrase = phrase[: phrase.rindex(")")].rstrip(" ,;:")
    if phrase.count("(") != phrase.count(")"):
        return ""
    phrase = re.sub(r"\.{2,}$", ".", phrase)
    return phrase.removesuffix(".") if re.search(r"(?:\d|[а-яё]{3}|[А-ЯЁ]{2}|\))\.$", phrase) else phrase


def _without_vague(text: str, found: list[InsideDeadline]) -> Iterator[InsideDeadline]:
    """Leave out a period whose days stand right behind it: «в период каникул с 5 по 11 ноября»."""
    for place, one in enumerate(found):
        vague = PERIOD.match(one.phrase) is not None and not re.search(r"\d", one.phrase)
        beside = found[place + 1].start if vague and place + 1 < len(found) else None
        if beside is None or text[one.end : beside].strip(" (,"):
            yield one
