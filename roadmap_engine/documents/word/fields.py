"""What a template may ask for: the shape of the values, each with words and an example for its author.

Every document has one shape, a `Record`. It serves three ends: a template is checked against it before
anything is written, trial values are drawn from it, and the manual lists it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from frozendict import frozendict

from roadmap_engine.documents.word.images import TRIAL_IMAGE, Image

__all__ = [
    "Field",
    "Flag",
    "Listing",
    "Number",
    "Picture",
    "PlainList",
    "Record",
    "Text",
    "needed_fields",
    "plain_text",
    "plain_values",
    "trial_values",
]

# XML 1.0, production [2]: Char; everything else cannot stand in a document at all.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Text:
    """Words.

    Attributes:
        about: what they are, for the author of a template.
        example: what they may be.
        optional: they may be missing, and then are empty.
        needed: a paper of this kind is none without them, so that its template has to print them.
    """

    about: str
    example: str = "…"
    optional: bool = False
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    about: str
    example: int = 1


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, for `if`."""

    about: str


@dataclass(frozen=True, slots=True)
class Record:
    """Named values."""

    about: str
    fields: Mapping[str, Field]

    @classmethod
    def of(cls, about: str, **fields: Field) -> Record:
        """Make a record from keyword arguments."""
        return cls(about, frozendict(fields))


@dataclass(frozen=True, slots=True)
class Listing:
    """Any number of values of one shape, for `for`.

    Attributes:
        about: what they are.
        each: the shape of one.
        optional: there may be none.
        needed: a paper of this kind is none without them, so that its template has to go through them.
    """

    about: str
    each: Field
    optional: bool = False
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands in the text like a letter; any may be missing."""

    about: str
    example: str = ""
    optional: bool = True


Field = Text | Number | Flag | Record | Listing | Picture


def needed_fields(shape: Field, path: str = "") -> Iterator[tuple[str, Text | Listing]]:
    """List what a paper of a shape has to have, each with the path that a template names it by.

    >>> [path for path, _ in needed_fields(Record.of("", number=Text("", needed=True), note=Text("")))]
    ['number']
    """
    match shape:
        case Text() | Listing():
            if shape.needed:
                yield path, shape
            if isinstance(shape, Listing):
                yield from needed_fields(shape.each, path)
        case Record():
            for name, field in shape.fields.items():
                yield from needed_fields(field, f"{path}.{name}" if path else name)
        case Number() | Flag() | Picture():
            pass
        case _:
            assert_never(shape)


def trial_values(shape: Field, *, full: bool) -> Any:
    """Draw values of a shape: with everything said, lists of two, or with everything left out.

    >>> trial_values(Record.of("", title=Text("", "План"), stages=Listing("", Text(""))), full=False)
    {'title': '', 'stages': []}
    """
    match shape:
        case Text():
            return shape.example if full else ""
        case Picture():
            return TRIAL_IMAGE if full else ""
        case Number():
            return shape.example
        case Flag():
            return full
        case Listing():
            return [trial_values(shape.each, full=full) for _ in range(2)] if full else []
        case Record():
            return {name: trial_values(field, full=full) for name, field in shape.fields.items()}
        case _:
            assert_never(shape)


class PlainList(list[Any]):
    r"""A list that is plain already, for values that many documents have in common.

    >>> PlainList(["План\x07", {"title": "а\tб"}]), "".join(sorted(PlainList([["а\tб\nв\n"]]).marks))
    (['План', {'title': 'а\tб'}], '\t\n')

    Attributes:
        marks: which of tab and line end its texts hold.
    """

    def __init__(self, values: Sequence[Any]) -> None:
        marks: set[str] = set()
        super().__init__(plain_values(values, marks=marks))
        self.marks = frozenset(marks)


def _is_printable(value: Any) -> bool:
    """Tell of most texts at once that they stay as they are, with neither tab nor line end in them."""
    return type(value) is str and value.isprintable()


def plain_text(value: str) -> str:
    """Give a text as a plain string that XML can hold."""
    text = str(value)
    if text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _IMPOSSIBLE.sub("", text)


def plain_values(
    value: Any, draw: Callable[[Image], Any] | None = None, marks: set[str] | None = None
) -> Any:
    r"""Give the same values as plain strings, numbers, lists and dicts that XML can hold.

    Nothing with methods worth calling reaches a template, and characters that XML cannot hold are left
    out; a line end of any system is a line end.

    >>> plain_values({"title": "План\x07\r\n2027", "rows": ("a",)})
    {'title': 'План\n2027', 'rows': ['a']}

    Args:
        value: strings, numbers, images, sequences and mappings of them.
        draw: what an image becomes; it stays an image unless given.
        marks: takes which of tab and line end, which are elements in Word, the texts hold.
    """
    if isinstance(value, str):
        text = plain_text(value)
        if marks is not None:
            marks.update(mark for mark in "\n\t" if mark in text)
        return text
    if isinstance(value, bool | int):
        return value
    if isinstance(value, PlainList):
        if marks is not None:
            marks |= value.marks
        return value
    # Asked by the type first: an abstract class takes its time to answer.
    if type(value) is dict or isinstance(value, Mapping):
        return {
            str(name): each if _is_printable(each) else plain_values(each, draw, marks)
            for name, each in value.items()
        }
    if type(value) is list or isinstance(value, Sequence):
        return [each if _is_printable(each) else plain_values(each, draw, marks) for each in value]
    if isinstance(value, Image):
        return draw(value) if draw else value
    raise TypeError(f"a template takes plain data only, not {type(value).__name__}")
