"""Reports on what has happened to a plan, drawn as Word templates: the note on a day, a measure's journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tools.template_lines import KEPT, WIDE, Cell, draw_file, line, repeat, row, table, tag_row, when
from tools.template_parts import signature

__all__ = ["REPORTS"]

_CENTRE = "CellCentre"


def _table(
    loop: str,
    name: str,
    columns: tuple[tuple[str, str, int], ...],
    *,
    under: tuple[str, str] | None = None,
    kept: bool = False,
) -> str:
    """A table with a row for each thing of a list.

    Args:
        loop: «row in overdue».
        name: the variable of the loop.
        columns: caption, field and width of each.
        under: another list around it, and the words over the rows of each of its things.
        kept: on the page of what follows, a signature that would stand alone on the last one.
    """
    span = len(columns)
    cells = (
        Cell(
            line(
                f"{{{{ {name}.{field} }}}}",
                _CENTRE if field in ("number", "done") else "Cell",
                KEPT if kept else "",
            )
        )
        for _, field, _ in columns
    )
    rows = [tag_row(f"{{%tr for {loop} %}}", span), row(*cells), tag_row("{%tr endfor %}", span)]
    if under is not None:
        outer, heading = under
        over = row(Cell(line(f"{{{{ {heading} }}}}", "CellStage"), span))
        rows = [tag_row(f"{{%tr for {outer} %}}", span), over, *rows, tag_row("{%tr endfor %}", span)]
    head = row(*(Cell(line(caption, "CellHead")) for caption, _, _ in columns), head=True)
    return table(tuple(width for *_, width in columns), head, *rows)


def draw_execution_note() -> bytes:
    """Draw the note on how far a plan is: A4 landscape."""
    columns = (
        ("№", "number", 700),
        ("Мероприятие", "title", 4700),
        ("Срок", "due", 2300),
        ("Состояние", "state", 2300),
        ("Исполнено", "done", 1400),
        ("Документ", "document", WIDE - 11400),
    )
    overdue = (
        ("№", "number", 700),
        ("Мероприятие", "title", 4700),
        ("Срок", "due", 2300),
        ("Ответственные", "who", 3000),
        ("Почему", "why", WIDE - 10700),
    )
    waiting = (("Чего ждут", "event", 9000), ("Мероприятия", "measures", WIDE - 9000))
    body = (
        line("{{ organisation }}", "Centre")
        + line("{{ heading }}", "Heading")
        + when("order", line("{{ order }}", "Centre"), line())
        + repeat("words in summary", line("{{ words }}", "BodyText"))
        + line()
        + _table("row in stage.rows", "row", columns, under=("stage in stages", "stage.heading"))
        + when("overdue", line("Просрочено", "Section"), _table("row in overdue", "row", overdue))
        + when(
            "waiting", line("Ждёт событий", "Section"), _table("row in waiting", "row", waiting, kept=True)
        )
        + signature()
    )
    return draw_file(body, "Справка об исполнении плана", landscape=True)


def draw_measure_journal() -> bytes:
    """Draw the journal of a measure: A4 landscape."""
    widths = (600, 1500, 1400, 2400, 2500, 2700, WIDE - 11100)
    heads = ("№", "Записано", "На день", "Кто", "Что сделано", "Примечание, основание", "Приложено")
    fields = ("number", "at", "on")
    cells = (
        *(Cell(line(f"{{{{ entry.{name} }}}}", _CENTRE)) for name in fields),
        *(Cell(line(f"{{{{ entry.{name} }}}}", "Cell")) for name in ("who", "did", "note")),
        # A cell ends in a paragraph, whatever the loop leaves of it.
        Cell(repeat("file in entry.evidence", line("{{ file }}", "Cell")) + line(style="Tail")),
    )
    entries = table(
        widths,
        row(*(Cell(line(head, "CellHead")) for head in heads), head=True),
        tag_row("{%tr for entry in lines %}", len(widths)),
        row(*cells),
        tag_row("{%tr endfor %}", len(widths)),
    )
    body = (
        line("{{ organisation }}", "Centre")
        + line("{{ heading }}", "Heading")
        + line("**{{ measure }}**", "Centre")
        + line("{{ plan }}", "Centre")
        + when("order", line("{{ order }}", "Centre"))
        + line()
        + repeat("words in facts", line("{{ words }}", "Line"))
        + entries
        + line("{{ note }}", "Note", KEPT)
        + signature()
    )
    return draw_file(body, "Журнал исполнения мероприятия", landscape=True)


REPORTS: Mapping[str, Callable[[], bytes]] = {
    "execution-note.docx": draw_execution_note,
    "measure-journal.docx": draw_measure_journal,
}
"""By the name of the template: how it is drawn."""
