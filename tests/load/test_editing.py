"""Recording a date changes one entry of the adoption's text and nothing else in it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.load.editing import NotEditableError, set_entry

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
    assert set_entry(before, "events", "b", DAY) == after


@pytest.mark.parametrize("text", ["events: [a]\n", "{events: {a: 1}}\n", "- a\n", "events: сегодня\n"])
def test_a_layout_it_cannot_follow_is_refused(text: str) -> None:
    """Rather no edit than a wrong one."""
    with pytest.raises(NotEditableError):
        set_entry(text, "events", "b", DAY)


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
    edited = yaml.load(set_entry(text, "events", name, DAY), Loader=yaml.CBaseLoader)  # noqa: S506
    assert edited == {**rest, "events": {**entries, name: DAY}, "last": "1"}
