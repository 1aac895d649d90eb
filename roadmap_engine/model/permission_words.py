"""What permissions are called: each thing that may be permitted, each way to permit it, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.diagnostics.languages import Bilingual, word
from roadmap_engine.model.fields import field_of
from roadmap_engine.model.granting import LockStart, Permit

__all__ = ["PERMITS", "UNSAID", "WHOLE", "name_permission", "say_lock"]

PERMITS: Mapping[Permit, Bilingual] = {
    Permit.FREE: Bilingual("можно", "allowed"),
    Permit.ADDED: Bilingual("только дополнить", "only adding"),
    Permit.EARLIER: Bilingual("только раньше", "only earlier"),
    Permit.LOCKED: Bilingual("нельзя", "not allowed"),
}
UNSAID = Bilingual("не сказано: можно", "not said: allowed")
"""What holds where nobody says anything."""
WHOLE: Mapping[str, Bilingual] = {
    "add": Bilingual("добавлять мероприятия и этапы", "adding measures and stages"),
    "move": Bilingual("переставлять мероприятия и этапы", "moving measures and stages"),
    "remove": Bilingual("убирать мероприятия и этапы", "taking measures and stages out"),
    "roles": Bilingual("описания ролей", "descriptions of roles"),
    "events": Bilingual("описания событий", "descriptions of events"),
    "outputs": Bilingual("описания документов", "descriptions of documents"),
    "parameters": Bilingual("описания параметров", "descriptions of parameters"),
    "columns": Bilingual("графы таблицы", "columns of the table"),
    "order": Bilingual("сказанное о приказах школ", "what is said of the orders of schools"),
}
"""What may be permitted besides fields: what is done to measures and stages, and what is described."""


def name_permission(name: str, captions: Mapping[str, str]) -> Bilingual:
    """Give what people call a thing that may be permitted.

    Args:
        name: as `allow:` has it.
        captions: of the roadmap's own columns, by their names.

    >>> name_permission("deadline", {}).russian, name_permission("note", {"note": "Примечание"}).russian
    ('срок', 'Примечание')
    """
    if name in WHOLE:
        return WHOLE[name]
    field = field_of(name)
    if field is not None:
        return Bilingual(field.label, field.english)
    caption = captions.get(name, name)
    return Bilingual(caption, caption)


def say_lock(start: str) -> Bilingual:
    """Say from when on nothing may be done.

    Args:
        start: the day or the version, as a text has it.

    >>> say_lock("2027-09-01").russian, say_lock("2.0.0").english
    ('с 01.09.2027 нельзя', 'not allowed from version 2.0.0 on')
    """
    found = LockStart.parse(start)
    if found.day is None:
        return Bilingual(f"с версии {found.version} нельзя", f"not allowed from version {found.version} on")
    day = found.day
    return Bilingual(f"с {word(day, 'ru')} нельзя", f"not allowed from {word(day, 'en')} on")
