"""The `roadmap` command: reads files, shows problems, writes papers; the only place with exit codes.

0: done; 1: the content has problems; 2: wrong usage; 130: interrupted.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line; the console script's entry."""
    from roadmap_engine.cli.loading import leave_rubbish, loading

    with loading():
        from roadmap_engine.cli.program import run

    code = run()
    leave_rubbish()
    raise SystemExit(code)
