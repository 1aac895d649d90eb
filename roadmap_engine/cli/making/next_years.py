"""`roadmap new adoption --next-year`: an adoption's answers carried over into the next school year."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import Any

from roadmap_engine.cli.answers import read_date, read_line, read_slug, read_span
from roadmap_engine.cli.asking import Interview, Question, UnansweredError
from roadmap_engine.cli.new_texts import Draft, Run, quote
from roadmap_engine.model.provenance import Path as Way
from roadmap_engine.pipeline.rolling_over import OldYear, read_old_year, roll_over
from roadmap_engine.planning.drawing.open_questions import find_open_questions

__all__ = ["make_next_year"]


def make_next_year(run: Run, interview: Interview, path: Path, output: Path | None) -> Draft | None:
    """Carry an adoption over, and ask what is known of the new year already.

    Args:
        run: what the command was told.
        interview: asks.
        path: of the old text.
        output: of the new one; named after the old one unless given.
    """
    read = read_old_year(path)
    run.problems += read.problems
    run.sources |= read.sources
    old = read.value
    if old is None:
        raise UnansweredError
    target = output or old.usual_path()
    interview.say(
        _("{old} → {new}. Enter: not known yet.").format(old=old.adoption.school_year, new=old.year)
    )
    name, answers = _ask(interview, old)
    if name is None or interview.problems:
        return None
    rolled = roll_over(old, target, name, answers)
    run.sources |= rolled.sources
    if rolled.value is None:
        run.problems += rolled.problems
        return None
    files = {**rolled.value.bundles, target: rolled.value.text.encode()}
    steps = (_("Next:"), f"roadmap show {quote(target)}", f"roadmap update {quote(target)}")
    return Draft(files, steps, rolled.problems)


def _ask(interview: Interview, old: OldYear) -> tuple[str | None, dict[Way, Any]]:
    slug = Question("adoption", _("Name of this plan for programs"), read_slug)
    name = interview.ask(slug, old.name)
    answers: dict[Way, Any] = {}
    why = _("From when to when: 13.04.2027–18.05.2027. Enter: not announced yet.")
    held = interview.ask(Question("procedure.held", _("When is it held?"), read_span, why, optional=True))
    answers["procedure", "held"] = str(held) if held else None
    for event, title in find_open_questions(old.assembly).events.items():
        words = _("Event «{title}»: when was it, or when will it be?").format(title=title)
        day = interview.ask(Question(f"events.{event}", words, read_date, optional=True))
        answers["events", event] = day.isoformat() if day else None
    date = interview.ask(Question("order.date", _("Date of the school's order"), read_date, optional=True))
    answers["order", "date"] = date.isoformat() if date else None
    answers["order", "number"] = interview.ask(
        Question("order.number", _("Its number"), read_line, optional=True)
    )
    return name, answers
