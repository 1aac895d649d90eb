"""Names of what `roadmap batch` writes last: beside a school's papers, and beside those of all schools."""

from __future__ import annotations

__all__ = ["RECORD", "SUMMARY_LIST"]

RECORD = ".roadmap-batch.json"
"""What a school's papers were made of, once they are whole."""

SUMMARY_LIST = ".roadmap-batch-summary.json"
"""What the program knows of the summary, once all schools have had their turn."""
