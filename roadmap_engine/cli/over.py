"""Asks of a new text of a school what has become of the measures that are over by the day of its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click

from roadmap_engine.cli.asking import Interview, SavedError, UnansweredError
from roadmap_engine.cli.own_texts import hold_beside, replace_own_text
from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.creating import edit_standing, find_measures_over, read_standing
from roadmap_engine.questionnaire.filling import Given, find_needless
from roadmap_engine.questionnaire.over import OVER, SECTIONS, list_over_edits

__all__ = ["ask_later", "settle_over"]


def ask_later(interview: Interview) -> Callable[[Path], tuple[Problem, ...]]:
    """Leave what is over for later: it is known only once the text is.

    Answers beforehand that are to it are taken out of the interview.

    Returns:
        What asks it then, of the adoption at a path.
    """
    later = {path: each for path, each in interview.given.items() if _is_of_over(path)}
    interview.given = {path: each for path, each in interview.given.items() if path not in later}
    return partial(settle_over, later=later, on_terminal=interview.on_terminal)


def _is_of_over(path: str) -> bool:
    """Tell whether an answer is about what is over; in which year a stage lies is asked with the years."""
    return path.partition(".")[0] in SECTIONS and not (path.startswith("replace.") and path.endswith(".year"))


def settle_over(path: Path, later: Mapping[str, Given], *, on_terminal: bool) -> tuple[Problem, ...]:
    """Ask what has become of what is over, and write it into the text.

    Args:
        path: of the adoption, which is written already.
        later: what was answered beforehand.
        on_terminal: whether there is somebody to ask.

    Returns:
        What is wrong with answers given beforehand, or why the text could not be changed.
    """
    over = find_measures_over(path)
    if not over:
        return tuple(find_needless((), (), later))
    talk = Interview(later, on_terminal=on_terminal)
    talk.kind, talk.beside = "over", path.parent
    try:
        filled = talk.fill(OVER, over)
    except (SavedError, click.Abort):
        # Somebody leaves it for later: the text stands, and `check` tells what is over.
        return ()
    except UnansweredError:
        return tuple(talk.problems)
    talk.skip("remove")
    with hold_beside(path) as refused:
        standing = read_standing(path, "adoption")
        if refused or standing.value is None:
            return (*refused, *standing.problems)
        edited = edit_standing(standing.value, list_over_edits(filled.known))
        if edited.value is None:
            return edited.problems
        return (*talk.close(), *replace_own_text(path, standing.value.written, edited.value))
