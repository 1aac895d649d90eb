"""YAML text to values of the model, with the location of every one of them; the only reader of source files.

load_text(bytes, file) -> Loaded(value, locations, problems)
Library(folders).load_chain(name) -> Chain(texts, problems), base first
load_file, load_adoption, load_organisation: the same from a path
"""

from __future__ import annotations

from roadmap_engine.load.library import Chain, Library, load_file
from roadmap_engine.load.loaded import KINDS, Loaded, load_text
from roadmap_engine.load.organisations import load_named_organisation, load_organisation
from roadmap_engine.load.shelves import ShelvedText

__all__ = [
    "KINDS",
    "Chain",
    "Library",
    "Loaded",
    "ShelvedText",
    "load_file",
    "load_named_organisation",
    "load_organisation",
    "load_text",
]
