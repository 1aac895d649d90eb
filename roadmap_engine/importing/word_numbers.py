"""The numbers and bullets that Word counts itself: they stand in no text, but everybody sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

__all__ = ["Level", "Numbering", "read_numbering"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9
_FIRST_WITHOUT_ROMAN = 40
_NO_LEVEL = -1
_MOST_DIGITS = 5
_LONGEST_PATTERN = 100
"""Characters around a number; each paragraph of a list gets them."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: what it counts from, in what signs, between what."""

    start: int
    form: str
    pattern: str


class Numbering:
    """The lists of a document, counted on while its paragraphs are read in order."""

    def __init__(
        self,
        lists: Mapping[str, tuple[str, Mapping[int, int]]],
        levels: Mapping[str, Mapping[int, Level]],
        styles: Mapping[str, tuple[str, int]],
    ) -> None:
        self._lists = lists
        self._levels = levels
        self._styles = styles
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()

    def label(self, properties: etree._Element | None, style: str | None) -> str:
        """Count a paragraph and give its number or bullet; empty where it has none."""
        name, depth = self._list_of(properties, style)
        if name is None or name not in self._lists or not 0 <= depth < _DEEPEST:
            return ""
        family, starts = self._lists[name]
        levels = self._levels.get(family, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(family, [0] * _DEEPEST)
        if name not in self._begun:
            self._begun.add(name)
            for place, start in starts.items():
                if 0 <= place < _DEEPEST:
                    counts[place] = start - 1
        first = not counts[depth]
        counts[depth] = level.start if first and depth not in starts else counts[depth] + 1
        counts[depth + 1 :] = [0] * (_DEEPEST - depth - 1)
        return _print_label(level, levels, counts)

    def _list_of(self, properties: etree._Element | None, style: str | None) -> tuple[str | None, int]:
        own = properties.find(f"{W}numPr") if properties is not None else None
        name, depth = self._styles.get(style or "", (None, 0))
        if own is None:
            return name, depth
        chosen, deep = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        name = chosen.get(f"{W}val") if chosen is not None else name
        # numId 0 takes a paragraph out of the list its style is in.
        return (None if name == "0" else name), _number(deep, depth)


def _print_label(level: Level, levels: Mapping[int, Level], counts: list[int]) -> str:
    if level.form == "bullet":
        return "•"
    label = level.pattern
    for place in range(_DEEPEST):
        form = levels[place].form if place in levels else "decimal"
        count = counts[place] or (levels[place].start if place in levels else 1)
        label = label.replace(f"%{place + 1}", _count_in(form, count))
    return label.strip()


def _count_in(form: str, count: int) -> str:
    """Write a count in the signs of a list.

    >>> _count_in("upperRoman", 4), _count_in("russianLower", 2), _count_in("decimal", 12)
    ('IV', 'б', '12')
    """
    if form in ("upperRoman", "lowerRoman") and count < _FIRST_WITHOUT_ROMAN:
        rest, written = count, ""
        for value, sign in _ROMAN:
            written += sign * (rest // value)
            rest %= value
        return written.upper() if form == "upperRoman" else written
    alphabet = _LETTERS if form.startswith("russian") else _LATIN if form.endswith("Letter") else ""
    if alphabet:
        letter = alphabet[(count - 1) % len(alphabet)]
        return letter.upper() if form in ("russianUpper", "upperLetter") else letter
    if form == "none":
        return ""
    return f"0{count}" if form == "decimalZero" and count < 10 else str(count)  # noqa: PLR2004 -- one digit


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Read the lists of a document.

    Args:
        numbering: the part with the lists, where there is one.
        styles: the part with the styles, some of which count their paragraphs.
    """
    levels: dict[str, dict[int, Level]] = {}
    lists: dict[str, tuple[str, Mapping[int, int]]] = {}
    if numbering is not None:
        for family in numbering.iter(f"{W}abstractNum"):
            levels[family.get(f"{W}abstractNumId", "")] = _read_levels(family)
        for each in numbering.iter(f"{W}num"):
            base = each.find(f"{W}abstractNumId")
            starts = {
                _whole(override.get(f"{W}ilvl", "0"), _NO_LEVEL): _number(
                    override.find(f"{W}startOverride"), 1
                )
                for override in each.iter(f"{W}lvlOverride")
                if override.find(f"{W}startOverride") is not None
            }
            if base is not None:
                lists[each.get(f"{W}numId", "")] = (base.get(f"{W}val", ""), starts)
    return Numbering(lists, levels, _read_styles(styles))


def _read_levels(family: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in family.iter(f"{W}lvl"):
        form, pattern = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
        found[_whole(level.get(f"{W}ilvl", "0"), _NO_LEVEL)] = Level(
            _number(level.find(f"{W}start"), 1),
            form.get(f"{W}val", "decimal") if form is not None else "decimal",
            pattern.get(f"{W}val", "")[:_LONGEST_PATTERN] if pattern is not None else "",
        )
    return found


def _read_styles(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        own = style.find(f"{W}pPr/{W}numPr")
        name = own.find(f"{W}numId") if own is not None else None
        if own is not None and name is not None:
            depth = _number(own.find(f"{W}ilvl"), 0)
            found[style.get(f"{W}styleId", "")] = (name.get(f"{W}val", ""), depth)
    return found


def _number(element: etree._Element | None, default: int) -> int:
    return _whole(element.get(f"{W}val", ""), default) if element is not None else default


def _whole(value: str, default: int) -> int:
    """Read a number; one of more digits than a list ever counts to is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS else default
