"""`roadmap publish`: versioned bundles and the list of them, for any web host."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.api.versions import publish
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.own_texts import hold
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.desk.publishing import put_out
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.releasing import Publication, Released, State, withdraw
from roadmap_engine.publishing.signing import make_key, public_key_of
from roadmap_engine.storage.writing import create_private_file

__all__ = ["command"]


@click.command(
    name="publish",
    help=lay_out(
        _(
            "Pack roadmaps into bundles that schools adopt from, and list them in index.json.\n\n"
            "PATH is the text of a roadmap, a folder of texts, the id of a roadmap that comes with the "
            "program, or a bundle somebody else has published. Everything is checked first. A bundle holds "
            "the text, all it stands on, the Word templates, and the SHA-256 of each file; what is published "
            "under a version never changes. Put the folder on any web host, or pass it on as it is.\n\n"
            "Examples:\n"
            "  roadmap publish --new-key ministry.pem\n"
            "  roadmap publish our-roadmap.yaml -o published --key ministry.pem\n"
            '  roadmap publish -o published --withdraw our-roadmap@1.0.0 --reason "wrong dates in 2.1"'
        )
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Folder of the bundles; made if it is missing."),
)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Private key (Ed25519, PEM) to sign with."),
)
@click.option(
    "--new-key", type=click.Path(path_type=Path), help=_("Make a private key and print its public key.")
)
@click.option("--older", is_flag=True, help=_("Let a version be lower than the newest one published."))
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BUNDLE",
    help=_("Bundle of the version before; the newest one below it in the folder unless given."),
)
@click.option("--withdraw", "withdrawn", metavar="ID@VERSION", help=_("Mark a version as not to be taken."))
@click.option("--reason", help=_("Why it is withdrawn; whoever meets it reads this."))
@all_option
@json_option
def command(  # noqa: PLR0913, PLR0917 -- an option each
    paths: tuple[Path, ...],
    output: Path | None,
    key: Path | None,
    new_key: Path | None,
    older: bool,
    against: Path | None,
    withdrawn: str | None,
    reason: str | None,
    as_json: bool,
) -> int:
    """Publish, make a key, or withdraw a version."""
    if new_key is not None:
        if paths or output or key or withdrawn:
            raise click.UsageError(_("--new-key stands alone"))
        return _make_key(new_key, as_json=as_json)
    if output is None or bool(paths) == bool(withdrawn):
        raise click.UsageError(_("name what to publish or --withdraw, and the folder with -o"))
    if withdrawn is None:
        return _publish(
            lambda: publish(*paths, folder=output, key=key, older=older, against=against),
            output,
            as_json=as_json,
        )
    name, _at, version = withdrawn.partition("@")
    if not version or not (reason or "").strip():
        raise click.UsageError(_("--withdraw needs ID@VERSION, and --reason says why"))
    return _publish(lambda: withdraw(name, version, (reason or "").strip(), output), output, as_json=as_json)


def _publish(prepare: Callable[[], Outcome[Publication]], folder: Path, *, as_json: bool) -> int:
    """Publish, and say what was published."""
    outcome = put_out(folder, prepare, hold)
    if as_json:
        return report_json(outcome.problems, outcome.sources, **_as_json(outcome.value, folder))
    code = report(outcome.problems, outcome.sources)
    if outcome.value is not None:
        _announce(outcome.value, folder)
    return code


def _announce(publication: Publication, folder: Path) -> None:
    states: Mapping[State, str] = {
        "new": _("published"),
        "signed": _("listed or signed anew"),
        "unchanged": _("was published already, nothing changed"),
        "withdrawn": _("withdrawn"),
    }
    for each in publication.released:
        say(f"{each.name}@{each.version}: {states[each.state]}")
        say(f"  {folder / each.release.file}")
        say(f"  SHA-256 {each.release.sha256}")
        say("  " + _("to pin it: sha256: {manifest}").format(manifest=each.release.manifest))
        if each.release.key is not None:
            say("  " + _("signed by {key}").format(key=each.release.key))
    if not publication.released:
        say(_("There is no roadmap among these texts."), err=True)
    elif publication.key is not None:
        say(_("Tell the schools your public key; with it they pin you as the publisher."))


def _as_json(publication: Publication | None, folder: Path) -> dict[str, object]:
    if publication is None:
        return {"published": []}
    return {"published": [_released_as_json(each, folder) for each in publication.released]}


def _released_as_json(each: Released, folder: Path) -> dict[str, object]:
    return {
        "id": each.name,
        "version": each.version,
        "state": each.state,
        "file": str(folder / each.release.file),
        "sha256": each.release.sha256,
        "manifest": each.release.manifest,
        "size": each.release.size,
        "key": each.release.key,
    }


def _make_key(path: Path, *, as_json: bool) -> int:
    """Make a private key; one that lies there already is never written over."""
    pem = make_key()
    if not create_private_file(path, pem):
        raise click.UsageError(_("{file} is there already, and a key is never overwritten").format(file=path))
    key = public_key_of(pem)
    if as_json:
        return report_json((), {}, key=key, file=str(path))
    say(key or "")
    say(_("{file} is the private key: keep it to yourself, with a copy.").format(file=path), err=True)
    return 0
