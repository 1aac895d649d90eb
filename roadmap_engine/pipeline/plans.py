"""From the path of a text to a plan: the texts are read, joined, checked, and the plan is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from roadmap_engine.checks import run_checks
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.load import Chain, Library, Loaded
from roadmap_engine.model import Adoption, Assembly, Locations, Organisation, Plan, Roadmap
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import StatusLog
from roadmap_engine.model.published_order import PublishedOrder
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.adopted import Adopted, read_adopted
from roadmap_engine.pipeline.faults import find_missing_templates, place_in_texts
from roadmap_engine.pipeline.happened import LogTold, read_happened
from roadmap_engine.pipeline.known import Known, add_known
from roadmap_engine.pipeline.labels import label_files
from roadmap_engine.pipeline.libraries import gather_own_templates, shipped_library
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import OwnFiles
from roadmap_engine.pipeline.publishers import list_settled, set_published_aside
from roadmap_engine.pipeline.reading import Findings, Shared
from roadmap_engine.pipeline.reading_on import Faults
from roadmap_engine.planning.drawing import draw_plan, draw_published, weigh_plan, weigh_published
from roadmap_engine.planning.ordering.points import find_over
from roadmap_engine.planning.ordering.published import draw_published_order
from roadmap_engine.storage.roots import Root
from roadmap_engine.tracking.boards import draw_board, see_board_on

__all__ = [
    "Published",
    "ReadAdoption",
    "ReadRoadmap",
    "find_order_faults",
    "read_adoption",
    "read_log_again",
    "read_published",
    "read_roadmap",
    "shipped_library",
]


@dataclass(frozen=True, slots=True)
class Published:
    """A published text as it stands.

    Attributes:
        plan: its plan.
        order: the order it was issued with, where that is written.
        own: its own templates.
        roadmap: what the plan was drawn of, where it was a text.
    """

    plan: Plan
    order: PublishedOrder | None = None
    own: OwnFiles = field(default_factory=OwnFiles)
    roadmap: Roadmap | None = None


def read_published(name: str, root: Root | None = None, words: bytes | None = None) -> Outcome[Published]:
    """Read a published roadmap as it stands, for nobody in particular; it stands even beside errors of sense.

    Args:
        name: of a roadmap that comes with the program, or the path of a file.
        root: of the folder it was found in; none where its reader named it.
        words: its text, where it is not to be read from the file.
    """
    reading = Findings()
    read = _read_roadmap(name, reading, root=root, words=words)
    if read is None:
        return reading.outcome(None)
    plan, problems = draw_published(read.assembly, labels=label_files(reading.sources, None))
    reading.problems += problems
    _set_bases_aside(reading, read)
    roadmap = read.assembly.roadmap
    return reading.outcome(Published(plan, draw_published_order(roadmap, plan), read.own, roadmap))


@dataclass(frozen=True, slots=True)
class ReadRoadmap:
    """A published roadmap with the texts it stands on.

    Attributes:
        chain: the texts, base first.
        assembly: what they come to.
        own: the roadmap's own templates.
    """

    chain: Chain
    assembly: Assembly
    own: OwnFiles


def read_roadmap(name: str, library: Library | None = None, root: Root | None = None) -> Outcome[ReadRoadmap]:
    """Read a published roadmap and check it; it stands even beside errors of sense.

    Args:
        name: of a roadmap of the library, the path of a text, or of a bundle.
        library: where it is looked for; what comes with the program unless given.
        root: of the folder it was found in; none where its reader named it.
    """
    reading = Findings()
    read = _read_roadmap(name, reading, library, root)
    if read is not None:
        _set_bases_aside(reading, read)
    return reading.outcome(read)


def _set_bases_aside(reading: Findings, read: ReadRoadmap) -> None:
    """Leave to their publishers what is told of the texts that a layer stands on."""
    reading.problems = list(set_published_aside(reading.problems, read.chain.texts[-1], read.chain.texts))


def _read_roadmap(
    name: str,
    reading: Findings,
    library: Library | None = None,
    root: Root | None = None,
    words: bytes | None = None,
) -> ReadRoadmap | None:
    bundled: Mapping[str, bytes] | None = None
    if library is None and name.endswith(".zip"):
        from roadmap_engine.pipeline import pinning  # noqa: PLC0415 -- only bundles ask for archives and keys

        bundle, problems = pinning.read_bundle_file(Path(name), root=root)
        reading.problems += problems
        if bundle is None:
            return None
        bundled = pinning.bundle_templates(bundle)
        name, library = bundle.manifest.roadmap, pinning.bundle_library(bundle, Path(name).parent)
    chain = (library or shipped_library()).load_chain(name, root=root, words=words)
    own, unread = gather_own_templates(chain.texts, bundled)
    reading.problems += unread
    for text in chain.texts:
        reading.remember(text)
    reading.problems += chain.problems
    texts, faults = chain.readable(), Faults.of(chain.texts)
    assembly, found = assemble(texts) if texts else (None, ())
    reading.problems += faults.certain(found)
    if assembly is None:
        return None
    reading.problems += faults.certain(run_checks(assembly))
    too_much = weigh_published(assembly)
    reading.problems += faults.certain((*too_much, *find_missing_templates(assembly, own)))
    return None if too_much or not chain.complete else ReadRoadmap(chain, assembly, own)


@dataclass(frozen=True, slots=True)
class ReadAdoption:
    """An adoption, what it and the roadmap's layers come to, and its plan.

    Attributes:
        chain: the texts it stands on, base first.
        assembly: all layers with its own changes.
        plan: the school's.
        own: the roadmap's and the school's own files that go into the papers.
        text: the adoption's.
        people_at: where the organisation's text says what.
        log: what has happened, as the status log beside the text says it; the plan has it.
        board: of the plan with that log, on no day; None where nothing has happened.
        told: how the log was read and the board drawn, for whoever reads a longer one.
    """

    adoption: Adoption
    organisation: Organisation
    chain: Chain
    assembly: Assembly
    plan: Plan
    own: OwnFiles
    text: Loaded[Adoption]
    people_at: Locations
    log: StatusLog = field(default_factory=StatusLog)
    board: Board | None = None
    told: LogTold = field(default_factory=LogTold, repr=False, compare=False)

    def see_on(self, today: dt.date | None) -> Board:
        """Give its board as it is seen on a day; without one nothing is soon due or overdue."""
        if self.board is None:
            return draw_board(self.plan, self.log, today)[0]
        return see_board_on(self.board, self.plan, today)

    def place(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Put the problems of its papers where the texts say what is wrong, for those who can mend it."""
        answers_at = self.text.locations
        placed = place_in_texts(problems, self.assembly, answers_at, self.people_at)
        over = list_settled(self.adoption, self.assembly, answers_at)
        return set_published_aside(placed, self.text, self.chain.texts, over)


def read_adoption(
    path: Path,
    known: Known | None = None,
    root: Root | None = None,
    words: bytes | None = None,
    language: Language = "ru",
    shared: Shared | None = None,
) -> Outcome[ReadAdoption]:
    """Make the plan of an adoption and give it with what it was made of; it stands even beside errors.

    Args:
        path: of the adoption's text.
        known: dates that the text does not have yet.
        root: of the folder it was found in; none where its reader named it.
        words: its text, where it is not to be read from the file.
        language: in which the plan explains itself; its papers are Russian.
        shared: what other adoptions of the same run stand on.
    """
    reading = Findings()
    adopted = read_adopted(path, reading, root, words, shared or Shared(alone=True))
    if adopted is None:
        return reading.outcome(None)
    drawn = _draw(adopted, known or Known(), reading, path, language)
    told = set_published_aside(reading.problems, adopted.text, adopted.texts(), adopted.settled())
    reading.problems = list(told)
    return reading.outcome(drawn)


def _draw(
    adopted: Adopted, known: Known, reading: Findings, path: Path, language: Language
) -> ReadAdoption | None:
    """Draw the plan, where there is a roadmap to draw it of; beside faults only to see what else is wrong."""
    assembly, organisation, procedure = adopted.assembly, adopted.organisation, adopted.procedure
    if assembly is None:
        return None
    adoption, unnamed = add_known(adopted.adoption, known, assembly.roadmap)
    locations, certain = adopted.text.locations, adopted.faults.certain
    too_much = weigh_plan(assembly, adoption, organisation, procedure, locations=locations)
    reading.problems += certain((*unnamed, *too_much), drawn=True)
    if too_much:
        return None
    plan, problems = draw_plan(
        assembly,
        adoption,
        organisation,
        procedure,
        labels=label_files(reading.sources, path.parent),
        locations=locations,
        language=language,
    )
    reading.problems += certain(problems, drawn=True)
    if adopted.faults.found:
        return None
    happened = read_happened(path, plan, adopted.adoption, LogTold())
    reading.problems += happened.problems
    made_of = adopted.text, adopted.people_at, happened.log, happened.board, happened.told
    plan = happened.plan
    return ReadAdoption(adoption, organisation, adopted.chain, assembly, plan, adopted.own, *made_of)


def read_log_again(path: Path, read: ReadAdoption, problems: Iterable[Problem]) -> Outcome[ReadAdoption]:
    """Give an adoption that has been read, whose log alone has changed since, with the log of now.

    Where the log has only grown, the lines that came are read, and what they are about is drawn anew.

    Args:
        path: of its text.
        read: what its texts came to.
        problems: what was wrong with them, and with the log as it was.
    """
    others = (each for each in problems if each not in read.told.problems)
    happened = read_happened(path, read.plan, read.text.value or read.adoption, read.told)
    again = replace(read, plan=happened.plan, log=happened.log, board=happened.board, told=happened.told)
    return Outcome(again, (*others, *happened.problems))


def find_order_faults(read: ReadAdoption) -> tuple[Problem, ...]:
    """Find what the school's order cannot command: measures that are over on its own date."""
    found = find_over(read.plan).items()
    places = {measure: read.assembly.location(measure, "deadline") for measure, _ in found}
    return tuple(replace(problem, location=places[measure]) for measure, problem in found)
