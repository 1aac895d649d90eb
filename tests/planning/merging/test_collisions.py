"""An id that both sides have come to use: what is told of it, and all that names it goes along."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_engine.model.edit import Remove
from tests.planning.merging.sides import BASE, merge_texts
from tests.planning.merging.versions import written

_LATER = BASE.replace("1.0.0", "1.1.0")
_LAST = "responsible: deputies, output: note}\n"
_OWN = "{id: own, title: Своё  дело, responsible: head, deadline: до 1 мая}"
_THEIRS = "{id: own, title: Их дело, deadline: до 2 мая, responsible: head}"
_NEWER = _LATER.replace(_LAST, f"{_LAST}      - {_THEIRS}\n")
_STAGE = "  - id: own\n    title: Их этап\n    measures: [{id: new, title: Новое, responsible: head}]\n"


def _rows(*rows: str) -> str:
    return "".join(f"  - {row}\n" for row in rows)


def test_both_titles_both_places_and_the_free_id_are_told() -> None:
    """A person chooses between what she sees."""
    merged = merge_texts(f"add:\n{_rows(f'{{after: by-class, measure: {_OWN}}}')}", _NEWER)
    (conflict,) = merged.merge.conflicts
    words = conflict.problem.words
    assert (conflict.key, words["ours"], words["theirs"], words["fresh"], words["version"]) == (
        "own",
        "Своё дело",
        "Их дело",
        "own-2",
        "1.1.0",
    )
    assert conflict.problem.location is not None
    assert conflict.problem.location.file == "adoption.yaml"
    assert [place.file for place in conflict.problem.related] == ["roadmap.yaml"]
    assert [(each.name, each.text) for each in conflict.choices] == [("ours", "own-2"), ("theirs", "Их дело")]


@pytest.mark.parametrize("needs", ["own", "[own]", "[lessons, own]"])
@pytest.mark.parametrize("place", ["after: own", "before: own"])
@pytest.mark.parametrize("default", ["ours", "theirs"])
def test_whatever_names_a_row_of_the_schools_names_it_still(needs: str, place: str, default: str) -> None:
    """Places and needs, also those of rows inside a stage of the school's own."""
    last = f"{{id: last, title: Итог, after: {needs}, responsible: head, deadline: до 3 мая}}"
    inner = f"{{id: inner, title: Ещё, after: {needs}, responsible: head, deadline: до 3 мая}}"
    local = "add:\n" + _rows(
        f"{{after: by-class, measure: {_OWN}}}",
        f"{{{place}, measure: {last}}}",
        f"{{after: teaching, stage: {{id: extra, title: Ещё этап, measures: [{inner}]}}}}",
    )
    merged = merge_texts(local, _NEWER, default=default)
    assert merged.errors == ()
    now = "own-2" if default == "ours" else "own"
    titles = {merged.measure(name).title for name in merged.order() if name.startswith("own")}
    assert titles == ({"Своё  дело", "Их дело"} if default == "ours" else {"Их дело"})
    for name in ("last", "inner"):
        assert merged.measure(name).after == tuple(
            now if need == "own" else need for need in needs.strip("[]").split(", ")
        )
    step = 1 if place.startswith("after") else -1
    order = merged.order()
    assert order.index("last") == order.index(now) + step


@pytest.mark.parametrize("default", ["ours", "theirs"])
def test_a_stage_of_the_schools_own_meets_a_new_stage(default: str) -> None:
    """What the school put into it goes with it, or into the publisher's; what comes after it as well."""
    stage = "{id: own, title: Свой этап, measures: [{id: first, title: Первое, responsible: head}]}"
    local = "add:\n" + _rows(
        f"{{after: analysis, stage: {stage}}}",
        "{stage: own, measure: {id: second, title: Второе, responsible: head}}",
        "{after: own, stage: {id: next, title: Следом, measures: [{id: third, title: Третье}]}}",
    )
    merged = merge_texts(local, _LATER + _STAGE, default=default)
    (conflict,) = merge_texts(local, _LATER + _STAGE).merge.conflicts
    assert (conflict.key, conflict.problem.words["theirs"]) == ("own", "Их этап")
    assert merged.errors == ()
    stages = {stage.id: [each.id for each in stage.measures] for stage in merged.roadmap.stages}
    if default == "ours":
        assert stages["own-2"] == ["first", "second"]
        assert stages["own"] == ["new"]
        assert list(stages)[:3] == ["analysis", "own-2", "next"]
    else:
        assert stages["own"] == ["new", "second"]
        assert list(stages)[-2:] == ["own", "next"]


@pytest.mark.parametrize("kind", ["measure", "stage"])
def test_the_very_same_is_there_once_and_that_is_told(kind: str) -> None:
    """A measure that both have in the same words is theirs; a stage is asked about, whatever its rows are."""
    same = _THEIRS.replace("до 2 мая", "до 2 мая")
    added = f"{{after: by-class, measure: {same}}}" if kind == "measure" else f"{{stage: {_flow_stage()}}}"
    merged = merge_texts(f"add:\n  - {added}\n", _NEWER if kind == "measure" else _LATER + _STAGE)
    if kind == "measure":
        assert merged.merge.edits == (Remove(("add", 0)),)
        (told,) = merged.merge.notices
        assert (told.code, told.words["key"], [place.file for place in told.related]) == (
            "RM823",
            "own",
            ["roadmap.yaml"],
        )
    else:
        assert "own" in {each.key for each in merged.merge.conflicts}


def _flow_stage() -> str:
    return "{id: own, title: Их этап, measures: [{id: new, title: Новое, responsible: head}]}"


@pytest.mark.parametrize(
    "more",
    ["{after: own, measure: {id: mine, title: Моё}}", "{stage: teaching, measure: {id: mine, title: Моё}}"],
)
def test_a_row_after_one_of_the_schools_own_is_in_no_order_of_the_table(more: str) -> None:
    """Beside another whose predecessor is gone."""
    local = "add:\n" + _rows(f"{{after: by-school, measure: {_OWN}}}", more)
    row = next(line for line in _LATER.splitlines(keepends=True) if "id: by-school," in line)
    merged = merge_texts(local, _LATER.replace(row, ""))
    assert merged.errors == ()
    assert merged.own["add"][0]["after"] == "by-class"
    assert {"after": "own"}.items() <= merged.own["add"][1].items() or merged.own["add"][1][
        "stage"
    ] == "teaching"


def test_a_decided_day_whose_measure_takes_the_id_of_an_own_one_is_not_lost_unsaid() -> None:
    """Both had days: that of the publisher's measure leaves the text as a comment, and is told."""
    local = (
        f"decided: {{by-class: 2027-02-01, own: 2027-02-02}}\nadd:\n  - {{after: lessons, measure: {_OWN}}}\n"
    )
    renamed = _LATER.replace("{id: by-class,", "{id: own, was: [by-class],")
    merged = merge_texts(local, renamed, default="ours")
    removed = [
        each for each in merged.merge.edits if each == Remove(("decided", "by-class"), remembered=True)
    ]
    assert removed
    assert "RM826" in merged.notices
    assert merged.own["decided"] == {"own-2": "2027-02-02"}


@pytest.mark.parametrize(
    ("section", "answer", "gone"),
    [
        (
            "roles",
            "{deputies: [a]}",
            (", deputies: заместители", "responsible: deputies", "responsible: head"),
        ),
        ("fill", "{levels: всех}", ("levels: {title: Уровни, default: основного}", "", "")),
    ],
)
def test_an_answer_without_a_question_stays_as_a_comment(
    section: str, answer: str, gone: tuple[str, str, str]
) -> None:
    """So that nobody has to find it out again; it is named in full."""
    words, old, new = gone
    later: Any = _LATER.replace(words, "").replace(old, new) if old else _LATER.replace(words, "")
    merged = merge_texts(f"{section}: {answer}\n", later)
    name = answer.strip("{").partition(":")[0]
    assert merged.merge.edits == (Remove((section, name), remembered=True),)
    (told,) = [each for each in merged.merge.notices if each.code == "RM826"]
    assert told.words["name"] == f"{section}: {name}"
    assert told.location is not None
    assert told.location.file == "adoption.yaml"


@pytest.mark.parametrize(
    ("own", "theirs", "known"),
    [
        (f"{{after: by-class, measure: {_OWN}}}", _NEWER, {"measures": {"own-2": "own", "own": "own-3"}}),
        (
            "{after: analysis, stage: {id: own, title: Свой, measures: [{id: first, title: Первое}]}}",
            _LATER + _STAGE,
            {"stages": {"own-2": "own", "own": "own-3"}},
        ),
        # A measure beside a stage: nothing that is known of the one is taken for the other's.
        (f"{{after: by-class, measure: {_OWN}}}", _LATER + _STAGE, {"measures": {"own-2": "own"}}),
        # The publisher's was there before under another id.
        (
            f"{{after: by-class, measure: {_OWN}}}",
            _LATER.replace("{id: by-topic,", "{id: own, was: [by-topic],"),
            {"measures": {"own-2": "own", "own": "own-3"}},
        ),
    ],
)
def test_papers_know_the_schools_own_by_its_id_still(own: str, theirs: str, known: Any) -> None:
    """And the publisher's by another; where the own one goes there is one thing of that id, and no word."""
    local = f"add:\n{_rows(own)}"
    kept = merge_texts(local, theirs, default="ours")
    assert kept.own["known_as"] == known
    assert "known_as" not in merge_texts(local, theirs, default="theirs").own
    # The next version changes nothing of it.
    again = merge_texts(
        written(kept.own),
        theirs.replace("1.1.0", "1.2.0"),
        before=theirs,
    )
    assert again.own == kept.own


@pytest.mark.parametrize("done", [("first",), ("first", "second")])
@pytest.mark.parametrize("edited", ["", "replace: {first: {result: Отчёт}}\n"])
def test_what_stays_gets_an_id_of_its_own_where_another_has_its(done: tuple[str, ...], edited: str) -> None:
    """Two exchange their ids in a version that is let pass, and in the next one the done one is split."""
    row = "      - {{id: {}, title: {}, deadline: до 1 мая, responsible: head{}}}\n"
    rows = row.format("first", "Первое", "") + row.format("second", "Второе", "")
    exchanged = row.format("second", "Первое", ", was: [first]") + row.format(
        "first", "Второе", ", was: [second]"
    )
    split = (
        row.format("part", "Часть", ", was: [second]")
        + row.format("rest", "Остаток", ", was: [second]")
        + row.format("first", "Второе", "")
    )
    old, passed, new = (
        BASE.replace("1.0.0", number).replace(_LAST, _LAST + more)
        for number, more in (("1.0.0", rows), ("1.1.0", exchanged), ("1.2.0", split))
    )
    marks = ", ".join(f"{name}: {{state: done, on: 2027-01-20}}" for name in done)
    merged = merge_texts(f"{edited}settled: {{{marks}}}\n", passed, new, before=old, default="ours")
    assert merged.errors == ()
    titles = {name: merged.measure(name).title for name in merged.own["settled"]}
    assert sorted(titles.values()) == sorted({"first": "Первое", "second": "Второе"}[name] for name in done)
    assert merged.measure("first").title == "Второе"
    (stays,) = (name for name, title in titles.items() if title == "Первое")
    assert merged.own["known_as"]["measures"][stays] == "first"
    assert merged.measure(stays).result == ("Отчёт" if edited else None)
    assert {each.id for each in merged.roadmap.measures()} >= {"first", stays}
