"""Updates of adoptions on the terminal and as JSON, and their way to the disk."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any, assert_never

import click

from roadmap_engine.cli.changes import print_difference
from roadmap_engine.cli.own_texts import hold
from roadmap_engine.cli.printing import say
from roadmap_engine.desk import updating
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.pipeline.difference_json import difference_to_json
from roadmap_engine.pipeline.updates import Update
from roadmap_engine.planning.merging import Choice, Conflict

__all__ = ["ask_decisions", "print_update", "print_updates", "update_to_json", "write_update"]

_MOST_KEPT = 20


def write_update(update: Update) -> tuple[Problem, ...]:
    """Do what `desk.updating.write_update` does; somebody at a terminal is told what is waited for."""
    with hold(update.path.parent) as refused:
        return refused or updating.write_update(update)


def ask_decisions(conflicts: Sequence[Conflict]) -> dict[str, str]:
    """Ask a person about each conflict; one she passes over stays open."""
    decisions: dict[str, str] = {}
    for conflict in conflicts:
        say()
        say(conflict.key + (_(" (before: {base})").format(base=conflict.base) if conflict.base else ""))
        for number, choice in enumerate(conflict.choices, 1):
            say(f"  {number}. {_said(choice)}")
        allowed = [str(number) for number in range(1, len(conflict.choices) + 1)]
        answer = click.prompt(
            _("Which one? 0 leaves it open"), type=click.Choice(["0", *allowed]), show_choices=False
        )
        if answer != "0":
            decisions[conflict.key] = conflict.choices[int(answer) - 1].name
    return decisions


def _said(choice: Choice) -> str:
    names = {"ours": _("yours"), "theirs": _("the publisher's")}
    kind, _colon, source = choice.name.partition(":")
    name = names[kind] + (f" ({source})" if source else "")
    place = f"  [{choice.place}]" if choice.place is not None else ""
    return f"{name}: {choice.text}{place}"


def print_update(update: Update, *, written: bool) -> None:
    """Print one update at length: what the publisher says, what changes for whom, what is kept."""
    if _print_current(update):
        return
    say(f"{update.adoption}: {update.roadmap} {update.before} → {update.after}")
    if update.withdrawn:
        say(_("{version} was withdrawn: {reason}").format(version=update.before, reason=update.withdrawn))
    for change in update.changes:
        say(f"  {change.roadmap} {change.version}: {change.words}")
    if update.preview is not None:
        print_difference(update.preview.difference, update.preview.points)
    if update.kept:
        say(_("Your changes that stay: {count}").format(count=len(update.kept)))
    for kept in update.kept[:_MOST_KEPT]:
        say(f"  {kept.key}: {kept.text}")
    if written:
        beside = (str(update.path.parent / name) for name in update.files)
        say(_("Written: {files}").format(files=", ".join((*beside, str(update.path)))))
    elif update.open:
        say(_("Nothing is written: {count} to decide.").format(count=len(update.open)))


def print_updates(updates: Sequence[Update], written: frozenset[Path]) -> None:
    """Print a line for each of many updates."""
    for update in updates:
        if _print_current(update):
            continue
        state = _("written") if update.path in written else _("not written")
        counts = _("taken {taken}, kept {kept}, to decide {open}").format(
            taken=len(update.merge.taken), kept=len(update.kept), open=len(update.open)
        )
        say(f"{update.path}: {update.before} → {update.after}; {counts}; {state}")


def _print_current(update: Update) -> bool:
    if update.is_current:
        match update.doubt:
            case "silent":
                words = _("{path}: {roadmap} {version}; whether there is a newer one is not known")
            case "lone":
                words = _("{path}: {roadmap} {version}; its source is one package and tells of no newer one")
            case "":
                words = _("{path}: {roadmap} {version} is the newest")
            case _:
                assert_never(update.doubt)
        say(words.format(path=update.path, roadmap=update.roadmap, version=update.after))
        if update.withdrawn:
            words = _("{version} was withdrawn: {reason}")
            say("  " + words.format(version=update.before, reason=update.withdrawn))
    return update.is_current


def update_to_json(update: Update, *, written: bool) -> dict[str, Any]:
    """Give an update for a script."""
    merge = update.merge
    return {
        "file": str(update.path),
        "adoption": update.adoption,
        "roadmap": update.roadmap,
        "before": update.before,
        "after": update.after,
        "current": update.is_current and not update.doubt,
        "known": not (update.is_current and update.doubt),
        "withdrawn": update.withdrawn,
        "written": written,
        "changes": [
            {"roadmap": each.roadmap, "version": each.version, "words": each.words} for each in update.changes
        ],
        "conflicts": [_conflict_to_json(each) for each in update.open],
        "kept": [{"thing": each.thing, "field": each.field, "value": each.text} for each in update.kept],
        "taken": [
            {
                "kind": each.kind,
                "thing": each.thing,
                "field": each.field,
                "before": each.before,
                "after": each.after,
            }
            for each in merge.taken
        ],
        "plan": difference_to_json(update.preview.difference, update.preview.points)
        if update.preview is not None
        else None,
    }


def _conflict_to_json(conflict: Conflict) -> dict[str, Any]:
    return {
        "key": conflict.key,
        "thing": conflict.thing,
        "field": conflict.field,
        "base": conflict.base,
        "choices": [
            {"name": each.name, "value": each.text, "place": _place_to_json(each.place)}
            for each in conflict.choices
        ],
    }


def _place_to_json(place: Location | None) -> dict[str, Any] | None:
    return None if place is None else {"file": place.file, "line": place.line, "column": place.column}
