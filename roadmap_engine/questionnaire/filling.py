"""A form filled in: every question met with its answer, up to the first that somebody must still answer.

The same form and the same answers give the same, so going back is forgetting an answer and filling in anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.diagnostics.translation import Translator
from roadmap_engine.model.organisation import says_vacant
from roadmap_engine.model.provenance import Path
from roadmap_engine.questionnaire.kinds import Kind, Sort
from roadmap_engine.questionnaire.question import Default, Each, Form, Known, Page, Question, Tree
from roadmap_engine.questionnaire.reading import WrongAnswerError, read_as
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.questionnaire.said import said as _

__all__ = [
    "NOTHING", "Asked", "Filled", "Given", "fill_in", "find_needless", "flatten", "read_answer_tree",
    "settle", "spread",
]  # fmt: skip

NOTHING = "-"
"""What a person types to leave a field empty that has a default."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: its words, none where the default is taken whatever it is, and where they stand."""

    words: str | None
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its place: about which thing, what can be answered, what is offered.

    Attributes:
        path: of the field, without stars.
        answer: the words of the answer; empty where the field is left out, none where nobody has answered.
    """

    page: Page
    question: Question
    path: str
    words: Said
    why: Said
    kind: Kind
    default: Default | None = None
    answer: str | None = None

    def read(self, words: str, speak: Translator) -> Any:
        """Take an answer; None where it leaves the field out.

        Raises:
            WrongAnswerError: it cannot be taken.
        """
        if not words and self.default is not None:
            words = self.default.words
        if self.question.blank is not None and words in {"", NOTHING}:
            return None
        if self.question.blank is not None and _means_nothing(self.kind, words):
            return None
        if words in {"", NOTHING}:
            raise WrongAnswerError(_("An answer is needed here.").tell(speak))
        return read_as(self.kind, words, speak)


def _means_nothing(kind: Kind, words: str) -> bool:
    """Tell whether words say that there is nobody, or that nothing is chosen: «нет», «никого», «вакансия»."""
    chosen = kind.sort in {Sort.PERSON, Sort.ONE, Sort.SOME}
    return chosen and words not in kind.choices and says_vacant(words)


@dataclass(frozen=True, slots=True)
class Filled:
    """How far a form is filled in.

    Attributes:
        known: all answers.
        asked: the questions that were met, in their order.
        pending: the one that somebody must answer first.
        problems: what is wrong with answers that were given beforehand, or missing.
    """

    known: Known
    asked: tuple[Asked, ...] = ()
    pending: Asked | None = None
    problems: tuple[Problem, ...] = ()

    def wrong(self) -> dict[str, Problem]:
        """Give what is wrong by the path of the answer."""
        return {str(dict(each.arguments)["path"]): each for each in self.problems if each.code == "RM711"}


class _Waiting(Exception):  # noqa: N818 -- a way out of the walk, not an error anyone sees
    """A question has no answer yet."""


@dataclass(slots=True)
class _Walk:
    """One pass over the questions of a form."""

    given: dict[str, Given]
    speak: Translator
    settled: dict[str, str | None] | None = None
    """What nobody need be asked is answered in here."""
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pending: Asked | None = None

    def walk(self, page: Page, questions: tuple[Question | Each, ...], known: Known) -> None:
        for each in questions:
            if isinstance(each, Each):
                for item in each.over(known):
                    self.walk(page, each.questions, replace(known, items=(*known.items, item)))
            elif each.when(known):
                quiet = each.quiet(known) if callable(each.quiet) else each.quiet
                self.meet(_place(page, each, known, self.speak), ask=known.by_hand, quiet=quiet)

    def meet(self, asked: Asked, *, ask: bool, quiet: bool) -> None:
        question, given = asked.question, self.given.get(asked.path)
        needs_nobody = quiet and (asked.default is not None or question.blank is not None)
        if given is None and ask and not needs_nobody:
            given = self._settle(asked)
        if given is None and asked.default is None:
            if question.blank is None:
                self.problems.append(Problem.of("RM710", path=asked.path))
            self.asked.append(replace(asked, answer=""))
            return
        words = (given.words or "").strip() if given is not None else ""
        if given is not None and given.words is not None and not words and question.blank is not None:
            words = NOTHING
        try:
            value = asked.read(words, self.speak)
        except WrongAnswerError as wrong:
            value, where = None, given.location if given is not None else None
            shown = "…" if question.private else (given and given.words) or ""
            told = Problem.of("RM711", location=where, path=asked.path, answer=shown, reason=str(wrong))
            self.problems.append(told)
        taken = words or (asked.default.words if asked.default else "")
        if value is not None:
            self.answers[asked.path] = value
        self.asked.append(replace(asked, answer=taken if value is not None else ""))

    def _settle(self, asked: Asked) -> Given:
        """Answer what needs nobody; anything else waits for somebody."""
        has_default, may_be_blank = asked.default is not None, asked.question.blank is not None
        if self.settled is None or not (has_default or may_be_blank):
            self.pending = asked
            raise _Waiting
        self.settled[asked.path] = words = "" if may_be_blank else None
        self.given[asked.path] = given = Given(words)
        return given


def fill_in(
    form: Form,
    context: Any,
    given: Mapping[str, Given],
    *,
    speak: Translator,
    by_hand: Mapping[str, str | None] | None = None,
) -> Filled:
    """Fill in a form.

    Args:
        form: what is asked.
        context: what the text is made for.
        given: answers beforehand, by path; those to nothing are not looked at.
        speak: the reader's language.
        by_hand: what somebody who is asked has answered so far, none for the default whatever it is; a
            question without an answer waits for one then, even if it has a default.
    """
    return _fill(form, context, given, speak, by_hand)


def _fill(
    form: Form,
    context: Any,
    given: Mapping[str, Given],
    speak: Translator,
    by_hand: Mapping[str, str | None] | None,
    settled: dict[str, str | None] | None = None,
) -> Filled:
    known_before = spread(form.short, given)
    typed = {path: Given(words) for path, words in (by_hand or {}).items()}
    walk = _Walk({**known_before, **typed}, speak, settled)
    known = Known(context, walk.answers, known_before, by_hand is not None)
    try:
        for page in form.pages:
            walk.walk(page, page.questions, known)
    except _Waiting:
        pass
    return Filled(known, tuple(walk.asked), walk.pending, tuple(walk.problems))


def spread(short: Mapping[str, tuple[str, ...]], given: Mapping[str, Given]) -> dict[str, Given]:
    """Take an answer in its short form, `procedure: vpr`, for the fields that it stands for."""
    long = {path: given[name] for name, paths in short.items() if name in given for path in paths}
    return {**long, **{path: words for path, words in given.items() if path not in short}}


def _place(page: Page, question: Question, known: Known, speak: Translator) -> Asked:
    gaps = {name: words for item in known.items for name, words in item.gaps.items()}
    gaps |= question.names(known)
    kind = question.kind if isinstance(question.kind, Kind) else question.kind(known)
    words, why = question.words.fill(**gaps), question.why.fill(**gaps)
    asked = Asked(page, question, known.path(question.path), words, why, kind)
    default = question.default(known)
    if default is None or not default.words:
        return asked
    try:
        read_as(kind, default.words, speak)
    except WrongAnswerError:
        # What would be offered may come from another text, and may be no answer.
        return asked
    return replace(asked, default=default)


def settle(
    form: Form, context: Any, given: Mapping[str, Given], typed: dict[str, str | None], *, speak: Translator
) -> Filled:
    """Fill in by hand what needs nobody: what may be left out is, and what has a default takes it."""
    return _fill(form, context, given, speak, typed, typed)


def find_needless(
    asked: Iterable[str], trees: Iterable[Tree], given: Mapping[str, Given]
) -> Iterator[Problem]:
    """Find answers that nobody asks for, unless a text will say just that anyway."""
    said = {path: words for tree in trees for path, words, _where in flatten(tree)}
    for path, answer in given.items():
        if path not in asked and answer.words and said.get(path) != answer.words:
            near = near_names(path, asked)
            yield Problem.of("RM712", location=answer.location, path=path, near=near)


def read_answer_tree(tree: Any, locate: Callable[[Path], Location]) -> dict[str, Given]:
    """Flatten a text laid out as the one to be made into answers by path.

    Args:
        tree: mappings and lists as they were read; a list of words is one answer, «5, 6».
        locate: gives the place of a value by its path.
    """
    return {path: Given(words, locate(where)) for path, words, where in flatten(tree)}


def flatten(value: Any, steps: Path = (), where: Path = ()) -> Iterator[tuple[str, str, Path]]:
    """Give the path, the words and the way of every value; things of a list are counted from one.

    >>> list(flatten({"name": {"full": "Школа"}, "grades": [5, 6]}))
    [('name.full', 'Школа', ('name', 'full')), ('grades', '5, 6', ('grades',))]
    """
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from flatten(each, (*steps, key), (*where, key))
    elif isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value):
        for place, each in enumerate(value):
            yield from flatten(each, (*steps, place + 1), (*where, place))
    else:
        parts = value if isinstance(value, list | tuple) else (value,)
        yield ".".join(map(str, steps)), ", ".join(map(_words, parts)), where


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
