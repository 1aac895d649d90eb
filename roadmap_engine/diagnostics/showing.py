"""Problems to text: for a person with the place underlined, for a script as plain data.

The layout is the one compilers use, so that editors jump to the place:

    adoption.yaml:14:17: ошибка RM204: мероприятие «by-class» ждёт «by-pupil», а та ждёт «by-class»
       14 |     after: by-pupil
          |            ^^^^^^^^ здесь круг замыкается
       подсказка: уберите одну из двух зависимостей

A hint may have several lines; a line with a gap that the problem does not fill is left out, so that
«perhaps … was meant» appears only where something similar is known.
"""

from __future__ import annotations

import itertools
import re
import string
import unicodedata
from collections.abc import Iterable
from typing import Any, assert_never

from roadmap_engine.diagnostics.codes import CODES
from roadmap_engine.diagnostics.languages import word
from roadmap_engine.diagnostics.plain import one_line, show_character
from roadmap_engine.diagnostics.problem import Aside, KnownToPublisher, Location, OfSettled, Problem
from roadmap_engine.diagnostics.severity import Severity
from roadmap_engine.diagnostics.translation import Translator

__all__ = [
    "count_problems",
    "fill_hint",
    "fill_message",
    "format_problem",
    "hint_of",
    "message_of",
    "problem_to_json",
    "sort_problems",
    "summarise",
]

_EXCERPT_WIDTH = 100
_LEAD = 25
_LONGEST_WORDS = 1_000
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_COUNTED = (
    (Severity.ERROR, "{n} error", "{n} errors"),
    (Severity.WARNING, "{n} warning", "{n} warnings"),
    (Severity.NOTICE, "{n} notice", "{n} notices"),
)

# What a thing is called in front of its id: an argument `thing` is «measure results-by-class».
_THINGS = {
    "adoption": "adoption «{id}»",
    "change": "change of «{id}»",
    "column": "column «{id}»",
    "contacts": "addresses of «{id}»",
    "event": "event «{id}»",
    "measure": "measure «{id}»",
    "point": "point {id} of the order",
    "move": "move of «{id}»",
    "nth-addition": "addition no. {id}",
    "nth-column": "column no. {id}",
    "nth-measure": "measure no. {id}",
    "nth-stage": "stage no. {id}",
    "organisation": "organisation «{id}»",
    "output": "document «{id}»",
    "parameter": "parameter «{id}»",
    "person": "person «{id}»",
    "post": "post «{id}»",
    "procedure": "procedure «{id}»",
    "roadmap": "roadmap «{id}»",
    "role": "role «{id}»",
    "stage": "stage «{id}»",
    "the-order-acknowledgement": "the acknowledgement list of the order",
    "the-order-appendix": "the appendix of the order",
    "the-order-aside": "what stands beside the points of the order",
    "the-order-enclosure": "the mark of an enclosure or a basis of the order",
    "the-order-letterhead": "the letterhead of the order",
    "the-order-preamble": "the preamble of the order",
    "the-order-signature": "the signature of the order",
    "unit": "unit «{id}»",
    "this-adoption": "the adoption",
    "this-contacts": "the addresses",
    "this-organisation": "the organisation",
    "this-procedure": "the procedure",
    "this-roadmap": "the roadmap",
    "this-settings": "the settings of letters",
    "this-terms": "the terms",
}

_OF_CATALOGUE = frozenset({"reason", "about"})
"""Gaps whose words the catalogue may have: what the operating system says, what a template's value is."""


class _Words(dict[str, str]):
    """The words of a problem; a gap that nobody filled stays visible instead of failing the report."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def message_of(problem: Problem, translate: Translator) -> str:
    """Say in one sentence what is wrong."""
    return fill_message(CODES[problem.code].message, problem, translate)


def fill_message(message: str, problem: Problem, translate: Translator) -> str:
    """Fill the gaps of a message, of the code's own or of another, with what a problem says."""
    return one_line(translate(message).format_map(_Words(_worded(problem, translate))))


def _worded(problem: Problem, translate: Translator) -> dict[str, str]:
    """Give the words of a problem in the reader's language, the thing it speaks of named in it too."""
    words = {name: _shorten(word(said, translate.language)) for name, said in problem.arguments}
    kind, _, own = words.get("thing", "").partition(" ")
    if kind in _THINGS:
        words["thing"] = translate(_THINGS[kind]).format(id=own)
    for name in _OF_CATALOGUE & words.keys():
        words[name] = translate(words[name])
    return words


def _shorten(words: str) -> str:
    """Show of a stranger's text as much as a reader needs to know it by."""
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"


def hint_of(problem: Problem, translate: Translator) -> str:
    """Say what to do, in as many lines as the problem has words for; empty where there is nothing."""
    return fill_hint(CODES[problem.code].hint, problem, translate)


def fill_hint(hint: str, problem: Problem, translate: Translator) -> str:
    """Fill the gaps of a hint; lines with a gap that the problem does not fill are left out."""
    words = {name: text for name, text in _worded(problem, translate).items() if text}
    lines = translate(hint).splitlines()
    return "\n".join(one_line(line.format_map(words)) for line in lines if _gaps(line) <= words.keys())


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def format_problem(problem: Problem, source: str | None, translate: Translator) -> str:
    """Lay a problem out for a person.

    Args:
        problem: the problem.
        source: the text of the file the problem lies in, for the excerpt; None where it is not at hand.
        translate: the reader's language.
    """
    head = f"{translate(problem.severity)} {problem.code}: {message_of(problem, translate)}"
    lines = [f"{one_line(str(problem.location))}: {head}" if problem.location else head]
    if problem.location and source is not None:
        lines += _excerpt(problem.location, source, translate(CODES[problem.code].pointer))
    lines += [f"   {translate('see')}: {one_line(str(place))}" for place in problem.related]
    if problem.basis:
        lines.append(f"   {translate('basis')}: {one_line(problem.basis)}")
    lines += [f"   {translate('help')}: {line}" for line in hint_of(problem, translate).splitlines()]
    return "\n".join(lines)


def _excerpt(location: Location, source: str, pointer: str) -> list[str]:
    """Give the line of a place with carets under the place; nothing where the text has no such line."""
    line = _line_of(source, location.line)
    if line is None:
        return []
    start = min(location.column - 1, len(line))
    end = max(start + 1, min(start + location.length, len(line)))
    line, start, end = _cut(line, start, end)
    line = "".join(map(_visible, line))
    gutter = max(5, len(str(location.line)))
    carets = " " * _width(line[:start]) + "^" * max(1, _width(line[start:end]))
    return [
        f"{location.line:>{gutter}} | {line}".rstrip(),
        f"{'':>{gutter}} | {carets} {pointer}".rstrip(),
    ]


def _line_of(source: str, number: int) -> str | None:
    """Give a line of a text without making lines of all of it; none where there are not so many."""
    breaks = _LINE_BREAK.finditer(source)
    before = next(itertools.islice(breaks, number - 2, None), None) if number > 1 else None
    if number > 1 and before is None:
        return None
    start = before.end() if before is not None else 0
    after = _LINE_BREAK.search(source, start)
    return source[start : after.start() if after is not None else None].removeprefix("\ufeff")


def _cut(line: str, start: int, end: int) -> tuple[str, int, int]:
    """Keep of an overlong line the part around a place, and say where the place is then."""
    if len(line) <= _EXCERPT_WIDTH:
        return line, start, end
    first = 0 if end <= _EXCERPT_WIDTH - 1 else max(0, start - _LEAD)
    last = min(len(line), first + _EXCERPT_WIDTH)
    left, right = ("…" if first else ""), ("…" if last < len(line) else "")
    kept = left + line[first:last] + right
    shift = len(left) - first
    return kept, start + shift, max(start + shift + 1, min(end, last) + shift)


def _visible(character: str) -> str:
    """Show a tab as an arrow and any other hidden character as a mark, so that columns stay."""
    return "→" if character == "\t" else show_character(character)


def _width(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def problem_to_json(problem: Problem, source: str | None, translate: Translator) -> dict[str, Any]:
    """Give a problem as plain data; codes and names stay, message and hint are in the reader's language."""
    place = problem.location
    excerpt = _excerpt(place, source, "") if place and source is not None else []
    return {
        "code": problem.code,
        "slug": CODES[problem.code].slug,
        "severity": str(problem.severity),
        "message": message_of(problem, translate),
        "hint": hint_of(problem, translate) or None,
        "location": _location_to_json(place) if place else None,
        "excerpt": "\n".join(excerpt) or None,
        "span": list(problem.span) if problem.span else None,
        "related": [_location_to_json(place) for place in problem.related],
        "basis": problem.basis,
        "arguments": {name: _shorten(said) for name, said in problem.words.items()},
        "aside": _aside_to_json(problem.aside),
    }


def _aside_to_json(aside: Aside | None) -> dict[str, str] | None:
    match aside:
        case None:
            return None
        case KnownToPublisher():
            return {"reason": "publisher", "text": aside.text, "version": aside.version}
        case OfSettled():
            return {"reason": "settled", "measure": aside.measure}
        case _:
            assert_never(aside)


def _location_to_json(location: Location) -> dict[str, str | int]:
    return {
        "file": location.file,
        "line": location.line,
        "column": location.column,
        "length": location.length,
    }


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put problems in the order of reading, one file after another; those without a place come last."""
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda problem: (problem.location is None, problem.location or Location(""), problem.code),
        )
    )


def count_problems(problems: Iterable[Problem], translate: Translator) -> list[str]:
    """Count the problems of each severity, in words; none of those that there are none of."""
    found = list(problems)
    return [
        translate.count(one, many, number).format(n=number)
        for severity, one, many in _COUNTED
        if (number := sum(problem.severity is severity for problem in found))
    ]


def summarise(problems: Iterable[Problem], translate: Translator, *, every: bool = False) -> str:
    """Count in one line, in the reader's language, the problems that are told one by one.

    Args:
        problems: each once.
        translate: the reader's language.
        every: whether those that are set aside are told one by one too.

    >>> from roadmap_engine.diagnostics.translation import translator
    >>> summarise([Problem.of("RM106"), Problem.of("RM106")], translator("ru"))
    'Итого: 2 ошибки'
    """
    found = list(problems)
    counts = count_problems((each for each in found if every or each.aside is None), translate)
    if counts:
        return translate("In all: {counts}").format(counts=", ".join(counts))
    if any(isinstance(each.aside, KnownToPublisher) for each in found):
        return translate("Nothing else was found")
    return translate("No problems found")
