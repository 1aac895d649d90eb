"""A few words to one person that the portal sends: Russian, as all letters of the program are."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Note", "draw_confirmation", "draw_invitation"]

_CONFIRMATION = """\
По вашей личной ссылке сдан отчёт: {title} ({school}).

Ещё ничего не записано. Чтобы записать, откройте страницу и нажмите «Записать»:
{address}

Страница действует сутки и один раз. Если отчёт сдали не вы, не открывайте её
и скажите ответственному школы.
"""
_INVITATION = """\
Здравствуйте!

Вас приглашают в портал «Дорожные карты». Откройте страницу и примите приглашение:
{address}

Адрес действует 14 дней и один раз. Если вы не ждали приглашения, ничего не делайте.
"""


@dataclass(frozen=True, slots=True)
class Note:
    """What is sent: a line that says what it is about, and the words."""

    subject: str
    text: str


def draw_confirmation(title: str, school: str, address: str) -> Note:
    """Ask whoever made a report by a link of her own whether it is hers.

    Args:
        title: of the measure, on one line.
        school: its name.
        address: of the page that records it.
    """
    return Note("Подтвердите отчёт", _CONFIRMATION.format(title=title, school=school, address=address))


def draw_invitation(address: str) -> Note:
    """Invite somebody.

    Args:
        address: of the invitation.
    """
    return Note("Приглашение в портал «Дорожные карты»", _INVITATION.format(address=address))
