"""A role, a document, an event or a parameter is gone without an heir, and the school still names it.

Every kind meets every place that can name it. Nothing of the school's is lost without a word, and what comes
out of it is sound: either the definition is taken over, or what it was for is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from tests.planning.merging.sides import BASE, Merged, merge_texts, publish
from tests.planning.merging.versions import written

_OWN = {"id": "own", "title": "Своё", "responsible": "head", "deadline": "до 1 мая"}
_ASKED = {"replace": {"by-class": {"when": "levels == основного"}}}
_COUNTED = "в течение 3 дней после заседания совета"


def _without(kind: str, *, renamed: bool = False) -> str:
    """Write a version that lacks all but one thing of a kind, or has them all under other ids."""
    tree = yaml.safe_load(BASE)
    tree["version"] = "1.1.0"
    gone = [name for name in tree[kind] if name != "head"]
    if renamed:
        for name in gone:
            thing = tree[kind].pop(name)
            tree[kind][f"new-{name}"] = {
                **({"title": thing} if isinstance(thing, str) else thing),
                "was": name,
            }
    else:
        tree[kind] = {name: thing for name, thing in tree[kind].items() if name not in gone}
    for stage in tree["stages"]:
        for measure in stage["measures"]:
            if kind == "roles":
                measure["responsible"] = "head"
            if kind == "outputs":
                measure.pop("output", None)
            if kind == "events" and "совета" in measure.get("deadline", ""):
                measure["deadline"] = "до 1 марта 2027 г."
    return written(tree)


# Kind, the thing of it, and a way to name it; each way is a text of the school.
_NAMED: Mapping[str, tuple[str, Mapping[str, Mapping[str, Any]]]] = {
    "roles": (
        "teachers",
        {
            "in a field given anew": {"replace": {"by-class": {"responsible": ["head", "teachers"]}}},
            "in a single field": {"replace": {"by-class": {"participants": "teachers"}}},
            "in a row of its own": {
                "add": [{"after": "by-class", "measure": {**_OWN, "responsible": "teachers"}}]
            },
            "in a stage of its own": {
                "add": [
                    {
                        "stage": {
                            "id": "extra",
                            "title": "Ещё",
                            "measures": [{**_OWN, "participants": "teachers"}],
                        }
                    }
                ]
            },
            "in an answer besides": {
                "replace": {"by-class": {"responsible": "teachers"}},
                "roles": {"teachers": ["maths"]},
            },
        },
    ),
    "outputs": (
        "note",
        {
            "in a field given anew": {"replace": {"by-class": {"output": "note"}}},
            "in a row of its own": {"add": [{"after": "by-class", "measure": {**_OWN, "output": ["note"]}}]},
        },
    ),
    "events": (
        "council-met",
        {
            "in a field given anew": {"replace": {"by-class": {"deadline": _COUNTED}}},
            "in a row of its own": {
                "add": [{"after": "by-class", "measure": {**_OWN, "deadline": _COUNTED}}]
            },
            "in an answer besides": {
                "replace": {"by-class": {"deadline": _COUNTED}},
                "events": {"council-met": "2027-01-12"},
            },
        },
    ),
    "parameters": (
        "levels",
        {
            "in a field given anew": {"replace": {"by-class": {"title": "Для {{ levels }} уровня"}}},
            "in a row of its own": {
                "add": [{"after": "by-class", "measure": {**_OWN, "title": "{{ levels }}"}}]
            },
            "in a condition": _ASKED,
            "in an answer besides": {
                "replace": {"by-class": {"result": "{{ levels }}"}},
                "fill": {"levels": "среднего"},
            },
        },
    ),
}
_CASES = [
    pytest.param(kind, thing, text, id=f"{kind} {way}")
    for kind, (thing, ways) in _NAMED.items()
    for way, text in ways.items()
]


def _said(merged: Merged, section: str) -> Any:
    return merged.own.get(section)


@pytest.mark.parametrize(("kind", "thing", "text"), _CASES)
def test_what_the_school_names_comes_along(kind: str, thing: str, text: Mapping[str, Any]) -> None:
    """Its definition goes into the school's text, its answer stays, its words stay as they were."""
    merged = merge_texts(written(text), _without(kind))
    assert merged.errors == ()
    assert list(merged.own["defines"]) == [kind]
    assert list(merged.own["defines"][kind]) == [thing]
    assert "RM829" in merged.notices
    for section, said in text.items():
        assert _said(merged, section) == said


@pytest.mark.parametrize(("kind", "thing", "text"), _CASES)
def test_under_another_id_it_is_followed(kind: str, thing: str, text: Mapping[str, Any]) -> None:
    """Where there is an heir nothing is defined again, and the school's words name the heir."""
    merged = merge_texts(written(text), _without(kind, renamed=True))
    assert merged.errors == ()
    assert "defines" not in merged.own
    named = written({**text, **{section: _said(merged, section) for section in text}})
    if kind != "events" or "events" in text:
        assert f"new-{thing}" in named


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("roles", {"roles": {"teachers": ["maths"]}}),
        ("events", {"events": {"council-met": "2027-01-12"}}),
        ("parameters", {"fill": {"levels": "среднего"}}),
    ],
)
def test_an_answer_to_a_question_nobody_asks_any_more_is_told(kind: str, answer: Mapping[str, Any]) -> None:
    """It leaves the text, and the school hears which."""
    merged = merge_texts(written(answer), _without(kind))
    assert (merged.own, merged.notices, merged.errors) == ({}, ["RM826"], ())


@pytest.mark.parametrize("settled", ["done", "signed", "cancelled"])
@pytest.mark.parametrize("kind", sorted(_NAMED))
def test_a_settled_row_keeps_what_it_names(kind: str, settled: str) -> None:
    """The version took the thing away and the row is settled: it stays as it was, with what it needs."""
    measure = {"roles": "lessons", "events": "lessons", "outputs": "control", "parameters": "by-class"}[kind]
    state = {"state": settled, "on": "2027-01-15"}
    merged = merge_texts(written({"settled": {measure: state}}), _without(kind))
    assert merged.errors == ()
    before = next(each for each in publish(BASE)[0].roadmap.measures() if each.id == measure)
    found = merged.measure(measure)
    assert (found.title, found.responsible, found.output) == (before.title, before.responsible, before.output)
