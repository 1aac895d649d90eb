"""Checks across layers: what is repeated, contradicted, unreachable, or called what another is called."""

from __future__ import annotations

import pytest

from roadmap_engine.checks import run_checks
from roadmap_engine.diagnostics import Problem
from roadmap_engine.load import load_text
from tests.overlays.texts import BASE, join, layer, text

SOUND = BASE.replace("outputs: {note: Справка}\n", "outputs: {note: Справка}\nschool_year: 2026/2027\n")


def found(*codes: str, over: str = "", base: str = SOUND, local: str | None = None) -> list[Problem]:
    """The problems with some codes that joining and checking find."""
    adopted = None
    if local is not None:
        head = "adoption: s\nroadmap: base\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"
        adopted = load_text(f"{head}{local}".encode(), "school.yaml", "adoption")
        assert not adopted.problems
    texts = (text(base), layer(over)) if over else (text(base),)
    assembly, problems = join(*texts, local=adopted)
    return [each for each in (*problems, *run_checks(assembly)) if each.code in codes]


def words(problem: Problem, *names: str) -> tuple[str, ...]:
    """Some words of a problem."""
    return tuple(problem.words[name] for name in names)


@pytest.mark.parametrize(
    ("over", "thing", "field"),
    [
        ("replace: {by-class: {title: Анализ по классам}}", "measure by-class", "title"),
        ("replace: {by-class: {responsible: [head]}}", "measure by-class", "responsible"),
        ("replace: {analysis: {title: Аналитический этап}}", "stage analysis", "title"),
        ("roles: {head: директор}", "role head", "roles"),
        ("outputs: {note: Справка}", "output note", "outputs"),
        ("title: План", "roadmap layer", "title"),
        ("columns: [number, title, deadline, responsible]", "roadmap layer", "columns"),
    ],
)
def test_what_is_repeated_word_for_word_is_told(over: str, thing: str, field: str) -> None:
    """A layer that repeats would not follow when the base changes."""
    (problem,) = found("RM257", over=f"{over}\n")
    assert words(problem, "thing", "field") == (thing, field)
    assert problem.location is not None
    assert problem.location.file == "layer.yaml"
    assert [place.file for place in problem.related] == ["base.yaml"]


def test_the_issuer_of_a_text_is_its_own() -> None:
    """Two texts of one ministry both name it; other words are no repetition."""
    over = "issuer: Министерство\nroles: {head: директор школы}\nfill: {levels: основного}\n"
    assert found("RM257", over=over) == []


def test_an_addition_that_repeats_an_inherited_measure_is_told() -> None:
    """Whatever its id, the case of its letters, and the order of those who answer."""
    measure = "{id: %s, title: анализ по  школе, deadline: до 20 января 2027 г., responsible: [head]}"
    (problem,) = found("RM258", over=f"add: [{{stage: reflection, measure: {measure % 'again'}}}]\n")
    assert words(problem, "measure", "other") == ("again", "by-school")
    other = measure.replace("20 января", "21 января") % "other"
    assert found("RM258", over=f"add: [{{stage: reflection, measure: {other}}}]\n") == []
    structure = (
        "{id: s, title: Подведение итогов, deadline: {kind: standing, manner: constant}, responsible: head}"
    )
    assert found("RM258", over=f"add: [{{stage: reflection, measure: {structure}}}]\n") == []


@pytest.mark.parametrize(
    ("was", "codes"),
    [("by-school", ["RM259"]), ("by-class", ["RM259"]), ("by-pupil", [])],
)
def test_a_former_id_is_given_up(was: str, codes: list[str]) -> None:
    """What has another id now left the old one to nobody."""
    base = SOUND.replace("      - id: by-class\n", f"      - id: by-class\n        was: {was}\n")
    assert [each.code for each in found("RM259", base=base)] == codes


def test_former_ids_of_definitions_are_given_up_too() -> None:
    """Roles, events, outputs and parameters each among themselves."""
    base = SOUND.replace("roles: {head: директор,", "roles: {head: {title: директор, was: teachers},")
    assert [words(each, "thing", "name") for each in found("RM259", base=base)] == [("role head", "teachers")]


@pytest.mark.parametrize(
    ("by_class", "by_school", "roles", "told"),
    [
        ("by-school", "by-class", "{}", []),
        # One of them says nothing; it says more than that; it says so of itself.
        ("by-school", "by-house", "{}", [("measure by-class", "by-school")]),
        ("[by-school, summing-up]", "by-class", "{}", [("measure by-class", "summing-up")]),
        ("[by-school, by-class]", "by-class", "{}", [("measure by-class", "by-class")]),
        # A role and a measure are of two kinds.
        (
            "head",
            "by-class",
            "{was: by-class}",
            [("measure by-school", "by-class"), ("role teachers", "head")],
        ),
        ("by-house", "by-home", "{was: teachers}", []),
    ],
)
def test_things_that_have_exchanged_their_ids_say_so(
    by_class: str, by_school: str, roles: str, told: list[tuple[str, str]]
) -> None:
    """Each of them has the other's: the ids belong to one thing each. What lies beside the ring is told."""
    base = SOUND.replace("      - id: by-class\n", f"      - id: by-class\n        was: {by_class}\n")
    base = base.replace("- {id: by-school, ", f"- {{id: by-school, was: {by_school}, ")
    if roles != "{}":
        base = base.replace("head: директор", f"head: {{title: директор, {roles[1:]}")
        base = base.replace("teachers: ", "teachers: {was: head, title: ").replace("учителя", "учителя}")
    assert [words(each, "thing", "name") for each in found("RM259", base=base)] == told


@pytest.mark.parametrize(
    ("when", "stage_when", "codes"),
    [
        ("9 in grades", "", []),
        ("level == primary and 9 in grades", "", ["RM253"]),
        ("9 in grades or 9 not in grades", "", ["RM254"]),
        ("9 in grades", "9 not in grades", ["RM253"]),
        ("size >= 300", "size >= 300", []),
        ("boarding", "", ["RM253"]),
        ("not boarding", "", ["RM254"]),
        ("size =", "", []),
    ],
)
def test_a_condition_divides_schools(when: str, stage_when: str, codes: list[str]) -> None:
    """Given its stage's condition and the parameters that the layers have filled."""
    base = SOUND.replace(
        "parameters: {", "fill: {boarding: нет}\nparameters: {boarding: {title: Пансион, type: yes-no}, "
    )
    base = base.replace("      - id: by-class\n", f"      - id: by-class\n        when: {when}\n")
    if stage_when:
        base = base.replace("  - id: analysis\n", f"  - id: analysis\n    when: {stage_when}\n")
    assert [each.code for each in found("RM253", "RM254", base=base)] == codes
    # A school cannot mend a published text.
    assert found("RM253", "RM254", base=base, local="replace: {by-school: {result: Вывод}}\n") == []


@pytest.mark.parametrize(
    ("need", "own", "codes"),
    [
        ("9 in grades", "", ["RM256"]),
        ("9 in grades", "9 in grades and size > 3", []),
        ("9 in grades", "size > 3", ["RM256"]),
        ("", "size > 3", []),
    ],
)
def test_a_deadline_counts_from_what_is_always_there(need: str, own: str, codes: list[str]) -> None:
    """Where it is in the plan, what it counts from is in the plan."""
    base = SOUND.replace("- {id: by-school, ", f"- {{id: by-school, {f'when: {own}, ' if own else ''}")
    base = base.replace("до 20 января 2027 г.", "в течение недели после анализа по классам")
    if need:
        base = base.replace("      - id: by-class\n", f"      - id: by-class\n        when: {need}\n")
    assert [each.code for each in found("RM256", base=base)] == codes
    assert found("RM256", base=base, local="remove: [summing-up]\n") == []


@pytest.mark.parametrize(
    ("over", "codes"),
    [
        ("replace: {by-school: {after: by-class}}", []),
        ("replace: {by-class: {after: by-school}}", ["RM263"]),
        ("replace: {by-school: {after: by-class, deadline: до 10 января 2027 г.}}", ["RM263"]),
        ("replace: {by-school: {after: by-class, deadline: январь}}", []),
        ("replace: {by-school: {after: by-class, deadline: постоянно}}", []),
        ("replace: {by-school: {after: by-class, deadline: {text: потом}}}", []),
        ("replace: {by-school: {after: analysis}}", []),
        ("replace: {summing-up: {after: analysis, deadline: до 1 октября}}", ["RM263", "RM263"]),
        ("replace: {summing-up: {after: [nothing, by-class], deadline: до 17 января 2027 г.}}", []),
    ],
)
def test_nothing_is_due_before_what_it_comes_after(over: str, codes: list[str]) -> None:
    """Only where two deadlines are certain."""
    assert [each.code for each in found("RM263", over=f"{over}\n")] == codes
    assert found("RM263", over=f"{over}\n", local="remove: []\n") == []


def test_deadlines_are_in_order_without_a_year_of_the_roadmap_too() -> None:
    """October is before May in every school year."""
    base = BASE.replace("до 17 января 2027 г.", "в мае").replace("до 20 января 2027 г.", "до 1 октября")
    (problem,) = found("RM263", base=base, over="replace: {by-school: {after: by-class}}\n")
    assert words(problem, "text", "other") == ("до 1 октября", "в мае")


@pytest.mark.parametrize(
    ("parameter", "fill", "codes"),
    [
        ("{title: А, type: number, default: 12}", "", []),
        ("{title: А, type: number, default: много}", "", ["RM261"]),
        ("{title: А, type: number}", "fill: {levels: много}\n", ["RM261"]),
        ("{title: А, type: choice, choices: [да, нет]}", "fill: {levels: да}\n", []),
        ("{title: А, type: choice, choices: [очная]}", "fill: {levels: очна}\n", ["RM261"]),
        ("{title: А, type: choice}", "", ["RM260"]),
        ("{title: А, choices: [очная]}", "", ["RM260"]),
        ("{title: А, type: date, default: 2027-02-30}", "", ["RM261"]),
        ("{title: А, type: yes-no, default: true}", "fill: {levels: нет}\n", []),
    ],
)
def test_answers_fit_their_parameters(parameter: str, fill: str, codes: list[str]) -> None:
    """By default or filled in, here or by a school."""
    base = SOUND.replace("{title: Уровни, default: основного}", parameter)
    assert [each.code for each in found("RM260", "RM261", base=base, over=fill)] == codes
    if fill:
        assert [each.code for each in found("RM260", "RM261", base=base, local=fill)] == codes


def test_a_parameter_is_not_called_like_a_fact() -> None:
    """A condition that asks for the size asks the school."""
    base = SOUND.replace("parameters: {levels:", "parameters: {size:")
    assert [words(each, "name") for each in found("RM262", base=base)] == [("size",)]


def test_what_is_gone_is_told_where_it_is_named() -> None:
    """By a layer below the one that removed it, by `after`, by a deadline; and what has another id by now."""
    chain = (
        text(SOUND.replace("- {id: by-school, ", "- {id: by-school, was: by-house, after: by-class, ")),
        layer("remove: [by-class]\n", "upper"),
        layer("replace: {by-class: {title: Иначе}, by-house: {result: Вывод}}\n", "lower"),
    )
    assembly, problems = join(*chain)
    told = [*problems, *run_checks(assembly)]
    gone, renamed = (each for each in told if each.code == "RM206")
    assert (words(gone, "remover"), [place.file for place in gone.related]) == (("upper",), ["upper.yaml"])
    assert words(renamed, "now") == ("«by-school»",)
    (need,) = (each for each in told if each.code == "RM231")
    assert (words(need, "remover", "near"), need.related[0].file) == (("upper", ""), "upper.yaml")
    former = SOUND.replace("- {id: by-school, ", "- {id: by-school, was: by-house, ").replace(
        "      - id: summing-up\n", "      - id: summing-up\n        after: by-house\n"
    )
    assert [words(each, "now") for each in found("RM231", base=former)] == [("«by-school»",)]


@pytest.mark.parametrize(
    "phrase", ["в течение недели после анализа по классам", "после завершения этапа Сводный"]
)
def test_a_deadline_that_counts_from_what_a_layer_removed_names_the_layer(phrase: str) -> None:
    """Not «nobody defines the event»: somebody did, and somebody removed it."""
    base = SOUND.replace("в течение 3 дней после заседания совета", phrase).replace(
        "Аналитический этап", "Сводный"
    )
    (problem,) = found("RM205", "RM264", base=base, over="remove: [analysis]\n")
    assert (problem.code, words(problem, "layer")) == ("RM264", ("layer",))
    for odd, code in (("в течение 3 дней после заседания думы", "RM205"), ("когда-нибудь", "RM301")):
        other = SOUND.replace("в течение 3 дней после заседания совета", odd)
        codes = [
            each.code for each in found("RM205", "RM264", "RM301", base=other, over="remove: [by-class]\n")
        ]
        assert codes == [code]


@pytest.mark.parametrize(
    ("over", "code", "now"),
    [
        ("replace: {by-class: {responsible: leader}}", "RM201", "«head»"),
        ("replace: {by-class: {output: paper}}", "RM202", "«note»"),
        ("fill: {steps: среднего}", "RM215", "«levels»"),
        ("fill: {stepz: среднего}", "RM215", ""),
    ],
)
def test_an_id_of_an_earlier_version_leads_to_the_new_one(over: str, code: str, now: str) -> None:
    """Whoever wrote the layer for the earlier version finds what the thing is called by now."""
    base = (
        SOUND.replace("head: директор", "head: {title: директор, was: leader}")
        .replace("note: Справка", "note: {title: Справка, was: paper}")
        .replace("{title: Уровни,", "{title: Уровни, was: steps,")
    )
    assert [words(each, "now") for each in found(code, base=base, over=f"{over}\n")] == [(now,)]


def test_of_very_many_conditions_only_so_many_are_tried() -> None:
    """A text with more different conditions than anybody writes is still checked in no time."""
    when = "when: size > {0} and size < {0}"
    row = f"      - {{{{id: m{{0}}, title: Дело {{0}}, deadline: постоянно, responsible: head, {when}}}}}\n"
    rows = "".join(row.format(number) for number in range(120))
    base = SOUND.replace("      - id: by-class\n", f"{rows}      - id: by-class\n")
    assert len(found("RM253", base=base)) == 100
