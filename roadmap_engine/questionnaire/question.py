"""A question as a value, and the list of them that one text is asked for.

A question is known by the path of the field it fills, «name.full», which is its name in `--answer` and its
place in a file of answers. A «*» in a path stands for the things that are asked about one after another; what
depends on earlier answers, or on what the roadmap has, is a function of what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.commented import Note
from roadmap_engine.model.provenance import Path
from roadmap_engine.questionnaire.kinds import WORDS, Kind
from roadmap_engine.questionnaire.said import NOTHING_SAID, Said
from roadmap_engine.questionnaire.said import said as _

__all__ = [
    "SKIP",
    "Default",
    "Each",
    "Finished",
    "Form",
    "Item",
    "Known",
    "Page",
    "Question",
    "Tree",
    "offer",
]

Tree: TypeAlias = dict[str, Any]
Finished: TypeAlias = tuple[Tree, Mapping[Path, Note]]
SKIP = NOTHING_SAID
"""Said where a field may be left out, and that means nothing more."""


@dataclass(frozen=True, slots=True)
class Default:
    """The answer that is offered, and where it is from."""

    words: str
    origin: Said


FROM_ANSWERS = _("made of earlier answers")


def offer(words: object, origin: Said = FROM_ANSWERS) -> Default | None:
    """Offer an answer, if there are words for one."""
    return Default(str(words), origin) if words else None


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things that are asked about one after another, with the words for the gaps of questions."""

    key: str
    gaps: Mapping[str, str | Bilingual | Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What a question may look at: all that was answered before it.

    Attributes:
        context: what the text is made for; each form has its own.
        answers: value by path.
        given: paths that were answered beforehand.
        by_hand: whether somebody is asked, one question after another.
        items: the things around the question, outermost first.
    """

    context: Any
    answers: Mapping[str, Any]
    given: Mapping[str, Any] = field(default_factory=dict)
    by_hand: bool = False
    items: tuple[Item, ...] = ()

    @property
    def key(self) -> str:
        """The innermost thing that is asked about."""
        return self.items[-1].key

    def path(self, pattern: str) -> str:
        """Put the things around the question in place of the stars."""
        for item in self.items:
            pattern = pattern.replace("*", item.key, 1)
        return pattern

    def answer(self, pattern: str) -> Any:
        """Give an earlier answer; None where there is none."""
        return self.answers.get(self.path(pattern))

    def under(self, pattern: str) -> tuple[str, ...]:
        """Give the next steps of all paths answered beforehand that go on from one, each once."""
        start = f"{self.path(pattern)}."
        steps = (each.removeprefix(start).split(".")[0] for each in self.given if each.startswith(start))
        return tuple(dict.fromkeys(steps))


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask.

    Attributes:
        path: of the field in the text.
        words: the question.
        why: what it is for; a comment of the text says the same.
        on_page: what a page says instead, where the comment speaks of words that only the text has.
        kind: how an answer is read, and what can be chosen.
        default: the answer that is taken unless another is given.
        when: whether it is asked at all.
        blank: what an empty answer means, which leaves the field out; none where an answer is needed.
        private: the answer is about a person, and is repeated in no message.
        quiet: nobody is asked as long as there is something to offer, or it may be left out; it stands among
            the answers to be looked through, and can be changed there. It may depend on what is known.
        names: what fills gaps of its words beside the things that are asked about.
    """

    path: str
    words: Said
    why: Said
    kind: Kind | Callable[[Known], Kind] = WORDS
    default: Callable[[Known], Default | None] = lambda _known: None
    when: Callable[[Known], object] = lambda _known: True
    blank: Said | None = None
    private: bool = False
    quiet: bool | Callable[[Known], bool] = False
    names: Callable[[Known], Mapping[str, str | Said]] = lambda _known: {}
    on_page: Said | None = None


@dataclass(frozen=True, slots=True)
class Each:
    """Questions that are asked for one thing after another; `over` may look at what was answered before."""

    over: Callable[[Known], Iterable[Item]]
    questions: tuple[Question | Each, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Questions that belong together.

    Attributes:
        title: over them.
        questions: in the order to ask.
        about: what is said of their section in the text, above it.
    """

    title: Said
    questions: tuple[Question | Each, ...]
    about: Said = NOTHING_SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The questions of one text, and what their answers come to.

    Attributes:
        pages: the questions, in the order to ask.
        kind: of the text.
        build: gives the tree of the text from all answers.
        order: of the sections of the text; what is not named here comes last.
        heading: the comment at the top of the text.
        finish: adds to a tree what may be uncovered in it, and the comments that belong to no question.
        short: fields that may be answered in a short form, `name: Школа`, and the paths it answers.
        restate: gives a text's own tree as the answers that come to it.
    """

    pages: tuple[Page, ...]
    kind: Literal["adoption", "organisation", "roadmap"] = "roadmap"
    build: Callable[[Known], Tree] = lambda _known: {}
    order: tuple[str, ...] = ()
    heading: Callable[[Known], str] = lambda _known: ""
    finish: Callable[[Known, Tree], Finished] = lambda _known, tree: (tree, {})
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    restate: Callable[[Tree], Tree] = lambda tree: tree
