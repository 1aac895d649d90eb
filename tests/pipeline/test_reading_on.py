"""All faults are told in one run: none hides another, and none is told that only comes of another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

from roadmap_engine import adopt, build
from roadmap_engine.diagnostics import Severity
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.reading_on import ABSENT, UNKNOWN

BASE = """\
roadmap: region
version: 1.0.0
title: План
columns: [number, title, deadline, responsible]
parameters: {levels: {title: Уровни, default: основного}}
events: {results: получение результатов}
roles:
  head: {title: директор, filled_by: [head]}
  teachers: {title: учителя}
outputs: {note: {title: Справка}}
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - id: by-class
        title: Анализ по классам
        deadline: до 15 января 2027 г.
        responsible: [head]
        output: note
      - id: by-school
        title: Анализ школы
        deadline: в течение недели после получения результатов
        responsible: [head, teachers]
        after: [by-class]
"""
LAYER = """\
roadmap: town
version: 1.0.0
extends: region@1
replace:
  by-school: {deadline: до 22 января 2027 г.}
add:
  - {after: by-school, measure: {id: talk, title: Беседа, deadline: постоянно, responsible: [teachers]}}
"""
ADOPTION = """\
adoption: school
roadmap: town@1
organisation: organisation.yaml
procedure: vpr
school_year: 2026/2027
events: {results: 2026-12-01}
roles: {teachers: [deputy]}
replace:
  by-class: {responsible: [teachers]}
decided: {talk: 2027-01-20}
"""
ORGANISATION = """\
organisation: school-7
name: МБОУ «Школа № 7»
place: г. Томск
people:
  head: {name: Орлова Мария Петровна, post: директор}
  deputy: {name: Ким Анна Васильевна, post: заместитель директора}
calendar: {week: 6}
"""
Places = set[tuple[str, str, int]]
Told = dict[str, Places]
TEXTS = {"region": BASE, "town": LAYER, "adoption": ADOPTION, "organisation": ORGANISATION}

FAULTS = {
    "a version that is none": ("region", "version: 1.0.0", "version: one"),
    "a wrong key of a role": ("region", "{title: учителя}", "{title: учителя, titel: учителя}"),
    "a role that is none": ("region", "head: {title: директор, filled_by: [head]}", "head: [директор]"),
    "a wrong key of a measure": ("region", "        output: note\n", "        otput: note\n"),
    "an unknown role": ("region", "responsible: [head, teachers]", "responsible: [haed, teachers]"),
    "an unread deadline": ("region", "до 15 января 2027 г.", "когда захочется"),
    "a need of nothing": ("region", "after: [by-class]", "after: [by-clas]"),
    "an id that is none": ("region", "id: by-school", "id: Школа"),
    "a text instead of a list": ("region", "responsible: [head]\n", "responsible: {a: b}\n"),
    "a change of nothing": ("town", "  by-school: {", "  by-schol: {"),
    "a wrong key of an addition": ("town", "id: talk, title", "id: talk, tilte"),
    "an unread deadline of a layer": ("town", "постоянно", "как-нибудь потом"),
    "a wrong key of an adoption": ("adoption", "procedure: vpr", "procedur: vpr"),
    "an event of nothing": ("adoption", "{results: 2026", "{reslts: 2026"),
    "a day that is none": ("adoption", "2026-12-01", "2026-13-01"),
    "a person of nothing": ("adoption", "[deputy]", "[depty]"),
    "a decision of nothing": ("adoption", "{talk:", "{tlk:"),
    "an unknown role of a school": ("adoption", "{responsible: [teachers]}", "{responsible: [techers]}"),
    "a wrong key of a person": ("organisation", "post: директор}", "pst: директор}"),
    "a number that is none": ("organisation", "week: 6", "week: nine"),
}
"""A text of the four, and what of it is written otherwise; the lines stay where they are."""


def _lay(folder: Path, faults: Iterable[str]) -> Path:
    texts = dict(TEXTS)
    for name in faults:
        text, sound, faulty = FAULTS[name]
        assert sound in texts[text], f"{name}: {sound}"
        texts[text] = texts[text].replace(sound, faulty, 1)
    folder.mkdir(exist_ok=True)
    for text, words in texts.items():
        (folder / f"{text}.yaml").write_text(words, encoding="utf-8")
    return folder / "adoption.yaml"


def _told(adoption: Path) -> Places:
    found = check_texts([adoption]).problems
    return {
        (each.code, Path(each.location.file).name, each.location.line)
        for each in found
        if each.location is not None and (each.severity is Severity.ERROR or each.code in UNKNOWN - ABSENT)
    }


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What each fault is told as where there is no other."""
    folder = tmp_path_factory.mktemp("alone")
    return {name: _told(_lay(folder, [name])) for name in FAULTS}


UNCERTAIN = {
    ("a need of nothing", "an id that is none"),
    ("a change of nothing", "an id that is none"),
    ("a decision of nothing", "an id that is none"),
    ("an event of nothing", "a day that is none"),
}
"""The first may be about the very thing that the second leaves unread, and is told when that can be read."""


def test_sound_texts_are_sound(tmp_path: Path) -> None:
    """And read together."""
    assert _told(_lay(tmp_path, [])) == set()


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_told_once(fault: str, alone: Told) -> None:
    """It brings no others about, whatever is read without it."""
    assert len(alone[fault]) == 1, alone[fault]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_hides_another(fault: str, alone: Told, tmp_path: Path) -> None:
    """Nor does it make another out of it; whichever text each of them is in."""
    for other in FAULTS:
        if FAULTS[fault][:2] == FAULTS[other][:2]:
            continue
        hidden = {one for one, by in UNCERTAIN if {one, by} == {fault, other}}
        told = set().union(*(alone[each] for each in {fault, other} - hidden))
        assert _told(_lay(tmp_path, [fault, other])) == told, other


def test_all_are_told_in_one_run(alone: Told, tmp_path: Path) -> None:
    """Many faults in four texts; where two stand in one word, the first alone."""
    first = {(text, word): name for name, (text, word, _) in reversed(FAULTS.items())}
    faults = [name for name in FAULTS if name in first.values()]
    uncertain = {one for one, by in UNCERTAIN if by in faults}
    wanted = set().union(*(alone[each] for each in faults if each not in uncertain))
    assert _told(_lay(tmp_path, faults)) == wanted


@pytest.mark.parametrize("missing", ["organisation", "region", "town"])
def test_a_text_that_is_not_there_hides_only_itself(missing: str, alone: Told, tmp_path: Path) -> None:
    """The others are looked at as far as that can be done without it."""
    faults = ("an event of nothing", "a wrong key of a person", "a number that is none")
    adoption = _lay(tmp_path, faults)
    (tmp_path / f"{missing}.yaml").unlink()
    told = _told(adoption)
    if missing == "organisation":
        assert {code for code, _, _ in told} == {"RM101", "RM504"}
    else:
        assert alone["a wrong key of a person"] | alone["a number that is none"] <= told
        assert {code for code, _, _ in told} - {"RM141", "RM148"} == {"RM170"}


@pytest.mark.parametrize("field", ["roadmap", "organisation", "school_year"])
def test_a_missing_answer_is_told_alone(field: str, tmp_path: Path) -> None:
    """What stands for it, only so that the rest can be read, is nowhere spoken of."""
    adoption = _lay(tmp_path, ["an unknown role of a school"])
    lines = adoption.read_text(encoding="utf-8").splitlines(keepends=True)
    adoption.write_text("".join(line for line in lines if not line.startswith(field)), encoding="utf-8")
    codes = sorted(each.code for each in check_texts([adoption]).problems)
    assert codes == (["RM140"] if field == "roadmap" else ["RM140", "RM201"])


def test_what_has_no_id_is_called_by_its_place(tmp_path: Path) -> None:
    """And not by one that it was given to be read."""
    adoption = _lay(tmp_path, ["an id that is none"])
    region = tmp_path / "region.yaml"
    region.write_text(region.read_text(encoding="utf-8").replace("[head, t", "[haed, t"), encoding="utf-8")
    (unknown,) = (each for each in check_texts([adoption]).problems if each.code == "RM201")
    assert unknown.words["thing"] == "nth-measure 2"


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_drawn_of_texts_with_faults(fault: str, tmp_path: Path) -> None:
    """What was read past them is for no plan and no paper."""
    adoption = _lay(tmp_path, [fault])
    outcome = adopt(adoption)
    is_read = not any(each.code.startswith("RM1") for each in outcome.problems)
    assert (outcome.value is not None) == is_read
    assert build(adoption, today=dt.date(2027, 1, 1)).ok == (fault == "an event of nothing")
