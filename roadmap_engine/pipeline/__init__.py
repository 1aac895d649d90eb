"""Strings the stages together; the only package that knows them all.

Each function answers with an `Outcome`: the value as far as there is one, every problem met on the
way, and the texts that were read, for excerpts. Its modules are imported one by one, because a command
that checks a text needs no Word templates.
"""
