"""A row of addressees in one case to executors in the nominative: where each begins, and what belongs to it.

«Социальному педагогу Васильевой О. О., учителям физики, химии» are two. A part begins one if it is a name, a
person or a body in the case; a subject, a clause or a post behind a name goes on with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_engine.importing.lines import cut_outside_brackets
from roadmap_engine.importing.sentences import mask_brackets
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.hyphens import read_hyphenated
from roadmap_engine.russian.lexicon import Analysis, is_known, read_word
from roadmap_engine.russian.oblique_names import OBLIQUE_NAME
from roadmap_engine.russian.obliques import in_nominative, stands_in
from roadmap_engine.russian.word_tables import BODIES, FIXED_HEADS, SUBSTANTIVES

__all__ = ["Executor", "could_go_on", "head_of", "read_executors"]

_COMMA = re.compile(r"\s*[,;]\s*")
_AND = re.compile(r"\s+и\s+")
_BODIES = BODIES | frozenset((
    "отдел", "центр", "комитет", "совет", "сектор", "орган", "оргкомитет", "институт", "педсовет", "техникум",
    "колледж", "лицей", "интернат", "сад", "штаб", "дом", "жюри", "муниципалитет", "район", "округ",
    "бухгалтерия", "дума", "лагерь", "клуб", "предприятие", "общество", "коллектив", "педколлектив", "актив",
    "методсовет", "агентство", "фонд", "подразделение", "прокуратура", "поликлиника", "больница", "полиция",
    "музей", "станция", "филиал", "представительство", "аппарат", "профсоюз", "профком", "дирекция",
    "редакция", "столовая", "команда", "отряд", "медпункт", "хозяйство", "структура",
    "управа", "префектура", "собрание", "палата", "кабинет", "склад", "пищеблок", "лаборатория", "студия",
))  # fmt: skip
"""Bodies that are told to do something, besides those that head a list."""
_POSTS_LIKE_THINGS = frozenset(("глава", "лицо"))
_SUBJECTS_OF_ORDERS = frozenset((
    "ВПР", "ОГЭ", "ЕГЭ", "ГВЭ", "ГИА", "НИКО", "ООП", "ФГОС", "ДОТ", "СОУТ", "ВСОКО", "НОКО", "ВСОШ", "ИУП",
    "РИКО", "ГТО", "ФИС", "КИМ", "ПДД", "ЧС", "ФОП", "РППС",
))  # fmt: skip
"""Abbreviations of what is carried out, not of who does it."""
_LONGEST_HEAD = 6
_LONGEST_ROW = 1_200
_DATIVE_LOOK = re.compile(r"[А-ЯЁ][а-яё-]+(?:ам|ям|ому|ему|[бвгджзклмнпрстфхцчшщ]у|[лнрт]ю)$")


@dataclass(frozen=True, slots=True)
class Executor:
    """Who has to do it.

    Attributes:
        text: in the nominative; as printed where that is not certain.
        certain: whether it is the nominative.
    """

    text: str
    certain: bool = True


def read_executors(zone: str, case: Case) -> tuple[tuple[Executor, ...], str]:
    """Read a row of addressees; nothing where its first word is none. What belongs to none is given too."""
    words = " ".join(zone.split()).strip(" ,;:–—-")
    if len(words) > _LONGEST_ROW:
        # Nobody is addressed in so many words; they stay where they are.
        return (), ""
    if not words or not _begins(words, case):
        doubtful = bool(words) and case is Case.DATIVE and _looks_addressed(words)
        return ((Executor(words, certain=False),) if doubtful else ()), ""
    names: list[str] = []
    left = ""
    for sign, joined in _split(words, case):
        part = joined.removeprefix("и ") if _begins(joined.removeprefix("и "), case) else joined
        apart = names and not left and _begins(part, case) and not _belongs(names[-1], part, case)
        if not names or apart:
            names.append(part)
        elif left or _is_stray_clause(names[-1], part):
            left = f"{left}, {part}" if left else part
        else:
            names[-1] = f"{names[-1]}{sign or ','} {part}"
    return tuple(_executor(name, case) for name in names), left


def _executor(name: str, case: Case) -> Executor:
    found = in_nominative(name, case)
    if found is None and case is Case.ACCUSATIVE and head_of(name, case) == "body":
        found = name
    return Executor(name if found is None else found, certain=found is not None)


def _split(words: str, case: Case) -> Iterator[tuple[str, str]]:
    """Cut at commas, and at «и» where another addressee follows."""
    for sign, part in cut_outside_brackets(words, _COMMA):
        begin = 0
        for joint in _AND.finditer(mask_brackets(part)):
            left, right = part[begin : joint.start()], part[joint.end() :]
            if (
                _begins(right, case)
                and in_nominative(left, case) is not None
                and not _is_governed(left, right, case)
            ):
                yield (sign if not begin else ","), left
                begin = joint.end()
        yield (sign if not begin else ","), part[begin:]


def _is_governed(left: str, right: str, case: Case) -> bool:
    """Tell whether «по контролю и надзору» goes on: no person follows the «и»."""
    return re.search(r"\sпо\s+\S+$", left) is not None and head_of(right, case) not in (
        "person",
        "people",
        "name",
    )


def _belongs(name: str, part: str, case: Case) -> bool:
    """Tell whether a part goes on with the name before it: its post, or «ВР» behind «по УВР»."""
    goes_on = (
        re.search(r"\bпо [А-ЯЁ]{2,}$", name) is not None and re.fullmatch(r"[А-ЯЁ]{2,}", part) is not None
    )
    return goes_on or _is_post_of(name, part, case) or _is_clause(name, part, case)


def _is_clause(name: str, part: str, case: Case) -> bool:
    """Tell whether a part says more of the head before it: «лицам, ответственным за питание»."""
    heads = [r for word in name.split()[:_LONGEST_HEAD] for r in _readings(word) if r.case is case and r.noun]
    several = any(reading.plural for reading in heads[:1])
    readings = [r for r in read_word(_first(part)) if r.case is case and not r.noun and r.plural is several]
    said = any(r.lemma == "ответственный" or (r.participle and r.lemma not in SUBSTANTIVES) for r in readings)
    return said and OBLIQUE_NAME.search(part) is None


def _is_post_of(name: str, part: str, case: Case) -> bool:
    """Tell whether a part is the post of the bare name before it: «Ивановой А. А., директору школы»."""
    return (
        OBLIQUE_NAME.fullmatch(name) is not None
        and (head_of(part, case) == "person" or _first(part) in FIXED_HEADS)
        and OBLIQUE_NAME.search(part) is None
    )


def _is_stray_clause(name: str, part: str) -> bool:
    """Tell whether a clause agrees with nobody before it: «Ивановой А. А., директору, вошедших в список»."""
    readings = read_word(_first(part))
    plural = any(
        reading.participle and reading.plural and reading.case is Case.GENITIVE for reading in readings
    )
    return plural and OBLIQUE_NAME.search(name) is not None


def _begins(words: str, case: Case) -> bool:
    """Tell whether words begin with somebody who can be told to do something."""
    return head_of(words, case) != ""


def head_of(words: str, case: Case) -> str:
    """Tell what words begin with: a name, one person, people, a body; nothing for all else."""
    person = OBLIQUE_NAME.match(words)
    if person is not None:
        return "name"
    first = _first(words)
    if first in FIXED_HEADS:
        return "person"
    token = words.split(maxsplit=1)[0].strip("(),")
    if re.fullmatch(r"[А-ЯЁ]{2,}(?:[-а-яё()А-ЯЁ]*)", token):
        return "" if token in _SUBJECTS_OF_ORDERS else "body"
    return _head_of_words(words, case)


def _head_of_words(words: str, case: Case) -> str:
    standing = ""
    for word in re.findall(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*\.?", words)[:_LONGEST_HEAD]:
        if word.endswith(".") and len(word) < 6:  # noqa: PLR2004 -- «гл.», «ст.»: an adjective cut short
            continue
        readings = [reading for reading in _readings(word) if reading.case is case]
        nouns = [reading for reading in readings if reading.noun]
        people = [reading for reading in nouns if reading.animate or reading.lemma in _POSTS_LIKE_THINGS]
        if people and len(nouns) == len(people):
            return "people" if people[0].plural else "person"
        if nouns and len(nouns) == len(readings):
            return "body" if any(reading.lemma in _BODIES for reading in nouns) else ""
        if not readings:
            break
        if any(reading.lemma in SUBSTANTIVES or reading.participle for reading in readings):
            plural = all(reading.plural for reading in readings)
            standing = "people" if plural else "person"
    return standing


def _readings(word: str) -> tuple[Analysis, ...]:
    small = word.lower().strip(".,()")
    return read_hyphenated(small) if "-" in small else read_word(small)


def _first(words: str) -> str:
    found = re.match(r"(?:[ИиВв][а-яё]{0,2}\.\s?){1,2}[Оо]\.|[А-Яа-яЁё-]+\.?", words)
    return "".join(found[0].lower().split()) if found else ""


def _looks_addressed(words: str) -> bool:
    """Tell whether words that nobody knows look like a dative: a name or a post without initials."""
    first = words.split(maxsplit=1)[0]
    if stands_in(words, Case.DATIVE):
        return False
    return _DATIVE_LOOK.match(first) is not None and not is_known(first.lower())


def could_go_on(words: str) -> bool:
    """Tell whether the first word can be a genitive that goes on with what stands before it."""
    return any(reading.case is Case.GENITIVE for reading in _readings(words.split(maxsplit=1)[0]))
