"""The version of the program, said here alone: the wheel, `--version` and bundles take it from here."""

__all__ = ["__version__"]

__version__ = "1.0.0rc2"
