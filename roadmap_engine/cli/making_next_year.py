"""`roadmap new adoption --next-year`: the text of the next year, and what the organisation's text gains."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from roadmap_engine.cli.asking import Interview
from roadmap_engine.cli.making import begin
from roadmap_engine.cli.new_texts import NewText, Run, quote
from roadmap_engine.cli.printing import say
from roadmap_engine.desk.next_year import carry_over, describe_next_year
from roadmap_engine.pipeline.renewing import Renewed
from roadmap_engine.pipeline.rolling_over import read_old_year
from roadmap_engine.questionnaire.next_year import NEXT_YEAR

__all__ = ["make_next_year"]


def make_next_year(run: Run, interview: Interview, path: Path, output: Path | None) -> NewText:
    """Carry answers over into the next school year; who is new, and the new terms, come to the school."""
    old = run.take(read_old_year(path))
    target = output or old.usual_path()
    told = _("{old} → {new}. Enter: not known yet.").format(old=old.adoption.school_year, new=old.year)
    begin(run, interview, "adoption", target.parent, told)
    filled = interview.fill(NEXT_YEAR, describe_next_year(old, target))
    carried = run.take(carry_over(old, target, filled))
    steps = (_("Next:"), f"roadmap show {quote(target)}", f"roadmap update {quote(target)}")
    _show(carried.renewed)
    texts = carried.texts
    return NewText(dict(texts.files), steps, texts.problems, beside=texts.standing)


def _show(renewed: Renewed) -> None:
    """Show what is added to an organisation's text, before it is written."""
    lines = tuple(renewed.says())
    if lines:
        say(_("In {file}:").format(file=renewed.path), err=True)
    for line in lines:
        say(f"  {line}", err=True)
