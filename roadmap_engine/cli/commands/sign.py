"""`roadmap sign`: what was signed is kept, and is what papers are compared with from then on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from roadmap_engine.cli.acts import act_to_json, say_name
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.own_texts import hold, hold_beside
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import json_option, report, report_json
from roadmap_engine.desk.signing import SIGN, keep_signed
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.pipeline.amending import DRAFT
from roadmap_engine.pipeline.amending import Asked as Reason
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.revoking import REVOKING_ORDER, Revoked, revoke
from roadmap_engine.pipeline.signing import Asked, Signed
from roadmap_engine.pipeline.undoing import Undoing, undo
from roadmap_engine.storage.laying import write_folder
from roadmap_engine.storage.terms import Terms
from roadmap_engine.storage.texts import replace_text
from roadmap_engine.storage.writing import sweep_leftovers

__all__ = ["command"]

_LIST_NAME = ".roadmap-revoke.json"
_FOLDER_NAME = "revocation"
_TITLES = {
    REVOKING_ORDER: _("the order that ends the one in force, for the head's signature"),
    DRAFT: _("what it was drawn from: signing asks for it"),
}
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)
_WAYS = (*SIGN, "revoke", "undo")


@click.command(
    name="sign",
    help=lay_out(
        _(
            "Keep what was signed: the order with its plan as they lie there, an order that amends it, one "
            "that ends it, another order of the plan.\n\n"
            "The papers go into `signed/` beside the adoption, byte by byte, with true date and number. "
            "Nothing ever writes over them; `build` says from then on what of them needs an amending order, "
            "and `amend` begins from them. Where a paper says otherwise than the one drawn, that is told and "
            "kept. Nothing is signed where dates or numbers disagree, or where the plan has moved since the "
            "papers were drawn (--anyway). A wrong signing is undone with --undo and a reason; it stays on "
            "record.\n\n"
            "Examples:\n"
            "  roadmap sign examples/school/adoption.yaml --papers papers\n"
            "  roadmap sign examples/school/adoption.yaml --papers papers --number 12/1 --scan order.pdf\n"
            "  roadmap sign examples/school/adoption.yaml --amendment amendment\n"
            '  roadmap sign examples/school/adoption.yaml --revoke -o revocation --reason "…"\n'
            "  roadmap sign examples/school/adoption.yaml --revocation revocation\n"
            '  roadmap sign examples/school/adoption.yaml --undo 2027-05-31-214-од --reason "…"'
        )
    ),
)
@click.argument("adoption", type=click.Path(path_type=Path))
@click.option("--papers", type=_FOLDER, metavar="DIR", help=_("Sign order and plan that `build` drew."))
@click.option("--amendment", type=_FOLDER, metavar="DIR", help=_("Sign the order that `amend` drew."))
@click.option("--revocation", type=_FOLDER, metavar="DIR", help=_("Sign the order that --revoke drew."))
@click.option(
    "--school-order", type=_FILE, metavar="FILE", help=_("Sign a blank of an order that was filled in.")
)
@click.option("--revoke", is_flag=True, help=_("Draw the order that ends the one in force."))
@click.option("--undo", metavar="NAME", help=_("Undo a wrong signing; its papers stay."))
@click.option("--order", type=_FILE, metavar="FILE", help=_("The signed order, if it has another name."))
@click.option("--scan", type=_FILE, metavar="FILE.pdf", help=_("The scan of the signed order, kept with it."))
@click.option("--date", type=DayType(), metavar="DATE", help=_("The order's date; as it says unless given."))
@click.option("--number", help=_("The order's number; as it says unless given."))
@click.option("--reason", help=_("Why an order ends (a blank unless given), or why a signing was wrong."))
@click.option(
    "-o",
    "--output",
    type=_FOLDER,
    metavar="DIR",
    help=_("Where --revoke writes to; `revocation` beside the adoption unless given."),
)
@click.option(
    "--anyway",
    is_flag=True,
    help=_("Sign though the plan has moved since, or the adoption names another date or number."),
)
@json_option
def command(adoption: Path, reason: str | None, output: Path | None, as_json: bool, **given: Any) -> int:
    """Sign, end or undo."""
    way = _choose({name: given[name.replace("-", "_")] for name in _WAYS}, reason, output)
    today = dt.datetime.now(dt.UTC).astimezone().date()  # noqa: TID251 -- the command line may read the clock
    date, number = given["date"].date() if given["date"] else None, given["number"]
    with hold_beside(adoption) as refused:
        if refused:
            return report_json(refused, {}, act=None) if as_json else report(refused, {})
        if way == "undo":
            return _undo(undo(adoption, given["undo"], reason or "", today), as_json=as_json)
        if way == "revoke":
            drawn = revoke(adoption, Reason(date, number, reason, today))
            return _draw(drawn, output or adoption.parent / _FOLDER_NAME, today, as_json=as_json)
        asked = Asked(today, date, number, given["order"], given["scan"], given["anyway"])
        return _keep(SIGN[way](adoption, given[way.replace("-", "_")], asked), as_json=as_json)


def _choose(ways: Mapping[str, object], reason: str | None, output: Path | None) -> str:
    """Tell what is to be done.

    Raises:
        click.UsageError: nothing, or two things; or what it needs is not given.
    """
    chosen = [way for way, given in ways.items() if given]
    if len(chosen) != 1:
        named = ", ".join(f"--{way}" for way in _WAYS)
        raise click.UsageError(_("Give one of {options}.").format(options=named))
    (way,) = chosen
    if way == "undo" and not (reason or "").strip():
        raise click.UsageError(_("--undo needs --reason, which stays on record."))
    if way != "revoke" and output is not None:
        raise click.UsageError(_("--revoke writes into -o DIR, and nothing else does."))
    return way


def _keep(outcome: Outcome[Signed], *, as_json: bool) -> int:
    """Keep a signed act: its folder appears with everything in it, or not at all."""
    signed = outcome.value
    if signed is not None:
        keep_signed(signed)
    if as_json:
        told = {"act": act_to_json(signed.act), "folder": str(signed.folder)} if signed else {"act": None}
        return report_json(outcome.problems, outcome.sources, **told)
    if signed is not None:
        say(_("Kept as signed: {act}").format(act=say_name(signed.act)))
        say(f"«{signed.folder}»: {', '.join(signed.files)}")
    return report(outcome.problems, outcome.sources)


def _undo(outcome: Outcome[Undoing], *, as_json: bool) -> int:
    undoing, problems = outcome.value, outcome.problems
    if undoing is not None:
        sweep_leftovers(undoing.path.parent, deep=False)
        problems += replace_text(undoing.path, undoing.read, undoing.content)
    if as_json:
        told = act_to_json(undoing.act) if undoing is not None else None
        return report_json(problems, outcome.sources, act=told)
    if undoing is not None and not has_errors(problems):
        say(_("Undone: {act}; the record and the papers stay.").format(act=say_name(undoing.act)))
    return report(problems, outcome.sources)


def _draw(outcome: Outcome[Revoked], folder: Path, today: dt.date, *, as_json: bool) -> int:
    """Write a revoking order, which somebody is to sign."""
    revoked, problems = outcome.value, outcome.problems
    if revoked is not None:
        problems += _write(folder, revoked, today)
    if as_json:
        papers = list(revoked.papers) if revoked is not None else []
        return report_json(problems, outcome.sources, papers=papers)
    code = report(problems, outcome.sources)
    if revoked is not None and not code:
        for name in revoked.papers:
            say(f"{folder}/{name:<20} {_TITLES[name]}")
    return code


def _write(folder: Path, revoked: Revoked, today: dt.date) -> tuple[Problem, ...]:
    terms = Terms(revoked.plan, today, _LIST_NAME, together=True)
    with hold(folder) as refused:
        return refused or write_folder(folder, revoked.papers, terms)
