"""What a layer was not allowed: which problem, of whom, with both values and both places."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_engine.deadlines import STANDARD_EVENTS, parse
from roadmap_engine.diagnostics import Location
from roadmap_engine.model import Deadline, Measure, Permit, Stage
from roadmap_engine.model.breaches import find_breaches, is_earlier, missing_items
from roadmap_engine.model.local_change import AppliedPermission, ChangeKind, LocalChange

_HERE, _ABOVE = Location("school.yaml", 5, 3), Location("base.yaml", 9, 3)


def _change(kind: ChangeKind = "replaced", permit: Permit | None = Permit.LOCKED, **more: Any) -> LocalChange:
    permission = AppliedPermission(permit, "town", _ABOVE) if permit is not None else None
    words: dict[str, Any] = {
        "thing": "by-class",
        "is_stage": False,
        "field": "title",
        "before": "Было",
        "after": "Стало",
        "layer": "school",
        "place": _HERE,
        "allowed": False,
        "permission": permission,
        **more,
    }
    return LocalChange(kind=kind, **words)


def _phrase(words: str) -> Deadline:
    return Deadline(phrase=words, rule=parse(words).rule)


@pytest.mark.parametrize(
    ("kind", "permit", "allowed", "code"),
    [
        ("replaced", Permit.LOCKED, False, "RM240"),
        ("replaced", Permit.FREE, False, "RM240"),
        ("replaced", Permit.EARLIER, False, "RM241"),
        ("replaced", Permit.ADDED, False, "RM243"),
        ("replaced", Permit.EARLIER, None, "RM242"),
        ("replaced", Permit.LOCKED, None, "RM242"),
        ("added", Permit.LOCKED, False, "RM244"),
        ("added", Permit.LOCKED, None, "RM244"),
        ("removed", Permit.LOCKED, False, "RM245"),
        ("removed", Permit.LOCKED, None, "RM245"),
        ("replaced", Permit.LOCKED, True, None),
        ("added", Permit.LOCKED, True, None),
        ("replaced", None, False, None),
        ("replaced", None, None, None),
    ],
)
@pytest.mark.parametrize("is_stage", [False, True])
def test_what_was_done_and_what_forbids_it_make_the_problem(
    kind: ChangeKind, permit: Permit | None, allowed: bool | None, code: str | None, is_stage: bool
) -> None:
    """Where nobody restricts it, or it is allowed, there is none."""
    found = list(find_breaches([_change(kind, permit, allowed=allowed, is_stage=is_stage)]))
    assert [each.code for each in found] == ([code] if code else [])
    for each in found:
        assert (each.location, each.related) == (_HERE, (_ABOVE,))
        assert each.words["thing"] == f"{'stage' if is_stage else 'measure'} by-class"
        assert (each.words["layer"], each.words["field"]) == ("town", "title")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Было", "Было"),
        (("head", "teachers"), "head, teachers"),
        ((), ""),
        (Deadline(text="скоро"), "скоро"),
        (_phrase("до 17 января 2027 г."), "до 17 января 2027 г."),
        (None, ""),
        (Measure(id="by-class", title="Анализ"), ""),
        (Stage(id="analysis", title="Анализ"), ""),
    ],
)
def test_both_values_are_said_as_a_text_has_them(value: object, words: str) -> None:
    """A whole row is not."""
    (before,) = find_breaches([_change(before=value)])
    (after,) = find_breaches([_change(after=value)])
    assert (before.words["before"], before.words["after"]) == (words, "Стало")
    assert (after.words["before"], after.words["after"]) == ("Было", words)


def test_a_rule_without_words_is_said_by_its_kind() -> None:
    """As messages about deadlines call it."""
    (problem,) = find_breaches([_change(before=Deadline(rule=parse("до 17 января 2027 г.").rule))])
    assert problem.words["before"] == "by"


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        (("a", "b"), ("b",), ("a",)),
        (("a", "b"), ("b", "a", "c"), ()),
        (("a", "b"), (), ("a", "b")),
        ((), ("a",), ()),
        (None, ("a",), ()),
        (("a",), None, ("a",)),
        ("a", "b", ()),
    ],
)
def test_what_a_list_has_no_more_is_named(before: object, after: object, missing: tuple[str, ...]) -> None:
    """In the order it had; what is no list has lost nothing."""
    change = _change(permit=Permit.ADDED, field="responsible", before=before, after=after)
    assert missing_items(change) == missing
    (problem,) = find_breaches([change])
    assert problem.words["missing"] == ", ".join(f"«{each}»" for each in missing)
    (printed,) = find_breaches([_change(permit=Permit.ADDED, field="as_printed", before=before, after=after)])
    assert "missing" not in printed.words


@pytest.mark.parametrize(
    ("before", "after", "earlier"),
    [
        (_phrase("до 17 января 2027 г."), _phrase("до 16 января 2027 г."), True),
        (_phrase("до 17 января 2027 г."), _phrase("до 18 января 2027 г."), False),
        (_phrase("до 17 января 2027 г."), Deadline(text="скоро"), None),
        (Deadline(text="скоро"), _phrase("до 17 января 2027 г."), None),
        (_phrase("до 17 января 2027 г."), None, None),
        (None, _phrase("до 17 января 2027 г."), True),
        (None, None, True),
    ],
)
def test_earlier_is_told_of_two_rules_alone(before: object, after: object, earlier: bool | None) -> None:
    """Where there was no deadline, any is earlier; a deadline taken away is told of by nobody."""
    assert is_earlier(_change(before=before, after=after), None, STANDARD_EVENTS) is earlier
