"""The engine: forms put into tries, read from left to right with a memo, every reading kept.

Russian genitives branch to the right («до | конца | первой недели | ноября»), so there is no left recursion
and no chart is needed. A non-terminal gives all its ends with all its values; nothing is chosen here but the
cheaper of two ways to one value. The order of forms means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.forms import Element, Form, Phrases, Refusal
from roadmap_engine.deadlines.lexer import END, Token

__all__ = ["Grammar", "Parse", "Scanner", "Text", "WordClass"]

REFUSED = 1000
"""What a refusal costs: any other reading of the same words is cheaper."""

Parse = tuple[int, Any, int]
"""Where a reading ends, what it is worth, what it costs."""


@dataclass(slots=True)
class Text:
    """A phrase in tokens, with the vocabulary its events are looked up in and the memo of its reading.

    Attributes:
        depth: how many brackets of the phrase it stands in.
    """

    phrase: str
    tokens: Sequence[Token]
    events: EventVocabulary
    depth: int = 0
    memo: dict[tuple[str, int], list[Parse]] = field(default_factory=dict)

    def at(self, index: int) -> Token:
        """Give a token, or the end."""
        return self.tokens[index] if index < len(self.tokens) else END

    def words(self, start: int, end: int) -> str:
        """Give the words of the phrase from one token to before another, as they were written."""
        if start >= end:
            return ""
        return " ".join(self.phrase[self.tokens[start].start : self.tokens[end - 1].end].split())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters from one token to before another."""
        if not self.tokens:
            return (0, len(self.phrase))
        first = self.tokens[min(start, len(self.tokens) - 1)]
        last = self.tokens[max(min(end, len(self.tokens)) - 1, 0)]
        return (first.start, max(last.end, first.end))


Scanner = Callable[[Text, int], list[Parse]]
"""A non-terminal written by hand, where free words end."""


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words that patterns name: their kind, and what else must hold."""

    kind: str
    admits: Callable[[Token], bool] | None = None


_Ways = tuple["_Node | None", "Sequence[tuple[WordClass, bool, _Node]]", "Sequence[tuple[str, bool, _Node]]"]
"""Where a token may lead from a node: by its word, by its class, into a non-terminal that may begin with it."""


class _Node:
    """A step of a trie: what may come next, and what is made when nothing more does."""

    __slots__ = ("builds", "gaps", "kinds", "ways", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.kinds: dict[str, list[tuple[WordClass, bool, _Node]]] = {}
        self.gaps: list[tuple[str, bool, _Node]] = []
        self.builds: list[tuple[Callable[..., Any], int]] = []
        self.ways: dict[tuple[str, str], _Ways] = {}

    def step(self, element: Element, classes: Mapping[str, WordClass]) -> list[_Node]:
        """Give the nodes behind an element, made where they are missing."""
        if element.words:
            for word in element.words:
                self.words.setdefault(word, _Node())
            return [self.words[word] for word in element.words]
        known = classes.get(element.gap)
        if known is not None:
            rows = self.kinds.setdefault(known.kind, [])
            for row in rows:
                if row[0] is known and row[1] == element.kept:
                    return [row[2]]
            rows.append((known, element.kept, _Node()))
            return [rows[-1][2]]
        for name, kept, node in self.gaps:
            if name == element.gap and kept == element.kept:
                return [node]
        self.gaps.append((element.gap, element.kept, _Node()))
        return [self.gaps[-1][2]]


_First = tuple[frozenset[str], frozenset[str], bool]


class Grammar:
    """Forms, ready to read with."""

    def __init__(
        self,
        forms: Iterable[Form],
        phrases: Iterable[Phrases],
        classes: Mapping[str, WordClass],
        scanners: Mapping[str, Scanner],
    ) -> None:
        """Put the forms into tries.

        Raises:
            ValueError: a pattern has a gap that nothing makes.
        """
        self._roots: dict[str, _Node] = {}
        self._words: set[str] = set()
        self._scanners = scanners
        for each in phrases:
            for phrase in each.phrases:
                self._enter(
                    each.name, tuple(Element((word,)) for word in phrase.split()), _nothing, 0, classes
                )
        for form in forms:
            for sequence in form.sequences():
                self._enter(form.makes, sequence, form.build, form.cost, classes)
        self._first: dict[str, _First] = {}
        for name in self._roots:
            self._first_of(name, ())
        self._vocabulary = frozenset(self._words)

    def _enter(
        self,
        makes: str,
        sequence: tuple[Element, ...],
        build: Callable[..., Any],
        cost: int,
        classes: Mapping[str, WordClass],
    ) -> None:
        nodes = [self._roots.setdefault(makes, _Node())]
        for element in sequence:
            self._words.update(element.words)
            nodes = [after for node in nodes for after in node.step(element, classes)]
        for node in nodes:
            node.builds.append((build, cost))

    def _first_of(self, name: str, seen: tuple[str, ...]) -> _First:
        """Give what may come first: words, kinds, and whether it may be anything."""
        if name in self._scanners:
            return frozenset(), frozenset(), True
        known = self._first.get(name)
        if known is not None:
            return known
        root = self._roots.get(name)
        if root is None:
            raise ValueError(f"nothing makes «{name}»")
        if name in seen:
            raise ValueError(f"«{name}» begins with itself")
        words, kinds, anything = set(root.words), set(root.kinds), False
        for gap, _, _ in root.gaps:
            more = self._first_of(gap, (*seen, name))
            words |= more[0]
            kinds |= more[1]
            anything = anything or more[2]
        self._first[name] = (frozenset(words), frozenset(kinds), anything)
        self._check(root, (*seen, name))
        return self._first[name]

    def _check(self, node: _Node, seen: tuple[str, ...]) -> None:
        """See that every gap behind the first is made by something."""
        for gap, _, after in node.gaps:
            if gap not in self._scanners and gap not in self._roots:
                raise ValueError(f"nothing makes «{gap}», which «{seen[-1]}» asks for")
            self._check(after, seen)
        for rows in node.kinds.values():
            for _, _, after in rows:
                self._check(after, seen)
        for after in node.words.values():
            self._check(after, seen)

    def read(self, name: str, text: Text, start: int) -> list[Parse]:
        """Give every reading of a non-terminal from a token on, each value once."""
        memo = text.memo
        key = (name, start)
        known = memo.get(key)
        if known is not None:
            return known
        scanner = self._scanners.get(name)
        if scanner is not None:
            memo[key] = found = scanner(text, start)
            return found
        cheapest: dict[tuple[int, Any], int] = {}
        self._descend(self._roots[name], text, start, (), 0, cheapest)
        memo[key] = found = [(end, value, cost) for (end, value), cost in cheapest.items()]
        return found

    def _descend(
        self,
        node: _Node,
        text: Text,
        index: int,
        kept: tuple[Any, ...],
        spent: int,
        cheapest: dict[tuple[int, Any], int],
    ) -> None:
        if node.builds:
            _build(node, (index, kept, spent), cheapest)
        token = text.at(index)
        known = token.text if token.text in self._vocabulary else ""
        ways = node.ways.get((known, token.kind))
        if ways is None:
            ways = self._ways(node, known, token.kind)
        after, classes, gaps = ways
        if after is not None:
            self._descend(after, text, index + 1, kept, spent, cheapest)
        for wanted, keep, then in classes:
            if wanted.admits is None or wanted.admits(token):
                self._descend(then, text, index + 1, (*kept, token) if keep else kept, spent, cheapest)
        for gap, keep, then in gaps:
            for end, value, cost in self.read(gap, text, index):
                self._descend(then, text, end, (*kept, value) if keep else kept, spent + cost, cheapest)

    def _ways(self, node: _Node, word: str, kind: str) -> _Ways:
        """Give where a token leads from a node; told once for each word of the language and each kind."""
        gaps = tuple(each for each in node.gaps if self._may_begin(each[0], word, kind))
        node.ways[word, kind] = ways = (node.words.get(word), tuple(node.kinds.get(kind, ())), gaps)
        return ways

    def _may_begin(self, name: str, word: str, kind: str) -> bool:
        if name in self._scanners:
            return True
        words, kinds, anything = self._first[name]
        return anything or word in words or kind in kinds


def _build(node: _Node, read: tuple[int, tuple[Any, ...], int], cheapest: dict[tuple[int, Any], int]) -> None:
    """Add what is made of the gaps read so far, where a pattern ends."""
    index, kept, spent = read
    refused = next((each for each in kept if each.__class__ is Refusal), None)
    for build, cost in node.builds:
        try:
            value = build(*kept) if refused is None else refused
        except ValueError:
            # What the value's own constructor refuses, no phrase says.
            continue
        if value is not None:
            key = (index, value)
            total = spent + (cost if value.__class__ is not Refusal else REFUSED)
            if cheapest.get(key, total + 1) > total:
                cheapest[key] = total


def _nothing() -> tuple[()]:
    """Give the value of a filler."""
    return ()
