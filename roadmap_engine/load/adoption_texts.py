"""What a school answered about a plan to the adoption's text that it goes on with, with comments.

What is not known yet stands as a comment in its place. What is written is read back as the same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roadmap_engine.model import Adoption
from roadmap_engine.model.commented import Entry, Section, Value
from roadmap_engine.yaml_text.writing import write_text

__all__ = ["AdoptionNotes", "write_adoption"]

UNKNOWN_DAY = "ГГГГ-ММ-ДД"


@dataclass(frozen=True, slots=True)
class AdoptionNotes:
    """What the comments of an adoption say.

    Attributes:
        about: whose plan it is, and by which roadmap.
        roles: id of each role the plan prints to its title and the keys that fill it unless said.
        events: id of each event the plan counts from to its title.
        parameters: id of each parameter to its title and default.
        measure: id of some measure, for the example of a change.
    """

    about: str = ""
    roles: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    measure: str | None = None


def write_adoption(adoption: Adoption, *, schema: str, notes: AdoptionNotes) -> str:
    """Write an adoption's text.

    Args:
        adoption: what was answered.
        schema: where an editor finds the schema.
        notes: what the comments say of it.
    """
    return write_text(
        (
            Entry("adoption", adoption.adoption, beside="имя этого плана для программ"),
            Entry("roadmap", adoption.roadmap),
            *_pin(adoption),
            Entry("organisation", adoption.organisation),
            _procedure(adoption),
            Entry("school_year", adoption.school_year),
            *([Entry("runs", adoption.runs)] if adoption.runs is not None else ()),
            _events(adoption, notes),
            _order(adoption),
            _roles(adoption, notes),
            *_fill(adoption, notes),
            *_changes(adoption, notes),
        ),
        schema=schema,
        heading=notes.about,
    )


def _pin(adoption: Adoption) -> Iterable[Entry]:
    if adoption.pinned is not None:
        yield Entry(
            "pinned",
            Section(
                tuple(
                    Entry(key, value) for key, value in adoption.pinned.model_dump(exclude_none=True).items()
                )
            ),
            above=(
                "Откуда взята карта и какой должна быть; сама она в bundles/. Новую возьмёт roadmap update."
            ),
        )


def _procedure(adoption: Adoption) -> Entry:
    procedure = adoption.procedure
    fields: dict[str, Value] = {}
    if procedure.use is not None:
        fields["use"] = procedure.use
    if procedure.forms is not None:
        fields["forms"] = dict(procedure.forms.model_dump())
    if procedure.held is not None:
        fields["held"] = str(procedure.held)
    if procedure.grades:
        fields["grades"] = procedure.grades
    beside = "" if procedure.held else f"когда узнаете дни: held: {UNKNOWN_DAY}/{UNKNOWN_DAY}"
    return Entry("procedure", fields, beside=beside)


def _events(adoption: Adoption, notes: AdoptionNotes) -> Entry:
    named = {**dict.fromkeys(notes.events), **adoption.events}
    entries = tuple(
        Entry(
            name,
            UNKNOWN_DAY if day is None else day,
            beside=notes.events.get(name, ""),
            offered=day is None,
        )
        for name, day in named.items()
    )
    return Entry(
        "events",
        Section(entries),
        above=(
            "Даты событий, от которых считаются сроки. Чего ещё не знаете, оставьте за знаком #: мероприятие "
            "подождёт. Когда узнаете, уберите # или скажите roadmap record."
        ),
        spaced=True,
    )


def _order(adoption: Adoption) -> Entry:
    order = adoption.order
    known: dict[str, Value] = dict(order.model_dump(exclude_defaults=True))
    unknown: dict[str, Value] = {"date": UNKNOWN_DAY, "number": "…"}
    return Entry(
        "order",
        known or unknown,
        offered=not known,
        above="Дата и номер приказа школы; пока их нет, в бумагах останутся пустые места.",
        spaced=True,
    )


def _roles(adoption: Adoption, notes: AdoptionNotes) -> Entry:
    named = {**{name: keys for name, (_title, keys) in notes.roles.items()}, **adoption.roles}
    entries = tuple(
        Entry(
            name,
            keys,
            beside=notes.roles[name][0] if name in notes.roles else "",
            offered=name not in adoption.roles,
        )
        for name, keys in named.items()
    )
    return Entry(
        "roles",
        Section(entries),
        above=(
            "Кто исполняет роль: ключи людей организации; [] — без имён, в плане останется название роли.\n"
            "За знаком # — то, что стоит само."
        ),
        spaced=True,
    )


def _fill(adoption: Adoption, notes: AdoptionNotes) -> Iterable[Entry]:
    defaults = {name: default or "…" for name, (_title, default) in notes.parameters.items()}
    named = {**defaults, **adoption.fill}
    if named:
        entries = tuple(
            Entry(
                name,
                words,
                beside=notes.parameters[name][0] if name in notes.parameters else "",
                offered=name not in adoption.fill,
            )
            for name, words in named.items()
        )
        yield Entry("fill", Section(entries), above="Слова, которые карта оставила школе.", spaced=True)


def _changes(adoption: Adoption, notes: AdoptionNotes) -> Iterable[Entry]:
    """The school's own changes; a new adoption has none yet, and sees how they are written."""
    if notes.measure is not None and not adoption.replace:
        example: Value = {notes.measure: {"deadline": "до 1 октября"}}
        yield Entry(
            "replace",
            example,
            above=(
                "Свои изменения: replace меняет названные поля мероприятия, remove убирает мероприятие, add "
                "добавляет. Имена мероприятий покажет roadmap show."
            ),
            offered=True,
            spaced=True,
        )
        yield Entry("remove", (notes.measure,), offered=True)
