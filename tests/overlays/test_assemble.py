"""Layers say add, replace or remove; the result knows where each value was written."""

from __future__ import annotations

import pytest

from roadmap_engine.deadlines import events_of
from roadmap_engine.diagnostics import Location
from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Adoption, Assembly, Measure
from roadmap_engine.overlays import assemble
from tests.overlays.texts import BASE, join, layer, sound, text


def measure(assembly: Assembly, name: str) -> Measure:
    """A measure of the result."""
    return next(each for each in assembly.roadmap.measures() if each.id == name)


def order(assembly: Assembly) -> list[str]:
    """The ids of the measures, in the order of the table."""
    return [each.id for each in assembly.roadmap.measures()]


def adoption(source: str = "") -> Loaded[Adoption]:
    """A school's text over the base."""
    head = "adoption: school\nroadmap: base\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"
    loaded: Loaded[Adoption] = load_text(f"{head}{source}".encode(), "school.yaml")
    assert not loaded.problems
    return loaded


def test_two_conditions_that_are_too_long_together_are_told() -> None:
    """What is joined is held to the same length as what is written."""
    one = "9 in grades and " * 20 + "size > 1"
    added = f"{{id: more, title: Ещё, when: {one}}}"
    _, problems = join(text(BASE), layer(f"add: [{{after: by-class, when: {one}, measure: {added}}}]"))
    (problem,) = problems
    assert problem.code == "RM150"
    assert problem.words == {"thing": "measure more", "field": "when", "limit": "500"}


def test_a_base_alone_is_complete() -> None:
    """The base comes out as it went in, its deadlines read, a misprint kept beside its words."""
    assembly = sound(text(BASE))
    roadmap = assembly.roadmap
    assert (roadmap.id, roadmap.version, roadmap.lineage) == ("base", "1.2.0", ())
    assert order(assembly) == ["by-class", "by-school", "summing-up"]
    assert measure(assembly, "summing-up").as_printed["deadline"] == "3 дня"
    assert all(each.deadline and each.deadline.rule for each in roadmap.measures())


def test_a_deadline_counts_from_the_roadmaps_own_event() -> None:
    """A phrase names an event of the roadmap in whatever case it stands."""
    deadline = measure(sound(text(BASE)), "summing-up").deadline
    assert deadline is not None
    assert deadline.rule is not None
    assert events_of(deadline.rule) == ("council-met",)


def test_a_deadline_counts_from_the_end_of_a_stage_and_of_a_measure() -> None:
    """Stages and measures are events of their own."""
    source = (
        "replace:\n  summing-up: {deadline: после завершения аналитического этапа}\n"
        "  by-school: {deadline: в течение недели после анализа по классам}\n"
    )
    assembly = sound(text(BASE), layer(source))
    events: list[str] = []
    for name in ("summing-up", "by-school"):
        deadline = measure(assembly, name).deadline
        assert deadline is not None
        assert deadline.rule is not None
        events += events_of(deadline.rule)
    assert events == ["stage-end:analysis", "measure-end:by-class"]


def test_replace_changes_the_named_fields_only() -> None:
    """A replaced field is the layer's; the others stay and keep their places."""
    over = layer("replace:\n  by-class: {deadline: до 18 января 2027 г., responsible: teachers}\n")
    assembly = sound(text(BASE), over)
    changed = measure(assembly, "by-class")
    assert changed.title == "Анализ по классам"
    assert changed.responsible == ("teachers",)
    assert assembly.origins["by-class", "deadline"].layer == "layer"
    assert assembly.location("by-class", "deadline") == Location("layer.yaml", 5, 24, 20)
    assert assembly.origins["by-class", "title"].layer == "base"
    assert assembly.location("by-class", "output") == assembly.location("by-class")


def test_a_stage_is_replaced_by_its_own_fields() -> None:
    """A stage has a title, a number and a kind; the rest belongs to its measures."""
    assembly, problems = join(
        text(BASE), layer("replace:\n  analysis: {title: Анализ, result: x}\n  by-class: {kind: other}\n")
    )
    assert assembly.roadmap.stages[0].title == "Анализ"
    assert [(each.code, each.words["field"]) for each in problems] == [
        ("RM209", "result"),
        ("RM209", "kind"),
    ]


def test_additions_stand_where_they_are_put_in_the_order_of_the_layer() -> None:
    """Two additions after one measure follow it in the order in which they are written."""
    added = "{id: %s, title: Дело, deadline: постоянно, responsible: head}"
    source = "add:\n" + "".join(
        f"  - {{{place}, measure: {added % name}}}\n"
        for place, name in (
            ("after: by-class", "first"),
            ("after: by-class", "second"),
            ("stage: analysis", "last"),
            ("after: first", "between"),
        )
    )
    source += (
        "  - {after: analysis, stage: {id: middle, title: Середина, measures: [" + added % "own" + "]}}\n"
    )
    source += "  - {stage: {id: final, title: Конец}}\n"
    assembly = sound(text(BASE), layer(source))
    assert order(assembly)[:6] == ["by-class", "first", "between", "second", "by-school", "last"]
    assert [stage.id for stage in assembly.roadmap.stages] == ["analysis", "middle", "reflection", "final"]
    assert assembly.origins["own", "title"].layer == "layer"


def test_a_measure_takes_the_place_of_one_that_goes() -> None:
    """What is removed is still there to be followed by what the same layer adds."""
    source = (
        "add: [{after: by-class, measure: {id: anew, title: Дело, deadline: постоянно, responsible: head}}]\n"
        "remove: [by-class]\n"
    )
    assembly = sound(text(BASE), layer(source))
    assert order(assembly) == ["anew", "by-school", "summing-up"]
    assert not [key for key in assembly.origins if key[0] == "by-class"]


def test_a_removed_stage_takes_its_measures_along() -> None:
    """Nothing of a removed stage stays, its places neither."""
    assembly = sound(text(BASE), layer("remove: [analysis, analysis]\n"))
    assert order(assembly) == ["summing-up"]
    assert {key[0] for key in assembly.origins}.isdisjoint({"analysis", "by-class", "by-school"})


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("replace: {by-clas: {title: x}}\n", "RM206", 4),
        ("remove: [by-clas]\n", "RM206", 4),
        ("add: [{after: by-clas, measure: {id: a, title: x}}]\n", "RM206", 4),
        ("add: [{stage: analysi, measure: {id: a, title: x}}]\n", "RM206", 4),
        ("add: [{after: by-class, stage: {id: a, title: x}}]\n", "RM206", 4),
        ("add: [{stage: {id: by-class, title: x}}]\n", "RM207", 4),
        ("add: [{after: by-class, measure: {id: analysis, title: x}}]\n", "RM207", 4),
        ("remove: [by-class]\nreplace: {by-class: {title: x}}\n", "RM208", 5),
        ("remove: [analysis]\nreplace: {by-class: {title: x}}\n", "RM208", 5),
        ("title: Новый\nstages: [{id: new, title: x}]\n", "RM224", 5),
    ],
)
def test_a_layer_that_does_not_fit_is_told_at_its_place(source: str, code: str, line: int) -> None:
    """What a layer names must be there, must not be there twice, and must not be contradicted."""
    _, problems = join(text(BASE), layer(source))
    assert [(each.code, each.location and each.location.line) for each in problems] == [(code, line)]


def test_a_near_name_is_suggested() -> None:
    """A slip of the pen is met with the name that was meant."""
    _, problems = join(text(BASE), layer("remove: [by-clas]\n"))
    assert "«by-class»" in problems[0].words["near"]


def test_an_id_given_twice_is_told_with_both_places() -> None:
    """Stages and measures share their names, within a text and across it."""
    twice = BASE.replace("id: by-school", "id: by-class").replace("id: reflection", "id: by-class")
    _, problems = join(text(twice))
    assert [each.code for each in problems] == ["RM203", "RM203"]
    assert all(each.related for each in problems)


def test_a_definition_stands_instead_of_the_inherited_one() -> None:
    """A role of the layer replaces the inherited one whole; the others stay."""
    assembly = sound(
        text(BASE),
        layer(
            "roles: {head: {title: руководитель, optional: true}, psychologist: психолог}\n"
            "title: План района\n"
        ),
    )
    roles = assembly.roadmap.roles
    assert (roles["head"].title, roles["head"].optional) == ("руководитель", True)
    assert list(roles) == ["head", "teachers", "psychologist"]
    assert assembly.origins["roles.head", "title"].layer == "layer"
    assert assembly.location("roles.psychologist") == Location("layer.yaml", 4, 54, 12)
    assert assembly.roadmap.title == "План района"
    assert assembly.roadmap.lineage == ("base@1.2.0",)


def test_the_order_of_a_text_is_not_inherited() -> None:
    """No stamp shows the number of somebody else's order; a school's plan keeps that of what it adopts."""
    assert sound(text(BASE), layer("")).roadmap.order is None
    assert sound(text(BASE), local=adoption()).roadmap.order is not None


def test_a_misprint_goes_with_the_words_it_was_made_in() -> None:
    """A layer that gives a cell anew drops the inherited misprint of that cell, and no other."""
    changed = sound(text(BASE), layer("replace: {summing-up: {deadline: постоянно}}\n"))
    assert dict(measure(changed, "summing-up").as_printed) == {"title": "Подведение  итогов"}
    own = sound(
        text(BASE),
        layer(
            "replace: {summing-up: {title: Итоги, as_printed: {title: Итого}}, reflection: {number: '2'}}\n"
        ),
    )
    assert measure(own, "summing-up").as_printed["title"] == "Итого"
    assert not own.roadmap.stages[1].as_printed


def test_a_directive_goes_with_the_title_it_was_written_for() -> None:
    """A layer that names a measure anew has its order say the new name, unless it says how itself."""
    said = text(
        BASE.replace(
            "title: Подведение итогов", "directive: Подвести итоги\n        title: Подведение итогов"
        )
    )
    assert measure(sound(said), "summing-up").directive == "Подвести итоги"
    kept = sound(said, layer("replace: {summing-up: {deadline: постоянно}}\n"))
    assert measure(kept, "summing-up").directive == "Подвести итоги"
    named = sound(said, layer("replace: {summing-up: {title: Итоги}}\n"))
    assert measure(named, "summing-up").directive is None
    own = sound(said, layer("replace: {summing-up: {title: Итоги, directive: Обсудить итоги}}\n"))
    assert measure(own, "summing-up").directive == "Обсудить итоги"


def test_a_short_title_goes_with_the_title_it_was_made_of() -> None:
    """A layer may say another one; one that names a measure anew takes none from above."""
    said = text(BASE.replace("title: Подведение итогов", "short: Итоги\n        title: Подведение итогов"))
    assert measure(sound(said), "summing-up").short == "Итоги"
    named = sound(said, layer("replace: {summing-up: {title: Обсуждение}}\n"))
    assert measure(named, "summing-up").short is None
    own = sound(said, layer("replace: {summing-up: {short: Обзор года}}\n"))
    assert measure(own, "summing-up").short == "Обзор года"
    assert own.location("summing-up", "short") == Location("layer.yaml", 4, 31, 10)


def test_no_misprint_reaches_a_school() -> None:
    """A school's plan prints the sense."""
    assembly = sound(text(BASE), local=adoption("replace: {by-class: {responsible: teachers}}\n"))
    assert not any(stage.as_printed for stage in assembly.roadmap.stages)
    assert not any(each.as_printed for each in assembly.roadmap.measures())
    assert not [key for key in assembly.origins if key[1] == "as_printed"]
    assert assembly.origins["by-class", "responsible"].layer == "school"


def test_a_schools_answers_are_no_definitions() -> None:
    """Its `roles` say who fills a role and its `events` give dates; only `fill` is words for the text."""
    local = adoption(
        "roles: {head: [director]}\nevents: {council-met: 2026-11-01}\nfill: {levels: среднего}\n"
    )
    assembly = sound(text(BASE), local=local)
    assert assembly.roadmap.roles["head"].title == "директор"
    assert assembly.roadmap.fill == {"levels": "среднего"}
    assert assembly.origins["fill.levels", ""].layer == "school"


def test_what_is_missing_after_all_layers_is_told_and_the_rest_too() -> None:
    """A roadmap without a title or columns still comes out, for the checks to look at."""
    bare = text("roadmap: bare\nversion: 1.0.0\n")
    assembly, problems = join(bare)
    assert [each.code for each in problems] == ["RM216", "RM217"]
    assert (assembly.roadmap.title, assembly.roadmap.columns) == ("", ())


def test_a_text_that_was_not_understood_gives_nothing() -> None:
    """Layers over a text that could not be read would only give echoes of its faults."""
    broken = load_text(b"roadmap: base\n", "base.yaml")
    assert assemble([broken]) == (None, ())
    assert assemble([]) == (None, ())
    assert assemble([text(BASE)], load_text(b"adoption: a\n", "a.yaml")) == (None, ())


def test_a_phrase_that_is_not_understood_is_placed_inside_its_value() -> None:
    """The words at fault are underlined, not the whole line; only where they stand letter by letter."""
    plain = layer("replace:\n  by-class:\n    deadline: до 31 февраля 2027 г.\n")
    _, problems = join(text(BASE), plain)
    place = problems[0].location
    assert place is not None
    assert (place.file, place.line) == ("layer.yaml", 6)
    assert place.column >= 15
    inner = layer("replace:\n  by-class:\n    deadline: {phrase: до 31 февраля 2027 г.}\n")
    _, problems = join(text(BASE), inner)
    place = problems[0].location
    assert place is not None
    assert place.column >= 24


def test_an_event_nobody_describes_is_an_error() -> None:
    """Neither words nor an id may name an event that does not exist."""
    source = (
        "replace:\n  by-class: {deadline: в течение 3 дней после получения протоколов экспертизы}\n"
        "  by-school: {deadline: {kind: relative, direction: after, event: council-meet}}\n"
        "  summing-up: {deadline: {text: когда соберутся}}\n"
    )
    _, problems = join(text(BASE), layer(source))
    assert [each.code for each in problems] == ["RM205", "RM205"]
    assert problems[1].words["near"].startswith("«council-met»")
    assert problems[0].location == Location("layer.yaml", 5, 47, 31)
