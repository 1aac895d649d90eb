"""Three school years of a region, its municipality and six schools with six habits.

Each step does what people do, by the commands they have, and looks at all that lies in the schools' folders
afterwards. What a step is about is asserted in it; what must hold after every step stands in `laws`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.story.habits import ADDITIONS, CONDITIONS, DEADLINES, HABITS, NAMES, NOTHING, SETTLED
from tests.story.laws import amended_equals_fresh, look_at
from tests.story.people import School, World, typed

Schools = dict[int, School]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Where all of them are; a fault of the program is not made a sentence of, and nothing is remembered."""
    monkeypatch.setenv("ROADMAP_TRACEBACK", "1")
    monkeypatch.setenv("ROADMAP_CACHE", "")
    return World(tmp_path)


def test_three_years(world: World) -> None:
    """The whole story; its chapters leave everything to the next one."""
    schools = _first_autumn(world)
    _first_winter(world, schools)
    _a_withdrawn_version(world, schools)
    _first_spring(world, schools)
    _second_year(world, schools)
    _third_year(world, schools)


def _step(schools: Schools, numbers: Iterable[int], day: str, act: Callable[[School], object]) -> None:
    """Let some schools do something, build their papers, and look at them."""
    for number in numbers:
        school = schools[number]
        before, school.words = school.own, ""
        act(school)
        school.build(day)
        look_at(school, before)


def _first_autumn(world: World) -> Schools:
    """The first version; every school makes it its own, as it is used to."""
    world.publish("1.0.0")
    schools = {number: School(world, number) for number in range(1, 7)}
    for number, school in schools.items():
        school.adopt()
        school.write(HABITS[number])
    schools[NAMES].correct("  # deputies: [deputy-head]", "  deputies: [methodist]")
    for school in schools.values():
        school.do("check")
        school.do("show")
    _step(schools, schools, "2026-09-07", lambda school: None)
    shutil.copy(schools[SETTLED].papers / "plan.json", schools[SETTLED].home / "signed.json")
    assert {"lessons", "programme", "report", "by-pupil"}.isdisjoint(schools[CONDITIONS].seen[-1].ids)
    return schools


def _first_winter(world: World, schools: Schools) -> None:
    """Something is done; the second version calls roles and measures otherwise, and takes an id."""
    busy = schools[SETTLED]
    _step(
        schools, [SETTLED], "2026-10-06", lambda school: school.do("record", "results-received", "2026-10-05")
    )
    busy.fill_tracker({"by-class#1": {"I": "в работе", "L": "5 и 6 классы"}, "council#1": {"L": "зал занят"}})
    (blank,) = [name for name in busy.seen[-1].blanks if name.startswith("2.1-")]
    shutil.copy(busy.papers / "forms" / "1.2-note.docx", busy.papers / "forms" / blank)
    busy.write(
        "settled:\n  by-class: {state: done, on: 2026-11-12}\n  monitoring: {state: done, on: 2026-11-25}\n"
    )
    _step(schools, [SETTLED], "2026-11-26", lambda school: school.do("check"))
    world.publish("1.1.0")
    for school in schools.values():
        assert typed("update", school.adoption, "--check").code == 1
        assert typed("update", school.adoption, "--dry-run").code in {0, 1}
        assert school.version == "1.0.0"
    _step(schools, [DEADLINES, ADDITIONS, SETTLED, NAMES, NOTHING], "2026-12-05", School.update)

    assert schools[CONDITIONS].version == "1.0.0"
    own = schools[DEADLINES].own["replace"]
    assert own["classes"] == {"deadline": "до 10 ноября"}
    assert "report" not in own, "the same day in other words is no change any more"
    added = [each.get("measure", {}).get("id") for each in schools[ADDITIONS].own["add"]]
    assert added == ["exhibition", "parents-2", "self-check", None]
    assert {"parents", "parents-2"} <= set(schools[ADDITIONS].seen[-1].ids)
    assert schools[NAMES].own["roles"] == {"vice-heads": ["methodist"]}
    done = busy.seen[-1].row("classes")
    assert (done["title"], done["deadline"]["text"]) == ("Анализ результатов по классам", "до 15 ноября")
    assert busy.seen[-1].tracker["classes#1"][2] == "5 и 6 классы"
    assert (
        busy.seen[-1].calendars["calendars/deputies.ics"]
        == busy.seen[-1].calendars["calendars/vice-heads.ics"]
    )
    assert blank in busy.seen[-1].blanks


def _a_withdrawn_version(world: World, schools: Schools) -> None:
    """Two schools take a version that is withdrawn then; nobody else is offered it."""
    world.publish("1.2.0")
    _step(schools, [DEADLINES, NOTHING], "2027-02-10", School.update)
    world.withdraw("1.2.0", "ошибка в составе мероприятий")
    said = typed("update", schools[DEADLINES].adoption, "--check")
    assert "ошибка в составе мероприятий" in said.words
    assert typed("update", schools[ADDITIONS].adoption, "--check").code == 0

    aside = world.published.with_name("unreachable")
    world.published.rename(aside)
    silent = typed("update", schools[NOTHING].adoption, "--check")
    assert (silent.code, "новее версии нет" in silent.words) == (3, False), silent.words
    aside.rename(world.published)


def _first_spring(world: World, schools: Schools) -> None:
    """A version that splits, merges, moves and locks, over one that was withdrawn; the order is amended."""
    busy = schools[SETTLED]
    busy.write(
        "  council: {state: done, on: 2026-12-20}\n"
        "  programme: {state: signed, on: 2027-01-14, reason: приказ № 5}\n"
        "  review: {state: done, on: 2027-03-20}\n"
    )
    _step(schools, [SETTLED], "2027-03-21", lambda school: school.do("check"))
    schools[ADDITIONS].write("settled: {exhibition: {state: done, on: 2026-12-04}}\n")
    world.publish("1.3.0")
    _step(schools, schools, "2027-04-05", School.update)

    for school in schools.values():
        assert school.version == "1.3.0"
        told = school.do("check").words + school.do("show", "--provenance").words
        assert not {code for code in ("RM259", "RM750", "RM751", "RM752", "RM758") if code in told}, told
    places = {row["id"]: stage for stage, row in busy.seen[-1].rows()}
    kept = {name: places[name] for name in ("class-results", "pedsovet", "programme", "review")}
    assert kept == {
        "class-results": "analysis",
        "pedsovet": "decisions",
        "programme": "decisions",
        "review": "control",
    }
    assert not {"review-results", "review-programmes"} & places.keys()
    assert "class-results.deadline" not in busy.words, "that was told a version ago"
    assert "self-check" not in schools[ADDITIONS].seen[-1].ids
    assert "by-pupil" in schools[CONDITIONS].seen[-1].ids
    assert dict(_places(schools[NOTHING]))["monitoring"] == "control"
    _amend(busy, ["signed.json"], "amendment", "2027-04-06", "30-од")
    drift = typed("drift", world.folder / "schools", "--against", world.published)
    assert (drift.code, "НЕ РАЗРЕШЕНО" in drift.words) == (0, False), drift.words


def _places(school: School) -> Iterable[tuple[str, str]]:
    return ((row["id"], stage) for stage, row in school.seen[-1].rows())


def _amend(school: School, signed: list[str], folder: str, day: str, number: str) -> None:
    """Amend what was signed; it says then what a fresh order would say."""
    since = [part for each in signed for part in ("--since", school.home / each)]
    requisites = ("--date", day, "--number", number)
    school.do("amend", *since, "-o", school.home / folder, *requisites)
    amended_equals_fresh(school, *signed, f"{folder}/amended-plan.json")


def _second_year(world: World, schools: Schools) -> None:
    """A new school year from the last one's answers; locks come in the middle of it, over what is done."""
    _new_year(schools, "2027-09-06")
    busy = schools[SETTLED]
    busy.write(
        "order: {date: 2027-09-06, number: 40-од}\n"
        "settled:\n"
        "  class-results: {state: done, on: 2027-11-12}\n"
        "  review-programmes: {state: cancelled, on: 2027-11-15, reason: решение Педсовета}\n"
    )
    schools[ADDITIONS].write("settled: {exhibition: {state: done, on: 2027-11-10}}\n")
    _step(schools, [SETTLED, ADDITIONS], "2027-11-16", lambda school: school.do("check"))
    shutil.copy(busy.papers / "plan.json", busy.home / "signed-2027.json")
    world.publish("2.0.0")
    _step(schools, schools, "2027-11-20", School.update)
    for school in schools.values():
        assert school.version == "2.0.0"
        school.do("check")


def _third_year(world: World, schools: Schools) -> None:
    """Once more; what was done under a lock is not begun anew, and a column is gone with what stood in it."""
    _new_year(schools, "2028-09-05", refused=ADDITIONS)
    world.publish("2.1.0")
    _step(schools, schools, "2028-09-20", School.update)


def _new_year(schools: Schools, day: str, refused: int | None = None) -> None:
    """Carry every school's answers over, and build what it begins with.

    One may have an addition of its own left that it had done before a lock came: there it is refused now.
    """
    for school in schools.values():
        said = typed("new", "adoption", "--next-year", school.adoption)
        school.text = max(path.name for path in school.home.glob("adoption-*.yaml"))
        school.seen.clear()
        assert said.code == (school.number == refused), said.words
        if school.number == refused:
            assert "RM244" in said.words
            school.cut("add")
    _step(schools, schools, day, lambda school: school.do("check"))
