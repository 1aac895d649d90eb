"""Where two inputs of a joining disagree, and one of them is right: who is heard, and where that is shown."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_engine.deadlines import parse
from roadmap_engine.load import Loaded, load_text
from roadmap_engine.model import Adoption
from roadmap_engine.model.assembly import AssembledLayer
from tests.overlays.texts import BASE, join, layer, sound, text

_HEAD = "adoption: school\nroadmap: base\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"


def _adoption(source: str = "") -> Loaded[Adoption]:
    loaded: Loaded[Adoption] = load_text(f"{_HEAD}{source}".encode(), "school.yaml")
    assert not loaded.problems, loaded.problems
    return loaded


def test_each_layer_is_named_with_its_own_version_and_issuer() -> None:
    """A school's text has neither; one that names no issuer has none, and inherits none."""
    town = text("roadmap: town\nversion: 3.0.0\nextends: base@1\n", "town.yaml")
    assembly = sound(text(BASE), town, local=_adoption())
    assert assembly.layers == (
        AssembledLayer("base", "base.yaml", version="1.2.0", issuer="Министерство"),
        AssembledLayer("town", "town.yaml", version="3.0.0", issuer=None),
        AssembledLayer("school", "school.yaml", version=None, issuer=None),
    )
    assert (assembly.local, sound(text(BASE), town).local) == ("school", None)


@pytest.mark.parametrize(("said", "issuer"), [("", "Министерство"), ("issuer: Город\n", "Город")])
def test_the_nearest_issuer_that_is_named_is_the_roadmaps(said: str, issuer: str) -> None:
    """One that a layer does not name is that of the text below it."""
    assembly = sound(text(BASE), layer(said))
    assert assembly.roadmap.issuer == issuer
    assert assembly.origins["", "issuer"].layer == ("layer" if said else "base")


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("locked", "free", "deadline: locked"),
        ("{adjustable: earlier}", "free", "deadline: {adjustable: earlier}"),
        ("locked", "{adjustable: earlier}", "deadline: locked"),
    ],
)
def test_a_permission_that_is_made_milder_is_shown_as_it_is_written_above(
    above: str, below: str, told: str
) -> None:
    """As a text would have it."""
    one, two = (
        layer(f"allow: {{deadline: {above}}}\n", "one"),
        layer(f"allow: {{deadline: {below}}}\n", "two"),
    )
    (problem,) = join(text(BASE), one, two)[1]
    assert (problem.code, problem.words["permit"], problem.words["layer"]) == ("RM246", told, "one")


@pytest.mark.parametrize(
    ("after", "allowed"),
    [
        ("{relation: by, at: 2027-01-10}", True),
        ("{relation: by, at: 2027-01-30}", False),
        ("до 10 января 2027 г.", True),
        ("до 30 января 2027 г.", False),
        ("{text: когда-нибудь}", None),
    ],
)
@pytest.mark.parametrize("before", ["phrase", "structure"])
def test_earlier_is_told_of_phrases_and_of_structures(after: str, allowed: bool | None, before: str) -> None:
    """Whichever of the two is written how."""
    structure = "{relation: by, at: 2027-01-17}"
    base = (
        BASE
        if before == "phrase"
        else BASE.replace("deadline: до 17 января 2027 г.", f"deadline: {structure}")
    )
    changed = layer(f"format: 2\nreplace: {{by-class: {{deadline: {after}}}}}\n")
    assembly, _ = join(text(f"{base}format: 2\nallow: {{deadline: {{adjustable: earlier}}}}\n"), changed)
    (change,) = assembly.changes
    assert change.allowed is allowed


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("replace:\n  by-clas:\n    title: Иначе\n", 5, 3),
        ("remove:\n  - by-clas\n", 5, 5),
        ("add:\n  - after: by-clas\n    measure: {id: own, title: Своё}\n", 5, 12),
    ],
)
def test_an_unknown_name_is_shown_where_the_name_stands(source: str, line: int, column: int) -> None:
    """A key is shown at the key, not at what it gives."""
    (problem,) = join(text(BASE), layer(source))[1]
    assert problem.code == "RM206"
    assert problem.location is not None
    assert (problem.location.line, problem.location.column) == (line, column)


@pytest.mark.parametrize(
    "phrases", ["[встречи коллектива, собрания коллектива]", "[собрания коллектива]", "[]"]
)
def test_the_first_words_of_an_event_are_those_it_is_called_by(phrases: str) -> None:
    """All of them are understood; a message offers the first, else the title."""
    described = BASE.replace(
        "council-met: {title: заседание совета}",
        f"council-met: {{title: заседание совета}}, staff-met: {{title: собрание, phrases: {phrases}}}",
    )
    entry = sound(text(described)).vocabulary.by_id["staff-met"]
    words = phrases.strip("[]").split(", ")[0] or "собрание"
    assert entry.genitive == words
    assert not entry.decides
    for each in filter(None, phrases.strip("[]").split(", ")):
        named: Any = described.replace("дней после заседания совета", f"дней после {each}")
        measure = list(sound(text(named)).roadmap.measures())[-1]
        assert "staff-met" in repr(measure.deadline.rule if measure.deadline else None)


def test_a_stage_put_in_anew_has_its_own_measures_alone() -> None:
    """Those of the stage that was taken out went with it."""
    again = "{id: analysis, title: Анализ, measures: [{id: own, title: Своё, deadline: постоянно}]}"
    out, back = (
        layer("remove: [analysis]\n", "one"),
        layer(f"add: [{{before: reflection, stage: {again}}}]\n", "two"),
    )
    assembly = sound(text(BASE), out, back)
    assert [(stage.id, [each.id for each in stage.measures]) for stage in assembly.roadmap.stages] == [
        ("analysis", ["own"]),
        ("reflection", ["summing-up"]),
    ]
    gone = join(text(BASE), out, back, layer("remove: [analysis]\n", "three"))[0]
    assert [stage.id for stage in gone.roadmap.stages] == ["reflection"]


@pytest.mark.parametrize("phrase", ["до 31 мая 2027 г.", "когда все будут готовы"])
def test_of_words_with_a_rule_beside_them_the_rule_is_heard(phrase: str) -> None:
    """The words are printed and not read, whether they could be or not."""
    both = f"{{phrase: {phrase}, rule: {{relation: by, at: 2027-01-17}}}}"
    written = BASE.replace("deadline: до 17 января 2027 г.", f"deadline: {both}")
    deadline = next(iter(sound(text(f"{written}format: 2\n")).roadmap.measures())).deadline
    assert deadline is not None
    assert (deadline.phrase, deadline.rule) == (phrase, parse("до 17 января 2027 г.").rule)
