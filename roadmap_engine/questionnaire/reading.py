"""The words of an answer to a value, as people write them, or the reason why they are none.

Days are read as «28.05.2027», «28 мая 2027 г.» and «2027-05-28»; a day without a year belongs to the school
year that is spoken of, or to the year of the day beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, assert_never

from roadmap_engine.calendars import SchoolYear, Span, parse_day, parse_days
from roadmap_engine.deadlines import parse
from roadmap_engine.diagnostics.limits import LINE
from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.diagnostics.translation import Translator
from roadmap_engine.model.answer import read_answer
from roadmap_engine.model.base import is_slug
from roadmap_engine.model.definitions import Parameter
from roadmap_engine.questionnaire.kinds import Kind, Sort
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.russian.meant import find_meant
from roadmap_engine.russian.no_names import Unfit, find_unfit_person, find_unfit_post, find_unfit_title
from roadmap_engine.russian.placeholders import find_placeholder
from roadmap_engine.yaml_text.characters import find_refused_character

__all__ = ["KEPT_AS_TEXT", "WrongAnswerError", "print_grades", "read_as"]

KEPT_AS_TEXT = "="
LAST_GRADE, MOST_LISTED, MOST_DAYS = 11, 4, 60
_GRADES = re.compile(r"(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?")
_TRUE, _FALSE = frozenset(("да", "д", "yes", "y", "true")), frozenset(("нет", "н", "no", "n", "false"))


class WrongAnswerError(Exception):
    """An answer that a question cannot take; its text says why, in the reader's language."""


def read_as(kind: Kind, words: str, speak: Translator) -> Any:  # noqa: C901, PLR0911, PLR0912 -- one a kind
    """Read an answer, without blanks around it, by its kind.

    Raises:
        WrongAnswerError: it cannot be taken; why, in the reader's language.
    """
    within = kind.within
    match kind.sort:
        case Sort.WORDS:
            return _read_line(words, speak)
        case Sort.TITLE | Sort.PERSON | Sort.POST:
            return _read_named(kind.sort, _read_line(words, speak), speak)
        case Sort.NAME:
            return _read_name(words, kind.taken, speak)
        case Sort.DAY:
            return _check_day(_read_day(words, speak, kind), within, speak)
        case Sort.DAYS:
            return _read_days(words, speak, kind)
        case Sort.YEAR:
            return _read_year(words, speak)
        case Sort.YEARS:
            return _read_years(words, speak)
        case Sort.GRADES:
            return _read_grades(words, speak)
        case Sort.COUNT:
            return _read_number(words, speak)
        case Sort.COUNTS:
            return _read_counts(words, speak)
        case Sort.TRUTH:
            return _read_truth(words, speak)
        case Sort.ONE:
            return words if kind.also and kind.also(words) else _choose(words, kind.choices, speak)
        case Sort.SOME:
            parts = (part.strip() for part in words.split(","))
            return tuple(dict.fromkeys(_choose(part, kind.choices, speak) for part in parts if part))
        case Sort.FILLING:
            return _read_filling(kind.parameter, _read_line(words, speak), speak)
        case Sort.DEADLINE:
            return _read_deadline(_read_line(words, speak), speak)
        case _:
            assert_never(kind.sort)


_NO_NAME = _("«{words}» cannot be a name for programs: small Latin letters, figures and single hyphens.")
_NO_DAY = _("«{words}» is not a day such as 28.05.2027.")


def _refuse(speak: Translator, reason: Said, words: str, **gaps: object) -> NoReturn:
    raise WrongAnswerError(reason.fill(words=words, **gaps).tell(speak)) from None


def _read_name(words: str, taken: Mapping[str, str], speak: Translator) -> str:
    if not is_slug(words):
        _refuse(speak, _NO_NAME, words)
    if words in taken:
        _refuse(speak, _("«{words}» is taken: {file} has it."), words, file=taken[words])
    return words


def _read_line(words: str, speak: Translator) -> str:
    if len(words) > LINE.most:
        _refuse(speak, _("This is longer than {limit} characters."), words, limit=LINE.most)
    refused = find_refused_character(words)
    if refused is None and any("\ud800" <= each <= "\udfff" for each in words):
        refused = "�"
    if refused is not None:
        _refuse(speak, _("The character {character} cannot stand in a text."), words, character=refused)
    if find_placeholder(words) is not None:
        _refuse(speak, _("«{words}» only holds a place for an answer."), words)
    return words


_UNFIT: Mapping[Sort, Callable[[str], Unfit | None]] = {
    Sort.TITLE: find_unfit_title,
    Sort.PERSON: find_unfit_person,
    Sort.POST: find_unfit_post,
}
_WHY_UNFIT: Mapping[Unfit, Said] = {
    Unfit.ADDRESS: _("«{words}» is an address and no name."),
    Unfit.NO_WORDS: _("«{words}» has no letters that a name is made of."),
    Unfit.POST: _("«{words}» is a post; here goes the name of whoever holds it: Тен Л. Б."),
    Unfit.PERSON: _("«{words}» is a name; here goes the post: учитель математики."),
    Unfit.ONE_WORD: _("«{words}» is one word; a name has a first name or initials as well: Тен Л. Б."),
}


def _read_named(sort: Sort, words: str, speak: Translator) -> str:
    unfit = _UNFIT[sort](words)
    if unfit is not None:
        _refuse(speak, _WHY_UNFIT[unfit], words)
    return words


def _read_day(words: str, speak: Translator, kind: Kind) -> dt.date:
    try:
        return parse_day(words, kind.year_of)
    except ValueError:
        _refuse(speak, _NO_DAY, words)


def _read_days(words: str, speak: Translator, kind: Kind) -> Span:
    try:
        first, last = parse_days(words, kind.year_of)
    except ValueError:
        _refuse(speak, _("«{words}» is not days such as 13.04.2027–18.05.2027."), words)
    if last < first:
        _refuse(speak, _("«{words}»: the last day is before the first."), words)
    for day in (first, last):
        _check_day(day, kind.within, speak)
    if kind.after is not None and first <= kind.after:
        reason = _("It begins before the one before it ends, on {day}.")
        _refuse(speak, reason, words, day=kind.after)
    return Span(first, last)


def _check_day(day: dt.date, year: SchoolYear | None, speak: Translator) -> dt.date:
    if year is not None and day not in year.span:
        _refuse(speak, _("{day} is not in the school year {year}."), "", day=day, year=year)
    return day


def _read_year(words: str, speak: Translator) -> SchoolYear:
    try:
        return SchoolYear.parse(re.sub(r"\s*(?:уч\.|учебн\w+)\s*(?:г\.?|год\w*)$", "", words))
    except ValueError:
        _refuse(speak, _("«{words}» is not a school year such as 2026/2027."), words)


def _read_years(words: str, speak: Translator) -> SchoolYear | tuple[SchoolYear, ...]:
    years = tuple(_read_year(part, speak) for part in re.split(r"\s*[,;]\s*|\s+и\s+", words.strip(" ,;[]")))
    if years not in (years[:1], (years[0], years[0].following)):
        _refuse(speak, _("«{words}» is neither one school year nor two that follow each other."), words)
    return years if len(years) > 1 else years[0]


def _read_grades(words: str, speak: Translator) -> tuple[int, ...]:
    grades: set[int] = set()
    for part in re.split(r"[,;\s]+(?![-–—])(?<![-–—]\s)", words.strip(" ,;")):
        found = _GRADES.fullmatch(part)
        if found is None:
            _refuse(speak, _("«{words}» is not grades such as 5-8 or 9, 11."), part)
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= LAST_GRADE:
            _refuse(speak, _("«{words}»: grades go from 1 to 11."), part)
        grades |= set(range(first, last + 1))
    return tuple(sorted(grades))


def print_grades(grades: Iterable[int]) -> str:
    """Write grades as they are answered.

    >>> print_grades((1, 2, 3, 9)), print_grades(())
    ('1-3, 9', '')
    """
    runs: list[list[int]] = []
    for grade in sorted(grades):
        if runs and runs[-1][-1] == grade - 1:
            runs[-1].append(grade)
        else:
            runs.append([grade])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _read_number(words: str, speak: Translator) -> int:
    digits = re.sub(r"\s", "", words)
    if not re.fullmatch(r"\d{1,6}", digits):
        _refuse(speak, _("«{words}» is not a whole number."), words)
    return int(digits)


def _read_counts(words: str, speak: Translator) -> tuple[int, ...]:
    days = tuple(
        dict.fromkeys(_read_number(part, speak) for part in re.split(r"[,;\s]+", words.strip(" ,;")))
    )
    if max(days) > MOST_DAYS:
        _refuse(speak, _("More than {limit} days is too early."), words, limit=MOST_DAYS)
    return days


def _read_truth(words: str, speak: Translator) -> bool:
    lower = words.lower()
    if lower not in _TRUE | _FALSE:
        _refuse(speak, _("Answer yes or no."), words)
    return lower in _TRUE


def _choose(words: str, choices: Mapping[str, Said], speak: Translator) -> str:
    """Take one of the names: by itself, its number, a part of its meaning, or an id by its version."""
    names = tuple(choices)
    if words in names:
        return words
    # Figures are their own numbers: «5», «6».
    numbered = not all(name.isdecimal() for name in names)
    if numbered and words.isdecimal() and 1 <= int(words) <= len(names):
        return names[int(words) - 1]
    versioned = [name for name in names if "@" in name and _is_version_of(words, name)]
    if versioned:
        return versioned[0]
    meanings = {name: meaning.tell(speak) for name, meaning in choices.items()}
    meant = find_meant(words, meanings)
    if len(meant) == 1:
        return meant[0]
    if meant:
        listed = {name: f"{place}. {meanings[name]}" for place, name in enumerate(names, 1)}
        near = list_names(listed[name] for name in meant[:MOST_LISTED])
        _refuse(speak, _("«{words}» fits more than one; which? {near}"), words, near=near)
    if near := near_names(words, names):
        _refuse(speak, _("«{words}» is none of these; perhaps {near}?"), words, near=near)
    if len(names) <= MOST_LISTED:
        known = list_names(meanings[name] or name for name in names)
        _refuse(speak, _("«{words}» is none of these: {known}."), words, known=known)
    _refuse(speak, _("«{words}» is none of these; answer a number from 1 to {last}."), words, last=len(names))


def _is_version_of(words: str, name: str) -> bool:
    return words == name.partition("@")[0] or ("@" in words and f"{name}.".startswith(f"{words}."))


_NO_FILLING: Mapping[str, Said] = {
    "number": _("«{words}» is not a number."),
    "date": _NO_DAY,
    "yes-no": _("Answer yes or no."),
    "choice": _("«{words}» is none of these."),
}


def _read_filling(parameter: Parameter, line: str, speak: Translator) -> str:
    """Take what the parameter's type allows, and give it as it stands in a text."""
    listed = tuple(parameter.choices)
    if line.isdecimal() and line not in listed and 1 <= int(line) <= len(listed):
        return listed[int(line) - 1]
    value = read_answer(parameter, line)
    if value is None and listed:
        return _choose(line, {name: Said(title) for name, title in parameter.choices.items()}, speak)
    if value is None:
        _refuse(speak, _NO_FILLING.get(parameter.type, Said("{words}")), line)
    if isinstance(value, bool):
        return "да" if value else "нет"
    return str(value) if listed or isinstance(value, dt.date) else line


def _read_deadline(line: str, speak: Translator) -> str:
    if line.startswith(KEPT_AS_TEXT):
        if not line.removeprefix(KEPT_AS_TEXT).strip():
            _refuse(speak, _("An answer is needed here."), line)
        return line
    reading = parse(line)
    if reading.rule is None:
        raise WrongAnswerError("; ".join(message_of(problem, speak) for problem in reading.problems))
    return line
