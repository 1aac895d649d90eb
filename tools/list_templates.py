"""Lists, schedules, sheets and the letter that goes with the papers, drawn as Word templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tools.template_lines import TALL, WIDE, Cell, blanks, draw_file, line, repeat, row, table, tag_row, when
from tools.template_parts import CODES_NOTE, DATE_BLANK, asked, form, grid, signature, signed, signed_by_head

__all__ = ["LISTS"]

_RIGHT = '<w:jc w:val="right"/>'


def draw_acknowledgement_sheet() -> bytes:
    """Draw the sheet everybody signs who answers for a measure of the plan."""
    rows = table(
        (600, 4754, 2000, 2000),
        row(
            *(
                Cell(line(head, "CellHead"))
                for head in ("№", "Должность, фамилия, инициалы", "Подпись", "Дата")
            ),
            head=True,
        ),
        tag_row("{%tr for person in staff %}", 4),
        row(
            Cell(line("{{ loop.index }}", "CellCentre")),
            Cell(line("{{ person }}", "Cell")),
            Cell(line(style="Cell")),
            Cell(line(style="Cell")),
            height=500,
        ),
        tag_row("{%tr endfor %}", 4),
        *(row(*(Cell(line(style="Cell")) for _ in range(4)), height=500) for _ in range(8)),
    )
    body = (
        line("{{ organisation_full }}", "Centre")
        + line()
        + line("ЛИСТ ОЗНАКОМЛЕНИЯ", "Heading")
        + line("с приказом {{ plan.order }} и документом «{{ plan.title }}»", "Centre")
        + line()
        + rows
    )
    return draw_file(body, "Лист ознакомления")


def draw_assessment_schedule() -> bytes:
    """Draw the schedule of assessments: working on what pupils lack is checked at least twice a term."""
    body = signed_by_head(
        line(f"УТВЕРЖДЕН\nприказом {{{{ organisation }}}}\nот {DATE_BLANK} №\u00a0____", "StampTall")
        + line()
        + line("ГРАФИК\nпроверочных работ на {{ school_year }} учебный год", "Heading")
        + grid("№", "Класс", "Учебный предмет", "Вид работы", "Дата", "Урок", "Учитель", rows=14)
    )
    return draw_file(body, "График проверочных работ")


def draw_cover_letter() -> bytes:
    """Draw the letter with the list of papers sent."""
    corner = (
        when("parent", line("{{ parent }}", "Corner"))
        + line("{{ organisation_full }}", "Corner")
        + line("{{ place }}", "Corner")
        + repeat("contact in contacts", line("{{ contact }}", "Corner"))
        + line(style="Corner")
        + line("от ____________ № ______", "Corner")
        + line("на № ________ от ____________", "Corner")
    )
    addressee = line("Руководителю\n____________________________\n____________________________", extra=_RIGHT)
    body = (
        table((4536, TALL - 4536), row(Cell(corner), Cell(addressee)), ruled=False)
        + line("О результатах работы по плану", "Subject")
        + line(
            "Направляем документы, подготовленные в {{ school_year }} учебном году по плану, утверждённому "
            "приказом {{ plan.order }}:",
            "BodyText",
        )
        + table(
            (600, TALL - 2600, 2000),
            row(*(Cell(line(head, "CellHead")) for head in ("№", "Документ", "Листов")), head=True),
            tag_row("{%tr for paper in papers %}", 3),
            row(
                Cell(line("{{ loop.index }}", "CellCentre")),
                Cell(line("{{ paper }}", "Cell")),
                Cell(line(style="Cell")),
            ),
            tag_row("{%tr endfor %}", 3),
        )
        + line("Приложение: документы по перечню, всего на ____ л. в 1 экз.", "Line")
        + signature()
        + line()
        + line("Исполнитель ____________________", "Note")
        + line("Телефон ____________________", "Note")
    )
    return draw_file(body, "Сопроводительное письмо")


_SUBJECTS = (
    "Русский язык",
    "Математика",
    "Окружающий мир",
    "История",
    "Биология",
    "География",
    "Обществознание",
    "Химия",
    "Физика",
    "Иностранный язык",
)


def _risk_table(rows: int) -> str:
    """The columns of table 1 of order 503; a pupil is a code, and a cell lists the works she failed."""
    first, reasons = (600, 1500, 900), 3067
    subject = (WIDE - sum(first) - reasons) // len(_SUBJECTS)
    widths = (*first, *(subject for _ in _SUBJECTS), WIDE - sum(first) - subject * len(_SUBJECTS))
    above = ("№", "Код участника", "Класс")
    last = "Причины низких образовательных результатов"
    heads = row(
        *(Cell(line(head, "CellHead"), merge="restart") for head in above),
        Cell(line("Учебные предметы / ____ четверть", "CellHead"), span=len(_SUBJECTS)),
        Cell(line(last, "CellHead"), merge="restart"),
        head=True,
    )
    below = row(
        *(Cell(line(style="CellHead"), merge="continue") for _ in above),
        *(Cell(line(name, "Cell"), turned=True) for name in _SUBJECTS),
        Cell(line(style="CellHead"), merge="continue"),
        head=True,
        height=1500,
    )
    empty = (row(*(Cell(line(style="Cell")) for _ in widths), height=400) for _ in range(rows))
    return table(widths, heads, below, *empty)


def draw_risk_group() -> bytes:
    """Draw the list of pupils at risk, who are codes here."""
    body = signed_by_head(
        line("{{ organisation_full }}", "Centre")
        + line()
        + line(
            "СПИСОК\nобучающихся «группы риска» с неудовлетворительными результатами\n"
            "{{ procedure_genitive }} (годы: ____________________)",
            "Heading",
        )
        + _risk_table(9)
        + line(
            "В клетке предмета пишут год и месяц работ с неудовлетворительным результатом: "
            "«2026, 2027 (апрель)». " + CODES_NOTE,
            "Note",
        )
        + line("Всего в «группе риска»: ______; из них повторно: ______.", "Line")
    )
    return draw_file(body, "Список «группы риска»", landscape=True)


def draw_people_list() -> bytes:
    """Draw a list of grown-ups with a task: observers, experts."""
    body = signed(
        form("{{ title }}")
        + line("Состав", "Section")
        + grid(
            "№",
            "Фамилия, имя, отчество",
            "Место работы, кого представляет",
            "Задача, класс",
            "Телефон",
            rows=12,
        )
    )
    return draw_file(body, "Список")


def draw_observation_sheet() -> bytes:
    """Draw the sheet of somebody who watches a procedure."""
    heads = ("№", "Что наблюдается", "Да / нет", "Замечания")
    points = (
        "Материалы получены и вскрыты в установленное время",
        "Инструктаж проведён до начала работы",
        "Рассадка по одному человеку за столом",
        "Посторонних лиц и средств связи в кабинете нет",
        "Организаторы не подсказывают и не исправляют ответы",
        "Работа закончена и сдана вовремя",
    )
    questions = (
        row(
            Cell(line(str(number), "CellCentre")),
            Cell(line(text, "Cell")),
            Cell(line(style="Cell")),
            Cell(line(style="Cell")),
            height=500,
        )
        for number, text in enumerate(points, 1)
    )
    body = (
        form("ЛИСТ НАБЛЮДЕНИЯ\nза ходом процедуры")
        + asked(("Класс", 2), ("Предмет", 4), ("Дата", 3), ("Кабинет", 2))
        + asked(("Наблюдатель", 1))
        + table(
            (600, 4554, 1200, 3000),
            row(*(Cell(line(head, "CellHead")) for head in heads), head=True),
            *questions,
        )
        + line("Нарушения и обстоятельства", "Section")
        + blanks(4)
        + line(f"Наблюдатель ______________ / ______________ {DATE_BLANK}", "Line")
        + line(f"Организатор ______________ / ______________ {DATE_BLANK}", "Line")
    )
    return draw_file(body, "Лист наблюдения")


def draw_courses_plan() -> bytes:
    """Draw the plan of teachers' further training; A4 landscape."""
    body = signed(
        form("{{ title }}", width=WIDE)
        + line()
        + grid(
            "№",
            "Педагог, предмет",
            "Профессиональный дефицит",
            "Программа, объём в часах",
            "Организация",
            "Сроки",
            "Документ, отметка о прохождении",
            rows=10,
            width=WIDE,
        ),
        width=WIDE,
    )
    return draw_file(body, "План курсов повышения квалификации", landscape=True)


def draw_work_plan() -> bytes:
    """Draw the plan of work with pupils, parents or teachers; A4 landscape."""
    body = signed(
        form("{{ title }}", width=WIDE)
        + line()
        + grid(
            "№",
            "С кем (код участника, класс, группа)",
            "Содержание работы",
            "Форма",
            "Срок",
            "Ответственный",
            "Результат",
            rows=10,
            width=WIDE,
        )
        + line(CODES_NOTE, "Note"),
        width=WIDE,
    )
    return draw_file(body, "План работы", landscape=True)


LISTS: Mapping[str, Callable[[], bytes]] = {
    "acknowledgement-sheet.docx": draw_acknowledgement_sheet,
    "assessment-schedule.docx": draw_assessment_schedule,
    "courses-plan.docx": draw_courses_plan,
    "cover-letter.docx": draw_cover_letter,
    "observation-sheet.docx": draw_observation_sheet,
    "people-list.docx": draw_people_list,
    "risk-group.docx": draw_risk_group,
    "work-plan.docx": draw_work_plan,
}
"""By the name of the template: how it is drawn."""
