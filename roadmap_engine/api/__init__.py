"""What `import roadmap_engine` offers, subject by subject; the command line stands on it too.

A function takes a text as its reader has it (`texts.Text`), or a name, and answers with an `Outcome`. It
never raises for what a text says, never reads the clock, and writes nothing; only `Papers.save` writes. What
raises is a call that makes no sense, with `ValueError`, and a disk that refuses, with `OSError`.
"""
