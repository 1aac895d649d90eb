"""What was attached about a row → what belongs to its last report, and what to those before it.

A report ends where it is returned, or where what it ended is opened again: what is attached after belongs
to the next one. A report to which nothing was attached stands on what the one before it had.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_engine.model.entry import Did, Entry, EvidenceFile, EvidenceLink

__all__ = ["Attachments", "divide_evidence"]

_ENDS = frozenset({Did.RETURNED, Did.REOPENED})


@dataclass(frozen=True, slots=True)
class Attachments:
    """Files and links that show what was done, each once.

    Attributes:
        report: those of the last report, which is what gets accepted.
        earlier: those that only reports before it had.
    """

    report: tuple[EvidenceFile | EvidenceLink, ...] = ()
    earlier: tuple[EvidenceFile | EvidenceLink, ...] = ()


def divide_evidence(history: Iterable[Entry]) -> Attachments:
    """Divide what was attached about a row.

    Args:
        history: its entries, each after those it had seen.
    """
    rounds: list[list[EvidenceFile | EvidenceLink]] = [[]]
    for entry in history:
        rounds[-1] += entry.evidence
        if entry.did in _ENDS and rounds[-1]:
            rounds.append([])
    shown = [each for each in rounds if each]
    if not shown:
        return Attachments()
    report = dict.fromkeys(shown[-1])
    before = dict.fromkeys(each for those in shown[:-1] for each in those)
    return Attachments(tuple(report), tuple(each for each in before if each not in report))
