"""From an adoption and a source of newer versions to the adoption's new text; nothing is written here.

Updater(…).update(path, decisions) -> Update. What must be decided and is not leaves the text as it is; so
does a result that would have errors the adoption has not now.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.load import Loaded
from roadmap_engine.load.editing import NotEditableError, edit_composed
from roadmap_engine.load.files import read_bytes
from roadmap_engine.load.loaded import compose_text, validate_text
from roadmap_engine.model import Adoption
from roadmap_engine.model.edit import Edit, SetValue
from roadmap_engine.model.pin import Pin
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.freezing import freeze_logged
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.publishing import Offers, PinnedBundle
from roadmap_engine.pipeline.signed_state import need_amendment
from roadmap_engine.pipeline.update_preview import find_moved_days, preview_update
from roadmap_engine.pipeline.update_sides import Side, Sides, choose_version
from roadmap_engine.pipeline.updates import PublishedChange, Update
from roadmap_engine.planning.merging import Merge, Transition, merge_versions, name_remedies
from roadmap_engine.planning.merging.other_year import follow_year
from roadmap_engine.planning.merging.settled_days import write_days
from roadmap_engine.storage.roots import Root
from roadmap_engine.yaml_text.composing import Composed

__all__ = ["Updater"]

_VERSION = re.compile(r"\d+(\.\d+){0,2}")


@dataclass(frozen=True, slots=True)
class _Read:
    """An adoption's text: what it says, the tree it says it in, its bytes."""

    path: Path
    text: Loaded[Adoption]
    composed: Composed
    written: bytes


@dataclass(frozen=True, slots=True)
class _Ready:
    """Everything that one adoption's update is made of."""

    path: Path
    text: Loaded[Adoption]
    composed: Composed
    adoption: Adoption
    written: bytes
    before: Side
    after: Side
    fetched: PinnedBundle
    transition: Transition
    merge: Merge
    offers: Offers
    followed: tuple[Edit, ...]

    def update(self, **more: object) -> Update:
        """Give what is known of the update, with more."""
        known: dict[str, object] = {
            "path": self.path,
            "adoption": self.adoption.adoption,
            "roadmap": self.offers.name,
            "before": self.offers.current,
            "after": self.after.version.number,
            "written": self.written,
            "merge": self.merge,
            "changes": tuple(_published_changes(self.before, self.after)),
            "withdrawn": self.offers.withdrawn,
        }
        return Update(**{**known, **more})  # type: ignore[arg-type]  # each is of its field's type


class Updater:
    """Brings adoptions to newer versions; what they share is read once."""

    def __init__(self, *, source: str | None = None, to: str = "", preview: bool = True) -> None:
        """Prepare to update.

        Args:
            source: where newer versions are looked for; each adoption's own source unless given.
            to: the version meant, or its leading numbers; the newest unless given.
            preview: whether the plans before and after are compared.

        Raises:
            ValueError: `to` is no version.
        """
        if to and not _VERSION.fullmatch(to):
            raise ValueError(f"{to!r} is not a version such as 1.2.0")
        self._sides = Sides(source)
        self._to = to
        self._preview = preview

    def update(
        self,
        path: Path,
        decisions: Mapping[str, str],
        default: str | None = None,
        root: Root | None = None,
        words: bytes | None = None,
    ) -> Outcome[Update]:
        """Bring one adoption's text to the newer version.

        Args:
            path: of the adoption's text.
            decisions: name of a choice by key of a conflict.
            default: the choice where nothing else is said.
            root: of the folder it was found in; none where its reader named it.
            words: its text, where it is not to be read from the file.
        """
        opened, ended = _read_frozen(path, root, words)
        read, sources = opened.value, dict(opened.sources)
        if read is None or read.text.value is None:
            return Outcome(None, opened.problems, sources)
        text, adoption = read.text, read.text.value
        before = self._sides.before(text, path.parent)
        sources |= before.sources
        if before.value is None:
            return Outcome(None, before.problems, sources)
        roadmap = before.value.version.assembly.roadmap
        name = f"{roadmap.id}@{roadmap.version}"
        offers = self._sides.offers(name, adoption.pinned, path.parent)
        if offers.value is None:
            return Outcome(None, offers.problems, {**sources, **offers.sources})
        version, refused = choose_version(offers.value, self._to)
        problems = (
            *ended,
            *text.problems,
            *offers.problems,
            *offers.value.compare_pin(adoption.pinned),
            *refused,
        )
        if version is None:
            current = _stay(read, adoption, offers.value)
            # Nothing is written, so nothing of the log goes into the text.
            told = tuple(problem for problem in problems if problem not in ended)
            return Outcome(None if refused else current, told, sources)
        ready = self._make_ready(read, before.value, offers.value, version)
        so_far: Outcome[Update] = Outcome(None, (*problems, *ready.problems), {**sources, **ready.sources})
        return so_far if ready.value is None else self._settle(ready.value, decisions, default, so_far)

    def _make_ready(self, read: _Read, before: Side, offers: Offers, version: str) -> Outcome[_Ready]:
        """Fetch the newer version and merge."""
        path, text, adoption = read.path, read.text, read.text.value
        if adoption is None:
            return Outcome(None)
        fetched = self._sides.after(offers.name, version, adoption.pinned, path.parent)
        if fetched.value is None:
            return Outcome(None, fetched.problems, fetched.sources)
        after = self._sides.of_bundle(fetched.value)
        if after.value is None:
            return Outcome(None, (*fetched.problems, *after.problems), after.sources)
        followed = follow_year(adoption, after.value.version.assembly, version, text.locations)
        before = self._sides.moved(before, adoption.moving)
        newer = self._sides.moved(after.value, followed.moving)
        transition, news, unseen = self._sides.way(before, newer, offers, adoption.pinned, path.parent)
        tree = read.composed.value
        merge = merge_versions(transition, adoption, written=tree, locations=text.locations, news=news)
        ready = _Ready(
            path,
            text,
            read.composed,
            adoption,
            read.written,
            before,
            newer,
            fetched.value,
            transition,
            merge,
            offers,
            followed.edits,
        )
        return Outcome(
            ready, (*fetched.problems, *unseen, *followed.problems), {**fetched.sources, **after.sources}
        )

    def _settle(
        self, ready: _Ready, decisions: Mapping[str, str], default: str | None, so_far: Outcome[Update]
    ) -> Outcome[Update]:
        """Apply the decisions, and look at what comes of it."""
        settled = ready.merge.settle(decisions, default)
        told = (*so_far.problems, *settled.notices)
        if settled.open:
            conflicts = tuple(conflict.problem for conflict in settled.open)
            return Outcome(
                ready.update(open=settled.open, kept=settled.kept), (*told, *conflicts), so_far.sources
            )
        pin = self._sides.pin(ready.fetched, ready.adoption.pinned, ready.path.parent)
        try:
            edits = (*settled.edits, *_head_edits(ready, pin), *ready.followed)
            words, composed = edit_composed(ready.text.text or "", ready.composed, edits, str(ready.path))
            kept = tuple(self._keep_days(ready, composed, words))
            words, composed = edit_composed(words, composed, kept, str(ready.path))
        except NotEditableError:
            problem = Problem.of("RM835", file=ready.path)
            return Outcome(None, (*told, problem), so_far.sources)
        new: Loaded[Adoption] = validate_text(composed, str(ready.path), words, "adoption")
        new = replace(new, root=ready.text.root)
        preview, problems = preview_update(
            (ready.text, ready.before),
            (new, ready.after),
            ready.transition,
            with_plans=self._preview,
        )
        sources = so_far.sources
        if has_errors(problems):
            told = tuple(name_remedies(problems, ready.merge))
            # Those without a remedy speak of the new text, and nobody has it yet.
            known = all("take" in problem.words for problem in told)
            return Outcome(None, told, sources if known else {**sources, str(ready.path): words})
        if preview is not None:
            told = (*told, *need_amendment(ready.path, preview.plan, ready.text.root))
        mark = codecs.BOM_UTF8 if ready.written.startswith(codecs.BOM_UTF8) else b""
        update = ready.update(
            data=mark + words.encode(),
            files=frozendict(ready.fetched.files),
            kept=settled.kept,
            preview=preview,
        )
        return Outcome(update, told, sources)

    def _keep_days(self, ready: _Ready, composed: Composed, words: str) -> Iterator[Edit]:
        """Write down the days of what is settled, where the newer version would move them."""
        new: Loaded[Adoption] = validate_text(composed, str(ready.path), words, "adoption")
        new = replace(new, root=ready.text.root)
        if new.value is None or not any(each.days is None for each in new.value.settled.values()):
            return
        moved = find_moved_days((ready.text, ready.before), (new, ready.after), ready.transition)
        for name, days in moved.items():
            yield SetValue(("settled", name, "days"), write_days(days))


def _read_frozen(
    path: Path, root: Root | None, words: bytes | None
) -> tuple[Outcome[_Read], tuple[Problem, ...]]:
    """Read an adoption's text as if it said what has ended by the log; gives that, too."""
    opened = _read_adoption(path, root, words)
    read = opened.value
    if read is None:
        return opened, ()
    frozen, ended = freeze_logged(path, read.written, root)
    if frozen == read.written:
        return opened, ended
    again = _read_adoption(path, root, frozen)
    if again.value is None:
        return opened, ()
    return Outcome(replace(again.value, written=read.written), again.problems, again.sources), ended


def _read_adoption(path: Path, root: Root | None, words: bytes | None) -> Outcome[_Read]:
    data, problems = (words, ()) if words is not None else read_bytes(path, root=root)
    if data is None:
        return Outcome(None, problems)
    text, composed, problems = compose_text(data, str(path))
    sources = {str(path): text} if text is not None else {}
    if composed is None or not composed.whole:
        return Outcome(None, problems, sources)
    loaded: Loaded[Adoption] = validate_text(composed, str(path), text, "adoption")
    loaded = replace(loaded, root=root or Root.around(path))
    return Outcome(_Read(path, loaded, composed, data), loaded.problems, sources)


def _stay(read: _Read, adoption: Adoption, offers: Offers) -> Update:
    """Tell that there is nothing newer."""
    here = offers.current
    return Update(
        read.path,
        adoption.adoption,
        offers.name,
        here,
        here,
        read.written,
        withdrawn=offers.withdrawn,
        doubt="lone" if offers.lone else "" if offers.answered else "silent",
    )


def _head_edits(ready: _Ready, pin: Pin) -> Iterator[Edit]:
    """Name the newer version, and pin it."""
    yield SetValue(("roadmap",), ready.fetched.name)
    if ready.adoption.pinned is None:
        yield SetValue(("pinned",), dict(pin.said))
        return
    if pin.source != ready.adoption.pinned.source:
        yield SetValue(("pinned", "source"), pin.source)
    yield SetValue(("pinned", "sha256"), pin.sha256)


def _published_changes(before: Side, after: Side) -> Iterator[PublishedChange]:
    """Give what the publishers of a roadmap's texts say of the versions between."""
    known = {text.value.roadmap: text.value.version for text in before.chain.texts if text.value is not None}
    for text in after.chain.texts:
        if text.value is None:
            continue
        since = version_key(known.get(text.value.roadmap, "0.0.0"))
        until = version_key(text.value.version)
        for version in sorted(text.value.changes, key=version_key):
            if since < version_key(version) <= until:
                yield PublishedChange(text.value.roadmap, version, text.value.changes[version])
