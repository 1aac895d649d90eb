"""Changes of a signed order and its table → the points of the amending order, in the forms practice has.

«Пункт 2.1 изложить в следующей редакции: …», «дополнить пунктом 6 следующего содержания: …», «пункт 3.4
признать утратившим силу», «строку 2.4 изложить в редакции согласно приложению». Points and rows are called
by the numbers of the signed text. What stands in guillemets is the new wording, each paragraph with its
own number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import assert_never, get_args

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint
from roadmap_engine.planning.comparing.order_difference import PointChange
from roadmap_engine.planning.comparing.table_difference import LineChange, LineKind, TableLine

__all__ = ["BY_APPENDIX", "amend_rows", "amend_words", "list_numbers", "name_rows", "number_points"]

BY_APPENDIX = "согласно приложению к настоящему приказу"

_RUN = 3
"""So many numbers in a row are said as a range."""

_Name = Callable[[TableLine], str]
"""What a line is called in a sentence."""


def amend_words(changes: Sequence[PointChange]) -> Iterator[OrderPoint]:
    """Word the changes of the order's points, without numbers of their own."""
    for kind, group in groupby(changes, key=lambda change: change.kind == "repealed"):
        together = list(group)
        if kind and len(together) > 1:
            yield OrderPoint(number="", text=f"{_repeal([change.number for change in together])}.")
        else:
            yield from (_amend_point(change) for change in together)


def _repeal(numbers: Sequence[str]) -> str:
    word = "Пункт" if len(numbers) == 1 else "Пункты"
    return f"{word} {list_numbers(numbers)} признать утратившим{'' if len(numbers) == 1 else 'и'} силу"


def _amend_point(change: PointChange) -> OrderPoint:
    match change.kind:
        case "restated":
            text = f"Пункт {change.number} изложить в следующей редакции:"
        case "opening":
            text = f"Абзац первый пункта {change.number} изложить в следующей редакции:"
        case "added":
            text = f"Дополнить пунктом {change.number} следующего содержания:"
        case "repealed":
            text = f"{_repeal([change.number])}."
        case _:
            assert_never(change.kind)
    return OrderPoint(number="", text=text, items=tuple(_quote(change.point)) if change.point else ())


def _quote(point: OrderPoint) -> Iterator[OrderPoint]:
    """Put a wording into guillemets: they open before its first number and close after its last word."""
    paragraphs = list(_paragraphs(point))
    for place, (number, text) in enumerate(paragraphs):
        opening = "«" if place == 0 else ""
        closing = "»." if place == len(paragraphs) - 1 else ""
        yield OrderPoint(number=f"{opening}{number}", text=f"{text}{closing}", about=point.about)


def _paragraphs(point: OrderPoint) -> Iterator[tuple[str, str]]:
    yield point.number, point.text
    for item in point.items:
        yield from _paragraphs(item)


def amend_rows(
    changes: Sequence[LineChange], signed: Sequence[TableLine], fresh: Sequence[TableLine]
) -> Iterator[OrderPoint]:
    """Word the changes of the table's lines, without numbers of their own.

    Args:
        changes: in the order of the newer table.
        signed: the signed table, which its rows are called by.
        fresh: the newer one, which new rows and new numbers are called by.
    """
    name, called_now = _naming(signed), _naming(fresh)
    before = [name(line) for line in signed if not line.is_heading]
    rows = [change for change in changes if not change.is_heading]
    headings = [change for change in changes if change.is_heading]
    kinds: tuple[LineKind, ...] = get_args(LineKind)
    for kind in kinds:
        found = [change for change in rows if change.kind == kind]
        if kind == "moved":
            # Rows go under headings that go, too: in the order of the newer table each finds its place.
            yield from _move([change for change in changes if change.kind == kind], name)
            yield from _add_headings(headings, name)
            continue
        yield from _amend_rows(kind, found, name, called_now, before) if found else ()
        if kind == "removed":
            yield from _amend_headings(headings, name)


def name_rows(
    changes: Sequence[LineChange], signed: Sequence[TableLine], fresh: Sequence[TableLine]
) -> tuple[str, ...]:
    """Name the rows that change, as the signed table does, and new ones as the newer table does."""
    name, called_now = _naming(signed), _naming(fresh)
    named = (
        name(change.before) if change.before is not None else called_now(_line(change))
        for change in changes
        if not change.is_heading
    )
    return tuple(dict.fromkeys(named))


def _amend_rows(
    kind: LineKind, changes: list[LineChange], name: _Name, called_now: _Name, before: Iterable[str]
) -> Iterator[OrderPoint]:
    """Word the changes of one kind."""
    lines = [change.before for change in changes if change.before]
    match kind:
        case "removed":
            yield _point(f"{_call(lines, name, 'accusative')} исключить")
        case "restated":
            moved = [(old, new) for old, new in map(_numbers, changes) if old != new and old and new]
            anew = ", ".join(f"{old} на {new}" for old, new in moved)
            text = f"{_call(lines, name, 'accusative')} изложить в редакции {BY_APPENDIX}"
            yield _point(f"{text} (с заменой прежних номеров новыми: {anew})" if anew else text)
        case "moved":
            yield from _move(changes, name)
        case "added":
            yield from _add_rows(changes, name, called_now, before)
        case "renumbered":
            yield _point(_renumber(changes, name, called_now))
        case _:
            assert_never(kind)


def _line(change: LineChange) -> TableLine:
    line = change.after or change.before
    if line is None:
        raise ValueError("a change has a line before or after it")
    return line


def _point(text: str) -> OrderPoint:
    return OrderPoint(number="", text=f"{text[:1].upper()}{text[1:]}.")


def _naming(table: Sequence[TableLine]) -> _Name:
    """Call rows by their numbers, with the section where a number alone names none, else by their words."""
    numbers = Counter(_bare(line) for line in table if not line.is_heading)
    within = Counter((line.section, _bare(line)) for line in table if not line.is_heading)

    def name(line: TableLine) -> str:
        number = _bare(line)
        words = " ".join(line.title.split())
        if line.is_heading:
            return f"«{line.number} {words}»" if number else f"«{words}»"
        if number and numbers[number] <= 1:
            return number
        if number and within[line.section, number] <= 1:
            return f"{number} раздела {line.section}"
        return f"«{words}»"

    return name


def _bare(line: TableLine) -> str:
    return line.number.strip().rstrip(".")


def _call(lines: Sequence[TableLine], name: _Name, case: str) -> str:
    one, many = {"accusative": ("строку", "строки"), "instrumental": ("строкой", "строками")}[case]
    return f"{one if len(lines) == 1 else many} {list_numbers([name(line) for line in lines])}"


def _move(changes: Sequence[LineChange], name: _Name) -> Iterator[OrderPoint]:
    """Say after what lines are put that are there already, rows that follow one another together.

    They are called by their numbers in the signed table, as what they are put after is.
    """
    runs: list[list[LineChange]] = []
    for change in changes:
        last = runs[-1][-1] if runs else None
        headings = [each for each in (change, last) if each is not None and _line(each).is_heading]
        if last is not None and not headings and change.place is last.before:
            runs[-1].append(change)
        else:
            runs.append([change])
    for run in runs:
        place, lines = run[0].place, [change.before for change in run if change.before]
        where = f"после {_genitive(place, name)}" if place else "в начало таблицы"
        heading = lines[0].is_heading
        called = f"заголовок раздела {name(lines[0])}" if heading else _call(lines, name, "accusative")
        yield _point(f"{called} переместить {where}")


def _amend_headings(changes: Sequence[LineChange], name: _Name) -> Iterator[OrderPoint]:
    for change in changes:
        if change.before is None or change.after is None or change.kind == "moved":
            continue
        # A stage's number is part of what its heading prints.
        yield _point(
            f"заголовок раздела {name(change.before)} изложить в следующей редакции: {name(change.after)}"
        )
    for change in changes:
        if change.after is None and change.before is not None:
            yield _point(f"заголовок раздела {name(change.before)} исключить")


def _add_headings(changes: Sequence[LineChange], name: _Name) -> Iterator[OrderPoint]:
    for change in changes:
        if change.before is None and change.after is not None:
            where = f"после {_genitive(change.place, name)} " if change.place else ""
            yield _point(f"{where}дополнить заголовком раздела {name(change.after)}")


def _genitive(line: TableLine, name: _Name) -> str:
    return f"{'заголовка раздела' if line.is_heading else 'строки'} {name(line)}"


def _add_rows(
    changes: Sequence[LineChange], name: _Name, called_now: _Name, before: Iterable[str]
) -> Iterator[OrderPoint]:
    """Say after what rows are put in, those that follow one another together.

    Where a row of the signed table has the number of a new one, the new one is called new.
    """
    taken = set(before)
    runs: list[list[LineChange]] = []
    for change in changes:
        if runs and change.place is runs[-1][-1].after:
            runs[-1].append(change)
        else:
            runs.append([change])
    for run in runs:
        place = run[0].place
        added = [change.after for change in run if change.after]
        where = f"после {_genitive(place, name)} " if place else ""
        called = _call(added, called_now, "instrumental")
        if taken.intersection(map(called_now, added)):
            called = f"{'новой' if len(added) == 1 else 'новыми'} {called}"
        yield _point(f"{where}дополнить {called} {BY_APPENDIX}")


def _numbers(change: LineChange) -> tuple[str, str]:
    return tuple(_bare(line) if line else "" for line in (change.before, change.after))  # type: ignore[return-value]


def _renumber(changes: Sequence[LineChange], name: _Name, called_now: _Name) -> str:
    """Give rows their other numbers.

    «Строки 2.4–2.6 считать соответственно строками 2.5–2.7» is the form in which acts do it.
    """
    before = [name(change.before) for change in changes if change.before]
    after = [called_now(change.after) for change in changes if change.after]
    if len(changes) == 1:
        return f"строку {before[0]} считать строкой {after[0]}"
    return f"строки {list_numbers(before)} считать соответственно строками {list_numbers(after)}"


def list_numbers(numbers: Sequence[str]) -> str:
    """List numbers, those that follow one another as a range.

    >>> list_numbers(["2.1", "2.2", "2.3", "3.1"]), list_numbers(["2.9", "3.1"])
    ('2.1–2.3, 3.1', '2.9, 3.1')
    """
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) >= _RUN else ", ".join(run) for run in runs)


def _follows(one: str, other: str) -> bool:
    head, _, last = one.rpartition(".")
    other_head, _, other_last = other.rpartition(".")
    if head != other_head or not (last.isdecimal() and other_last.isdecimal()):
        return False
    return int(other_last) == int(last) + 1


def number_points(points: Iterable[OrderPoint], prefix: str) -> tuple[OrderPoint, ...]:
    """Number amendments one after another, and those under them; a quoted wording keeps its numbers."""
    return tuple(_numbered(point, f"{prefix}{place}.") for place, point in enumerate(points, 1))


def _numbered(point: OrderPoint, number: str) -> OrderPoint:
    items = point.items if any(item.number for item in point.items) else number_points(point.items, number)
    return with_fields(point, number=number, items=items)
