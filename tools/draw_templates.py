"""Draw the Word templates under `templates/`: the same files from the same lines, byte for byte.

A template is a real Word document: whoever wants it otherwise opens it in Word and changes it. This
tool is how the shipped ones came to be and how they stay alike.

    python -m tools.draw_templates [--check] [FOLDER]

`--check` writes nothing and tells which files differ from what would be drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.form_templates import FORMS
from tools.published_order_template import draw_published_order
from tools.report_templates import REPORTS
from tools.template_lines import (
    FIRST_CORNER,
    WIDE,
    Cell,
    blanks,
    draw_file,
    line,
    repeat,
    row,
    section_break,
    table,
    tag_row,
    when,
)
from tools.template_parts import DATE_BLANK, letterhead, signature, signature_before
from tools.template_styles import MM

# The widths a person would drag: the result is the longest text, the number the shortest.
PLAN_COLUMNS = {
    "number": 650,
    "title": 2300,
    "participants": 2150,
    "deadline": 1550,
    "responsible": 2550,
    "result": 3470,
    "output": 1900,
}

# The style's own place is that of a stamp on the upright page of an order.
ASIDE = f'<w:ind w:left="{WIDE - round(75 * MM)}"/>'


def _plan_table() -> str:
    """The table of a plan, its head on every page; Word wants a paragraph after it."""
    span = len(PLAN_COLUMNS)
    cells = tuple(
        Cell(line(f"{{{{ row.{name} }}}}", "CellCentre" if name == "number" else "Cell"))
        for name in PLAN_COLUMNS
    )
    rows = table(
        tuple(PLAN_COLUMNS.values()),
        row(*(Cell(line(f"{{{{ head.{name} }}}}", "CellHead")) for name in PLAN_COLUMNS), head=True),
        tag_row("{%tr for stage in stages %}", span),
        row(Cell(line("{{ stage.heading }}", "CellStage"), span)),
        tag_row("{%tr for row in stage.rows %}", span),
        row(*cells, torn=True),
        tag_row("{%tr endfor %}", span),
        tag_row("{%tr endfor %}", span),
    )
    # The paragraph after the table never takes a page of its own.
    return rows + line(style="Tail")


def _plan_body(stamp: str = "") -> str:
    """The stamp, the title, the introduction, the table.

    Args:
        stamp: look of the stamp's paragraphs, where it is not that of their style.
    """
    return (
        repeat("line in stamp", line("{{ line }}", "Stamp", stamp))
        + line("{{ title }}", "Heading")
        + when("subtitle", line("{{ subtitle }}", "Centre"), line())
        + repeat("paragraph in intro", line("{{ paragraph }}", "BodyText"))
        + when("intro", line())
        + _plan_table()
    )


def draw_plan() -> bytes:
    """Draw the plan: A4 landscape."""
    return draw_file(_plan_body(), "План мероприятий", landscape=True)


def _order_body() -> str:
    """The words of an order: letterhead, heading, preamble, points, signature, acknowledgement."""
    acknowledged = table(
        (4954, 2200, 2200),
        tag_row("{%tr for person in acknowledged %}", 3),
        row(
            Cell(line("{{ person }}", "Line", "<w:keepNext/>")),
            Cell(line("______________", "Line", '<w:jc w:val="center"/>'), bottom=True),
            Cell(line("___.___.20___", "Line", '<w:jc w:val="right"/>'), bottom=True),
        ),
        tag_row("{%tr endfor %}", 3),
        row(Cell(line(), 3)),
        ruled=False,
    )
    # The last point stands on the page of the signature, and so does the list of those who have read it:
    # a page with names alone could belong to any order. A point stands on the page of its first subpoint.
    points = repeat(
        "point in points",
        when(
            "not loop.last and not point.subpoints", line("{{ point.number }} {{ point.text }}", "BodyText")
        ),
        when(
            "loop.last or point.subpoints",
            line("{{ point.number }} {{ point.text }}", "BodyText", "<w:keepNext/>"),
        ),
        repeat("item in point.subpoints", line("{{ item.number }} {{ item.text }}", "BodyText")),
    )
    return (
        letterhead("ПРИКАЗ")
        + line("{{ heading }}", "Subject")
        + line("{{ preamble }}", "BodyText")
        + line("{{ imperative }}", "Imperative")
        + points
        + signature_before()
        + when(
            "acknowledged",
            line(extra="<w:keepNext/>"),
            line("С приказом ознакомлены (подпись, дата):", "Section"),
            acknowledged,
        )
        + when(
            "acknowledged_apart",
            line(),
            line("С приказом знакомятся на отдельном листе: {{ acknowledged_apart }}.", "Line"),
        )
        + when("executor", line(), repeat("words in executor", line("{{ words }}", "Note")))
    )


def draw_order() -> bytes:
    """Draw the order: letterhead, heading, preamble, points to two levels, signature, acknowledgement."""
    return draw_file(_order_body(), "Приказ", corner=True)


def draw_amending_order() -> bytes:
    """Draw an order that amends another: its words, and the changed rows as its appendix."""
    body = (
        _order_body()
        + section_break(corner=FIRST_CORNER)
        + repeat("line in stamp", line("{{ line }}", "Stamp", ASIDE))
        + line("{{ title }}", "Heading")
        + _plan_table()
    )
    return draw_file(body, "Приказ о внесении изменений", landscape=True, corner=True)


def draw_order_with_plan() -> bytes:
    """Draw an order with its plan as the appendix in the same file, the pages counted through."""
    body = _order_body() + section_break(corner=FIRST_CORNER) + _plan_body(ASIDE)
    return draw_file(body, "Приказ с планом", landscape=True, corner=True, continued=True)


def draw_school_order() -> bytes:
    """Draw a blank order about one measure of the plan."""
    body = (
        letterhead("ПРИКАЗ")
        .replace("{{ organisation }}", "{{ organisation_full }}")
        .replace("{{ date }}", DATE_BLANK)
        .replace("{{ number }}", "______")
        + line("{{ subject }}", "Subject")
        + line(
            "Во исполнение пункта {{ measure.number }} плана, утверждённого приказом {{ plan.order }}",
            "BodyText",
        )
        + line("ПРИКАЗЫВАЮ:", "Imperative")
        + line("1. \t", "Blank")
        + blanks(2)
        + line("2. \t", "Blank")
        + blanks(2)
        + line("3. Контроль исполнения приказа оставляю за собой.", "Line")
        + signature()
        + line()
        + line("С приказом ознакомлены (подпись, дата):", "Section")
        + blanks(3)
    )
    return draw_file(body, "Приказ")


TEMPLATES: Mapping[str, Callable[[], bytes]] = {
    "plan.docx": draw_plan,
    "order.docx": draw_order,
    "order-with-plan.docx": draw_order_with_plan,
    "amending-order.docx": draw_amending_order,
    "published-order.docx": draw_published_order,
    "school-order.docx": draw_school_order,
    **FORMS,
    **REPORTS,
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
