"""A form filled in by a person at the terminal, or by a script beforehand, and never both for one question.

What was answered beforehand is not asked. Where there is no terminal, a question with a default takes it,
and one without is a problem. At the terminal a wrong answer is asked again with the reason, «<» goes back,
«?» tells more, and all answers are looked through before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from roadmap_engine.cli.printing import say
from roadmap_engine.cli.questions_shown import lay_out, prompt, say_answer, show_question, tell_more
from roadmap_engine.cli.reporting import speaker
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.questionnaire.filling import (
    NOTHING,
    Asked,
    Filled,
    Given,
    fill_in,
    find_needless,
    settle,
    spread,
)
from roadmap_engine.questionnaire.question import Form
from roadmap_engine.questionnaire.reading import WrongAnswerError
from roadmap_engine.questionnaire.revising import Revision

__all__ = ["Interview", "SavedError", "UnansweredError", "WentBackError"]

BACK, SAVE = "<", "\0save"


class UnansweredError(Exception):
    """Nothing more can be asked before a question is answered; the interview holds the problems."""


class WentBackError(Exception):
    """Somebody goes back before the first question of a form, to what was asked before it."""


@dataclass
class SavedError(Exception):
    """Somebody goes on another time.

    Attributes:
        answers: so far, by path.
        path: of the file to keep them in.
        interrupted: nobody can be asked any more.
        before: what was answered for another text, before this one.
    """

    answers: Mapping[str, str]
    path: Path
    interrupted: bool = False
    before: SavedError | None = None


class Interview:
    """One round of questions; the problems of what was answered beforehand gather in it.

    Attributes:
        kind: of the text it is about.
        beside: the folder where half-done answers are kept.
        prompts: how many questions have been asked.
        follows: whether something was asked before, to go back to.
        goes_on: whether something is asked after it, before anything is written.
    """

    def __init__(self, given: Mapping[str, Given], *, on_terminal: bool) -> None:
        self.given = dict(given)
        self.on_terminal = on_terminal
        self.kind, self.beside = "", Path()
        self.prompts, self.follows, self.goes_on = 0, False, False
        self.problems: list[Problem] = []
        self.answered: dict[str, str] = {}
        self._trees: list[dict[str, Any]] = []

    def say(self, words: str = "") -> None:
        """Tell the person something; a script is not told."""
        if self.on_terminal:
            say(words, err=True)

    def skip(self, path: str, words: str = "") -> None:
        """Take a question as asked: its answer is known in another way."""
        self.answered[path] = words

    def fill(
        self,
        form: Form,
        context: Any = None,
        revision: Revision | None = None,
        *,
        review: bool = True,
        typed: dict[str, str | None] | None = None,
    ) -> Filled:
        """Fill in a form.

        Args:
            form: what is asked.
            context: what the text is made for.
            revision: the answers of a text that is there; only what is to be changed is asked.
            review: whether the answers are looked through once there are all of them.
            typed: what somebody answered when the form was filled in before; more is added to it.

        Raises:
            UnansweredError: an answer is missing or wrong.
            SavedError: somebody goes on another time.
            WentBackError: somebody goes back to what was asked before.
        """
        told = spread(form.short, self.given)
        given = {**(revision.given if revision else {}), **told}
        left = revision.typed.items() if revision else ()
        typed = {} if typed is None else typed
        typed |= {path: words for path, words in left if path not in told}
        if self.on_terminal:
            hidden = revision.locked if revision else frozenset()
            filled = self._converse(form, context, given, typed, hidden if review else None)
        elif revision:
            filled = settle(form, context, given, typed, speak=speaker())
        else:
            filled = fill_in(form, context, given, speak=speaker())
        self._keep(filled)
        self.problems += filled.problems
        if filled.pending:
            self.problems.append(Problem.of("RM710", path=filled.pending.path))
        if filled.problems or filled.pending:
            raise UnansweredError
        self._trees.append(form.build(filled.known))
        self.answered |= dict.fromkeys(form.short, "")
        return filled

    def _converse(
        self,
        form: Form,
        context: Any,
        given: dict[str, Given],
        typed: dict[str, str | None],
        hidden: frozenset[str] | None,
    ) -> Filled:
        """Ask until nothing is pending; then show all answers but the hidden ones, unless nobody wants to."""
        while True:
            filled = fill_in(form, context, given, speak=speaker(), by_hand=typed)
            for path, problem in filled.wrong().items():
                click.secho(message_of(problem, speaker()), err=True, fg="yellow")
                # An answer of the person's own may be wrong too, beside another that was changed.
                given.pop(path, None)
                typed.pop(path, None)
            if filled.problems:
                continue
            asked = filled.pending
            try:
                if asked is None and hidden is not None:
                    asked = self._review(filled, hidden)
                if asked is None:
                    return filled
                self._answer(asked, typed)
            except click.Abort:
                if not any(typed.values()) and not self.follows:
                    raise
                raise self.saved(typed, interrupted=True) from None

    def close(self) -> tuple[Problem, ...]:
        """Give what is wrong with the answers given beforehand; those to no question among them."""
        return (*self.problems, *find_needless(self.answered, self._trees, self.given))

    def keeping_place(self) -> Path:
        """Where half-done answers are kept for another time."""
        return self.beside / f"{self.kind}.answers.yaml"

    def saved(self, typed: Mapping[str, str | None], *, interrupted: bool = False) -> SavedError:
        """Give all answers so far, to be kept for another time."""
        known = {path: each.words or NOTHING for path, each in self.given.items()}
        own = {path: words or NOTHING for path, words in typed.items() if words is not None}
        return SavedError({**known, **self.answered, **own}, self.keeping_place(), interrupted)

    def _keep(self, filled: Filled) -> None:
        self.answered |= {each.path: each.answer or NOTHING for each in filled.asked}

    def _answer(self, asked: Asked, typed: dict[str, str | None]) -> None:
        """Ask one question, and keep the answer or forget the one before."""
        words = self._ask(asked)
        if words == SAVE:
            raise self.saved(typed)
        if words != BACK:
            typed[asked.path] = words
        elif asked.answer is None and typed:
            typed.popitem()
        elif asked.answer is None and self.follows:
            raise WentBackError
        elif asked.answer is None:
            click.secho(_("This is the first question."), err=True, fg="yellow")

    def _review(self, filled: Filled, hidden: frozenset[str]) -> Asked | None:
        """Show all answers; gives the question that is to be answered anew, if any."""
        shown = [each for each in filled.asked if each.path not in hidden]
        say(err=True)
        click.secho(_("These are the answers:"), err=True, bold=True)
        page = None
        for number, each in enumerate(shown, 1):
            if each.page is not page:
                page = each.page
                click.secho(page.title.tell(speaker()), err=True, dim=True)
            said = each.words.tell(speaker())
            said = f"{said}{'' if said.endswith('?') else ':'} {say_answer(each)}"
            click.echo(lay_out(said, f"{number:>4}. "), err=True)
        while True:
            words = prompt(*self._last_words())
            if not words:
                return None
            if _is(words, BACK, _("back")) and shown:
                return shown[-1]
            if _is(words, _("save")):
                self._keep(filled)
                raise self.saved({})
            if words.isdecimal() and 1 <= int(words) <= len(shown):
                return shown[int(words) - 1]
            told = _("«{words}» is no number from 1 to {last}.").format(words=words, last=len(shown))
            click.secho(told, err=True, fg="yellow")

    def _last_words(self) -> tuple[str, str]:
        """What Enter does when all is answered, and how that is told."""
        if self.goes_on:
            return _("go on"), _("Enter: go on. A number: answer that anew. «<»: the last one.")
        return _("write"), _("Enter: write. A number: answer that anew. «<»: the last one.")

    def _ask(self, asked: Asked) -> str | None:
        """Ask until there is an answer; none takes the default, «<» wants the question before."""
        self.prompts += 1
        show_question(asked)
        offered = asked.answer or (asked.default.words if asked.default else "")
        shown = say_answer(replace(asked, answer=offered)) if offered else ""
        skip = _("skip") if asked.question.blank is not None else ""
        while True:
            words = prompt(shown or skip)
            if _is(words, BACK, _("back")):
                return BACK
            if _is(words, _("save")):
                return SAVE
            if words == "?":
                tell_more(asked)
            elif not words and asked.answer is None and (asked.default or skip):
                return None if asked.default else ""
            elif _takes(asked, words or offered):
                return words or offered


def _takes(asked: Asked, words: str) -> bool:
    """Tell whether an answer can be taken, and say so if not."""
    try:
        asked.read(words, speaker())
    except WrongAnswerError as wrong:
        click.secho(str(wrong), err=True, fg="yellow")
        return False
    return True


def _is(words: str, *commands: str) -> bool:
    return words.lower() in commands
