"""Plans with the addresses of their people and the settings of letters, looked for beside and above them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.load import Loaded
from roadmap_engine.load.letters import CONTACTS_NAME, SETTINGS_NAME, find_above, load_contacts
from roadmap_engine.model.contacts import Contacts
from roadmap_engine.model.digest import Digest, Followed
from roadmap_engine.model.plan_people import post_of
from roadmap_engine.pipeline.plans import ReadAdoption
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
    """Finds addresses and settings; a file of addresses is read once.

    Args:
        run: what is asked for.
        reading: takes in what is wrong.
    """

    def __init__(self, run: RemindRun, reading: Findings) -> None:
        self.run, self.reading = run, reading
        self._contacts: dict[Path, Loaded[Contacts]] = {}

    def address(self, tracked: Tracked) -> Addressed:
        """Give a plan with the addresses of its people; what is missing is told where it is needed."""
        read, path = tracked.read, tracked.path
        organisation = read.organisation.organisation
        contacts = self._read_contacts(path, organisation)
        known = contacts.value if contacts is not None else None
        addresses = known.addresses_of(organisation) if known is not None else {}
        if addresses is None and contacts is not None:
            place = Location(contacts.file)
            told = Problem.of(
                "RM777", location=place, file=contacts.file, organisation=organisation, plan=read.plan.plan
            )
            self.reading.problems.append(told)
        if contacts is not None and addresses:
            self.reading.problems += _find_strangers(contacts, read, addresses)
        recorders = _list_recorders(read)
        unsubscribed = known.unsubscribed if known is not None and known.contacts == organisation else ()
        followed = Followed(
            str(path), read.plan, tracked.board, addresses or {}, frozenset(unsubscribed), recorders
        )
        settings = self.run.settings or find_above(path, SETTINGS_NAME)
        if settings is None and self.run.sends:
            self.reading.problems.append(Problem.of("RM786", file=path))
        return Addressed(tracked, followed, contacts, settings)

    def _read_contacts(self, path: Path, organisation: str) -> Loaded[Contacts] | None:
        found = find_above(path, CONTACTS_NAME)
        if found is None:
            if self.run.sends:
                self.reading.problems.append(Problem.of("RM795", file=path, organisation=organisation))
            return None
        if found not in self._contacts:
            self._contacts[found] = load_contacts(found)
            self.reading.take(self._contacts[found])
        return self._contacts[found]


def _list_recorders(read: ReadAdoption) -> dict[str, tuple[str, ...]]:
    """Give by event the keys of those who record it: whoever fills the role that learns its date."""
    roadmap = read.assembly.roadmap
    found: dict[str, tuple[str, ...]] = {}
    for name, event in roadmap.events.items():
        role = roadmap.roles.get(event.recorded_by) if event.recorded_by is not None else None
        if role is not None and event.recorded_by is not None:
            keys = read.adoption.roles.get(event.recorded_by, role.filled_by)
            found[name] = tuple(key for key in keys if key in read.organisation.people)
    return found


def _find_strangers(
    contacts: Loaded[Contacts], read: ReadAdoption, addresses: Mapping[str, str]
) -> Iterator[Problem]:
    """Tell of addresses for posts that the organisation does not have."""
    known = read.organisation.people
    organisation = read.organisation.organisation
    own = contacts.value is not None and contacts.value.contacts == organisation
    way: tuple[str, ...] = ("people",) if own else ("organisations", organisation)
    for key in addresses:
        if post_of(key) not in known:
            near = near_names(key, known) or list_names(known)
            place = contacts.locations.of_key((*way, key))
            yield Problem.of("RM778", location=place, post=key, organisation=organisation, near=near)
