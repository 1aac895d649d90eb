"""YAML gives values and locations, and nothing in it is read otherwise than it stands."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.diagnostics import Location
from roadmap_engine.load.loaded import load_text
from roadmap_engine.yaml_text.composing import MOST_VALUES, compose
from roadmap_engine.yaml_text.source import LARGEST


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("012", "012"),
        ("0277012345", "0277012345"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("1.0", "1.0"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("2027-05-28", "2027-05-28"),
        ("5", 5),
        ("-5", -5),
        ("0", 0),
        ("-0", "-0"),
        ("9" * 30, "9" * 30),
        ("'5'", "5"),
        ('"true"', "true"),
    ],
)
def test_a_plain_word_is_what_it_looks_like(written: str, meant: Any) -> None:
    """Only five constants and whole decimal numbers are more than text; YAML 1.1's other readings are not."""
    found = compose(f"key: {written}\n", "a.yaml")
    assert found.value == {"key": meant}
    assert type(found.value["key"]) is type(meant)
    assert not found.problems


def test_keys_are_always_words() -> None:
    """`no`, `1` and `null` as keys stay what is written."""
    assert compose("no: a\n1: b\nnull: c\n", "a.yaml").value == {"no": "a", "1": "b", "null": "c"}


def test_every_key_and_value_has_its_place() -> None:
    """Lines and columns count from 1, columns in characters; a mapping is shown by its first key."""
    locations = compose("имя: значение\nlist:\n  - первый\n  - {a: 1}\n", "a.yaml").locations
    assert locations.of_key(("имя",)) == Location("a.yaml", 1, 1, 3)
    assert locations.of_value(("имя",)) == Location("a.yaml", 1, 6, 8)
    assert locations.of_value(("list", 0)) == Location("a.yaml", 3, 5, 6)
    assert locations.of_value(("list", 1)) == Location("a.yaml", 4, 5, 6)
    assert locations.of_key(("list", 1, "a")) == Location("a.yaml", 4, 6, 1)
    assert locations.of_value(()) == Location("a.yaml", 1, 1, 3)
    assert locations.of_value(("list", 1, "b")) == locations.of_value(("list", 1))
    assert set(locations.keys) == {("имя",), ("list",), ("list", 1, "a")}
    assert len(locations.values) == 6


def test_a_part_of_a_plain_value_has_its_own_place() -> None:
    """Inside a plain value on one line columns are exact; elsewhere the whole value is the place."""
    text = (
        'plain: до 31 февраля\nquoted: "до 31 февраля"\n'
        "folded: >-\n  до 31\n  февраля\nlong: до 31\n  февраля\n"
    )
    locations = compose(text, "a.yaml").locations
    assert locations.inside(("plain",), (3, 13)) == Location("a.yaml", 1, 11, 10)
    for key in ("quoted", "folded", "long"):
        assert locations.inside((key,), (3, 13)) == locations.of_value((key,))
    assert locations.inside(("plain",), None) == locations.of_value(("plain",))
    assert ("missing",) not in locations.literal


def test_all_faults_of_a_text_are_told_at_once() -> None:
    """One fault does not hide the next."""
    text = 'a: &x 1\nb: *x\nc: !!int 5\na: 2\n[d]: 3\n<<: {e: 4}\n"f\\x07": "\\e"\n'
    codes = [problem.code for problem in compose(text, "a.yaml").problems]
    assert codes == ["RM121", "RM121", "RM122", "RM124", "RM125", "RM123", "RM107", "RM107"]


@pytest.mark.parametrize(
    "text",
    [
        "---\n  ",
        "&a k: v\n",
        "*a : v\n",
        "!x k: v\n",
        "| \n",
        "? |\n  key\n: value\n",
        "? {a: b}\n: value\n",
        "%YAML 1.2\n---\na: 1\n",
        "%FOO\n---\na: 1\n",
        "a: 1\n...\nb\n",
        "- - - -\n",
        "a: !<tag:x> 1\n",
        "'a': 1\n\"a\": 2\n",
        "a: [,]\n",
        "a: ? b\n",
        "}\n",
        "a: 1\n}\n",
        "a: [1]]\n",
        "a: - b\n",
        "a: 'x\n---\n",
    ],
)
def test_odd_yaml_is_told_at_a_place_inside_the_text(text: str) -> None:
    """Rare constructs give problems whose place exists, and never an exception."""
    loaded = load_text(text.encode(), "a.yaml")
    lines = text.splitlines()
    assert loaded.problems
    for problem in loaded.problems:
        assert problem.location is not None
        assert 1 <= problem.location.line <= len(lines)
        assert problem.location.column <= len(lines[problem.location.line - 1]) + 1


def test_a_byte_order_mark_is_no_fault() -> None:
    """Notepad writes one; locations count as if it were not there."""
    loaded = load_text("\ufeffroadmap: x\nversion: 1.0.0\nroadmap: y\n".encode(), "a.yaml")
    assert loaded.kind == "roadmap"
    assert [problem.location for problem in loaded.problems] == [Location("a.yaml", 3, 1, 7)]


def test_windows_line_ends_are_line_ends() -> None:
    """A place in a text from Windows is the place an editor shows."""
    loaded = load_text(b"roadmap: x\r\nversion: 1.0.0\r\nversion: 1.0.0\r\n", "a.yaml")
    assert [problem.location for problem in loaded.problems] == [Location("a.yaml", 3, 1, 7)]


def test_limits_are_where_they_are_said_to_be() -> None:
    """The largest allowed text is read, one byte more is not; so with values."""
    line = b"#" * (LARGEST - 22)
    assert load_text(b"roadmap: a\n" + line + b"\nversion: 1", "a.yaml").problems[0].code != "RM104"
    assert load_text(b"x" * (LARGEST + 1), "a.yaml").problems[0].code == "RM104"
    assert not compose("- 1\n" * MOST_VALUES, "a.yaml").problems
    assert compose("- 1\n" * (MOST_VALUES + 1), "a.yaml").problems[0].code == "RM127"


def test_a_flood_of_faults_is_cut() -> None:
    """A text of nothing but faults gives as many as a person can use."""
    assert len(compose("a: *x\n" * 5_000, "a.yaml").problems) <= 50


WORDS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co", "Mn"]),
    min_size=1,
    max_size=20,
)
TREES = st.recursive(
    st.one_of(WORDS, st.booleans(), st.integers(-(10**17), 10**17), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.from_regex(r"[a-z][a-z-]{0,9}", fullmatch=True), inner, max_size=4),
    ),
    max_leaves=12,
)


class _TextDumper(yaml.SafeDumper):
    """Quotes whatever YAML 1.1 would not read as the same text."""


@settings(max_examples=100, deadline=None)
@given(tree=st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), TREES, min_size=1, max_size=4))
def test_what_is_written_is_read(tree: dict[str, Any]) -> None:
    """Reading what a YAML writer wrote gives the same values."""
    text = yaml.dump(tree, Dumper=_TextDumper, allow_unicode=True)
    found = compose(text, "a.yaml")
    assert not found.problems
    assert found.value == tree


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever the bytes are, the answer is problems or a value."""
    loaded = load_text(data, "a.yaml")
    assert loaded.problems or loaded.value is not None


SCRAPS = (
    *("roadmap: a\n", "version: 1.0.0\n", "stages:\n", "  - id: x\n", "    title: y\n", "organisation: o\n"),
    *("    measures: [", "{", "}", "]", "&a ", "*a", "!!x ", "<<: ", "? ", ": ", "- ", "\t", "|\n", ">-\n"),
    *("'", '"', "\\", "#", "---\n", "...\n", "%", "@", "\n", "  ", "ё", "\u00a0", "adoption: a\n"),
    *("deadline: до 31 февраля\n", "replace: {x: {deadline: {kind: by}}}\n", "add: [{after: x}]\n"),
    *("columns: [number, 5, {title: }]\n", "people: {head: {name: 5}}\n", "terms: [{kind: quarter}]\n"),
    *("procedure: {}\n", "held: 2027-13-01/x\n", "calendar: {week: 8}\n"),
)


@settings(max_examples=200, deadline=None)
@given(scraps=st.lists(st.sampled_from(SCRAPS), max_size=30))
def test_no_text_raises(scraps: list[str]) -> None:
    """Texts made of the pieces of texts are either understood or told at locations inside them."""
    text = "".join(scraps)
    loaded = load_text(text.encode(), "a.yaml")
    assert loaded.problems or loaded.value is not None
    for problem in loaded.problems:
        assert problem.location is not None
        assert problem.location.line <= text.count("\n") + 1


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_refused(opening: str) -> None:
    """Depth costs neither the stack nor minutes."""
    loaded = load_text((opening * 20_000).encode(), "a.yaml")
    assert loaded.value is None
    assert loaded.problems
