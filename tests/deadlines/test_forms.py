"""Forms are values with an example each; a new idea touches two files, a new form one (`tests/recipes`)."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import roadmap_engine
from roadmap_engine.deadlines import grammar, numbers, papers, parse
from roadmap_engine.deadlines.events import STANDARD_EVENTS
from roadmap_engine.deadlines.forms import Form
from roadmap_engine.deadlines.free_words import EVENT_SCANNERS
from roadmap_engine.deadlines.lexer import normalise, tokenise
from roadmap_engine.deadlines.parser import Grammar
from tests.deadlines.ratchets import hold
from tests.recipes.recipe import Copy, change

DEADLINES = Path(roadmap_engine.__file__).parent / "deadlines"
LONGEST = 300
UNREAD = {"RM301", "RM307"}
FORMS = grammar.FORMS


def test_the_language_stays_small(pytestconfig: pytest.Config) -> None:
    """Lines of code, modules, and modules of more than three hundred lines do not grow; forms are data."""
    texts = [path.read_text(encoding="utf-8").splitlines() for path in DEADLINES.glob("*.py")]
    hold("lines", [line for text in texts for line in text if not is_form(line)], pytestconfig)
    hold("modules", range(len(texts)), pytestconfig)
    hold("modules of more than 300 lines", [0 for text in texts if len(text) > LONGEST], pytestconfig)


def is_form(line: str) -> bool:
    """Tell whether a line is a form, or the fillers of one: what may be said more than it was."""
    return line.startswith(("    Form(", "    Phrases("))


@pytest.fixture(scope="module")
def builds() -> dict[int, list[Any]]:
    """What each form built, by its place in the list, while the examples of all were read."""
    made: dict[int, list[Any]] = defaultdict(list)

    def watched(number: int, form: Form) -> Form:
        def build(*values: Any) -> Any:
            value = form.build(*values)
            if value is not None:
                made[number].append(value)
            return value

        return replace(form, build=build)

    forms = [watched(number, form) for number, form in enumerate(FORMS)]
    phrases = [phrase for idea in grammar.IDEAS for phrase in getattr(idea, "PHRASES", ())]
    scanners = {**EVENT_SCANNERS, **papers.SCANNERS}
    own = Grammar(forms, phrases, numbers.CLASSES, scanners)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammar, "grammar", lambda: own)
        for number, form in enumerate(FORMS):
            before = len(made[number])
            parse(form.example)
            made[number] = made[number][before:] or made[number][:before]
    return made


def test_the_example_of_each_form_is_read_or_refused_as_what_it_is(pytestconfig: pytest.Config) -> None:
    """An example is a whole deadline, or is refused with words for what it lacks, never as not understood."""
    unread = [
        f"{form.makes}: {form.example}"
        for form in FORMS
        if (reading := parse(form.example)).rule is None and {each.code for each in reading.problems} & UNREAD
    ]
    hold("examples of forms not read", unread, pytestconfig)


def test_each_form_takes_part_in_reading_its_example(
    builds: dict[int, list[Any]], pytestconfig: pytest.Config
) -> None:
    """A form whose example it does not read says nothing of itself."""
    idle = [
        f"{form.makes} «{form.pattern}»: {form.example}"
        for number, form in enumerate(FORMS)
        if not builds[number]
    ]
    hold("forms that take no part in their example", idle, pytestconfig)


def test_no_example_has_two_values() -> None:
    """Of all that is made of the words of an example, the cheapest has one value: forms do not compete."""
    torn = [
        form.example
        for form in FORMS
        if [problem.code for problem in parse(form.example).problems] == ["RM307"]
    ]
    assert torn == []


def test_examples_are_written_as_people_write() -> None:
    """Every word of an example is known to the lexer, and nothing stands around it."""
    assert [form.example for form in FORMS if form.example != form.example.strip()] == []
    assert all(tokenise(normalise(form.example)) for form in FORMS)
    assert STANDARD_EVENTS.by_id


PRINTED = "from roadmap_engine.deadlines import parse, wording; print(wording(parse('{}').rule))"
IDEA = '''
"""The Monday before the last week of lessons, as one school calls it."""

from roadmap_engine.deadlines.forms import Form
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.months import Month

BELL = Nth(-1, "friday", Month(5))
FORMS = (Form("NthPlace", "день последнего звонка", "(день) (последнего) (звонка)", lambda: BELL),)
'''
ENTRY = """\
 from roadmap_engine.deadlines import (
+    bell,
     clocks,
@@
 IDEAS = (
+    bell,
"""


def test_a_new_idea_is_one_module_and_its_entry(tmp_path: Path) -> None:
    """A module with forms, entered in the list of ideas, is read: two files, one of them new."""
    copy = Copy(tmp_path)
    (copy.folder / "roadmap_engine/deadlines/bell.py").write_text(IDEA, encoding="utf-8")
    module = copy.folder / "roadmap_engine/deadlines/grammar.py"
    module.write_text(change(module.read_text(encoding="utf-8"), ENTRY), encoding="utf-8")
    assert (
        copy.run(sys.executable, "-c", PRINTED.format("день последнего звонка")) == "последняя пятница мая\n"
    )
