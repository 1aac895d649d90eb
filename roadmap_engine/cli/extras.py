"""The extras of the program that change what it can do."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["EXTRAS"]

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "fast": ("deflate", "isal"),
    "cluster": ("distributed", "fsspec"),
    "portal": ("django", "waitress", "whitenoise", "csp", "django_htmx"),
    "postgres": ("psycopg",),
}
"""The packages of each, as Python calls them."""
