"""Plans with the addresses of their people and the settings of letters, looked for beside and above them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load import Loaded
from roadmap_engine.load.letters import SETTINGS_NAME, find_above
from roadmap_engine.model.contacts import Contacts
from roadmap_engine.model.digest import Digest, Followed
from roadmap_engine.pipeline.address_books import AddressBooks, compare_contacts, list_recorders
from roadmap_engine.pipeline.reading import Findings
from roadmap_engine.pipeline.tracking import Tracked

__all__ = ["Addressed", "Addressing", "RemindRun"]


@dataclass(frozen=True, slots=True)
class RemindRun:
    """What is asked for.

    Attributes:
        paths: adoptions, and folders of them.
        settings: the settings' file; the one beside or above each adoption unless given.
        only: keys of posts; everybody's where none is named.
        sends: whether letters are to be sent, and so settings and addresses are needed.
    """

    paths: Collection[Path]
    settings: Path | None = None
    only: Collection[str] = ()
    sends: bool = True


@dataclass(frozen=True, slots=True)
class Addressed:
    """A plan with the addresses of its people, and the settings it is under."""

    tracked: Tracked
    followed: Followed
    contacts: Loaded[Contacts] | None
    settings: Path | None

    def place(self, digest: Digest) -> Location | None:
        """Give where the address of a letter is written."""
        if self.contacts is None or not digest.reader.address:
            return None
        ways = (way for way in self.contacts.locations.values if way)
        return next(
            (
                self.contacts.locations.of_value(way)
                for way in ways
                if self.followed.addresses.get(str(way[-1]), "").lower() == digest.reader.address.lower()
            ),
            None,
        )


class Addressing:
    """Finds addresses and settings.

    Args:
        run: what is asked for.
        reading: takes in what is wrong.
    """

    def __init__(self, run: RemindRun, reading: Findings) -> None:
        self.run, self.reading = run, reading
        self.books = AddressBooks(reading)

    def address(self, tracked: Tracked) -> Addressed:
        """Give a plan with the addresses of its people; what is missing is told where it is needed."""
        read, path = tracked.read, tracked.path
        organisation = read.organisation.organisation
        contacts = self.books.find(path)
        if contacts is None and self.run.sends:
            self.reading.problems.append(Problem.of("RM795", file=path, organisation=organisation))
        known = contacts.value if contacts is not None else None
        if contacts is not None:
            self.reading.problems += compare_contacts(contacts, read)
        addresses = known.addresses_of(organisation) if known is not None else {}
        unsubscribed = known.unsubscribed_of(organisation) if known is not None else frozenset()
        recorders = list_recorders(read)
        followed = Followed(str(path), read.plan, tracked.board, addresses or {}, unsubscribed, recorders)
        settings = self.run.settings or find_above(path, SETTINGS_NAME)
        if settings is None and self.run.sends:
            self.reading.problems.append(Problem.of("RM786", file=path))
        return Addressed(tracked, followed, contacts, settings)
