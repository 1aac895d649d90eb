"""The amending order: forms that practice uses, and exact against a fresh order of the new plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache

import pytest

from roadmap_engine.model import Plan
from roadmap_engine.model.amending_order import AmendingOrder
from roadmap_engine.model.order import OrderPoint
from roadmap_engine.planning.comparing.amending import Amending, draw_amending_order, order_as_amended
from roadmap_engine.planning.comparing.amending_words import BY_APPENDIX
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import ROADMAP, adopt_text
from tests.planning.comparing.test_order_difference import content

SIGNED = "order: {date: 2027-05-21, number: 17-од}\n"
RECEIVED = "events: {results-received: 2027-05-20}\n"
MOVED = "events: {results-received: 2027-05-24}\n"
DECIDED = "events: {results-received: 2027-05-20, council-decision: 2027-06-21}\n"
EXTRA = "{id: extra, title: Проведение сверки, deadline: до 1 июля 2027 г., responsible: [deputies]}"


@lru_cache(maxsize=64)
def plan_of(more: str = "", roadmap: str = ROADMAP) -> Plan:
    """Give the plan of a school that says more, or whose roadmap is another."""
    return adopt_text(SIGNED + more, roadmap=roadmap)[0]


def _amend(old: Plan, new: Plan, **more: object) -> AmendingOrder:
    amending, problems = draw_amending_order(replace(Amending((old,), new), **more))  # type: ignore[arg-type]
    assert amending is not None, problems
    return amending


def _words(points: tuple[OrderPoint, ...]) -> list[str]:
    return [words for point in points for words in (f"{point.number} {point.text}", *_words(point.items))]


class TestWords:
    """«points in the forms practice uses»."""

    def test_a_changed_date_restates_the_point_and_the_row(self) -> None:
        """The number of the signed order stands inside the guillemets."""
        amending = _amend(plan_of(RECEIVED), plan_of(MOVED), date=dt.date(2027, 6, 1), number="20-од")
        order = amending.order
        assert order.heading == "О внесении изменений в приказ от 21 мая 2027 г. № 17-од"
        assert order.preamble == "В связи с изменением сроков мероприятий"
        words = _words(order.points)
        assert words[0].startswith("1. Внести в приказ от 21 мая 2027 г. № 17-од «Об утверждении ")
        assert words[0].endswith("» следующие изменения:")
        assert words[1] == "1.1. Пункт 2 изложить в следующей редакции:"
        assert words[2].startswith("«2. ")
        assert words[2].endswith("до 7 июня 2027 г.».")
        assert f"1.2. В приложении к приказу строки 1.1, 2.1 изложить в редакции {BY_APPENDIX}." in words
        assert words[-1] == "2. Контроль исполнения настоящего приказа оставляю за собой."
        assert (order.date, order.number) == (dt.date(2027, 6, 1), "20-од")

    def test_a_new_measure_adds_a_point_and_a_row(self) -> None:
        """The point follows the last number, the row its neighbour; the rows below are only renumbered."""
        extra = EXTRA.replace("[deputies]", "[teachers]")
        new = plan_of(f"add:\n  - {{after: council, measure: {extra}}}\n")
        words = _words(_amend(plan_of(), new).order.points)
        place = next(place for place, line in enumerate(words) if "Дополнить пунктом 5" in line)
        assert words[place].endswith(" Дополнить пунктом 5 следующего содержания:")
        assert words[place + 1].startswith("«5. Учителям-предметникам провести сверку (пункт 2.2 плана)")
        assert (
            "После строки 2.1 дополнить новой строкой 2.2 согласно приложению к настоящему приказу."
            in words[-3]
        )
        assert words[-2].endswith(".2. Строку 2.2 считать строкой 2.3.")
        assert words[-4].endswith(". В приложении к приказу:")

    def test_a_point_that_becomes_a_list_is_restated_with_all_that_is_under_it(self) -> None:
        """Every paragraph with its number, the guillemets around all of them."""
        words = _words(
            _amend(plan_of(), plan_of(f"add:\n  - {{after: council, measure: {EXTRA}}}\n")).order.points
        )
        place = words.index("1.1. Пункт 3 изложить в следующей редакции:")
        assert words[place + 1] == "«3. Заместителю директора по УВР Ким А. В.:"
        assert words[place + 2].startswith("3.1. Провести сверку")
        assert words[place + 3].endswith(".».")

    def test_a_removed_measure_repeals_its_point_and_its_row(self) -> None:
        """One word for points, the other for rows; the number of the point is not used again."""
        amending = _amend(plan_of(), plan_of("remove: [lessons]\n"))
        words = _words(amending.order.points)
        assert "1.1. Пункт 3 признать утратившим силу." in words
        assert "1.2. В приложении к приказу строку 2.2 исключить." in words
        assert amending.appendix is None
        again = order_as_amended((plan_of(), plan_of("remove: [lessons]\n"), plan_of()))
        assert [point.number for point in again.points] == ["1.", "2.", "3.", "4.", "5."]
        assert again.points[2].text == "Утратил силу."

    def test_other_executors_change_the_opening_of_the_point_alone(self) -> None:
        """What is under it stays as it was signed."""
        two = (
            ROADMAP
            + """
      - {id: one, title: Проведение сверки, deadline: постоянно, responsible: [deputies]}
"""
        )
        old = plan_of(roadmap=two)
        new = plan_of(
            "replace: {one: {responsible: [teachers]}, lessons: {responsible: [teachers]}}\n",
            roadmap=two,
        )
        amending = _amend(old, new)
        words = _words(amending.order.points)
        assert "1.1. Абзац первый пункта 3 изложить в следующей редакции:" in words
        assert not any("Провести сверку" in line for line in words)
        assert amending.order.preamble == "В связи с изменением состава ответственных"

    def test_other_columns_restate_the_whole_table(self) -> None:
        """Rows of different columns cannot stand in one table."""
        fewer = ROADMAP.replace("columns: [number, title, participants, ", "columns: [number, title, ")
        amending = _amend(plan_of(), plan_of(roadmap=fewer))
        assert f"1.1. В приложении к приказу таблицу изложить в редакции {BY_APPENDIX}." in _words(
            amending.order.points
        )
        assert amending.appendix is not None
        assert sum(len(stage.rows) for stage in amending.appendix.stages) == 3


def test_one_change_is_called_one() -> None:
    """However many words of the point change; a point and a row are two."""
    old, new = plan_of(), plan_of("replace: {lessons: {directive: Провести беседы с учащимися}}\n")
    order = _amend(old, new).order
    assert order.heading == "О внесении изменения в приказ от 21 мая 2027 г. № 17-од"
    assert order.points[0].text.endswith("следующее изменение:")


LAST_STAGE = """
  - id: review
    title: Рефлексивный этап
    measures:
      - {id: lessons-learnt, title: Проведение анализа, deadline: до 1 июля 2027 г., responsible: [deputies]}
      - {id: report, title: Подготовка отчёта, deadline: до 3 июля 2027 г., responsible: [deputies]}
"""


class TestSections:
    """Headings of the table are amended as its rows are."""

    def test_a_new_section_comes_with_its_rows(self) -> None:
        """Its heading first, then what stands under it."""
        words = _words(_amend(plan_of(), plan_of(roadmap=ROADMAP + LAST_STAGE)).order.points)
        place = next(place for place, line in enumerate(words) if "дополнить заголовком" in line)
        assert words[place].endswith("После строки 2.2 дополнить заголовком раздела «3. Рефлексивный этап».")
        assert words[place + 1].endswith(
            f"После заголовка раздела «3. Рефлексивный этап» дополнить строками 3.1, 3.2 {BY_APPENDIX}."
        )

    def test_a_section_goes_with_its_rows(self) -> None:
        """Rows, then the heading."""
        words = _words(_amend(plan_of(roadmap=ROADMAP + LAST_STAGE), plan_of()).order.points)
        assert any(line.endswith("Строки 3.1, 3.2 исключить.") for line in words)
        assert any(line.endswith("Заголовок раздела «3. Рефлексивный этап» исключить.") for line in words)

    def test_another_heading_is_restated(self) -> None:
        """Old and new as the table prints them."""
        other = ROADMAP.replace("title: Аналитический этап", "title: Этап анализа")
        words = _words(_amend(plan_of(), plan_of(roadmap=other)).order.points)
        assert any(
            line.endswith(
                "аголовок раздела «1. Аналитический этап» изложить в следующей редакции: «1. Этап анализа»."
            )
            for line in words
        )

    def test_rows_without_numbers_are_called_by_their_words(self) -> None:
        """And one that gets a number is restated, since there is none to replace."""
        bare = ROADMAP.replace("id: lessons\n", 'id: lessons\n        number: ""\n')
        old = plan_of(roadmap=bare)
        assert old.measures()[2].number == ""
        words = _words(
            _amend(old, plan_of("replace: {lessons: {title: Проведение бесед}}\n", bare)).order.points
        )
        assert any("строку «Проведение занятий» изложить в редакции" in line for line in words)
        numbered = _words(_amend(old, plan_of()).order.points)
        assert any("строку «Проведение занятий» изложить в редакции" in line for line in numbered)


def test_another_title_restates_heading_approval_and_appendix() -> None:
    """Wherever the signed order calls the plan by its name."""
    other = ROADMAP.replace("title: План по результатам", "title: План работы по результатам")
    words = _words(_amend(plan_of(), plan_of(roadmap=other)).order.points)
    assert any(
        "Заголовок к тексту изложить в следующей редакции: «Об утверждении плана работы" in w for w in words
    )
    assert any("Пункт 1 изложить в следующей редакции:" in line for line in words)
    assert any("наименование изложить в следующей редакции: «План работы по" in line for line in words)


def test_another_basis_restates_the_preamble() -> None:
    """A published order the roadmap now rests on."""
    order = 'order: {issuer_genitive: Департамента образования, date: 2026-09-01, number: "5"}\n'
    words = _words(
        _amend(
            plan_of(), plan_of(roadmap=ROADMAP.replace("title: План по", f"{order}title: План по", 1))
        ).order.points
    )
    assert any(
        "Преамбулу изложить в следующей редакции: «В соответствии с приказом Департамента" in w for w in words
    )


class TestReasons:
    """«preamble with its reason (new version of the roadmap / council decision)»."""

    def test_a_decision_that_was_waited_for(self) -> None:
        """In the case that «в связи с» asks for."""
        assert _amend(plan_of(RECEIVED), plan_of(DECIDED)).order.preamble == "В связи с решением Педсовета"

    def test_a_newer_version(self) -> None:
        """Which one is said."""
        newer = ROADMAP.replace("1.0.0", "1.1.0").replace("2 недель", "3 недель")
        preamble = _amend(plan_of(RECEIVED), plan_of(RECEIVED, newer)).order.preamble
        assert preamble.startswith("В связи с изданием новой редакции (версия 1.1.0) дорожной карты")

    def test_several_reasons_are_one_sentence(self) -> None:
        """The new edition first; the rest in the same case."""
        newer = ROADMAP.replace("1.0.0", "1.1.0")
        staff = "replace: {by-pupil: {responsible: [head]}}\n"
        preamble = _amend(plan_of(RECEIVED), plan_of(MOVED + staff, newer)).order.preamble
        assert preamble == (
            "В связи с изданием новой редакции (версия 1.1.0) дорожной карты, "
            "а также изменением сроков мероприятий и состава ответственных"
        )

    def test_a_deadline_written_anew_does_not_mean_that_the_event_has_come(self) -> None:
        """It is only waited for no more."""
        own = "replace: {by-pupil: {deadline: до 1 июля 2027 г.}}\n"
        assert _amend(plan_of(), plan_of(own)).order.preamble == "В целях уточнения плана мероприятий"

    def test_an_event_nobody_waits_for_any_more_is_no_reason(self) -> None:
        """The measure went, the event did not come."""
        preamble = _amend(plan_of(RECEIVED), plan_of(RECEIVED + "remove: [lessons]\n")).order.preamble
        assert preamble == "В целях уточнения плана мероприятий"

    def test_the_clerk_s_own_words_count_first(self) -> None:
        """She may know of a protocol the plan does not."""
        reason = "На основании протокола педагогического совета от 21.06.2027 № 9"
        assert _amend(plan_of(RECEIVED), plan_of(MOVED), reason=reason).order.preamble == reason


class TestItsOwnDate:
    """«The amending order is judged by its own date»."""

    def test_a_new_day_that_is_over_is_not_commanded(self) -> None:
        """The row in the appendix has it; the point sends there."""
        order = _amend(plan_of(RECEIVED), plan_of(MOVED), date=dt.date(2027, 6, 10)).order
        words = _words(order.points)
        assert words[2].endswith("(пункт 1.1 плана).».")
        assert not any("июня" in line for line in words[2:])

    def test_a_day_ahead_is_commanded(self) -> None:
        """The day of the order itself is not over."""
        order = _amend(plan_of(RECEIVED), plan_of(MOVED), date=dt.date(2027, 6, 7)).order
        assert _words(order.points)[2].endswith("до 7 июня 2027 г.».")

    def test_what_has_begun_is_commanded_by_its_end(self) -> None:
        """Nobody can begin on a day that is over."""
        own = "replace: {by-pupil: {deadline: с 1 июня по 20 июля 2027 г.}}\n"
        said = [
            _words(_amend(plan_of(RECEIVED), plan_of(RECEIVED + own), date=date).order.points)[2]
            for date in (dt.date(2027, 6, 1), dt.date(2027, 6, 10))
        ]
        assert said[0].endswith("с 1 июня по 20 июля 2027 г.».")
        assert said[1].endswith(" – до 20 июля 2027 г.».")

    def test_days_that_go_by_change_nothing(self) -> None:
        """A point that says what it said is not amended because its day is over."""
        case = Amending((plan_of(RECEIVED),), plan_of(RECEIVED), date=dt.date(2028, 6, 10))
        amending, problems = draw_amending_order(case)
        assert amending is None
        assert "RM847" in {problem.code for problem in problems}

    def test_an_event_after_it_is_no_reason(self) -> None:
        """Told, because the date may be a slip; what happened on the same day is a reason."""
        days = {"council-decision": dt.date(2027, 6, 21)}
        case = Amending((plan_of(RECEIVED),), plan_of(DECIDED), date=dt.date(2027, 6, 20), events=days)
        amending, problems = draw_amending_order(case)
        assert amending is not None
        assert amending.order.preamble == "В целях уточнения плана мероприятий"
        assert [problem.code for problem in problems if problem.code == "RM745"] == ["RM745"]
        same_day = replace(case, date=dt.date(2027, 6, 21))
        amending, problems = draw_amending_order(same_day)
        assert amending is not None
        assert amending.order.preamble == "В связи с решением Педсовета"
        assert "RM745" not in {problem.code for problem in problems}

    @pytest.mark.parametrize(("day", "is_said"), [(dt.date(2027, 5, 31), False), (dt.date(2027, 6, 1), True)])
    def test_an_edition_after_it_is_no_reason_and_no_basis(self, day: dt.date, *, is_said: bool) -> None:
        """Neither the amending order nor the preamble it restates cites an order of a later day."""
        issued = 'order: {issuer_genitive: Департамента образования, date: 2027-06-01, number: "5"}\n'
        newer = ROADMAP.replace("1.0.0", "1.1.0").replace("title: План по", f"{issued}title: План по", 1)
        case = Amending((plan_of(RECEIVED),), plan_of(MOVED, newer), date=day)
        amending, problems = draw_amending_order(case)
        assert amending is not None
        said = " ".join((amending.order.preamble, *_words(amending.order.points)))
        assert ("1.1.0" in said) is is_said
        assert ("от 1 июня 2027 г. № 5" in said) is is_said
        assert ("RM745" in {problem.code for problem in problems}) is not is_said


def test_the_appendix_says_which_numbers_are_old_and_which_new() -> None:
    """A row put in takes the number of another; a restated one may have a new number as well."""
    replaced = "replace: {lessons: {title: Проведение бесед}}\n"
    new = plan_of(f"{RECEIVED}{replaced}add:\n  - {{after: council, measure: {EXTRA}}}\n")
    amending = _amend(plan_of(RECEIVED), new)
    assert amending.appendix is not None
    numbers = [row["№ п/п"] for stage in amending.appendix.stages for row in stage.rows]
    assert numbers == ["2.2. (новая строка)", "2.3. (прежний номер 2.2)"]
    words = " ".join(_words(amending.order.points))
    assert "Строку 2.2 изложить в редакции согласно приложению к настоящему приказу" in words
    assert "(с заменой прежних номеров новыми: 2.2 на 2.3)" in words
    assert "После строки 2.1 дополнить новой строкой 2.2" in words


def test_rows_of_sections_that_count_anew_are_told_apart() -> None:
    """A number that stands in two sections names no row."""
    text = ROADMAP.replace("id: council\n", 'id: council\n        number: "1.1"\n')
    moved = text.replace("После завершения аналитического этапа", "до 1 июля 2027 г.")
    words = _words(_amend(plan_of(roadmap=text), plan_of(roadmap=moved)).order.points)
    assert any("строку 1.1 раздела 2 изложить в редакции согласно приложению" in line for line in words)


def test_the_appendix_has_the_changed_rows_alone() -> None:
    """Under their headings, in the columns of the plan."""
    appendix = _amend(plan_of(RECEIVED), plan_of(MOVED)).appendix
    assert appendix is not None
    assert [stage.heading for stage in appendix.stages] == [
        "1. Аналитический этап",
        "2. Организационный этап",
    ]
    assert [len(stage.rows) for stage in appendix.stages] == [1, 1]
    assert "7 июня 2027 г." in str(appendix.stages[0].rows[0]["Сроки"])
    assert appendix.columns == plan_of().columns


def test_those_who_answered_and_those_who_answer_are_to_know() -> None:
    """Others are not troubled."""
    old = plan_of("replace: {lessons: {responsible: [teachers]}}\n")
    order = _amend(old, plan_of()).order
    assert [line.split(",")[0] for line in order.acknowledged] == ["Ким А. В."]
    assert order.acknowledged_apart == ("учителя-предметники",)


def test_a_role_of_another_id_is_one_on_paper() -> None:
    """Those who are called alike are told once."""
    local = "replace: {{lessons: {{responsible: [{role}], deadline: до {day} августа}}}}\n"
    renamed = ROADMAP.replace("teachers", "subject-teachers")
    new = plan_of(local.format(role="subject-teachers", day=20), roadmap=renamed)
    order = _amend(plan_of(local.format(role="teachers", day=10)), new).order
    assert order.acknowledged_apart == ("учителя-предметники",)


VARIANTS = (
    "",
    RECEIVED,
    MOVED,
    DECIDED,
    RECEIVED + "remove: [lessons]\n",
    f"add:\n  - {{after: by-pupil, measure: {EXTRA}}}\n",
    RECEIVED + "replace: {lessons: {responsible: [head], title: Проведение бесед}}\n",
    "roles: {deputies: [head]}\n",
    "move: {lessons: {before: by-pupil}, council: {stage: analysis}}\n",
    RECEIVED + "move: {decisions: {before: analysis}}\n",
)


@pytest.mark.parametrize("old", VARIANTS)
@pytest.mark.parametrize("new", VARIANTS)
def test_the_amended_order_says_what_a_fresh_one_says(old: str, new: str) -> None:
    """«exact against a fresh order of the new plan»; so does one that is amended twice."""
    fresh, _ = draw_order(plan_of(new))
    assert fresh is not None
    assert content(order_as_amended((plan_of(old), plan_of(new))).points) == content(fresh.points)
    thrice = order_as_amended((plan_of(old), plan_of(RECEIVED), plan_of(new)))
    assert content(thrice.points) == content(fresh.points)


DATED = DECIDED + (
    "replace: {council: {deadline: до 1 июня 2027 г.}, by-pupil: {deadline: до 1 июня 2027 г.}}\n"
)


def _lines(local: str, signed: str = DATED) -> list[str]:
    """What is said of lines of the table."""
    points = _amend(plan_of(signed), plan_of(local)).order.points
    return [each.partition(" ")[2] for each in _words(points) if "трок" in each or "аголовок" in each]


class TestMoves:
    """A row that moves keeps its words: it is put elsewhere, and everybody gets a number at the end."""

    def test_a_row_goes_to_another_stage(self) -> None:
        """The appendix does not print it anew; whoever answers for it is to know."""
        local = DATED + "move: {lessons: {after: by-pupil}}\n"
        amending = _amend(plan_of(DATED), plan_of(local))
        assert _lines(local) == [
            "Строку 2.2 переместить после строки 1.1.",
            "Строку 2.2 считать строкой 1.2.",
        ]
        assert amending.appendix is None
        assert amending.order.acknowledged == ("Ким А. В., заместитель директора по УВР",)

    def test_rows_that_go_together_are_said_together_and_new_ones_after_them(self) -> None:
        """A heading that loses all of its rows stays; who went is still called by the signed number."""
        move = "move: {council: {after: by-pupil}, lessons: {after: by-pupil}}\n"
        assert _lines(f"{DATED}{move}add: [{{after: lessons, measure: {EXTRA}}}]\n") == [
            "Строки 2.1, 2.2 переместить после строки 1.1.",
            f"После строки 2.2 дополнить строкой 1.4 {BY_APPENDIX}.",
            "Строки 2.1, 2.2 считать соответственно строками 1.2, 1.3.",
        ]

    def test_a_stage_goes_with_its_rows(self) -> None:
        """Its heading first, under which they are put."""
        anew = "изложить в следующей редакции"
        assert _lines(DATED + "move: {analysis: {after: decisions}}\n") == [
            f"Заголовок раздела «2. Организационный этап» {anew}: «1. Организационный этап».",
            f"Заголовок раздела «1. Аналитический этап» {anew}: «2. Аналитический этап».",
            "Заголовок раздела «2. Организационный этап» переместить в начало таблицы.",
            "Строки 2.1, 2.2 переместить после заголовка раздела «2. Организационный этап».",
            "Строки 2.1, 2.2, 1.1 считать соответственно строками 1.1, 1.2, 2.1.",
        ]

    def test_a_row_that_says_something_else_besides_is_taken_out_and_put_in(self) -> None:
        """Its words are printed anew anyway."""
        local = DATED.replace("replace: {", "replace: {lessons: {title: Проведение бесед}, ")
        assert _lines(local + "move: {lessons: {after: by-pupil}}\n") == [
            "Строку 2.2 исключить.",
            f"После строки 1.1 дополнить строкой 1.2 {BY_APPENDIX}.",
        ]


class TestRefusals:
    """Nothing is drawn where it is not known what is amended."""

    def _codes(self, case: Amending) -> list[str]:
        amending, problems = draw_amending_order(case)
        assert amending is None
        return [problem.code for problem in problems if problem.code.startswith("RM84")]

    def test_an_order_without_date_or_number(self) -> None:
        """«missing date/number is a problem, not a blank»."""
        old, new = adopt_text(RECEIVED)[0], adopt_text(MOVED)[0]
        assert self._codes(Amending((old,), new)) == ["RM844"]

    def test_requisites_may_have_become_known_after_the_plan_was_built(self) -> None:
        """The adoption says them then."""
        old = adopt_text(RECEIVED)[0]
        amending, _ = draw_amending_order(Amending((old,), plan_of(MOVED)))
        assert amending is not None
        assert "№ 17-од" in amending.order.heading

    def test_another_order_than_the_adoption_names(self) -> None:
        """One of the two is wrong."""
        other = adopt_text("order: {date: 2027-05-22, number: 18-од}\n" + MOVED)[0]
        assert self._codes(Amending((plan_of(RECEIVED),), other)) == ["RM846"]

    def test_the_plan_of_another_year(self) -> None:
        """It has an order of its own."""
        other = adopt_text(SIGNED + "school_year: 2027/2028\n")[0]
        assert self._codes(Amending((plan_of(),), other)) == ["RM845"]

    def test_nothing_to_amend(self) -> None:
        """No empty order is drawn."""
        assert self._codes(Amending((plan_of(),), plan_of())) == ["RM847"]

    def test_an_amending_order_before_the_order(self) -> None:
        """Its date is a slip."""
        case = Amending((plan_of(RECEIVED),), plan_of(MOVED), date=dt.date(2027, 5, 1))
        assert self._codes(case) == ["RM848"]
