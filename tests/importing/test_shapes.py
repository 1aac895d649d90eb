"""Plans that are no list of measures, a row each, and headings of every make.

What is expected is written from the layout, by hand.
"""

from __future__ import annotations

import pytest

from tests.importing.making import Imported, import_blocks

HEAD = ["№ п/п", "Мероприятия", "Сроки", "Ответственные"]
TITLE = "=План мероприятий на 2026/2027 учебный год"


class TestRepeatedHeadings:
    """«Stage rows (merged or not)»: a converter says a merged heading in every cell."""

    def test_a_text_in_every_cell_is_a_heading(self) -> None:
        rows = [["Работа с учащимися"] * 4, ["1", "Диагностика", "октябрь", "психолог"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.stages() == ["Работа с учащимися"]
        assert plan.titles() == ["Диагностика"]

    def test_its_number_may_have_a_cell_of_its_own(self) -> None:
        rows = [["2.", *["Работа с кадрами"] * 3], ["2.1", "Курсы", "май", "завуч"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.stages() == ["Работа с кадрами"]
        assert plan.plan.stages[0].number == "2."

    def test_a_repeated_month_heads_its_measures(self) -> None:
        plan = import_blocks(TITLE, [HEAD, ["Сентябрь"] * 4, ["1", "Линейка", "2 неделя", "завуч"]])
        assert plan.stages() == ["Сентябрь"]
        assert plan.deadlines() == ["2 неделя сентября"]

    def test_a_repeated_deadline_is_no_heading(self) -> None:
        head = ["Мероприятия", "Сроки", "Дата начала", "Дата окончания"]
        plan = import_blocks(TITLE, [head, ["Курсы", "до 1 мая", "до 1 мая", "до 1 мая"]])
        assert plan.titles() == ["Курсы"]


class TestHeadings:
    """A heading is what has measures under it, whatever its number looks like."""

    def test_a_quarter_is_no_number_with_a_title(self) -> None:
        plan = import_blocks(TITLE, [HEAD, ["I четверть", "<", "<", "<"], ["1", "Диктант", "", "завуч"]])
        assert plan.stages() == ["I четверть"]
        assert plan.deadlines() == ["I четверть"]
        assert "RM879" in plan.codes

    def test_a_numbered_title_over_complete_rows_without_numbers(self) -> None:
        rows = [
            ["1", "Нормативное обеспечение", "", ""],
            ["", "Разработать положение", "до 20 сентября", "завуч"],
            ["2", "Кадровое обеспечение", "", ""],
            ["", "Направить на курсы", "октябрь", "завуч"],
        ]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.stages() == ["Нормативное обеспечение", "Кадровое обеспечение"]
        assert plan.titles() == ["Разработать положение", "Направить на курсы"]

    @pytest.mark.parametrize("heading", ["РАБОТА С КАДРАМИ", "Работа с кадрами", "Кадровое обеспечение"])
    def test_a_field_of_work_is_no_rest_of_the_measure_above(self, heading: str) -> None:
        rows = [["1", "Сбор", "май", "завуч"], ["", heading, "", ""], ["2", "Курсы", "май", "завуч"]]
        plan = import_blocks(TITLE, [HEAD, ["Начало", "<", "<", "<"], *rows])
        assert plan.stages() == ["Начало", heading]

    def test_a_meeting_gives_its_month_to_its_questions(self) -> None:
        head = ["Содержание", "Ответственный"]
        plan = import_blocks(
            TITLE,
            "Заседание № 1 (август)",
            [head, ["Утверждение плана", "методист"]],
            "Заседание № 2 (ноябрь)",
            [head, ["Итоги четверти", "методист"]],
        )
        assert plan.deadlines() == ["август", "ноябрь"]

    def test_a_measure_is_no_caption_because_it_speaks_of_measures(self) -> None:
        rows = [["1", "Мероприятия по профилактике", "весь период", "завуч"], ["2", "Час", "май", "завуч"]]
        plan = import_blocks(TITLE, [HEAD, ["0", "Сбор", "май", "завуч"], *rows])
        assert plan.titles() == ["Сбор", "Мероприятия по профилактике", "Час"]
        assert plan.responsible() == [["завуч"]] * 3


class TestDirections:
    """A column of directions stands for stages."""

    def test_what_is_watched_is_the_measure(self) -> None:
        rows = [
            ["Качество условий", "Кадры", "сентябрь", "завуч"],
            ["^", "Оснащение", "август", "завхоз"],
            ["Качество результатов", "Предметные результаты", "май", "завуч"],
        ]
        plan = import_blocks(TITLE, [["Направление", "Показатели", "Периодичность", "Ответственный"], *rows])
        assert plan.stages() == ["Качество условий", "Качество результатов"]
        assert plan.titles() == ["Кадры", "Оснащение", "Предметные результаты"]
        assert "RM878" in plan.codes

    def test_directions_alone_are_measures_each_row_its_own(self) -> None:
        rows = [["Контроль журналов", "октябрь", "завуч"], ["Контроль дневников", "ноябрь", "завуч"]]
        plan = import_blocks(TITLE, [["Направление", "Сроки", "Ответственный"], *rows])
        assert plan.titles() == ["Контроль журналов", "Контроль дневников"]

    def test_a_direction_of_risk_is_a_stage(self) -> None:
        head = ["Направление в соответствии с риском", "Мероприятие", "Дата", "Ответственный"]
        plan = import_blocks(TITLE, [head, ["Низкая мотивация", "Анкета", "март", "психолог"]])
        assert plan.stages() == ["Низкая мотивация"]


class TestMatrices:
    """Months as columns or as rows, with measures inside."""

    def test_a_month_a_column(self) -> None:
        rows = [
            ["Направление", "Сентябрь", "Октябрь"],
            ["Методическая работа", "Заседание", "Семинар"],
            ["Работа с родителями", "", "Лекторий"],
        ]
        plan = import_blocks(TITLE, rows)
        assert plan.stages() == ["Методическая работа", "Работа с родителями"]
        assert list(zip(plan.titles(), plan.deadlines(), strict=True)) == [
            ("Заседание", "Сентябрь"),
            ("Семинар", "Октябрь"),
            ("Лекторий", "Октябрь"),
        ]
        assert "RM880" in plan.codes

    def test_a_month_a_row(self) -> None:
        rows = [
            ["Месяц", "Работа с педагогами", "Работа с учащимися"],
            ["Сентябрь", "Педсовет", "Линейка"],
            ["Октябрь", "Семинар", ""],
        ]
        plan = import_blocks(TITLE, rows)
        assert plan.stages() == ["Работа с педагогами", "Работа с учащимися"]
        assert list(zip(plan.titles(), plan.deadlines(), strict=True)) == [
            ("Педсовет", "Сентябрь"),
            ("Семинар", "Октябрь"),
            ("Линейка", "Сентябрь"),
        ]

    def test_a_matrix_may_say_who_answers_and_for_which_class(self) -> None:
        rows = [["Класс", "1 четверть", "2 четверть", "Ответственный"], ["5", "Поход", "—", "завуч"]]
        plan = import_blocks(TITLE, rows)
        assert (plan.titles(), plan.deadlines()) == (["Поход"], ["1 четверть"])
        assert (plan.participants(), plan.responsible()) == ([["5"]], [["завуч"]])

    def test_marks_under_months_stay_marks(self) -> None:
        rows = [["Мероприятия", "Сентябрь", "Октябрь"], ["Проверка журналов", "+", "+"]]
        plan = import_blocks(TITLE, rows)
        assert plan.deadlines() == ["сентябрь, октябрь"]
        assert "RM880" not in plan.codes

    def test_marks_under_years_side_by_side_are_one_span(self) -> None:
        rows = [["Мероприятия", "2026", "2027", "Исполнитель"], ["Аудит", "+", "+", "завуч"]]
        assert import_blocks(TITLE, rows).deadlines() == ["2026-2027 годы"]

    def test_months_merged_over_their_rows(self) -> None:
        rows = [["Сентябрь", "День знаний", "завуч"], ["^", "Неделя безопасности", "педагог"]]
        plan = import_blocks(TITLE, [["Месяц", "Мероприятия", "Ответственные"], *rows])
        assert plan.deadlines() == ["Сентябрь", "Сентябрь"]


def joint(*cells: str, caption: str = "Сроки, ответственные") -> Imported:
    """Import a plan with deadlines and names in one column."""
    rows = [[str(place), f"Дело {place}", cell] for place, cell in enumerate(cells, 1)]
    return import_blocks(TITLE, [["№", "Мероприятие", caption], *rows])


def names_in_small(names: list[str]) -> list[str]:
    """Give names in small letters."""
    return [name.lower() for name in names]


class TestJointColumns:
    """«Сроки, ответственные» in one column are parted cell by cell, where a cell is certain."""

    @pytest.mark.parametrize(
        ("cell", "deadline", "names"),
        [
            ("Сентябрь, руководитель ШМО", "Сентябрь", ["руководитель ШМО"]),
            ("Ноябрь 2026\nЗавуч", "Ноябрь 2026", ["завуч"]),
            ("до 5 сентября / завхоз", "до 5 сентября", ["завхоз"]),
            ("методист (октябрь)", "октябрь", ["методист"]),
            ("октябрь (методист)", "октябрь", ["методист"]),
            ("1 октября (День пожилых людей)", "1 октября (День пожилых людей)", []),
            ("октябрь, декабрь, завуч, психолог", "октябрь, декабрь", ["завуч", "психолог"]),
            ("завуч", None, ["завуч"]),
            ("в течение года", "в течение года", []),
        ],
    )
    def test_certain_cells(self, cell: str, deadline: str | None, names: list[str]) -> None:
        plan = joint(cell, "май, директор")
        assert plan.deadlines()[0] == deadline
        assert [name.lower() for name in plan.responsible()[0]] == names_in_small(names)
        assert "RM880" in plan.codes

    def test_a_doubtful_cell_stays_together_and_is_told(self) -> None:
        plan = joint("май, завуч", "когда получится, все желающие")
        assert plan.deadlines() == ["май", "?когда получится, все желающие"]
        assert plan.responsible() == [["завуч"], []]
        assert [each.words["row"] for each in plan.problems if each.code == "RM857"] == ["3"]

    def test_a_column_of_doubts_is_no_joint_column(self) -> None:
        plan = joint("у кого получится, все", "когда получится, все желающие", "май, завуч")
        assert plan.fields() == ["number", "title", "deadline"]

    def test_the_caption_may_reach_over_two_columns(self) -> None:
        rows = [["1", "Слёт", "май", "завуч"], ["2", "Сбор", "июнь, директор", "<"]]
        plan = import_blocks(TITLE, [["№", "Мероприятие", "Сроки, ответственные", "<"], *rows])
        assert (plan.deadlines(), plan.responsible()) == (["май", "июнь"], [["завуч"], ["директор"]])

    def test_either_order_of_the_caption(self) -> None:
        plan = joint("завуч, май", caption="Ответственные и сроки")
        assert plan.deadlines() == ["май"]
        assert [caption.caption for caption in plan.plan.columns or ()][2:] == ["Сроки", "Ответственные"]


def test_a_point_of_the_order_beside_the_table_is_told_as_a_whole() -> None:
    """«An order with points beside a plan table»: a dated point is never lost."""
    point = "2. Заместителю директора представить анализ до 15 октября 2026 г."
    plan = import_blocks("=ПРИКАЗ", point, TITLE, [HEAD, ["1", "Анализ", "май", "завуч"]])
    assert [each.words["text"] for each in plan.problems if each.code == "RM881"] == [point]
    assert point in plan.text.replace("\n# ", " ").replace("\n  # ", " ")
