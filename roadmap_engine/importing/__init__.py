"""A Word or Excel table that exists → the YAML of a roadmap, with what was not understood marked.

    reading.read_manuscript(bytes, file) -> (Manuscript, problems)   paragraphs and tables, as people see them
    text.import_plan(manuscript, ...) -> (ImportedText, problems)    the text, the place of every remark in it
    auditing.find_faults(manuscript, account, ...) -> sentences      whether any row of a table was lost
    catalogue.describe_roadmap(roadmap, plan) -> KnownRoadmap        what published roadmaps call things

Nothing is guessed: what is not certain stays as the table has it, with a comment and a remark beside it.
Its modules are imported one by one: who reads a filled tracker loads nothing that reads tables of plans.
"""

from __future__ import annotations
