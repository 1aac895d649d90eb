"""What a school answered to the texts it goes on with: organisation, terms, adoption, with comments.

Every value that is not known stands as a comment in its place, so that the author sees what can be said
there. What is written is read back as the same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roadmap_engine.calendars import Terms
from roadmap_engine.calendars.terms import Break, Term
from roadmap_engine.load.writing import Entry, Section, Value, write_text
from roadmap_engine.model import Adoption, Organisation, Person
from roadmap_engine.model.organisation import CalendarSettings, OrganisationNames

__all__ = ["AdoptionNotes", "write_adoption", "write_organisation", "write_terms"]

UNKNOWN_DAY = "ГГГГ-ММ-ДД"


def write_organisation(organisation: Organisation, *, schema: str, terms: str | None = None) -> str:
    """Write an organisation's text.

    Args:
        organisation: what was answered.
        schema: where an editor finds the schema.
        terms: file name of its terms, which stand in a text of their own.
    """
    return write_text(
        (
            Entry("organisation", organisation.organisation, beside="имя для программ: не меняется"),
            _names(organisation.name),
            *_contacts(organisation),
            _people(organisation.people),
            *_signatory(organisation),
            Entry(
                "units",
                organisation.units,
                above="Что в организации есть. Чего нет, то исчезает из плана, где сказано «(при наличии)».",
                spaced=True,
            ),
            _known("level", organisation.level, "primary — начальное, basic — основное, secondary — среднее"),
            _known("size", organisation.size, "сколько обучающихся"),
            _known("grades", organisation.grades, "какие классы есть"),
            _calendar(organisation.calendar, terms),
            Entry("layout", organisation.layout, beside="оформление бумаг: gost-2025 или gost-2016"),
        ),
        schema=schema,
        heading="Организация, её люди и календарь. Один такой текст служит всем её дорожным картам.",
    )


def _names(name: OrganisationNames) -> Entry:
    genitive = _known("genitive", name.genitive, "родительный падеж полного имени: чего?")
    return Entry(
        "name",
        Section((Entry("full", name.full, beside="как в уставе"), Entry("short", name.short), genitive)),
    )


def _contacts(organisation: Organisation) -> Iterable[Entry]:
    yield Entry("place", organisation.place)
    yield _known("parent", organisation.parent, "учредитель, над именем в бланке")
    yield _known("address", organisation.address, "почтовый адрес")
    yield _known("phone", organisation.phone, "телефон")
    yield _known("email", organisation.email, "почта")


def _known(key: str, value: Value, meaning: str) -> Entry:
    """An entry with its value, or the place for one that is not known."""
    unknown = value is None or value == ()
    return Entry(key, "…" if unknown else value, beside=meaning, offered=unknown)


def _people(people: Mapping[str, Person]) -> Entry:
    entries = tuple(Entry(key, _person(person)) for key, person in people.items())
    example: Value = {"name": "Иванова Мария Петровна", "post": "заместитель директора по ВР"}
    return Entry(
        "people",
        Section((*entries, Entry("deputy-for-upbringing", example, offered=True))),
        above=(
            "Люди под ключами: дорожная карта ждёт head (руководитель) и deputy-head (заместитель).\n"
            "gender: f или m — только если по имени не узнать; forms: {dative: …} — если у имени свои формы."
        ),
        spaced=True,
    )


def _person(person: Person) -> Value:
    return person.model_dump(mode="json", exclude_defaults=True)


def _signatory(organisation: Organisation) -> Iterable[Entry]:
    if organisation.signatory != "head":
        yield Entry("signatory", organisation.signatory, beside="кто подписывает приказы")


def _calendar(calendar: CalendarSettings, terms: str | None) -> Entry:
    policy = "срок в выходной: keep — оставить и предупредить, previous, next — перенести"
    entries = [
        Entry("week", calendar.week, beside="дней в учебной неделе"),
        Entry("weekend_policy", calendar.weekend_policy, beside=policy),
        _known("terms", terms, "файл четвертей и каникул: без него сроки «в конце четверти» не посчитать"),
        Entry("remind_days", calendar.remind_days, beside="за сколько дней напоминает календарь"),
    ]
    rest = calendar.model_dump(
        mode="json",
        exclude_defaults=True,
        exclude={"week", "weekend_policy", "remind_days", "terms"},
    )
    entries += [Entry(key, _frozen(value)) for key, value in rest.items()]
    return Entry("calendar", Section(tuple(entries)), spaced=True)


def _frozen(value: object) -> Value:
    return tuple(value) if isinstance(value, list) else value  # type: ignore[return-value]  # dumped as JSON


def write_terms(terms: Terms, *, schema: str) -> str:
    """Write the terms and breaks of one school year."""
    lists: dict[str, tuple[Value, ...]] = {
        "terms": tuple(_dated(each, "kind", "number") for each in terms.terms),
        "breaks": tuple(_dated(each, "name", "grades") for each in terms.breaks),
        "lessons_end": tuple(each.model_dump(exclude_defaults=True) for each in terms.lessons_end),
    }
    return write_text(
        (
            *([Entry("school_year", terms.school_year)] if terms.school_year else ()),
            *(Entry(key, value) for key, value in lists.items() if value),
        ),
        schema=schema,
        heading="Четверти и каникулы: их утверждает школа, поэтому программа их не придумывает.",
    )


def _dated(each: Term | Break, *first: str) -> Value:
    """What it is first, then its days."""
    fields = each.model_dump(exclude_defaults=True)
    names = [name for name in first if name in fields]
    return {name: fields[name] for name in (*names, *(name for name in fields if name not in first))}


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
