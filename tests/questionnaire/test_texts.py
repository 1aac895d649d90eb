"""Whatever a person answers stands in the text as it was answered, and is read back as exactly that."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear, Terms
from roadmap_engine.cli.asking import Interview
from roadmap_engine.cli.new_texts import options_to_answers
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load import load_text
from roadmap_engine.load.editing import edit_text
from roadmap_engine.load.limits import describe_limits
from roadmap_engine.load.loaded import TextKind
from roadmap_engine.model import Adoption, Organisation, RoadmapText
from roadmap_engine.model.definitions import Parameter, Role
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.organisation import says_vacant
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.creating import known_things, write_draft
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.drafting import draft_text, list_questions
from roadmap_engine.questionnaire.filling import Filled, Given, fill_in, settle
from roadmap_engine.questionnaire.next_year import NEXT_YEAR
from roadmap_engine.questionnaire.organisation import ORGANISATION, School
from roadmap_engine.questionnaire.overlay import OVERLAY, Base
from roadmap_engine.questionnaire.question import Form
from roadmap_engine.questionnaire.revising import begin_revision, list_edits
from roadmap_engine.questionnaire.roadmap import ROADMAP
from roadmap_engine.questionnaire.stages import Author, name_there
from roadmap_engine.questionnaire.terms import draft_terms
from roadmap_engine.russian.no_names import find_unfit_person, find_unfit_post, find_unfit_title
from roadmap_engine.russian.placeholders import find_placeholder
from roadmap_engine.yaml_text.characters import find_refused_character
from roadmap_engine.yaml_text.composing import compose
from roadmap_engine.yaml_text.scalars import has_letters_whole
from tests.yaml_text.test_writing import HOSTILE

RUSSIAN = translator("ru")
BASE = assemble(shipped_library().load_chain("samara-west-2020-plan").texts)[0]
assert BASE is not None
LAYER = Base(BASE.roadmap, {}, *describe_limits(BASE))
SCHOOL = School(SchoolYear(2026), {"board": "Совет", "unions": "Объединения"}, ("chair",))
PEOPLE = {
    "head": {"name": "Тен Л. Б.", "post": "директор"},
    "aide": {"name": "Белый И. П.", "post": "завуч"},
}

# What a person may type or write into a file of answers; blanks around it are no part of an answer.
WORDS = (
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n :#-'\"[]{},&*!|>%@`\\")),
    )
    .map(str.strip)
    .filter(lambda words: words not in {"", "-"} and find_refused_character(words) is None)
    .filter(has_letters_whole)
    .filter(lambda words: find_placeholder(words) is None)
)
TITLES = WORDS.filter(lambda words: find_unfit_title(words) is None)
PEOPLE_NAMED = WORDS.filter(lambda words: find_unfit_person(words) is None and not says_vacant(words))
POSTS = WORDS.filter(lambda words: find_unfit_post(words) is None)


def chosen(title: str = "заголовок") -> Chosen:
    """What an adoption is made for: one of everything that a roadmap may leave open."""
    organisation = {"organisation": "a", "name": "Ш", "place": "п", "people": PEOPLE}
    return Chosen(
        roadmap="tiny@1.0.0",
        organisation=Organisation.model_validate(organisation),
        organisation_file="organisation.yaml",
        today=SchoolYear(2026).first_day,
        questions=OpenQuestions(
            roles={"r": Role(title=title, filled_by=("head",)), "s": Role(title=title, filled_by=("gone",))},
            events={"e": title, "f": title},
            parameters={"p": Parameter(title=title), "q": Parameter(title=title, default="так")},
            measure="m",
        ),
        procedures={"vpr": title, "oge": title},
        about=title,
    )


CASES: dict[str, tuple[Form, Any, TextKind, dict[str, str]]] = {
    "organisation": (
        ORGANISATION,
        SCHOOL,
        "organisation",
        {
            "name.full": "Муниципальная школа", "name.short": "Школа", "place": "г. Примерск",
            "address": "ул. Мира, 5", "zone": "якутск",
            "people.head.name": "Тен Л. Б.", "people.head.gender": "f",
            "people.aide.name": "Белый И. П.", "people.aide.post": "завуч",
            "people.aide.forms.dative": "Белому И. П.", "units": "board", "level": "basic", "size": "640",
            "grades": "1-9", "calendar.week": "6", "calendar.remind_days": "3, 7", "layout": "gost-2016",
        },
    ),
    "adoption": (
        ADOPTION,
        chosen(),
        "adoption",
        {
            "procedure.use": "vpr", "procedure.held": "13.04.2027–18.05.2027", "procedure.grades": "5-8",
            "roles.r": "aide, head", "events.e": "28 мая 2027", "fill.p": "слова", "fill.q": "иначе",
            "order.number": "012", "order.date": "31.05.2027",
        },
    ),
    "roadmap": (
        ROADMAP,
        known_things(),
        "roadmap",
        {
            "title": "План: чтение", "issuer": "Управление", "roadmap": "reading", "school_year": "2026/27",
            "stages.1.title": "Аналитический этап", "stages.1.measures.1.title": "Дело",
            "stages.1.measures.1.responsible": "директор, комиссия",
            "stages.1.measures.1.output": "Аналитическая справка", "stages.1.measures.2.title": "Дело",
            "stages.1.measures.2.deadline": "=по мере сил", "stages.2.title": "Обучающий этап",
            "stages.2.measures.1.title": "Урок",
        },
    ),
    "overlay": (OVERLAY, LAYER, "roadmap", {"issuer": "Отдел", "title": "Слой", "basis": "приказ № 1"}),
}  # fmt: skip
EACH = pytest.mark.parametrize("name", CASES)


def fill(form: Form, context: Any, answers: dict[str, str]) -> Filled:
    """Answer beforehand, without a fault."""
    filled = fill_in(form, context, {path: Given(words) for path, words in answers.items()}, speak=RUSSIAN)
    assert filled.problems == ()
    return filled


def write(form: Form, filled: Filled) -> str:
    """The text that answers come to."""
    return write_draft(draft_text(form, filled), "schemas/x.schema.json").decode()


def tree_of(text: str) -> Any:
    """What a text says."""
    return compose(text, "text.yaml").value


def load(text: str, kind: TextKind) -> Any:
    """A text as the model has it."""
    loaded = load_text(text.encode(), "text.yaml", kind)
    assert not has_errors(loaded.problems)
    return loaded.value


def revise(form: Form, context: Any, text: str, answers: dict[str, str]) -> str:
    """Edit a text by other answers, as `--edit` does."""
    tree = tree_of(text)
    context = name_there(context, tree) if isinstance(context, Author) else context
    revision = begin_revision(form, context, tree, speak=RUSSIAN)
    given = {**revision.given, **{path: Given(words) for path, words in answers.items()}}
    typed = {path: words for path, words in revision.typed.items() if path not in answers}
    filled = settle(form, context, given, typed, speak=RUSSIAN)
    assert (filled.problems, filled.pending) == ((), None)
    return edit_text(text, list_edits(revision.before, form.build(filled.known), tree))


@EACH
def test_what_was_answered_is_read_back_from_the_text(name: str) -> None:
    """Every answer of every text: written, read and taken as answers again it is the same."""
    form, context, _kind, answers = CASES[name]
    filled = fill(form, context, answers)
    tree = tree_of(write(form, filled))
    again = begin_revision(
        form, name_there(context, tree) if name == "roadmap" else context, tree, speak=RUSSIAN
    )
    known = fill_in(form, context, again.given, speak=RUSSIAN).known.answers
    assert {path: known.get(path) for path in answers} == {
        path: filled.known.answers[path] for path in answers
    }
    assert again.locked == frozenset()


@EACH
def test_a_text_is_the_answers_it_was_made_of(name: str) -> None:
    """Its own bytes come out where it serves as the file of answers."""
    form, context, _kind, answers = CASES[name]
    text = write(form, fill(form, context, answers))
    given = begin_revision(form, context, tree_of(text), speak=RUSSIAN).given
    assert write(form, fill_in(form, context, given, speak=RUSSIAN)) == text


@EACH
def test_an_edit_that_changes_nothing_leaves_every_byte(name: str) -> None:
    """Whatever comments and layout its author has given it."""
    form, context, _kind, answers = CASES[name]
    text = write(form, fill(form, context, answers)).replace("\n", "  # моё\n", 3) + "# конец\n"
    assert revise(form, context, text, {}) == text


@pytest.mark.parametrize(
    ("name", "path", "words"),
    [
        ("organisation", "place", "с. Иное"),
        ("organisation", "size", "700"),
        ("organisation", "people.aide.post", "методист"),
        ("organisation", "calendar.week", "5"),
        ("organisation", "units", "board, unions"),
        ("adoption", "events.e", "1 июня 2027 г."),
        ("adoption", "events.f", "02.06.2027"),
        ("adoption", "roles.s", "head"),
        ("adoption", "order.date", "-"),
        ("adoption", "fill.q", "так"),
        ("roadmap", "title", "Иной план"),
        ("roadmap", "stages.1.measures.1.title", "Иное дело"),
        ("roadmap", "stages.1.measures.2.deadline", "до 1 мая"),
        ("roadmap", "stages.1.measures.1.responsible", "комиссия"),
        ("roadmap", "stages.2.measures.1.output", "Приказ школы"),
        ("overlay", "basis", "приказ № 2"),
        ("overlay", "school_year", "2027/2028"),
    ],
)
def test_an_edit_changes_the_lines_of_its_value_only(name: str, path: str, words: str) -> None:
    """The text says what it would if all had been answered so at once; comments stay, and ids."""
    form, context, kind, answers = CASES[name]
    text = write(form, fill(form, context, answers)).replace("\n", "  # моё\n", 3)
    edited = revise(form, context, text, {path: words})
    lines = [line for line in difflib.ndiff(text.splitlines(), edited.splitlines()) if line[0] in "+-"]
    gone, new = ([line[2:] for line in lines if line[0] == sign] for sign in "-+")
    assert len(gone) <= 1
    assert len(new) <= 2
    assert lines
    comments = [line for line in text.splitlines() if line.strip().startswith("#")]
    assert [line for line in edited.splitlines() if line.strip().startswith("#")] == comments
    found, meant = load(edited, kind), load(write(form, fill(form, context, {**answers, path: words})), kind)
    assert name == "roadmap" or found == meant
    if name == "roadmap":
        assert [stage.id for stage in found.stages] == [stage.id for stage in meant.stages]
        assert [measure.id for stage in found.stages for measure in stage.measures] == [
            *("delo", "delo-2", "urok")
        ]


def test_a_short_form_is_made_long_where_it_must_be() -> None:
    """`procedure: vpr` has no room for the days."""
    text = (
        "adoption: a\nroadmap: tiny@1\norganisation: organisation.yaml\nprocedure: vpr  # ВПР\nfill: {p: x}\n"
    )
    edited = revise(ADOPTION, chosen(), text + "school_year: 2026/2027\n", {"procedure.grades": "5"})
    assert load(edited, "adoption").procedure.grades == (5,)
    assert "# ВПР" in edited


def test_what_no_answer_can_say_is_left_alone() -> None:
    """Further fields of a measure, a deadline that is a rule, things without a question."""
    path = Path(__file__).parents[2] / "roadmaps" / "federal-results-method.yaml"
    text = path.read_text(encoding="utf-8")
    edited = revise(ROADMAP, known_things(), text, {"issuer": "Отдел"})
    changed = [line for line in difflib.ndiff(text.splitlines(), edited.splitlines()) if line[0] in "+-"]
    assert [line[2:].split(":")[0] for line in changed] == ["issuer", "issuer"]


def test_measures_come_and_go_by_their_ids() -> None:
    """One in the middle goes, one more comes; the others stay as they are written."""
    form, context, kind, answers = CASES["roadmap"]
    text = write(form, fill(form, context, answers))
    edited = revise(
        form, context, text, {"stages.1.measures.1.title": "-", "stages.1.measures.3.title": "Новое дело"}
    )
    first = load(edited, kind).stages[0]
    assert [measure.id for measure in first.measures] == ["delo-2", "novoe-delo"]
    assert set(load(edited, kind).roles) >= {"head", "komissiya", "deputy-head"}


@EACH
def test_going_back_is_as_if_the_other_answer_had_been_given_at_once(name: str) -> None:
    """At whatever question: the wrong answer leaves nothing behind."""
    form, context, _kind, answers = CASES[name]

    def type_in(stop: int, wrong: str) -> dict[str, str | None]:
        typed: dict[str, str | None] = {}
        while (pending := fill_in(form, context, {}, speak=RUSSIAN, by_hand=typed).pending) is not None:
            if len(typed) == stop and wrong:
                typed[pending.path] = wrong
                fill_in(form, context, {}, speak=RUSSIAN, by_hand=typed)
                typed.popitem()
                wrong = ""
                continue
            usual = None if pending.default else ""
            typed[pending.path] = answers.get(pending.path, usual)
        return typed

    straight = type_in(-1, "")
    text = write(form, fill_in(form, context, {}, speak=RUSSIAN, by_hand=straight))
    for stop in range(len(straight)):
        typed = type_in(stop, "-")
        assert typed == straight
        assert write(form, fill_in(form, context, {}, speak=RUSSIAN, by_hand=typed)) == text


@pytest.mark.parametrize("form", [ORGANISATION, ADOPTION, NEXT_YEAR, ROADMAP, OVERLAY])
def test_every_question_has_words_a_reason_and_a_page(form: Form) -> None:
    """In Russian too."""
    paths = [question.path for page in form.pages for question in list_questions(page.questions)]
    assert len(set(paths)) == len(paths) > 3
    for page in form.pages:
        assert page.title.tell(RUSSIAN) != page.title.text != ""
        for question in list_questions(page.questions):
            for said in (question.words, question.why):
                assert said.text
                # What is a gap as a whole is the roadmap's own words.
                assert said.text.startswith("{") or said.tell(RUSSIAN) != said.text


@pytest.mark.parametrize(
    ("name", "answers", "asked", "never"),
    [
        ("organisation", {}, set(), {"school_year", "terms.1", "breaks.autumn", "signatory"}),
        ("organisation", {"people.head.name": "Тен Лариса Борисовна"}, set(), {"people.head.gender"}),
        ("organisation", {"people.head.name": "-"}, set(), {"people.head.post"}),
        ("organisation", {"calendar.terms": "quarters"}, {"terms.4", "breaks.spring"}, {"terms.5"}),
        ("organisation", {"calendar.terms": "trimesters"}, {"terms.3"}, {"terms.4"}),
        ("adoption", {}, {"events.e", "fill.p"}, {"roles", "roles.s"}),
        ("roadmap", {"stages.1.measures.1.title": "-"}, set(), {"stages.1.measures.1.deadline"}),
        ("roadmap", {"stages.2.title": "-"}, {"stages.2.title"}, {"stages.2.measures.1.title"}),
    ],
)
def test_what_does_not_matter_is_not_asked(
    name: str, answers: dict[str, str], asked: set[str], never: set[str]
) -> None:
    """A condition looks at earlier answers, or at what the roadmap has."""
    form, context, _kind, usual = CASES[name]
    answered = {
        path: Given(words) for path, words in {**usual, **answers}.items() if not path.endswith(".gender")
    }
    met = {each.path for each in fill_in(form, context, answered, speak=RUSSIAN).asked}
    assert asked <= met
    assert not never & met


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[TITLES] * 3, WORDS, WORDS, TITLES, PEOPLE_NAMED, POSTS))
@example(("no", "0x77012345", "12:30 ч", "# x", "0277", "две\nстроки", "Тен: 'x'", "{{ 7*x }}"))
def test_an_organisation_is_what_was_answered(words: tuple[str, ...]) -> None:
    """Names, place, contacts, people."""
    paths = ("name.full", "name.short", "place", "address", "phone", "parent", "people.head.name")
    answers = dict(zip(paths, words, strict=False))
    answers |= {"people.head.post": words[7], "people.head.forms.dative": words[0], "organisation": "a"}
    filled = fill(ORGANISATION, School(SchoolYear(2026)), answers)
    value = load(write(ORGANISATION, filled), "organisation")
    assert value == Organisation.model_validate(ORGANISATION.build(filled.known))
    head = value.people["head"][0]
    assert (value.name.full, value.name.short, value.place, value.address) == words[:4]
    assert (value.phone, value.parent, head.name, head.post) == words[4:]
    assert head.forms["dative"] == words[0]


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_an_adoption_is_what_was_answered(number: str, words: str, title: str) -> None:
    """Words for open places and the order's number, beside comments that quote the roadmap's titles."""
    filled = fill(ADOPTION, chosen(title), {"order.number": number, "fill.p": words, "procedure.use": "vpr"})
    value = load(write(ADOPTION, filled), "adoption")
    assert value == Adoption.model_validate(ADOPTION.build(filled.known))
    assert (value.order.number, value.fill["p"]) == (number, words)


@settings(max_examples=40, deadline=None)
@given(TITLES, WORDS, WORDS, WORDS)
def test_a_roadmap_is_what_was_answered(title: str, stage: str, measure: str, issuer: str) -> None:
    """Titles of every kind, whatever ids can be made of them."""
    paths = {"title": title, "issuer": issuer, "stages.1.title": stage, "stages.1.measures.1.title": measure}
    filled = fill(ROADMAP, Author(), {**paths, "stages.1.measures.1.output": measure})
    value = load(write(ROADMAP, filled), "roadmap")
    assert value == RoadmapText.model_validate(ROADMAP.build(filled.known))
    first = value.stages[0]
    found = (value.title, value.issuer, first.title, first.measures[0].title)
    assert found == (title, issuer, stage, measure)


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS)
def test_a_layer_is_what_was_answered(title: str, basis: str) -> None:
    """Its own words, above the list of what it inherits."""
    filled = fill(OVERLAY, LAYER, {"title": title, "basis": basis})
    value = load(write(OVERLAY, filled), "roadmap")
    assert value == RoadmapText.model_validate(OVERLAY.build(filled.known))
    assert (value.title, value.basis) == (title, (basis,))


def test_people_and_breaks_are_asked_one_after_another() -> None:
    """Whoever is asked adds people without keys; quarters offer the days between them as breaks."""
    answers = {
        "name.full": "Школа", "place": "п", "people.head.name": "Тен Л. Б.", "people.head.gender": "f",
        "others.1.name": "Белый Иван Петрович", "others.1.post": "психолог",
        "others.2.name": "Шашок А. В.", "others.2.post": "психолог", "others.2.forms.dative": "Шашку А. В.",
        "calendar.terms": "quarters", "school_year": "2026/2027", "terms.1": "01.09–25.10",
        "terms.2": "05.11–30.12", "terms.3": "11.01–25.03", "terms.4": "05.04–26.05",
    }  # fmt: skip
    typed: dict[str, str | None] = {}
    while (pending := fill_in(ORGANISATION, SCHOOL, {}, speak=RUSSIAN, by_hand=typed).pending) is not None:
        typed[pending.path] = answers.get(pending.path, None if pending.default else "")
    filled = fill_in(ORGANISATION, SCHOOL, {}, speak=RUSSIAN, by_hand=typed)
    people = ORGANISATION.build(filled.known)["people"]
    assert list(people) == ["head", "psikholog", "psikholog-2"]
    assert people["psikholog-2"]["forms"] == {"dative": "Шашку А. В."}
    assert "others.2.gender" in typed
    assert "others.1.gender" not in typed
    drafted = draft_terms(filled.known)
    assert drafted is not None
    terms = Terms.model_validate(drafted.tree)
    assert [str(each.span) for each in terms.breaks] == [
        "2026-10-26/2026-11-04",
        "2026-12-31/2027-01-10",
        "2027-03-26/2027-04-04",
    ]
    assert str(terms.lessons_end[0].on) == "2027-05-26"


def test_terms_are_what_was_answered() -> None:
    """Days stand in the text as days."""
    answers = {
        "name": "Ш", "place": "п", "calendar.terms": "trimesters", "terms.1": "01.09.2026–20.11.2026",
        "terms.2": "1 декабря 2026 – 26 февраля 2027", "terms.3": "с 9 марта по 26 мая 2027",
        "breaks.autumn": "21.11.2026–30.11.2026",
    }  # fmt: skip
    drafted = draft_terms(fill(ORGANISATION, School(SchoolYear(2026)), answers).known)
    assert drafted is not None
    written = write_draft(drafted).decode()
    assert load(written, "terms") == Terms.model_validate(drafted.tree)
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
    base = Base(assembly.roadmap, {}, *describe_limits(assembly))
    written = " ".join(write(OVERLAY, fill(OVERLAY, base, {})).replace("\n#", "").split())
    assert (
        "Так велят слои выше, если у мероприятия не сказано иное: добавлять нельзя; срок — только раньше; "
        "ответственные — только дополнять " in written
    )
    assert "межпредметных связей (срок — менять можно; название — не менять; убирать нельзя) " in written


def test_a_script_is_told_of_answers_to_nothing() -> None:
    """Unless the text will say just that anyway, as a text that serves as answers does."""
    given = options_to_answers(("issuer=Отдел", "version=1.0.0", "versoin=1"), {})
    interview = Interview(given, on_terminal=False)
    interview.fill(OVERLAY, LAYER)
    assert [dict(each.arguments)["path"] for each in interview.close()] == ["versoin"]


@pytest.mark.parametrize(
    ("answers", "zone"),
    [
        ({"place": "г. Якутск"}, "Asia/Yakutsk"),
        ({"place": "с. Баган", "address": "632770, Новосибирская обл., с. Баган"}, "Asia/Novosibirsk"),
        ({"place": "г. Якутск", "zone": "Владивосток"}, "Asia/Vladivostok"),
        ({"place": "г. Якутск", "zone": "-"}, None),
        ({"place": "г. Примерск"}, None),
    ],
)
def test_the_time_zone_is_proposed_from_place_and_address(answers: dict[str, str], zone: str | None) -> None:
    """What is answered wins; what nobody can tell, and what is skipped, is in no text."""
    school = {**CASES["organisation"][3], **answers}
    if "zone" not in answers:
        del school["zone"]
    given = {path: Given(words) for path, words in school.items()}
    text = write(ORGANISATION, fill_in(ORGANISATION, SCHOOL, given, speak=RUSSIAN))
    assert load(text, "organisation").zone == zone
    assert tree_of(text).get("zone") == zone
