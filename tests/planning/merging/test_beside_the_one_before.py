"""What its publisher is told of a version beside the one before it.

«ids that are dropped without `was:`, ids that mean something else, a patch number for a change of sense».
"""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.planning.merging import Transition, index_version
from roadmap_engine.planning.merging.continuity import find_breaks
from tests.planning.exchanging import published, ring
from tests.planning.merging.sides import BASE, publish

_SPARE = (
    BASE.replace("deputies: заместители", "deputies: заместители, nurse: медсестра")
    .replace("note: Справка", "note: Справка, plan: План работы")
    .replace("council-met: {title", "fair-held: {title: ярмарка}, council-met: {title")
    .replace("levels: {title", "size: {title: Размер, default: малый}, levels: {title")
)
_SPARE_WORDS = {
    "roles": (", nurse: медсестра", "nurse"),
    "outputs": (", plan: План работы", "plan"),
    "events": ("fair-held: {title: ярмарка}, ", "fair-held"),
    "parameters": ("size: {title: Размер, default: малый}, ", "size"),
}
_PLACE = Location("tiny.yaml", 2, 1)
_ROW = next(line for line in BASE.splitlines(keepends=True) if "id: by-class," in line)


def _breaks(number: str, *changes: tuple[str, str], before: str = _SPARE) -> dict[str, Problem]:
    after = before.replace("version: 1.0.0", f"version: {number}")
    for old, new in changes:
        assert old in after, old
        after = after.replace(old, new)
    was, now = (index_version(publish(each)[0]) for each in (before, after))
    found = list(find_breaks(Transition.between(was, now), _PLACE))
    assert all(each.location is not None for each in found)
    return {
        f"{each.code} {each.words.get('kind', each.words.get('name', ''))}".strip(): each for each in found
    }


@pytest.mark.parametrize("number", ["1.0.1", "1.1.0", "2.0.0"])
@pytest.mark.parametrize("kind", _SPARE_WORDS)
def test_a_definition_without_heirs_is_told_with_its_kind(kind: str, number: str) -> None:
    """Whatever the number is; nothing else is told, as no measure means anything else."""
    words, name = _SPARE_WORDS[kind]
    found = _breaks(number, (words, ""))
    assert list(found) == [f"RM754 {kind}"]
    told = found[f"RM754 {kind}"]
    assert (told.words["names"], told.words["before"], told.words["version"], told.location) == (
        f"«{name}»",
        "1.0.0",
        number,
        _PLACE,
    )


@pytest.mark.parametrize("number", ["1.0.1", "1.1.0"])
@pytest.mark.parametrize(
    ("change", "codes", "sense"),
    [
        # Words and what is printed are no sense; a deadline in other words is the same deadline.
        (("title: Анализ по классам", "title: Разбор по классам"), [], ""),
        (("до 17 января 2027 г.", "до 17.01.2027"), [], ""),
        (("{id: by-class, ", "{id: by-class, number: '7.', "), [], ""),
        (("{id: by-class, ", "{id: by-class, as_printed: {title: Анализ}, "), [], ""),
        # What is to be done, by whom and when, is.
        (("до 17 января", "до 18 января"), [], "«by-class»"),
        (("2027 г., responsible: head, result", "2027 г., responsible: teachers, result"), [], "«by-school»"),
        ((", output: note", ""), [], "«control»"),
        (("after: lessons, ", ""), [], "«control»"),
        (("{id: by-class, ", "{id: by-class, when: size == малый, "), [], "«by-class»"),
        ((_ROW, ""), ["RM754 measures"], "«by-class»"),
        # So is what schools may change of it; what they may anyway is no news.
        (
            ("title: План\n", "title: План\nallow: {deadline: {adjustable: earlier}}\n"),
            [],
            "«allow.deadline»",
        ),
        (("title: План\n", "title: План\nallow: {deadline: free}\n"), [], ""),
        (("id: by-class", "id: classes"), ["RM754 measures"], "«by-class», «classes»"),
        (("id: by-class,", "id: classes, was: [by-class],"), [], "«classes»"),
        ((_ROW, _ROW + _ROW.replace("by-class", "new").replace("по классам", "ещё")), [], "«new»"),
    ],
)
def test_a_patch_number_is_for_slips_of_the_pen(
    change: tuple[str, str], codes: list[str], sense: str, number: str
) -> None:
    """One thing that means something else asks for more than the last number, and is named."""
    found = _breaks(number, change)
    assert [code for code in found if code != "RM756"] == codes
    assert ("RM756" in found) == (bool(sense) and number == "1.0.1")
    if "RM756" in found:
        told = found["RM756"]
        assert (told.words["names"], told.words["before"], told.words["version"]) == (sense, "1.0.0", "1.0.1")
        assert told.location == _PLACE


def test_a_row_that_moves_to_another_stage_or_a_thing_changed_twice_is_named_once() -> None:
    """A move is a change of sense; of two changes of one row the row is named."""
    row = "      - {id: control, title: Контроль, after: lessons, responsible: deputies, output: note}\n"
    moved = _breaks("1.0.1", (row, ""), (_ROW, _ROW + row))
    assert moved["RM756"].words["names"] == "«control»"
    assert (
        _breaks("1.0.1", (_ROW, ""), ("  - id: teaching\n", _ROW + "  - id: teaching\n"))["RM756"].words[
            "names"
        ]
        == "«by-class»"
    )
    twice = _breaks(
        "1.0.1", ("до 17 января 2027 г., responsible: head", "до 18 января 2027 г., responsible: teachers")
    )
    assert twice["RM756"].words["names"] == "«by-class»"


def test_two_ids_that_change_places_are_both_told_where_their_titles_stand() -> None:
    """Schools' work on both would change places."""
    found = _breaks(
        "1.1.0",
        ("title: Анализ по классам", "title: …"),
        ("title: Анализ школы", "title: Анализ по классам"),
        ("title: …", "title: Анализ школы"),
    )
    assert list(found) == ["RM755 by-class", "RM755 by-school"]
    for name, other in (("by-class", "by-school"), ("by-school", "by-class")):
        told = found[f"RM755 {name}"]
        assert (told.words["other"], told.words["version"]) == (other, "1.0.0")
        assert told.location is not None
        assert told.location.file == "roadmap.yaml"
    stages = _breaks(
        "1.1.0",
        ("title: Аналитический этап", "title: …"),
        ("title: Обучающий этап", "title: Аналитический этап"),
        ("title: …", "title: Обучающий этап"),
    )
    assert list(stages) == ["RM755 analysis", "RM755 teaching"]


_SAME_TITLE = _SPARE.replace("title: Анализ школы", "title: Анализ по классам")


@pytest.mark.parametrize(
    ("changes", "before"),
    [
        # Whose title another takes over is gone, and that alone is told.
        (((_ROW, ""), ("title: Анализ школы", "title: Анализ по классам")), _SPARE),
        # What is new may be called as anything.
        (((_ROW, _ROW + _ROW.replace("by-class", "new")),), _SPARE),
        # Two that were called alike before are called alike now.
        ((("до 17 января", "до 18 января"),), _SAME_TITLE),
        # A title on two lines is the same title.
        ((("title: Анализ по классам", "title: 'Анализ  по классам'"),), _SPARE),
    ],
)
def test_what_is_called_alike_without_an_exchange_is_not_told(
    changes: tuple[tuple[str, str], ...], before: str
) -> None:
    """Only an id that is still there, beside one that took its title, has changed its meaning."""
    found = _breaks("1.1.0", *changes, before=before)
    assert not [code for code in found if code.startswith("RM755")]


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (("by-class", "by-school"), []),
        (("by-class", "by-school", "by-topic"), []),
        (("analysis", "teaching"), []),
    ],
)
def test_an_honest_exchange_is_not_told(names: tuple[str, ...], codes: list[str]) -> None:
    """Each says whose id it has; one that says nothing, or another's, is told as before."""
    before = index_version(publish(_SPARE)[0])
    for text, expected in (
        (published("1.1.0", ring(names), _SPARE), codes),
        (published("1.1.0", ring(names), _SPARE, silent=True), ["RM755"] * len(names)),
    ):
        after = index_version(publish(text)[0])
        assert [each.code for each in find_breaks(Transition.between(before, after), _PLACE)] == expected


def test_an_exchange_by_a_patch_number_is_a_change_of_sense() -> None:
    """Whoever reads nothing would not know that the ids mean something else."""
    before = index_version(publish(_SPARE)[0])
    after = index_version(publish(published("1.0.1", ring(("by-class", "by-school")), _SPARE))[0])
    found = list(find_breaks(Transition.between(before, after), _PLACE))
    assert [(each.code, each.words["names"]) for each in found] == [("RM756", "«by-class», «by-school»")]
