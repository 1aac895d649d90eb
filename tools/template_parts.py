"""What the papers have in common: letterhead, signature, grifs, the facts of a blank, empty tables."""

from __future__ import annotations

from tools.template_lines import KEPT, TALL, Cell, keep_end, line, repeat, row, table, tag_row, when

__all__ = [
    "CODES_NOTE",
    "DATE_BLANK",
    "about",
    "approval_sheet",
    "asked",
    "form",
    "grid",
    "letterhead",
    "route",
    "signature",
    "signature_before",
    "signed",
    "signed_by_head",
]

DATE_BLANK = "«___»\u00a0____________\u00a020___\u00a0г."
"""A date to write in; no line break parts it."""
CODES_NOTE = "Вместо фамилий и имён обучающихся указываются коды участников."


def signature() -> str:
    """The signature: the post from the left margin, the name at the right one, level with its last line."""
    signed = table(
        (5754, 3600),
        row(
            Cell(line("{{ signature.post }}", extra=KEPT)),
            Cell(line("{{ signature.name }}", extra='<w:jc w:val="right"/>'), bottom=True),
        ),
        ruled=False,
    )
    # ГОСТ Р 7.0.97 practice: three line spaces under the text.
    return line(extra=KEPT) * 3 + signed


def signature_before() -> str:
    """The signature that stays on the page of what follows it, which a table would not."""
    place = f'<w:keepNext/><w:tabs><w:tab w:val="right" w:pos="{TALL}"/></w:tabs>'
    return line(extra=KEPT) * 3 + line("{{ signature.post }}\t{{ signature.name }}", extra=place)


def letterhead(kind: str) -> str:
    """The head of an order: emblem, issuer, kind, date and number on one line, place."""
    return (
        when("emblem", line("{{ emblem }}", "Centre"))
        + when("parent", line("{{ parent }}", "Centre"))
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


def route() -> str:
    """Reviewed, agreed, approved: the way a programme takes (Recommendations, 3.8.2)."""
    third = TALL // 3
    cells = (
        # A cell ends in a paragraph, whatever the loop leaves of it.
        Cell(repeat(f"words in grifs.{step}", line("{{ words }}", "Cell")) + line(style="Tail"))
        for step in ("reviewed", "agreed", "approved")
    )
    return table((third,) * 3, row(*cells), ruled=False)


def approval_sheet() -> str:
    """The sheet that travels with a document, where its way is known."""
    widths = (600, 1700, 3654, 1700, 1700)
    heads = ("№", "Этап", "Кто", "Дата, № документа", "Подпись")
    rows = table(
        widths,
        row(*(Cell(line(head, "CellHead")) for head in heads), head=True),
        tag_row("{%tr for step in approval %}", 5),
        row(
            Cell(line("{{ step.number }}", "CellCentre")),
            Cell(line("{{ step.action }}", "Cell")),
            Cell(line("{{ step.who }}", "Cell")),
            Cell(line(style="Cell")),
            Cell(line(style="Cell")),
            height=500,
        ),
        tag_row("{%tr endfor %}", 5),
    )
    return when("approval", line("Лист согласования", "Section"), rows, line())


def about(width: int = TALL) -> str:
    """What the blank belongs to, filled in from the plan."""
    facts = (
        ("Процедура", "{{ about_procedure }}"),
        ("Учебный год", "{{ school_year }}"),
        ("Мероприятие плана", "{{ measure.number }} {{ measure.title }}"),
        ("Срок", "{{ measure.deadline }}"),
        ("Ответственные", "{{ responsible|join('; ') }}"),
    )
    first, *rows = (row(Cell(line(name, "Cell")), Cell(line(value, "Cell"))) for name, value in facts)
    # Not every plan is about a procedure.
    of_procedure = (tag_row("{%tr if about_procedure %}", 2), first, tag_row("{%tr endif %}", 2))
    return table((2400, width - 2400), *of_procedure, *rows)


def form(title: str, *, approval: str = "", reviewed: bool = False, width: int = TALL) -> str:
    """The head of a blank: school, grifs, title, and what it belongs to."""
    top = route() if reviewed else approval
    return line("{{ organisation_full }}", "Centre") + line() + top + line(title, "Heading") + about(width)


def grid(*heads: str, rows: int = 4, widths: tuple[int, ...] = (), width: int = TALL) -> str:
    """An empty table to fill in, its head repeated on every page."""
    widths = widths or (600, *((width - 600) // (len(heads) - 1) for _ in heads[1:]))
    empty = tuple(row(*(Cell(line(style="Cell")) for _ in heads), height=400) for _ in range(rows))
    return table(widths, row(*(Cell(line(head, "CellHead")) for head in heads), head=True), *empty)


def asked(*fields: tuple[str, int], width: int = TALL) -> str:
    """A line of things to write in: each name with a rule behind it, as wide as its share of the line.

    Args:
        fields: the names, and what share of the line each has with its rule.
        width: of the line.
    """
    total = sum(share for _, share in fields)
    ends = [width * sum(share for _, share in fields[: place + 1]) // total for place in range(len(fields))]
    stops = "".join(f'<w:tab w:val="left" w:leader="underscore" w:pos="{end}"/>' for end in ends)
    return line(" ".join(f"{name} \t" for name, _ in fields), "Line", f"<w:tabs>{stops}</w:tabs>")


def signed(body: str, *, width: int = TALL) -> str:
    """A body under which everybody who answers signs, with a date.

    The signatures stand on one page, and the last line or row of the body with them: a page of signatures
    alone could belong to any paper.
    """
    signers = table(
        (width - 5400, 2200, 3200),
        tag_row("{%tr for person in signers %}", 3),
        row(
            Cell(line("{{ person.who }}", "Line", KEPT)),
            Cell(line("{% if person.signs %}{{ person.signs }}{% endif %}", "Line"), bottom=True),
            Cell(
                line(f"{{% if person.signs %}}{DATE_BLANK}{{% endif %}}", "Cell", '<w:jc w:val="right"/>'),
                bottom=True,
            ),
        ),
        tag_row("{%tr endfor %}", 3),
        row(Cell(line(), 3)),
        ruled=False,
    )
    return keep_end(body) + line("Подписи", "Section") + signers


def signed_by_head(body: str) -> str:
    """A body with the signature of the head in its last line, on the page of what stands above it."""
    return keep_end(body) + line("{{ signature.post }} ______________ {{ signature.name }}", "Line")
