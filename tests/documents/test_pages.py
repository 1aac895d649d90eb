"""The pages of a plan, read back with a parser that knows nothing of the templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from roadmap_engine.calendars import Span
from roadmap_engine.documents.pages.department import SchoolLine, draw_department, draw_doorstep
from roadmap_engine.documents.pages.school import draw_school
from roadmap_engine.documents.pages.showing import Download, OfferedCalendar, Showing
from roadmap_engine.documents.pages.year import lay_out_year
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.model import OccurrenceDays, Plan, PlanSettled
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.counts import Counts
from roadmap_engine.model.entry import Did
from roadmap_engine.model.plan import PlanProcedure
from tests.documents.boards import TODAY, Deed, board_of
from tests.documents.small_plans import HOSTILE, dated, make_measure, make_plan, waiting

HOST = "https://school.example/plan/"
VOID = {"meta", "link", "br", "hr", "input"}
FEEDS = (
    OfferedCalendar("all", "Все сроки плана", "deadlines.ics", f"{HOST}deadlines.ics"),
    OfferedCalendar("role-head", "Директор", "calendars/head.ics", f"{HOST}calendars/head.ics"),
)
PAPERS = (
    Download("plan.docx", "План с датами", 40_000),
    Download("forms/1.1 №-note.docx", "1.1. Аналитическая справка", 512),
)


class Page(HTMLParser):
    """What a page says and where it leads; badly nested elements fail."""

    def __init__(self, source: bytes) -> None:
        super().__init__()
        self.source = source.decode()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labels: list[str] = []
        self.taken: list[str] = []
        self.badges: list[tuple[str, str]] = []
        self.words = ""
        self._open: list[str] = []
        self._badge: str | None = None
        self.feed(self.source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.words += " "
        self.ids += [values["id"]] if "id" in values else []
        self.labels += [*values.get("aria-labelledby", "").split(), *values.get("for", "").split()]
        if tag == "a":
            self.links.append(values["href"])
        self.taken += [
            values[name] for name in ("href", "src", "action", "data") if tag != "a" and name in values
        ]
        assert not any(name.startswith("on") or name == "style" for name in values)
        if tag not in VOID:
            self._open.append(tag)
        if values.get("class", "").split()[:1] == ["badge"]:
            self._badge = ""
            self.badges.append((values["class"].removeprefix("badge "), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self.words += " "
        if tag == "span":
            self._badge = None

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._badge is not None:
            self._badge += data
            self.badges[-1] = (self.badges[-1][0], " ".join(self._badge.split()))

    @property
    def text(self) -> str:
        """All its words on one line."""
        return " ".join(self.words.split())


def _due(name: str, day: dt.date, **more: Any) -> Any:
    return make_measure(name, dated(OccurrenceDays(key="once", start=None, due=day)), **more)


def _plan() -> Plan:
    """Measures that are late, come back, are due soon, handed in, done, and waiting."""
    return make_plan(
        _due("late", dt.date(2027, 6, 11), number="1.1.", title="Анализ по ученикам"),
        _due("back", dt.date(2027, 6, 30), number="1.2.", title="Анализ по классам"),
        _due("soon", dt.date(2027, 6, 16), number="1.3.", title="Анализ по школе"),
        _due("handed", dt.date(2027, 6, 18), number="1.4.", title="Анализ по параллелям"),
        _due("done", dt.date(2027, 6, 10), number="1.5.", title="Сводный отчёт"),
        make_measure("waits", waiting(), number="2.1.", title="План мер"),
    )


DEEDS = (
    Deed("back", Did.SUBMITTED, dt.date(2027, 6, 12)),
    Deed("back", Did.RETURNED, dt.date(2027, 6, 14), note="у Ивановой нет выводов"),
    Deed("handed", Did.SUBMITTED, dt.date(2027, 6, 14)),
    Deed("done", Did.REPORTED, dt.date(2027, 6, 12), note="сдано Ивановой"),
)


def _draw(plan: Plan, *deeds: Deed, today: dt.date | None = TODAY, **more: Any) -> dict[str, Page]:
    showing = Showing(**{"today": today, "url": HOST, "feeds": FEEDS, "downloads": PAPERS, **more})
    files = draw_school(plan, board_of(plan, *deeds, today=today), showing)
    return {name: Page(content) for name, content in files.items() if name.endswith(".html")}


def _pages() -> Iterator[Page]:
    yield from _draw(_plan(), *DEEDS).values()
    yield from _draw(
        _plan(), *DEEDS, today=None, url="", downloads=(), private=True, up="../index.html"
    ).values()
    yield Page(draw_doorstep()["index.html"])
    yield Page(draw_doorstep("a/index.html")["index.html"])
    line = SchoolLine("СОШ № 3", "г. Примерск", "Управление", "ВПР", "a/index.html", Counts(8, 7, 6, 5))
    yield Page(draw_department([line], TODAY)["index.html"])


def test_no_page_runs_a_script_or_asks_anybody_else() -> None:
    """What it takes lies beside it; where it leads is beside it too, its own host, or a calendar service."""
    for page in _pages():
        assert not {"script", "iframe", "img", "object", "embed", "form", "style"} & set(page.tags)
        assert set(page.taken) <= {"data:,", "style.css"}
        for link in page.links:
            parts = urlsplit(link)
            assert (parts.scheme, parts.netloc) in {
                ("", ""),
                ("https", "school.example"),
                ("webcal", "school.example"),
                ("https", "calendar.google.com"),
            }


def test_every_label_and_every_place_that_is_linked_is_on_its_page_once() -> None:
    """A place that stands twice, or nowhere, would be a link to nothing."""
    for page in _pages():
        assert len(page.ids) == len(set(page.ids))
        assert set(page.labels) <= set(page.ids)
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_the_day_stands_beside_the_heading_and_says_what_is_now() -> None:
    """Late first, with whose work it is by post; a day that is handed in, or came back, is said."""
    text = _draw(_plan(), *DEEDS)["index.html"].text
    assert "План мероприятий («дорожная карта») на 15.06.2027" in text
    now = text[text.index("Что сейчас") : text.index("Чего ждёт план")]
    assert "Просрочено 1 ! просрочено 1.1. Анализ по ученикам срок был 11.06.2027, 4 дня назад" in now
    assert "Возвращено 1 ← возвращено 1.2. Анализ по классам 14.06.2027, срок 30.06.2027" in now
    assert "Скоро срок 1 ○ скоро срок 1.3. Анализ по школе срок 16.06.2027, завтра" in now
    assert "На проверке 1 ◐ на проверке 1.4. Анализ по параллелям" in now
    assert "Решение Педсовета Ждут 1: 2.1" in text
    assert "Ожидается на 15.06 2 Есть отчёт 1 Из них в срок 0 Принято 0" in text


def test_without_a_day_nothing_is_now_or_late() -> None:
    """What was done is said all the same; and the same plan gives the same bytes on every day."""
    page = _draw(_plan(), *DEEDS, today=None)["index.html"]
    assert "Что сейчас" not in page.text
    assert "15.06.2027" not in page.text
    assert {look for look, _word in page.badges} == {
        "grey",
        "turn returned",
        "review",
        "done",
        "grey waiting",
    }
    assert not any("срок" in word for _look, word in page.badges)
    again = _draw(_plan(), *DEEDS, today=None)["index.html"]
    assert again.source == page.source


def test_a_badge_says_mark_word_and_whose_move_it_is() -> None:
    """What came back and is late is red, and its word is still what was done."""
    late = (
        Deed("late", Did.SUBMITTED, dt.date(2027, 6, 9)),
        Deed("late", Did.RETURNED, dt.date(2027, 6, 10), note="а"),
    )
    badges = set(_draw(_plan(), *DEEDS, *late)["index.html"].badges)
    assert badges == {
        ("late", "← возвращено"),
        ("turn returned", "← возвращено"),
        ("turn", "○ скоро срок"),
        ("review", "◐ на проверке"),
        ("done", "✓ выполнено"),
        ("grey waiting", "… ждёт"),
    }


def test_the_table_says_how_late_and_until_when() -> None:
    """Of what was done its day; of what was put off both days."""
    put_off = Deed("soon", Did.EXTENDED, dt.date(2027, 6, 1), to="2027-07-12", note="болезнь Ивановой")
    text = _draw(_plan(), *DEEDS, put_off)["index.html"].text
    assert "✓ выполнено 12.06.2027, срок 10.06.2027, на 2 дня позже срока" in text
    assert "! просрочено срок 11.06.2027, 4 дня после срока" in text
    assert "◐ на проверке 14.06.2027, в срок" in text
    assert "→ перенесено срок 12.07.2027, был 16.06.2027" in text
    assert "… ждёт решение Педсовета" in text


def test_what_was_done_on_a_day_that_nobody_said_is_not_called_in_time() -> None:
    """A text says of a duty of several times only when the last one was met."""
    days = (OccurrenceDays(key=key, start=None, due=dt.date(2027, int(key), 1)) for key in "45")
    settled = PlanSettled(state="done", on=dt.date(2027, 4, 30))
    plan = make_plan(with_fields(make_measure("often", dated(*days)), settled=settled))
    text = _draw(plan)["index.html"].text
    assert "✓ выполнено срок 01.04.2027" in text
    assert "✓ выполнено 30.04.2027, в срок" in text


def test_times_beyond_a_few_are_folded_away_and_none_is_lost() -> None:
    """One more than a few stays: a line to open it would take its place."""

    def badges_of(count: int) -> tuple[int, bool]:
        days = [
            OccurrenceDays(key=str(day), start=None, due=dt.date(2027, 4, 1 + day)) for day in range(count)
        ]
        page = _draw(make_plan(make_measure("often", dated(*days))), today=None)["index.html"]
        table = page.source[page.source.index('id="m-often"') :]
        return table.count('class="badge'), "Ещё" in table

    assert [badges_of(count) for count in (1, 5, 6)] == [(1, False), (5, False), (6, True)]


@pytest.mark.parametrize("name", ["index.html", "subscribe.html", "fragment.html"])
def test_hostile_words_are_printed_as_text(name: str) -> None:
    """Markup, links that run something, characters that turn the line round: all of it is words."""
    words = f"{HOSTILE} <a href='javascript:alert(1)'>\u202eтекст\u202c</a>"
    plan = make_plan(make_measure(title=words, output=words), title=words)
    organisation = plan.organisation
    assert organisation is not None
    plan = with_fields(plan, organisation=with_fields(organisation, full=words, short=words, parent=words))
    feeds = (OfferedCalendar("all", words, "deadlines.ics", f"{HOST}deadlines.ics"),)
    page = _draw(plan, feeds=feeds, downloads=(Download("plan.docx", words, 1),))[name]
    assert "<script>alert('x')</script>" in page.text
    assert not any("javascript" in link for link in page.links)
    assert "script" not in page.tags
    assert not set("\x00\x07\x1b") & set(page.source)
    assert clean_text(words).split()[0] in page.text


def test_the_fragment_is_bare_and_says_the_same() -> None:
    """No style, no picture, no look; links in full, and a state as mark and word."""
    page = _draw(_plan(), *DEEDS)["fragment.html"]
    assert set(page.tags) <= {
        "html", "head", "meta", "title", "body", "main", "h1", "p", "hr", "h2", "h3", "table", "thead",
        "tbody", "tr", "th", "td", "br", "strong", "ul", "li", "a",
    }  # fmt: skip
    assert "class=" not in page.source
    assert "<strong>! просрочено</strong>: срок 11.06.2027, 4 дня после срока" in page.source
    assert page.links == [HOST, f"{HOST}subscribe.html", f"{HOST}plan.docx"]
    assert all(link in page.text for link in page.links)


def test_a_calendar_is_offered_by_address_by_program_and_as_a_file() -> None:
    """The address stands in a field that can be selected without a script, and Google gets it whole."""
    page = _draw(_plan())["subscribe.html"]
    assert f'readonly value="{HOST}calendars/head.ics"' in page.source
    assert "webcal://school.example/plan/calendars/head.ics" in page.links
    (google,) = (link for link in page.links if "google" in link and "head" in link)
    assert parse_qs(urlsplit(google).query) == {"cid": ["webcal://school.example/plan/calendars/head.ics"]}
    assert {"deadlines.ics", "calendars/head.ics"} <= set(page.links)
    assert "8–24 часа, ускорить нельзя" in page.text
    assert "не проверено нами" in page.text
    assert page.source.count("<figure") == 1


def test_without_an_address_none_is_made_up() -> None:
    """Nothing to copy, no code, and it is said how to get at it."""
    page = _draw(_plan(), url="", feeds=(OfferedCalendar("all", "Все", "deadlines.ics"),))["subscribe.html"]
    assert "input" not in page.tags
    assert "figure" not in page.tags
    assert [link for link in page.links if ":" in link] == []
    assert "Здесь нет готового адреса" in page.text


def test_pages_for_those_who_have_the_address_are_not_to_be_found() -> None:
    """No machine lists them, and nobody is sent to a list of others."""
    for page in _draw(_plan(), private=True).values():
        assert '<meta name="robots" content="noindex, nofollow">' in page.source
    assert all("robots" not in page.source for page in _draw(_plan()).values())


def test_a_list_has_schools_by_name_and_never_by_what_they_did() -> None:
    """Number after number as people count; figures in their order, and none of them a share."""
    lines = [
        SchoolLine(
            name,
            "г. Примерск",
            "Управление",
            "ВПР",
            f"{number}/index.html",
            Counts(8, number, 1, 0, 2, 3),
        )
        for number, name in enumerate(["СОШ № 12", "Гимназия № 5", "СОШ № 3", "<b>СОШ</b>"])
    ]
    page = Page(draw_department(lines, TODAY)["index.html"])
    assert page.links == ["#content", "3/index.html", "1/index.html", "2/index.html", "0/index.html"]
    assert "Ожидается Есть отчёт Из них в срок Принято На проверке Просрочено" in page.text
    assert "Всего Планов: 4 Ожидается: 32 Есть отчёт: 6 Из них в срок: 4 Принято: 0" in page.text
    assert "%" not in page.text
    assert "<b>СОШ</b>" in page.text


def test_without_a_day_a_list_says_nothing_of_what_is_late() -> None:
    """Who has a page without a day cannot know it."""
    line = SchoolLine("СОШ № 3", "г. Примерск", "", "ВПР", "a/index.html", Counts(8, 7, 6, 5))
    assert "Просрочено" not in Page(draw_department([line], None)["index.html"]).text


class TestYear:
    """The picture: bars in the colour of whose move it is, words that stand on nothing."""

    def test_words_stand_right_of_the_last_bar_and_of_today(self) -> None:
        """Inside the picture; what waits has words and no bar."""
        plan = _plan()
        year = lay_out_year(plan, board_of(plan, *DEEDS).by_measure(), TODAY)
        assert year is not None
        assert year.now is not None
        lines = [line for line in year.lines if not line.stage]
        for line in lines:
            assert line.word_x >= year.now[0]
            assert all(bar.left + bar.width <= line.word_x for bar in line.bars)
            assert line.word_x + 6.9 * len(line.word) <= year.width
        assert [(line.look, [bar.look for bar in line.bars]) for line in lines] == [
            ("late", ["late"]),
            ("turn", ["turn"]),
            ("turn", ["turn"]),
            ("review", ["review"]),
            ("done", ["done"]),
            ("grey", []),
        ]
        assert lines[-1].word == "… ждёт: решение Педсовета"

    def test_bars_stand_on_their_days(self) -> None:
        """Longer work is longer, work without an end goes to the end of the picture."""
        plan = make_plan(
            make_measure(
                "short", dated(OccurrenceDays(key="1", start=dt.date(2027, 3, 1), due=dt.date(2027, 3, 31)))
            ),
            make_measure(
                "long", dated(OccurrenceDays(key="1", start=dt.date(2027, 3, 1), due=dt.date(2027, 4, 30)))
            ),
            make_measure("endless", dated(OccurrenceDays(key="1", start=dt.date(2027, 3, 1), due=None))),
        )
        year = lay_out_year(plan, board_of(plan, today=None).by_measure(), None)
        assert year is not None
        assert year.now is None
        short, long, endless = (line.bars[0] for line in year.lines if not line.stage)
        assert short.left == long.left == endless.left
        assert long.width == pytest.approx(short.width * 61 / 31, abs=0.3)
        assert endless.left + endless.width == pytest.approx(year.right, abs=0.2)
        assert (short.open_end, endless.open_end) == (False, True)

    def test_two_years_leave_out_the_months_at_their_ends_that_hold_nothing(self) -> None:
        """The procedure and today are something; a plan of one year is shown whole."""
        plan = make_plan(
            make_measure("a", dated(OccurrenceDays(key="1", start=None, due=dt.date(2027, 10, 5))))
        )
        held = Span(dt.date(2027, 4, 13), dt.date(2027, 5, 18))
        forms = dict.fromkeys(
            ("name", "title", "genitive", "genitive_plural", "genitive_full", "as_procedure"), "ВПР"
        )
        procedure = PlanProcedure(**forms, held=held)
        rows = board_of(plan, today=None).by_measure()
        whole = lay_out_year(plan, rows, None)
        two = with_fields(plan, school_years=("2026/2027", "2027/2028"), procedure=procedure)
        cut = lay_out_year(two, rows, None)
        assert whole is not None
        assert cut is not None
        assert len(whole.months) >= 12
        assert [month.name for month in cut.months] == ["апр", "май", "июн", "июл", "авг", "сен", "окт"]
        assert cut.held is not None
        assert cut.held[2] == "ВПР"
        assert whole.held is None

    def test_a_plan_without_a_day_and_a_year_has_no_picture(self) -> None:
        """There is nothing to draw, and the page does without."""
        plan = make_plan(make_measure("waits", waiting()), academic_year=None)
        assert lay_out_year(plan, board_of(plan).by_measure(), TODAY) is None
        assert "svg" in _draw(plan)["index.html"].tags
        assert "Сроки мероприятий по месяцам" not in _draw(plan)["index.html"].text
