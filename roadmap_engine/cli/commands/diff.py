"""`roadmap diff`: what is different between two published versions, adoptions or plans."""

from __future__ import annotations

from gettext import gettext as _

import click

from roadmap_engine.api.versions import diff
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.changes import print_difference
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.pipeline.comparing import Comparison

__all__ = ["command"]


@click.command(
    name="diff",
    help=lay_out(
        _(
            "Show what changed from OLD to NEW, in words of dates, people and papers.\n\n"
            "Each is a published roadmap (a name, a text, a bundle, or SOURCE#ID@VERSION of a folder or a "
            "web host), an adoption, or the plan.json of a built plan. Renames, splits and merges that the "
            "publisher declared are followed. The exit code is 0 whether or not anything differs; "
            "--exit-code makes it 1 where something does.\n\n"
            "Examples:\n"
            "  roadmap diff papers/plan.json examples/school/adoption.yaml\n"
            "  roadmap diff sakha-2021-order-441 examples/school/adoption.yaml"
        )
    ),
)
@click.argument("old")
@click.argument("new")
@click.option("--exit-code", is_flag=True, help=_("Exit with 1 where anything differs, for scripts."))
@all_option
@json_option
def command(old: str, new: str, exit_code: bool, as_json: bool) -> int:
    """Compare two things."""
    outcome = diff(old, new)
    found = outcome.value
    if as_json:
        more = found.to_json() if found is not None else {}
        code = report_json(outcome.problems, outcome.sources, **more)
    else:
        code = report(outcome.problems, outcome.sources)
        if found is not None:
            _print(found)
    if found is None:
        return code or 1
    return int(exit_code and bool(found.difference)) or code


def _print(found: Comparison) -> None:
    if found.old != found.new:
        say(f"{found.old} → {found.new}")
    for version, words in found.said.items():
        say(_("{version}, says the publisher: {words}").format(version=version, words=words))
    print_difference(found.difference, found.points)
