"""What forms about people say: their addresses, an absence, that somebody has read the order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from roadmap_engine.desk.recording import Asked, Made
from roadmap_engine.model.contacts import split_address
from roadmap_engine.model.entry import Absence, Did, Thing
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.portal.citing import fill
from roadmap_engine.portal.schools.typed import check_note, check_past, read_day
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.tracking.readers import ORDER
from roadmap_engine.tracking.recording import Intent

__all__ = ["SaidPeople", "ask_absence", "ask_reading", "read_absence", "read_addresses_said", "read_reading"]

_LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class SaidPeople:
    """What somebody filled in; the words stay as she typed them.

    Attributes:
        form: which of the forms.
        words: by the field.
        errors: what is wrong with it, by the field.
        saw: the last entries about whom it is about, or the version of the addresses.
    """

    form: str
    words: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    saw: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None


def read_addresses_said(said: QueryDict, keys: Collection[str]) -> SaidPeople:
    """Read addresses by the keys of posts; a field that is not there says nothing."""
    errors: dict[str, str] = {}
    names = [f"address-{key}" for key in keys]
    words = {name: said[name].strip() for name in names if name in said}
    for name, address in words.items():
        if address and not _is_address(address):
            errors[name] = fill(
                _("«{words}» не адрес почты. Наберите так: zavuch@school-12.example."), words=address[:60]
            )
    return SaidPeople("addresses", words, errors, (said.get("version", ""),))


def _is_address(words: str) -> bool:
    try:
        split_address(words)
    except ValueError:
        return False
    return len(words) <= _LONGEST_ADDRESS


def read_absence(said: QueryDict, keys: Collection[str]) -> SaidPeople:
    """Read an absence."""
    errors: dict[str, str] = {}
    words = {name: said.get(name, "").strip() for name in ("person", "since", "until", "deputy", "note")}
    if words["person"] not in keys:
        errors["person"] = _("Выберите, кого не будет.")
    if words["deputy"] and words["deputy"] not in keys:
        errors["deputy"] = _("Выберите из людей плана или «никто».")
    elif words["deputy"] and words["deputy"] == words["person"]:
        errors["deputy"] = _("Сам себя никто не замещает. Выберите другого или «никто».")
    days = {}
    for name in ("since", "until"):
        days[name] = read_day(words[name], name, errors) if words[name] else None
        if not words[name]:
            errors[name] = _("Назовите день: ДД.ММ.ГГГГ.")
    since, until = days["since"], days["until"]
    if since is not None and until is not None and until < since:
        errors["until"] = _("Последний день раньше первого. Проверьте год: {year}.").format(year=until.year)
    check_note(words["note"], "note", errors)
    saw = tuple(said.get(f"saw-{words['person']}", "").split())
    return SaidPeople("absent", words, errors, saw, since, until)


def read_reading(said: QueryDict, keys: Collection[str], today: dt.date | None) -> SaidPeople:
    """Read that somebody has read the order, today or before."""
    errors: dict[str, str] = {}
    words = {name: said.get(name, "").strip() for name in ("reader", "on")}
    day = read_day(words["on"], "on", errors) if words["on"] else None
    check_past(Did.ACKNOWLEDGED, day, today, "on", errors)
    if words["reader"] not in keys:
        errors["reader"] = _("Выберите, кто ознакомился.")
    return SaidPeople("acknowledged", words, errors, since=day)


def ask_absence(said: SaidPeople) -> Asked:
    """Give what is to be recorded of an absence; the form has no errors."""

    def asked(_tracked: Tracked, today: dt.date) -> Made:
        days = Absence.model_validate(
            {"from": said.since, "until": said.until, "deputy": said.words["deputy"] or None}
        )
        thing, note = Thing("person", said.words["person"]), said.words["note"] or None
        return Made([Intent(thing, Did.ABSENT, today, to=days, note=note, saw=said.saw)])

    return asked


def ask_reading(said: SaidPeople) -> Asked:
    """Give what is to be recorded of a reading: nothing where it stands there already."""

    def asked(tracked: Tracked, today: dt.date) -> Made:
        reader = said.words["reader"]
        known = next((each.read for each in tracked.board.readings if each.document == ORDER), {})
        if reader in known:
            return Made()
        return Made([Intent(Thing("document", ORDER), Did.ACKNOWLEDGED, said.since or today, to=reader)])

    return asked
