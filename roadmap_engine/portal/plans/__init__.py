"""Whose folder is whose, and where plans stand: an index that follows from the texts."""
