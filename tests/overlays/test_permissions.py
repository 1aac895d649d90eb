"""A layer says what lower ones may change; whoever changes more is told, with both places."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Adoption, Permit, RoadmapText
from tests.overlays.texts import BASE, join, layer, text

Told = list[tuple[str, str | None, tuple[str, ...]]]


def base(allow: str) -> Loaded[RoadmapText]:
    """The base with permissions."""
    return text(f"{BASE}allow:\n{allow}")


def told(problems: tuple[Problem, ...]) -> Told:
    """Code, file and the files of the places that are named besides."""
    return [
        (
            each.code,
            each.location.file if each.location else None,
            tuple(place.file for place in each.related),
        )
        for each in problems
    ]


def adoption(source: str, year: str = "2026/2027") -> Loaded[Adoption]:
    """A school's text over the base."""
    head = f"adoption: school\nroadmap: base\norganisation: o.yaml\nprocedure: vpr\nschool_year: {year}\n"
    loaded: Loaded[Adoption] = load_text(f"{head}{source}".encode(), "school.yaml")
    assert not loaded.problems
    return loaded


@pytest.mark.parametrize(
    ("allow", "change", "code"),
    [
        ("  title: locked\n", "replace: {by-class: {title: Иначе}}", "RM240"),
        ("  title: locked\n", "replace: {analysis: {title: Иначе}}", "RM240"),
        ("  title: free\n", "replace: {by-class: {title: Иначе}}", None),
        ("  title: locked\n", "replace: {by-class: {result: Иначе}}", None),
        ("  number: locked\n", 'replace: {by-class: {number: "7."}}', "RM240"),
        ("  kind: locked\n", "replace: {analysis: {kind: analytical}}", "RM240"),
        ("  directive: locked\n", "replace: {by-class: {directive: Провести анализ}}", "RM240"),
        ("  short: locked\n", "replace: {by-class: {short: Классы}}", "RM240"),
        ("  basis: locked\n", "replace: {by-class: {basis: письмо № 1}}", "RM240"),
        ("  title: locked\n", "replace: {by-class: {as_printed: {title: Иначе}}}", "RM240"),
        ("  title: locked\n", "replace: {by-class: {as_printed: {result: Иначе}}}", None),
        (
            "  responsible: {adjustable: added}\n",
            "replace: {by-class: {responsible: [head, teachers]}}",
            None,
        ),
        ("  responsible: {adjustable: added}\n", "replace: {by-class: {responsible: teachers}}", "RM243"),
        ("  participants: {adjustable: added}\n", "replace: {by-class: {participants: teachers}}", None),
        ("  output: locked\n", "replace: {by-class: {output: note}}", "RM240"),
        ("  after: {adjustable: added}\n", "replace: {by-school: {after: by-class}}", None),
        (
            "  deadline: {adjustable: earlier}\n",
            "replace: {by-class: {deadline: до 10 января 2027 г.}}",
            None,
        ),
        (
            "  deadline: {adjustable: earlier}\n",
            "replace: {by-class: {deadline: до 18 января 2027 г.}}",
            "RM241",
        ),
        ("  deadline: {adjustable: earlier}\n", "replace: {by-class: {deadline: постоянно}}", "RM242"),
        (
            "  deadline: {adjustable: earlier}\n",
            "replace: {by-class: {deadline: {text: когда-нибудь}}}",
            "RM242",
        ),
        (
            "  deadline: {adjustable: earlier}\n",
            "replace: {by-class: {as_printed: {deadline: 1 января}}}",
            "RM242",
        ),
        ("  remove: locked\n", "remove: [summing-up]", "RM245"),
        ("  remove: locked\n", "replace: {by-class: {when: 9 in grades}}", "RM240"),
        ("  when: locked\n", "replace: {by-class: {when: 9 in grades}}", "RM240"),
        ("  measures: {by-class: {remove: locked}}\n", "remove: [by-school]", None),
        ("  add: locked\n", "add: [{stage: {id: new, title: Этап}}]", "RM244"),
        ("  stages: {reflection: {add: locked}}\n", "add: [{stage: {id: new, title: Этап}}]", None),
    ],
)
def test_a_change_meets_the_permission_of_its_field(allow: str, change: str, code: str | None) -> None:
    """What is locked stays, what is adjustable moves one way, and both places are named."""
    _, problems = join(base(allow), layer(f"{change}\n"))
    assert told(problems) == ([(code, "layer.yaml", ("base.yaml",))] if code else [])


def test_a_measure_that_stays_may_not_go_with_its_stage() -> None:
    """Whoever removes a stage removes its measures, each with its own permission."""
    _, problems = join(base("  measures: {by-school: {remove: locked}}\n"), layer("remove: [analysis]\n"))
    assert [each.words["thing"] for each in problems] == ["measure by-school"]


def test_a_single_thing_may_be_treated_otherwise_than_the_rest() -> None:
    """Within a text what is said of one measure is heard before what is said of all."""
    allow = "  deadline: locked\n  measures: {by-class: {deadline: free}}\n"
    change = (
        "replace: {by-class: {deadline: до 2 февраля 2027 г.}, by-school: {deadline: до 3 февраля 2027 г.}}\n"
    )
    _, problems = join(base(allow), layer(change))
    assert [each.words["thing"] for each in problems] == ["measure by-school"]


def test_nobody_is_bound_by_her_own_permissions() -> None:
    """A permission is for those below; and what a layer adds is free for its own words."""
    own = layer("allow: {title: locked, deadline: locked}\nreplace: {by-class: {title: Иначе}}\n")
    assert join(text(BASE), own)[1] == ()


def test_a_permission_covers_what_is_there_at_its_level() -> None:
    """A measure that a department adds is not bound by the ministry's permissions, but by its own."""
    measure = "{id: own, title: Своё, deadline: постоянно, responsible: head}"
    added = f"add: [{{stage: reflection, measure: {measure}}}]\n"
    change = layer("replace: {own: {title: Иначе}}\n", "lower")
    assert join(base("  title: locked\n"), layer(added), change)[1] == ()
    _, problems = join(base("  title: free\n"), layer(f"{added}allow: {{title: locked}}\n"), change)
    assert told(problems) == [("RM240", "lower.yaml", ("layer.yaml",))]


@pytest.mark.parametrize(
    ("upper", "lower", "codes"),
    [
        ("  deadline: locked\n", "allow: {deadline: free}", ["RM246"]),
        ("  deadline: locked\n", "allow: {deadline: {adjustable: earlier}}", ["RM246"]),
        ("  deadline: {adjustable: earlier}\n", "allow: {deadline: free}", ["RM246"]),
        ("  deadline: locked\n", "allow: {measures: {by-class: {deadline: free}}}", ["RM246"]),
        ("  deadline: {adjustable: earlier}\n", "allow: {deadline: locked}", []),
        ("  deadline: locked\n", "allow: {deadline: locked}", []),
        ("  deadline: free\n", "allow: {measures: {by-class: {deadline: locked}}}", []),
        ("  title: locked\n", "allow: {measures: {analysis: {title: locked}}}", ["RM247"]),
        ("  title: locked\n", "allow: {stages: {by-class: {title: locked}}}", ["RM247"]),
    ],
)
def test_a_lower_text_may_be_stricter_and_never_milder(upper: str, lower: str, codes: list[str]) -> None:
    """Permissions go down through the layers; none is taken back there."""
    _, problems = join(base(upper), layer(f"{lower}\n"))
    assert [each.code for each in problems] == codes


def test_the_strictest_of_all_layers_holds() -> None:
    """Of five layers the middle one locks; the fourth may not change, whatever the first allowed."""
    locks = layer("allow: {title: locked}\n", "three")
    chain = (
        base("  title: free\n"),
        layer("", "two"),
        locks,
        layer("replace: {by-class: {title: Иначе}}\n", "four"),
    )
    assembly, problems = join(*chain, layer("", "five"))
    assert told(problems) == [("RM240", "four.yaml", ("three.yaml",))]
    assert assembly.allowances["by-class", "title"].permit is Permit.LOCKED
    assert assembly.allowances["by-class", "title"].layer == "three"
    assert ("by-class", "deadline") not in assembly.allowances


def test_what_a_school_changed_is_known_with_its_verdict() -> None:
    """Replacements field by field, additions and removals: before, after, allowed or not."""
    allow = "  title: locked\n  remove: free\n  responsible: {adjustable: added}\n"
    local = adoption(
        "replace: {by-class: {title: Иначе, responsible: [head, teachers], result: Справка}}\n"
        "remove: [by-school]\n"
        "add: [{stage: analysis, measure: {id: own, title: Своё, deadline: постоянно, responsible: head}}]\n"
    )
    assembly, problems = join(base(allow), local=local)
    found = {(each.kind, each.thing, each.field): each for each in assembly.changes}
    assert {key: each.allowed for key, each in found.items()} == {
        ("replaced", "by-class", "title"): False,
        ("replaced", "by-class", "responsible"): True,
        ("added", "own", ""): True,
        ("removed", "by-school", ""): True,
    }
    title = found["replaced", "by-class", "title"]
    assert (title.before, title.after, title.layer) == ("Анализ по классам", "Иначе", assembly.local)
    assert title.place.file == "school.yaml"
    assert title.permission is not None
    assert (title.permission.layer, title.permission.location.file) == ("base", "base.yaml")
    assert [each.code for each in problems] == ["RM257", "RM240"]


def test_a_deadline_without_year_is_compared_in_the_year_of_the_plan() -> None:
    """«В мае» of a plan for 2026/2027 is after 17 January 2027."""
    allow = "  deadline: {adjustable: earlier}\n"
    late = adoption("replace: {by-class: {deadline: в мае}}\n")
    early = adoption("replace: {by-class: {deadline: в октябре}}\n")
    assert [each.code for each in join(base(allow), local=late)[1]] == ["RM241"]
    assert join(base(allow), local=early)[1] == ()


def test_a_schools_deadline_that_only_its_dates_can_judge_is_left_to_its_plan() -> None:
    """No warning comes before the dates have been asked."""
    allow = "  deadline: {adjustable: earlier}\n"
    local = adoption("replace: {summing-up: {deadline: до 17 января 2027 г.}}\n")
    assembly, problems = join(base(allow), local=local)
    assert problems == ()
    assert [each.allowed for each in assembly.changes] == [None]


def test_a_change_that_cannot_be_told_is_a_warning() -> None:
    """It stops no papers: perhaps it is right."""
    _, problems = join(
        base("  deadline: {adjustable: earlier}\n"),
        layer("replace: {summing-up: {deadline: до 17 января 2027 г.}}\n"),
    )
    assert [(each.code, each.severity) for each in problems] == [("RM242", Severity.WARNING)]


def test_a_base_changes_nobody() -> None:
    """What the lowest text replaces in itself is no change, and it may say how a cell is printed again."""
    own = "replace: {summing-up: {as_printed: {deadline: 3 дня, title: Итоги}, result: Вывод}}\n"
    assembly, problems = join(text(f"{BASE}{own}"))
    assert (assembly.changes, problems) == ((), ())
    again, problems = join(text(BASE), layer(own))
    assert [(each.field, each.before, each.after) for each in again.changes] == [
        ("result", None, "Вывод"),
        ("as_printed", "Подведение  итогов", "Итоги"),
    ]
    assert problems == ()


def test_a_stage_and_its_measure_may_be_removed_in_one_breath() -> None:
    """The measure goes once."""
    assembly, problems = join(text(BASE), layer("remove: [analysis, by-class]\n"))
    assert problems == ()
    assert [each.thing for each in assembly.changes] == ["analysis", "by-class", "by-school"]
    assert set(assembly.removed) == {"analysis", "by-class", "by-school"}


def test_where_there_was_no_deadline_any_is_earlier() -> None:
    """A measure without a deadline gets one."""
    timeless = BASE.replace("        deadline: до 17 января 2027 г.\n", "")
    over = layer("replace: {by-class: {deadline: до 18 января 2027 г.}}\n")
    _, problems = join(text(f"{timeless}allow: {{deadline: {{adjustable: earlier}}}}\n"), over)
    assert problems == ()


@pytest.mark.parametrize(
    ("allow", "over", "codes"),
    [
        ("roles: locked", "roles: {head: руководитель}", ["RM240"]),
        ("roles: locked", "roles: {deputy: заместитель}", []),
        ("roles: locked", "roles: {head: директор}", ["RM257"]),
        ("roles: free", "roles: {head: руководитель}", []),
        ("events: locked", "events: {council-met: решение совета}", ["RM240"]),
        ("outputs: locked", "outputs: {note: Записка}", ["RM240"]),
        ("parameters: locked", "parameters: {levels: {title: Ступени, default: среднего}}", ["RM240"]),
        ("parameters: locked", "fill: {levels: среднего}", []),
        ("columns: locked", "columns: [number, title, deadline]", ["RM240"]),
        ("columns: locked", "allow: {columns: free}", ["RM246"]),
    ],
)
def test_a_definition_may_be_locked_too(allow: str, over: str, codes: list[str]) -> None:
    """Who may not change who answers may not call her otherwise either; new definitions are always free."""
    _, problems = join(text(f"{BASE}allow: {{{allow}}}\n"), layer(f"{over}\n"))
    assert [each.code for each in problems if each.code != "RM205"] == codes


def test_what_a_layer_defines_itself_is_its_own_to_lock() -> None:
    """A department's role is not bound by the ministry's permission, and the department may lock it."""
    own = layer("roles: {deputy: заместитель}\n", "upper")
    change = layer("roles: {deputy: помощник}\n", "lower")
    base = text(f"{BASE}allow: {{roles: locked}}\n")
    assert join(base, own, change)[1] == ()
    locked = layer("roles: {deputy: заместитель}\nallow: {roles: locked}\n", "upper")
    _, problems = join(text(BASE), locked, change)
    assert told(problems) == [("RM240", "lower.yaml", ("upper.yaml",))]


def test_each_text_has_a_title_and_a_basis_of_its_own() -> None:
    """The titles and the basis that a permission speaks of are those of measures and stages."""
    own = layer("title: План города\nbasis: [письмо № 1]\n")
    above = text(f"{BASE}basis: [закон]\nallow: {{title: locked, basis: locked}}\n")
    assert join(above, own)[1] == ()


@pytest.mark.parametrize(
    ("local", "code"),
    [
        ("allow: {measures: {by-form: {title: locked}}}\n", "RM247"),
        ("replace: {by-form: {title: Иначе}}\n", "RM206"),
        ("add: [{after: by-form, measure: {id: own, title: Своё, deadline: постоянно}}]\n", "RM206"),
    ],
)
def test_what_is_called_otherwise_by_now_is_shown_where_it_stands(local: str, code: str) -> None:
    """Whoever takes a newer version finds the new name and its place."""
    above = text(BASE.replace("id: by-class\n", "id: by-class\n        was: by-form\n"))
    _, problems = join(above, layer(local))
    (problem,) = (each for each in problems if each.code == code)
    assert (problem.words["now"], [place.file for place in problem.related]) == (
        "«by-class»",
        ["base.yaml"],
    )
