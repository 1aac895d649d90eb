"""What is asked of measures that are over by the day of an order, and what the text says of the answers."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.model.edit import Append, Edit, SetValue
from roadmap_engine.questionnaire.filling import Filled, Given, fill_in
from roadmap_engine.questionnaire.over import OVER, Over, list_over_edits

RUSSIAN = translator("ru")
ORDERED, LAST = dt.date(2026, 12, 1), dt.date(2026, 9, 30)
CONTEXT = {
    name: Over(f"Дело {name}", "пункт 1.1", ORDERED, LAST, (SchoolYear(2026),))
    for name in ("first", "second", "third", "fourth")
}


def _filled(by_hand: dict[str, str | None] | None = None, **given: str) -> Filled:
    before = {path.replace("__", "."): Given(words) for path, words in given.items()}
    return fill_in(OVER, CONTEXT, before, speak=RUSSIAN, by_hand=by_hand)


def _edits(filled: Filled) -> list[Edit]:
    assert filled.problems == ()
    return list(list_over_edits(filled.known))


def test_the_question_says_what_is_over_and_since_when() -> None:
    """The title, the row, its last day, the day of the order."""
    pending = _filled({}).pending
    assert pending is not None
    asked = pending.words.tell(RUSSIAN)
    assert (
        asked
        == "«Дело first» (пункт 1.1 плана): последний день – 30.09.2026, а приказ от 01.12.2026. Что с этим?"
    )


def test_three_ways_and_nothing() -> None:
    """Done on its last day unless another is said; another deadline; left out; left for later."""
    typed: dict[str, str | None] = {
        "over.first": "1",
        "settled.first.on": None,
        "over.second": "2",
        "replace.second.deadline": "до 1 марта 2027 г.",
        "over.third": "3",
        "over.fourth": "",
    }
    assert _edits(_filled(typed)) == [
        SetValue(("settled", "first"), {"state": "done", "on": "2026-09-30"}),
        SetValue(("replace", "second", "deadline"), "до 1 марта 2027 г."),
        Append(("remove",), "third"),
    ]


def test_answers_beforehand_are_written_as_the_text_will_be() -> None:
    """Which way it is follows from where the answer stands."""
    filled = _filled(
        settled__second__state="done",
        settled__second__on="30.10.2026",
        replace__first__deadline="до 1 марта 2027 г.",
        remove="fourth, third",
    )
    assert _edits(filled) == [
        SetValue(("settled", "second"), {"state": "done", "on": "2026-10-30"}),
        SetValue(("replace", "first", "deadline"), "до 1 марта 2027 г."),
        Append(("remove",), "third"),
        Append(("remove",), "fourth"),
    ]


def test_without_answers_and_without_anybody_to_ask_nothing_is_said() -> None:
    """`check` goes on to tell what is over."""
    assert _edits(_filled()) == []


def test_a_day_that_is_none_is_told() -> None:
    """By the path of the answer."""
    (told,) = _filled(settled__first__on="скоро").problems
    assert (told.code, dict(told.arguments)["path"]) == ("RM711", "settled.first.on")


def test_a_row_of_the_next_year_makes_the_plan_one_of_two() -> None:
    """By hand or beforehand; the years are said once."""
    expected = [
        SetValue(("replace", "second", "year"), "next"),
        SetValue(("replace", "third", "year"), "next"),
        SetValue(("school_year",), ["2026/2027", "2027/2028"]),
    ]
    typed: dict[str, str | None] = {"over.second": "4", "over.third": "4"}
    assert _edits(_filled({**typed, "over.first": "", "over.fourth": ""})) == expected
    assert _edits(_filled(over__second="next", over__third="next")) == expected
