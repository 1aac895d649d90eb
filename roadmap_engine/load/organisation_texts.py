"""What a school answered about itself to the texts it goes on with: organisation and terms, with comments.

Every value that is not known stands as a comment in its place, so that the author sees what can be said
there. What is written is read back as the same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadmap_engine.calendars import Terms
from roadmap_engine.calendars.terms import Break, Term
from roadmap_engine.model import Organisation, Person
from roadmap_engine.model.commented import Entry, Section, Value
from roadmap_engine.model.organisation import CalendarSettings, OrganisationNames
from roadmap_engine.yaml_text.writing import write_text

__all__ = ["write_organisation", "write_terms"]


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
