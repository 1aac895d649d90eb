"""Letters as people read them: subject, sections, page, text for a messenger; strangers' words stay words."""

from __future__ import annotations

import datetime as dt
import re

import icalendar
import pytest
from lxml import html as pages  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.letters import LetterWords, draw_letter, draw_message
from roadmap_engine.documents.letters.wording import list_sections, say_day, say_subject, say_why
from roadmap_engine.documents.papers.calendar_ics import render_calendar
from roadmap_engine.model import OccurrenceDays, PlanPerson
from roadmap_engine.model.absences import StandsIn
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.digest import DigestRow, Part, ToRecord, Waiting
from roadmap_engine.model.progress import Happened, Sign, State
from tests.documents.letters.digests import (
    HEAD,
    TODAY,
    UNSURE,
    follow,
    make_digest,
    make_row,
    measure,
    plan_of,
)
from tests.documents.small_plans import HOSTILE, dated

WORDS = LetterWords("mailto:plan@a.example", "https://a.example/plan/")


class TestSubject:
    """The subject is the count."""

    @pytest.mark.parametrize(
        ("counts", "subject"),
        [
            ({Part.RETURNED: 1, Part.THIS_WEEK: 2}, "1 возвращено, 2 срока"),
            ({Part.OVERDUE: 5, Part.THIS_WEEK: 1}, "5 просрочено, 1 срок"),
            ({Part.THIS_WEEK: 11, Part.UNDER_REVIEW: 3}, "11 сроков"),
            ({Part.DISAGREES: 1}, "Расходятся записи: 1"),
        ],
    )
    def test_what_waits_is_counted(self, counts: dict[Part, int], subject: str) -> None:
        """In the order of the letter, with the noun in its form; what others look at is not counted."""
        followed = follow(plan_of(measure()))
        rows = [make_row(followed, part) for part, count in counts.items() for _ in range(count)]
        assert say_subject(make_digest(*rows)) == subject

    def test_an_event_to_be_recorded_is_counted(self) -> None:
        """It may be all there is."""
        followed = follow(plan_of(measure()))
        event = ToRecord(followed, "council", "решение Педсовета", ())
        assert say_subject(make_digest(to_record=(event,))) == "1 событие без даты"


class TestRows:
    """What is said of a row."""

    def _lines(self, row: DigestRow) -> tuple[str, ...]:
        (section,) = list_sections(make_digest(row))
        return (section.heading, section.rows[0].word, *section.rows[0].lines)

    def test_returned_and_late(self) -> None:
        """Time gives days, act gives the word; the remark is quoted."""
        followed = follow(plan_of(measure(due=dt.date(2027, 6, 11))))
        happened = Happened(state=State.RETURNED, on=dt.date(2027, 6, 14), note="нет выводов")
        row = make_row(followed, Part.RETURNED, happened=happened, sign=Sign.RETURNED_LATE, late=4)
        assert [each.replace("\u00a0", " ") for each in self._lines(row)] == [
            "Ждёт вас",
            "возвращено, 4 дня после срока",
            "Срок: пятница, 11 июня, 4 дня назад",
            "Возвращено: понедельник, 14 июня",
            "Замечание: «нет выводов»",
            "Документ: Аналитическая справка",
        ]

    def test_today_and_another_year(self) -> None:
        """Today is a word; a day of another year has its year."""
        followed = follow(plan_of(measure()))
        assert "Срок: вторник, 15\u00a0июня – сегодня" in self._lines(make_row(followed, Part.THIS_WEEK))
        assert say_day(dt.date(2028, 1, 1), TODAY) == "суббота, 1\u00a0января\u00a02028\u00a0г."

    def test_what_was_put_off_says_from_when_and_why(self) -> None:
        """The day before stands beside the reason; the due day is the new one."""
        followed = follow(plan_of(measure(due=dt.date(2027, 6, 11))))
        happened = Happened(extended_to=dt.date(2027, 6, 21), extended_why="карантин")
        due = dt.date(2027, 6, 21)
        row = make_row(followed, Part.THIS_WEEK, happened=happened, sign=Sign.EXTENDED, due=due)
        lines = self._lines(row)
        assert lines[1:4] == (
            "перенесено",
            "Срок: понедельник, 21\u00a0июня",
            "Срок перенесён с 11.06.2027: карантин",
        )

    def test_what_others_look_at_asks_for_nothing(self) -> None:
        """It stands under its own heading with the day it was handed in."""
        followed = follow(plan_of(measure()))
        happened = Happened(state=State.SUBMITTED, on=dt.date(2027, 6, 14))
        lines = self._lines(make_row(followed, Part.UNDER_REVIEW, happened=happened, sign=Sign.SUBMITTED))
        assert lines[:2] == ("Проверяют", "на проверке")
        assert lines[-1] == "Сдано: понедельник, 14\u00a0июня"

    @pytest.mark.parametrize(
        ("person", "words"),
        [(HEAD, "За Иванову М. П., по 20.06"), (UNSURE, "Замещение: Тен Л. Б., по 20.06")],
    )
    def test_for_whom_somebody_stands_in(self, person: PlanPerson, words: str) -> None:
        """In the accusative where it is known; no case is guessed."""
        followed = follow(plan_of(measure()))
        row = make_row(
            followed, Part.THIS_WEEK, instead_of=StandsIn(person, dt.date(2027, 6, 1), dt.date(2027, 6, 20))
        )
        assert words in [each.replace("\u00a0", " ") for each in self._lines(row)]

    def test_whom_a_late_row_keeps_waiting(self) -> None:
        """What needs it is named by its number, unless it is done."""
        first = measure(due=dt.date(2027, 6, 11))
        second = with_fields(measure("2"), needs=("1",))
        row = make_row(follow(plan_of(first, second)), Part.OVERDUE, sign=Sign.OVERDUE, late=4)
        assert "Без этого не начать: 2" in self._lines(row)
        settled = {"state": "done", "on": "2027-06-10"}
        over = with_fields(second, settled=settled)
        row = make_row(follow(plan_of(first, over)), Part.OVERDUE, sign=Sign.OVERDUE, late=4)
        assert not [each for each in self._lines(row) if each.startswith("Без этого")]

    def test_an_event_names_what_waits_by_whose_it_is(self) -> None:
        """Rows of the same people stand together."""
        followed = follow(plan_of(measure("1"), measure("2"), measure("3")))
        rows = followed.board.rows
        waiting = (
            Waiting(rows[0], ("директор",)),
            Waiting(rows[1], ("учителя", "секретарь")),
            Waiting(rows[2], ("директор",)),
        )
        event = ToRecord(followed, "council", "решение Педсовета", waiting)
        (section,) = list_sections(make_digest(to_record=(event,)))
        assert section.heading == "Ждут, пока вы запишете"
        assert section.rows[0].title == "Решение Педсовета"
        assert section.rows[0].lines == ("Ждут даты: 1, 3 (директор); 2 (учителя, секретарь)",)

    def test_of_several_plans_each_row_names_its_own(self) -> None:
        """Of one plan none does."""
        one, other = follow(plan_of(measure())), follow(plan_of(measure(), name="other", title="Другой"))
        rows = (make_row(one, Part.THIS_WEEK), make_row(other, Part.THIS_WEEK))
        (section,) = list_sections(make_digest(*rows))
        assert [each.lines[-1] for each in section.rows] == [
            "План: План мероприятий («дорожная карта»), СОШ № 12",
            "План: Другой, СОШ № 12",
        ]
        assert not [each for each in self._lines(rows[0]) if each.startswith("План:")]


class TestLetter:
    """Text, page and days."""

    def test_page_and_text_say_the_same(self) -> None:
        """Each line of the page is a line of the text; the page loads nothing."""
        followed = follow(plan_of(measure(due=dt.date(2027, 6, 11)), measure("2")))
        rows = (
            make_row(followed, Part.OVERDUE, sign=Sign.OVERDUE, late=4),
            make_row(followed, Part.THIS_WEEK, 1),
        )
        letter = draw_letter(make_digest(*rows), WORDS)
        page = pages.fromstring(letter.html)
        for element in page.iter("p", "h2"):
            words = " ".join(element.text_content().split())
            if element.find("a") is None and "приложен" not in words:
                assert words.lower() in " ".join(letter.text.split()).lower()
        assert [each.text_content() for each in page.iter("h1")] == [
            letter.subject.replace("1 п", "1\u00a0п").replace("1 с", "1\u00a0с")
        ]
        assert {each.get("href") for each in page.iter("a")} == {WORDS.link, WORDS.unsubscribe}
        assert not re.search(r"<(img|link|script|style|iframe|form)|url\(|@import", letter.html)
        assert letter.text.rstrip().endswith("Отписаться: mailto:plan@a.example")
        assert say_why(make_digest(*rows)) in letter.text

    def test_strangers_words_stay_words(self) -> None:
        """Titles, remarks, names and reasons open no tag, no line of their own, no property."""
        hostile = measure(due=dt.date(2027, 6, 11), title=HOSTILE, output=HOSTILE)
        followed = follow(plan_of(hostile, title=HOSTILE))
        happened = Happened(
            state=State.RETURNED,
            on=TODAY,
            note=f"{HOSTILE} \u202eмитсонжом",
            extended_to=TODAY,
            extended_why=HOSTILE,
        )
        row = make_row(followed, Part.RETURNED, happened=happened, sign=Sign.RETURNED, due=TODAY)
        event = ToRecord(followed, "x", HOSTILE, (Waiting(row.row, (HOSTILE,)),))
        letter = draw_letter(make_digest(row, to_record=(event,)), WORDS)
        plain = draw_letter(
            make_digest(
                make_row(
                    follow(plan_of(measure(title="x", output="x"))),
                    Part.RETURNED,
                    happened=Happened(
                        state=State.RETURNED, on=TODAY, note="x", extended_to=TODAY, extended_why="x"
                    ),
                    sign=Sign.RETURNED,
                ),
                to_record=(ToRecord(followed, "x", "x", (Waiting(row.row, ("x",)),)),),
            ),
            WORDS,
        )

        def tags(html: str) -> list[str]:
            return [str(each.tag) for each in pages.fromstring(html).iter()]

        assert tags(letter.html) == tags(plain.html)
        assert len(letter.text.splitlines()) == len(plain.text.splitlines())
        for words in (letter.html, letter.text, draw_message(make_digest(row))):
            assert not re.search("[\x00-\x08\x0b-\x1f\u202e\u2028\ufeff]", words)
        assert "alert" in letter.text
        assert letter.days is not None
        (only,) = icalendar.Calendar.from_ical(letter.days).walk("VEVENT")
        assert "ATTENDEE" not in only

    def test_a_message_is_short(self) -> None:
        """Ten rows, then how many more; what others look at is left out."""
        followed = follow(plan_of(measure()))
        rows = [make_row(followed, Part.THIS_WEEK) for _ in range(12)]
        rows.append(make_row(followed, Part.UNDER_REVIEW, sign=Sign.SUBMITTED))
        lines = draw_message(make_digest(*rows), WORDS.link).splitlines()
        assert (len(lines), lines[-2:]) == (13, ["… и ещё 2", WORDS.link])


class TestDays:
    """The calendar of a letter."""

    def test_events_are_those_of_the_plans_own_calendar(self) -> None:
        """The same UID and the same words, for the rows of the letter alone, from today on."""
        near, far, past = (
            measure("1"),
            measure("2", dt.date(2027, 9, 1)),
            measure("3", dt.date(2027, 6, 1)),
        )
        plan = plan_of(near, far, past)
        followed = follow(plan)
        letter = draw_letter(
            make_digest(
                make_row(followed, Part.THIS_WEEK), make_row(followed, Part.OVERDUE, 2, sign=Sign.OVERDUE)
            ),
            WORDS,
        )
        assert letter.days is not None
        (event,) = icalendar.Calendar.from_ical(letter.days).walk("VEVENT")
        whole = {
            each["UID"]: each for each in icalendar.Calendar.from_ical(render_calendar(plan)).walk("VEVENT")
        }
        assert event == whole[event["UID"]]
        assert event.decoded("DTSTART") == TODAY

    def test_a_due_day_that_was_put_off_is_the_new_one(self) -> None:
        """The row's, not the text's."""
        followed = follow(plan_of(measure(due=dt.date(2027, 6, 11))))
        letter = draw_letter(make_digest(make_row(followed, Part.THIS_WEEK, due=dt.date(2027, 6, 21))), WORDS)
        assert letter.days is not None
        (event,) = icalendar.Calendar.from_ical(letter.days).walk("VEVENT")
        assert event.decoded("DTSTART") == dt.date(2027, 6, 21)

    def test_two_plans_are_one_calendar(self) -> None:
        """Each zone once, each event with its own UID."""
        hour = OccurrenceDays(key="once", start=None, due=TODAY, time="18:00", zone="Asia/Yakutsk")
        timed = with_fields(measure(), deadline=dated(hour))
        plans = [follow(plan_of(timed, name=name)) for name in ("plan", "other")]
        letter = draw_letter(make_digest(*(make_row(each, Part.THIS_WEEK) for each in plans)), WORDS)
        assert letter.days is not None
        calendar = icalendar.Calendar.from_ical(letter.days)
        assert len(calendar.walk("VTIMEZONE")) == 1
        events = calendar.walk("VEVENT")
        assert {f"{each.decoded('DTSTART'):%H:%M}" for each in events} == {"18:00"}
        assert calendar["VERSION"] == "2.0"

    def test_nothing_to_come_is_no_calendar(self) -> None:
        """What is late already is in nobody's calendar to come."""
        followed = follow(plan_of(measure(due=dt.date(2027, 6, 11))))
        letter = draw_letter(make_digest(make_row(followed, Part.OVERDUE, sign=Sign.OVERDUE, late=4)), WORDS)
        assert letter.days is None
        assert "приложен" not in letter.html + letter.text
