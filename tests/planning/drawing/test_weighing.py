"""A plan that would be too much is refused before it is drawn: with one more than the limit, not at it."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import FILLED, FILLED_WORDS, NAMES, PLAN_DAYS
from roadmap_engine.load import load_text
from roadmap_engine.model import Adoption
from roadmap_engine.planning.drawing import weigh_plan, weigh_published
from tests.builders import ROADMAP, assemble_text, school, vpr

_HEAD = "adoption: school\nroadmap: tiny@1\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"


def _weigh(roadmap: str, more: str = "") -> tuple[Problem, ...]:
    loaded = load_text((_HEAD + more).encode(), "adoption.yaml", "adoption")
    assert isinstance(loaded.value, Adoption), loaded.problems
    assembly, _ = assemble_text(roadmap, _HEAD + more)
    return weigh_plan(assembly, loaded.value, school(), vpr(), locations=loaded.locations)


def _filled(words: str, times: int, where: str = "Проведение занятий") -> str:
    """The roadmap with a parameter of some words, and its gap so often in one text."""
    parameters = f"parameters: {{long: {{title: Слова, default: {words}}}}}\n"
    gaps = " ".join(["{{ long }}"] * times)
    return ROADMAP.replace("outputs:", f"{parameters}outputs:").replace(
        f"title: {where}", f"title: '{where} {gaps}'"
    )


def test_an_ordinary_plan_weighs_nothing() -> None:
    """As it is published, and as a school has it."""
    assert weigh_published(assemble_text(ROADMAP)[0]) == ()
    assert _weigh(ROADMAP) == ()


@pytest.mark.parametrize(("over", "codes"), [(0, []), (1, [PLAN_DAYS.told])])
def test_a_plan_of_too_many_days(over: int, codes: list[str]) -> None:
    """Both ends of the span count."""
    first = dt.date(2026, 1, 1)
    last = first + dt.timedelta(days=PLAN_DAYS.most - 1 + over)
    found = _weigh(ROADMAP, f"runs: {first}/{last}\n")
    assert [each.code for each in found] == codes
    assert all(each.location and each.location.file == "adoption.yaml" for each in found)


@pytest.mark.parametrize(("over", "codes"), [(0, []), (1, [FILLED.told])])
def test_a_text_whose_gaps_make_it_too_long(over: int, codes: list[str]) -> None:
    """Its own words count, its gaps do not, the words in them do, as often as they stand there."""
    own = len("Проведение занятий ")
    roadmap = _filled("ж" * (FILLED.most - own + over), 1)
    for found in (_weigh(roadmap), weigh_published(assemble_text(roadmap)[0])):
        assert [each.code for each in found] == codes
        for each in found:
            told = dict(each.arguments)
            assert (told["thing"], told["field"]) == ("measure lessons", "title")
            assert (told["found"], told["gaps"]) == (str(FILLED.most + 1), "«long»")


def test_a_text_of_the_roadmap_itself_is_told_as_that() -> None:
    """A title of no measure."""
    roadmap = _filled("ж" * FILLED.most, 1, "План по результатам {{ procedure.genitive }}")
    (found,) = weigh_published(assemble_text(roadmap)[0])
    assert dict(found.arguments)["thing"] == "this-roadmap"


def test_texts_that_are_too_much_together() -> None:
    """None of them is too long alone; the gap that weighs most is named."""
    words = FILLED.most - 100
    count = FILLED_WORDS.most // words + 1
    rows = "".join(
        f"      - {{id: m-{each}, title: 'Дело {{{{ long }}}}', responsible: [head]}}\n"
        for each in range(count)
    )
    roadmap = _filled("ж" * words, 0) + rows
    (found,) = _weigh(roadmap)
    assert found.code == FILLED_WORDS.told
    assert dict(found.arguments)["gaps"] == "«long»"
    assert int(str(dict(found.arguments)["found"])) > FILLED_WORDS.most
    fewer = roadmap.replace(rows, "".join(rows.splitlines(keepends=True)[:-1]))
    assert _weigh(fewer) == ()


def test_rows_that_name_too_many_people() -> None:
    """Every person of a role, in every row that names it; the heaviest role is named."""
    people = ", ".join(f"p-{each}" for each in range(NAMES.most // 3 + 1))
    assert _weigh(ROADMAP, f"roles: {{head: [{people}]}}\n") == ()
    found = _weigh(ROADMAP, f"roles: {{teachers: [{people}]}}\n")
    assert [each.code for each in found] == [NAMES.told]
    assert dict(found[0].arguments)["role"] == "teachers"


def test_the_words_of_an_order_count_too() -> None:
    """However deep they stand in it."""
    order = (
        "order:\n  issuer_genitive: Управления\n  date: 2026-08-30\n  number: '5'\n"
        "  text:\n    heading: О плане\n"
        "    preamble: В целях анализа\n    signature: {post: Начальник, name: И. И. Иванов}\n"
        "    points: [{to: Школам, text: провести, points: ['{{ long }} {{ long }}']}]\n"
    )
    found = _weigh(_filled("ж" * (FILLED.most // 2 + 1), 0) + order)
    assert [(each.code, dict(each.arguments)["field"]) for each in found] == [(FILLED.told, "order")]
