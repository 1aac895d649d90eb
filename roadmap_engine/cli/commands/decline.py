"""`roadmap decline`: a name or a post in all six cases."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.api.names import decline
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.lines import read_lines, refuse_no_file
from roadmap_engine.cli.printing import say, say_json
from roadmap_engine.cli.reporting import json_option, report
from roadmap_engine.diagnostics import Location
from roadmap_engine.russian import Case, Forms, Gender, Kind

__all__ = ["command"]

_CASE_NAMES: Mapping[Case, str] = {
    Case.NOMINATIVE: _("nominative"),
    Case.GENITIVE: _("genitive"),
    Case.DATIVE: _("dative"),
    Case.ACCUSATIVE: _("accusative"),
    Case.INSTRUMENTAL: _("instrumental"),
    Case.PREPOSITIONAL: _("prepositional"),
}


@click.command(
    name="decline",
    help=lay_out(
        _(
            "Put a name or a post into all six cases, or say why that cannot be known.\n\n"
            "With --file, each line holds a text, a kind and a gender, separated by tabs; the "
            "last two may be "
            "missing. The answer is one JSON object a line.\n\n"
            "Examples:\n"
            '  roadmap decline "Тен Лариса Борисовна"\n'
            '  roadmap decline "заместитель директора по УВР" --kind post\n'
            "  roadmap decline --file names.tsv --json"
        )
    ),
)
@click.argument("text", required=False)
@click.option("--kind", type=click.Choice([each.value for each in Kind]), help=_("What the text is."))
@click.option("--gender", type=click.Choice([each.value for each in Gender]), help=_("Whose name it is."))
@click.option(
    "--file",
    "lines",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help=_("File of texts, one a line; «-» reads the standard input."),
)
@json_option
def command(text: str | None, kind: str | None, gender: str | None, lines: Path | None, as_json: bool) -> int:
    """Decline one text, or a file of them."""
    if (text is None) == (lines is None):
        raise click.UsageError(_("Give either a text or --file."))
    if lines is not None:
        return _decline_file(lines, kind, gender)
    forms = _decline(text or "", kind, gender)
    if as_json:
        say_json(forms.to_json(current_language()), indent=None)
        return 0 if forms.sure else 1
    for case, word in _CASE_NAMES.items():
        say(f"{word:<28} {forms.cases.get(case) or '—'}")
    return report([problem.at(Location(_("TEXT"))) for problem in forms.problems], {_("TEXT"): forms.text})


def _decline_file(path: Path, kind: str | None, gender: str | None) -> int:
    """Answer line by line, so that a script may stop reading when it likes."""
    if refused := refuse_no_file(path):
        return report(refused, {})
    sure = True
    for line, unread in read_lines(path):
        words = [word.strip() for word in line.split("\t")]
        if not any(words):
            continue
        text, own_kind, own_gender = [*words, "", ""][:3]
        forms = _decline(text, own_kind or kind, own_gender or gender)
        if unread is not None:
            forms = Forms(text, None, problems=(unread,))
        sure = sure and forms.sure
        say_json(forms.to_json(current_language()), indent=None)
    return 0 if sure else 1


def _decline(text: str, kind: str | None, gender: str | None) -> Forms:
    """Decline with the kind and gender that are known; a file's words that are neither are as if missing."""
    outcome = decline(
        text, kind=kind if kind in set(Kind) else None, gender=gender if gender in set(Gender) else None
    )
    return outcome.value or Forms(text, None, problems=outcome.problems)
