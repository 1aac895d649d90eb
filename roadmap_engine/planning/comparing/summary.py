"""A difference of plans in one Russian sentence: «3 срока сдвинуты, 1 мероприятие новое»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap_engine.planning.comparing.difference import Difference, Kind
from roadmap_engine.russian import plural_form

__all__ = ["summarise_difference"]

_Forms = tuple[tuple[str, str], tuple[str, str], tuple[str, str]]


def _of(noun: str, participle: str) -> _Forms:
    one, few, many = ((word, said) for word, said in zip(noun.split(), participle.split(), strict=True))
    return one, few, many


_DEADLINES, _MEASURES = "срок срока сроков", "мероприятие мероприятия мероприятий"
_PERMISSIONS = _of("разрешение разрешения разрешений", "изменено изменены изменено")
_SAID: Mapping[Kind, _Forms] = {
    "moved": _of(_DEADLINES, "сдвинут сдвинуты сдвинуто"),
    "dated": _of(_DEADLINES, "назначен назначены назначено"),
    "waiting": (
        ("срок", "снова неизвестен"),
        ("срока", "снова неизвестны"),
        ("сроков", "снова неизвестны"),
    ),
    "added": _of(_MEASURES, "новое новые новых"),
    "removed": _of(_MEASURES, "исключено исключены исключено"),
    "shown": (
        ("мероприятие", "теперь школы и показано"),
        ("мероприятия", "теперь школы и показаны"),
        ("мероприятий", "теперь школы и показаны"),
    ),
    "hidden": (
        ("мероприятие", "теперь чужое и не показано"),
        ("мероприятия", "теперь чужие и не показаны"),
        ("мероприятий", "теперь чужие и не показаны"),
    ),
    "changed": _of(_MEASURES, "изменено изменены изменено"),
    "placed": _of(_MEASURES, "переставлено переставлены переставлено"),
    "renamed": (
        ("мероприятие", "получает другой идентификатор"),
        ("мероприятия", "получают другие идентификаторы"),
        ("мероприятий", "получают другие идентификаторы"),
    ),
    "renumbered": (
        ("мероприятие", "получает другой номер"),
        ("мероприятия", "получают другие номера"),
        ("мероприятий", "получают другие номера"),
    ),
}
"""What is said of so many changes of a kind, in the order it is said."""


def summarise_difference(difference: Difference, points: Sequence[str] = ()) -> str:
    """Say in one sentence what changed, and which points of the signed order it touches.

    Args:
        difference: as `planning.difference.compare_plans` finds it.
        points: numbers of the order's points, as `planning.order_difference.changed_points` gives them; with
            any, the order is drawn anew, or amended once it is signed.

    >>> from roadmap_engine.planning.comparing.difference import MeasureChange
    >>> change = MeasureChange("moved", "a", "1.1", "Анализ")
    >>> summarise_difference(Difference((change,) * 3), ["2.1", "3.4"])
    '3 срока сдвинуты, в приказе меняются п. 2.1, 3.4'
    >>> summarise_difference(Difference())
    'изменений нет'
    """
    parts = []
    for kind, forms in _SAID.items():
        count = len(difference.of_kind(kind))
        if count:
            parts.append(_count(count, forms))
    if not parts and difference.of_plan:
        parts.append("мероприятия прежние, изменились сведения о плане")
    if difference.permissions:
        parts.append(_count(len(difference.permissions), _PERMISSIONS))
    if points:
        parts.append(f"в приказе меняются п. {', '.join(points)}")
    return ", ".join(parts) or "изменений нет"


def _count(count: int, forms: _Forms) -> str:
    return f"{count} {plural_form(count, *(' '.join(form) for form in forms))}"
