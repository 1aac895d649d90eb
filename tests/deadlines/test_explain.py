"""`roadmap explain`: the answer for scripts and the steps for people."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.deadlines import Context, explain, grammar, parse
from tests.deadlines.corpus import QUARTERS

YEAR = Context(year=SchoolYear(2026))
CONTRACT = [
    *("phrase", "understood", "kind", "occurrences", "rrule", "event", "offset", "days", "awaiting"),
    *("standing", "wording", "problems"),
]


@pytest.mark.parametrize(
    ("phrase", "kind", "occurrence"),
    [
        ("17 января 2027 г.", "date", {"start": "2027-01-17", "due": "2027-01-17"}),
        ("до 17 января 2027 г.", "by", {"start": None, "due": "2027-01-17"}),
        ("с 17 января 2027 г.", "from", {"start": "2027-01-17", "due": None}),
        ("11 января – 26 марта 2027 г.", "range", {"start": "2027-01-11", "due": "2027-03-26"}),
        ("февраль 2027", "months", {"start": "2027-02-01", "due": "2027-02-28"}),
        ("ежегодно, до 1 октября", "recurring", {"start": None, "due": "2026-10-01"}),
        ("до 1 октября; сентябрь", "composite", {"start": None, "due": "2026-10-01"}),
        ("в течение 2027 года", "during", {"start": "2027-01-01", "due": "2027-12-31"}),
    ],
)
def test_the_answer_has_the_promised_shape(phrase: str, kind: str, occurrence: dict[str, str | None]) -> None:
    """A day is its own start and due, «до D» has no start, «с D» no due, a month its first and last day."""
    answer = explain(phrase, YEAR).to_json()
    assert list(answer)[: len(CONTRACT)] == CONTRACT
    assert (answer["phrase"], answer["understood"], answer["kind"]) == (phrase, True, kind)
    assert answer["occurrences"][0] == occurrence
    json.dumps(answer)


def test_a_counted_deadline_names_its_event_and_its_offset() -> None:
    """`offset` is an ISO 8601 duration, negative before the event."""
    after = explain("в течение 2 недель после получения результатов", YEAR).to_json()
    assert (after["kind"], after["event"], after["offset"]) == ("relative", "results-received", "P2W")
    assert after["awaiting"] == [{"event": "results-received", "title": "получение результатов"}]
    before = explain("не позднее чем за 1 день до начала процедуры", YEAR).to_json()
    assert (before["event"], before["offset"]) == ("procedure-start", "-P1D")
    assert explain("через месяц после начала учебного года", YEAR).to_json()["event"] == "school-year-start"
    assert explain("через 3 дня после 1 сентября", YEAR).to_json()["event"] == "09-01"


def test_standing_and_external_answers() -> None:
    """A standing duty has no dates; a decision is what is awaited."""
    standing = explain("постоянно", YEAR).to_json()
    assert (standing["kind"], standing["standing"], standing["occurrences"]) == ("standing", True, [])
    decided = explain("в соответствии с решением Педсовета", YEAR).to_json()
    assert (decided["kind"], decided["event"]) == ("external", "council-decision")
    lasting = explain("в период проведения ВПР", YEAR).to_json()
    assert (lasting["kind"], lasting["event"]) == ("during", "procedure")


def test_a_phrase_that_is_not_understood_says_where_and_what_is_nearest() -> None:
    """The problem has its place in the phrase and the nearest form that is understood."""
    explanation = explain("до конца той самой четверти", YEAR)
    answer = explanation.to_json()
    assert (answer["understood"], answer["kind"], answer["wording"]) == (False, None, None)
    (problem,) = answer["problems"]
    assert problem["severity"] == "error"
    assert problem["arguments"]["better"]
    assert 0 <= problem["span"][0] < problem["span"][1] <= len(explanation.phrase)
    assert explanation.as_steps() == ("1. Фраза не понята.",)


def test_the_steps_are_numbered_and_cite_their_norm() -> None:
    """Each date has its reasons, each reason what it rests on."""
    context = Context(year=SchoolYear(2026), anchors={"results-received": dt.date(2027, 5, 20)})
    assert explain("После получения результатов в течение 2 недель", context).as_steps() == (
        "1. прочитано как: в течение 2 недель после получения результатов",
        "2. получение результатов: 20.05.2027",
        "3. +2 недели → 03.06.2027 [ст. 192 ГК РФ]",
        f"4. 03.06.2027 — рабочий день [{context.calendar.basis(2027)}]",
    )


def test_the_steps_of_an_awaited_deadline_tell_its_bounds() -> None:
    """What waits says for what, and between which days it must lie."""
    context = Context(year=SchoolYear(2026), procedure=Span.parse("2027-04-13/2027-05-18"), terms=QUARTERS)
    steps = explain("через 2 недели после получения результатов", context).as_steps()
    assert steps[-2:] == ("2. ждём: получение результатов", "3. не раньше 01.06.2027")
    assert explain("до конца учебного года", YEAR).as_steps()[-1] == "3. не позже 31.08.2027"


def test_an_hour_is_part_of_the_occurrence() -> None:
    """The hour is given as it was said, with its zone."""
    answer = explain("до 18:00 мск 25 мая 2027 г.", YEAR).to_json()
    assert answer["occurrences"] == [
        {"start": None, "due": "2027-05-25", "time": "18:00", "zone": "Europe/Moscow"}
    ]


@pytest.mark.parametrize(
    ("phrase", "better"),
    [
        ("до 17 янвря 2027 г.", "до 17 января 2027 г."),
        ("до конца сентебря", "до конца сентября"),
        ("Первая суббота октбяря", "Первая суббота октября"),
        ("до 32 сентябя", "до 17 января"),
        ("когда получится", "до 1 октября"),
        ("не поздее 5 дней после ВПР", "не позднее 5 дней после ВПР"),
        ("в теченее октября", "в течение октября"),
        ("3 недля октября", "3 неделя октября"),
        ("ежемесячо до 5 числа", "ежемесячно до 5 числа"),
    ],
)
def test_a_word_with_a_slip_is_offered_spelt_right(phrase: str, better: str) -> None:
    """What is read once it is spelt right is offered; else a form with a month, never «до 25 числа»."""
    (problem,) = explain(phrase, YEAR).to_json()["problems"]
    assert problem["arguments"]["better"] == better


def test_what_would_be_read_is_looked_for_only_when_somebody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Import and checks try thousands of cells whose complaints nobody reads."""
    monkeypatch.setattr(grammar, "nearest_form", lambda *_: pytest.fail("looked for"))
    (problem,) = parse("в назначенное кем-то время").problems
    assert problem == parse("в назначенное кем-то время").problems[0]
    monkeypatch.setattr(grammar, "nearest_form", lambda *_: "до 1 мая")
    assert problem.words["better"] == "до 1 мая"
