"""Questions that a person answers on the terminal, or a script beforehand, and never both.

A question is known by the path of the field it fills, «name.full», which is also its name in `--answer` and
in a file of answers: such a file is laid out as the text that is being made. What was answered beforehand is
not asked. Where there is no terminal, a question with a default takes it, and one without is a problem.

A wrong answer is asked again on the terminal, with the reason; given beforehand, it is a problem.
"""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import Any, Generic, TypeVar

import click

from roadmap_engine.cli.printing import say
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.plain import one_line
from roadmap_engine.diagnostics.suggestions import near_names

__all__ = [
    "NOTHING",
    "Answers",
    "Interview",
    "Question",
    "UnansweredError",
    "WrongAnswerError",
    "read_answers",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

NARROWEST, WIDEST = 40, 100
NOTHING = "-"
"""What a person types to leave a field empty that has a default."""


class WrongAnswerError(Exception):
    """An answer that a question cannot take; its text says why, in the reader's language."""


class UnansweredError(Exception):
    """Nothing more can be asked before a question is answered; the interview holds the problems."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T_co]):
    """One thing to ask.

    Attributes:
        path: of the field in the text: «name.full».
        words: the question.
        read: takes the answer, or raises WrongAnswerError.
        why: what it is for, in a sentence.
        choices: what can be answered, words all of them, each with its meaning; they are listed and numbered.
        optional: an empty answer leaves the field out.
    """

    path: str
    words: str
    read: Callable[[str], T_co]
    why: str = ""
    choices: Mapping[Any, str] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered beforehand: by path, the words and where they stand."""

    given: Mapping[str, tuple[str, Location | None]] = field(default_factory=dict)

    def under(self, path: str) -> tuple[str, ...]:
        """Give the next steps of all paths that go on from one, each once.

        >>> Answers({"people.head.name": ("А", None), "people.head.post": ("б", None)}).under("people")
        ('head',)
        """
        start = f"{path}."
        return tuple(
            dict.fromkeys(
                each.removeprefix(start).split(".")[0] for each in self.given if each.startswith(start)
            )
        )


class Interview:
    """One round of questions; the problems of what was answered beforehand gather in it."""

    def __init__(self, answers: Answers, *, on_terminal: bool) -> None:
        self.answers = answers
        self.on_terminal = on_terminal
        self.problems: list[Problem] = []
        self._asked: list[str] = []

    def say(self, words: str = "") -> None:
        """Tell the person something; a script is not told."""
        if self.on_terminal:
            say(words, err=True)

    def ask(self, question: Question[T], default: str | None = None) -> T | None:
        """Ask one question.

        Args:
            question: what to ask.
            default: the answer that is taken unless another is given.

        Returns:
            None where the field is left out, or the answer is missing or wrong and a problem says so.
        """
        self._asked.append(question.path)
        default = default if default and _takes(question, default) else None
        given = self.answers.given.get(question.path)
        if given is not None:
            return self._take(question, *given)
        if self.on_terminal:
            return self._ask_person(question, default)
        if default:
            return question.read(default)
        if not question.optional:
            self.problems.append(Problem.of("RM710", path=question.path))
        return None

    def require(self, question: Question[T], default: str | None = None) -> T:
        """Ask a question on which all further ones depend.

        Raises:
            UnansweredError: there is no answer, or a wrong one.
        """
        answer = self.ask(question, default)
        if answer is None:
            raise UnansweredError
        return answer

    def spread(self, short: str, *paths: str) -> None:
        """Take an answer in its short form, `procedure: vpr`, for the fields that it stands for."""
        if short in self.answers.given:
            given = dict(self.answers.given)
            words = given.pop(short)
            self.answers = Answers({**dict.fromkeys(paths, words), **given})

    def skip(self, path: str) -> None:
        """Take a question as asked: its answer is known in another way."""
        self._asked.append(path)

    def close(self) -> tuple[Problem, ...]:
        """Give what is wrong with the answers given beforehand; those to no question among them."""
        asked = set(self._asked)
        for path, (_words, place) in self.answers.given.items():
            if path not in asked:
                near = near_names(path, asked)
                self.problems.append(Problem.of("RM712", location=place, path=path, near=near))
        return tuple(self.problems)

    def _take(self, question: Question[T], words: str, place: Location | None) -> T | None:
        stripped = words.strip()
        if question.optional and stripped in {"", NOTHING}:
            return None
        try:
            return question.read(stripped or _refuse_blank())
        except WrongAnswerError as wrong:
            self.problems.append(
                Problem.of("RM711", location=place, path=question.path, answer=words, reason=str(wrong))
            )
            return None

    def _ask_person(self, question: Question[T], default: str | None) -> T | None:
        say(err=True)
        click.secho(_lay_out(question.words), err=True, bold=True)
        if question.why:
            click.secho(_lay_out(question.why), err=True, dim=True)
        figures = all(choice.isdecimal() for choice in question.choices)
        for place, (choice, meaning) in enumerate(question.choices.items(), 1):
            # Figures are their own numbers: «5», «6».
            mark = "   " if figures else f"{place:>4}. "
            click.echo(_lay_out(f"{choice} — {meaning}" if meaning else choice, mark), err=True)
        while True:
            words = self._prompt(question, default)
            if question.optional and words in {"", NOTHING}:
                return None
            if not words:
                click.secho(_("An answer is needed here."), err=True, fg="yellow")
                continue
            try:
                return question.read(words)
            except WrongAnswerError as wrong:
                click.secho(str(wrong), err=True, fg="yellow")

    def _prompt(self, question: Question[T], default: str | None) -> str:
        shown = default or (_("skip") if question.optional else "")
        words = click.prompt(
            f"[{one_line(shown)}] >" if shown else ">",
            default="",
            show_default=False,
            prompt_suffix=" ",
            err=True,
        )
        return unicodedata.normalize("NFC", str(words)).strip() or (default or "")


def _refuse_blank() -> str:
    raise WrongAnswerError(_("An answer is needed here."))


def _lay_out(words: str, mark: str = "") -> str:
    """Break words into lines of the terminal, set in behind a mark."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    lines = textwrap.wrap(one_line(words), width - 1, initial_indent=mark, subsequent_indent=" " * len(mark))
    return "\n".join(lines)


def _takes(question: Question[T], words: str) -> bool:
    """Tell whether what would be offered can be answered: it may come from another text."""
    try:
        question.read(words)
    except WrongAnswerError:
        return False
    return True


def read_answers(values: Any, places: Callable[[tuple[str | int, ...]], Location]) -> Answers:
    """Flatten a text laid out as the one to be made into answers by path.

    Args:
        values: mappings and lists as they were read; a list of words is one answer, «5, 6».
        places: gives the place of a value by its path.

    >>> read_answers({"name": {"full": "Школа"}, "grades": [5, 6]}, lambda path: Location("a")).given[
    ...     "grades"
    ... ][0]
    '5, 6'
    """
    return Answers(
        {".".join(map(str, path)): (words, places(where)) for path, words, where in _flatten(values)}
    )


_Flat = tuple[tuple[str | int, ...], str, tuple[str | int, ...]]


def _flatten(
    value: Any, path: tuple[str | int, ...] = (), where: tuple[str | int, ...] = ()
) -> Iterator[_Flat]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _flatten(each, (*path, key), (*where, key))
    elif isinstance(value, list) and any(isinstance(each, (dict, list)) for each in value):
        for place, each in enumerate(value):
            yield from _flatten(each, (*path, place + 1), (*where, place))
    elif isinstance(value, list):
        yield path, ", ".join(_words(each) for each in value), where
    else:
        yield path, _words(value), where


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def options_to_answers(given: tuple[str, ...], beside: Answers) -> Answers:
    """Lay `--answer PATH=WORDS` over a file of answers.

    Raises:
        click.UsageError: a word is not PATH=WORDS.
    """
    more: dict[str, tuple[str, Location | None]] = {}
    for text in given:
        path, sign, words = text.partition("=")
        if not sign or not path.strip():
            raise click.UsageError(
                _("«{text}» is not PATH=WORDS, such as place=г. Примерск.").format(text=text)
            )
        more[path.strip()] = (unicodedata.normalize("NFC", words), None)
    return Answers({**beside.given, **more})
