"""A lock that holds from a day or a version on: whom it binds, what may be done until then, who loosens it.

«Запрет может действовать не сразу, а с дня или с версии … Часов у программы нет: текст считается от своего
дня – дня приказа или первого дня его года, что позже.» (docs/layers.md). What is expected is reckoned from
those sentences.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Adoption, Permit
from roadmap_engine.model.granting import LockStart
from roadmap_engine.overlays import assemble
from tests.overlays.texts import BASE, join, layer, text

RENAMED = "replace: {by-class: {title: Иначе}}\n"
LATER = "replace: {by-class: {deadline: до 18 января 2027 г.}}\n"
SOONER = "replace: {by-class: {deadline: до 10 января 2027 г.}}\n"
HEAD = "adoption: school\nroadmap: base\norganisation: o.yaml\nprocedure: vpr\n"


def school(source: str, year: str = "2026/2027") -> Loaded[Adoption]:
    """A school's text over the base."""
    loaded: Loaded[Adoption] = load_text(f"{HEAD}school_year: {year}\n{source}".encode(), "school.yaml")
    assert not loaded.problems, loaded.problems
    return loaded


def told(allow: str, local: Loaded[Adoption], version: str = "1.2.0") -> list[str]:
    """The codes of what is said of a school's text, but for its year."""
    base = text(f"{BASE}allow: {{{allow}}}\n".replace("version: 1.2.0", f"version: {version}"))
    _, problems = assemble((base,), local)
    own = (each.code for each in problems if each.location and each.location.file == "school.yaml")
    return [code for code in own if code != "RM940"]


class TestDays:
    """A lock from a day on is compared with the text's own day."""

    @pytest.mark.parametrize(
        ("year", "order", "expected"),
        [
            ("2026/2027", "", "RM773"),
            ("2026/2027", "order: {date: 2026-12-31}\n", "RM773"),
            ("2026/2027", "order: {date: 2027-01-01}\n", "RM240"),
            ("2026/2027", "order: {date: 2027-05-31}\n", "RM240"),
            # A plan of a later year is a later plan, whenever its order was signed.
            ("2027/2028", "order: {date: 2026-12-31}\n", "RM240"),
            ("2027/2028", "", "RM240"),
            ("2026/2027", "runs: 2027-01-01/2027-12-31\n", "RM240"),
            ("2027/2028", "runs: 2026-12-31/2027-12-31\n", "RM773"),
        ],
    )
    def test_the_later_of_order_and_plan_decides(self, year: str, order: str, expected: str) -> None:
        local = school(RENAMED + order, year)
        assert told("title: {locked: {from: 2027-01-01}}", local) == [expected]

    def test_who_changes_nothing_is_told_nothing(self) -> None:
        assert told("title: {locked: {from: 2027-01-01}}", school("")) == []

    @pytest.mark.parametrize(
        ("order", "change", "expected"),
        [
            ("2026-09-01", SOONER, ["RM773"]),
            ("2026-09-01", LATER, ["RM241"]),
            ("2027-02-01", SOONER, ["RM240"]),
            ("2027-02-01", LATER, ["RM240"]),
        ],
    )
    def test_until_then_one_way_may_be_left_open(self, order: str, change: str, expected: list[str]) -> None:
        allow = "deadline: {adjustable: earlier, locked: {from: 2027-01-01}}"
        assert told(allow, school(f"{change}order: {{date: {order}}}\n")) == expected

    @pytest.mark.parametrize(
        ("allow", "change", "code"),
        [
            ("remove", "remove: [by-class]\n", "RM245"),
            (
                "add",
                "add: [{stage: analysis, measure: {id: own, title: Своё, responsible: head}}]\n",
                "RM244",
            ),
            ("roles", "defines: {roles: {head: руководитель}}\n", "RM240"),
            # On what condition a measure stands goes with its removal.
            ("remove", "replace: {by-class: {when: size >= 300}}\n", "RM240"),
        ],
    )
    def test_every_lock_can_have_a_beginning(self, allow: str, change: str, code: str) -> None:
        permission = f"{allow}: {{locked: {{from: 2027-01-01}}}}"
        before, after = (school(f"{change}order: {{date: {day}}}\n") for day in ("2026-09-02", "2027-01-01"))
        assert code not in told(permission, before)
        assert code in told(permission, after)

    def test_one_measure_may_be_locked_earlier_than_the_rest(self) -> None:
        allow = (
            "title: {locked: {from: 2027-06-01}}, measures: {by-class: {title: {locked: {from: 2027-01-01}}}}"
        )
        change = "replace: {by-class: {title: Иначе}, by-school: {title: Иначе}}\norder: {date: 2027-02-01}\n"
        assert sorted(told(allow, school(change))) == ["RM240", "RM773"]

    def test_both_places_and_both_days_are_told(self) -> None:
        base = text(f"{BASE}allow: {{title: {{locked: {{from: 2027-01-01}}}}}}\n")
        _, problems = assemble((base,), school(f"{RENAMED}order: {{date: 2027-02-01}}\n"))
        (found,) = problems
        assert (found.words["since"], found.words["dated"]) == ("2027-01-01", "2027-02-01")
        assert [place.file for place in found.related] == ["base.yaml"]

    def test_a_layer_of_no_day_is_of_all_days_to_come(self) -> None:
        base = text(f"{BASE}allow: {{title: {{locked: {{from: 2027-01-01}}}}}}\n")
        assert [each.code for each in join(base, layer(RENAMED))[1]] == ["RM240"]
        dated = "school_year: 2026/2027\n"
        assert [each.code for each in join(base, layer(RENAMED + dated))[1]] == ["RM773"]
        ordered = 'order: {issuer_genitive: Управления, date: 2027-01-01, number: "1"}\n'
        assert [each.code for each in join(base, layer(RENAMED + dated + ordered))[1]] == ["RM240"]


class TestVersions:
    """A lock from a version on is compared with the version of the text that says it."""

    @pytest.mark.parametrize(
        ("version", "expected"),
        [
            ("1.2.0", "RM773"),
            ("1.10.0", "RM773"),
            ("2.0.0", "RM240"),
            ("2.1.0", "RM240"),
            ("10.0.0", "RM240"),
        ],
    )
    def test_it_is_announced_and_then_it_holds(self, version: str, expected: str) -> None:
        assert told("title: {locked: {from: 2.0.0}}", school(RENAMED), version) == [expected]

    def test_a_held_lock_says_since_when(self) -> None:
        base = text(f"{BASE}allow: {{title: {{locked: {{from: 1.1.0}}}}}}\n")
        (found,) = assemble((base,), school(RENAMED))[1]
        assert (found.code, found.words["since"]) == ("RM240", "1.1.0")
        assert "dated" not in found.words


class TestLevels:
    """Of several levels the strictest holds; none may loosen what is above it, at any time."""

    @pytest.mark.parametrize(
        ("above", "below", "loosened"),
        [
            ("locked", "{locked: {from: 2027-01-01}}", True),
            ("{locked: {from: 2027-01-01}}", "free", True),
            ("{locked: {from: 2027-01-01}}", "locked", False),
            ("{locked: {from: 2027-01-01}}", "{locked: {from: 2027-01-01}}", False),
            ("{locked: {from: 2027-01-01}}", "{locked: {from: 2026-12-31}}", False),
            ("{locked: {from: 2027-01-01}}", "{locked: {from: 2027-01-02}}", True),
            ("{locked: {from: 2.0.0}}", "free", True),
            ("{locked: {from: 1.2.0}}", "{locked: {from: 2027-01-01}}", True),
            # Versions of two texts have nothing to do with each other, nor with days.
            ("{locked: {from: 2.0.0}}", "{locked: {from: 3.0.0}}", False),
            ("{locked: {from: 2.0.0}}", "{locked: {from: 2027-01-01}}", False),
            ("{locked: {from: 2027-01-01}}", "{locked: {from: 3.0.0}}", False),
            ("free", "{locked: {from: 2027-01-01}}", False),
        ],
    )
    @pytest.mark.parametrize("single", [False, True], ids=["of all", "of one"])
    def test_two_that_disagree(self, above: str, below: str, *, loosened: bool, single: bool) -> None:
        said = f"measures: {{by-class: {{title: {below}}}}}" if single else f"title: {below}"
        base = text(f"{BASE}allow: {{title: {above}}}\n")
        _, problems = join(base, layer(f"allow: {{{said}}}\n"))
        assert [each.code for each in problems] == (["RM246"] if loosened else [])

    def test_one_way_until_a_day_is_milder_than_the_same_way_until_an_earlier_one(self) -> None:
        base = text(f"{BASE}allow: {{deadline: {{adjustable: earlier, locked: {{from: 2027-01-01}}}}}}\n")
        (found,) = join(base, layer("allow: {deadline: {adjustable: earlier}}\n"))[1]
        assert found.code == "RM246"
        assert (
            join(base, layer("allow: {deadline: {adjustable: earlier, locked: {from: 2026-01-01}}}\n"))[1]
            == ()
        )

    @settings(max_examples=80, deadline=None)
    @given(
        st.lists(
            st.one_of(
                st.sampled_from(["", "free", "locked"]),
                st.dates(dt.date(2026, 9, 1), dt.date(2027, 8, 31)).map(dt.date.isoformat),
                st.sampled_from(["0.9.0", "1.0.0", "1.2.0", "9.0.0"]),
            ),
            min_size=1,
            max_size=3,
        ),
        st.dates(dt.date(2026, 9, 1), dt.date(2027, 8, 31)),
    )
    def test_the_strictest_of_all_levels_on_the_day_of_the_text(self, said: list[str], day: dt.date) -> None:
        """A lock of any level that has begun refuses; else the first that is to come is told."""

        def allow(words: str) -> str:
            said = words if words in {"free", "locked"} else f"{{locked: {{from: {words}}}}}"
            return f"allow: {{title: {said}}}\n" if words else ""

        texts = [text(BASE + allow(said[0]))]
        texts += [layer(allow(each), f"level-{n}") for n, each in enumerate(said[1:])]
        _, problems = assemble(tuple(texts), school(f"{RENAMED}order: {{date: {day}}}\n"))
        found = [each for each in problems if each.location and each.location.file == "school.yaml"]
        versions = ["1.2.0", "1.0.0", "1.0.0"]
        begun, to_come = False, []
        for words, version in zip(said, versions, strict=False):
            numbers = [int(each) for each in words.split(".")] if "." in words else []
            if numbers:
                holds = [int(each) for each in version.split(".")] >= numbers
            else:
                holds = words == "locked" or ("-" in words and day >= dt.date.fromisoformat(words))
            begun = begun or holds
            if not holds and words not in {"", "free"}:
                to_come.append(words)
        assert [each.code for each in found] == (["RM240"] if begun else ["RM773"] if to_come else [])
        if to_come and not begun:
            days = sorted(each for each in to_come if "-" in each)
            assert found[0].words["since"] == (days[0] if days else to_come[0])


class TestWhatIsKnown:
    """What a text may still do is known to whoever shows it."""

    def test_an_allowance_says_what_is_to_come(self) -> None:
        deadline = "{adjustable: earlier, locked: {from: 9.0.0}}"
        allow = f"allow: {{title: {{locked: {{from: 2027-01-01}}}}, deadline: {deadline}}}\n"
        assembly, _ = assemble((text(BASE + allow),), school(""))
        assert assembly is not None
        found = [assembly.allowances["by-class", field] for field in ("title", "deadline")]
        assert [(each.permit, each.locked_from, each.locked_by) for each in found] == [
            (Permit.FREE, "2027-01-01", "base"),
            (Permit.EARLIER, "9.0.0", "base"),
        ]

    def test_one_that_holds_has_nothing_to_come(self) -> None:
        assembly, _ = assemble(
            (text(f"{BASE}allow: {{title: {{locked: {{from: 2027-01-01}}}}}}\n"),), school("", "2027/2028")
        )
        assert assembly is not None
        allowance = assembly.allowances["by-class", "title"]
        assert (allowance.permit, allowance.locked_from) == (Permit.LOCKED, None)
        assert allowance.model_dump(mode="json") == {"permit": "locked", "layer": "base"}


@pytest.mark.parametrize(
    "written",
    [
        "{locked: {from: tomorrow}}",
        "{locked: {from: 2027-02-30}}",
        "{locked: {since: 2027-01-01}}",
        "{locked: 2027-01-01}",
        "{locked: {from: 1.3}}",
        "{free: {from: 2027-01-01}}",
        "{adjustable: earlier, locked: {from: 2027-01-01}}",
        "{}",
        "[locked]",
    ],
)
def test_what_is_no_beginning_is_told_at_its_place(written: str) -> None:
    """Nothing is guessed, and nothing is taken for «free»."""
    loaded = load_text(f"{BASE}allow: {{title: {written}}}\n".encode(), "base.yaml")
    assert loaded.value is None
    (found,) = loaded.problems
    assert found.location is not None
    assert found.location.line == BASE.count("\n") + 1


def test_a_day_as_people_write_it_is_no_version() -> None:
    """«01.09.2027» has the shape of a version that no roadmap would ever reach."""
    assert LockStart.parse("01.09.2027") == LockStart.parse("2027-09-01")
    assert LockStart.parse("1.9.2027").day is not None
    assert LockStart.parse("2.0.0").version == "2.0.0"
