"""Draw the Word templates under `templates/`: the same files from the same lines, byte for byte.

A template is a real Word document: whoever wants it otherwise opens it in Word and changes it. This
tool is how the shipped ones came to be and how they stay alike.

    python tools/draw_templates.py [--check] [FOLDER]

`--check` writes nothing and tells which files differ from what would be drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from template_lines import TALL, WIDE, Cell, blanks, draw_file, line, repeat, row, table, tag_row, when

# The widths a person would drag: the result is the longest text, the number the shortest.
PLAN_COLUMNS = {
    "number": 650,
    "title": 2300,
    "participants": 2150,
    "deadline": 1550,
    "responsible": 2550,
    "result": 3720,
    "output": 1650,
}

DATE_BLANK = "«___» ____________ 20___ г."
CODES_NOTE = "Вместо фамилий и имён обучающихся указываются коды участников."


def draw_plan() -> bytes:
    """Draw the plan: stamp, title, introduction, table; A4 landscape."""
    span = len(PLAN_COLUMNS)
    cells = tuple(
        Cell(line(f"{{{{ row.{name} }}}}", "CellCentre" if name == "number" else "Cell"))
        for name in PLAN_COLUMNS
    )
    body = (
        repeat("line in stamp", line("{{ line }}", "Stamp"))
        + line("{{ title }}", "Heading")
        + when("subtitle", line("{{ subtitle }}", "Centre"), line())
        + repeat("paragraph in intro", line("{{ paragraph }}", "BodyText"))
        + when("intro", line())
        + table(
            tuple(PLAN_COLUMNS.values()),
            row(*(Cell(line(f"{{{{ head.{name} }}}}", "CellHead")) for name in PLAN_COLUMNS), head=True),
            tag_row("{%tr for stage in stages %}", span),
            row(Cell(line("{{ stage.heading }}", "CellStage"), span)),
            tag_row("{%tr for row in stage.rows %}", span),
            row(*cells),
            tag_row("{%tr endfor %}", span),
            tag_row("{%tr endfor %}", span),
        )
        + when("awaited", line("Сроки, которые пока не известны:", "Note"))
        + repeat("event in awaited", line("– {{ event.title }}: {{ event.numbers }}.", "Note"))
    )
    return draw_file(body, "План мероприятий", landscape=True)


def _signature() -> str:
    """The signature: the post from the left margin, the name at the right one, level with its last line."""
    signed = table(
        (5754, 3600),
        row(
            Cell(line("{{ signature.post }}", extra="<w:keepNext/>")),
            Cell(line("{{ signature.name }}", extra='<w:jc w:val="right"/>'), bottom=True),
        ),
        ruled=False,
    )
    # ГОСТ Р 7.0.97 practice: three line spaces under the text.
    return line(extra="<w:keepNext/>") * 3 + signed


def _letterhead(kind: str) -> str:
    return (
        when("parent", line("{{ parent }}", "Centre"))
        + line("**{{ organisation }}**", "Centre")
        + line()
        + line(f"**{kind}**", "Centre")
        + line()
        + table(
            (TALL // 2, TALL - TALL // 2),
            row(Cell(line("{{ date }}")), Cell(line("№ {{ number }}", extra='<w:jc w:val="right"/>'))),
            ruled=False,
        )
        + line("{{ place }}", "Centre")
    )


def draw_order() -> bytes:
    """Draw the order: letterhead, heading, preamble, points to two levels, signature, acknowledgement."""
    acknowledged = table(
        (4954, 2200, 2200),
        tag_row("{%tr for person in acknowledged %}", 3),
        row(
            Cell(line("{{ person }}", "Line")),
            Cell(line("______________", "Line", '<w:jc w:val="center"/>'), bottom=True),
            Cell(line("___.___.20___", "Line", '<w:jc w:val="right"/>'), bottom=True),
        ),
        tag_row("{%tr endfor %}", 3),
        row(Cell(line(), 3)),
        ruled=False,
    )
    points = repeat(
        "point in points",
        line("{{ point.number }} {{ point.text }}", "BodyText"),
        repeat("item in point.subpoints", line("{{ item.number }} {{ item.text }}", "BodyText")),
    )
    body = (
        _letterhead("ПРИКАЗ")
        + line("{{ heading }}", "Subject")
        + line("{{ preamble }}", "BodyText")
        + line("{{ imperative }}", "Imperative")
        + points
        + _signature()
        + when(
            "acknowledged",
            line(),
            line("С приказом ознакомлены (подпись, дата):", "Section"),
            acknowledged,
        )
    )
    return draw_file(body, "Приказ")


def _route() -> str:
    """Reviewed, agreed, approved: the way a programme takes (Recommendations, 3.8.2)."""
    third = TALL // 3
    grifs = (
        "РАССМОТРЕНО\nна заседании методического объединения\nпротокол от ____________ № ____",
        "СОГЛАСОВАНО\nзаместитель руководителя\n____________ / ____________\n«___» __________ 20___ г.",
        "УТВЕРЖДЕНО\nприказом {{ organisation }}\nот ____________ № ____",
    )
    return table((third,) * 3, row(*(Cell(line(text, "Cell")) for text in grifs)), ruled=False)


def _about(width: int = TALL) -> str:
    """What the blank belongs to, filled in from the plan."""
    facts = (
        ("Процедура", "{{ procedure }}"),
        ("Учебный год", "{{ school_year }}"),
        ("Мероприятие плана", "{{ measure.number }} {{ measure.title }}"),
        ("Срок", "{{ measure.deadline }}"),
        ("Ответственные", "{{ responsible|join('; ') }}"),
    )
    rows = (row(Cell(line(name, "Cell")), Cell(line(value, "Cell"))) for name, value in facts)
    return table((2400, width - 2400), *rows)


def _form(title: str, *, approval: str = "", route: bool = False, width: int = TALL) -> str:
    top = _route() if route else approval
    return line("{{ organisation_full }}", "Centre") + line() + top + line(title, "Heading") + _about(width)


def _grid(*heads: str, rows: int = 4, widths: tuple[int, ...] = (), width: int = TALL) -> str:
    """An empty table to fill in, its head repeated on every page."""
    widths = widths or (600, *((width - 600) // (len(heads) - 1) for _ in heads[1:]))
    empty = tuple(row(*(Cell(line(style="Cell")) for _ in heads), height=400) for _ in range(rows))
    return table(widths, row(*(Cell(line(head, "CellHead")) for head in heads), head=True), *empty)


def _signed(*, width: int = TALL) -> str:
    signers = table(
        (width - 5400, 2200, 3200),
        tag_row("{%tr for person in responsible %}", 3),
        row(
            Cell(line("{{ person }}", "Line")),
            Cell(line("______________", "Line"), bottom=True),
            Cell(line(DATE_BLANK, "Cell", '<w:jc w:val="right"/>'), bottom=True),
        ),
        tag_row("{%tr endfor %}", 3),
        row(Cell(line(), 3)),
        ruled=False,
    )
    return line("Подписи", "Section") + signers


def draw_analytic_note() -> bytes:
    """Draw the note on results, per pupil, class, grade or school."""
    body = (
        _form("АНАЛИТИЧЕСКАЯ СПРАВКА\nо результатах {{ procedure_genitive }}")
        + line("1. Общие сведения", "Section")
        + _grid("№", "Учебный предмет", "{{ view }}", "Дата проведения", "Участников", "По списку", rows=3)
        + line("2. Выполнение заданий", "Section")
        + _grid(
            "№ задания",
            "Проверяемое умение",
            "Наибольший балл",
            "Выполнение, %",
            "По региону, %",
            rows=6,
            widths=(1000, 4154, 1400, 1400, 1400),
        )
        + line("3. Дефициты: несформированные планируемые результаты", "Section")
        + _grid(
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
        + _signed()
    )
    return draw_file(body, "Аналитическая справка")


def draw_council_minutes() -> bytes:
    """Draw the minutes; what waits for the council's decision is listed for it to date."""
    decided = table(
        (900, 3154, 3400, 1900),
        row(
            *(
                Cell(line(head, "CellHead"))
                for head in ("Пункт плана", "Мероприятие", "Ответственные", "Установленный срок")
            ),
            head=True,
        ),
        tag_row("{%tr for item in undecided %}", 4),
        row(
            Cell(line("{{ item.number }}", "CellCentre")),
            Cell(line("{{ item.title }}", "Cell")),
            Cell(line("{{ item.responsible|join('; ') }}", "Cell")),
            Cell(line(style="Cell")),
        ),
        tag_row("{%tr endfor %}", 4),
    )
    body = (
        line("{{ organisation_full }}", "Centre")
        + line()
        + line("ПРОТОКОЛ\nзаседания ____________________________", "Heading")
        + table(
            (4677, 4677),
            row(Cell(line(DATE_BLANK)), Cell(line("№ ______", extra='<w:jc w:val="right"/>'))),
            ruled=False,
        )
        + line("{{ place }}", "Line")
        + line("Председатель ____________________________", "Line")
        + line("Секретарь ____________________________", "Line")
        + line("Присутствовали: ______ человек из ______; кворум имеется / не имеется.", "Line")
        + line("ПОВЕСТКА ДНЯ:", "Section")
        + line(
            "1. Об итогах анализа результатов {{ procedure_genitive }} (пункт {{ measure.number }} плана).",
            "BodyText",
        )
        + line("2. О сроках мероприятий плана и мерах по результатам анализа.", "BodyText")
        + line("СЛУШАЛИ:", "Section")
        + blanks(2)
        + line("ВЫСТУПИЛИ:", "Section")
        + blanks(2)
        + line("РЕШИЛИ:", "Section")
        + line("1. Принять к сведению итоги анализа результатов.", "BodyText")
        + when("undecided", line("2. Установить сроки мероприятий плана:", "BodyText"), decided, line())
        + line("Голосовали: «за» ____, «против» ____, «воздержались» ____.", "Line")
        + line()
        + line("Председатель ______________ / ______________", "Line")
        + line("Секретарь ______________ / ______________", "Line")
    )
    return draw_file(body, "Протокол заседания")


def draw_programme_appendix() -> bytes:
    """Draw the appendix to a working programme."""
    body = (
        _form("{{ title }}\nна {{ school_year }} учебный год", route=True)
        + line("Предмет (курс) _________________ Класс _______ Учитель _________________", "Line")
        + line("1. Изменения в разделах программы", "Section")
        + _grid(
            "№",
            "Раздел программы",
            "Действующая редакция",
            "Новая редакция",
            "Основание: умение, номер задания",
            rows=4,
        )
        + line("2. Изменения в тематическом планировании", "Section")
        + _grid(
            "№ урока",
            "Тема",
            "Часы",
            "Умения, которые формируются",
            "Виды деятельности",
            rows=6,
            widths=(900, 2800, 800, 2427, 2427),
        )
        + _signed()
    )
    return draw_file(body, "Приложение к рабочей программе")


def draw_programme_change() -> bytes:
    """Draw the change of the programme of universal learning skills."""
    body = (
        _form(
            "ИЗМЕНЕНИЯ\nв программу развития универсальных учебных действий\n"
            "на {{ school_year }} учебный год",
            route=True,
        )
        + line("Документ плана: {{ title }}", "Note")
        + _grid(
            "№",
            "Раздел программы",
            "Действующая редакция",
            "Новая редакция",
            "Основание: умение, номер задания",
            rows=6,
        )
        + _signed()
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
        _form("ТЕХНОЛОГИЧЕСКАЯ КАРТА УЧЕБНОГО ЗАНЯТИЯ", width=WIDE)
        + line(
            "Предмет (курс) ____________________ Класс ________ Дата ____________ "
            "Учитель ____________________",
            "Line",
        )
        + line("Тема ____________________________________________________________________", "Line")
        + line("Планируемые результаты ____________________________________________________", "Line")
        + line("Несформированные умения, над которыми идёт работа ___________________________", "Line")
        + line("Ход занятия", "Section")
        + _grid(*heads, rows=6, width=WIDE)
        + line("{{ measure.result }}", "Note")
    )
    return draw_file(body, "Технологическая карта", landscape=True)


def draw_individual_route() -> bytes:
    """Draw the route of one pupil, who is a code here."""
    body = (
        _form("ИНДИВИДУАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ")
        + line("Код участника ______________ Класс ________ Предмет ______________________", "Line")
        + line(CODES_NOTE, "Note")
        + line("Дефициты и работа с ними", "Section")
        + _grid(
            "№",
            "Несформированное умение",
            "Задания и материалы",
            "Форма работы",
            "Срок",
            "Результат проверки",
            rows=8,
        )
        + line("Итог", "Section")
        + blanks(2)
        + _signed()
        + line(
            "Родитель (законный представитель) ознакомлен: ______________ «___» __________ 20___ г.", "Line"
        )
    )
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
        for text in ("УТВЕРЖДЕН", "приказом {{ organisation }}", "от «___» __________ 20___ г. № ____")
    )
    body = (
        _form("{{ title }}", approval=stamp, width=WIDE)
        + line()
        + _grid(*heads, rows=8, width=WIDE)
        + _signed(width=WIDE)
    )
    return draw_file(body, "План реализации мер", landscape=True)


def draw_vsoko_change() -> bytes:
    """Draw the sheet of changes to the regulation on the internal system of quality assessment."""
    body = (
        _form("ЛИСТ ИЗМЕНЕНИЙ\nк документу «{{ title }}»", route=True)
        + line()
        + _grid("№", "Пункт документа", "Действующая редакция", "Новая редакция", "Обоснование", rows=6)
        + _signed()
    )
    return draw_file(body, "Лист изменений")


def draw_analytic_report() -> bytes:
    """Draw the report: how the results moved, and what the measures were worth."""
    body = (
        _form("АНАЛИТИЧЕСКИЙ ОТЧЁТ\nо работе с результатами {{ procedure_genitive }}")
        + line("1. Динамика планируемых результатов", "Section")
        + _grid("№", "Код участника, класс", "Умение", "Было, %", "Стало, %", "Динамика", rows=6)
        + line(CODES_NOTE, "Note")
        + line("2. Действенность принятых мер", "Section")
        + _grid("№", "Мера", "Выполнение", "Что изменилось", "Продолжить, изменить, прекратить", rows=5)
        + line("3. Выводы и предложения", "Section")
        + blanks(4)
        + _signed()
    )
    return draw_file(body, "Аналитический отчёт")


def draw_school_order() -> bytes:
    """Draw a blank order about one measure of the plan."""
    body = (
        _letterhead("ПРИКАЗ")
        .replace("{{ organisation }}", "{{ organisation_full }}")
        .replace("{{ date }}", DATE_BLANK)
        .replace("{{ number }}", "______")
        + line("О мерах по результатам {{ procedure_genitive }}", "Subject")
        + line(
            "Во исполнение пункта {{ measure.number }} плана мероприятий («дорожной карты») "
            "на {{ school_year }} учебный год",
            "BodyText",
        )
        + line("ПРИКАЗЫВАЮ:", "Imperative")
        + line("1. \t", "Blank")
        + blanks(2)
        + line("2. \t", "Blank")
        + blanks(2)
        + line("3. Контроль исполнения приказа оставляю за собой.", "Line")
        + _signature()
        + line()
        + line("С приказом ознакомлены (подпись, дата):", "Section")
        + blanks(3)
    )
    return draw_file(body, "Приказ")


def draw_general() -> bytes:
    """Draw the blank of any other document."""
    body = _form("{{ title }}") + line("Содержание", "Section") + blanks(10) + _signed()
    return draw_file(body, "Документ плана")


TEMPLATES: Mapping[str, Callable[[], bytes]] = {
    "plan.docx": draw_plan,
    "order.docx": draw_order,
    "analytic-note.docx": draw_analytic_note,
    "analytic-report.docx": draw_analytic_report,
    "council-minutes.docx": draw_council_minutes,
    "general.docx": draw_general,
    "individual-route.docx": draw_individual_route,
    "lesson-map.docx": draw_lesson_map,
    "measures-plan.docx": draw_measures_plan,
    "programme-appendix.docx": draw_programme_appendix,
    "programme-change.docx": draw_programme_change,
    "school-order.docx": draw_school_order,
    "vsoko-change.docx": draw_vsoko_change,
}


def main(arguments: list[str]) -> int:
    """Draw all templates, or tell which of them differ."""
    check = "--check" in arguments
    folders = [argument for argument in arguments if not argument.startswith("-")]
    folder = Path(folders[0]) if folders else Path(__file__).parent.parent / "templates"
    stale = 0
    for name, draw in TEMPLATES.items():
        path, drawn = folder / name, draw()
        if path.is_file() and path.read_bytes() == drawn:
            continue
        stale += 1
        if check:
            print(f"{path.name} differs from what tools/draw_templates.py draws")
        else:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(drawn)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
