"""Traits of the plans that departments and schools really have, each in a layout of its own.

What is expected is written from the layout, by hand: stages, titles, deadlines, names.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importing.making import Imported, import_blocks, import_sheets

HEAD = ["№ п/п", "Мероприятия", "Сроки", "Ответственные"]
TITLE = "=План мероприятий на 2026/2027 учебный год"


def one_row(*cells: str, head: list[str] | None = None) -> Imported:
    """Import a plan of one measure."""
    return import_blocks(TITLE, [head or HEAD, ["Раздел 1. Работа", *["<"] * (len(cells) - 1)], list(cells)])


class TestNumbers:
    """«Restarted, missing and doubled numbers, sub-rows»."""

    def test_numbers_restart_in_every_section(self) -> None:
        plan = import_blocks(
            TITLE,
            [
                HEAD,
                ["", "**Работа с учащимися**", "", ""],
                ["1", "Классные часы «Как сдать ОГЭ»", "октябрь", "психолог"],
                ["2", "Пробный экзамен", "январь, март", "завуч"],
                ["", "**Работа с родителями**", "", ""],
                ["1", "Родительское собрание", "апрель", "завуч"],
            ],
        )
        assert plan.stages() == ["Работа с учащимися", "Работа с родителями"]
        assert [measure.number for measure in plan.measures] == ["1", "2", "1"]

    def test_doubled_and_missing_numbers_stay_as_printed(self) -> None:
        rows = [[number, f"Дело {place}", "май", "завуч"] for place, number in enumerate(("1", "1", "4", ""))]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert [measure.number for measure in plan.measures] == ["1", "1", "4", ""]

    def test_numbers_that_are_counted_anyway_are_not_written_down(self) -> None:
        plan = import_blocks(
            TITLE,
            [
                HEAD,
                ["1. Анализ", "<", "<", "<"],
                ["1.1.", "Анализ работ", "май", "завуч"],
                ["1.2.", "Отчёт", "май", "завуч"],
            ],
        )
        assert [measure.number for measure in plan.measures] == [None, None]
        assert plan.plan.stages[0].number is None

    def test_a_plan_without_numbers_gets_none(self) -> None:
        head = ["Мероприятие", "Период", "Ответственный"]
        plan = import_blocks("=План", [head, ["Анализ", "май", "завуч"], ["Отчёт", "июнь", "завуч"]])
        assert plan.fields() == ["title", "deadline", "responsible"]
        assert plan.titles() == ["Анализ", "Отчёт"]

    def test_rows_under_a_measure_are_measures_without_a_number(self) -> None:
        plan = import_blocks(
            TITLE,
            [
                HEAD,
                ["1.", "Провести:", "", "руководители МО"],
                ["", "а) входные работы", "сентябрь", ""],
                ["", "б) итоговые работы", "май", ""],
                ["2.", "Подвести итоги", "июнь", "завуч"],
            ],
        )
        assert [(m.number, m.title) for m in plan.measures] == [
            ("1.", "Провести:"),
            ("", "а) входные работы"),
            ("", "б) итоговые работы"),
            ("2.", "Подвести итоги"),
        ]

    def test_a_number_over_its_own_sub_numbers_is_a_stage(self) -> None:
        plan = import_blocks(
            TITLE,
            [
                HEAD,
                ["1", "Анализ результатов", "", ""],
                ["1.1", "Анализ ВПР", "сентябрь", "завуч"],
                ["1.1.1", "по русскому языку", "до 10 сентября", "учителя"],
                ["2", "Контроль", "", ""],
                ["2.1", "Посещение уроков", "постоянно", "администрация"],
            ],
        )
        assert plan.stages() == ["Анализ результатов", "Контроль"]
        assert [m.number for m in plan.measures] == ["1.1", "1.1.1", "2.1"]

    def test_roman_and_merged_headings_keep_their_numbers(self) -> None:
        plan = import_blocks(
            TITLE,
            [
                HEAD,
                ["I", "Аналитический этап", "", ""],
                ["1", "Анализ", "май", "завуч"],
                ["II. Контроль", "<", "<", "<"],
                ["1", "Посещение уроков", "май", "завуч"],
            ],
        )
        assert [(s.number, s.title, str(s.kind)) for s in plan.plan.stages] == [
            ("I", "Аналитический этап", "analytical"),
            ("II.", "Контроль", "other"),
        ]

    def test_headings_of_two_levels_keep_the_upper_as_a_comment(self) -> None:
        plan = import_blocks(
            TITLE,
            [
                HEAD,
                ["Раздел I. Кадры", "<", "<", "<"],
                ["1. Обучение", "<", "<", "<"],
                ["1.1.", "Курсы", "май", "завуч"],
            ],
        )
        assert plan.stages() == ["Обучение"]
        assert "RM870" in plan.codes
        assert "Раздел I. Кадры" in plan.text


class TestColumns:
    """«Three to nine, in any order, several deadline columns»."""

    def test_columns_stand_in_any_order_under_any_usual_name(self) -> None:
        head = ["Исполнители", "Дата проведения", "Содержание деятельности", "№"]
        plan = import_blocks("=План", [head, ["Директор", "май", "Анализ работы", "1"]])
        assert plan.fields() == ["responsible", "deadline", "title", "number"]
        assert [column.caption for column in plan.plan.columns or ()] == head

    def test_nine_columns_with_a_stage_column_and_one_too_many(self) -> None:
        plan = import_blocks(
            "=Дорожная карта",
            [
                [
                    *("№", "Направление деятельности", "Наименование мероприятия", "Целевая аудитория"),
                    *("Сроки реализации", "Ответственные исполнители", "Ожидаемый результат"),
                    *("Показатель", "Отчётный документ"),
                ],
                ["1", "Кадры", "Курсы", "учителя математики", "март 2027", "ОО", "Рост", "80 %", "Приказ"],
                [
                    "2",
                    "",
                    "Наставничество",
                    "молодые педагоги",
                    "весь период",
                    "ОО",
                    "Помощь",
                    "",
                    "Приказ, план",
                ],
                ["3", "Мониторинг", "Диагностика", "5-9 классы", "1 раз в четверть", "ОО", "Итог", "", ""],
            ],
        )
        assert plan.stages() == ["Кадры", "Мониторинг"]
        assert plan.fields() == [
            *("number", "title", "participants", "deadline", "responsible", "result", "output"),
        ]
        assert plan.participants() == [["учителя математики"], ["молодые педагоги"], ["5-9 классы"]]
        outputs = plan.plan.outputs
        assert [outputs[name].title for name in plan.measures[1].output] == ["Приказ", "план"]
        assert "# Показатель: 80 %" in plan.text

    def test_a_beginning_and_an_end_are_one_deadline(self) -> None:
        plan = import_blocks(
            "=План-график",
            [
                ["№", "Наименование мероприятия", "Срок", "<", "Исполнитель"],
                ["^", "^", "начало", "окончание", "^"],
                ["1", "Издание приказа", "01.09.2026", "10.09.2026", "Директор"],
                ["2", "Сбор данных", "", "15.10.2026", "Завуч"],
                ["3", "Отчёт", "20.10.2026", "20.10.2026", "Завуч"],
            ],
        )
        assert plan.deadlines() == ["с 01.09.2026 по 10.09.2026", "до 15.10.2026", "20.10.2026"]
        assert [column.caption for column in plan.plan.columns or ()][2] == "Срок"

    def test_what_was_done_in_fact_is_a_comment(self) -> None:
        plan = import_blocks(
            "=План",
            [
                ["№", "Мероприятие", "Срок", "<", "Ответственный"],
                ["", "", "план", "факт", ""],
                ["1", "Входной контроль", "сентябрь", "", "Завуч"],
                ["2", "Итоговый контроль", "май 2027", "20.05.2027", "Завуч"],
            ],
        )
        assert plan.deadlines() == ["сентябрь", "май 2027"]
        assert "# Срок факт: 20.05.2027" in plan.text
        assert "RM869" in plan.codes

    def test_marks_under_months_are_months(self) -> None:
        plan = import_sheets(
            [
                ["План работы ШМО на 2026/2027 учебный год"],
                ["№", "Мероприятие", "сентябрь", "октябрь", "ноябрь", "Ответственный"],
                [1, "Заседание", "+", "", "+", "Руководитель ШМО"],
                [2, "Неделя математики", "", "12-16", "", "учителя математики"],
            ]
        )
        assert plan.deadlines() == ["сентябрь, ноябрь", "12-16 октября"]

    def test_columns_of_years_give_their_year(self) -> None:
        plan = import_blocks(
            "=План",
            [
                ["№", "Мероприятие", "Сроки реализации", "<", "Исполнители"],
                ["^", "^", "2026", "2027", "^"],
                ["1", "Мониторинг", "сентябрь, декабрь", "март", "ИМЦ"],
                ["2", "Аттестация", "+", "", "ОО"],
            ],
        )
        assert plan.deadlines() == ["сентябрь, декабрь 2026\nмарт 2027", "2026 год"]

    def test_an_unknown_column_is_kept_and_told(self) -> None:
        plan = one_row("1", "Анализ", "май", "завуч", "10 тыс. руб.", head=[*HEAD, "Погода"])
        assert "cells: {pogoda: 10 тыс. руб.}" in plan.text
        assert "RM899" in plan.codes

    @pytest.mark.parametrize(
        ("caption", "cell", "column"),
        [
            ("Отметка о выполнении", "", ("done-mark", "blank")),
            ("Примечание", "кабинет 12", ("note", "text")),
            ("Финансирование", "12 500 руб.", ("financing", "money")),
            ("Источник финансирования", "средства школы", ("financing", "text")),
            ("Педсовет", "05.10.2026", ("pedsovet", "date")),
            ("Основание", "приказ", ("osnovanie", "text")),
        ],
    )
    def test_what_an_own_column_holds_is_told_by_its_cells(
        self, caption: str, cell: str, column: tuple[str, str]
    ) -> None:
        plan = one_row("1", "Анализ", "май", "завуч", cell, head=[*HEAD, caption])
        found = next(each for each in plan.plan.columns or () if each.caption == caption)
        assert (found.field, found.kind) == column

    def test_captions_below_other_rows_and_numbers_of_columns(self) -> None:
        plan = import_sheets(
            [
                ["План мероприятий", "<", "<", "<"],
                ["на 2026/2027 учебный год", "<", "<", "<"],
                ["№ п/п", "Мероприятие", "Срок", "Ответственный"],
                [1, 2, 3, 4],
                [1, "Анализ ВПР", "сентябрь", "завуч"],
            ]
        )
        assert plan.plan.title == "План мероприятий на 2026/2027 учебный год"
        assert plan.titles() == ["Анализ ВПР"]

    def test_no_captions_are_guessed_only_when_certain(self) -> None:
        rows = [
            ["1", "Проведение входного мониторинга", "сентябрь", "Зам. директора по УВР"],
            ["2", "Родительские собрания в 9 классах", "октябрь, март", "Классные руководители"],
            ["3", "Консультации по предметам", "еженедельно", "Учителя-предметники"],
        ]
        guessed = import_blocks(TITLE, rows)
        assert guessed.fields() == ["number", "title", "deadline", "responsible"]
        assert "RM864" in guessed.codes
        unclear = import_blocks(TITLE, [["Алый", "Белый", "Синий"]] * 4)
        assert unclear.codes == ["RM853"]

    def test_a_column_of_objects_of_control_is_the_title(self) -> None:
        head = ["№", "Объект контроля", "Цель контроля", "Сроки", "Ответственный", "Выход"]
        plan = import_blocks("=План ВШК", [head, ["1", "Журналы", "Проверить", "май", "Завуч", "Справка"]])
        assert plan.titles() == ["Журналы"]
        assert plan.fields() == ["number", "title", "tsel-kontrolya", "deadline", "responsible", "output"]


class TestTornText:
    """«Joins cells torn over pages and rows»."""

    @pytest.mark.parametrize(
        ("cell", "phrase"),
        [
            ("Сентябр\nь-декабрь", "Сентябрь-декабрь"),
            ("каждый понедельн\nик", "каждый понедельник"),
            ("до 17\nянваря 2027 г.", "до 17 января 2027 г."),
            ("сентябрь-\nоктябрь", "сентябрь-октябрь"),
        ],
    )
    def test_a_word_that_a_narrow_column_tore_is_one_word(self, cell: str, phrase: str) -> None:
        plan = one_row("1", "Анализ", cell, "завуч")
        assert plan.deadlines() == [phrase]
        assert plan.codes == []

    def test_titles_and_names_are_joined(self) -> None:
        plan = one_row(
            "1", "Обсуж-\nдение резуль\nтатов\nв 5 классах", "май", "Замести-\nтель директора\nпо УВР"
        )
        assert plan.titles() == ["Обсуждение результатов в 5 классах"]
        assert plan.responsible() == [["заместитель директора по УВР"]]

    def test_lists_in_a_title_keep_their_lines(self) -> None:
        plan = one_row("1", "Провести:\n- собрания;\n- беседы", "май", "завуч")
        assert plan.titles() == ["Провести:\n- собрания;\n- беседы"]

    def test_the_rest_of_a_row_on_the_next_page_is_joined(self) -> None:
        plan = import_blocks(
            TITLE,
            [HEAD, ["1", "Анализ результатов проверочных", "сентябрь -", "классные"]],
            [HEAD, ["", "работ по предметам", "декабрь", "руководители"], ["2", "Отчёт", "май", "завуч"]],
        )
        assert plan.titles() == ["Анализ результатов проверочных работ по предметам", "Отчёт"]
        assert plan.deadlines() == ["сентябрь - декабрь", "май"]
        assert plan.responsible() == [["классные руководители"], ["завуч"]]
        assert plan.codes.count("RM862") == 1

    def test_a_second_deadline_below_is_one_more_day_of_the_same(self) -> None:
        plan = import_blocks(
            TITLE,
            [
                HEAD,
                ["1", "Пробный экзамен", "декабрь", "завуч"],
                ["", "", "март", ""],
                ["2", "Итог", "май", "завуч"],
            ],
        )
        assert plan.deadlines() == ["декабрь\nмарт", "май"]


class TestMerges:
    """«Vertical merges of responsible or deadline over several rows»."""

    def test_what_is_merged_over_rows_is_said_of_each(self) -> None:
        rows = [
            ["1", "Анализ ВПР", "сентябрь", "завуч"],
            ["2", "Анализ ОГЭ", "^", "^"],
            ["3", "Отчёт", "октябрь", "^"],
        ]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.deadlines() == ["сентябрь", "сентябрь", "октябрь"]
        assert plan.responsible() == [["завуч"]] * 3

    def test_a_title_merged_over_rows_is_repeated_and_told(self) -> None:
        rows = [["1", "Экзамены", "декабрь", "завуч"], ["^", "^", "март", "директор"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert [(m.number, m.title) for m in plan.measures] == [("1", "Экзамены"), ("", "Экзамены")]
        assert "RM865" in plan.codes

    def test_a_merged_first_column_names_the_stages(self) -> None:
        plan = import_blocks(
            TITLE,
            [
                ["Направление", "Мероприятие", "Срок исполнения", "Ответственные"],
                ["Работа с педагогами", "Семинар", "октябрь", "методист"],
                ["^", "Вебинар", "ноябрь", "^"],
                ["Работа с детьми", "Тренинг", "до 1.12.2026", "психолог"],
                ["", "Беседа", "в течение года", "классный руководитель"],
            ],
        )
        assert [(s.title, len(s.measures)) for s in plan.plan.stages] == [
            ("Работа с педагогами", 2),
            ("Работа с детьми", 2),
        ]


class TestDeadlines:
    """«Deadlines through the deadline language; what is not understood stays as text»."""

    @pytest.mark.parametrize(
        ("cell", "phrase", "place"),
        [
            ("15.09.2026, актовый зал", "15.09.2026", "актовый зал"),
            ("20.09.2026\nМБОУ «СОШ № 3»", "20.09.2026", "МБОУ «СОШ № 3»"),
            ("октябрь 2026 г., г. Зареченск", "октябрь 2026 г.", "г. Зареченск"),
        ],
    )
    def test_a_place_behind_a_date_is_told_from_it(self, cell: str, phrase: str, place: str) -> None:
        plan = one_row("1", "Семинар", cell, "завуч")
        assert plan.deadlines() == [phrase]
        assert plan.measures[0].as_printed["deadline"] == cell.replace("\n", " ") or "\n" in cell
        [problem] = plan.problems
        assert (problem.code, problem.words["place"]) == ("RM871", place)

    @pytest.mark.parametrize(
        ("cell", "phrase"),
        [
            ("с 1 сентября но 15 октября", "с 1 сентября по 15 октября"),
            ("октябрь (1 неделя", "октябрь (1 неделя)"),
            ("до 01,10", "до 01.10"),
            ("до 11 июня 2027 г. (после получения результатов в течение 2 недель)", "до 11 июня 2027 г."),
        ],
    )
    def test_a_slip_is_mended_and_the_print_keeps_it(self, cell: str, phrase: str) -> None:
        plan = one_row("1", "Анализ", cell, "завуч")
        assert plan.deadlines() == [phrase]
        assert plan.measures[0].as_printed == {"deadline": cell}
        assert plan.codes == ["RM858"]

    @pytest.mark.parametrize(
        "cell", ["C 1 по 5 сентября", "24.11−28.11.2026", "сентябрь январь", "29.04", "19.02.2027"]
    )
    def test_what_is_understood_stays_as_written(self, cell: str) -> None:
        plan = one_row("1", "Анализ", cell, "завуч")
        assert plan.deadlines() == [cell]
        assert plan.codes == []

    @pytest.mark.parametrize(
        "cell", ["на усмотрение ОО", "ноябрь (осенние каникулы) и далее", "15 октября - 5"]
    )
    def test_what_is_not_certain_stays_text_with_a_comment(self, cell: str) -> None:
        plan = one_row("1", "Анализ", cell, "завуч")
        assert plan.deadlines() == [f"?{cell}"]
        assert plan.codes == ["RM857"]
        assert "# Проверьте: таблица 1, строка 3, «Сроки»" in plan.text

    def test_a_year_that_is_not_the_plans_is_told_and_kept(self) -> None:
        plan = one_row("1", "Анализ", "19.01.-23.01.2014", "завуч")
        assert plan.deadlines() == ["19.01.-23.01.2014"]
        assert plan.codes == ["RM860"]

    def test_a_deadline_inside_the_title_is_told_and_not_moved(self) -> None:
        plan = one_row("1", "Представить отчёт в срок до 15 мая 2027 г.", "", "завуч")
        assert plan.deadlines() == [None]
        [problem] = plan.problems
        assert (problem.code, problem.words["phrase"]) == ("RM859", "до 15 мая 2027 г.")

    def test_a_week_under_a_month_is_a_week_of_it(self) -> None:
        rows = [
            ["Сентябрь", "<", "<", "<"],
            ["1", "Журналы", "2 неделя", "завуч"],
            ["2", "Уроки", "", "завуч"],
        ]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.deadlines() == ["2 неделя сентября", "сентябрь"]
        assert plan.measures[0].as_printed == {"deadline": "2 неделя"}

    def test_swapped_cells_go_back_where_they_belong(self) -> None:
        plan = one_row("1", "Анализ", "Лыкова А. А.", "до 1 октября")
        assert plan.deadlines() == ["до 1 октября"]
        assert plan.responsible() == [["Лыкова А. А."]]
        assert plan.codes == ["RM861", "RM887"]

    def test_an_event_nobody_knows_is_described(self) -> None:
        plan = one_row("1", "Анализ", "в течение недели после заседания городского штаба", "завуч")
        [(name, event)] = plan.plan.events.items()
        assert (name, event.title) == ("zasedanie-gorodskogo-shtaba", "заседание городского штаба")
        assert plan.codes == ["RM875"]


class TestNames:
    """«Lists in cells; roles; «(по согласованию)»»."""

    @pytest.mark.parametrize(
        ("cell", "names"),
        [
            ("директор, зам. директора по УВР, ВР", ["директор", "зам. директора по УВР, ВР"]),
            ("учителя русского языка, математики", ["учителя русского языка, математики"]),
            ("Лыкова А.А. Зорин Б.Б.", ["Лыкова А.А.", "Зорин Б.Б."]),
            ("Лыкова А.А., методист; руководители ОО", ["Лыкова А.А., методист", "руководители ОО"]),
            ("Директор\nКлассные\nруководители", ["директор", "Классные руководители"]),
            ("- директор;\n- педагог-психолог", ["директор", "педагог-психолог"]),
            ("психолог (по согласованию)", ["психолог (по согласованию)"]),
            ("Администрация / учителя", ["администрация", "учителя"]),
            ("завуч, Лыкова А. А., завуч Лыкова А. А.", ["завуч", "Лыкова А. А."]),
        ],
    )
    def test_a_cell_is_cut_into_names(self, cell: str, names: list[str]) -> None:
        plan = one_row("1", "Анализ", "май", cell)
        assert plan.responsible() == [names]

    def test_a_remark_that_only_one_cell_has_stays_in_its_print(self) -> None:
        rows = [["1", "Анализ", "май", "Психолог"], ["2", "Отчёт", "май", "Психолог (по согласованию)"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.responsible() == [["психолог"], ["психолог"]]
        assert plan.measures[1].as_printed == {"responsible": "Психолог (по согласованию)"}

    def test_when_available_makes_a_role_optional(self) -> None:
        plan = one_row("1", "Анализ", "май", "Методические объединения (при наличии)")
        [role] = plan.plan.roles.values()
        assert (role.title, role.optional) == ("методические объединения", True)

    def test_names_that_are_known_elsewhere_are_cut_at_a_blank(self) -> None:
        rows = [["1", "Анализ", "май", "Ресурсный центр, ОО"], ["2", "Отчёт", "май", "Ресурсный центр ОО"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.responsible() == [["ресурсный центр", "ОО"]] * 2

    def test_what_may_be_two_names_is_told(self) -> None:
        plan = one_row("1", "Анализ", "май", "директор и учителя")
        assert plan.responsible() == [["директор и учителя"]]
        assert plan.codes == ["RM863"]

    def test_names_one_under_another_give_the_column_its_separator(self) -> None:
        rows = [["1", "Анализ", "май", "Директор\nЗавуч"], ["2", "Отчёт", "май", "Завуч\nПсихолог"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert (plan.plan.columns or ())[3].separator == "\n"
        assert not any(measure.as_printed for measure in plan.measures)


class TestAroundTheTable:
    """«Title, school year, basis, stamp when there»."""

    def test_stamp_title_and_introduction(self) -> None:
        plan = import_blocks(
            ">Приложение № 2\vк приказу Управления образования г. Зареченска\vот 12.09.2026 № 45-од",
            "=**План мероприятий по повышению качества**",
            "=**на 2026-2027 учебный год**",
            "Цель: повышение качества.",
            [HEAD, ["I", "Анализ", "", ""], ["1", "Анализ работ", "сентябрь", "завуч"]],
            "Начальник управления ____________ А. А. Лыкова",
        )
        order = plan.plan.order
        assert plan.plan.title == "План мероприятий по повышению качества на 2026-2027 учебный год"
        assert str(plan.plan.school_year) == "2026/2027"
        assert plan.plan.intro == ("Цель: повышение качества.",)
        assert order is not None
        assert (order.issuer_genitive, order.date, order.number, order.appendix) == (
            "Управления образования г. Зареченска",
            dt.date(2026, 9, 12),
            "45-од",
            "2",
        )
        assert plan.codes == ["RM868"]

    def test_an_incomplete_stamp_is_told_and_not_used(self) -> None:
        rows = [HEAD, ["I", "Анализ", "", ""], ["1", "Анализ работ", "сентябрь", "завуч"]]
        plan = import_blocks(">УТВЕРЖДАЮ", ">Директор школы ________ А. А. Лыкова", TITLE, rows)
        assert plan.plan.order is None
        assert plan.codes == ["RM868", "RM868"]

    def test_the_stamp_and_lists_of_people_are_no_plan(self) -> None:
        plan = import_blocks(
            [["СОГЛАСОВАНО\nПротокол № 1", "УТВЕРЖДАЮ\nДиректор"]],
            TITLE,
            [HEAD, ["1", "Анализ", "май", "завуч"]],
            "=Состав рабочей группы",
            [["№", "ФИО", "Должность"], ["1", "Лыкова А. А.", "методист"]],
        )
        assert plan.titles() == ["Анализ"]

    def test_tables_under_headings_of_their_own_are_stages(self) -> None:
        plan = import_blocks(
            "=Программа перевода школы в эффективный режим",
            "1. Организационное направление",
            [HEAD, ["1", "Приказ", "август", "Директор"]],
            "2. Работа с родителями",
            [["№", "Мероприятия", "Ответственные", "Сроки"], ["1", "Собрание", "Директор", "май"]],
        )
        assert plan.stages() == ["Организационное направление", "Работа с родителями"]
        assert plan.deadlines() == ["август", "май"]

    def test_sheets_of_one_kind_are_stages(self) -> None:
        head = ["Мероприятие", "Срок", "Ответственный"]
        plan = import_sheets([head, ["Анализ", "май", "Директор"]], [head, ["Отчёт", "июнь", "Завуч"]])
        assert plan.stages() == ["Лист 1", "Лист 2"]

    def test_one_table_may_be_asked_for(self) -> None:
        head = ["Мероприятие", "Срок", "Ответственный"]
        sheets = ([head, ["Анализ", "май", "Директор"]], [head, ["Отчёт", "июнь", "Завуч"]])
        assert import_sheets(*sheets, table="2").titles() == ["Отчёт"]
        assert import_sheets(*sheets, table="Лист 1").titles() == ["Анализ"]
        assert import_sheets(*sheets, table="3").codes == ["RM854"]

    def test_points_of_an_order_without_a_table_are_measures(self) -> None:
        plan = import_blocks(
            "О подготовке к ВПР в 2026/2027 учебном году",
            "ПРИКАЗЫВАЮ:",
            "1. Утвердить план (приложение).",
            "2. Руководителям общеобразовательных организаций:",
            "2.1. Провести анализ результатов до 15 мая 2027 г.",
            "2.2. Представить отчёт в срок до 20.05.2027.",
            "3. Методисту Ивановой А. А. организовать семинар 12 сентября 2026 г.",
            "4. Контроль за исполнением приказа оставляю за собой.",
        )
        assert [measure.number for measure in plan.measures] == ["1.", "2.1.", "2.2.", "3."]
        assert plan.titles() == [
            "Утвердить план (приложение)",
            "Провести анализ результатов",
            "Представить отчёт",
            "Организовать семинар",
        ]
        assert plan.deadlines() == [None, "до 15 мая 2027 г.", "до 20.05.2027", "12 сентября 2026 г."]
        heads = "руководители общеобразовательных организаций"
        assert plan.responsible() == [[], [heads], [heads], ["методист Иванова А. А."]]
        assert plan.codes == ["RM872", "RM887", "RM890"]


class TestLayoutsOfConvertedFiles:
    """Files that passed through a PDF, another office or a hurried hand."""

    def test_every_line_is_a_row(self) -> None:
        plan = import_blocks(
            TITLE,
            [
                ["№", "Мероприятия", "Сроки", "Ответственные"],
                ["п/п", "", "исполнения", ""],
                ["1", "Проведение анализа", "сентябрь", "Заместитель"],
                ["", "результатов ВПР", "2026 г.", "директора по УВР"],
                ["2", "Организация работы", "октябрь-", "Классные"],
                ["", "с родителями", "ноябрь", "руководители"],
                ["", "обучающихся", "", ""],
            ],
        )
        assert [column.caption for column in plan.plan.columns or ()][::2] == ["№ п/п", "Сроки исполнения"]
        assert plan.titles() == [
            "Проведение анализа результатов ВПР",
            "Организация работы с родителями обучающихся",
        ]
        assert plan.deadlines() == ["сентябрь 2026 г.", "октябрь-ноябрь"]
        assert plan.responsible() == [["заместитель директора по УВР"], ["классные руководители"]]

    def test_captions_of_latin_letters_and_torn_words(self) -> None:
        head = ["N\vп/п", "Cодержание", "Cрок испол-\vнения", "Ответствен-\vный"]
        plan = import_blocks("=План", [head, ["1", "Анализ работ", "май", "завуч"]])
        assert plan.fields() == ["number", "title", "deadline", "responsible"]
        assert (plan.plan.columns or ())[2].caption == "Срок исполнения"

    def test_words_in_place_of_deadlines_do_not_join_rows(self) -> None:
        head = ["Сроки", "Содержание работы", "Ответственные"]
        rows = [
            ["когда решит директор", "Контрольные работы", "Учителя"],
            ["потом", "Собеседование", "Завуч"],
        ]
        plan = import_blocks("=План", [head, *rows])
        assert plan.titles() == ["Контрольные работы", "Собеседование"]

    def test_goals_and_tasks_beside_the_measures_are_columns_of_its_own(self) -> None:
        head = ["Цель", "Задачи", "Мероприятия", "Сроки", "Ответственные"]
        rows = [["Повысить", "Научить", "Семинар", "май", "методист"], ["^", "^", "Вебинар", "июнь", "завуч"]]
        plan = import_blocks("=План", [head, *rows])
        assert plan.titles() == ["Семинар", "Вебинар"]
        assert "cells: {tsel: Повысить, zadachi: Научить}" in plan.text

    def test_a_measure_that_sounds_like_captions_is_no_header(self) -> None:
        rows = [
            ["1", "Анализ результатов", "когда-нибудь", "Ответственный за ВПР"],
            ["2", "Отчёт", "май", "завуч"],
        ]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.titles() == ["Анализ результатов", "Отчёт"]

    def test_an_approval_grif_is_the_order_too(self) -> None:
        plan = import_blocks(
            ">Утверждена",
            ">приказом отдела образования",
            ">администрации Лесного района",
            ">от «14» сентября 2026 года № 118/1",
            "=Дорожная карта на 2026/2027 учебный год",
            [
                ["№ п/п", "Мероприятие", "Срок", "Отв."],
                ["1", "2", "3", "4"],
                ["1.", "Анализ", "май", "МОО, ОО"],
            ],
        )
        order = plan.plan.order
        assert order is not None
        assert (order.issuer_genitive, order.number) == (
            "отдела образования администрации Лесного района",
            "118/1",
        )
        assert plan.responsible() == [["МОО", "ОО"]]

    def test_columns_without_a_caption_are_not_lost(self) -> None:
        head = ["", "Мероприятия", "Сроки", "Ответственные", ""]
        rows = [
            ["Раздел 1", *["<"] * 4],
            ["1", "Анализ", "май", "завуч", "важно"],
            ["2", "Отчёт", "май", "завуч", ""],
        ]
        plan = import_blocks("=План", [head, *rows])
        assert [measure.number for measure in plan.measures] == ["1", "2"]
        assert plan.fields() == ["number", "title", "deadline", "responsible"]
        assert "# графа 5: важно" in plan.text


@pytest.mark.parametrize(("first", "second"), [("5", "10"), ("2026", "1-11"), ("1e5", "0x1"), ("Он", "да")])
def test_names_that_look_like_numbers_are_names(first: str, second: str) -> None:
    """A column «Класс» has bare numbers; the text must still be a roadmap."""
    rows = [["Сбор", first, "май", "завуч"], ["Слёт", second, "май", "завуч"]]
    plan = import_blocks(TITLE, [["Мероприятия", "Класс", "Сроки", "Ответственные"], *rows])
    assert [[name.lower() for name in each] for each in plan.participants()] == [
        [first.lower()],
        [second.lower()],
    ]
