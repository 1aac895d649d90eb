"""Folders of published texts: a name to the text, and to the texts it extends.

A roadmap is named by its id, which is also the stem of its file, with a version where one is meant
(`federal-results-method@1`), or by a path. A text that another extends is looked for beside it first,
then on the shelf of a bundle beside it, then in the folders in their order. A shelf of texts that are at
hand already stands instead of all folders: what is not on it is not taken from anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.load.files import YAML_ENDINGS, is_text, read_bytes
from roadmap_engine.load.loaded import Loaded, TextKind, load_text
from roadmap_engine.load.shelves import FindShelf, Shelf
from roadmap_engine.model.procedure import ProcedureText
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.versions import fits
from roadmap_engine.storage.opening import explain_refusal
from roadmap_engine.storage.roots import LeadsOutError, Root

__all__ = ["Chain", "Library", "load_file", "load_named"]

_PROCEDURES = "procedures"
_BELOW = frozenset({"extends", "pinned"})
"""What a text says of the one it stands on; where that is faulty, nobody knows which one is meant."""


def load_file(
    path: Path,
    expected: TextKind | None = None,
    *,
    asked_at: Location | None = None,
    root: Root | None = None,
    words: bytes | None = None,
) -> Loaded[Any]:
    """Read a file of any kind, or of the kind expected; it never raises for what a file can be.

    Args:
        path: the file.
        expected: the kind that is needed, if only one will do.
        asked_at: the location in another text that names the file.
        root: what the path must not lead out of, nor those that the text names; none where its reader named
            it, and then the text's own is decided by where it lies.
        words: what stands for the file, which need not be there then.
    """
    data, problems = (words, ()) if words is not None else read_bytes(path, asked_at=asked_at, root=root)
    if data is None:
        return Loaded(str(path), problems=problems)
    return replace(load_text(data, str(path), expected), root=root or Root.around(path))


def load_named(
    text: Path, name: str, expected: TextKind | None, asked_at: Location, root: Root
) -> Loaded[Any]:
    """Read a file that a text names.

    Args:
        text: the path of the text, from whose folder the name is seen.
        name: a path inside the root.
        expected: the kind that is needed, if only one will do.
        asked_at: where the text names it.
        root: what the name must not lead out of.
    """
    try:
        path = root.named(text.parent, name)
    except LeadsOutError as fault:
        return Loaded(name, problems=(explain_refusal(fault, name, asked_at),))
    return load_file(path, expected, asked_at=asked_at, root=root)


@dataclass(frozen=True, slots=True)
class Chain:
    """A roadmap's text and all texts it stands on, base first.

    Attributes:
        texts: the texts that could be read; all of them when no problem is an error.
        problems: what is wrong with any of them, or with the way they name each other.
        whole: whether the texts reach the base, be they without faults or not.
    """

    texts: tuple[Loaded[RoadmapText], ...]
    problems: tuple[Problem, ...]
    whole: bool = False

    @property
    def complete(self) -> bool:
        """Whether the chain reaches its base without an error."""
        return bool(self.texts) and not has_errors(self.problems)

    def readable(self) -> tuple[Loaded[RoadmapText], ...]:
        """Give the texts past their faults; none where one cannot be read so, or is not there."""
        texts = tuple(text for each in self.texts if (text := each.readable) is not None)
        return texts if self.whole and len(texts) == len(self.texts) else ()


@dataclass(frozen=True, slots=True)
class Library:
    """Where texts are looked for.

    Attributes:
        folders: of texts, the nearest first.
        shelf: roadmaps by id; where there is one, roadmaps are taken from it alone.
        find_shelf: looks for the bundle a text stands on, beside it, and verifies the one it is pinned to.
    """

    folders: tuple[Path, ...]
    shelf: Shelf = field(default_factory=dict)
    find_shelf: FindShelf | None = None

    def roadmap_names(self) -> tuple[str, ...]:
        """Give the ids of the roadmaps that lie here."""
        if self.shelf:
            return tuple(sorted(self.shelf))
        return tuple(sorted({path.stem for folder in self.folders for path in _texts_in(folder)}))

    def procedure_names(self) -> tuple[str, ...]:
        """Give the ids of the procedures of the catalogue."""
        folders = (folder / _PROCEDURES for folder in self.folders)
        return tuple(sorted({path.stem for folder in folders for path in _texts_in(folder)}))

    def load_roadmap(
        self,
        name: str,
        *,
        beside: Path | None = None,
        asked_at: Location | None = None,
        root: Root | None = None,
    ) -> Loaded[RoadmapText]:
        """Read one text of a roadmap, without those it extends.

        Args:
            name: its id, its id and version, or its path.
            beside: a folder to look into first.
            asked_at: the location in another text that names it.
            root: what a path must not lead out of, but into a folder of the library; none where the text is
                named by its reader.
        """
        stem, _, version = name.partition("@")
        if self.shelf:
            return self._take_from_shelf(stem, version, asked_at)
        paths = [(Path(name), root)] if _is_path(name) else list(self._find(stem, beside, root))
        if not paths:
            return Loaded(name, problems=(self._explain_missing(stem, asked_at),))
        path, inside = paths[0]
        loaded: Loaded[RoadmapText] = load_file(path, "roadmap", asked_at=asked_at, root=inside)
        for other, inside in paths[1:]:
            if loaded.kind in (None, "roadmap"):
                break
            # A school may call its own text as the roadmap is called.
            path = other
            loaded = load_file(path, "roadmap", asked_at=asked_at, root=inside)
        if loaded.value is None:
            return loaded
        return _with_problems(loaded, _check_name(loaded, path, version, asked_at))

    def _take_from_shelf(self, stem: str, version: str, asked_at: Location | None) -> Loaded[RoadmapText]:
        text = self.shelf.get(stem)
        if text is None:
            return Loaded(stem, problems=(self._explain_missing(stem, asked_at),))
        loaded: Loaded[RoadmapText] = load_text(text.data, text.file, "roadmap", sealed=True)
        if loaded.value is None:
            return loaded
        called = f"{loaded.value.roadmap}@{loaded.value.version}"
        promised = f"{stem}@{text.version or loaded.value.version}"
        if called != promised:
            location = loaded.locations.of_value(("roadmap",))
            misnamed = Problem.of("RM169", location=location, name=promised, found=called)
            return _with_problems(loaded, iter((misnamed,)))
        return _with_problems(loaded, _check_name(loaded, Path(text.file), version, asked_at))

    def load_chain(
        self,
        name: str,
        *,
        beside: Path | None = None,
        asked_at: Location | None = None,
        root: Root | None = None,
        words: bytes | None = None,
    ) -> Chain:
        """Read a roadmap's text and every text it stands on.

        Args:
            name: its id, its id and version, or its path.
            beside: a folder to look into first.
            asked_at: the location in another text that names it.
            root: what a path must not lead out of; none where the text is named by its reader.
            words: the text, where it need not be looked for; the name is the path it would have.
        """
        texts: list[Loaded[RoadmapText]] = []
        seen: list[str] = []
        problems: list[Problem] = []
        wanted: str | None = name
        library = self
        while wanted is not None:
            if texts:
                shelf, unread = library._below(texts[-1].readable or texts[-1], wanted)
                problems += unread
                if shelf is None:
                    break
                library = replace(library, shelf=shelf)
            if words is not None and not texts:
                loaded: Loaded[RoadmapText] = load_file(Path(wanted), "roadmap", words=words)
            else:
                loaded = library.load_roadmap(wanted, beside=beside, asked_at=asked_at, root=root)
            problems += loaded.problems
            text = loaded.readable
            if text is None or text.value is None or _BELOW & text.left_out.fields:
                # What was read so far is still worth an excerpt.
                texts.append(loaded)
                break
            if (stem := text.value.roadmap) in seen:
                circle = " → ".join((*seen[seen.index(stem) :], stem))
                problems.append(Problem.of("RM172", location=asked_at, name=stem, circle=circle))
                break
            seen.append(stem)
            texts.append(loaded)
            wanted = text.value.extends
            asked_at = loaded.locations.of_value(("extends",))
            beside, root = Path(loaded.file).parent, loaded.root
        return Chain(tuple(reversed(texts)), tuple(problems), whole=wanted is None)

    def _below(self, text: Loaded[RoadmapText], name: str) -> tuple[Shelf | None, tuple[Problem, ...]]:
        """Give the shelf to go on with below a text: of the bundle it is pinned to, or that lies nearest."""
        pinned = text.value is not None and text.value.pinned is not None
        nearer = (Path(text.file).parent / f"{name.partition('@')[0]}{ending}" for ending in YAML_ENDINGS)
        if self.find_shelf is None or not (pinned or self.shelf or not any(map(Path.is_file, nearer))):
            return self.shelf, ()
        return self.find_shelf(text, self.shelf)

    def load_procedure(self, name: str, *, asked_at: Location | None = None) -> Loaded[ProcedureText]:
        """Read a procedure of the catalogue."""
        for folder in self.folders:
            for ending in YAML_ENDINGS:
                path = folder / _PROCEDURES / f"{name}{ending}"
                if not _is_path(name) and path.is_file():
                    return load_file(path, "procedure", asked_at=asked_at, root=Root.exactly(folder))
        names = self.procedure_names()
        near, known = near_names(name, names), list_names(names)
        problem = Problem.of("RM173", location=asked_at, name=name, near=near, known=known)
        return Loaded(name, problems=(problem,))

    def _find(self, stem: str, beside: Path | None, root: Root | None) -> Iterator[tuple[Path, Root | None]]:
        """Find the files that may be meant, each with what it must not lead out of."""
        inside = [(folder, Root.exactly(folder)) for folder in self.folders]
        folders = inside if beside is None or beside in self.folders else [(beside, root), *inside]
        paths = ((folder / f"{stem}{ending}", each) for folder, each in folders for ending in YAML_ENDINGS)
        return ((path, each) for path, each in paths if path.is_file())

    def _explain_missing(self, name: str, asked_at: Location | None) -> Problem:
        names = self.roadmap_names()
        near, known = near_names(name, names), list_names(names)
        # A text names a roadmap by its id alone; a path is for whoever types a command.
        beside, path = (f"{name}.yaml", "") if asked_at is not None else ("", f"roadmaps/{name}.yaml")
        return Problem.of(
            "RM170", location=asked_at, name=name, near=near, known=known, beside=beside, path=path
        )


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith(YAML_ENDINGS)


def _texts_in(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in entries if is_text(path) and path.is_file())


def _check_name(
    loaded: Loaded[RoadmapText], path: Path, version: str, asked_at: Location | None
) -> Iterator[Problem]:
    """Compare the name and version a text is asked for by with what it says itself."""
    text = loaded.value
    if text is None:
        return
    if version and not fits(version, text.version):
        location = asked_at or loaded.locations.of_value(("version",))
        yield Problem.of("RM171", location=location, name=text.roadmap, wanted=version, found=text.version)
    if path.stem != text.roadmap:
        location = loaded.locations.of_value(("roadmap",))
        yield Problem.of("RM174", location=location, stem=path.stem, name=text.roadmap)
    if text.pinned is not None and text.extends is None:
        yield Problem.of("RM770", location=loaded.locations.of_key(("pinned",)), name=text.roadmap)


def _with_problems(loaded: Loaded[RoadmapText], problems: Iterator[Problem]) -> Loaded[RoadmapText]:
    more = tuple(problems)
    if not more:
        return loaded
    value = None if has_errors(more) else loaded.value
    return replace(loaded, value=value, problems=(*loaded.problems, *more))
