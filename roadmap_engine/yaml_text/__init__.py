"""YAML text to a tree whose every value has its location, and a tree to YAML text that people go on writing.

compose(text, file) -> Composed(value, locations, problems)
write_text(entries) -> text: the only writer of YAML; new texts, imported tables and edits go through it
find_changes(nodes, edits) -> changes of characters, at the nodes of a text that is there

Nothing here knows what a roadmap is: what keys mean is `load`'s, `questionnaire`'s and `importing`'s.
"""
