"""A deadline the school wrote as words alone (`deadline: {text: …}`) beside whatever the newer version says.

Words are compared as words, a phrase by what it means: the same letters as words and as a phrase are two
things, since one has days and the other has none.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.merging.sides import BASE, Merged, merge_texts
from tests.planning.merging.versions import written

_PHRASE = "до 17 января 2027 г."
_SAME_DAY = "до 17.01.2027"
_OTHER = "до 25 января 2027 г."


def _with(deadline: Any, number: str = "1.1.0") -> str:
    """Write a version that has another deadline for one measure."""
    shown = f"{{text: {deadline[1]}}}" if isinstance(deadline, tuple) else deadline
    text = BASE.replace("1.0.0", number)
    assert _PHRASE in text
    return text.replace(f"deadline: {_PHRASE}", f"deadline: {shown}")


def _text(words: str) -> tuple[str, str]:
    return ("text", words)


def _own(deadline: Any) -> str:
    value = {"text": deadline[1]} if isinstance(deadline, tuple) else deadline
    return written({"replace": {"by-class": {"deadline": value}}})


def _outcome(merged: Merged) -> str:
    """Say whose deadline is heard: `conflict`, `ours` where it stays written, `theirs` where it goes."""
    if merged.merge.conflicts:
        return "conflict"
    return "ours" if "replace" in merged.own else "theirs"


@pytest.mark.parametrize(
    ("before", "ours", "theirs", "outcome"),
    [
        # The version leaves the deadline alone: the school's stays, whatever it is.
        (_PHRASE, _text("когда скажут"), _PHRASE, "ours"),
        (_PHRASE, _text("когда скажут"), _SAME_DAY, "ours"),
        (_PHRASE, _text(_PHRASE), _PHRASE, "ours"),
        (_text("по графику"), _text("когда скажут"), _text("по графику"), "ours"),
        (_text("по графику"), _text("когда скажут"), _text("по  графику"), "ours"),
        # Both changed it, otherwise.
        (_PHRASE, _text("когда скажут"), _OTHER, "conflict"),
        (_PHRASE, _text("когда скажут"), _text("по графику"), "conflict"),
        (_PHRASE, _text(_OTHER), _OTHER, "conflict"),
        (_PHRASE, _OTHER, _text(_OTHER), "conflict"),
        (_text("по графику"), _text("когда скажут"), _PHRASE, "conflict"),
        # Both came to the same.
        (_PHRASE, _text("когда скажут"), _text("когда скажут"), "theirs"),
        (_PHRASE, _text("когда скажут"), _text("когда  скажут"), "theirs"),
        (_text("по графику"), _PHRASE, _SAME_DAY, "theirs"),
    ],
)
def test_words_beside_a_phrase(before: Any, ours: Any, theirs: Any, outcome: str) -> None:
    """The outcome is that of any field; decided for the school, its words stand letter by letter."""
    merged = merge_texts(_own(ours), _with(theirs), before=_with(before, "1.0.0"))
    assert _outcome(merged) == outcome
    assert merged.errors == ()
    kept = merge_texts(_own(ours), _with(theirs), before=_with(before, "1.0.0"), default="ours")
    if outcome != "theirs":
        deadline = kept.measure("by-class").deadline
        assert (deadline.text or deadline.phrase) == (ours[1] if isinstance(ours, tuple) else ours)
        assert (deadline.rule is None) == isinstance(ours, tuple)
    given_up = merge_texts(_own(ours), _with(theirs), before=_with(before, "1.0.0"), default="theirs")
    if outcome == "conflict":
        deadline = given_up.measure("by-class").deadline
        assert (deadline.text or deadline.phrase) == (theirs[1] if isinstance(theirs, tuple) else theirs)


@pytest.mark.parametrize("permit", ["locked", "{adjustable: earlier}", "free"])
def test_words_under_a_permission_that_came_later(permit: str) -> None:
    """Words are no day that could be earlier: locked is an error, adjustable a doubt, free is nothing."""
    later = f"{BASE.replace('1.0.0', '1.1.0')}allow: {{deadline: {permit}}}\n"
    merged = merge_texts(_own(_text("когда скажут")), later)
    assert merged.own["replace"]["by-class"]["deadline"] == {"text": "когда скажут"}
    assert merged.errors == (("RM240",) if permit == "locked" else ())


@pytest.mark.parametrize("state", ["done", "cancelled"])
def test_words_of_what_is_settled_stay(state: str) -> None:
    """No version changes what is settled, and it is no conflict that it wants to."""
    local = _own(_text("когда скажут")) + f"settled: {{by-class: {{state: {state}, on: 2027-01-15}}}}\n"
    merged = merge_texts(local, _with(_OTHER))
    assert merged.merge.conflicts == ()
    assert merged.measure("by-class").deadline.text == "когда скажут"


def test_words_follow_a_renamed_measure_and_into_both_parts_of_a_split() -> None:
    """The words go where the measure goes."""
    renamed = BASE.replace("1.0.0", "1.1.0").replace("id: by-class,", "id: classes, was: by-class,")
    merged = merge_texts(_own(_text("когда скажут")), renamed)
    assert merged.own["replace"] == {"classes": {"deadline": {"text": "когда скажут"}}}
    part = "      - {id: by-pupil, was: by-class, title: Анализ по ученикам, responsible: head}\n"
    split = BASE.replace("1.0.0", "1.1.0").replace("      - {id: by-school", f"{part}      - {{id: by-school")
    merged = merge_texts(_own(_text("когда скажут")), split, default="ours")
    assert [merged.measure(name).deadline.text for name in ("by-class", "by-pupil")] == ["когда скажут"] * 2
