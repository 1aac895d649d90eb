"""What is accepted is the last report: what a returned one had stays apart from it."""

from __future__ import annotations

import pytest

from roadmap_engine.model.entry import Entry, EvidenceFile
from roadmap_engine.tracking.reports import divide_evidence
from tests.tracking.entries import entry


def make(number: int, did: str, files: str = "") -> Entry:
    """Make an entry that attaches files, each called by a letter."""
    shown = tuple(EvidenceFile(name=f"{each}.pdf", sha256=each * 64, size=1) for each in files)
    return entry(f"{number}", did, note="почему", evidence=shown)


@pytest.mark.parametrize(
    ("story", "report", "earlier"),
    [
        ((), "", ""),
        ((("noted", ""),), "", ""),
        ((("attached", "a"), ("submitted", "b")), "ab", ""),
        # Handed in, given back, handed in anew: what was given back is not accepted.
        ((("submitted", "a"), ("returned", ""), ("submitted", "b")), "b", "a"),
        # Nothing new is attached: the report stands on what was there.
        ((("submitted", "a"), ("returned", ""), ("submitted", "")), "a", ""),
        ((("submitted", "a"), ("returned", "")), "a", ""),
        # The same document again belongs to the report that has it now.
        ((("submitted", "ab"), ("returned", ""), ("submitted", "bc")), "bc", "a"),
        # Accepted, opened again: what comes after is another report.
        ((("submitted", "a"), ("accepted", ""), ("reopened", ""), ("submitted", "b")), "b", "a"),
        # Given back twice, by whoever attached what was wrong with it, too.
        (
            (("submitted", "a"), ("returned", "b"), ("submitted", "c"), ("returned", ""), ("submitted", "d")),
            "d",
            "abc",
        ),
    ],
)
def test_what_belongs_to_the_last_report(
    story: tuple[tuple[str, str], ...], report: str, earlier: str
) -> None:
    """A document stands once, in the report that had it last."""
    entries = [make(number, did, files) for number, (did, files) in enumerate(story)]
    shown = divide_evidence(entries)
    assert "".join(each.sha256[0] for each in shown.report if isinstance(each, EvidenceFile)) == report
    assert "".join(each.sha256[0] for each in shown.earlier if isinstance(each, EvidenceFile)) == earlier
