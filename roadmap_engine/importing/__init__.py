"""A Word or Excel table that exists → the YAML of a roadmap, with what was not understood marked.

    read_manuscript(bytes, file) -> (Manuscript, problems)        paragraphs and tables, as people see them
    import_plan(manuscript, ...) -> (ImportedText, problems)      the text, the place of every remark in it
    find_faults(manuscript, account, ...) -> sentences            whether any row of a table was lost
    describe_roadmap(roadmap, plan) -> KnownRoadmap               what published roadmaps call things

Nothing is guessed: what is not certain stays as the table has it, with a comment and a remark beside it.
"""

from __future__ import annotations

from roadmap_engine.importing.auditing import find_faults
from roadmap_engine.importing.catalogue import Catalogue, KnownRoadmap, describe_roadmap
from roadmap_engine.importing.manuscript import Manuscript
from roadmap_engine.importing.reading import read_manuscript
from roadmap_engine.importing.text import ImportedText, Wishes, import_plan

__all__ = [
    "Catalogue",
    "ImportedText",
    "KnownRoadmap",
    "Manuscript",
    "Wishes",
    "describe_roadmap",
    "find_faults",
    "import_plan",
    "read_manuscript",
]
