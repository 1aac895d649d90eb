"""`python -m roadmap_engine.cli` is `roadmap`."""

from __future__ import annotations

from roadmap_engine.cli import main

main()
