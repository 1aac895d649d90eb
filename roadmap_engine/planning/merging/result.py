"""What a merge gives: edits of the adoption's text, what is kept and taken, and what a person must decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model.edit import Edit, Remove
from roadmap_engine.model.provenance import Path

__all__ = ["Brought", "BroughtKind", "Choice", "Conflict", "Found", "Kept", "Merge", "Settlement"]

BroughtKind = Literal["new", "removed", "renamed", "split", "merged", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide a conflict.

    Attributes:
        name: «ours» or «theirs»; «ours:ID» where several changes of the school's meet in one measure.
        text: the value it comes to, or what becomes of the thing.
        place: where the value is written.
        edits: of the adoption's text, besides those of the merge.
    """

    name: str
    text: str
    place: Location | None = None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """What only a person can decide: both sides changed the same, to different things.

    Attributes:
        key: what `--take KEY=CHOICE` calls it.
        thing: id of the measure or stage, in the newer version where it is there.
        field: the field; "" where the whole thing is at stake.
        base: what the earlier version said.
        problem: the same for the reader, at the school's place.
        choices: the ways out, the school's first.
    """

    key: str
    thing: str
    field: str
    base: str
    problem: Problem
    choices: tuple[Choice, ...]

    def choice(self, name: str | None) -> Choice | None:
        """Give the choice of a name; «ours» is the first of several of the school's."""
        return next((each for each in self.choices if name in (each.name, each.name.partition(":")[0])), None)


@dataclass(frozen=True, slots=True)
class Kept:
    """A local change that the newer version leaves as it is.

    Attributes:
        thing: id of the measure or stage, in the newer version.
        field: the field; «remove» where the thing is taken out, "" where it was added.
        text: the value, or the title.
        place: where it is written.
        undo: edits that let it go.
        needed: edits without which it would not stay, made unless it is let go.
    """

    thing: str
    field: str
    text: str
    place: Location | None = None
    undo: tuple[Edit, ...] = ()
    needed: tuple[Edit, ...] = ()

    @property
    def can_go(self) -> bool:
        """Whether `--take KEY=theirs` can let it go."""
        return bool(self.undo or self.needed)

    @property
    def key(self) -> str:
        """What `--take KEY=theirs` calls it."""
        return f"{self.thing}.{self.field}" if self.field else self.thing


@dataclass(frozen=True, slots=True)
class Brought:
    """What the newer version brings to this plan.

    Attributes:
        kind: what happened to the thing.
        thing: its id in the newer version; in the earlier one where it is gone.
        field: of a change.
        before, after: as words; ids for a rename, a split and a merge.
    """

    kind: BroughtKind
    thing: str
    field: str = ""
    before: str = ""
    after: str = ""


Found = Edit | Conflict | Kept | Problem
"""What the parts of a merge find."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A merge with decisions.

    Attributes:
        edits: of the adoption's text.
        open: the conflicts that nobody decided.
        kept: what stays of the school's own changes.
        notices: what the school should know still.
    """

    edits: tuple[Edit, ...]
    open: tuple[Conflict, ...]
    kept: tuple[Kept, ...]
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """An adoption brought to a newer version, as far as nobody needs to be asked.

    Attributes:
        edits: of the adoption's text, whatever is decided.
        conflicts: what is to be decided.
        kept: local changes that stay.
        taken: what comes from the newer version.
        notices: what the school should know.
    """

    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[Kept, ...] = ()
    taken: tuple[Brought, ...] = ()
    notices: tuple[Problem, ...] = ()

    def settle(self, decisions: Mapping[str, str], default: str | None = None) -> Settlement:
        """Apply decisions.

        Args:
            decisions: name of a choice by key of a conflict; «theirs» also lets a change go that is in
                nobody's way, such as one that the newer version forbids.
            default: the choice in a conflict where nothing else is said.
        """
        edits: list[Edit] = []
        undecided: list[Conflict] = []
        for conflict in self.conflicts:
            choice = conflict.choice(decisions.get(conflict.key, default))
            if choice is None:
                undecided.append(conflict)
            else:
                edits += choice.edits
        let_go = [kept for kept in self.kept if kept.can_go and decisions.get(kept.key) == "theirs"]
        undone = [edit for kept in let_go for edit in kept.undo]
        gone = {edit.path for edit in (*edits, *undone) if isinstance(edit, Remove)}
        stays = tuple(
            kept
            for kept in self.kept
            if kept not in let_go and not any(_is_inside(edit, gone) for edit in kept.undo)
        )
        needed = (edit for kept in stays for edit in kept.needed)
        places = {kept.place for kept in let_go if kept.place is not None} - {kept.place for kept in stays}
        notices = tuple(notice for notice in self.notices if notice.location not in places)
        return Settlement((*self.edits, *edits, *undone, *needed), tuple(undecided), stays, notices)


def _is_inside(edit: Edit, removed: Collection[Path]) -> bool:
    return any(edit.path[:depth] in removed for depth in range(1, len(edit.path) + 1))
