"""The page: read back with a parser that knows nothing of the template."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from html.parser import HTMLParser

import pytest

from roadmap_engine.documents.papers.plan_html import render_plan_html
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.documents.timeline import Timeline, lay_out_timeline
from roadmap_engine.model import AwaitedEvent, Bounds, OccurrenceDays, Plan, PlanDeadline
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.entry import Did
from roadmap_engine.tracking.boards import add_happened
from tests.documents.boards import Deed, board_of
from tests.documents.plans import published_plan, sakha_like_plan
from tests.documents.small_plans import HOSTILE, dated, make_measure, make_plan, waiting

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Elements, ids, and the texts of the table's cells."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.source = render_plan_html(plan).decode()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.addresses: list[str] = []
        self.cells: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self._in_cell = False
        self.feed(self.source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.references += values.get("aria-labelledby", "").split()
        self.addresses += [values[name] for name in ("href", "src", "action", "data") if name in values]
        assert not any(name.startswith("on") for name in values)
        if tag not in VOID:
            self._open.append(tag)
        if values.get("class") == "text":
            self._in_cell = True
            self.cells.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag == "div":
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_cell:
            self.cells[-1] += data


class TestTable:
    """The table is the plan's, cell by cell."""

    @pytest.mark.parametrize("plan", [sakha_like_plan(), published_plan()], ids=["school", "published"])
    def test_cells_are_printed_exactly(self, plan: Plan) -> None:
        expected = [measure.cells[caption] for measure in plan.measures() for caption in plan.columns]
        assert Page(plan).cells == expected

    def test_captions_and_stages_stand_in_their_order(self) -> None:
        plan = sakha_like_plan()
        text = Page(plan).text
        places = [text.rindex(stage.title) for stage in plan.stages]
        assert places == sorted(places)
        assert all(caption in text for caption in plan.columns)

    def test_the_heading_names_school_order_and_year(self) -> None:
        text = Page(sakha_like_plan()).text
        for words in ("от 31.05.2027 № 214-од", "2026/2027", "13.04.2027 – 18.05.2027", "школа № 12"):
            assert words in text

    def test_the_published_text_needs_no_school(self) -> None:
        assert "Министерство образования и науки" in Page(published_plan()).text


class TestDeadlines:
    """What a cell's words do not say stands under them."""

    def test_a_waiting_measure_says_what_for_and_within_what(self) -> None:
        bounds = Bounds(earliest=dt.date(2027, 5, 18), latest=dt.date(2027, 6, 30))
        page = Page(make_plan(make_measure(deadline=waiting(bounds=bounds))))
        assert "Ждут: решение Педсовета" in page.text
        assert "не раньше 18.05.2027, не позже 30.06.2027" in page.text

    def test_a_schedule_of_others_is_not_repeated_under_the_words_that_name_it(self) -> None:
        theirs = AwaitedEvent(event=None, title="по графику ФЦТ")
        deadline = PlanDeadline(text="по графику ФЦТ", rule=None, awaiting=(theirs,))
        page = Page(make_plan(make_measure(deadline=deadline)))
        assert 'class="waits"' not in page.source
        assert "<h3>Срок: по графику ФЦТ</h3>" in page.source
        assert "Ждут" not in page.text

    def test_days_stand_under_words_that_do_not_name_them(self) -> None:
        days = OccurrenceDays(key="once", start=None, due=dt.date(2027, 5, 28))
        hidden = Page(make_plan(make_measure(deadline=dated(days, text="за месяц до конца года"))))
        assert '<time datetime="2027-05-28">до 28.05.2027</time>' in hidden.source
        for text in ("до 28.05.2027", "до 28 мая 2027 г."):
            assert "<time" not in Page(make_plan(make_measure(deadline=dated(days, text=text)))).source

    def test_reasons_and_origins_are_there_to_open(self) -> None:
        days = OccurrenceDays(key="once", start=None, due=dt.date(2027, 5, 28))
        page = Page(make_plan(make_measure(deadline=dated(days, reasons=("шаг первый", "шаг второй")))))
        assert page.tags.count("details") == 2
        assert "шаг второй" in page.text
        assert "название: base (base.yaml, строка 7)" in page.text


class TestOneFile:
    """The page asks for nothing and runs nothing."""

    @pytest.mark.parametrize("plan", [sakha_like_plan(), make_plan(make_measure(title=HOSTILE))])
    def test_nothing_is_fetched_or_run(self, plan: Plan) -> None:
        page = Page(plan)
        assert not {"script", "iframe", "object", "embed", "form", "base", "img"} & set(page.tags)
        assert all(address.startswith("#") or address == "data:," for address in page.addresses)
        assert "@import" not in page.source
        assert "url(" not in page.source

    def test_hostile_text_is_text(self) -> None:
        plan = make_plan(
            make_measure(title=HOSTILE, number=HOSTILE, deadline=waiting(HOSTILE)), title=HOSTILE
        )
        page = Page(plan)
        assert "<script>" not in page.source
        assert "49" not in page.source.partition("</style>")[2]
        assert clean_text(HOSTILE) in page.text
        assert page.cells[1] == clean_text(HOSTILE)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page.source)

    def test_equal_plans_give_equal_bytes(self) -> None:
        assert render_plan_html(sakha_like_plan()) == render_plan_html(with_fields(sakha_like_plan()))


class TestHappened:
    """What the status log says of a measure stands under its days: state, word, day; and nothing of today."""

    def _page(self, *deeds: Deed, **days: dt.date) -> Page:
        times = (OccurrenceDays(key=key, start=None, due=day) for key, day in days.items())
        plan = make_plan(make_measure(deadline=dated(*times)))
        return Page(add_happened(plan, board_of(plan, *deeds, today=None)))

    def test_a_state_and_its_day(self) -> None:
        """What is overdue by any clock is not said: the page is the same on every day."""
        done = Deed("results-by-pupil", Did.SUBMITTED, dt.date(2027, 6, 3))
        page = self._page(done, once=dt.date(2027, 5, 28))
        assert (
            '<b aria-hidden="true">◐</b> на проверке</span> <span class="when">03.06.2027</span>'
            in page.source
        )
        assert "просрочено" not in page.source
        assert 'class="badge' not in self._page(once=dt.date(2020, 5, 28)).source

    def test_of_several_times_it_is_said_which(self) -> None:
        """The days of the others stay as they are."""
        done = Deed("results-by-pupil", Did.REPORTED, dt.date(2027, 6, 3), occurrence="b")
        page = self._page(done, a=dt.date(2027, 5, 28), b=dt.date(2027, 6, 28))
        assert page.source.count('class="badge') == 1
        assert "03.06.2027, срок 28.06.2027" in page.text

    def test_a_new_day(self) -> None:
        """The cell keeps the words that were approved."""
        put_off = Deed("results-by-pupil", Did.EXTENDED, dt.date(2027, 5, 1), to="2027-06-20", note="болезнь")
        page = self._page(put_off, once=dt.date(2027, 5, 28))
        assert "→ перенесено срок 20.06.2027" in " ".join(page.text.split())
        assert "до 28.05.2027" in page.text

    def test_what_is_called_off_is_said_once(self) -> None:
        """With the reason, under the title that is struck."""
        off = Deed("results-by-pupil", Did.CANCELLED, dt.date(2027, 5, 1), note="решение Педсовета")
        page = self._page(off, once=dt.date(2027, 5, 28))
        assert page.text.count("отменено") == 1
        assert "отменено 01.05.2027 (решение Педсовета)" in page.text


class TestAccess:
    """WCAG 2.2 AA, as far as text can tell."""

    page = Page(sakha_like_plan())

    def test_language_title_and_landmarks(self) -> None:
        assert '<html lang="ru">' in self.page.source
        for tag in ("title", "header", "main", "h1", "table", "thead"):
            assert tag in self.page.tags

    def test_ids_are_unique_and_every_reference_leads_somewhere(self) -> None:
        assert len(self.page.ids) == len(set(self.page.ids))
        links = [address[1:] for address in self.page.addresses if address.startswith("#")]
        assert {*self.page.references, *links} <= set(self.page.ids)

    def test_a_measure_named_like_a_part_of_the_page_does_not_take_its_place(self) -> None:
        page = Page(make_plan(make_measure("plan"), make_measure("year"), make_measure("stage-analysis")))
        assert len(page.ids) == len(set(page.ids))

    def test_the_picture_says_in_words_what_it_shows(self) -> None:
        assert "1.1. Проведение анализа" in self.page.source.partition("<desc")[2].partition("</desc>")[0]

    def test_the_number_does_not_take_what_other_columns_leave(self) -> None:
        """A browser gives the rest of a table to columns without a width before those that have one."""
        css = self.page.source.partition("<style>")[2]
        sized = set(re.findall(r"th\.([a-z]+)(?=[^{}]*\{ width)", css))
        assert sized == {"number", "participants", "deadline", "output", "responsible", "result"}

    @pytest.mark.parametrize("scheme", ["light", "dark", "print"])
    def test_colours_have_contrast(self, scheme: str) -> None:
        """1.4.3: text at least 4.5:1; 1.4.11: graphical objects at least 3:1."""
        css = self.page.source.partition("<style>")[2]
        start = {"light": ":root", "dark": "prefers-color-scheme: dark", "print": "@media print"}[scheme]
        colours = dict(re.findall(r"--(\w+): (#\w+)", css[css.index(start) :].partition("}")[0]))
        for paper in ("surface", "sunk"):
            for name in ("text", "muted", "accent"):
                assert contrast(colours[name], colours[paper]) >= 4.5, (name, paper)
            for name in ("edge", "text"):
                assert contrast(colours[name], colours[paper]) >= 3, (name, paper)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _layout(*days: dt.date, **changes: object) -> Timeline:
    """The picture of a plan of one measure with some due days."""
    occurrences = (OccurrenceDays(key=str(day), start=None, due=day) for day in days)
    timeline = lay_out_timeline(make_plan(make_measure(deadline=dated(*occurrences)), **changes))  # type: ignore[arg-type]
    assert timeline is not None
    return timeline


class TestTimelineOfManyYears:
    """An old date does not stretch the picture, and no name of a month stands upon another."""

    def test_an_old_date_is_told_in_words(self) -> None:
        old = dt.date(2021, 5, 28)
        timeline = _layout(old)
        assert len(timeline.months) == 12
        (row,) = timeline.rows
        assert (row.diamonds, row.note) == ((), "до 28.05.2021")
        (row,) = _layout(old, dt.date(2027, 5, 28)).rows
        assert (len(row.diamonds), row.note) == (1, None)
        assert "до 28.05.2021, до 28.05.2027" in row.words

    def test_days_near_the_year_belong_to_it(self) -> None:
        timeline = _layout(dt.date(2026, 4, 10), dt.date(2027, 12, 20), dt.date(2028, 5, 1))
        assert len(timeline.months) == 26

    def test_work_that_began_long_ago_begins_at_the_edge(self) -> None:
        days = OccurrenceDays(key="1", start=dt.date(2021, 9, 1), due=dt.date(2026, 12, 31))
        timeline = lay_out_timeline(make_plan(make_measure(deadline=dated(days))))
        assert timeline is not None
        ((bar,),) = (row.bars for row in timeline.rows)
        assert bar.left == timeline.months[0].left
        assert bar.left + bar.width == pytest.approx(timeline.months[4].left, abs=0.2)

    def test_a_plan_without_a_year_shows_where_most_of_its_days_are(self) -> None:
        far, near = dt.date(2019, 1, 10), (dt.date(2026, 9, 1), dt.date(2027, 1, 20))
        timeline = _layout(far, *near, academic_year=None)
        assert [timeline.months[0].year, len(timeline.months)] == [2026, 5]

    @pytest.mark.parametrize("years", [1, 2, 3, 5, 10])
    def test_names_of_months_keep_apart(self, years: int) -> None:
        """By the width that the longest takes, «янв 2027»."""
        days = (dt.date(2026 + number // 4, 3 * (number % 4) + 1, 15) for number in range(4 * years))
        timeline = _layout(*days)
        named = [month for month in timeline.months if month.name]
        middles = [month.left + month.width / 2 for month in named]
        assert all(after - before >= 53 for before, after in itertools.pairwise(middles))
        assert named[0].year is not None
        assert {month.name for month in named if month.year} >= {"янв"}


class TestTimeline:
    """The picture of the year."""

    def test_the_axis_is_the_school_year(self) -> None:
        timeline = lay_out_timeline(make_plan(make_measure()))
        assert timeline is not None
        assert [month.name for month in timeline.months] == [
            "сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг",
        ]  # fmt: skip
        assert [month.year for month in timeline.months if month.year] == [2026, 2027]

    def test_a_day_before_september_widens_it(self) -> None:
        august = OccurrenceDays(key="once", start=None, due=dt.date(2026, 8, 25))
        timeline = lay_out_timeline(make_plan(make_measure(deadline=dated(august))))
        assert timeline is not None
        assert timeline.months[0].name == "авг"
        assert len(timeline.months) == 13

    def test_marks_stand_in_their_month(self) -> None:
        days = OccurrenceDays(key="once", start=dt.date(2027, 5, 1), due=dt.date(2027, 5, 31))
        timeline = lay_out_timeline(make_plan(make_measure(deadline=dated(days))))
        assert timeline is not None
        may = timeline.months[8]
        (row,) = timeline.rows
        (bar,), (diamond,) = row.bars, row.diamonds
        assert (bar.left, bar.width) == (may.left, may.width)
        assert may.left < diamond.x < may.left + may.width
        assert not timeline.has_open_end

    def test_work_without_an_end_runs_to_the_edge(self) -> None:
        days = OccurrenceDays(key="once", start=dt.date(2027, 5, 1), due=None)
        timeline = lay_out_timeline(make_plan(make_measure(deadline=dated(days))))
        assert timeline is not None
        (bar,) = timeline.rows[0].bars
        assert round(bar.left + bar.width, 1) == timeline.width
        assert timeline.has_open_end

    def test_a_waiting_row_has_words_instead_of_marks(self) -> None:
        timeline = lay_out_timeline(make_plan(make_measure(deadline=waiting())))
        assert timeline is not None
        assert timeline.rows[0].note == "ждёт: решение Педсовета"
        assert not timeline.rows[0].bars
        assert not timeline.rows[0].diamonds

    def test_a_text_of_no_year_and_no_day_has_no_picture(self) -> None:
        plan = make_plan(make_measure(deadline=waiting()), academic_year=None)
        assert lay_out_timeline(plan) is None
        assert "Сроки мероприятий по месяцам" not in Page(plan).text


class TestLoad:
    """The load view: who has how many deadlines in which week, and what falls into breaks."""

    def test_weeks_are_counted_for_each_person(self) -> None:
        days = OccurrenceDays(key="once", start=None, due=dt.date(2027, 5, 28), in_break=True)
        plan = make_plan(make_measure(), make_measure("again", dated(days), number="1.2."))
        page = render_plan_html(plan).decode()
        assert "24.05.2027 – 30.05.2027: <b>2</b>" in page
        assert "срок в каникулы: 1.2." in page

    def test_a_published_text_has_no_load(self) -> None:
        assert 'id="load"' not in render_plan_html(make_plan(make_measure(), organisation=None)).decode()
