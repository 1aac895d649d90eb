"""What is written for a person to go on with reads aloud, and is read back as what was meant."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.model.commented import Entry, Section
from roadmap_engine.yaml_text.characters import find_refused_character
from roadmap_engine.yaml_text.composing import compose
from roadmap_engine.yaml_text.scalars import has_letters_whole
from roadmap_engine.yaml_text.writing import write_text

HOSTILE = (
    "no",
    "0277012345",
    "12:30",
    "2.10",
    "# x",
    "a # x",
    "a: b",
    "- a",
    "{a: b}",
    "[a",
    "*a",
    "&a",
    "!!python/object x",
    "%YAML 1.2",
    "---",
    "...",
    "|",
    ">-",
    "@",
    "`",
    '"',
    "'",
    "\\",
    "«Школа <№1> & Ко»",
    "{{ 7*7 }}",
    "=1+1",
    "🙂",
    " в начале",
    "в конце ",
    "две\nстроки",
    "\nпусто сверху",
    "пусто снизу\n\n",
    "  отступ\nи нет",
    "таб\tвнутри",
    "\t",
    "\r\n",
    "неразрывный\u00a0пробел",
    "\u00a0",
    "\u2003широкий",
    "~",
    "null",
    "",
    "2027-05-28",
    "<<",
    "=",
    "a" * 300,
    "слово " * 60 + "конец",
    "два  пробела " * 30,
)


def _is_key(text: str) -> bool:
    return bool(text) and "\n" not in text and "\r" not in text and len(text) < 100 and text != "<<"


_texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t :#-'\"[]{},&*!|>%@`\\")),
    st.lists(st.sampled_from(["слово", "a:", "#", " ", "-", "да"]), max_size=60).map(" ".join),
).filter(lambda text: find_refused_character(text) is None and has_letters_whole(text))
_scalars = st.one_of(_texts, st.integers(-(10**17), 10**17), st.booleans(), st.none())
_values = st.recursive(
    _scalars,
    lambda inner: (
        st.lists(inner, max_size=4).map(tuple) | st.dictionaries(_texts.filter(_is_key), inner, max_size=4)
    ),
    max_leaves=8,
)


def _read(text: str) -> Any:
    composed = compose(text, "file.yaml")
    assert composed.problems == ()
    return composed.value


def _plain(value: Any) -> Any:
    """What a reader gives for a value: lists and mappings."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("wrap", [lambda text: text, lambda text: (text,), lambda text: {"a": text}])
def test_hostile_words_come_back_letter_by_letter(text: str, wrap: Any) -> None:
    """Alone, in a list, in a mapping; with a comment beside and an entry after."""
    written = write_text([Entry("key", wrap(text), beside="пояснение"), Entry("next", 1)])
    assert _read(written) == {"key": _plain(wrap(text)), "next": 1}


@settings(max_examples=150, deadline=None)
@given(_values, _texts, _texts)
@example({"a": {"b": ("x" * 200, {"c": " "})}}, "\x0b", "a\nb")
def test_whatever_is_written_is_read_back(value: Any, above: str, beside: str) -> None:
    """Every character of every value; comments, whatever they say, change nothing."""
    section = Section((Entry("inner", value, above=above, beside=beside),))
    written = write_text([Entry("key", value, above=above), Entry("section", section), Entry("end", True)])
    assert _read(written) == {"key": _plain(value), "section": {"inner": _plain(value)}, "end": True}


@settings(max_examples=100, deadline=None)
@given(_texts)
def test_other_readers_of_yaml_see_texts_as_texts(text: str) -> None:
    """An editor's YAML, which takes `no` for false and 2.10 for a number, reads the same words."""
    assert yaml.safe_load(write_text([Entry("key", text), Entry("list", (text,))])) == {
        "key": text,
        "list": [text],
    }


@settings(max_examples=100, deadline=None)
@given(_values)
def test_an_offered_entry_is_a_comment_until_it_is_uncovered(value: Any) -> None:
    """Nothing of it is read; without its marks it says what was meant."""
    offered = write_text([Entry("real", 1), Entry("key", value, offered=True)])
    assert _read(offered) == {"real": 1}
    lines = offered.splitlines()[1:]
    assert all(line.startswith("#") for line in lines)
    uncovered = "\n".join(line.removeprefix("# ") if line != "#" else "" for line in lines)
    assert _read(uncovered + "\n") == {"key": _plain(value)}


def test_a_text_reads_aloud() -> None:
    """The schema first, then what it is about; long words fold, short lists stay on a line."""
    person = {"name": "Тен, Л. Б.", "post": "директор"}
    written = write_text(
        [
            Entry("roadmap", "tiny", above="Имя карты.\nНе меняется."),
            Entry("title", "Очень длинное название плана, " * 5 + "конец"),
            Entry("year", SchoolYear(2026), spaced=True),
            Entry(
                "events",
                Section(
                    (
                        Entry("known", dt.date(2027, 5, 28)),
                        Entry("awaited", dt.date(2027, 6, 1), offered=True, beside="когда узнаете"),
                    )
                ),
            ),
            Entry("held", Span(dt.date(2027, 4, 13), dt.date(2027, 5, 18))),
            Entry("people", {"head": person}),
            Entry("units", ("a", "b")),
            Entry(
                "stages", (Section((Entry("id", "one", above="этап"), Entry("measures", ({"id": "m"},)))),)
            ),
        ],
        schema="schemas/roadmap.schema.json",
        heading="Карта.",
    )
    assert (
        written
        == """\
# yaml-language-server: $schema=schemas/roadmap.schema.json
# Карта.
# Имя карты.
# Не меняется.
roadmap: tiny
title: >-
  Очень длинное название плана, Очень длинное название плана, Очень длинное название плана, Очень длинное
  название плана, Очень длинное название плана, конец

year: 2026/2027
events:
  known: 2027-05-28
  # awaited: 2027-06-01  # когда узнаете
held: 2027-04-13/2027-05-18
people:
  head: {name: "Тен, Л. Б.", post: директор}
units: [a, b]
stages:
  # этап
  - id: one
    measures:
      - {id: m}
"""
    )
