"""The minutes of those who decide about a plan: councils, associations of teachers, parents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tools.template_lines import Cell, blanks, draw_file, line, row, table, tag_row, when
from tools.template_parts import DATE_BLANK, asked

__all__ = ["MINUTES"]


def _undecided() -> str:
    """What waits for the council's decision, for it to date."""
    heads = ("Пункт плана", "Мероприятие", "Ответственные", "Установленный срок")
    return table(
        (900, 3154, 3400, 1900),
        row(*(Cell(line(head, "CellHead")) for head in heads), head=True),
        tag_row("{%tr for item in undecided %}", 4),
        row(
            Cell(line("{{ item.number }}", "CellCentre")),
            Cell(line("{{ item.title }}", "Cell")),
            Cell(line("{{ item.responsible|join('; ') }}", "Cell")),
            Cell(line(style="Cell")),
        ),
        tag_row("{%tr endfor %}", 4),
    )


def _minutes(meeting: str, agenda: tuple[str, ...], decisions: str) -> bytes:
    items = "".join(line(f"{number}. {text}", "BodyText") for number, text in enumerate(agenda, 1))
    body = (
        line("{{ organisation_full }}", "Centre")
        + line()
        + line(f"ПРОТОКОЛ\nзаседания {meeting}", "Heading")
        + table(
            (4677, 4677),
            row(Cell(line(DATE_BLANK)), Cell(line("№ ______", extra='<w:jc w:val="right"/>'))),
            ruled=False,
        )
        + line("{{ place }}", "Line")
        + asked(("Председатель", 1))
        + asked(("Секретарь", 1))
        + line("Присутствовали: ______ человек из ______; кворум имеется / не имеется.", "Line")
        + line("ПОВЕСТКА ДНЯ:", "Section")
        + items
        + line("СЛУШАЛИ:", "Section")
        + blanks(2)
        + line("ВЫСТУПИЛИ:", "Section")
        + blanks(2)
        + line("РЕШИЛИ:", "Section")
        + decisions
        + line("Голосовали: «за» ____, «против» ____, «воздержались» ____.", "Line")
        + line()
        + line("Председатель ______________ / ______________", "Line", "<w:keepNext/>")
        + line("Секретарь ______________ / ______________", "Line")
    )
    return draw_file(body, "Протокол заседания")


_MATTER = "{{ agenda }} (пункт {{ measure.number }} плана)."


def draw_council_minutes() -> bytes:
    """Draw the minutes of a council, which sets the dates that wait for its decision."""
    decisions = line("1. Информацию принять к сведению.", "BodyText") + when(
        "undecided", line("2. Установить сроки мероприятий плана:", "BodyText"), _undecided(), line()
    )
    agenda = (_MATTER, "О сроках мероприятий плана и принятых мерах.")
    return _minutes("____________________________", agenda, decisions)


def draw_association_minutes() -> bytes:
    """Draw the minutes of an association of teachers."""
    agenda = (
        _MATTER,
        "О рассмотрении изменений в рабочие программы и технологические карты учебных занятий.",
        "О методической помощи учителям.",
    )
    decisions = "".join(
        (
            line("1. Рекомендовать к утверждению изменения в рабочие программы:", "BodyText"),
            blanks(2),
            line(f"2. Доработать до {DATE_BLANK}:", "BodyText"),
            blanks(2),
            line("3. Методическую помощь оказать (кому, кто, срок):", "BodyText"),
            blanks(2),
        )
    )
    return _minutes("методического объединения ____________________________", agenda, decisions)


def draw_parents_minutes() -> bytes:
    """Draw the minutes of a meeting of parents."""
    agenda = (_MATTER, "О помощи родителей (законных представителей) обучающимся.")
    decisions = line("1. Информацию принять к сведению.", "BodyText") + line("2. ", "Line") + blanks(2)
    return _minutes("родительского собрания ________ класса", agenda, decisions)


MINUTES: Mapping[str, Callable[[], bytes]] = {
    "association-minutes.docx": draw_association_minutes,
    "council-minutes.docx": draw_council_minutes,
    "parents-minutes.docx": draw_parents_minutes,
}
"""By the name of the template: how it is drawn."""
