"""Paths of texts, of folders of texts, names of published roadmaps → every problem of theirs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_never

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load import load_file, load_organisation
from roadmap_engine.load.files import is_text
from roadmap_engine.load.histories import history_path, load_history
from roadmap_engine.load.teacher_documents import load_document_lists
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.address_books import AddressBooks
from roadmap_engine.pipeline.duplicates import Checked, find_duplicates
from roadmap_engine.pipeline.faults import beside, check_own_templates
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import OwnFiles, add_belongings
from roadmap_engine.pipeline.papers import draw_papers, draw_published_papers
from roadmap_engine.pipeline.plans import Published, ReadAdoption, read_adoption, read_published
from roadmap_engine.pipeline.reading import Findings
from roadmap_engine.pipeline.signed_state import heed_signed
from roadmap_engine.planning.drawing.teachers import find_asked_of_teachers
from roadmap_engine.storage.roots import Root

__all__ = ["check_texts", "texts_under"]


def check_texts(paths: Iterable[Path], words: bytes | None = None) -> Outcome[tuple[str, ...]]:
    """Find every problem of texts, of folders of texts, and of published roadmaps by name.

    Args:
        paths: of them.
        words: of the single text that is meant, where it is not to be read from its file.

    Returns:
        the files that were read.
    """
    reading = Findings()
    books = AddressBooks(reading)
    checked: list[Checked] = []
    for path in paths:
        for each, root in texts_under(path) if words is None else ((path, None),):
            checked += _check_text(each, reading, books, root, words)
    reading.problems += (*find_duplicates(checked), *books.tell_unaddressed())
    return reading.outcome(tuple(sorted(reading.sources)))


def texts_under(path: Path) -> Iterator[tuple[Path, Root | None]]:
    """Give every text of a folder with the folder's root, or the one that is named."""
    if path.is_dir():
        root = Root.of_folder(path)
        found = sorted(each for each in path.rglob("*") if is_text(each))
        yield from ((each, root) for each in found)
    else:
        yield path, None


def _check_text(
    path: Path, reading: Findings, books: AddressBooks, root: Root | None, words: bytes | None
) -> tuple[Checked, ...]:
    """Check one text the way its kind asks for: an adoption and a roadmap with all they stand on.

    Returns:
        the adoption, to be seen beside others.
    """
    if path.suffix == ".zip" or (not os.path.lexists(path) and not path.suffix):
        _check_published(read_published(str(path)), reading)
        return ()
    loaded = load_file(path, root=root, words=words)
    match loaded.kind:
        case "adoption" if loaded.readable is not None:
            found = read_adoption(path, root=root, words=words)
            if found.value is not None and words is None:
                books.check(path, found.value)
            return _check_adoption(found, reading, path if words is None else None, root)
        case "roadmap" if loaded.readable is not None:
            _check_published(read_published(str(path), root, words), reading)
        case "organisation":
            organisation, *others = load_organisation(path, root=root, words=words)
            reading.take(organisation, *others)
            reading.problems += add_belongings(OwnFiles(), organisation)[1]
        case "adoption" | "roadmap" | "procedure" | "terms" | "contacts" | "plan" | None:
            reading.take(loaded)
        case _:
            assert_never(loaded.kind)
    return ()


def _check_adoption(
    found: Outcome[ReadAdoption], reading: Findings, path: Path | None, root: Root | None
) -> tuple[Checked, ...]:
    """Take in what is wrong with an adoption, and what would be with its papers, which are only tried."""
    reading.add(found)
    read = found.value
    if read is None:
        return ()
    heeded = heed_signed(path, read, root)
    drawn = frozenset(Paper) - heeded.signed.keys()
    told = draw_papers(heeded.plan, None, read.own, drawn, tries=True).problems
    histories, kept = load_history(history_path(path)) if path is not None else ((), ())
    reading.problems += (*heeded.problems, *beside(read.place((*told, *kept)), found.problems))
    reading.problems += beside(_find_asked(read), found.problems)
    return (Checked.of(path, read, histories),) if path is not None else ()


def _find_asked(read: ReadAdoption) -> Iterator[Problem]:
    """Find what teachers would have to write beyond their list, unless a school will not hear it."""
    if read.organisation.teacher_documents:
        place = read.text.locations.of_key(("assign",) if read.adoption.assign else ("roadmap",))
        yield from find_asked_of_teachers(read.plan, read.adoption, load_document_lists(), place)


def _check_published(found: Outcome[Published], reading: Findings) -> None:
    """Take in what is wrong with a roadmap, and what would be with its papers and those of its schools."""
    reading.add(found)
    published = found.value
    if published is None:
        return
    told = draw_published_papers(published, tries=True).problems
    if published.roadmap is not None:
        told += tuple(check_own_templates(published.roadmap, published.own))
    reading.problems += beside(told, found.problems)
