"""Addresses of people × an organisation and its plan → who has none, whose is nobody's, who share one.

`remind` and `check` both ask here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.load import Loaded
from roadmap_engine.load.letters import CONTACTS_NAME, find_above, load_contacts
from roadmap_engine.model import Organisation, Plan
from roadmap_engine.model.contacts import Contacts, fold_address
from roadmap_engine.model.plan_people import key_of_holder, post_of
from roadmap_engine.model.plan_rows import list_answerers, list_rows
from roadmap_engine.pipeline.plans import ReadAdoption
from roadmap_engine.pipeline.reading import Findings
from roadmap_engine.russian import name_in_text

__all__ = ["AddressBooks", "compare_contacts", "list_recorders"]

_PERSON = "person:"


class AddressBooks:
    """Finds the addresses for adoptions; a file of them is read once.

    Args:
        reading: takes in what is wrong with a file.
    """

    def __init__(self, reading: Findings) -> None:
        self._reading = reading
        self._read: dict[Path, Loaded[Contacts]] = {}
        self._unaddressed: dict[tuple[str, str], tuple[Location, dict[str, None]]] = {}

    def find(self, adoption: Path) -> Loaded[Contacts] | None:
        """Give the addresses beside an adoption or above it; None where letters are not used."""
        found = find_above(adoption, CONTACTS_NAME)
        if found is None:
            return None
        if found not in self._read:
            self._read[found] = load_contacts(found)
            self._reading.take(self._read[found])
        return self._read[found]

    def check(self, adoption: Path, read: ReadAdoption) -> None:
        """Compare the addresses for an adoption with its people, where there are any."""
        contacts = self.find(adoption)
        if contacts is None:
            return
        self._reading.problems += compare_contacts(contacts, read)
        missing = _list_unaddressed(contacts, read)
        if missing:
            organisation = read.organisation.organisation
            place = contacts.locations.of_key(_way(contacts, organisation))
            _place, posts = self._unaddressed.setdefault((contacts.file, organisation), (place, {}))
            posts |= dict.fromkeys(missing)

    def tell_unaddressed(self) -> Iterator[Problem]:
        """Tell of people of the plans that were checked and have no address, of an organisation's once."""
        for (_file, organisation), (place, posts) in self._unaddressed.items():
            yield Problem.of("RM780", location=place, posts=list_names(posts), organisation=organisation)


def compare_contacts(contacts: Loaded[Contacts], read: ReadAdoption) -> Iterator[Problem]:
    """Compare addresses with an organisation's people: whose there are none, whose are nobody's or shared."""
    known, name = contacts.value, read.organisation.organisation
    if known is None:
        return
    addresses = known.addresses_of(name)
    if addresses is None:
        place = Location(contacts.file)
        yield Problem.of("RM777", location=place, file=contacts.file, organisation=name, plan=read.plan.plan)
        return
    way, holders = _way(contacts, name), _list_holders(read.organisation)
    for key in addresses:
        if key not in holders:
            yield _tell_stranger("RM778", contacts.locations.of_key((*way, key)), key, read, holders)
    for number, key in enumerate(known.unsubscribed if known.contacts == name else ()):
        if key not in holders:
            at = contacts.locations.of_value(("unsubscribed", number))
            yield _tell_stranger("RM781", at, key, read, holders)
    shown = {key: address for key, address in addresses.items() if key in holders}
    for one, other in _find_shared(shown, holders):
        yield Problem.of(
            "RM782",
            location=contacts.locations.of_value((*way, other)),
            related=(contacts.locations.of_value((*way, one)),),
            one=one,
            other=other,
            address=addresses[other],
        )


def list_recorders(read: ReadAdoption) -> dict[str, tuple[str, ...]]:
    """Give by event the keys of those who record it: whoever fills the role that learns its date."""
    roadmap = read.assembly.roadmap
    found: dict[str, tuple[str, ...]] = {}
    for name, event in roadmap.events.items():
        role = roadmap.roles.get(event.recorded_by) if event.recorded_by is not None else None
        if role is not None and event.recorded_by is not None:
            keys = read.adoption.roles.get(event.recorded_by, role.filled_by)
            found[name] = tuple(key for key in keys if key in read.organisation.people)
    return found


def _way(contacts: Loaded[Contacts], organisation: str) -> tuple[str, ...]:
    """Give the way to the addresses of an organisation's people."""
    own = contacts.value is not None and contacts.value.contacts == organisation
    return ("people",) if own else ("organisations", organisation)


def _list_holders(organisation: Organisation) -> Mapping[str, frozenset[str]]:
    """Give whom a key means, by her name as papers say it: all who hold a post, or who comes to it."""
    found: dict[str, frozenset[str]] = {}
    for post, people in organisation.people.items():
        found[post] = frozenset(name_in_text(each.name) for each in people)
        for each in people:
            if each.is_dated:
                key = key_of_holder(post, each.since, each.until)
                found.setdefault(key, frozenset({name_in_text(each.name)}))
    return found


def _tell_stranger(
    code: str, place: Location, key: str, read: ReadAdoption, holders: Mapping[str, frozenset[str]]
) -> Problem:
    posts = read.organisation.people
    # Whoever wrote a day means somebody of that post.
    meant = [each for each in holders if post_of(each) == post_of(key)]
    near = list_names(meant) if meant else near_names(key, posts) or list_names(posts)
    return Problem.of(code, location=place, post=key, organisation=read.organisation.organisation, near=near)


def _find_shared(
    addresses: Mapping[str, str], holders: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """Find keys of people of whom no one is the other and who have one address."""
    by_address: dict[str, list[str]] = {}
    for key, address in addresses.items():
        by_address.setdefault(fold_address(address), []).append(key)
    for keys in by_address.values():
        for one, other in combinations(keys, 2):
            if post_of(one) != post_of(other) and not holders[one] & holders[other]:
                yield one, other


def _list_unaddressed(contacts: Loaded[Contacts], read: ReadAdoption) -> tuple[str, ...]:
    """List the posts of a plan's people whom no letter would reach, though nobody has unsubscribed her."""
    known, name = contacts.value, read.organisation.organisation
    addresses = known.addresses_of(name) if known is not None else None
    if known is None or addresses is None:
        return ()
    reached = addresses.keys() | known.unsubscribed_of(name)
    return tuple(
        dict.fromkeys(
            post_of(key) for key in _list_keys(read.plan, read) if not reached & {key, post_of(key)}
        )
    )


def _list_keys(plan: Plan, read: ReadAdoption) -> Iterator[str]:
    """List the keys of those who may be written to: who answers for a row, who records an event."""
    for each in list_answerers(list_rows(plan)):
        if each.id.startswith(_PERSON):
            yield each.id.removeprefix(_PERSON)
    for keys in list_recorders(read).values():
        yield from keys
