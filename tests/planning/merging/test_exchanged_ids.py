"""Things that exchange their ids and say so: whatever a school did follows what it was done to.

Law: a version in which ids go round comes to the same as one in which they are all new, but for the ids. So
whatever holds for a rename holds for an exchange, of rows, stages, roles, documents, events and parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model.exchanges import find_exchanged
from roadmap_engine.planning.merging.succession import trace_succession
from tests.planning.exchanging import called, find_ids, published, ring
from tests.planning.merging.sides import BASE, Merged, merge_texts, publish
from tests.planning.merging.versions import written

WIDE = (
    BASE.replace("note: Справка", "note: Справка, plan: План работы")
    .replace("council-met: {title", "fair-held: {title: ярмарка}, council-met: {title")
    .replace(
        "levels: {title",
        "scale: {title: Размер, type: choice, choices: [small, big], default: small}, levels: {title",
    )
    .replace("Анализ по темам", "'Анализ по темам {{ levels }}'")
)
ROWS = ("by-class", "by-school", "by-topic", "lessons", "control")
KINDS: Mapping[str, tuple[str, ...]] = {
    "measures": ROWS,
    "stages": ("analysis", "teaching"),
    "roles": ("head", "teachers", "deputies"),
    "outputs": ("note", "plan"),
    "events": ("council-met", "fair-held"),
    "parameters": ("levels", "scale"),
}
KNOWN = ("measures", "stages", "roles", "outputs")
"""What papers, calendars or trackers know by an id."""
SETTLED = "{state: done, on: 2027-01-15}"
EDITS = (
    "replace: {by-class: {title: Наш, responsible: [teachers, deputies]}, control: {output: plan}}",
    "replace: {by-school: {deadline: до 1 мая 2027 г., participants: head}}",
    "replace: {by-topic: {title: 'Темы {{ levels }}', after: by-class}}",
    "replace: {lessons: {deadline: в течение 3 дней после ярмарки, when: scale == small}}",
    "replace: {analysis: {title: Наш этап}, teaching: {title: Ваш этап}}",
    "remove: [by-school]",
    "remove: [by-topic, by-school]",
    "remove: [analysis]",
    "add: [{after: by-class, measure: {id: own, title: Своё, responsible: teachers, deadline: до 1 мая}}]",
    "add: [{before: by-class, measure: {id: own, title: Своё, responsible: head, after: by-school}}]",
    "add: [{stage: analysis, measure: {id: own, title: Своё, responsible: head, output: note}}]",
    "add: [{after: analysis, stage: {id: mine, title: Э, measures: [{id: own, title: С}]}}]",
    f"settled: {{by-class: {SETTLED}}}",
    f"settled: {{by-school: {SETTLED}, by-topic: {SETTLED}}}",
    f"settled: {{control: {SETTLED}}}\nreplace: {{control: {{responsible: teachers}}}}",
    "decided: {by-class: 2027-02-01/2027-02-02, control: 2027-03-01/2027-03-02}",
    f"decided: {{by-school: 2027-02-01/2027-02-02}}\nsettled: {{by-school: {SETTLED}}}",
    "roles: {head: [ivanova], teachers: [petrova, ivanova]}",
    "events: {council-met: 2027-01-12}",
    "fill: {levels: среднего, scale: big}",
    "former: {measures: {by-class: [classes]}, roles: {head: [chief]}}",
)
LATER = ("", "до 17 января", "Анализ школы", "responsible: deputies", "result: Вывод")


def both_ways(local: str, names: Mapping[str, str], changed: str = "") -> tuple[Merged, Merged]:
    """The merge with a version in which ids go round, and with one in which they are new."""
    base = (
        WIDE.replace(changed, changed + " заново") if changed in ("Анализ школы", "result: Вывод") else WIDE
    )
    base = base.replace("до 17 января", "до 18 января") if changed == "до 17 января" else base
    base = base.replace(changed, "responsible: head") if changed == "responsible: deputies" else base
    fresh = {then: f"{now}-anew" for then, now in names.items()}
    merges = [
        merge_texts(local, published("1.1.0", each, base), before=WIDE, default="ours")
        for each in (names, fresh)
    ]
    return merges[0], merges[1]


def said(merged: Merged, names: Mapping[str, str] | None = None) -> Any:
    """What a merge comes to: the school's text and everything that is told, under other ids."""
    told = (
        sorted(f"{each.code} {each.arguments}" for each in merged.merge.notices),
        sorted(f"{each.key} {each.text}" for each in merged.merge.kept),
        sorted(f"{each.key} {each.base}" for each in merged.merge.conflicts),
        sorted(str(each) for each in merged.merge.taken),
        merged.errors,
    )
    own = {key: value for key, value in merged.own.items() if key != "known_as"}
    words = called(yaml.safe_dump([own, *told], allow_unicode=True), names or {})
    return yaml.safe_load(words)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("local", EDITS)
def test_what_was_done_follows_an_exchange_as_it_follows_a_rename(local: str, kind: str) -> None:
    """All ids of one kind go round."""
    names = ring(KINDS[kind])
    exchanged, renamed = both_ways(local + "\n", names)
    worked = {section: each for section, each in renamed.own.items() if section != "known_as"}
    left = find_ids(written(worked)) & names.keys()
    assert not left, "nothing stays under an id that is another's"
    assert said(exchanged) == said(renamed, {f"{now}-anew": now for now in names.values()})
    if kind in KNOWN:
        known = {now: then for then, now in names.items()}
        assert exchanged.own["known_as"] == {kind: known}, "what was made before is known by it"


@st.composite
def exchanges(draw: st.DrawFn) -> dict[str, str]:
    """Ids of one kind or several that go round, two of them or more."""
    kinds = draw(st.sets(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3))
    names: dict[str, str] = {}
    for kind in sorted(kinds):
        some = draw(st.permutations(KINDS[kind]))[: draw(st.integers(2, len(KINDS[kind])))]
        names |= ring(some)
    return names


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EDITS), exchanges(), st.sampled_from(LATER))
def test_whatever_goes_round_and_whatever_else_the_version_changes(
    local: str, names: dict[str, str], changed: str
) -> None:
    """The publisher's changes of the same rows meet the school's as they would under new ids."""
    exchanged, renamed = both_ways(local + "\n", names, changed)
    assert said(exchanged) == said(renamed, {f"{now}-anew": now for now in names.values()})


@pytest.mark.parametrize("names", [ROWS[:2], ROWS[1:4], ROWS])
@pytest.mark.parametrize("local", EDITS)
def test_what_the_text_says_for_ever_is_heard_once(local: str, names: tuple[str, ...]) -> None:
    """The next version has the same claims in its text, or none: nothing changes places again."""
    second = published("1.1.0", ring(names), WIDE)
    once = merge_texts(local + "\n", second, before=WIDE, default="ours")
    for third in (second, published("1.2.0", ring(names), WIDE, silent=True)):
        again = merge_texts(written(once.own), third.replace("1.1.0", "1.2.0"), before=second, default="ours")
        assert again.own == once.own
        assert again.merge.taken == ()


@pytest.mark.parametrize("local", EDITS)
def test_skipped_exchanges_are_walked_one_by_one(local: str) -> None:
    """Two exchanges of which the last text tells nothing come to the same taken one by one or at once."""
    second = published("1.1.0", ring(ROWS[:2]), WIDE)
    third = published("1.2.0", ring(ROWS[1:3]), published("1.1.0", ring(ROWS[:2]), WIDE, silent=True))
    fourth = published("1.3.0", ring(("note", "plan")), third)
    one = written(merge_texts(local + "\n", second, before=WIDE, default="ours").own)
    two = written(merge_texts(one, third, before=second, default="ours").own)
    stepwise = merge_texts(two, fourth, before=third, default="ours")
    at_once = merge_texts(local + "\n", second, third, fourth, before=WIDE, default="ours")
    assert at_once.own == stepwise.own
    assert at_once.errors == stepwise.errors == ()


def test_a_ring_that_two_readings_fit_is_none() -> None:
    """Nothing is understood by luck: each goes on as itself, and what is claimed of it is told."""
    names = ("a", "b", "c")
    claims = {name: [each for each in names if each != name] for name in names}
    assert find_exchanged(claims) == {}
    assert find_exchanged({"a": ["b"], "b": ["b"]}) == {}
    assert find_exchanged({"a": ["a", "b"], "b": ["a"]}) == {"a": "b", "b": "a"}


@given(st.permutations(range(9)), st.dictionaries(st.integers(0, 8), st.integers(9, 20)))
def test_every_permutation_is_read_back(order: list[int], more: dict[int, int]) -> None:
    """Law: whoever says whose id it has now is believed, whatever gone things it was too."""
    claims = {
        str(name): [str(then), *(str(more[name]) for _ in range(name in more))]
        for name, then in enumerate(order)
    }
    found = find_exchanged(claims)
    assert found == {str(name): str(then) for name, then in enumerate(order) if name != then}


@settings(max_examples=300, deadline=None)
@given(st.integers(2, 6).flatmap(lambda size: st.lists(st.permutations(range(size)), min_size=1, max_size=4)))
def test_the_last_exchange_of_many_is_read_from_the_texts(orders: list[list[int]]) -> None:
    """Law: each thing lists the ids it had, the last first, and two texts tell who went where between them.

    Only what takes an id about which the same was said before may look as if it had not moved.
    """
    size = len(orders[0])
    ids = {thing: [str(thing)] for thing in range(size)}
    texts: list[dict[str, list[str]]] = [{str(thing): [] for thing in range(size)}]
    for order in orders:
        then = {thing: each[0] for thing, each in ids.items()}
        ids = {thing: [str(order[int(each[0])]), *each] for thing, each in ids.items()}
        texts.append(
            {each[0]: [was for was in dict.fromkeys(each[1:]) if was != each[0]] for each in ids.values()}
        )
    expected = {each[0]: then[thing] for thing, each in ids.items() if each[0] != then[thing]}
    found = find_exchanged(texts[-1], texts[-2])
    same = {name for name, was in texts[-1].items() if set(was) <= set(texts[-2][name])}
    if not expected.keys() & same:
        assert found == expected


def test_an_exchange_beside_a_split_and_a_merge() -> None:
    """What took another's id may have parts, and may have taken in something that is gone."""
    before = publish(BASE)[0].roadmap
    text = (
        published("1.1.0", {"by-class": "by-school", "by-school": "by-class"}, BASE)
        .replace("by-topic", "by-theme")
        .replace("- by-school\n", "- by-school\n    - by-topic\n", 1)
    )
    tree = yaml.safe_load(text)
    tree["stages"][0]["measures"].append(
        {"id": "part", "title": "Часть", "was": ["by-class"], "responsible": "head", "deadline": "до 1 мая"}
    )
    after = publish(written(tree))[0].roadmap
    heirs = trace_succession((before, after)).measures
    assert heirs["by-class"] == ("by-school", "part")
    assert heirs["by-school"] == heirs["by-topic"] == ("by-class",)
