"""Problems that are written down say the same when they are read."""

from __future__ import annotations

import datetime as dt
import json
import pickle

import pytest

from roadmap_engine.batch.problem_json import change_words, problem_from_json, problem_to_json
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import LANGUAGES, Bilingual, Later
from roadmap_engine.diagnostics.problem import KnownToPublisher, OfSettled
from roadmap_engine.diagnostics.showing import format_problem
from roadmap_engine.diagnostics.translation import translator

PLACE = Location("school/adoption.yaml", 14, 17, 8)
PROBLEMS = (
    Problem.of("RM849", folder="school"),
    Problem.of("RM204", location=PLACE, related=(PLACE, Location("b.yaml")), measure="a", chain="b"),
    Problem.of("RM672", measure="a", date=dt.date(2027, 6, 3), cause="b", cause_date=dt.date(2027, 7, 1)),
    Problem.of("RM740", folder="s", who=Bilingual("директор", "the head"), file="s/.roadmap-lock"),
    Problem.of("RM301", span=(2, 5), phrase="до 32 мая", better="до 31 мая", basis="№ 1"),
)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_there_and_back(problem: Problem) -> None:
    """Through JSON, as a record keeps it, and through a pipe."""
    assert problem_from_json(json.loads(json.dumps(problem_to_json(problem)))) == problem
    assert pickle.loads(pickle.dumps(problem)) == problem  # noqa: S301 -- its own


@pytest.mark.parametrize("aside", [KnownToPublisher("sakha", "1.0.0"), OfSettled("by-school")])
def test_whose_it_is_is_kept(aside: KnownToPublisher | OfSettled) -> None:
    """A warning that its publisher knows is his after a restart, too."""
    problem = Problem(code="RM672", aside=aside)
    assert problem_from_json(json.loads(json.dumps(problem_to_json(problem)))).aside == aside


def test_words_that_take_time_are_found_and_names_of_files_changed() -> None:
    """What the program says in both languages stays."""
    problem = Problem.of(
        "RM301", location=PLACE, phrase=Later(str.upper, "school/x"), who=Bilingual("school", "school")
    )
    found = change_words(problem, lambda words: words.replace("school/", "S/"))
    assert found.location == Location("S/adoption.yaml", 14, 17, 8)
    assert dict(found.arguments) == {"phrase": "SCHOOL/X", "who": Bilingual("school", "school")}
    for language in LANGUAGES:
        assert "S/adoption.yaml:14:17" in format_problem(found, None, translator(language))


@pytest.mark.parametrize(
    "written",
    [{}, {"code": "RM000"}, {"code": "RM849", "arguments": [["a", 1]]}, {"code": "RM849", "location": [1]}],
)
def test_what_somebody_else_has_written_is_refused(written: dict[str, object]) -> None:
    """By one of the exceptions that a reader of records expects."""
    with pytest.raises((ValueError, TypeError, KeyError)):
        problem_from_json(written)
