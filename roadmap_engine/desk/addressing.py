"""Addresses of a school's people: as their text says them, and as somebody wants them to be."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.load.editing import NotEditableError, edit_text
from roadmap_engine.load.letters import CONTACTS_NAME, find_above, load_contacts
from roadmap_engine.model.edit import Edit, Remove, SetValue
from roadmap_engine.pipeline.not_editable import tell_not_editable
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.texts import read_text_bytes, replace_text

__all__ = ["AddressBook", "read_addresses", "write_addresses"]


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The addresses of one organisation's people.

    Attributes:
        path: of the text that has them, or is to have them.
        written: what it holds; None where there is none.
        text: the same as words, or what a new one begins with.
        people: addresses by the key of a post.
        way: to them in the text.
        unsubscribed: keys of those who want no letters.
    """

    path: Path
    written: bytes | None
    text: str
    people: Mapping[str, str]
    way: tuple[str, ...]
    unsubscribed: frozenset[str] = frozenset()

    @property
    def version(self) -> str:
        """Name what it says of this organisation; another organisation's addresses are no matter of it."""
        said = json.dumps(dict(self.people), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def read_addresses(adoption: Path, organisation: str) -> Outcome[AddressBook]:
    """Read the addresses beside an adoption or above it; none where there is no text yet.

    Args:
        adoption: its text.
        organisation: id of whose people they are.
    """
    path = find_above(adoption, CONTACTS_NAME) or adoption.parent / CONTACTS_NAME
    written = read_text_bytes(path)
    if written is None:
        return Outcome(AddressBook(path, None, f"contacts: {organisation}\n", {}, ("people",)))
    loaded = load_contacts(path)
    if loaded.value is None or loaded.text is None or has_errors(loaded.problems):
        return Outcome(None, loaded.problems)
    known = loaded.value
    way = ("people",) if known.contacts == organisation else ("organisations", organisation)
    people = known.addresses_of(organisation) or {}
    return Outcome(AddressBook(path, written, loaded.text, people, way, known.unsubscribed_of(organisation)))


def write_addresses(
    adoption: Path, organisation: str, addresses: Mapping[str, str], saw: str
) -> Outcome[AddressBook]:
    """Let the text say other addresses; of whom nothing is given, hers stays.

    Args:
        adoption: text beside which it lies.
        organisation: id of whose people they are.
        addresses: by the key of a post; an empty one is taken out.
        saw: the version that their author saw.

    Returns:
        What the text says now; nothing, and no problem, where it was no longer what their author saw.
    """
    place = (find_above(adoption, CONTACTS_NAME) or adoption).parent
    with hold_folder(place) as refused:
        if refused:
            return Outcome(None, refused)
        read = read_addresses(adoption, organisation)
        book = read.value
        if book is None or book.version != saw:
            return Outcome(None, read.problems if book is None else ())
        edits = tuple(_edit(book, addresses))
        if not edits:
            return Outcome(book)
        try:
            edited = edit_text(book.text, edits)
        except NotEditableError:
            return Outcome(None, (tell_not_editable(book.path, book.text, edits),))
        unwritten = _replace(book, edited.encode())
        return Outcome(None, unwritten) if unwritten else read_addresses(adoption, organisation)


def _edit(book: AddressBook, addresses: Mapping[str, str]) -> Iterator[Edit]:
    for key, address in addresses.items():
        if address and book.people.get(key) != address:
            yield SetValue((*book.way, key), address)
        elif not address and key in book.people:
            yield Remove((*book.way, key))


def _replace(book: AddressBook, data: bytes) -> tuple[Problem, ...]:
    """Write the text; a mark that it began with stays."""
    mark = codecs.BOM_UTF8 if (book.written or b"").startswith(codecs.BOM_UTF8) else b""
    return replace_text(book.path, book.written, mark + data)
