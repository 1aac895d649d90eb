"""Where a row stands, and who looks → what she may record about it, each as a button that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.entry import Did
from roadmap_engine.model.progress import State
from roadmap_engine.portal.speech import gettext_lazy as _
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["STEP", "Deed", "list_deeds", "part_deeds"]


_DOES = frozenset({Did.SUBMITTED, Did.REPORTED, Did.STARTED, Did.STEP_DONE})
_MAIN = frozenset({Did.SUBMITTED, Did.REPORTED, Did.STARTED, Did.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that may be recorded.

    Attributes:
        title: of its button.
        lead: what a button alone does not say.
        with_files: whether documents belong to it.
        with_day: whether it asks for a new last day.
    """

    did: Did
    title: str
    lead: str = ""
    with_files: bool = False
    with_day: bool = False

    @property
    def needs_note(self) -> bool:
        """Whether it is not recorded without a reason."""
        return MOVES[self.did].needs_note

    @property
    def note_title(self) -> str:
        """What the field of words is called."""
        if self.did is Did.RETURNED:
            return _("Замечание")
        if self.did is Did.NOTED:
            return _("Примечание")
        if self.did in {Did.ACCEPTED, Did.ATTACHED}:
            return _("Пояснение")
        return _("Причина") if self.needs_note else _("Что сделано")

    @property
    def is_main(self) -> bool:
        """Whether it is what the page is opened for, and not one of the rarer things."""
        return self.did in _MAIN

    @property
    def day_title(self) -> str:
        """What the field of the day is called."""
        return _("Когда сделано") if self.did in _DOES else _("Каким днём записать")

    @property
    def day_hint(self) -> str:
        """What the field of the day is for."""
        return _("Если не сегодня: ДД.ММ.ГГГГ.")


_DOER: tuple[Deed, ...] = (
    Deed(Did.SUBMITTED, _("Сдать на проверку"), with_files=True),
    Deed(Did.REPORTED, _("Записать выполнение, не сдавать"), with_files=True),
    Deed(Did.STARTED, _("Отметить начало работы")),
    Deed(Did.ATTACHED, _("Приложить, не сдавать"), with_files=True),
    Deed(Did.NOTED, _("Записать примечание")),
    Deed(
        Did.NOT_APPLICABLE,
        _("Записать: не применимо"),
        _("Мероприятие школы не касается. Скажите почему: это прочтут на проверке."),
    ),
)
_CHECKER: tuple[Deed, ...] = (
    Deed(Did.ACCEPTED, _("Принять")),
    Deed(Did.RETURNED, _("Вернуть с замечанием")),
    Deed(Did.EXTENDED, _("Перенести срок"), _("Назовите новый крайний день и основание."), with_day=True),
    Deed(Did.CANCELLED, _("Отменить мероприятие"), _("Скажите, почему и на каком основании.")),
)
_EITHER: tuple[Deed, ...] = (
    Deed(Did.REOPENED, _("Открыть снова"), _("Скажите почему: запись об исполнении остаётся в истории.")),
)
STEP = Deed(Did.STEP_DONE, _("Отметить шаг"))
"""A document has gone a step of its way; it stands at the document, not among the other buttons."""
_ONCE_MORE = _("Сдать снова")
"""The button of what was returned."""


def list_deeds(row: BoardRow, *, does: bool, judges: bool) -> tuple[Deed, ...]:
    """List what may be recorded about a row as it stands, what is asked for most often first.

    Args:
        row: of the board.
        does: whether whoever looks may record what the school has done.
        judges: whether she may accept and return.
    """
    return tuple(_list(row, does=does, judges=judges))


def part_deeds(deeds: Sequence[Deed]) -> tuple[tuple[Deed, ...], tuple[Deed, ...], tuple[Deed, ...]]:
    """Part what may be recorded as a page shows it.

    Returns:
        What is decided between, to accept or to return, side by side; else what the page is opened for, if it
        is one of the usual things; and the rest, each folded.
    """
    both = tuple(each for each in deeds if each.did in {Did.ACCEPTED, Did.RETURNED})
    judging = both if len(both) > 1 else ()
    left = [each for each in deeds if each not in judging]
    first = () if judging else tuple(each for each in left[:1] if each.is_main)
    return judging, first, tuple(each for each in left if each not in first)


def _list(row: BoardRow, *, does: bool, judges: bool) -> Iterator[Deed]:
    offered = (*(_CHECKER if judges else ()), *(_DOER if does else ()), *(_EITHER if does or judges else ()))
    for deed in offered:
        open_again = deed.did is Did.REOPENED and row.states == {State.OPEN}
        if MOVES[deed.did].within & row.states and not open_again:
            again = deed.did is Did.SUBMITTED and row.states == {State.RETURNED}
            yield replace(deed, title=_ONCE_MORE) if again else deed
