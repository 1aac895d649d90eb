r"""A form: how one idea is said, as a value. The engine reads any list of them and knows none.

A pattern is words and gaps. `до` is that word, `(до|по)` one of them, `включительно?` may be left out;
brackets of the phrase are `\(` and `\)`;
`{Day}` is a non-terminal or a class of words whose value the builder gets, `<by>` one whose value it does not
need. Everything that bears meaning stands in a gap in braces: only fillers may be optional or angular.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["FREE", "Element", "Form", "Phrases", "Refusal", "same"]

FREE = 10
"""What a reading by free words costs more than one whose every word is known."""

_ELEMENT = re.compile(
    r"\\(?P<mark>[()])|\{(?P<kept>[\w:-]+)\}|<(?P<skipped>[\w:-]+)>|\((?P<group>[^)]+)\)(?P<go>\?)?|(?P<word>[^\s?]+)(?P<wo>\?)?"
)


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of a pattern.

    Attributes:
        words: the words that may stand here; empty for a gap.
        gap: the class or non-terminal; empty for words.
        kept: whether the builder gets its value.
    """

    words: tuple[str, ...] = ()
    gap: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say something.

    Attributes:
        makes: the non-terminal it is a form of.
        example: a whole phrase that says it; the manual, the tests and «nearest form» show it.
        pattern: words and gaps, as above.
        build: makes the value of the kept gaps; None where they do not fit together.
        cost: what the reading costs beside others of the same words.
    """

    makes: str
    example: str
    pattern: str
    build: Callable[..., Any]
    cost: int = 1

    def sequences(self) -> Iterator[tuple[Element, ...]]:
        """Give the pattern once for each choice of what may be left out."""
        choices: list[tuple[tuple[Element, ...], ...]] = []
        for found in _ELEMENT.finditer(self.pattern):
            if found["kept"] or found["skipped"]:
                element = Element(gap=found["kept"] or found["skipped"], kept=bool(found["kept"]))
                choices.append(((element,),))
                continue
            words = tuple((found["mark"] or found["group"] or found["word"]).split("|"))
            optional = found["go"] or found["wo"]
            choices.append(((Element(words),), ()) if optional else ((Element(words),),))
        for chosen in itertools.product(*choices):
            yield tuple(element for part in chosen for element in part)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Fillers that mean the same: «в течение», «на протяжении». A gap in angles reads one of them.

    Attributes:
        name: what patterns call them.
        phrases: each as words parted by spaces; marks are words.
    """

    name: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a form makes of words it knows and must not date: «до мая», «в течение месяца», «5–1 ноября».

    It takes the place of whatever is built of it, so that the problem is told and nothing is guessed.

    Attributes:
        code: of the problem.
        arguments: its words, but for those of the phrase, which the reader of the cell adds.
    """

    code: str
    arguments: tuple[tuple[str, str], ...] = ()


def same(value: Any) -> Any:
    """Build what the only gap of a form holds."""
    return value
