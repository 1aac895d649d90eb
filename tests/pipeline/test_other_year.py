"""A school runs a roadmap of 2020/2021 in 2026/2027, and a newer version comes: moved × update.

«Версия на год плана убирает `moved_from` сама» (docs/updating.md).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.updates import Update
from roadmap_engine.pipeline.updating import Updater
from tests.pipeline.updates import FIRST, Neighbours

OLD = FIRST.replace("title: План", "title: План\nschool_year: 2020/2021").replace("2027", "2021")
MOVED = "moved_from: 2020/2021\n"


def newer(text: str, version: str = "1.1.0") -> str:
    """The next version of a text."""
    return text.replace("version: 1.0.0", f"version: {version}")


def of_this_year(text: str) -> str:
    """A version that its publisher wrote for the year of the plan."""
    return text.replace("2020/2021", "2026/2027").replace(" 2021 г.", " 2027 г.")


def updated(folder: Path, new: str, local: str = MOVED) -> tuple[Update, str, list[str]]:
    """The update, the school's new text, and the codes of what is told."""
    neighbours = Neighbours(folder)
    neighbours.publish(OLD, new)
    outcome = Updater().update(neighbours.adopt(local), {})
    assert outcome.value is not None, outcome.problems
    data = outcome.value.data
    return outcome.value, data.decode() if data else "", [each.code for each in outcome.problems]


def test_a_version_of_this_year_takes_the_fact_away_and_nothing_else_changes(tmp_path: Path) -> None:
    """The moved days are the days that the publisher now says himself."""
    update, text, codes = updated(tmp_path, newer(of_this_year(OLD)))
    assert "moved_from" not in text
    assert "RM943" in codes
    assert update.merge.taken == ()
    assert update.open == ()


def test_a_version_of_the_same_year_keeps_it(tmp_path: Path) -> None:
    """What it changed comes moved."""
    update, text, codes = updated(tmp_path, newer(OLD).replace("15 января", "22 января"))
    assert MOVED in text
    assert not {"RM943", "RM944"} & set(codes)
    (taken,) = update.merge.taken
    assert taken.thing == "by-class"
    assert "2027" in str(taken)
    assert "2021" not in str(taken)


def test_a_version_of_a_third_year_is_followed(tmp_path: Path) -> None:
    """Two years on, and the plan is of 2026/2027 still."""
    third = newer(OLD.replace("2020/2021", "2022/2023").replace(" 2021 г.", " 2023 г."))
    _, text, codes = updated(tmp_path, third)
    assert "moved_from: 2022/2023" in text
    assert "RM944" in codes


def test_the_schools_own_day_is_no_dispute_where_only_the_year_moved(tmp_path: Path) -> None:
    """The publisher wrote the years anew; what the school changed stays hers."""
    own = f"{MOVED}replace:\n  by-class: {{deadline: до 18 января 2027 г.}}\n"
    update, text, _ = updated(tmp_path, newer(of_this_year(OLD)), own)
    assert update.open == ()
    assert "до 18 января 2027 г." in text


def test_the_schools_own_day_that_the_publisher_now_says_is_needed_no_more(tmp_path: Path) -> None:
    """«Изменено так же: спора нет, правка уходит», also where the publisher's day is moved."""
    own = f"{MOVED}replace:\n  by-class: {{deadline: до 22 января 2027 г.}}\n"
    update, text, _ = updated(tmp_path, newer(OLD).replace("15 января", "22 января"), own)
    assert update.open == ()
    assert "replace" not in text


@pytest.mark.parametrize("new", [newer(OLD), newer(of_this_year(OLD))], ids=["same year", "this year"])
def test_what_is_done_keeps_its_moved_words(tmp_path: Path, new: str) -> None:
    """And what is kept is compared with the version it names in the words of the plan's year."""
    own = f"{MOVED}settled:\n  by-class: {{state: done, on: 2027-01-12}}\n"
    update, text, _ = updated(tmp_path, new.replace("15 января", "22 января"), own)
    assert "до 15 января 2027 г." in " ".join(text.split())
    update.path.write_text(text, encoding="utf-8")
    for name, content in update.files.items():
        (update.path.parent / name).write_bytes(content)
    read = read_adoption(update.path)
    assert read.value is not None
    assert not {"RM750", "RM751", "RM752"} & {each.code for each in read.problems}
    assert read.value.assembly.roadmap.version == "1.1.0"
    deadline = read.value.assembly.roadmap.measures()[0].deadline
    assert deadline is not None
    assert deadline.phrase == "до 15 января 2027 г."
