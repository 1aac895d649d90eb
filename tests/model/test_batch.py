"""What a line of a summary over many schools counts."""

from __future__ import annotations

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.model.batch import BatchLine

NOTICE = Problem.of("RM790", address="a@example.org", answer="later")
ERROR = Problem.of("RM849", folder="school")


def test_problems_are_counted_by_their_severity() -> None:
    """Each by itself; of none there is none."""
    line = BatchLine("school/papers", "school/adoption.yaml", problems=(NOTICE, ERROR, ERROR))
    assert [line.count(each) for each in (Severity.ERROR, Severity.WARNING, Severity.NOTICE)] == [2, 1, 0]
    assert [BatchLine("a", "b").count(each) for each in Severity] == [0] * len(Severity)


def test_the_first_problem_is_an_error_where_there_is_one() -> None:
    """Whatever was told before it."""
    assert BatchLine("a", "b", problems=(NOTICE, ERROR)).first == ERROR
    assert BatchLine("a", "b", problems=(NOTICE,)).first == NOTICE
    assert BatchLine("a", "b").first is None
