"""From an interview to files on the disk: the way all `roadmap new` commands go.

Everything is asked before anything is written. Nothing is written over without asking. Several files are
written one by one, each whole, and the one that names the others comes last, so an interruption leaves at
most a file that nobody refers to yet.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

import click

from roadmap_engine.cli.asking import Interview, SavedError, UnansweredError
from roadmap_engine.cli.own_texts import hold, replace_own_text
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import report, report_json
from roadmap_engine.desk.beginning import lay_texts
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.creating import read_answer_text, write_answers
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.questionnaire.filling import Given
from roadmap_engine.questionnaire.kinds import Kind, Sort
from roadmap_engine.questionnaire.question import Form, Page, Question, offer
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.storage.opening import holds
from roadmap_engine.storage.texts import read_text_bytes
from roadmap_engine.storage.writing import replace_file

__all__ = ["NewText", "Run", "create", "may_overwrite", "options_to_answers", "quote", "refuse_standing"]

WRONG_USAGE, INTERRUPTED = 2, 130
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewText:
    """What is to be written.

    Attributes:
        files: content by path, in the order to write; the text itself comes last.
        next_steps: what to type next.
        problems: what is worth saying of the texts it was made from.
        edited: what the text held when it was read, where it is edited and not new.
        beside: the same of further texts that are edited.
    """

    files: dict[Path, bytes]
    next_steps: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    edited: bytes | None = None
    goes_on: Callable[[Path], tuple[Problem, ...]] = lambda _text: ()
    beside: Mapping[Path, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """What all `roadmap new` commands are told, and what they read on the way.

    Attributes:
        answers: `--answer`, each PATH=WORDS.
        answer_file: `--answers`.
        force: write over texts that are there.
        as_json: answer for a script.
        on_terminal: whether there is somebody to ask.
        problems: of the texts that were read on the way.
        sources: those texts, for excerpts.
        resumed: files of half-done answers that this run has gone on with.
    """

    answers: tuple[str, ...]
    answer_file: Path | None
    force: bool
    as_json: bool
    on_terminal: bool = field(default_factory=lambda: sys.stdin.isatty() and sys.stderr.isatty())
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    resumed: list[Path] = field(default_factory=list)

    def interview(self) -> Interview:
        """Begin the questions, with what was answered beforehand."""
        beside: dict[str, Given] = self.take(read_answer_text(self.answer_file)) if self.answer_file else {}
        return Interview(options_to_answers(self.answers, beside), on_terminal=self.on_terminal)

    def resume(self, interview: Interview) -> None:
        """Go on with answers that were kept, if whoever is asked wants to."""
        kept = interview.keeping_place()
        if not self.on_terminal or self.answer_file or not kept.is_file():
            return
        if _agrees(_("Answers are kept in {file}. Go on with them?").format(file=kept), _("yes")):
            interview.given = {**self.take(read_answer_text(kept)), **interview.given}
            self.resumed.append(kept)

    def take(self, read: Outcome[T]) -> T:
        """Take what was read, and keep what is to be said of it.

        Raises:
            UnansweredError: it could not be read.
        """
        self.problems += [each for each in read.problems if each not in self.problems]
        self.sources |= read.sources
        if read.value is None:
            raise UnansweredError
        return read.value

    def tell(self, problems: tuple[Problem, ...], written: tuple[Path, ...] = ()) -> int:
        """Report; a script gets one JSON object."""
        if self.as_json:
            return report_json(problems, self.sources, written=[str(path) for path in written])
        return report(problems, self.sources)


def create(run: Run, ask: Callable[[Run, Interview], NewText | None]) -> int:
    """Ask, then write; returns the exit code.

    Args:
        run: what the command was told.
        ask: asks everything and gives what is to be written, or nothing where an answer is missing.
    """
    interview: Interview | None = None
    draft: NewText | None = None
    told: tuple[Problem, ...] = ()
    try:
        interview = run.interview()
        draft = ask(run, interview)
        told = interview.close()
    except UnansweredError:
        told = tuple(interview.problems) if interview else ()
    except SavedError as saved:
        return _save(run, saved)
    problems = (*run.problems, *told)
    if draft is None or has_errors(problems):
        unanswered = {problem.code for problem in problems} == {"RM710"}
        run.tell(problems)
        return WRONG_USAGE if unanswered else 1
    standing = {path: read_text_bytes(path) if not path.is_dir() else None for path in draft.files}
    text = next(reversed(draft.files))
    beside = {path: content for path, content in draft.files.items() if path != text}
    new = beside if draft.edited else draft.files
    new = {path: content for path, content in new.items() if path not in draft.beside}
    refused = refuse_standing(new, lambda path: may_overwrite(run, path))
    if not refused and draft.edited:
        near = {str(path.relative_to(text.parent)): content for path, content in beside.items()}
        refused = replace_own_text(text, draft.edited, draft.files[text], near)
    elif not refused:
        refused = _write(draft.files, {**standing, **draft.beside})
    if not refused:
        return _close(run, draft, problems)
    code = run.tell((*problems, *refused))
    if run.on_terminal and interview is not None and not draft.edited:
        # Whoever would not have a text written over need not answer everything again.
        _keep(interview.saved({}), _free_place(interview.keeping_place(), run.resumed))
    return code


def _save(run: Run, saved: SavedError) -> int:
    """Keep half-done answers for another time; whoever has interrupted is asked nothing more."""
    if saved.before is not None:
        replace_file(_free_place(saved.before.path, run.resumed), write_answers(saved.before.answers))
    if saved.interrupted:
        say(err=True)
        _keep(saved, _free_place(saved.path, run.resumed))
        return INTERRUPTED
    files = {saved.path: write_answers(saved.answers)}
    if refused := refuse_standing(files, lambda path: path in run.resumed or may_overwrite(run, path)):
        return run.tell(refused)
    _keep(saved, saved.path)
    return 0


def _keep(saved: SavedError, path: Path) -> None:
    """Write half-done answers, and say how to go on with them."""
    replace_file(path, write_answers(saved.answers))
    told = _("The answers are kept: {file}. The same command goes on with them.")
    if path != saved.path:
        told = _("The answers are kept: {file}. To go on with them, add --answers {file}.")
    say(told.format(file=quote(path)), err=True)


def _free_place(path: Path, own: Collection[Path]) -> Path:
    """Give a place for a file that stands in nobody's way."""
    tried = (path.with_name(f"{path.stem}-{number}.yaml") for number in count(2))
    return next(each for each in (path, *islice(tried, 99)) if each in own or not each.exists())


def _write(files: dict[Path, bytes], standing: Mapping[Path, bytes | None]) -> tuple[Problem, ...]:
    """Write the texts, unless one is no longer what stood there when its owner was asked."""
    text = next(reversed(files))
    with hold(text.parent) as refused:
        return refused or lay_texts(files, standing)


def refuse_standing(files: Mapping[Path, bytes], may: Callable[[Path], bool]) -> tuple[Problem, ...]:
    """Give a problem for each text that stands in the way and may not be written over."""
    standing = [path for path, content in files.items() if path.exists() and not holds(path, content)]
    return tuple(Problem.of("RM713", file=path) for path in standing if not may(path))


def may_overwrite(run: Run, path: Path) -> bool:
    """Tell whether a text that is there may be written over; on a terminal its owner is asked."""
    if run.force:
        return not path.is_dir()
    if not run.on_terminal:
        return False
    return _agrees(_("{file} is there already. Write over it?").format(file=path), _("no"))


def _agrees(asked: str, usual: str) -> bool:
    """Ask whether somebody wants it."""
    words = Said(asked)
    question = Question("agreed", words, Said(""), Kind(Sort.TRUTH), lambda _known: offer(usual))
    form = Form(pages=(Page(words, (question,)),))
    return bool(Interview({}, on_terminal=True).fill(form, review=False).known.answers["agreed"])


def _close(run: Run, draft: NewText, problems: tuple[Problem, ...]) -> int:
    """Say what was written, what is wrong in it, and what comes next."""
    text = next(reversed(draft.files))
    problems = (*problems, *draft.goes_on(text))
    checked = check_texts([text])
    run.sources |= checked.sources
    # What is only not known yet is for `roadmap check` to say, when the author has read the text.
    errors = tuple(problem for problem in checked.problems if has_errors((problem,)))
    for kept in run.resumed:
        kept.unlink(missing_ok=True)
    code = run.tell((*problems, *draft.problems, *errors), tuple(draft.files))
    if not run.as_json:
        say(_("Written: {files}").format(files=", ".join(str(path) for path in draft.files)), err=True)
        for step in draft.next_steps:
            say(f"  {step}", err=True)
    return code


def quote(path: Path) -> str:
    """Write a path as it is typed in a shell.

    >>> quote(Path("мой план.yaml"))
    '"мой план.yaml"'
    """
    words = str(path)
    return json.dumps(words, ensure_ascii=False) if any(each.isspace() for each in words) else words


def options_to_answers(options: tuple[str, ...], beside: Mapping[str, Given]) -> dict[str, Given]:
    """Lay `--answer PATH=WORDS` over a file of answers.

    Raises:
        click.UsageError: a word is not PATH=WORDS.
    """
    more: dict[str, Given] = {}
    for text in options:
        path, sign, words = text.partition("=")
        if not sign or not path.strip():
            raise click.UsageError(
                _("«{text}» is not PATH=WORDS, such as place=г. Примерск.").format(text=text)
            )
        more[path.strip()] = Given(unicodedata.normalize("NFC", words))
    return {**beside, **more}
