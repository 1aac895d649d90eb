"""Whatever a person answers stands in the text as it was answered, and is read back as exactly that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear, Terms
from roadmap_engine.cli.asking import Answers, Interview
from roadmap_engine.cli.dialogues.adoption import Chosen, ask_adoption
from roadmap_engine.cli.dialogues.organisation import ask_organisation
from roadmap_engine.cli.dialogues.roadmap import ask_overlay, ask_roadmap
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.load import load_text
from roadmap_engine.load.adoption_texts import AdoptionNotes, write_adoption
from roadmap_engine.load.loaded import TextKind
from roadmap_engine.load.organisation_texts import write_organisation, write_terms
from roadmap_engine.load.roadmap_texts import write_overlay, write_roadmap
from roadmap_engine.model import Organisation
from roadmap_engine.model.definitions import Parameter
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.creating import KnownThings
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.planning.drawing.open_questions import OpenQuestions
from roadmap_engine.yaml_text.characters import find_refused_character
from roadmap_engine.yaml_text.scalars import has_letters_whole
from tests.yaml_text.test_writing import HOSTILE

SCHEMA = "schemas/x.schema.json"
BASE = assemble(shipped_library().load_chain("samara-west-2020-plan").texts)[0]

# What a person may type or write into a file of answers; blanks around it are no part of an answer.
WORDS = (
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n :#-'\"[]{},&*!|>%@`\\")),
    )
    .map(str.strip)
    .filter(lambda words: words not in {"", "-"} and find_refused_character(words) is None)
    .filter(has_letters_whole)
)


def _interview(answers: dict[str, str]) -> Interview:
    return Interview(Answers({path: (words, None) for path, words in answers.items()}), on_terminal=False)


def _load(text: str, kind: TextKind) -> Any:
    loaded = load_text(text.encode(), "text.yaml", kind)
    assert not has_errors(loaded.problems)
    return loaded.value


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[WORDS] * 8))
@example(("no", "0277012345", "12:30", "# x", "a: b", "две\nстроки", "🙂", "{{ 7*7 }}"))
def test_an_organisation_is_what_was_answered(words: tuple[str, ...]) -> None:
    """Names, place, contacts, people."""
    paths = ("name.full", "name.short", "place", "address", "phone", "parent", "people.head.name")
    answers = dict(zip(paths, words, strict=False))
    answers |= {"people.head.post": words[7], "people.head.forms.dative": words[0], "organisation": "a"}
    interview = _interview(answers)
    answered = ask_organisation(interview, units={}, people=(), terms_files=(), year=SchoolYear(2026))
    assert interview.close() == ()
    assert answered is not None
    value = _load(write_organisation(answered.organisation, schema=SCHEMA), "organisation")
    assert value == answered.organisation
    head = value.people["head"]
    assert (value.name.full, value.name.short, value.place, value.address) == words[:4]
    assert (value.phone, value.parent, head.name, head.post) == words[4:]
    assert head.forms["dative"] == words[0]


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_an_adoption_is_what_was_answered(number: str, words: str, title: str) -> None:
    """Words for open places and the order's number, beside comments that quote the roadmap's titles."""
    organisation = Organisation.model_validate({"organisation": "a", "name": "Ш", "place": "п"})
    chosen = Chosen(
        roadmap="tiny@1.0.0",
        pinned=None,
        organisation=organisation,
        organisation_file="organisation.yaml",
        questions=OpenQuestions(parameters={"p": Parameter(title=title)}, events={"e": title}),
        procedures={"vpr": title},
        usual_procedure=None,
        today=SchoolYear(2026).first_day,
    )
    interview = _interview({"order.number": number, "fill.p": words, "procedure.use": "vpr"})
    adoption = ask_adoption(interview, chosen)
    assert interview.close() == ()
    assert adoption is not None
    notes = AdoptionNotes(title, {"r": (title, ("head",))}, {"e": title}, {"p": (title, None)}, "m")
    value = _load(write_adoption(adoption, schema=SCHEMA, notes=notes), "adoption")
    assert value == adoption
    assert (value.order.number, value.fill["p"]) == (number, words)


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS)
def test_a_roadmap_is_what_was_answered(title: str, stage: str, measure: str, issuer: str) -> None:
    """Titles of every kind, whatever ids can be made of them."""
    paths = {"title": title, "issuer": issuer, "stages.1.title": stage, "stages.1.measures.1.title": measure}
    interview = _interview({**paths, "stages.1.measures.1.output": measure})
    text = ask_roadmap(interview, KnownThings())
    assert interview.close() == ()
    assert text is not None
    value = _load(write_roadmap(text, schema=SCHEMA), "roadmap")
    assert value == text
    first = value.stages[0]
    assert (value.title, value.issuer, first.title, first.measures[0].title) == (
        title,
        issuer,
        stage,
        measure,
    )


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS)
def test_a_layer_is_what_was_answered(title: str, basis: str) -> None:
    """Its own words, above the list of what it inherits."""
    assert BASE is not None
    interview = _interview({"title": title, "basis": basis})
    text = ask_overlay(interview, BASE.roadmap, "samara-west-2020-plan@1")
    assert interview.close() == ()
    assert text is not None
    value = _load(write_overlay(text, BASE, schema=SCHEMA), "roadmap")
    assert value == text
    assert (value.title, value.basis) == (title, (basis,))


def test_terms_are_what_was_answered() -> None:
    """Days stand in the text as days."""
    terms = Terms.model_validate(
        {
            "school_year": "2026/2027",
            "terms": [{"kind": "trimester", "number": 1, "starts_on": "2026-09-01", "ends_on": "2026-11-20"}],
            "breaks": [{"name": "autumn", "grades": [1], "starts_on": "2026-10-26", "ends_on": "2026-11-04"}],
            "lessons_end": [{"on": "2027-05-26"}, {"on": "2027-05-20", "grades": [9, 11]}],
        }
    )
    written = write_terms(terms, schema=SCHEMA)
    assert _load(written, "terms") == terms
    assert "  - {kind: trimester, number: 1, starts_on: 2026-09-01, ends_on: 2026-11-20}\n" in written
    assert "  - {on: 2027-05-26}\n" in written


def test_a_layer_says_what_the_layers_above_forbid(tmp_path: Path) -> None:
    """What holds for all measures once, what holds for one beside it."""
    path = tmp_path / "region.yaml"
    path.write_text(
        "roadmap: region\nversion: 1.0.0\nextends: federal-results-method@1\nallow:\n"
        "  deadline: {adjustable: earlier}\n  responsible: {adjustable: added}\n  add: locked\n"
        "  measures: {continuity: {remove: locked, title: locked, deadline: free}}\n",
        encoding="utf-8",
    )
    assembly = assemble(shipped_library().load_chain(str(path)).texts)[0]
    assert assembly is not None
    text = ask_overlay(_interview({}), assembly.roadmap, "region@1")
    assert text is not None
    written = " ".join(write_overlay(text, assembly, schema=SCHEMA).replace("\n#", "").split())
    assert (
        "Так велят слои выше, если у мероприятия не сказано иное: добавлять нельзя; срок — только раньше; "
        "ответственные — только дополнять " in written
    )
    assert "межпредметных связей (срок — менять можно; название — не менять; убирать нельзя) " in written
