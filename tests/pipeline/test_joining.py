"""What many schools of one run stand on is joined and dated once, and nobody can tell."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.reading import Shared

ROADMAP = """\
roadmap: region
version: 1.0.0
title: План мероприятий
columns: [number, title, deadline, responsible, result]
roles:
  head: руководитель
  deputies: {title: заместители руководителя, filled_by: [head]}
parameters: {subject: {title: предмет, default: математике}}
allow: {title: locked}
stages:
  - id: analytical
    title: Анализ
    measures:
      - {id: by-class, title: "Анализ по {{ subject }}", deadline: до 15 марта 2027 г., responsible: [head]}
      - id: by-school
        title: Анализ школы
        deadline: 2 недели после получения результатов
        responsible: [deputies]
  - id: teaching
    title: Обучение
    measures:
      - {id: lessons, title: "Уроки в {{ organisation.short }}", deadline: до 1 апреля, responsible: [head]}
      - {id: many, title: Много, deadline: в течение года, when: size > 100, responsible: [head]}
"""
CHANGED = ROADMAP.replace("до 15 марта", "до 16 марта")
ORGANISATION = """\
organisation: school-{number}
name: МБОУ «Школа № {number}»
place: г. Примерск
size: {size}
people:
  head: {{name: {name}, post: директор}}
calendar: {{week: {week}}}
"""
NAMES = ("Орлова Мария Петровна", "Ким Олег Иванович")

adoptions = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["school", "other-school", "region", "a"]),
        "above": st.sampled_from(["", "# Примечание школы\n"]),
        "number": st.sampled_from(["1", "12-од", "345"]),
        "day": st.sampled_from(["2027-01-11", "2027-02-01"]),
        "received": st.sampled_from(["", "events: {results-received: 2027-02-20}\n"]),
        "own": st.sampled_from(
            [
                "",
                "fill: {subject: физике}\n",
                "replace:\n  by-class: {responsible: deputies}\n",
                "replace: {lessons: {title: Другие уроки}}\n",
                "settled: {by-class: {state: done, on: 2027-03-01}}\n",
                "remove: [nothing]\n",
            ]
        ),
        "size": st.sampled_from([90, 900]),
        "week": st.sampled_from([5, 6]),
        "person": st.sampled_from(NAMES),
        "copy": st.booleans(),
    }
)


def _lay_out(folder: Path, number: int, said: dict[str, object]) -> Path:
    school = folder / f"school-{number}"
    school.mkdir()
    (school / "region.yaml").write_text(ROADMAP if said["copy"] else CHANGED, encoding="utf-8")
    words = ORGANISATION.format(number=number, size=said["size"], name=said["person"], week=said["week"])
    (school / "organisation.yaml").write_text(words, encoding="utf-8")
    path = school / "adoption.yaml"
    path.write_text(
        f"{said['above']}adoption: {said['name']}\nroadmap: region@1\norganisation: organisation.yaml\n"
        f"procedure: vpr\nschool_year: 2026/2027\n{said['received']}"
        f"order: {{date: {said['day']}, number: {said['number']}}}\n{said['own']}",
        encoding="utf-8",
    )
    return path


def _all_of(read: ReadAdoption | None) -> object:
    if read is None:
        return None
    assembly = read.assembly
    return (
        read.plan,
        assembly.roadmap,
        dict(assembly.origins),
        assembly.layers,
        assembly.changes,
        dict(assembly.removed),
        assembly.local,
        dict(assembly.allowances),
        assembly.wordings,
    )


@settings(max_examples=40)
@given(st.lists(adoptions, min_size=2, max_size=5))
def test_a_school_among_others_is_read_as_alone(
    tmp_path_factory: pytest.TempPathFactory, schools: list[dict[str, object]]
) -> None:
    """Whoever was read before, in the same run: the same plan, the same places, the same problems."""
    folder = tmp_path_factory.mktemp("schools")
    paths = [_lay_out(folder, number, said) for number, said in enumerate(schools)]
    shared = Shared()
    hypothesis.event(f"read: {sum(read_adoption(path).value is not None for path in paths)}")
    for path in paths:
        among, alone = read_adoption(path, shared=shared), read_adoption(path)
        assert among.problems == alone.problems
        assert among.sources == alone.sources
        assert _all_of(among.value) == _all_of(alone.value)


def test_schools_that_say_the_same_stand_on_one_roadmap(tmp_path: Path) -> None:
    """It is joined once: the roadmap of the second is the very one of the first, its places are its own."""
    said: dict[str, object] = {
        "above": "",
        "day": "2027-01-11",
        "received": "",
        "own": "fill: {subject: физике}\n",
        "size": 90,
        "week": 5,
        "person": NAMES[0],
        "copy": True,
    }
    shared = Shared()
    paths = [
        _lay_out(tmp_path, number, {**said, "name": f"school-{number}", "number": f"{number}-од"})
        for number in range(2)
    ]
    first, second = (read_adoption(path, shared=shared).value for path in paths)
    assert first is not None
    assert second is not None
    assert second.assembly.roadmap is first.assembly.roadmap
    assert second.assembly.local == "school-1"
    assert {each.location.file for each in second.assembly.origins.values()} == {
        str(paths[1]),
        str(paths[1].parent / "region.yaml"),
    }
