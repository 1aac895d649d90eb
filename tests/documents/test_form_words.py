"""Who answers and who signs, as a blank says it."""

from __future__ import annotations

from roadmap_engine.documents.form_words import list_responsible, list_signers, list_staff
from roadmap_engine.model import Assignee
from tests.documents.small_plans import DEPUTY, make_measure

TEACHERS = Assignee(role="teachers", title="учителя-предметники")
HEADS = Assignee(role="heads", title="руководители методических объединений")


def _plain(words: object) -> str:
    return str(words).replace("\N{NO-BREAK SPACE}", " ")


def test_those_who_answer_make_one_sentence_and_names_keep_their_capitals() -> None:
    """«Учителя-предметники; руководители …; Тен Л. Б., заместитель …»."""
    measure = make_measure(responsible=(TEACHERS, HEADS, DEPUTY))
    first, second, person = map(_plain, list_responsible(measure))
    assert (first, second) == ("Учителя-предметники", "руководители методических объединений")
    assert person[0].isupper()


def test_a_list_has_each_on_a_line_of_its_own() -> None:
    """Once, with a capital."""
    measures = [make_measure(responsible=(TEACHERS, HEADS)), make_measure(responsible=(HEADS,))]
    assert list_staff(measures) == ["Учителя-предметники", "Руководители методических объединений"]


def test_a_group_signs_on_several_lines_under_its_name() -> None:
    """One line for nineteen teachers is none; a person has one."""
    lines = list_signers(make_measure(responsible=(TEACHERS, DEPUTY, TEACHERS)))
    assert lines[0] == {"who": "Учителя-предметники:", "signs": ""}
    assert all(each["signs"] and set(each["who"]) == {"_"} for each in lines[1:4])
    assert len(lines) == 5
    assert lines[4]["signs"]
    assert lines[4]["who"][0].isupper()
