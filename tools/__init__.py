"""Programs for those who work on the engine; none is shipped."""
