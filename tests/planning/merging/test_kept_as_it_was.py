"""What is kept of settled measures, against the version it names: whatever else is written there is found."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from roadmap_engine.load import load_text
from roadmap_engine.model import Adoption
from roadmap_engine.planning.merging import Transition, index_version
from roadmap_engine.planning.merging.keeping import Altered, find_altered
from tests.planning.merging.sides import BASE, merge_texts, publish
from tests.planning.merging.versions import written

_ROW = next(line for line in BASE.splitlines(keepends=True) if "id: by-class," in line)
_LATER = BASE.replace("version: 1.0.0", "version: 1.1.0").replace(
    "head: директор", "chief: {title: директор, was: [head]}"
)
_LATER = _LATER.replace("responsible: head", "responsible: chief").replace(
    "[head, teachers]", "[chief, teachers]"
)
_FATES = {
    "said otherwise": _LATER.replace("до 17 января", "до 18 января"),
    "renamed": _LATER.replace("{id: by-class,", "{id: classes, was: [by-class],").replace(
        "до 17 января", "до 18 января"
    ),
    "gone": _LATER.replace(_ROW.replace("head", "chief"), ""),
    "moved": _LATER.replace(_ROW.replace("head", "chief"), "").replace(
        "      - {id: control,", _ROW.replace("head", "chief") + "      - {id: control,"
    ),
    "split": _LATER.replace(
        _ROW.replace("head", "chief"),
        "      - {id: by-a, was: [by-class], title: Анализ 5 классов}\n"
        "      - {id: by-b, was: [by-class], title: Анализ 6 классов}\n",
    ),
}
_SETTLED = "settled: {by-class: {state: done, on: 2027-01-15}}\n"


def _updated(fate: str, more: str = "") -> dict[str, Any]:
    """What an update writes of a settled measure."""
    tree: dict[str, Any] = yaml.safe_load(written(merge_texts(_SETTLED + more, _FATES[fate]).tree))
    return tree


def _altered(fate: str, tree: dict[str, Any], version: str = "1.0.0") -> list[Altered]:
    loaded: Any = load_text(written(tree).encode(), "adoption.yaml", "adoption")
    adoption: Adoption = loaded.value
    assert adoption is not None, loaded.problems
    was, now = (index_version(publish(each)[0]) for each in (BASE, _FATES[fate]))
    return list(find_altered(Transition.between(was, now), adoption, version))


@pytest.mark.parametrize("fate", _FATES)
def test_what_an_update_has_written_is_as_the_version_had_it(fate: str) -> None:
    """Under the ids of today."""
    tree = _updated(fate)
    (settled,) = tree["settled"].values()
    assert settled["as_of"] == "1.0.0"
    assert ("stays" in settled) == (fate in {"gone", "split"})
    assert _altered(fate, tree) == []


@pytest.mark.parametrize("fate", ["said otherwise", "renamed"])
def test_what_the_school_had_changed_itself_was_so_and_is_no_finding(fate: str) -> None:
    """Its own words of then stand under `replace`, where they are judged like all others."""
    own = "{result: Справка, title: Разбор, responsible: [head, teachers]}"
    tree = _updated(fate, f"replace: {{by-class: {own}}}\n")
    ((name, settled),) = tree["settled"].items()
    assert tree["replace"][name]["responsible"] == ["chief", "teachers"]
    assert _altered(fate, tree) == []
    settled["kept"] |= {"title": "Разбор", "result": "Справка"}
    assert _altered(fate, tree) == []
    del tree["replace"][name]["title"]
    assert _altered(fate, tree) == [Altered(name, "title", "kept", "Анализ по классам", "Разбор")]


@pytest.mark.parametrize("fate", _FATES)
@pytest.mark.parametrize(
    ("field", "value", "then", "kept"),
    [
        ("deadline", "до 31 мая 2027 г.", "до 17 января 2027 г.", "до 31 мая 2027 г."),
        ("deadline", "до 17.01.2027", "до 17 января 2027 г.", "до 17.01.2027"),
        ("responsible", "teachers", "chief", "teachers"),
        ("title", "Другое", "Анализ по классам", "Другое"),
        ("responsible", "chief", None, None),
        ("title", "Анализ   по классам", None, None),
        ("as_printed", {"title": "Что угодно"}, None, None),
    ],
)
def test_a_field_kept_otherwise_is_told_with_what_was_and_what_is(
    fate: str, field: str, value: Any, then: str | None, kept: str | None
) -> None:
    """To the letter of what is printed, but for spaces; what is printed instead of words is free."""
    tree = _updated(fate)
    ((name, settled),) = tree["settled"].items()
    if "stays" in settled:
        settled["stays"]["measure"][field] = value
    else:
        settled.setdefault("kept", {})[field] = value
    part = "stays" if "stays" in settled else "kept"
    expected = [] if then is None else [Altered(name, field, part, then, str(kept))]
    assert _altered(fate, tree) == expected


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("deadline", None, [Altered("by-class", "deadline", "kept", "до 17 января 2027 г.", "—")]),
        # Of what there was not, that it was not there is the truth.
        ("output", None, []),
        ("after", None, []),
        ("output", "note", [Altered("by-class", "output", "kept", "—", "note")]),
    ],
)
def test_a_field_that_is_said_not_to_have_been_there(field: str, value: Any, expected: list[Altered]) -> None:
    """Is compared like any other."""
    tree = _updated("said otherwise")
    tree["settled"]["by-class"]["kept"][field] = value
    assert _altered("said otherwise", tree) == expected


def test_only_what_names_the_version_is_held_against_it() -> None:
    """Another version's, and what keeps nothing, are left alone."""
    tree = _updated("said otherwise")
    tree["settled"]["by-class"]["kept"]["deadline"] = "до 31 мая 2027 г."
    assert _altered("said otherwise", tree, "0.9.0") == []
    del tree["settled"]["by-class"]["kept"]
    assert _altered("said otherwise", tree) == []


@pytest.mark.parametrize("part", ["kept", "stays"])
def test_a_measure_that_the_version_never_had_is_altered_as_a_whole(part: str) -> None:
    """Nothing of it can have stood there."""
    tree = _updated("said otherwise")
    own = (
        {"kept": {"title": "Своё"}}
        if part == "kept"
        else {"stays": {"measure": {"id": "strange", "title": "Своё"}}}
    )
    tree["settled"] = {"strange": {"state": "done", "on": "2027-01-15", "as_of": "1.0.0", **own}}
    assert _altered("said otherwise", tree) == [Altered("strange", "", part, "", "strange")]


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        (["by-a", "by-b"], []),
        (["by-a"], []),
        (["by-a", "control"], [Altered("by-class", "", "stays", "by-a, by-b", "control")]),
        (["control", "lessons"], [Altered("by-class", "", "stays", "by-a, by-b", "control, lessons")]),
    ],
)
def test_nothing_but_its_parts_is_left_out_instead_of_it(
    left_out: list[str], expected: list[Altered]
) -> None:
    """Otherwise a school could take out what it may not."""
    tree = _updated("split")
    tree["settled"]["by-class"]["stays"]["instead_of"] = left_out
    assert _altered("split", tree) == expected


def test_a_place_that_is_kept_is_that_of_the_version() -> None:
    """Whoever writes another one opens what `move: locked` closes, and that is found."""
    tree = _updated("moved")
    assert tree["settled"]["by-class"]["stands"] == {"before": "by-school"}
    assert _altered("moved", tree) == []
    tree["settled"]["by-class"]["stands"] = {"stage": "teaching"}
    assert _altered("moved", tree) == [Altered("by-class", "", "stands", "analysis", "teaching")]
    tree["settled"]["own"] = tree["settled"].pop("by-class")
    assert _altered("moved", tree) == [Altered("own", "", "stands", "", "teaching")]
