"""The adoption of one school year → the text of the next, and what in its words has gone stale.

The old text is edited, so its comments, order and layout stay. What was true of the old year only goes behind
a «#» at its place. Years that have passed are looked for in everything the new plan is made of: the new text
with its comments, the organisation, the roadmap with all texts it stands on; they are told, never changed.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from roadmap_engine.calendars import SchoolTerms, SchoolYear
from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.load import Chain, Loaded, load_file, load_named_organisation, load_text
from roadmap_engine.load.editing import NotEditableError, edit_text
from roadmap_engine.model import Adoption, Assembly, Organisation
from roadmap_engine.model.edit import Edit, Remove, SetValue
from roadmap_engine.model.provenance import Path as Way
from roadmap_engine.model.year_wording import count_wordings
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.creating import locate_schema, title_of
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import BUNDLES
from roadmap_engine.pipeline.pinning import bundle_library, read_pinned_bundle
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.pipeline.stale_words import find_in_comments, find_in_roadmap, find_in_text
from roadmap_engine.planning.next_year.roll_over import (
    Forgotten,
    find_forgotten,
    next_name,
    next_year,
    shift_years,
)  # fmt: skip
from roadmap_engine.publishing.reading import LARGEST_BUNDLE
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.roots import LeadsOutError, Root
from roadmap_engine.yaml_text.composing import compose

__all__ = ["OldYear", "RolledOver", "read_old_year", "roll_over"]

_NOTHING = count_wordings(())
_SCHEMA = re.compile(r"# yaml-language-server: \$schema=(?P<path>\S+)")


@dataclass(frozen=True, slots=True)
class OldYear:
    """An adoption that was read to be carried over.

    Attributes:
        path: of its text.
        text: the text itself.
        adoption: what it says.
        organisation: the school.
        assembly: its roadmap, with the school's own changes.
        forgotten: what is not carried over.
        sources: texts that were read.
        root: what the paths it names do not lead out of.
        terms: the organisation's.
        spoken: how many words of the roadmap are of the year that ends, and stay behind in it.
    """

    path: Path
    text: str
    adoption: Adoption
    organisation: Organisation
    assembly: Assembly
    forgotten: tuple[Forgotten, ...]
    sources: Mapping[str, str]
    root: Root
    terms: SchoolTerms
    spoken: Bilingual

    @property
    def year(self) -> SchoolYear:
        """The school year that begins."""
        return next_year(self.adoption.school_year)

    @property
    def years(self) -> tuple[SchoolYear, ...]:
        """The school years of the new plan: as many as the old one has."""
        return tuple(map(next_year, self.adoption.school_years))

    def knows_terms_of(self, year: SchoolYear) -> bool:
        """Tell whether the organisation has terms for a year."""
        return self.terms.of(year) is not None

    @property
    def name(self) -> str:
        """What the new plan is called unless somebody says else, or a plan is called so already."""
        return shift_years(self.adoption.adoption, self.adoption.school_year)

    def usual_path(self) -> Path:
        """Name the new text after the old one: adoption-2026.yaml becomes adoption-2027.yaml."""
        return self.path.with_name(
            f"{next_name(self.path.stem, self.adoption.school_year)}{self.path.suffix}"
        )


@dataclass(frozen=True, slots=True)
class RolledOver:
    """The new year's text, to be written by whoever asked.

    Attributes:
        text: the new text.
        bundles: content by path, of bundles to lie beside it where it moves to another folder.
    """

    text: str
    bundles: Mapping[Path, bytes]


def read_old_year(path: Path) -> Outcome[OldYear]:
    """Read the adoption of the year that ends, with its roadmap and organisation."""
    loaded: Loaded[Adoption] = load_file(path, "adoption")
    sources = {loaded.file: loaded.text} if loaded.text is not None else {}
    adoption = loaded.value
    if adoption is None or loaded.text is None:
        return Outcome(None, loaded.problems, sources)
    place = loaded.locations.of_value(("organisation",))
    organisations = load_named_organisation(path, adoption.organisation, place, loaded.root)
    problems = [*loaded.problems, *(problem for text in organisations for problem in text.problems)]
    sources |= {text.file: text.text for text in organisations if text.text is not None}
    assembly, spoken = _assemble(loaded, path, problems, sources) or (None, _NOTHING)
    organisation = organisations[0].value
    if assembly is None or organisation is None or has_errors(problems):
        return Outcome(None, tuple(problems), sources)
    forgotten = find_forgotten(adoption)
    text, root, terms = loaded.text, loaded.root, SchoolTerms(organisation.calendar.terms)
    old = OldYear(path, text, adoption, organisation, assembly, forgotten, sources, root, terms, spoken)
    return Outcome(old, tuple(problem for problem in problems if has_errors((problem,))), sources)


def _assemble(
    loaded: Loaded[Adoption], path: Path, problems: list[Problem], sources: dict[str, str]
) -> tuple[Assembly, Bilingual] | None:
    adoption, library = loaded.value, shipped_library()
    if adoption is None:
        return None
    if adoption.pinned is not None:
        bundle, found = read_pinned_bundle(loaded, path.parent)
        problems += found
        if bundle is None:
            return None
        library = bundle_library(bundle, path.parent)
    place = loaded.locations.of_value(("roadmap",))
    chain = library.load_chain(adoption.roadmap, beside=path.parent, asked_at=place, root=loaded.root)
    sources |= {text.file: text.text for text in chain.texts if text.text is not None}
    problems += chain.problems
    if not chain.complete:
        return None
    assembly, found = assemble(chain.texts, loaded)
    problems += found
    return (assembly, _count_left(chain, adoption)) if assembly is not None else None


def _count_left(chain: Chain, adoption: Adoption) -> Bilingual:
    """Count the words that are of the year that ends; what moves already, or was never of it, stays so."""
    published, _found = assemble(chain.texts)
    if published is None or adoption.moved_from is not None or published.written != adoption.school_year:
        return _NOTHING
    return count_wordings(each for each in published.wordings if each.before != each.after)


def roll_over(old: OldYear, target: Path, name: str, answers: Mapping[Way, Any]) -> Outcome[RolledOver]:
    """Make the new year's text.

    Args:
        old: the adoption of the year that ends.
        target: where the new text will lie.
        name: of the new plan, for programs.
        answers: what is known of the new year already, by the way to its field.

    Returns:
        the text, and as problems what was left behind and which words have gone stale.
    """
    edits = _edits(old, target, name, answers)
    try:
        text = _with_schema(edit_text(old.text, edits), target)
    except NotEditableError:
        problem = Problem.of("RM717", location=Location(str(old.path)), file=old.path)
        return Outcome(None, (problem,), old.sources)
    loaded: Loaded[Adoption] = load_text(text.encode(), str(target), "adoption")
    sources = {**old.sources, str(target): text}
    if loaded.value is None:
        return Outcome(None, loaded.problems, sources)
    answered = {way for way, value in answers.items() if value is not None}
    problems = (
        *_left_behind(old, answered),
        *_stale_terms(old),
        *_stale_words(old, text, str(target), answered, moves=loaded.value.moved_from is not None),
    )
    return Outcome(RolledOver(text, _bundles(old, target)), tuple(dict.fromkeys(problems)), sources)


def _with_schema(text: str, target: Path) -> str:
    """Let the first line name the schema as it is seen from the new folder."""
    found = _SCHEMA.match(text)
    if found is None or "://" in found["path"] or (target.parent / found["path"]).is_file():
        return text
    start, end = found.span("path")
    return f"{text[:start]}{locate_schema('adoption', target)[0]}{text[end:]}"


def _edits(old: OldYear, target: Path, name: str, answers: Mapping[Way, Any]) -> list[Edit]:
    edits: list[Edit] = [
        SetValue(("adoption",), name),
        SetValue(("school_year",), _next_years(old)),
        *_moved_paths(old, target),
    ]
    # The new plan has been called nothing else yet.
    edits += [Remove((name,)) for name in ("former", "known_as") if name in old.adoption.model_fields_set]
    edits += [Remove(each.path, remembered=True) for each in old.forgotten if answers.get(each.path) is None]
    edits += [SetValue(way, value) for way, value in answers.items() if value is not None]
    return edits


def _next_years(old: OldYear) -> str | list[str]:
    """Give the new plan as many school years as the old one has."""
    following = [str(year.following) for year in old.adoption.school_years]
    return following if len(following) > 1 else following[0]


def _moves(old: OldYear, target: Path) -> bool:
    return target.absolute().parent != old.path.absolute().parent


def _moved_paths(old: OldYear, target: Path) -> Iterator[Edit]:
    """What the text names by a path is seen from another folder now."""
    if not _moves(old, target):
        return
    yield SetValue(("organisation",), _seen_from(target, old, old.adoption.organisation))
    pin = old.adoption.pinned
    if pin is not None and (old.path.parent / pin.source).exists():
        yield SetValue(("pinned", "source"), _seen_from(target, old, pin.source))


def _seen_from(target: Path, old: OldYear, path: str) -> str:
    there = old.path.absolute().parent / path
    return PurePath(os.path.relpath(there, target.absolute().parent)).as_posix()


def _bundles(old: OldYear, target: Path) -> dict[Path, bytes]:
    """Take along the bundle the adoption is pinned to, if the new text lies elsewhere."""
    if old.adoption.pinned is None or not _moves(old, target):
        return {}
    stem = old.adoption.roadmap.partition("@")[0]
    found = sorted((old.path.parent / BUNDLES).glob(f"{stem}-*.zip*"))
    bundles: dict[Path, bytes] = {}
    for path in found:
        # The one that is pinned was read already; what else bears its name may be anything.
        with contextlib.suppress(LeadsOutError, OSError):
            bundles[target.parent / BUNDLES / path.name] = read_file(path, LARGEST_BUNDLE, old.root)
    return bundles


def _left_behind(old: OldYear, answered: set[Way]) -> Iterator[Problem]:
    for each in old.forgotten:
        if each.path not in answered:
            yield Problem.of(
                "RM715",
                path=".".join(map(str, each.path)),
                words=each.words,
                year=str(old.adoption.school_year),
            )


def _stale_terms(old: OldYear) -> Iterator[Problem]:
    terms = old.terms
    if terms and not old.knows_terms_of(old.year):
        file = str(old.path.parent / old.adoption.organisation)
        place = compose(old.sources.get(file, ""), file).locations.of_value(("calendar", "terms"))
        found = max(str(each.school_year) for each in terms.known)
        yield Problem.of("RM716", location=place, found=found, year=str(old.year))


def _stale_words(
    old: OldYear, text: str, file: str, said: Collection[Way], *, moves: bool
) -> Iterator[Problem]:
    organisation = str(old.path.parent / old.adoption.organisation)
    # What moves goes on with the plan by itself.
    cited = " ".join(title_of(old.assembly.roadmap).split()) if moves else ""
    yield from find_in_text(text, file, old.year, said)
    yield from find_in_comments(text, file, old.year, (each.words for each in old.forgotten), cited)
    yield from find_in_text(old.sources.get(organisation, ""), organisation, old.year)
    if not moves:
        yield from find_in_roadmap(old.assembly, old.sources, str(old.path), old.year)
