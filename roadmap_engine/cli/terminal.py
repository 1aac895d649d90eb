"""How wide lines may be."""

from __future__ import annotations

import shutil

__all__ = ["terminal_width"]

_NARROWEST, _WIDEST = 60, 140


def terminal_width() -> int:
    """Give the width of the terminal, as far as lines can be read well."""
    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
