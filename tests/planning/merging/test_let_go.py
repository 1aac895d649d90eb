"""What a school has let go of, and what a version between has lost and the next one found again."""

from __future__ import annotations

from pathlib import Path

import pytest

import roadmap_engine
from roadmap_engine.cli.program import run
from tests.pipeline.updates import FIRST, Neighbours
from tests.planning.merging.sides import BASE, merge_texts

SECOND = BASE.replace("version: 1.0.0", "version: 1.1.0")
SCHOOL_ROW = "      - {id: by-school,"
LOST = "".join(line for line in SECOND.splitlines(keepends=True) if not line.startswith(SCHOOL_ROW))


class TestLostAndFound:
    """«A version between two»: it may lack what both have."""

    def test_what_the_versions_on_both_sides_have_was_never_gone(self) -> None:
        """A school that took it out has it taken out still, and nobody says that the version did it."""
        assert "by-school" not in LOST
        newest = BASE.replace("version: 1.0.0", "version: 1.2.0")
        merged = merge_texts("remove: [by-school]\n", LOST, newest)
        assert merged.own == {"remove": ["by-school"]}
        assert "RM823" not in merged.notices

    def test_it_may_be_found_again_under_another_name(self) -> None:
        """As if the version between were not there."""
        newest = BASE.replace("version: 1.0.0", "version: 1.2.0")
        newest = newest.replace(SCHOOL_ROW, "      - {id: whole-school, was: [by-school],")
        merged = merge_texts("replace: {by-school: {deadline: до 3 марта}}\n", LOST, newest)
        assert merged.own["replace"] == {"whole-school": {"deadline": "до 3 марта"}}

    def test_what_goes_into_a_measure_that_stays_is_in_it(self) -> None:
        """Both had the field changed otherwise: that is asked about, and neither is said to be gone."""
        into = LOST.replace("{id: by-class,", "{id: by-class, was: [by-school],")
        local = "replace: {by-school: {result: A}, by-class: {result: B}}\n"
        merged = merge_texts(local, into)
        (conflict,) = merged.merge.conflicts
        assert conflict.key == "by-class.result"
        assert [each.name for each in conflict.choices] == ["ours:by-school", "ours:by-class", "theirs"]

    def test_what_it_had_taken_in_before_is_another(self) -> None:
        """The publisher lists all former ids; one of them has been given to something new meanwhile."""
        before = LOST.replace("{id: by-class,", "{id: classes, was: [by-class],").replace(
            "    measures:\n", "    measures:\n      - {id: by-class, title: Иное, responsible: head}\n", 1
        )
        after = before.replace("      - {id: by-class, title: Иное, responsible: head}\n", "")
        merged = merge_texts("replace: {by-class: {result: A}}\n", after, before=before)
        assert [each.key for each in merged.merge.conflicts] == ["by-class"]


STAGE = """\
add:
  - after: analysis
    stage:
      id: club
      title: Клуб
      measures: [{id: chess, title: Турнир, responsible: head, deadline: до 1 апреля 2027 г.}]
  - after: by-school
    measure: {id: parents, title: Собрание, responsible: head, deadline: до 2 апреля 2027 г.}
remove: [by-class]
"""


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A school that has added and taken out, and a version that allows neither any more."""
    neighbours = Neighbours(tmp_path)
    later = FIRST.replace("version: 1.0.0", "version: 1.1.0").replace("до 15 января", "до 22 января")
    neighbours.publish(FIRST, later + "allow: {add: locked, remove: locked}\n")
    return neighbours.adopt(STAGE)


class TestForbidden:
    """«The offered remedy always works; messages point only at lines that are in the file»."""

    def test_every_refusal_names_its_line_and_its_decision(
        self, locked: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["update", str(locked)]) == 1
        told = capsys.readouterr().err
        lines = locked.read_text(encoding="utf-8").splitlines()
        places = [line.split(":")[1] for line in told.splitlines() if "ошибка RM24" in line]
        assert [lines[int(place) - 1].strip()[:8] for place in places] == ["id: club", "measure:", "remove: "]
        takes = ("club", "parents", "by-class.remove")
        assert [f"--take {name}=theirs" in told for name in takes] == [True, True, True]

    def test_what_is_let_go_is_gone_with_all_that_is_in_it(
        self, locked: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nothing of it is said to stay, and nothing is said of what the version changes of it."""
        takes = [f"{name}=theirs" for name in ("club", "parents", "by-class.remove")]
        assert run(["update", str(locked), *(part for each in takes for part in ("--take", each))]) == 0
        told = capsys.readouterr()
        assert "Свои правки, которые остаются" not in told.out
        assert "RM830" not in told.err
        text = locked.read_text(encoding="utf-8")
        assert not [word for word in ("add:", "remove:", "chess", "parents") if word in text]
        assert roadmap_engine.check(locked).ok
