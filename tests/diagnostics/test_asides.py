"""Whose a warning is: the pure rule, where two inputs disagree."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.asides import OverAndDone, fault_of, set_aside
from roadmap_engine.diagnostics.gathering import ECHOES, gather_problems, merge_same, show_problems
from roadmap_engine.diagnostics.problem import Aside, KnownToPublisher, OfSettled
from roadmap_engine.diagnostics.showing import problem_to_json, summarise
from roadmap_engine.diagnostics.translation import translator

REGION = KnownToPublisher("tiny", "1.0.0")
THEIRS = Location("bundles/tiny-1.0.0.zip/roadmaps/tiny.yaml", 14, 19)
OURS = Location("adoption.yaml", 9, 3)
NO_DEADLINE = Problem.of("RM210", location=THEIRS, measure="by-class")
DAY_OFF = Problem.of("RM310", location=THEIRS)
ERROR = Problem.of("RM201", location=THEIRS, thing="measure by-class", name="haed", near="")


def _aside(problem: Problem, *known: Problem, over: OverAndDone | None = None) -> Aside | None:
    (marked,) = set_aside([problem], {THEIRS.file: REGION}, set(map(fault_of, known)), over or OverAndDone())
    return marked.aside


@pytest.mark.parametrize(
    ("problem", "known", "aside"),
    [
        (NO_DEADLINE, (NO_DEADLINE,), REGION),
        (NO_DEADLINE.at(OURS), (NO_DEADLINE,), None),  # the school overrode the very field
        (DAY_OFF, (NO_DEADLINE,), None),  # her dates have brought it about
        (DAY_OFF, (DAY_OFF.at(OURS),), None),
        (ERROR, (ERROR,), None),
        (Problem.of("RM210", measure="by-class"), (NO_DEADLINE,), None),
    ],
)
def test_a_warning_is_the_publishers_where_it_is_told_the_same(
    problem: Problem, known: tuple[Problem, ...], aside: Aside | None
) -> None:
    """The place decides, and that the publisher's own check says it there; an error is everybody's."""
    assert _aside(problem, *known) == aside


@pytest.mark.parametrize(
    ("problem", "over", "aside"),
    [
        (DAY_OFF, OverAndDone({THEIRS: "by-class"}), OfSettled("by-class")),
        (NO_DEADLINE, OverAndDone(names=frozenset({"by-class"})), OfSettled("by-class")),
        (NO_DEADLINE, OverAndDone(names=frozenset({"by-school"})), REGION),
        (ERROR, OverAndDone({THEIRS: "by-class"}, frozenset({"by-class"})), None),
        (
            Problem.of("RM512", location=OURS, measure="by-school", need="by-class"),
            OverAndDone(names=frozenset({"by-class"})),
            OfSettled("by-class"),
        ),
    ],
)
def test_nobody_is_told_of_what_is_settled(problem: Problem, over: OverAndDone, aside: Aside | None) -> None:
    """Before it is asked whose text it is; of two measures one that is settled is enough."""
    assert _aside(problem, NO_DEADLINE, over=over) == aside


def test_an_error_is_never_set_aside() -> None:
    """It would stop the papers, and nobody would know why."""
    with pytest.raises(ValueError, match="everybody's"):
        ERROR.set_aside(REGION)


def test_of_a_published_text_one_line_says_how_much_its_publisher_knows() -> None:
    """In either language, and all of them for whoever asks; of what is settled no line at all."""
    town = KnownToPublisher("our-town", "2.1.0")
    known = [NO_DEADLINE.set_aside(REGION), DAY_OFF.set_aside(REGION), DAY_OFF.at(OURS).set_aside(town)]
    problems = [*known, Problem.of("RM212", location=OURS, stage="x").set_aside(OfSettled("x")), ERROR]
    shown, *lines = show_problems(problems, {}, translator("ru"))
    assert "RM201" in shown
    assert lines == [
        "в тексте «our-town» версии 2.1.0: 1 предупреждение, об этом знает издатель; показать: --all",
        "в тексте «tiny» версии 1.0.0: 2 предупреждения, о них знает издатель; показать: --all",
    ]
    assert any(
        "tiny" in line and "its publisher knows them" in line
        for line in show_problems(problems, {}, translator("en"))
    )
    every = show_problems(problems, {}, translator("ru"), every=True)
    assert (len(every), "знает издатель" in "".join(every)) == (len(problems), False)


@pytest.mark.parametrize(
    ("problems", "every", "said"),
    [
        ([], False, "Замечаний нет"),
        ([DAY_OFF.set_aside(REGION)], False, "Других замечаний нет"),
        ([DAY_OFF.set_aside(OfSettled("x"))], False, "Замечаний нет"),
        ([DAY_OFF.set_aside(REGION), ERROR], False, "Итого: 1 ошибка"),
        ([DAY_OFF.set_aside(REGION), ERROR], True, "Итого: 1 ошибка, 1 предупреждение"),
    ],
)
def test_the_last_line_counts_what_was_told(problems: list[Problem], *, every: bool, said: str) -> None:
    """Others are counted in a line of their own."""
    assert summarise(problems, translator("ru"), every=every) == said


def test_a_script_is_told_all_with_a_mark() -> None:
    """It says why a person is not told."""
    marks = [
        problem_to_json(each, None, translator("en"))["aside"]
        for each in (DAY_OFF, DAY_OFF.set_aside(REGION), DAY_OFF.set_aside(OfSettled("x")))
    ]
    assert marks == [
        None,
        {"reason": "publisher", "text": "tiny", "version": "1.0.0"},
        {"reason": "settled", "measure": "x"},
    ]


def test_a_fault_that_several_met_is_told_once() -> None:
    """What a message offers beside it is no other fault; whoever is to be told is told."""
    more = Problem.of("RM201", location=THEIRS, thing="measure by-class", name="haed", near="«head»")
    other = Problem.of("RM201", location=THEIRS, thing="measure by-class", name="hed", near="")
    assert merge_same([ERROR, more, other]) == (ERROR, other)
    for both in ([DAY_OFF.set_aside(REGION), DAY_OFF], [DAY_OFF, DAY_OFF.set_aside(REGION)]):
        assert merge_same(both) == (DAY_OFF,)


def test_a_fault_is_told_at_its_place() -> None:
    """A stage that knows no texts says the same without one."""
    nowhere = Problem.of("RM624", template="our.docx", near="")
    here = Problem.of("RM624", location=OURS, template="our.docx", near="«x»")
    other = Problem.of("RM624", template="their.docx", near="")
    assert merge_same([nowhere, here, other]) == (here, other)
    assert merge_same([nowhere]) == (nowhere,)


def test_what_only_repeats_another_at_its_place_is_left_out() -> None:
    """Where it stands alone it is told."""
    for echo, first in ECHOES.items():
        one, two = Problem.of(first, location=OURS), Problem.of(echo, location=OURS)
        assert merge_same([two, one]) == (one,)
        assert merge_same([two]) == (two,)
        assert merge_same([two.at(THEIRS), one]) == (two.at(THEIRS), one)
        assert (two.severity, one.severity) != ("error", "warning")


def test_all_are_shown_to_whoever_asks_for_all() -> None:
    """No count stands for the rest."""
    many = [DAY_OFF.at(Location("a.yaml", line)) for line in range(1, 60)]
    assert len(gather_problems(many)) == 21
    assert gather_problems(many, every=True) == tuple(many)
