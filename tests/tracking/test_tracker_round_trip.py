"""A tracker saved by LibreOffice, as xlsx, as ods and back: it says what it said, and what people changed."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable

import pytest

from roadmap_engine.model.entry import Did
from tests.documents.small_plans import HOSTILE
from tests.pipeline.filled import fill
from tests.tracking.tracked import Desk, codes

OFFICE = shutil.which("soffice")
WAYS = (("xlsx",), ("ods",), ("ods", "xlsx"))

Save = Callable[[bytes, tuple[str, ...]], bytes]


@pytest.fixture(scope="module")
def save(tmp_path_factory: pytest.TempPathFactory) -> Save:
    """Let LibreOffice open a workbook and save it, in one format after the other."""
    home = tmp_path_factory.mktemp("office")

    def through(data: bytes, ways: tuple[str, ...]) -> bytes:
        path = home / "tracker.xlsx"
        path.write_bytes(data)
        for number, ending in enumerate(ways):
            folder = home / str(number)
            subprocess.run(
                [OFFICE or "", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless",
                 "--convert-to", ending, "--outdir", folder, path],
                check=True, capture_output=True, timeout=180,
            )  # fmt: skip
            path = folder / f"tracker.{ending}"
        return path.read_bytes()

    return through


def lived() -> Desk:
    """A plan of which the log knows something of every kind."""
    desk = Desk()
    desk.record("first#once", Did.EXTENDED, to="2027-07-12", note="болезнь")
    desk.record(
        "first#once",
        Did.REPORTED,
        on=dt.date(2027, 2, 20),
        note=f"  акт\n\n№ 4  {HOSTILE}",
        cells={"document-number": "007", "document-date": "2027-02-19", "mark": "12"},
    )
    desk.record("monthly#2027-01", Did.SUBMITTED, note="=1+1")
    desk.record("monthly#2027-02", Did.CANCELLED, note="'кавычка")
    return desk


@pytest.mark.referee
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: trackers it saved stay unread")
@pytest.mark.parametrize("ways", WAYS, ids="-".join)
def test_an_untouched_tracker_changes_nothing(save: Save, ways: tuple[str, ...]) -> None:
    """«0 изменений»."""
    desk = lived()
    joined = desk.join(save(desk.tracker(), ways))
    assert (joined.drafts, joined.taken, codes(joined)) == ((), (), [])


@pytest.mark.referee
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: trackers it saved stay unread")
@pytest.mark.parametrize("ways", WAYS, ids="-".join)
def test_what_people_changed_is_what_they_changed(save: Save, ways: tuple[str, ...]) -> None:
    """Each kind of value comes through as what it was."""
    desk = lived()
    data = fill(
        desk.tracker(),
        {
            "monthly#2027-03": {
                "I": "выполнено", "J": dt.date(2027, 2, 25), "L": "две\nстроки  и", "P": 12, "S": 3.5,
                "Q": dt.date(2027, 2, 24), "R": "https://example.org/a?b=1&c=2",
            },
            "council#": {"F": dt.date(2027, 6, 15), "L": "ждём"},
        },
    )  # fmt: skip
    here, there = desk.join(data), desk.join(save(data, ways))
    assert here.drafts
    assert there.drafts == here.drafts
    assert codes(there) == codes(here) == ["RM600"]
