"""What letters need beside adoptions: `contacts.yaml`, and the settings in `roadmap.toml`."""

from __future__ import annotations

import re
import tomllib
from itertools import zip_longest
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load.files import read_bytes
from roadmap_engine.load.library import load_file
from roadmap_engine.load.loaded import Loaded
from roadmap_engine.load.shape import validate_shape
from roadmap_engine.model.contacts import Contacts
from roadmap_engine.model.letter_settings import LetterSettings
from roadmap_engine.model.provenance import Locations
from roadmap_engine.model.provenance import Path as Way
from roadmap_engine.storage.roots import Root
from roadmap_engine.yaml_text.source import decode_source

__all__ = ["CONTACTS_NAME", "SETTINGS_NAME", "find_above", "load_contacts", "load_settings"]

CONTACTS_NAME = "contacts.yaml"
SETTINGS_NAME = "roadmap.toml"

_TABLE = re.compile(r"\s*\[\s*([A-Za-z0-9_-]+)\s*\]")
_ENTRY = re.compile(r"\s*(?P<key>[A-Za-z0-9_-]+)\s*=\s*(?P<value>\S.*?)?\s*$")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")


def find_above(text: Path, name: str) -> Path | None:
    """Find a file beside a text or in the folders above it, the nearest; none outside of the text's root."""
    root = Root.around(text)
    folder = text.parent.absolute()
    # The folders as the text's path names them: whoever meets the file there meets it by the same name.
    named = (text.parent, *text.parent.parents)
    for place, shown in zip_longest((folder, *folder.parents), named):
        if (place / name).is_file():
            return (shown or place) / name
        if str(place.resolve()) == root.folder:
            break
    return None


def load_contacts(path: Path) -> Loaded[Contacts]:
    """Read the addresses of people."""
    return load_file(path, "contacts")


def load_settings(path: Path) -> Loaded[LetterSettings]:
    """Read how letters are sent; what is wrong is told where it stands."""
    file = str(path)
    data, unread = read_bytes(path)
    if data is None:
        return Loaded(file, problems=unread)
    text, faults = decode_source(data, file)
    if text is None:
        return Loaded(file, problems=faults)
    try:
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        return Loaded(file, problems=(_explain(fault, file),), text=text)
    locations = _locate(text, file)
    settings, problems = validate_shape(LetterSettings, value, locations, "settings")
    return Loaded(file, None, settings, locations, (*faults, *problems), text)


def _explain(fault: Exception, file: str) -> Problem:
    found = _PLACE.search(str(fault))
    location = Location(file, int(found[1]), int(found[2])) if found else Location(file)
    return Problem.of("RM787", location=location)


def _locate(text: str, file: str) -> Locations:
    """Find where the entries of tables stand; what is written on several lines begins at the first."""
    keys: dict[Way, Location] = {}
    values: dict[Way, Location] = {(): Location(file)}
    table: Way = ()
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLE.match(line):
            table = (found[1],)
            place = Location(file, number, found.start(1) + 1, len(found[1]))
            keys[table] = values[table] = place
        elif found := _ENTRY.match(line):
            way = (*table, found["key"])
            keys[way] = Location(file, number, found.start("key") + 1, len(found["key"]))
            begin, end = found.span("value") if found["value"] else found.span("key")
            values[way] = Location(file, number, begin + 1, max(1, end - begin))
    return Locations(file, keys, values)
