"""A closed set has all its members wherever it is asked: in tables, and beside the types they speak of.

`match` with `assert_never` is mypy's to check. What is a table is checked here: whatever stands in a module
as a mapping from a closed set, an enum or a `Literal`, has a key for each member.
"""

from __future__ import annotations

import enum
import importlib
import pkgutil
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import roadmap_engine
import tests.portal  # noqa: F401 -- the portal's modules ask for settings
from roadmap_engine.cli import language
from roadmap_engine.diagnostics import translation
from roadmap_engine.importing.captions import Meaning
from roadmap_engine.model.condition import Facts
from roadmap_engine.model.condition_reading import FACTS
from roadmap_engine.model.definitions import COLUMN_CAPTIONS, ColumnField
from roadmap_engine.model.fields import CELLS, FIELDS
from roadmap_engine.model.measure import Change, Measure, Stage
from roadmap_engine.model.organisation import CaseForms
from roadmap_engine.model.permissions import MeasurePermissions, Permissions, StagePermissions
from roadmap_engine.russian import Case

PACKAGE = Path(roadmap_engine.__file__).parent

# A part of a set on purpose, with the reason.
PARTIAL = {
    "roadmap_engine.checks.fitting_cells._EXAMPLES": "words and roles always fit, a blank is left out",
    "roadmap_engine.cli.commands.print_roadmap.PAPERS": "a published text has nobody's dates",
    "roadmap_engine.deadlines.papers._STEMS": "an occasion and an agreement are no papers",
    "roadmap_engine.deadlines.shifts.BASES": "working and school days have no article of their own",
    "roadmap_engine.model.entry._BECOMES": "of other deeds any words may say what they lead to",
    "roadmap_engine.tracking.aspects._OWN_ASPECTS": "what other deeds are about their entries say",
    "roadmap_engine.planning.drawing.deadline._DECIDED": "a cell that says its year itself needs no words",
    "roadmap_engine.russian.oblique_names._ENDINGS": "an order names its executors in two cases only",
    "roadmap_engine.russian.oblique_names._PATRONYMICS": "an order names its executors in two cases only",
    "roadmap_engine.russian.names._DECLINERS": "the kinds of one word; the others are made of several",
    "roadmap_engine.questionnaire.kinds._HOW": "words need no explaining",
    "roadmap_engine.questionnaire.reading._UNFIT": "of other answers their own readers say what is wrong",
    "roadmap_engine.questionnaire.kinds._PLACES": "for all others stands «…»",
    "roadmap_engine.questionnaire.people._CASES": "what a document needs of a person",
}


def modules() -> Iterator[types.ModuleType]:
    """Give every module of the program."""
    for found in pkgutil.walk_packages(roadmap_engine.__path__, "roadmap_engine."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def members_of(kind: Any) -> frozenset[Any]:
    """Give the members of a closed set; none of a type that is no such set."""
    if get_origin(kind) is Literal:
        return frozenset(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return frozenset(kind)
    return frozenset()


def annotation_of(module: types.ModuleType, name: str) -> Any:
    """Give the type that a module says its value has; one that is just said to be final has none."""
    said = vars(module).get("__annotations__", {}).get(name, "Final")
    if said == "Final":
        return None
    return get_type_hints(types.SimpleNamespace(__annotations__={name: said}), vars(module))[name]


def tables() -> Iterator[tuple[str, Mapping[Any, Any], frozenset[Any]]]:
    """Give each mapping from a closed set that stands in a module: as it is annotated, or by its keys."""
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, Mapping) and value and not name.startswith("__"):
                keys = get_args(annotation_of(module, name)) or (Any,)
                kinds = {type(key) for key in value}
                members = members_of(keys[0]) or members_of(kinds.pop() if len(kinds) == 1 else Any)
                if members:
                    yield f"{module.__name__}.{name}", value, members


TABLES = {name: (table, members) for name, table, members in tables()}


@pytest.mark.parametrize("name", sorted(TABLES.keys() - PARTIAL.keys()))
def test_a_table_has_a_key_for_each_member(name: str) -> None:
    """A member that is added gets its words everywhere, or this fails."""
    table, members = TABLES[name]
    assert table.keys() == members


def test_what_is_a_part_on_purpose_is_a_part() -> None:
    """An exception that is none any more leaves the list."""
    whole = {name for name, (table, members) in TABLES.items() if table.keys() == members}
    assert whole & PARTIAL.keys() == set()
    assert PARTIAL.keys() - TABLES.keys() == set()


def test_the_tables_are_found() -> None:
    """Annotated by a Literal, and keyed by an enum."""
    assert {
        "roadmap_engine.model.definitions.CELL_KINDS",
        "roadmap_engine.model.condition_truth._COMPARE",
        "roadmap_engine.model.drift._PERMITS",
        "roadmap_engine.russian.lexicon.CASE_TAGS",
        "roadmap_engine.cli.commands.build.PAPERS",
    } <= TABLES.keys()


def test_a_condition_asks_for_what_is_known_of_a_school() -> None:
    """A fact that nobody could ask for, or that is asked for and nowhere kept, is none."""
    assert FACTS.keys() == {field.name for field in fields(Facts)} - {"parameters"}


def test_the_table_of_fields_has_all_that_a_row_can_have() -> None:
    """All but the id, which never changes, the ids it had and the cells of columns that one roadmap has."""
    for model, has in ((Measure, "of_measures"), (Stage, "of_stages")):
        fitting = {field.name for field in FIELDS if attrgetter(has)(field)}
        assert fitting == model.model_fields.keys() - {"id", "was", "measures", CELLS}
    assert Change.model_fields.keys() - {CELLS} == {field.name for field in FIELDS}


def test_every_field_that_changes_can_be_permitted() -> None:
    """Fields of measures for one measure, of stages for one stage, both for all; a print goes along."""
    deeds = {"add", "move", "remove"}
    own = {field.name for field in FIELDS} - {"as_printed"}
    definitions = {"roles", "events", "outputs", "parameters", "columns", "order", "measures", "stages"}
    assert Permissions.model_fields.keys() == own | deeds | definitions
    assert MeasurePermissions.model_fields.keys() == (own & Measure.model_fields.keys()) | {"move", "remove"}
    assert StagePermissions.model_fields.keys() == (own & Stage.model_fields.keys()) | deeds


def test_what_depends_on_a_field_depends_on_one_that_is_there() -> None:
    """And rows that have the one have the other."""
    known = {field.name: field for field in FIELDS}
    for field in FIELDS:
        if field.depends_on:
            assert field.of_measures <= known[field.depends_on].of_measures


def test_columns_are_fields_and_an_imported_table_knows_them_all() -> None:
    """What is printed in a column is a measure's, has words over it, and a caption can mean it."""
    assert set(get_args(ColumnField)) == COLUMN_CAPTIONS.keys()
    assert set(get_args(ColumnField)) <= Measure.model_fields.keys()
    assert set(get_args(ColumnField)) <= set(Meaning)


def test_no_field_is_asked_for_by_its_name() -> None:
    """The table gives the values of a row; `getattr` by a name would go past it."""
    rooms = ("overlays", "planning", "checks", "model", "importing")
    files = [path for room in rooms for path in (PACKAGE / room).rglob("*.py")]
    found = {f"{path.parent.name}/{path.name}" for path in files if "getattr(" in path.read_text("utf-8")}
    # What was filled into a tracker has fields of its own, which are no measure's.
    others = {"model/filled_tracker.py"}
    rows = {"model/base.py", "model/written_order.py", "model/condition_truth.py", "drawing/gaps.py"}
    assert found == rows | others


def test_the_cases_a_person_writes_are_the_cases_there_are() -> None:
    """All but the nominative, which is the name itself."""
    (written, *_) = get_args(get_args(CaseForms)[0])
    assert set(get_args(written)) == set(Case) - {Case.NOMINATIVE}


def test_the_program_speaks_what_it_is_translated_to() -> None:
    """The command line has a list of its own, since it chooses a language before anything is loaded."""
    assert language.LANGUAGES == translation.LANGUAGES
