"""Build after build, changed by hand in between: no hand change lost, the rest as a fresh build."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model import Plan
from roadmap_engine.model.filled_tracker import GONE_SHEET
from roadmap_engine.pipeline.papers import draw_papers, list_blanks
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.trackers import renew_tracker
from roadmap_engine.storage.aside import newer_name
from roadmap_engine.storage.terms import Carried
from tests.pipeline.filled import cells_by_id, fill
from tests.pipeline.small_school import CHANGES, write_school
from tests.storage.folders import codes, lay_papers, look

TRACKER = "tracker.xlsx"
STATUSES = ("в работе", "выполнено", "отменено")


@dataclass(frozen=True)
class Drawn:
    """A plan and its papers."""

    plan: Plan
    papers: Mapping[str, bytes]
    blanks: Mapping[str, str]


@cache
def draw(change: str) -> Drawn:
    """Draw the papers of the school after one change."""
    with tempfile.TemporaryDirectory() as folder:
        made = read_adoption(write_school(Path(folder), change)).or_raise()
        papers = draw_papers(made.plan, own=made.own).or_raise()
        return Drawn(made.plan, papers, list_blanks(made.plan))


def build(folder: Path, change: str) -> list[str]:
    """Lay the papers of the school after one change; gives the codes of what is told."""
    drawn = draw(change)

    def carry(data: bytes) -> Carried | None:
        content, problems = renew_tracker(drawn.plan, data, TRACKER)
        return None if content is None else Carried(content, problems)

    return codes(lay_papers(folder, drawn.papers, blanks=drawn.blanks, carriers={TRACKER: carry}))


@dataclass
class Person:
    """Somebody who works in the folder, and remembers what she did.

    Attributes:
        mine: her files by name, and the document each is a blank of.
        trackers: every tracker she saved.
        words: her last word about each measure, which has one row here, whether it waits for its day or not.
    """

    folder: Path
    mine: dict[str, bytes] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    trackers: list[bytes] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    turns: int = 0

    def change(self, place: int, blanks: Mapping[str, str]) -> None:
        """Write into a file that is there, fill in the tracker, or throw a file away."""
        names = [name for name in look(self.folder) if " до " not in name]
        name = names[place % len(names)]
        self.turns += 1
        if place % 7 == 0:
            self._throw_away(name)
        elif name == TRACKER:
            self._fill(place)
        else:
            content = f"мной, {self.turns}".encode()
            (self.folder / name).write_bytes(content)
            self.mine[name] = content
            if name in blanks and name not in self.about:
                self.about[name] = blanks[name]

    def _throw_away(self, name: str) -> None:
        (self.folder / name).unlink()
        self.mine.pop(name, None)
        self.about.pop(name, None)
        if name == TRACKER:
            self.words.clear()
            self.trackers.clear()

    def _fill(self, place: int) -> None:
        data = (self.folder / TRACKER).read_bytes()
        rows = list(cells_by_id(data))
        row, status = rows[place % len(rows)], STATUSES[place % len(STATUSES)]
        filled = fill(data, {row: {"I": status, "L": f"слово {self.turns}"}})
        (self.folder / TRACKER).write_bytes(filled)
        self.trackers.append(filled)
        self.words[_measure(row)] = f"слово {self.turns}"


Steps = list[tuple[str, list[int]]]
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(CHANGES)), st.lists(st.integers(0, 1000), max_size=4)),
    min_size=1,
    max_size=4,
)


def _build_and_change(steps: Steps) -> None:
    """Build, and after every step look that no work is lost and the rest is as a fresh build."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder, "as it was")
        person, blanks = Person(folder), dict(draw("as it was").blanks)
        for change, places in steps:
            for place in places:
                person.change(place, blanks)
            told = build(folder, change)
            _nothing_is_lost(person, change)
            _the_rest_is_fresh(person, change)
            before = look(folder)
            again = build(folder, change)
            assert look(folder) == before, "a build without a change changes nothing"
            assert set(again) <= {*told, "RM706"}
            blanks = _blanks_by_file(person, change)


@settings(max_examples=30, deadline=None)
@given(STEPS)
def test_no_hand_change_is_lost_and_the_rest_is_as_a_fresh_build(steps: Steps) -> None:
    """Law: any papers changed by hand, any change of the texts in between, in any order."""
    _build_and_change(steps)


@pytest.mark.soak
@settings(max_examples=300, deadline=None)
@given(STEPS)
def test_no_hand_change_is_lost_in_three_hundred_stories(steps: Steps) -> None:
    """The same law, longer."""
    _build_and_change(steps)


def _blanks_by_file(person: Person, change: str) -> dict[str, str]:
    """Tell what document each blank that lies there is of."""
    drawn, found = draw(change), look(person.folder)
    names = {about: name for name, about in person.about.items()}
    held = {names[about]: about for about in drawn.blanks.values() if about in names}
    free = {name: about for name, about in drawn.blanks.items() if about not in names}
    return held | {each: about for name, about in free.items() for each in _numbered(name) if each in found}


def _numbered(name: str) -> tuple[str, ...]:
    stem, _, end = name.rpartition(".")
    return (name, *(f"{stem} ({number}).{end}" for number in range(2, 5)))


def _nothing_is_lost(person: Person, change: str) -> None:
    found = look(person.folder)
    contents = set(found.values())
    for name, content in person.mine.items():
        # The program's new version is replaced, and what was written into it is kept beside.
        assert found.get(name) == content or (" (новая версия)" in name and content in contents), name
    assert contents.issuperset(person.trackers[-1:])
    notes = {_measure(row): cells[2] for row, cells in cells_by_id(found[TRACKER]).items()}
    for measure, word in person.words.items():
        # A row that comes back with its end known has the plan's words; hers stay with what went.
        assert notes.get(measure, word) == word or word in _put_aside(found[TRACKER])
    gone = {word for measure, word in person.words.items() if measure not in notes}
    assert gone <= _put_aside(found[TRACKER])


def _measure(row: str) -> str:
    return row.partition("#")[0]


def _put_aside(data: bytes) -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    if GONE_SHEET not in book.sheetnames:
        return set()
    return {str(row[7]) for row in book[GONE_SHEET].iter_rows(min_row=4, values_only=True)}


def _the_rest_is_fresh(person: Person, change: str) -> None:
    drawn, found = draw(change), look(person.folder)
    held = {about: name for name, about in person.about.items()}
    expected = {TRACKER}
    for name, content in drawn.papers.items():
        if name == TRACKER:
            continue
        about = drawn.blanks.get(name, "")
        mine = held.get(about, name)
        if person.about.get(mine, about) == about and person.mine.get(mine, content) != content:
            expected |= {mine}
            newer = newer_name(mine)
            if newer in found:
                # Where it is needed no more, what somebody wrote into it is left.
                expected |= {newer}
                assert found[newer] in (content, person.mine.get(newer))
        else:
            actual = [each for each in _numbered(name) if found.get(each) == content]
            assert actual, name
            expected |= {actual[0]}
    if not person.trackers:
        assert found[TRACKER] == drawn.papers[TRACKER]
    rest = {name for name in found if name not in expected and " до " not in name}
    assert rest <= person.mine.keys(), "nothing is left behind"


@pytest.mark.parametrize("change", CHANGES)
def test_a_filled_tracker_and_blank_survive_every_change(change: str, tmp_path: Path) -> None:
    """The commonest case, after each change of the texts: a status is set, a blank is filled in."""
    build(tmp_path, "as it was")
    tracker, blank = tmp_path / TRACKER, tmp_path / "forms" / "1.2-meeting-minutes.docx"
    tracker.write_bytes(fill(tracker.read_bytes(), {"meeting#1": {"I": "выполнено", "L": "протокол 4"}}))
    blank.write_bytes(b"mine")
    build(tmp_path, change)
    found, fresh = look(tmp_path), draw(change).papers
    assert cells_by_id(found[TRACKER])["meeting#1"] == ("выполнено", None, "протокол 4")
    assert found["forms/1.2-meeting-minutes.docx"] == b"mine"
    for name in (
        "order.docx",
        "plan.docx",
        "plan.html",
        "plan.json",
        "deadlines.ics",
        "forms/cover-letter.docx",
    ):
        assert found[name] == fresh[name]
