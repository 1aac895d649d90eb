"""An adoption's text with everything it refers to: the roadmap's chain, the organisation, the procedure.

Every fault of any of them is told in one run: what is faulty is read on without its faults, and something
stands for what is not there at all, only so that the rest can be looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap_engine.diagnostics.asides import OverAndDone
from roadmap_engine.load import Chain, Library, Loaded, load_file, load_named_organisation
from roadmap_engine.model import Adoption, Assembly, Locations, Organisation, ProcedureForms
from roadmap_engine.model.organisation import OrganisationNames
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.pipeline.faults import find_missing_templates
from roadmap_engine.pipeline.joining import Joiner
from roadmap_engine.pipeline.libraries import gather_own_templates, shipped_library
from roadmap_engine.pipeline.own_files import OwnFiles, add_belongings
from roadmap_engine.pipeline.publishers import list_settled
from roadmap_engine.pipeline.reading import Findings, Shared, read_procedure
from roadmap_engine.pipeline.reading_on import Faults
from roadmap_engine.storage.roots import Root

__all__ = ["Adopted", "read_adopted"]

_WORDS = "…"
_ANY_ORGANISATION = Organisation(
    organisation="organisation", name=OrganisationNames(full=_WORDS, short=_WORDS), place=_WORDS
)
_ANY_PROCEDURE = ProcedureForms(**dict.fromkeys(ProcedureForms.model_fields, _WORDS))


@dataclass(frozen=True, slots=True)
class Adopted:
    """An adoption with everything it refers to, as far as that could be read.

    Attributes:
        assembly: the roadmap with the school's changes; None where it cannot be joined.
        people_at: where the organisation's text says what.
        faults: of the texts; where there are any, all this is only to look for more.
    """

    text: Loaded[Adoption]
    adoption: Adoption
    organisation: Organisation
    procedure: ProcedureForms | None
    assembly: Assembly | None
    chain: Chain
    own: OwnFiles
    people_at: Locations
    faults: Faults

    def texts(self) -> tuple[Loaded[RoadmapText], ...]:
        """Give the roadmap's texts, base first, past their faults where there is a way."""
        return self.chain.readable() or self.chain.texts

    def settled(self) -> OverAndDone:
        """Give what is settled, and nobody is told of any more."""
        if self.assembly is None:
            return OverAndDone()
        return list_settled(self.adoption, self.assembly, self.text.locations)


def read_adopted(
    path: Path, reading: Findings, root: Root | None, words: bytes | None, shared: Shared
) -> Adopted | None:
    """Read an adoption and all it refers to; None where its own text cannot be read, nor past its faults.

    Args:
        path: of the adoption's text.
        reading: takes in what is met.
        root: of the folder it was found in; none where its reader named it.
        words: its text, where it is not to be read from the file.
        shared: what other adoptions of the same run stand on.
    """
    written: Loaded[Adoption] = load_file(path, "adoption", root=root, words=words)
    reading.take(written)
    text = written.readable
    if text is None or text.value is None:
        return None
    adoption = text.value
    library, chain, own = shared.take(
        ("chain", path.parent, adoption.roadmap, adoption.pinned, text.root),
        lambda reading: _read_chain(text, adoption, path.parent, reading),
        reading,
        path,
    )
    organisations = shared.take(
        ("organisation", path.parent, adoption.organisation, text.root),
        lambda reading: _read_organisation(text, adoption, path, reading),
        reading,
        path,
    )
    organisation = organisations[0].readable or organisations[0]
    own, missing = add_belongings(own, organisation)
    reading.problems += missing
    procedure = None
    if "procedure" not in text.left_out.filled:
        procedure = read_procedure(text, adoption, library, reading)
    # A plan may be of no procedure.
    unread = procedure is None and ("procedure" in text.left_out.filled or adoption.procedure.use is not None)
    faults = Faults.of((written, *chain.texts, *organisations)).without(
        organisation=organisation.value is None, procedure=unread
    )
    return Adopted(
        text,
        adoption,
        organisation.value or _ANY_ORGANISATION,
        _ANY_PROCEDURE if unread else procedure,
        _join(text, chain, own, faults, reading, shared.joiner),
        chain,
        own,
        organisation.locations,
        faults,
    )


def _join(
    text: Loaded[Adoption],
    chain: Chain,
    own: OwnFiles,
    faults: Faults,
    reading: Findings,
    joiner: Joiner,
) -> Assembly | None:
    """Join the texts of a chain and the school's own, past the faults of any of them."""
    texts = chain.readable()
    if not texts:
        return None
    joined = joiner.join(texts, text)
    assembly = joined.assembly
    reading.problems += faults.certain(joined.problems)
    if assembly is not None:
        reading.problems += faults.certain((*joined.checked, *find_missing_templates(assembly, own)))
        if not faults.found and text.value is not None and text.value.settled:
            from roadmap_engine.pipeline.keeping import verify_kept  # noqa: PLC0415 -- few keep anything

            reading.problems += verify_kept(text, chain, assembly, Path(text.file).parent)
    return assembly


def _read_organisation(
    text: Loaded[Adoption], adoption: Adoption, path: Path, reading: Findings
) -> tuple[Loaded[Organisation], *tuple[Loaded[Any], ...]]:
    if "organisation" in text.left_out.filled:
        return (Loaded(str(path)),)
    asked_at = text.locations.of_value(("organisation",))
    organisations = load_named_organisation(path, adoption.organisation, asked_at, text.root)
    reading.take(*organisations)
    return organisations


def _read_chain(
    text: Loaded[Adoption], adoption: Adoption, folder: Path, reading: Findings
) -> tuple[Library, Chain, OwnFiles]:
    """Read the roadmap an adoption stands on: from the bundle it is pinned to, if it is, and only from it."""
    library = shipped_library()
    bundled: Mapping[str, bytes] | None = None
    if "roadmap" in text.left_out.filled or "pinned" in text.left_out.fields:
        return library, Chain((), ()), OwnFiles()
    if adoption.pinned is not None:
        from roadmap_engine.pipeline import pinning  # noqa: PLC0415 -- only bundles ask for archives and keys

        bundle, problems = pinning.read_pinned_bundle(text, folder)
        reading.problems += problems
        if bundle is None:
            return library, Chain((), problems), OwnFiles()
        bundled = pinning.bundle_templates(bundle)
        library = pinning.bundle_library(bundle, folder)
    asked_at = text.locations.of_value(("roadmap",))
    chain = library.load_chain(adoption.roadmap, beside=folder, asked_at=asked_at, root=text.root)
    own, unread = gather_own_templates(chain.texts, bundled)
    reading.problems += unread
    for each in chain.texts:
        reading.remember(each)
    reading.problems += chain.problems
    return library, chain, own
