"""How a question stands on a terminal: its words, what can be chosen, the line to type on."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from gettext import gettext as _

import click

from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import speaker
from roadmap_engine.diagnostics.plain import one_line
from roadmap_engine.questionnaire.filling import Asked
from roadmap_engine.questionnaire.kinds import Kind

__all__ = ["lay_out", "prompt", "say_answer", "show_question", "tell_more"]

NARROWEST, WIDEST = 40, 100


def show_question(asked: Asked) -> None:
    """Print a question: what it is for, how it is answered, what can be chosen."""
    say(err=True)
    click.secho(lay_out(asked.words.tell(speaker())), err=True, bold=True)
    told = [each.tell(speaker()) for each in (asked.why, asked.kind.how, asked.question.blank) if each]
    if told and _is_said(told[0], asked.words.tell(speaker())):
        del told[0]
    if why := " ".join(filter(None, told)):
        click.secho(lay_out(why), err=True, dim=True)
    figures = _are_figures(asked.kind)
    for place, (choice, meaning) in enumerate(asked.kind.choices.items(), 1):
        mark, meant = "   " if figures else f"{place:>4}. ", meaning.tell(speaker())
        named = asked.kind.by_name or figures
        shown = f"{choice} — {meant}" if meant and named else meant or choice
        click.echo(lay_out(shown, mark), err=True)


def _are_figures(kind: Kind) -> bool:
    """Tell whether the choices are figures, which are their own numbers: «5», «6»."""
    return all(choice.isdecimal() for choice in kind.choices)


def _is_said(why: str, question: str) -> bool:
    """Tell whether a reason only says the question again: a thing's title, «Какие классы участвуют.»."""
    return why.casefold().strip(" .?") in question.casefold()


def say_answer(asked: Asked) -> str:
    """Say an answer as its choices are said: a number or a key alone is nobody's word."""
    if not asked.answer:
        return _("nothing")
    meanings = {choice: meaning.tell(speaker()) for choice, meaning in asked.kind.choices.items()}
    value = asked.read(asked.answer, speaker()) if meanings else None
    chosen = value if isinstance(value, tuple) else (value,)
    named = asked.kind.by_name or _are_figures(asked.kind)
    said = [
        f"{each} — {meanings[each]}" if named and meanings.get(each) else meanings.get(each) or each
        for each in chosen
        if each
    ]
    return ", ".join(map(str, said)) or asked.answer


def tell_more(asked: Asked) -> None:
    """Print why it is asked, where the answer in brackets is from, and its name for scripts."""
    click.echo(lay_out(asked.why.tell(speaker())), err=True)
    if asked.default:
        origin = asked.default.origin.tell(speaker())
        click.echo(lay_out(_("In brackets: {origin}.").format(origin=origin)), err=True)
    click.echo(lay_out(_("Its name for --answer: {path}.").format(path=asked.path)), err=True)
    click.echo(lay_out(_("«<» goes back; «save» keeps the answers for another time.")), err=True)


def prompt(offered: str, line: str = "") -> str:
    """Read a line; Enter gives none."""
    if line:
        click.echo(lay_out(line), err=True)
    shown = f"[{one_line(offered)}] >" if offered else ">"
    words = click.prompt(shown, default="", show_default=False, prompt_suffix=" ", err=True)
    return unicodedata.normalize("NFC", str(words)).strip()


def lay_out(words: str, mark: str = "") -> str:
    """Break words into lines of the terminal, set in behind a mark."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    lines = textwrap.wrap(one_line(words), width - 1, initial_indent=mark, subsequent_indent=" " * len(mark))
    return "\n".join(lines)
