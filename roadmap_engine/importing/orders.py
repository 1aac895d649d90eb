"""The paragraphs of an order to its parts: letterhead, heading, preamble, points, signature and what follows.

Nothing is dropped: every paragraph is in exactly one part, and a part that the text of a roadmap has no place
for is told. Points are paragraphs with the numbers people give them, each under the point it belongs to.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roadmap_engine.importing.manuscript import Paragraph
from roadmap_engine.importing.point_trees import LABEL, RawPoint, grow_points
from roadmap_engine.importing.sentences import first_infinitive

__all__ = ["IMPERATIVE", "OrderPart", "OrderParts", "part_order"]

IMPERATIVE = re.compile(
    r"\b(?:п\s?р\s?и\s?к\s?[аa]\s?\.?\s?з\s?ы\s?в\s?[аa]\s?(?:ю|ет)|п\s?о\s?с\s?т\s?[аa]\s?н\s?о\s?в\s?л\s?я\s?(?:ю|ет)"
    r"|р\s?[аa]\s?с\s?п\s?о\s?р\s?я\s?ж\s?[аa]\s?ю\s?с\s?ь|о\s?б\s?я\s?з\s?ы\s?в\s?[аa]\s?ю|р\s?е\s?к\s?о\s?м\s?е\s?н\s?д\s?у\s?ю)\s*:?",
    re.IGNORECASE,
)
_HEADING = re.compile(r"Об?\s")
_PREAMBLE = re.compile(
    r"(?:в соответствии|на основании|в целях|с целью|во исполнение|согласно|руководствуясь|по итогам|в рамках"
    r"|в связи|для\s"
    r"|учитывая|рассмотрев|в период|исполняя|по результатам|с учётом|с учетом)",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?:(?:и\.\s?о\.|врио|исполняющ\w+ обязанности|первый|главный)\s+)?"
    r"(?:директор|начальник|заведующ|руководител|министр|председател|заместител|глава|ректор)\w*\b",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(
    r"[\s_]*(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]?\.?)[\s_]*"
)
_ACKNOWLEDGED = re.compile(
    r"(?:с\s+(?:приказом|распоряжением)\s+)?ознакомлен|с\s+(?:приказом|распоряжением)\s", re.IGNORECASE
)
_APPENDIX = re.compile(r"приложени[ея]\s*(?:№|N|\d|к\s)?", re.IGNORECASE)
_ENCLOSED = re.compile(r"приложени[ея]\s*:|основани[ея]\s*:", re.IGNORECASE)
_LONGEST_SIGNATURE = 160


class OrderPart(enum.StrEnum):
    """The parts of an order beside its points and its heading."""

    LETTERHEAD = "letterhead"
    PREAMBLE = "preamble"
    ENCLOSURE = "enclosure"
    SIGNATURE = "signature"
    ACKNOWLEDGEMENT = "acknowledgement"
    APPENDIX = "appendix"
    ASIDE = "aside"


@dataclass(slots=True)
class OrderParts:
    """An order taken apart.

    Attributes:
        heading: the lines that say what it is about.
        points: in their order, each with those below it.
        rest: what is neither, with the part it is of.
        commands: whether «приказываю» stands in it.
        first: the words its points begin with.
    """

    heading: list[str] = field(default_factory=list)
    points: list[RawPoint] = field(default_factory=list)
    rest: list[tuple[OrderPart, str]] = field(default_factory=list)
    commands: bool = False
    first: str = ""


def part_order(paragraphs: Sequence[Paragraph]) -> OrderParts:
    """Part the paragraphs of an order.

    Args:
        paragraphs: of a document without a table of measures, in their order.
    """
    lines = [line for each in paragraphs for line in _lines(each)]
    begin, spoken = _find_beginning(lines)
    parts = OrderParts(commands=bool(spoken), first=lines[begin].text if begin < len(lines) else "")
    _read_above(lines[: begin - 1] if spoken else lines[:begin], parts)
    if spoken and not IMPERATIVE.fullmatch(spoken):
        parts.rest.append((OrderPart.PREAMBLE, spoken))
    end = _find_end(lines, begin)
    parts.points = grow_points(_commanding(lines[begin:end], parts))
    _read_below(lines[end:], parts)
    return parts


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Give a paragraph by its points, where line breaks part them or they go on behind «приказываю:»."""
    flat: list[str] = []
    for line in paragraph.text.split("\n"):
        words = " ".join(line.split())
        if not words:
            continue
        ordered = IMPERATIVE.search(words)
        if (
            ordered is not None
            and words[ordered.end() :].strip(" :")
            and LABEL.match(words[ordered.end() :].strip())
        ):
            flat += [words[: ordered.end()], words[ordered.end() :].strip()]
        elif (
            flat and not LABEL.match(words) and not IMPERATIVE.search(flat[-1]) and paragraph.side != "right"
        ):
            flat[-1] = f"{flat[-1]} {words}"
        else:
            flat.append(words)
    return (Paragraph(words, paragraph.bold, paragraph.side) for words in flat)


def _find_beginning(lines: Sequence[Paragraph]) -> tuple[int, str]:
    """Find where the points begin, and the paragraph that orders them."""
    for place, line in enumerate(lines):
        ordered = IMPERATIVE.search(line.text)
        if ordered is not None and not line.text[ordered.end() :].strip(" :.") and not LABEL.match(line.text):
            return place + 1, line.text
    labelled = (place for place, line in enumerate(lines) if _is_numbered(line.text))
    return next(labelled, len(lines)), ""


def _is_numbered(text: str) -> bool:
    label = LABEL.match(text)
    return label is not None and label["dash"] is None


def _read_above(lines: Sequence[Paragraph], parts: OrderParts) -> None:
    heading = next((place for place, line in enumerate(lines) if _HEADING.match(line.text)), None)
    for place, line in enumerate(lines):
        if heading is None or place < heading:
            parts.rest.append(
                (OrderPart.PREAMBLE if _PREAMBLE.match(line.text) else OrderPart.LETTERHEAD, line.text)
            )
        elif place == heading or _goes_on(lines, heading, place):
            parts.heading.append(line.text)
        else:
            parts.rest.append((OrderPart.PREAMBLE, line.text))


def _goes_on(lines: Sequence[Paragraph], heading: int, place: int) -> bool:
    """Tell whether a line goes on with the heading: set like it, and no sentence of the preamble."""
    between = lines[heading + 1 : place + 1]
    return not any(
        _PREAMBLE.match(line.text) or line.side == "right" or line.text[0].isupper() or LABEL.match(line.text)
        for line in between
    )


def _find_end(lines: Sequence[Paragraph], begin: int) -> int:
    """Find the signature or the appendix, behind which no point goes on with the count."""
    for place in range(begin, len(lines)):
        if not _closes(lines, place) or place == begin:
            continue
        last = max((_first_number(line.text) for line in lines[begin:place]), default=0)
        if not any(_first_number(line.text) == last + 1 and last for line in lines[place:]):
            return place
    return len(lines)


def _first_number(text: str) -> int:
    """Give the number of a point of the first level; 0 for anything else."""
    label = LABEL.match(text)
    dotted = label["dotted"] if label is not None and label["sign"] == "." else None
    return int(dotted) if dotted is not None and dotted.isdigit() else 0


def _closes(lines: Sequence[Paragraph], place: int) -> bool:
    """Tell whether a line may be what stands behind the points."""
    line = lines[place]
    if LABEL.match(line.text):
        return False
    if line.side == "right" and _APPENDIX.match(line.text):
        return True
    if _APPENDIX.match(line.text) and len(line.text) < _LONGEST_SIGNATURE and not _ENCLOSED.match(line.text):
        return first_infinitive(line.text) is None and line.text[-1] not in ".;"
    if _ACKNOWLEDGED.match(line.text):
        return True
    return _is_signature(line.text)


def _is_signature(text: str) -> bool:
    if len(text) > _LONGEST_SIGNATURE or text.endswith((";", ":")) or first_infinitive(text) is not None:
        return False
    if _NAME_ALONE.fullmatch(text):
        return True
    post = _POST.match(text)
    # «Председатель комиссии – Иванова И. И.» is a member of something, no signature.
    return post is not None and not re.search(r"\s[-–—]\s", text)


def _read_below(lines: Sequence[Paragraph], parts: OrderParts) -> None:
    part = OrderPart.SIGNATURE
    for line in lines:
        if _ENCLOSED.match(line.text):
            parts.rest.append((OrderPart.ENCLOSURE, line.text))
            continue
        if part is not OrderPart.APPENDIX and _ACKNOWLEDGED.match(line.text):
            part = OrderPart.ACKNOWLEDGEMENT
        elif _APPENDIX.match(line.text) or (
            len(line.text) > _LONGEST_SIGNATURE and part is not OrderPart.APPENDIX
        ):
            part = OrderPart.APPENDIX
        parts.rest.append((part, line.text))


def _commanding(lines: Sequence[Paragraph], parts: OrderParts) -> list[str]:
    """Give the lines of the points; marks of enclosures and what stands aside go to the rest."""
    kept: list[str] = []
    for line in lines:
        if LABEL.match(line.text):
            kept.append(line.text)
        elif line.side == "right":
            parts.rest.append((OrderPart.ASIDE, line.text))
        elif _ENCLOSED.match(line.text):
            parts.rest.append((OrderPart.ENCLOSURE, line.text))
        else:
            kept.append(line.text)
    return kept
