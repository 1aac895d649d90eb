"""Who is new in the next school year, as it is asked and as the organisation's text will say it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load import load_organisation
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.questionnaire.filling import Filled, Given, fill_in
from roadmap_engine.questionnaire.next_year import NEXT_YEAR, NewYear, list_new_people

RUSSIAN = translator("ru")
SCHOOL = load_organisation(Path(__file__).parents[2] / "examples" / "school" / "organisation.yaml")[0].value
assert SCHOOL is not None
YEAR = SchoolYear(2027)
CONTEXT = NewYear("", SCHOOL, "organisation.yaml", YEAR.first_day, OpenQuestions(), name="vpr", year=YEAR)


def _filled(given: Mapping[str, str], by_hand: Mapping[str, str | None] | None = None) -> Filled:
    before = {path: Given(words) for path, words in given.items()}
    return fill_in(NEXT_YEAR, CONTEXT, before, speak=RUSSIAN, by_hand=by_hand)


def test_whoever_is_new_has_the_post_of_the_former_from_the_first_day() -> None:
    """Unless another post or another day is said."""
    filled = _filled({"people.deputy-head.name": "Белова Анна Игоревна"})
    assert filled.problems == ()
    (new,) = list_new_people(filled.known).values()
    assert new == {
        "name": "Белова Анна Игоревна",
        "post": "заместитель директора по УВР",
        "from": YEAR.first_day,
    }


def test_another_post_and_another_day() -> None:
    """And whoever is asked may say that somebody unnamed comes."""
    filled = _filled(
        {
            "people.head.name": "вакансия",
            "people.head.post": "и.о. директора",
            "people.head.from": "15.10.2027",
        }
    )
    assert list_new_people(filled.known) == {
        "head": {"name": "вакансия", "post": "и.о. директора", "from": dt.date(2027, 10, 15)}
    }


def test_the_sex_is_asked_only_where_the_name_does_not_tell() -> None:
    """A surname with initials may be anybody's."""
    paths = {each.path for each in _filled({"people.deputy-head.name": "Ким А. В."}).asked}
    assert "people.deputy-head.gender" in paths
    known = {each.path for each in _filled({"people.deputy-head.name": "Белова Анна Игоревна"}).asked}
    assert "people.deputy-head.gender" not in known


def test_whoever_is_asked_names_the_posts_first() -> None:
    """By number or by a part of the words; Enter means that everybody stays."""
    typed: dict[str, str | None] = {
        "adoption": None,
        "procedure.held": "",
        "order.date": "",
        "order.number": "",
    }
    pending = _filled({}, typed).pending
    assert pending is not None
    assert pending.path == "people"
    chosen = _filled({}, {**typed, "people": "1"}).pending
    assert chosen is not None
    assert chosen.path == "people.head.name"
    stays = _filled({}, {**typed, "people": ""}).pending
    assert stays is None or stays.path == "calendar.terms"
