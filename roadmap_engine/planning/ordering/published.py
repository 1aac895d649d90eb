"""A written order and the plan it was issued with → the lines of the order as printed.

Nothing is added to what the source prints but the numbers that are counted, the markers of lists and
the dates that a point takes from the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadmap_engine.model import Plan, Roadmap
from roadmap_engine.model.published_order import OrderLine, PublishedAppendix, PublishedOrder
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.model.written_order import (
    ElectronicSignature,
    OrderAppendix,
    OrderWording,
    Passage,
    WorkingGroupMember,
    WrittenOrder,
    WrittenPoint,
    walk_points,
)
from roadmap_engine.planning.drawing.gaps import gap_values
from roadmap_engine.russian import Case, capitalise_first, decline, numeric_date

__all__ = ["draw_published_order"]

# Lists in acts run а, б, … е, ж, з, и, к: only ё, й, ъ, ы, ь are left out.
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"


def draw_published_order(roadmap: Roadmap, plan: Plan) -> PublishedOrder | None:
    """Draw the order a roadmap was issued with; nothing where its words are not known."""
    order = roadmap.order
    if order is None or order.text is None:
        return None
    return _draw(order, order.text, roadmap.issuer or "", _Words(gap_values(roadmap), plan))


class _Words:
    """The words that gaps stand for, of the roadmap and of the measures a point names."""

    def __init__(self, values: Mapping[str, str], plan: Plan) -> None:
        self._values = values
        self._measures = {measure.id: measure for measure in plan.measures()}

    def fill(self, text: str, measures: Iterable[str] = ()) -> str:
        """Fill the gaps of a text.

        `{{ deadline }}` is the deadline of the measures and `{{ responsible }}` who answers for them, in the
        dative; each is said once.
        """
        named = [self._measures[measure] for measure in measures if measure in self._measures]
        if not named:
            return fill_gaps(text, self._values)
        deadlines = [measure.deadline.text for measure in named]
        datives = [_dative(role.title) for measure in named for role in measure.responsible]
        own = {"deadline": _once(deadlines), "responsible": _once(datives)}
        filled = fill_gaps(text, {**self._values, **{name: words for name, words in own.items() if words}})
        return capitalise_first(filled) if text.startswith("{{") else filled


def _once(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(each for each in words if each))


def _dative(title: str) -> str:
    """Put a role into the dative; the checks refuse an order that needs one that is not certain."""
    return decline(title).get(Case.DATIVE) or title


def _draw(order: WrittenOrder, text: OrderWording, issuer: str, words: _Words) -> PublishedOrder:
    second = text.second_language
    return PublishedOrder(
        issued_on=order.date,
        reference=order.number,
        letterhead=words.fill(text.letterhead or issuer),
        second_letterhead=second.letterhead if second else "",
        kind=text.kind,
        date=text.date or numeric_date(order.date),
        number=text.number or order.number,
        place=text.place or "",
        heading=words.fill(text.heading),
        preamble=tuple(_passage(text.preamble, words)),
        imperative=text.imperative,
        points=tuple(_points(text.points, words)),
        enclosure=text.enclosure or "",
        signatory_post=text.signature.post,
        signatory_name=text.signature.name,
        e_signature=_mark(text.e_signature) if text.e_signature else (),
        executors=tuple(", ".join(filter(None, (each.name, each.phone))) for each in text.executors),
        acknowledged_heading=text.acknowledged_heading if text.acknowledged else "",
        acknowledged=text.acknowledged,
        appendices=tuple(_appendix(appendix, words) for appendix in text.appendices),
    )


def _mark(signature: ElectronicSignature) -> tuple[str, ...]:
    """Write the mark of an electronic signature.

    ГОСТ Р 7.0.97-2016, 5.23 (the edition such acts were signed under): the words «Документ подписан
    электронной подписью», the number of the certificate, its owner in full, and its term.
    """
    since, until = numeric_date(signature.valid_from), numeric_date(signature.valid_to)
    return (
        "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
        f"Сертификат {signature.certificate}",
        f"Владелец {signature.owner}",
        f"Действителен с {since} по {until}",
    )


def _appendix(appendix: OrderAppendix, words: _Words) -> PublishedAppendix:
    members = (
        OrderLine(number=f"{number}.", text=_member(member))
        for number, member in enumerate(appendix.members, 1)
    )
    return PublishedAppendix(
        stamp=tuple(appendix.stamp.splitlines()) if appendix.stamp else (),
        title=words.fill(appendix.title),
        lines=(*_passage(appendix, words), *members),
    )


def _member(member: WorkingGroupMember) -> str:
    """Name a member of a working group.

    >>> _member(WorkingGroupMember(name="Ильина М.А.", post="методист", duty="секретарь"))
    'Ильина М.А., методист — секретарь.'
    """
    duty = f" — {member.duty}" if member.duty else ""
    return f"{member.name}, {member.post}{duty}."


def _passage(passage: Passage, words: _Words) -> Iterator[OrderLine]:
    if passage.text:
        yield from _paragraphs(words.fill(passage.text), 1)
    yield from _items(passage, words, 1)
    yield from _points(passage.points, words)
    if passage.after:
        yield from _paragraphs(words.fill(passage.after), 1)


def _points(points: Sequence[WrittenPoint], words: _Words) -> Iterator[OrderLine]:
    """Give the lines of points; what stands after a point's list comes when all under it has been said."""
    closing: list[tuple[int, WrittenPoint]] = []
    for number, point, path in walk_points(points):
        # «points», 0, «points», 1: each level is two steps of the way.
        level = len(path) // 2
        yield from _close(closing, level, words)
        text = words.fill(point.wording(), point.measures)
        heading = point.title is not None
        first, *others = text.split("\n") if text else [""]
        yield OrderLine(number=number, text=first, level=level, is_heading=heading)
        yield from (OrderLine(text=other, level=level) for other in others)
        if heading and point.text:
            yield from _paragraphs(words.fill(point.text, point.measures), level)
        yield from _items(point, words, level)
        closing.append((level, point))
    yield from _close(closing, 0, words)


def _close(closing: list[tuple[int, WrittenPoint]], level: int, words: _Words) -> Iterator[OrderLine]:
    while closing and closing[-1][0] >= level:
        depth, point = closing.pop()
        if point.after:
            yield from _paragraphs(words.fill(point.after, point.measures), depth)


def _items(passage: Passage, words: _Words, level: int) -> Iterator[OrderLine]:
    for position, item in enumerate(passage.items):
        yield OrderLine(number=_marker(passage.marker, position), text=words.fill(item), level=level + 1)
    if passage.table is not None:
        yield OrderLine(text="", level=level, table=passage.table)


def _marker(first: str, position: int) -> str:
    """Count on from a marker.

    >>> _marker("а)", 2), _marker("1)", 2), _marker("–", 2)
    ('в)', '3)', '–')
    """
    sign, rest = first[0], first[1:]
    if sign.isdecimal() and rest:
        return f"{int(sign) + position}{rest}"
    if sign in _LETTERS and rest:
        return f"{_LETTERS[(_LETTERS.index(sign) + position) % len(_LETTERS)]}{rest}"
    return first


def _paragraphs(text: str, level: int) -> Iterator[OrderLine]:
    return (OrderLine(text=line, level=level) for line in text.split("\n"))
