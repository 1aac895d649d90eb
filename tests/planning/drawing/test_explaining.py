"""Why a measure is due when it is, and what a roadmap leaves for a school to say."""

from __future__ import annotations

import json

import pytest

from roadmap_engine.planning.drawing import explain_measure
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from tests.builders import ROADMAP, SCHOOL, adopt_text, assemble_text

RECEIVED = "events: {results-received: 2027-05-20}\n"
_MORE = """
      - {id: span, title: Промежуток, deadline: с 1 по 5 октября, responsible: [head]}
      - {id: one-day, title: День, deadline: 17 января 2027 г. в 10:00, responsible: [head]}
      - {id: open, title: С какого дня, deadline: с 1 сентября, responsible: [head]}
      - {id: hour, title: До часа, deadline: "до 18:00 25 мая 2027 г.", responsible: [head]}
      - {id: words, title: Словами, deadline: {text: по договорённости}, responsible: [head]}
      - {id: small, title: Малым, deadline: до 1 мая, responsible: [head], when: size < 300}
      - {id: large, title: Большим, deadline: до 1 мая, responsible: [head], when: size >= 300}
      - {id: timeless, title: Без срока, responsible: [head]}
"""
WIDE = ROADMAP.rstrip() + _MORE
SMALL = SCHOOL + "size: 120\n"


def _steps(name: str, more: str = RECEIVED) -> list[str]:
    plan, _ = adopt_text(more, roadmap=WIDE, organisation=SMALL)
    found, problems = explain_measure(plan, name)
    assert problems == ()
    assert found is not None
    return list(found.as_steps())


class TestExplaining:
    """Lines for a reader: what, when, how it was read, why, what comes out, who said so."""

    def test_every_reason_is_numbered_and_the_days_come_last(self) -> None:
        steps = _steps("by-pupil")
        assert steps[0] == "1.1. Анализ результатов всероссийских проверочных работ"
        assert steps[1] == "Срок: После получения результатов в течение 2 недель"
        assert steps[2].startswith("Прочитано как: ")
        numbered = [step for step in steps if step[:1].isdigit()][1:]
        assert [step.split(".")[0] for step in numbered] == [str(each + 1) for each in range(len(numbered))]
        assert any("20.05.2027" in step for step in numbered)
        assert "Итог: 20.05.2027–03.06.2027" in steps
        assert steps[-1].startswith("Срок задан: tiny (")

    def test_what_waits_says_for_what_and_within_which_days(self) -> None:
        steps = _steps("by-pupil", "")
        assert "Ждёт: получение результатов" in steps
        assert not [step for step in steps if step.startswith("Итог")]

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("span", "Итог: 01.10.2026–05.10.2026"),
            ("one-day", "Итог: 17.01.2027, 10:00"),
            ("open", "Итог: с 01.09.2026"),
            ("hour", "Итог: до 25.05.2027, 18:00"),
            ("small", "Итог: до 01.05.2027"),
        ],
    )
    def test_each_kind_of_days_is_said_in_its_words(self, name: str, expected: str) -> None:
        assert expected in _steps(name)

    def test_a_condition_is_told_and_words_alone_are_not_read(self) -> None:
        assert [step for step in _steps("small") if step.startswith("В плане, потому что: ")]
        assert not [step for step in _steps("words") if step.startswith("Прочитано как")]
        assert "Срок: по договорённости" in _steps("words")

    def test_a_measure_is_found_by_id_and_number(self) -> None:
        plan, _ = adopt_text(RECEIVED)
        found = [explain_measure(plan, name)[0] for name in ("by-pupil", "1.1.", "1.1")]
        assert found[0] is not None
        assert found == [found[0]] * 3
        told = found[0].to_json()
        assert (told["id"], told["number"]) == ("by-pupil", "1.1.")
        assert told["deadline"]["occurrences"][0]["due"] == "2027-06-03"
        assert told["provenance"]["deadline"]["layer"] == "tiny"
        assert json.loads(json.dumps(told)) == told

    def test_what_is_not_there_is_told_as_what_it_is(self) -> None:
        plan, _ = adopt_text(RECEIVED, roadmap=WIDE, organisation=SMALL)
        for name, code in (("large", "RM265"), ("by-pupill", "RM510"), ("совсем другое", "RM510")):
            found, problems = explain_measure(plan, name)
            assert found is None
            assert [each.code for each in problems] == [code]
        near = dict(explain_measure(plan, "by-pupill")[1][0].arguments)["near"]
        assert near == "«by-pupil»"
        listed = dict(explain_measure(plan, "совсем другое")[1][0].arguments)["near"]
        assert "«council»" in str(listed)


class TestOpenQuestions:
    """What only a school can say."""

    def test_roles_that_are_printed_events_that_are_awaited_units_and_words(self) -> None:
        text = ROADMAP.replace(
            "outputs: {note: Аналитическая справка}",
            "outputs: {note: {title: Справка, approval: [{step: approved, by: approver}]}}\n"
            "parameters: {levels: Уровни}",
        ).replace(
            "  teachers: учителя-предметники",
            "  teachers: учителя-предметники\n  approver: утверждающий\n  idle: никто\n"
            "  chiefs: {title: главы кафедр, unit: chairs}\n  chiefs-too: {title: ещё главы, unit: chairs}\n"
            "  guild-head: {title: глава, unit: associations, optional: true}",
        )
        found = find_open_questions(assemble_text(text)[0])
        assert set(found.roles) == {
            "teachers",
            "associations",
            "deputies",
            "all-deputies",
            "head",
            "approver",
        }
        assert found.events == {
            "results-received": "получение результатов",
            "council-decision": "решение Педсовета",
        }
        assert list(found.parameters) == ["levels"]
        assert found.units == {"chairs": "главы кафедр", "associations": "методические объединения"}
        assert found.measure == "by-pupil"

    def test_what_follows_from_elsewhere_is_not_asked(self) -> None:
        """The days of the procedure, the date of the order, the end of a stage; a standard event is."""
        told = "в течение 3 дней после {}"
        for words in ("проведения процедуры", "издания приказа", "завершения аналитического этапа"):
            text = ROADMAP.replace("После получения результатов в течение 2 недель", told.format(words))
            text = text.replace("В соответствии с решением Педсовета", "до 1 мая")
            assembly, problems = assemble_text(text)
            assert "RM205" not in {each.code for each in problems}
            assert find_open_questions(assembly).events == {}

    def test_an_empty_roadmap_asks_nothing(self) -> None:
        head = "roadmap: tiny\nversion: 1.0.0\ntitle: План\ncolumns: [number, title]\n"
        found = find_open_questions(assemble_text(head)[0])
        assert (found.roles, found.events, found.units, found.measure) == ({}, {}, {}, None)
