"""What stands over columns, and what only sounds as if it did."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_engine.importing.captions import Meaning, is_sure_caption, recognise_caption
from roadmap_engine.importing.plan_tables import is_schedule
from tests.importing.making import Imported, import_blocks, import_sheets

HEAD = ["№ п/п", "Мероприятия", "Сроки", "Ответственные"]
TITLE = "=План мероприятий на 2026/2027 учебный год"


def told(plan: Imported, code: str) -> list[dict[str, str]]:
    """The words of every notice with a code."""
    return [p.words for p in plan.problems if p.code == code]


class TestCaptions:
    """The words over columns, written out, shortened, misspelt."""

    @pytest.mark.parametrize(
        "caption",
        [
            *(
                "№п/п",
                "№ п/п",
                "№№ п.п.",
                "№ п./п.",
                "№пп",
                "Nп/п",
                "N п/п",
                "п/п",
                "П.п.",
                "№ п\\п",
                "п/п №",
            ),
            *("№ п/н", "Номер п/п", "№ мероприятия", "№ строки", "№ пункта плана", "#", "Номер", "№\nп/\nп"),
        ],
    )
    def test_numbers(self, caption: str) -> None:
        assert recognise_caption(caption) is Meaning.NUMBER

    @pytest.mark.parametrize(
        "caption",
        [
            *(
                "Отв-ный",
                "Отв-ые",
                "Отв-й",
                "Ответств.",
                "Ответ-\nственный",
                "Отв.",
                "Отв. лицо",
                "Исполнит.",
            ),
            *("Исполн.", "Исп.", "Исп-ль", "Ответственный (ФИО, должность)", "Куратор", "ФИО преподавателя"),
            *("Кто проводит", "Докладчик", "Организаторы", "Ответственные от школы", "Руководитель"),
        ],
    )
    def test_who_answers(self, caption: str) -> None:
        assert recognise_caption(caption) is Meaning.RESPONSIBLE

    @pytest.mark.parametrize(
        "caption",
        [
            *(
                "Период реализации",
                "Период исполнения",
                "Период выполнения",
                "Число",
                "Срок исп.",
                "Срок вып-ия",
            ),
            *("Сроки, место проведения", "Место и время проведения", "Дата, время", "Месяц", "Периодичность"),
            *("Плановый срок реализации", "Ориентировочное время проведения", "Когда", "День недели"),
        ],
    )
    def test_deadlines(self, caption: str) -> None:
        assert recognise_caption(caption) is Meaning.DEADLINE

    @pytest.mark.parametrize(
        ("caption", "meaning"),
        [
            *(("Плановое начало", Meaning.START), ("Плановое окончание", Meaning.FINISH)),
            *(("Дата начала", Meaning.START), ("Срок окончания работ", Meaning.FINISH)),
            *(("Фактическое начало", Meaning.ACTUAL), ("Дата по факту", Meaning.ACTUAL)),
            *(("Наим-ие меропр-ия", Meaning.TITLE), ("Меропр.", Meaning.TITLE), ("Прим.", Meaning.UNKNOWN)),
            *(("сент.", Meaning.MONTH), ("Октябрь 2026 г.", Meaning.MONTH), ("II квартал", Meaning.MONTH)),
            *(("Привлекаемые лица", Meaning.PARTICIPANTS), ("Читательская группа", Meaning.PARTICIPANTS)),
            *(("Наименование этапа", Meaning.STAGE), ("Где слушается", Meaning.RESULT)),
        ],
    )
    def test_others(self, caption: str, meaning: Meaning) -> None:
        assert recognise_caption(caption) is meaning

    @pytest.mark.parametrize(
        "text",
        [
            *("Работа с родителями", "Перечень мероприятий по праву", "Педагог-организатор", "весь период"),
            *("Члены комиссий", "сентябрь", "Содержание пищеблока", "Сроки каникул", "Итоги ВПР"),
        ],
    )
    def test_what_a_measure_says_is_no_sure_caption(self, text: str) -> None:
        assert not is_sure_caption(text)


SOUNDING = [
    ["Работа с родителями", "сентябрь", "Педагог-организатор"],
    ["Перечень мероприятий по праву", "По плану", "Члены комиссий"],
    ["Мероприятия по профилактике", "весь период", "Организаторы"],
    ["Содержание пищеблока", "", "Ответственный за питание"],
    ["Сроки каникул", "в течение года", "Исполнители приказа"],
]


class TestRowsThatSoundLikeCaptions:
    """Such a row vanished, and the next one got both deadlines."""

    @pytest.mark.parametrize("row", SOUNDING, ids=lambda row: row[0])
    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_a_measure_stays_a_measure(self, row: list[str], place: int) -> None:
        others = [["Анализ работ", "октябрь", "Завуч"], ["Отчёт", "май", "Директор"]]
        rows = [*others[:place], row, *others[place:]]
        plan = import_blocks(TITLE, [HEAD, *([str(n), *each] for n, each in enumerate(rows, 1))])
        assert plan.titles() == [each[0] for each in rows]
        assert [deadline or "" for deadline in plan.deadlines()] == [each[1] for each in rows]
        assert [column.caption for column in plan.plan.columns or ()] == HEAD

    @pytest.mark.parametrize("row", SOUNDING, ids=lambda row: row[0])
    def test_without_numbers_and_on_a_further_page(self, row: list[str]) -> None:
        first = [HEAD[1:], ["Анализ работ", "октябрь", "Завуч"]]
        plan = import_blocks(TITLE, first, [row, ["Отчёт", "май", "Директор"]])
        assert plan.titles() == ["Анализ работ", row[0], "Отчёт"]

    def test_words_under_captions_are_no_second_halves_of_them(self) -> None:
        rows = [["анализ", "по мере сил", "завуч"], ["отчёт", "май", "директор"]]
        plan = import_blocks(TITLE, [["Мероприятия", "Сроки", "Ответственные"], *rows])
        assert plan.found is not None
        assert [row.became.value for row in plan.found.account.rows].count("captions") == 1

    def test_a_measure_beside_merged_captions_is_no_part_of_them(self) -> None:
        rows = [["^", "Анализ", "май", "завуч"], ["2", "Отчёт", "июнь", "завуч"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.titles() == ["Анализ", "Отчёт"]


class TestFurtherHeads:
    """A later head equals the first one, or changes the columns and is told."""

    def test_the_same_again_is_passed_over(self) -> None:
        rows = [["1", "Анализ", "май", "завуч"], HEAD, ["2", "Отчёт", "июнь", "завуч"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.titles() == ["Анализ", "Отчёт"]
        assert told(plan, "RM883") == []

    @pytest.mark.parametrize(
        "head",
        [
            ["№", "Ответственный", "Объект контроля", "Срок"],
            ["№", "Ответственные", "Содержание работы", "Дата"],
            ["№п/п", "Отв-ный", "Наименование меропр-ия", "Период реализации"],
        ],
    )
    def test_other_columns_are_read_and_told(self, head: list[str]) -> None:
        rows = [["1", "Анализ", "май", "завуч"], head, ["2", "завуч", "Журналы", "июнь"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert (plan.titles(), plan.deadlines()) == (["Анализ", "Журналы"], ["май", "июнь"])
        assert [each["row"] for each in told(plan, "RM883")] == ["3"]

    def test_the_same_columns_under_other_words_are_told(self) -> None:
        rows = [["1", "Анализ", "май", "завуч"], ["№", "Содержание работы", "Дата", "Исполнители"]]
        plan = import_blocks(TITLE, [HEAD, *rows, ["2", "Отчёт", "июнь", "завуч"]])
        assert plan.titles() == ["Анализ", "Отчёт"]
        assert [each["row"] for each in told(plan, "RM883")] == ["3"]

    def test_another_table_with_other_captions_is_told(self) -> None:
        other = [["Содержание работы", "Исполнители", "Месяц"], ["Отчёт", "завуч", "июнь"]]
        plan = import_blocks(TITLE, [HEAD, ["1", "Анализ", "май", "завуч"]], other)
        assert plan.deadlines() == ["май", "июнь"]
        assert [each["table"] for each in told(plan, "RM883")] == ["2"]


class TestRowsThatAreNoMeasures:
    """Numbers of columns, totals, notes: each is told or is a head."""

    @pytest.mark.parametrize(
        "numbers",
        [["1", "2", "3", "4"], ["(1)", "(2)", "(3)", "(4)"], ["А", "1", "2", "3"], ["1.", "2.", "3.", "4."]],
    )
    def test_numbers_of_columns(self, numbers: list[str]) -> None:
        plan = import_blocks(TITLE, [HEAD, numbers, ["1", "Анализ", "май", "завуч"]])
        assert plan.titles() == ["Анализ"]

    @pytest.mark.parametrize(
        "total",
        [
            ["", "Итого:", "", "", "420"],
            ["Итого по разделу: 2 мероприятия", "<", "<", "<", "420"],
            ["", "ВСЕГО", "", "", "420 тыс. руб."],
            ["Итого", "<", "<", "<", "<"],
        ],
    )
    def test_totals(self, total: list[str]) -> None:
        rows = [["1", "Анализ", "май", "завуч", "400"], total, ["2", "Отчёт", "июнь", "завуч", "20"]]
        plan = import_blocks(TITLE, [[*HEAD, "Сумма"], *rows])
        assert plan.titles() == ["Анализ", "Отчёт"]
        assert [each["row"] for each in told(plan, "RM882")] == ["3"]

    def test_results_are_no_totals(self) -> None:
        plan = import_blocks(TITLE, [HEAD, ["1", "Итоговое собеседование", "май", "завуч"]])
        assert plan.titles() == ["Итоговое собеседование"]

    def test_notes(self) -> None:
        rows = [["1", "Анализ", "май", "завуч"], ["Примечание: сроки могут меняться", "<", "<", "<"]]
        plan = import_blocks(TITLE, [HEAD, *rows])
        assert plan.titles() == ["Анализ"]
        assert "RM868" in plan.codes


class TestSchedules:
    """Days in a grid are a schedule, not a plan."""

    @pytest.mark.parametrize(
        "rows",
        [
            [["Предмет", "5 класс", "6 класс"], ["Физика", "12.04", "14.04"], ["Химия", "15.04", "16.04"]],
            [["Класс", "Сентябрь", "Октябрь"], ["5", "12, 19", "14"], ["6", "15-17", "16"]],
            [["", "1 смена", "2 смена"], ["Каникулы", "1 ноября", "2 ноября"], ["Сбор", "5 мая", "6 мая"]],
        ],
    )
    def test_a_grid_of_days(self, rows: list[list[str]]) -> None:
        plan = import_blocks("=График", rows)
        assert {*plan.codes} == {"RM853", "RM884"}

    def test_beside_a_plan_it_is_told(self) -> None:
        grid = [["Предмет", "5 класс", "6 класс"], ["Физика", "12.04", "14.04"], ["Химия", "15.04", "16.04"]]
        plan = import_blocks(TITLE, [HEAD, ["1", "Анализ", "май", "завуч"]], grid)
        assert plan.titles() == ["Анализ"]
        assert [each["count"] for each in told(plan, "RM884")] == ["3"]

    def test_a_list_of_people_is_no_schedule(self) -> None:
        people = [["№", "ФИО", "Должность"], ["1", "Лыкова А. А.", "методист"]]
        plan = import_blocks(TITLE, [HEAD, ["1", "Анализ", "май", "завуч"]], people)
        assert [each["table"] for each in told(plan, "RM885")] == ["2"]
        assert plan.codes.count("RM884") == 0

    def test_an_empty_table_is_none(self) -> None:
        plan = import_blocks(TITLE, [HEAD, ["1", "Анализ", "май", "завуч"]], [["", ""], ["", ""]])
        assert not {"RM884", "RM885"} & {*plan.codes}
        assert is_schedule.__doc__


class TestColumnsOfOneKind:
    """Two columns of days, two of people: what is taken and what is left is told with the captions."""

    def test_who_does_and_who_answers_in_either_order(self) -> None:
        for head in (["Исполнители", "Ответственный"], ["Ответственный", "Исполнители"]):
            cells = ["учителя", "завуч"] if head[0] == "Исполнители" else ["завуч", "учителя"]
            plan = import_blocks(TITLE, [["Мероприятия", "Сроки", *head], ["Анализ", "май", *cells]])
            assert (plan.participants(), plan.responsible()) == ([["учителя"]], [["завуч"]])
            [words] = told(plan, "RM886")
            assert (words["doing"], words["answering"]) == ("Исполнители", "Ответственный")

    def test_the_responsible_doer_answers_and_others_help(self) -> None:
        head = ["Мероприятия", "Сроки", "Соисполнители", "Ответственный исполнитель"]
        plan = import_blocks(TITLE, [head, ["Анализ", "май", "учителя", "завуч"]])
        assert (plan.participants(), plan.responsible()) == ([["учителя"]], [["завуч"]])

    def test_who_watches_is_a_comment(self) -> None:
        head = ["Мероприятия", "Сроки", "Ответственный", "Кто контролирует"]
        plan = import_blocks(TITLE, [head, ["Анализ", "май", "завуч", "директор"]])
        assert (plan.participants(), plan.responsible()) == ([[]], [["завуч"]])
        assert "# Кто контролирует: директор" in plan.text

    @pytest.mark.parametrize(
        ("first", "second", "deadline"),
        [
            ("Дата подготовки материалов", "Срок проведения", "октябрь"),
            ("Дата проведения", "Срок отчёта", "май"),
            ("Срок подачи заявок", "Дата проведения", "октябрь"),
            ("Дата", "Сроки исполнения", "октябрь"),
        ],
    )
    def test_a_second_column_of_days_is_named(self, first: str, second: str, deadline: str) -> None:
        head = ["Мероприятия", first, second, "Ответственный"]
        plan = import_blocks(TITLE, [head, ["Анализ", "май", "октябрь", "завуч"]])
        assert plan.deadlines() == [deadline]
        left = second if deadline == "май" else first
        assert [each["column"] for each in told(plan, "RM869")] == [left]
        assert f"# {left}: {'октябрь' if deadline == 'май' else 'май'}" in plan.text

    @pytest.mark.parametrize(
        ("cell", "phrase", "place"),
        [
            ("15.09.2026, актовый зал", "15.09.2026", "актовый зал"),
            ("актовый зал, 15.09.2026", "15.09.2026", "актовый зал"),
            ("Кабинет 12\n15.09.2026", "15.09.2026", "Кабинет 12"),
            ("октябрь", "октябрь", ""),
        ],
    )
    def test_a_place_in_the_column_of_deadlines(self, cell: str, phrase: str, place: str) -> None:
        head = ["Мероприятия", "Сроки, место проведения", "Ответственный"]
        plan = import_blocks(TITLE, [head, ["Семинар", cell, "завуч"]])
        assert plan.deadlines() == [phrase]
        assert [each["place"] for each in told(plan, "RM871")] == ([place] if place else [])


class TestPeople:
    """Where one name ends and the next begins, and whose name it is."""

    @pytest.mark.parametrize(
        ("cell", "names"),
        [
            ("Заместитель директора, курирующий ВР", ["заместитель директора, курирующий ВР"]),
            ("педагоги, ведущие кружки, завуч", ["педагоги, ведущие кружки", "завуч"]),
            ("специалист, назначенный приказом", ["специалист, назначенный приказом"]),
            ("директор, исполняющий обязанности завуча", ["директор", "исполняющий обязанности завуча"]),
            ("педагоги, обучающиеся 9 классов", ["педагоги", "обучающиеся 9 классов"]),
            ("Крутова Зоя Павловна, завхоз", ["Крутова Зоя Павловна, завхоз"]),
            ("Крутова Зоя Павловна Лесной Олег Ильич", ["Крутова Зоя Павловна", "Лесной Олег Ильич"]),
        ],
    )
    def test_a_comma_inside_a_post_parts_nothing(self, cell: str, names: list[str]) -> None:
        plan = import_blocks(TITLE, [HEAD, ["1", "Анализ", "май", cell]])
        assert [name.lower() for name in plan.responsible()[0]] == [name.lower() for name in names]

    @pytest.mark.parametrize(
        "cell",
        [
            *(
                "директор завуч",
                "учителя-предметники классные руководители",
                "администрация классные руководители",
            ),
            *("Зам. директора по УВР Педагог организатор", "директор школы главный бухгалтер"),
        ],
    )
    def test_names_that_only_a_blank_parts_are_told(self, cell: str) -> None:
        plan = import_blocks(TITLE, [HEAD, ["1", "Анализ", "май", cell]])
        assert "RM863" in plan.codes

    @pytest.mark.parametrize(
        "cell",
        ["классные руководители", "старший вожатый", "советник директора по воспитанию", "педагог психолог"],
    )
    def test_one_name_of_several_words_is_not(self, cell: str) -> None:
        plan = import_blocks(TITLE, [HEAD, ["1", "Анализ", "май", cell]])
        assert "RM863" not in plan.codes

    def test_persons_are_told_once_with_their_names(self) -> None:
        rows = [["1", "Анализ", "май", "Лыкова А. А."], ["2", "Отчёт", "май", "Зорин Пётр Ильич, завуч"]]
        plan = import_blocks(TITLE, [HEAD, *rows, ["3", "Сбор", "май", "Лыкова А. А."]])
        assert [each["names"] for each in told(plan, "RM887")] == [
            "«Лыкова А. А.», «Зорин Пётр Ильич, завуч»"
        ]


class TestYears:
    """The year of a plan is in its title, by its name or by its days."""

    @pytest.mark.parametrize(
        ("title", "year"),
        [
            ("План на период с 01.09.2026 по 31.05.2027", "2026/2027"),
            ("План мероприятий с сентября 2026 года по май 2027 года", "2026/2027"),
            ("План работы на IV квартал 2026 года", "2026/2027"),
            ("План работы на март 2027 года", "2026/2027"),
            ("План с 15 июня 2026 г. по 31 мая 2027 г.", "2026/2027"),
            ("План мероприятий на 2026 год", None),
            ("План с 10.01.2027 по 25.12.2027", None),
            ("План марафона 2027", None),
        ],
    )
    def test_days_of_the_title(self, title: str, year: str | None) -> None:
        plan = import_blocks(f"={title}", [HEAD, ["1", "Анализ", "май", "завуч"]])
        assert (str(plan.plan.school_year) if plan.plan.school_year else None) == year

    def test_the_day_of_the_order_is_no_year_of_the_plan(self) -> None:
        plan = import_blocks(
            ">Приложение к приказу отдела образования от 12.09.2026 № 4",
            "=План мероприятий",
            [HEAD, ["1", "Анализ", "май", "завуч"]],
        )
        assert plan.plan.school_year is None


class TestCaptionsThatDoNotTell:
    """Where captions do not tell enough, the cells under them do, if they leave no doubt; that is told."""

    def test_a_column_of_measures_and_one_of_people(self) -> None:
        rows = [
            ["Итоги четверти", "ноябрь", "заместитель директора"],
            ["Итоги года и задачи", "май", "директор"],
        ]
        plan = import_blocks(TITLE, [["Повестка", "Дата", "Выступающие"], *rows])
        assert (plan.titles(), plan.deadlines()) == (
            ["Итоги четверти", "Итоги года и задачи"],
            ["ноябрь", "май"],
        )
        assert plan.responsible() == [["заместитель директора"], ["директор"]]
        assert [each["column"] for each in told(plan, "RM878")] == ["Повестка", "Выступающие"]

    def test_a_column_of_days(self) -> None:
        rows = [["Итоги четверти", "ноябрь", "завуч"], ["Итоги года", "май", "директор"]]
        plan = import_blocks(TITLE, [["Мероприятие", "Ориентир", "Кто"], *rows])
        assert plan.deadlines() == ["ноябрь", "май"]

    def test_a_column_in_doubt_is_one_of_the_roadmaps_own(self) -> None:
        rows = [["Итоги", "ноябрь", "алый"], ["Отчёт", "май", "белый"]]
        plan = import_blocks(TITLE, [["Мероприятие", "Сроки", "Цвет"], *rows])
        assert "cells: {tsvet: алый}" in plan.text
        assert told(plan, "RM878") == []

    def test_a_caption_that_sounds_like_a_deadline(self) -> None:
        rows = [["1", "Подготовить доклад", "методист", "до 10 октября"]]
        plan = import_blocks(TITLE, [["№п/п", "Задание", "Кто делает", "К какому сроку"], *rows])
        assert plan.deadlines() == ["до 10 октября"]


class TestCellsThatFail:
    """A cell in doubt costs itself, not the table."""

    def test_a_mark_among_measures_is_the_measure_of_its_row(self) -> None:
        rows = [
            ["Направление", "Сентябрь", "Октябрь", "Ноябрь"],
            ["Методическая работа", "Заседание", "Семинар", "Педсовет"],
            ["Кадры", "Курсы", "Аттестация", "Конкурс"],
            ["Олимпиады", "Школьный этап", "+", "12-16"],
        ]
        plan = import_blocks(TITLE, rows)
        assert list(zip(plan.titles(), plan.deadlines(), strict=True))[6:] == [
            ("Школьный этап", "Сентябрь"),
            ("Олимпиады", "октябрь"),
            ("Олимпиады", "12-16 ноября"),
        ]

    def test_a_measure_merged_over_months_is_one(self) -> None:
        rows = [
            ["Направление", "Сентябрь", "Октябрь", "Ноябрь"],
            ["Контроль", "Проверка журналов", "<", "Справка"],
            ["Кадры", "Курсы", "Аттестация", "Семинар"],
        ]
        plan = import_blocks(TITLE, rows)
        assert plan.titles() == ["Проверка журналов", "Справка", "Курсы", "Аттестация", "Семинар"]
        assert plan.deadlines()[0] == "Сентябрь, Октябрь"

    def test_a_row_without_a_time_is_read_without_one(self) -> None:
        rows = [
            ["Месяц", "Работа с педагогами", "Работа с учащимися"],
            *(
                [month, f"Педсовет {n}", f"Сбор {n}"]
                for n, month in enumerate(["Сентябрь", "Октябрь", "Ноябрь", "Декабрь"])
            ),
            ["когда придётся", "Совет", ""],
        ]
        plan = import_blocks(TITLE, rows)
        assert len(plan.titles()) == 9
        assert "?когда придётся" in plan.deadlines()

    def test_in_a_workbook_rows_keep_their_numbers(self) -> None:
        rows: list[list[Any]] = [["План"], [], HEAD, [1, "Анализ", "май", "завуч"], ["Итого", "", "", 5]]
        plan = import_sheets(rows)
        assert [each["row"] for each in told(plan, "RM882")] == ["5"]
