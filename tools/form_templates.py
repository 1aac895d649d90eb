"""The blanks of the documents a plan ends in, drawn as Word templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tools.list_templates import LISTS
from tools.minutes_templates import MINUTES
from tools.template_lines import WIDE, blanks, draw_file, line, when
from tools.template_parts import (
    CODES_NOTE,
    DATE_BLANK,
    approval_sheet,
    asked,
    form,
    grid,
    signed,
)

__all__ = ["FORMS"]


def draw_analytic_note() -> bytes:
    """Draw the note on results, per pupil, class, grade or school."""
    body = signed(
        form("{{ kind }}\n{{ outcome }}")
        + line("1. Общие сведения", "Section")
        + grid("№", "Учебный предмет", "{{ view }}", "Дата проведения", "Участников", "По списку", rows=3)
        + line("2. Выполнение заданий", "Section")
        + grid(
            "№ задания",
            "Проверяемое умение",
            "Наибольший балл",
            "Выполнение, %",
            "По региону, %",
            rows=6,
            widths=(1000, 4154, 1400, 1400, 1400),
        )
        + line("3. Дефициты: несформированные планируемые результаты", "Section")
        + grid(
            "№",
            "{{ view }}",
            "Планируемый результат",
            "Задания",
            "Участники с отметкой «2», «3», «4», «5»",
            rows=5,
        )
        + line(CODES_NOTE, "Note")
        + line("4. Выводы", "Section")
        + blanks(3)
        + line("5. Предлагаемые меры", "Section")
        + blanks(3)
    )
    return draw_file(body, "Аналитическая справка")


def draw_programme_appendix() -> bytes:
    """Draw the appendix to a working programme."""
    body = (
        signed(
            form("{{ title }}\nна {{ school_year }} учебный год", reviewed=True)
            + asked(("Предмет (курс)", 4), ("Класс", 2), ("Учитель", 4))
            + line("1. Изменения в разделах программы", "Section")
            + grid(
                "№",
                "Раздел программы",
                "Действующая редакция",
                "Новая редакция",
                "Основание: умение, номер задания",
                rows=4,
            )
            + line("2. Изменения в тематическом планировании", "Section")
            + grid(
                "№ урока",
                "Тема",
                "Часы",
                "Умения, которые формируются",
                "Виды деятельности",
                rows=6,
                widths=(900, 2800, 800, 2427, 2427),
            )
        )
        + approval_sheet()
    )
    return draw_file(body, "Приложение к рабочей программе")


def draw_programme_change() -> bytes:
    """Draw the change of the programme of universal learning skills."""
    body = signed(
        form(
            "ИЗМЕНЕНИЯ\nв программу развития универсальных учебных действий\n"
            "на {{ school_year }} учебный год",
            reviewed=True,
        )
        + line("Документ плана: {{ title }}", "Note")
        + grid(
            "№",
            "Раздел программы",
            "Действующая редакция",
            "Новая редакция",
            "Основание: умение, номер задания",
            rows=6,
        )
    )
    return draw_file(body, "Изменения в программу развития УУД")


def draw_lesson_map() -> bytes:
    """Draw the map of a lesson; A4 landscape."""
    heads = (
        "№",
        "Этап занятия, минуты",
        "Деятельность учителя",
        "Деятельность обучающихся",
        "Умения, задания",
        "Методы, формы, средства",
    )
    body = (
        form("ТЕХНОЛОГИЧЕСКАЯ КАРТА УЧЕБНОГО ЗАНЯТИЯ", width=WIDE)
        + asked(("Предмет (курс)", 4), ("Класс", 2), ("Дата", 2), ("Учитель", 4), width=WIDE)
        + asked(("Тема", 1), width=WIDE)
        + asked(("Планируемые результаты", 1), width=WIDE)
        + asked(("Несформированные умения, над которыми идёт работа", 1), width=WIDE)
        + line("Ход занятия", "Section")
        + grid(*heads, rows=6, width=WIDE)
        + when("measure.result", line("{{ measure.result }}", "Note"))
    )
    return draw_file(body, "Технологическая карта", landscape=True)


def draw_individual_route() -> bytes:
    """Draw the route of one pupil, who is a code here."""
    body = signed(
        form("ИНДИВИДУАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ")
        + asked(("Код участника", 4), ("Класс", 2), ("Предмет", 4))
        + line(CODES_NOTE, "Note")
        + line("Дефициты и работа с ними", "Section")
        + grid(
            "№",
            "Несформированное умение",
            "Задания и материалы",
            "Форма работы",
            "Срок",
            "Результат проверки",
            rows=8,
            widths=(600, 2154, 1900, 1600, 1400, 1700),
        )
        + line("Итог", "Section")
        + blanks(2)
    ) + line(f"Родитель (законный представитель) ознакомлен: ____________ {DATE_BLANK}", "Line")
    return draw_file(body, "Индивидуальный образовательный маршрут")


def draw_measures_plan() -> bytes:
    """Draw the plan of measures; A4 landscape."""
    heads = (
        "№",
        "Мера",
        "Основание: дефицит, по которому принята",
        "Срок",
        "Ответственный",
        "Ожидаемый результат",
        "Отметка о выполнении",
    )
    stamp = "".join(
        line(text, "Stamp")
        for text in ("УТВЕРЖДЕН", "приказом {{ organisation }}", f"от {DATE_BLANK} №\u00a0____")
    )
    body = signed(
        form("{{ title }}", approval=stamp, width=WIDE) + line() + grid(*heads, rows=8, width=WIDE),
        width=WIDE,
    )
    return draw_file(body, "План реализации мер", landscape=True)


def draw_vsoko_change() -> bytes:
    """Draw the sheet of changes to the regulation on the internal system of quality assessment."""
    body = signed(
        form("ЛИСТ ИЗМЕНЕНИЙ\nк документу «{{ title }}»", reviewed=True)
        + line()
        + grid("№", "Пункт документа", "Действующая редакция", "Новая редакция", "Обоснование", rows=6)
    )
    return draw_file(body, "Лист изменений")


def draw_analytic_report() -> bytes:
    """Draw the report: how the results moved, and what the measures were worth."""
    body = signed(
        form("{{ kind }}\n{{ outcome }}")
        + line("1. Динамика планируемых результатов", "Section")
        + grid("№", "Код участника, класс", "Умение", "Было, %", "Стало, %", "Динамика", rows=6)
        + line(CODES_NOTE, "Note")
        + line("2. Действенность принятых мер", "Section")
        + grid("№", "Мера", "Выполнение", "Что изменилось", "Продолжить, изменить, прекратить", rows=5)
        + line("3. Выводы и предложения", "Section")
        + blanks(4)
    )
    return draw_file(body, "Аналитический отчёт")


def draw_general() -> bytes:
    """Draw the blank of any other document."""
    body = signed(form("{{ title }}") + line("Содержание", "Section") + blanks(10))
    return draw_file(body, "Документ плана")


FORMS: Mapping[str, Callable[[], bytes]] = {
    "analytic-note.docx": draw_analytic_note,
    "analytic-report.docx": draw_analytic_report,
    "general.docx": draw_general,
    "individual-route.docx": draw_individual_route,
    "lesson-map.docx": draw_lesson_map,
    "measures-plan.docx": draw_measures_plan,
    "programme-appendix.docx": draw_programme_appendix,
    "programme-change.docx": draw_programme_change,
    "vsoko-change.docx": draw_vsoko_change,
    **LISTS,
    **MINUTES,
}
"""By the name of the template: how it is drawn."""
