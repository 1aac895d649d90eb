"""Recording a date changes one entry of the adoption's text and nothing else in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.load.editing import NotEditableError, edit_text
from roadmap_engine.model import Path
from roadmap_engine.model.edit import (
    Append,
    Edit,
    Remove,
    Rename,
    SetValue,
    apply_edits,
    drop_emptied,
    find_value,
)
from roadmap_engine.yaml_text.composing import compose

DAY = "2027-06-01"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "events:\n  a: 2027-05-28  # когда пришли\n# приказ\norder: {number: 1}\n",
            "events:\n  a: 2027-05-28  # когда пришли\n  b: 2027-06-01\n# приказ\norder: {number: 1}\n",
            id="block",
        ),
        pytest.param(
            "events:\n    a: 1", "events:\n    a: 1\n    b: 2027-06-01\n", id="no line break at the end"
        ),
        pytest.param("events: {a: 1}  # x\n", "events: {a: 1, b: 2027-06-01}  # x\n", id="flow"),
        pytest.param("events: {}\n", "events: {b: 2027-06-01}\n", id="empty flow"),
        pytest.param("events:\nx: 1\n", "events:\n  b: 2027-06-01\nx: 1\n", id="empty"),
        pytest.param(
            "events:   # ждём\nx: 1\n", "events:   # ждём\n  b: 2027-06-01\nx: 1\n", id="empty with a comment"
        ),
        pytest.param(
            "events:\n  b: 2027-05-28 # старая\n", "events:\n  b: 2027-06-01 # старая\n", id="known"
        ),
        pytest.param("x: 1\n# конец\n", "x: 1\nevents:\n  b: 2027-06-01\n# конец\n", id="no section"),
        pytest.param(
            "x:\n  - 1\n  - 2\n", "x:\n  - 1\n  - 2\nevents:\n  b: 2027-06-01\n", id="no section after a list"
        ),
        pytest.param(
            "x: >-\n  слова\n  и слова\n\n",
            "x: >-\n  слова\n  и слова\nevents:\n  b: 2027-06-01\n\n",
            id="after a folded text",
        ),
        pytest.param("events:\r\n  a: 1\r\n", "events:\r\n  a: 1\r\n  b: 2027-06-01\r\n", id="Windows lines"),
    ],
)
def test_only_the_entry_changes(before: str, after: str) -> None:
    """Every other character of the text stays."""
    assert edit_text(before, [SetValue(("events", "b"), DAY)]) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("remove: [a]  # x\n", "remove: [a, b]  # x\n"),
        ("remove: [a,]\n", "remove: [a, b]\n"),
        ("remove: [a, ]\n", "remove: [a, b]\n"),
        ("remove: []\n", "remove: [b]\n"),
        ("remove: [\n  a,  # не нужно, совсем\n]\n", "remove: [\n  a,  # не нужно, совсем\n  b,\n]\n"),
        ("remove: [\n  a  # не нужно, совсем\n]\n", "remove: [\n  a,  # не нужно, совсем\n  b\n]\n"),
        ("remove: [x,\n    a\n  ]\n", "remove: [x,\n    a,\n    b\n  ]\n"),
        ("remove: [x, a,\n  ]\n", "remove: [x, a,\n  b,\n  ]\n"),
        ("remove: [\r\n  a,\r\n]\r\n", "remove: [\r\n  a,\r\n  b,\r\n]\r\n"),
        ("remove: [\n  a]\n", "remove: [\n  a, b]\n"),
    ],
)
def test_an_item_comes_after_the_last_in_brackets(before: str, after: str) -> None:
    """A comma may stand at the end already, and a remark stays at what it is about."""
    assert edit_text(before, [Append(("remove",), "b")]) == after


@pytest.mark.parametrize("text", ["events: [a]\n", "{events: {a: 1}}\n", "- a\n", "events: сегодня\n"])
def test_a_layout_it_cannot_follow_is_refused(text: str) -> None:
    """Rather no edit than a wrong one."""
    with pytest.raises(NotEditableError):
        edit_text(text, [SetValue(("events", "b"), DAY)])


def test_a_key_in_brackets_is_written_as_on_a_line_of_its_own() -> None:
    """«on» is a key of everyday texts; nobody needs to ask why it stands in quotes here only."""
    done = SetValue(("settled", "b"), {"state": "done", "on": DAY})
    assert edit_text("settled: {}\n", [done]) == "settled: {b: {state: done, on: 2027-06-01}}\n"
    assert edit_text("settled:\n", [done]) == "settled:\n  b: {state: done, on: 2027-06-01}\n"


_WORDS = st.text("abcdefgh", min_size=1, max_size=5)


@given(
    entries=st.dictionaries(_WORDS, st.just("2027-01-01"), max_size=4),
    others=st.lists(st.tuples(_WORDS, _WORDS), max_size=4),
    flow=st.booleans(),
    name=_WORDS,
)
def test_the_edited_text_says_what_was_meant(
    entries: dict[str, str], others: list[tuple[str, str]], flow: bool, name: str
) -> None:
    """Whatever stands around the section, the entry is set and the rest is as before."""
    rest = {f"other-{key}": value for key, value in others}
    document = {**rest, "events": entries, "last": "1"}
    text = yaml.safe_dump(document, default_flow_style=None if flow else False, sort_keys=False)
    edited = yaml.load(edit_text(text, [SetValue(("events", name), DAY)]), Loader=yaml.CBaseLoader)  # noqa: S506
    assert edited == {**rest, "events": {**entries, name: DAY}, "last": "1"}


TEXT = """\
# Школа
adoption: s
replace:
  # договорились на совещании
  a: {deadline: до 1 мая, responsible: [x, y]}   # наше
  b:
    title: >-
      Длинное
      название
    result: Вывод   # и это
remove: [c, d, e]
add:
  - after: a
    measure: {id: own, title: Своё}
  # ещё одно
  - stage: s
    measure:
      id: other
      after: [a, own]
roles: {}
fill:
# конец
"""


@pytest.mark.parametrize(
    ("edits", "old", "new"),
    [
        pytest.param(
            [Remove(("replace", "a", "deadline"))], "{deadline: до 1 мая, r", "{r", id="first in brackets"
        ),
        pytest.param(
            [Remove(("replace", "a", "responsible"))], ", responsible: [x, y]}", "}", id="last in brackets"
        ),
        pytest.param(
            [Remove(("remove", 1)), Remove(("remove", 2))], "[c, d, e]", "[c]", id="the end of a list"
        ),
        pytest.param([Remove(("remove", 0)), Remove(("remove", 2))], "[c, d, e]", "[d]", id="both ends"),
        pytest.param([Remove(("replace", "b", "result"))], "    result: Вывод   # и это\n", "", id="a line"),
        pytest.param(
            [Remove(("replace", "b"))],
            "  b:\n    title: >-\n      Длинное\n      название\n    result: Вывод   # и это\n",
            "",
            id="lines",
        ),
        pytest.param(
            [Remove(("replace", "b", "title")), Remove(("replace", "b", "result"))],
            "  b:\n    title: >-\n      Длинное\n      название\n    result: Вывод   # и это\n",
            "",
            id="all entries of one",
        ),
        pytest.param(
            [Remove(("replace", "b", "result"), remembered=True)],
            "    result: Вывод   # и это\n",
            "#     result: Вывод   # и это\n",
            id="remembered",
        ),
        pytest.param(
            [Remove(("replace", "a", "deadline"), remembered=True)],
            "replace:\n  # договорились на совещании\n  a: {deadline: до 1 мая, r",
            "# replace.a: deadline: до 1 мая\nreplace:\n  # договорились на совещании\n  a: {r",
            id="remembered out of brackets",
        ),
        pytest.param(
            [Rename(("replace", "a"), "z"), SetValue(("replace", "a", "deadline"), "до 2 мая")],
            "a: {deadline: до 1 мая",
            "z: {deadline: до 2 мая",
            id="another key and value",
        ),
        pytest.param(
            [SetValue(("replace", "b", "title"), "Короткое")],
            "title: >-\n      Длинное\n      название\n",
            "title: Короткое\n",
            id="a folded text",
        ),
        pytest.param(
            [SetValue(("replace", "b", "responsible"), ["x", "y"])],
            "   # и это\n",
            "   # и это\n    responsible: [x, y]\n",
            id="a new field",
        ),
        pytest.param(
            [Remove(("add", 0))],
            "  - after: a\n    measure: {id: own, title: Своё}\n",
            "",
            id="an item of a list",
        ),
        pytest.param(
            [Append(("add",), {"after": "b", "measure": {"id": "new", "title": "Новое"}})],
            "      after: [a, own]\n",
            "      after: [a, own]\n  - after: b\n    measure: {id: new, title: Новое}\n",
            id="a new item",
        ),
        pytest.param(
            [Remove(("add", 0, "after"))], "- after: a\n    measure", "- measure", id="behind a dash"
        ),
        pytest.param(
            [Rename(("add", 0, "after"), "stage"), SetValue(("add", 0, "after"), "s")],
            "- after: a\n",
            "- stage: s\n",
            id="another place",
        ),
        pytest.param([SetValue(("add", 1, "measure", "after"), ["a"])], "[a, own]", "[a]", id="a list"),
        pytest.param([SetValue(("roles", "x"), ["p"])], "roles: {}", "roles: {x: [p]}", id="empty brackets"),
        pytest.param(
            [SetValue(("fill", "x"), "да: нет"), SetValue(("fill", "y"), "2027-05-28")],
            "fill:\n",
            'fill:\n  x: "да: нет"\n  y: 2027-05-28\n',
            id="nothing yet",
        ),
        pytest.param(
            [
                SetValue(("defines", "roles", "x"), "учителя"),
                SetValue(("defines", "outputs", "n"), {"title": "С"}),
            ],
            "fill:\n",
            "fill:\ndefines:\n  roles: {x: учителя}\n  outputs:\n    n: {title: С}\n",
            id="a new section",
        ),
    ],
)
def test_only_what_is_meant_changes(edits: list[Edit], old: str, new: str) -> None:
    """Comments, order and layout of everything else stay."""
    assert TEXT.count(old) == 1
    assert edit_text(TEXT, edits) == TEXT.replace(old, new)


def test_a_whole_section_may_go() -> None:
    """Nothing is left of a list whose items are all gone."""
    edits = [Remove(("remove", place)) for place in range(3)]
    assert edit_text(TEXT, edits) == TEXT.replace("remove: [c, d, e]\n", "")


_SCALARS = st.sampled_from(
    ["да", "no", "012", "5", "до 17 января 2027 г.", "a: b", "# x", "«К»", "", " x", "x" * 200]
)
_TREES = st.dictionaries(
    _WORDS,
    st.recursive(
        _SCALARS,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_WORDS, inner, min_size=1, max_size=3)
        ),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


def _paths(tree: Any, path: Path = ()) -> Iterator[Path]:
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, each in entries:
        yield (*path, step)
        yield from _paths(each, (*path, step))


@st.composite
def _edits(draw: st.DrawFn, tree: Any) -> list[Edit]:
    """Edits of places that do not lie in each other."""
    chosen: list[Path] = []
    for path in draw(st.lists(st.sampled_from(list(_paths(tree))), max_size=4, unique=True)):
        if not any(path[: len(each)] == each or each[: len(path)] == path for each in chosen):
            chosen.append(path)
    edits: list[Edit] = []
    for number, path in enumerate(chosen):
        kind = draw(st.sampled_from(["remove", "set", "rename", "gain"]))
        inside = find_value(tree, path)
        if kind == "remove":
            edits.append(Remove(path))
        elif kind == "rename" and isinstance(path[-1], str):
            edits.append(Rename(path, f"z{number}"))
        elif kind == "gain" and isinstance(inside, dict):
            edits.append(SetValue((*path, "z"), draw(_SCALARS | st.lists(_SCALARS))))
        elif kind == "gain" and isinstance(inside, list):
            edits.append(Append(path, draw(_SCALARS | st.dictionaries(_WORDS, _SCALARS, min_size=1))))
        else:
            edits.append(SetValue(path, draw(_SCALARS | st.dictionaries(_WORDS, _SCALARS, min_size=1))))
    return edits


@settings(max_examples=150, deadline=None)
@given(data=st.data(), tree=_TREES, flow=st.sampled_from([None, False]))
def test_whatever_is_edited_reads_as_meant(
    data: st.DataObject, tree: dict[str, Any], flow: bool | None
) -> None:
    """Texts in the layouts people write are followed, whatever their words are."""
    text = yaml.safe_dump(tree, default_flow_style=flow, sort_keys=False, allow_unicode=True)
    if text.startswith("{"):  # nobody writes a whole text in brackets
        text = yaml.safe_dump(tree, default_flow_style=False, sort_keys=False, allow_unicode=True)
    composed = compose(text, "").value
    edits = data.draw(_edits(composed))
    meant = apply_edits(composed, drop_emptied(composed, edits))
    if meant:  # an empty text is none
        assert compose(edit_text(text, edits), "").value == meant


def test_a_rule_that_comes_in_brings_its_format() -> None:
    """A text that an edit gives a rule as structure can be read again: it states the format, once."""
    rule = {"relation": "by", "at": "10-01"}
    edit = SetValue(("settled", "m", "kept"), {"deadline": rule})
    edited = edit_text("adoption: a\n", [edit])
    assert edited.endswith("      deadline: {relation: by, at: 10-01}\nformat: 2\n")
    assert edit_text("adoption: a\nformat: 1\n", [edit]).startswith("adoption: a\nformat: 2\n")
    again = SetValue(("settled", "n", "kept"), {"deadline": rule})
    assert edit_text(edited, [again]).count("format") == 1


DONE = SetValue(("settled", "a"), {"state": "done", "on": "2027-05-01"})
LATER = SetValue(("replace", "b", "deadline"), "до 1 мая")
LEFT = Append(("remove",), "c")


@pytest.mark.parametrize("edits", list(itertools.permutations((DONE, LATER, LEFT))))
@pytest.mark.parametrize(
    "text",
    [
        "adoption: x\nreplace:\n  z: {deadline: до 2 мая}\n",
        "adoption: x\nreplace:\n  z:\n    deadline: до 2 мая\n    # до конца года\n",
        "adoption: x\nremove:\n  - q\n",
        "adoption: x\nsettled:\n  q: {state: done}\n# и всё",
        "adoption: x\nroles:\n  # head: [petrova]\n  # heads: []\n\n# Свои изменения.\n",
    ],
)
def test_blocks_that_end_at_one_place_gain_what_is_theirs(text: str, edits: tuple[Edit, ...]) -> None:
    """A section that the text ends with and new ones after it, whatever was said first."""
    edited = edit_text(text, edits)
    assert compose(edited, "").value == apply_edits(compose(text, "").value, edits)
    # What somebody noted below an entry, or offered there, stays below it.
    noted = [line for line in text.splitlines() if line.strip().startswith("#")]
    lines = edited.splitlines()
    for line in noted:
        before = text.splitlines()[text.splitlines().index(line) - 1]
        if line.startswith(" "):
            assert lines[lines.index(line) - 1] == before
