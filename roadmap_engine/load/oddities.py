"""What a text has that its author does not see: letters of the other alphabet, hidden characters, a cut end.

Nothing here is an error of YAML, and a text that has none of it costs three searches. Where the same fault
made a key or an id unknown, it is told there as an error, and not here again.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Argument
from roadmap_engine.diagnostics.plain import shorten
from roadmap_engine.model.base import SLUG, is_slug
from roadmap_engine.russian.letters import MixedWord, find_cyrillic_twin, find_mixed_words
from roadmap_engine.yaml_text.characters import HIDDEN, ODD_BLANK, name_character

__all__ = ["Described", "Words", "describe_misread", "find_oddities"]

_MIXED = re.compile(r"[A-Za-zëË](?:(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff].))")
_COMMENT = re.compile(r"#(?<=[ \t]#)[^\r\n]*")
_NAME_ALONE = re.compile(r"[A-Za-z0-9@./:_+-]*")
_PAIRS = (("«", "»"), ("(", ")"), ("„", "“"))
_MOST = 20


@dataclass(frozen=True, slots=True)
class _Word:
    """A scalar of the text, as characters."""

    start: int
    end: int
    plain: bool


def find_oddities(text: str, file: str, told: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """Find what its author does not see in a text; comments may have it.

    Args:
        text: the text, whether it is YAML or not.
        file: what it is called.
        told: what is said of it already: where it is nothing is said again.
    """
    hidden, mixed = list(HIDDEN.finditer(text)), _MIXED.search(text)
    comments = dict(_odd_comments(text))
    if not hidden and mixed is None and not comments:
        return ()
    words = list(_words(text))
    starts = [word.start for word in words]
    lines = _line_starts(text)
    found: list[Problem] = []
    if hidden:
        inside = (each for each in hidden if _is_inside(each.start(), words, starts))
        found += [
            Problem.of(
                "RM175", location=_place(file, lines, each.start(), 1), character=name_character(each[0])
            )
            for each, _ in zip(inside, range(_MOST), strict=False)
        ]
    if mixed is not None:
        found += [
            _tell_mixed(each, _place(file, lines, each.start, len(each.word)))
            for each, _ in zip(_mixed_inside(text, words), range(_MOST), strict=False)
        ]
    cuts = (
        Problem.of("RM178", location=_place(file, lines, at, len(cut)), rest=shorten(cut))
        for at, cut in _cuts(text, words, comments)
    )
    told_at = [each.location for each in told if each.code in _TOLD and each.location is not None]
    return (
        *(each.lessen() for each in found if not any(_covers(outer, each.location) for outer in told_at)),
        *(each for each, _ in zip(cuts, range(_MOST), strict=False)),
    )


_TOLD = frozenset({"RM175", "RM176", "RM177", "RM180"})


def _covers(outer: Location, inner: Location | None) -> bool:
    return (
        inner is not None
        and outer.line == inner.line
        and outer.column <= inner.column < outer.column + max(1, outer.length)
    )


def _is_inside(at: int, words: list[_Word], starts: list[int]) -> bool:
    nearest = bisect.bisect_right(starts, at) - 1
    return nearest >= 0 and at < words[nearest].end


def _words(text: str) -> Iterator[_Word]:
    """Give the scalars of a text, as far as it is YAML."""
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken):
                yield _Word(token.start_mark.index, token.end_mark.index, bool(token.plain))
    except yaml.YAMLError:
        return


def _mixed_inside(text: str, words: Iterable[_Word]) -> Iterator[MixedWord]:
    for word in words:
        for found in find_mixed_words(text[word.start : word.end]):
            yield MixedWord(
                found.word, word.start + found.start, found.letter, found.place, found.latin, found.meant
            )


Words = dict[str, Argument]
Described = tuple[str, Words]
"""A code, and what fills its message."""


def describe_mixed(mixed: MixedWord) -> Described:
    """Give the code of a word with a stranger among its letters, and the words of its message."""
    word, meant = shorten(mixed.word), shorten(mixed.meant)
    place = str(mixed.place)
    return ("RM177" if mixed.latin else "RM176"), {
        "word": word,
        "letter": mixed.letter,
        "place": place,
        "meant": meant,
    }


_WORDS_OF = {"RM141": "key", "RM148": "value", "RM151": "value", "RM153": "value"}
"""Codes of words that must be one of a few, and the gap that each of them is in."""
_SLUG_CODES = frozenset({"RM151", "RM153"})


def describe_misread(described: Described) -> Described | None:
    """Say what is wrong with the letters of a word that would fit but for them; nobody sees it otherwise."""
    code, words = described
    if code not in _WORDS_OF:
        return None
    word = str(words[_WORDS_OF[code]])
    near = set(re.findall("«([^»]*)»", f"{words.get('near', '')} {words.get('known', '')}"))
    hidden = next(iter(HIDDEN.findall(word) or ODD_BLANK.findall(word)), None)
    if hidden is not None:
        if code == "RM141" and word.startswith(hidden) and ODD_BLANK.match(word):
            return "RM180", {"character": name_character(hidden)}
        clean = shorten(ODD_BLANK.sub("", HIDDEN.sub("", word)))
        fitting = clean in near or (code in _SLUG_CODES and is_slug(clean))
        return "RM175", {"character": name_character(hidden), "word": clean if fitting else ""}
    mixed = find_cyrillic_twin(word)
    if mixed is None:
        return None
    fits = mixed.meant in near if near else re.fullmatch(rf"{SLUG}(@[\d.]+)?", mixed.meant) is not None
    return describe_mixed(mixed) if fits else None


def _tell_mixed(mixed: MixedWord, location: Location) -> Problem:
    code, words = describe_mixed(mixed)
    return Problem(code=code, arguments=tuple(words.items()), location=location)


def _odd_comments(text: str) -> Iterator[tuple[int, str]]:
    """Give comments that may be the end of a text: one blank away, or closing what they do not open.

    Returns:
        where the blanks before the comment begin, and what stands from there to the end of the line.
    """
    for found in _COMMENT.finditer(text):
        at = start = found.start()
        while start and text[start - 1] in " \t":
            start -= 1
        blanks = at - start
        said = start > 0 and text[start - 1] not in "\r\n"
        if said and (blanks == 1 or any(found[0].count(two) > found[0].count(one) for one, two in _PAIRS)):
            yield start, text[start : found.end()]


def _cuts(text: str, words: Iterable[_Word], comments: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Find comments that look like the end of the words before them.

    An ordinary comment stands two blanks apart, as our own texts and most style guides have it. One blank is
    what stands between words; and what opens before the comment and closes in it was one.
    """
    for word in words:
        cut = comments.get(word.end)
        if cut is None or not word.plain:
            continue
        said = text[word.start : word.end]
        blanks = len(cut) - len(cut.lstrip())
        if not _NAME_ALONE.fullmatch(said) and (blanks == 1 or _is_open(said, cut)):
            yield word.end + blanks, cut.strip()


def _is_open(said: str, cut: str) -> bool:
    return any(said.count(one) > said.count(other) and other in cut for one, other in _PAIRS)


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]


def _place(file: str, lines: list[int], index: int, length: int) -> Location:
    line = bisect.bisect_right(lines, index)
    return Location(file, line, index - lines[line - 1] + 1, length)
