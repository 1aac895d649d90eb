"""Lines with the numbers people give them to the points of an order, each under the one it belongs to.

«2.» has «2.1.», «а)» or dashes under it; what has no number is more words of the point above, or, where it
commands something by itself, a point without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from roadmap_engine.importing.sentences import first_infinitive

__all__ = ["LABEL", "RawPoint", "grow_points"]

LABEL = re.compile(
    r"(?P<dotted>\d{1,2}(?:\.\d{1,2})*)(?P<sign>[.)])(?!\d)\s*|(?P<bare>\d{1,2}(?:\.\d{1,2})+)(?:\s*(?=[А-ЯЁ«])|\s+(?=[а-яё]))"
    r"|(?P<letter>[а-яёa-z])(?P<bracket>\))\s*|(?P<dash>[-–—−•·●○▪✓➢*])\s*(?=\S)"
)


@dataclass(slots=True)
class RawPoint:
    """A point as printed.

    Attributes:
        number: as printed, a dash or a bullet too; empty where it has none.
        lines: its words, a line for each paragraph.
        under: the points below it.
    """

    number: str
    lines: list[str]
    under: list[RawPoint] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether the words go on in what stands below."""
        return self.lines[-1].rstrip().endswith(":")


def grow_points(lines: Iterable[str]) -> list[RawPoint]:
    """Put points under each other, and what has no number to the point it goes on with.

    Args:
        lines: the points of an order with their numbers, in their order.

    >>> [head] = grow_points(["1. Руководителям школ:", "1.1. Провести анализ.", "1.2. Сдать отчёт."])
    >>> [point.number for point in head.under]
    ['1.1.', '1.2.']
    """
    points: list[RawPoint] = []
    stack: list[tuple[str, RawPoint]] = []
    for line in lines:
        label = _label_of(line, stack)
        words = line[label.end() :] if label is not None else line
        if label is None and stack and not _begins_point(words, stack):
            stack[-1][1].lines.append(words)
            continue
        point = RawPoint(_number_of(label), [words or "…"])
        style = _style_of(label)
        _climb(stack, style, label)
        (stack[-1][1].under if stack else points).append(point)
        stack.append((style, point))
    return points


def _label_of(text: str, stack: Sequence[tuple[str, RawPoint]]) -> re.Match[str] | None:
    label = LABEL.match(text)
    if label is None or label["bare"] is None:
        return label
    # «1.2 Провести», without a dot, goes on with point 1; «15.05 провести» is a day.
    tops = [point.number.partition(".")[0] for _style, point in stack]
    return label if label["bare"].partition(".")[0] in tops else None


def _begins_point(words: str, stack: Sequence[tuple[str, RawPoint]]) -> bool:
    """Tell whether a paragraph without a number is a point of its own, not more words of the one above it."""
    above = stack[-1][1]
    commanded = first_infinitive(words) is not None
    if not commanded:
        return False
    heads = [point for style, point in stack if style != "none"]
    if words[0].islower():
        # Under «Руководителям школ:» every line is a point; elsewhere it goes on with the sentence.
        opened = heads[-1] if heads else above
        return opened.is_open and len(opened.lines) == 1 and _begins_with_verb(words)
    return above.is_open or above.lines[-1].endswith((".", ";", "!"))


def _begins_with_verb(words: str) -> bool:
    verb = first_infinitive(words)
    return verb is not None and verb.start() == 0


def _style_of(label: re.Match[str] | None) -> str:
    if label is None:
        return "none"
    if label["letter"]:
        return "letter)"
    if label["dash"]:
        return "dash"
    digits = label["dotted"] or label["bare"]
    return f"{digits.count('.')}{label['sign'] or '.'}"


def _number_of(label: re.Match[str] | None) -> str:
    return label[0].strip() if label is not None else ""


def _climb(stack: list[tuple[str, RawPoint]], style: str, label: re.Match[str] | None) -> None:
    """Close the points that one of this style does not stand under."""
    styles = [each for each, _point in stack]
    if label is not None and (digits := label["dotted"] or label["bare"]) and "." in digits:
        # «2.1» stands under «2», whatever is open between.
        while stack and not digits.startswith(f"{stack[-1][1].number.rstrip('.)')}."):
            stack.pop()
        return
    if style in styles:
        del stack[styles.index(style) :]
    elif style == "none":
        while stack and not stack[-1][1].is_open:
            stack.pop()
    elif style == "0.":
        stack.clear()
