"""A Word or Excel table that exists → the YAML of a roadmap, with what was not understood marked."""

from __future__ import annotations

__all__: list[str] = []
