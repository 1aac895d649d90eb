"""The beginning of a roadmap, or of a layer over one, as a text whose comments explain every field.

What the author named stands there; what may follow stands as comments to uncover. Every such text is sound
as it is: it passes the checks and can be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadmap_engine.load.limits import describe_limits
from roadmap_engine.model import Assembly, Measure, Role, Stage
from roadmap_engine.model.commented import Entry, Section, Value
from roadmap_engine.model.numbering import measure_numbers, stage_number
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.yaml_text.writing import write_text

__all__ = ["write_overlay", "write_roadmap"]


def write_roadmap(text: RoadmapText, *, schema: str) -> str:
    """Write the text of a new roadmap.

    Args:
        text: what its author named; every stage has a measure.
        schema: where an editor finds the schema.
    """
    return write_text(
        (
            *_head(text),
            Entry("title", text.title, above="Название плана, как над таблицей.", spaced=True),
            _plan_title(),
            _school_year(text),
            _basis(text),
            Entry(
                "columns",
                tuple(str(column.field) for column in text.columns or ()),
                above=(
                    "Графы таблицы, слева направо; бывают ещё participants и result. Другой заголовок: "
                    "- deadline: Дата проведения."
                ),
                spaced=True,
            ),
            _roles(text.roles),
            _events(),
            _outputs(text),
            _stages(text.stages),
        ),
        schema=schema,
        heading=(
            "Дорожная карта: этапы, мероприятия, сроки, ответственные, документы. Проверить: roadmap check; "
            "посмотреть, как напечатается: roadmap print ФАЙЛ -o ПАПКА. Всё о полях — docs/roadmaps.md."
        ),
    )


def _head(text: RoadmapText) -> Iterable[Entry]:
    yield Entry(
        "roadmap", text.roadmap, above="Имя карты, оно же имя файла; не меняется никогда.", spaced=True
    )
    yield Entry("version", text.version, beside="растёт с каждой опубликованной правкой")
    if text.extends is not None:
        yield Entry("extends", text.extends, beside="карта, над которой стоит этот слой")
    yield Entry("issuer", text.issuer or "…", beside="кто издаёт", offered=text.issuer is None)


def _plan_title() -> Entry:
    return Entry(
        "plan_title", "…", beside="над планом школы, если ей не подойдёт название выше", offered=True
    )


def _school_year(text: RoadmapText) -> Entry:
    beside = "год, к которому относятся даты без года"
    unknown = text.school_year is None
    return Entry("school_year", "ГГГГ/ГГГГ" if unknown else text.school_year, beside=beside, offered=unknown)


def _basis(text: RoadmapText) -> Entry:
    return Entry(
        "basis",
        text.basis or ("приказ … от 01.09.2026 № …",),
        beside="акты, на которых карта стоит",
        offered=not text.basis,
    )


def _roles(roles: Mapping[str, Role]) -> Entry:
    entries = tuple(
        Entry(name, _definition(role.model_dump(exclude_defaults=True))) for name, role in roles.items()
    )
    return Entry(
        "roles",
        Section(entries),
        above=(
            "Кто участвует и кто отвечает: должность или группа в именительном падеже, как в графе.\n"
            "optional: true — «(при наличии)»; filled_by: [head] — место займёт директор школы, "
            "[deputy-head] — заместитель."
        ),
        spaced=True,
    )


def _definition(fields: Mapping[str, Value]) -> Value:
    """A title alone needs no mapping around it."""
    return fields["title"] if fields.keys() == {"title"} else dict(fields)


def _events() -> Entry:
    example: Value = {"title": "получение результатов", "phrases": ("получения результатов",)}
    return Entry(
        "events",
        Section((Entry("results-received", example, offered=True),)),
        above=(
            "События, от которых считают сроки: «после получения результатов в течение 2 недель». Школа "
            "запишет день события, и появится дата."
        ),
        spaced=True,
    )


def _outputs(text: RoadmapText) -> Entry:
    entries = tuple(
        Entry(name, _definition(output.model_dump(exclude_defaults=True)))
        for name, output in text.outputs.items()
    )
    example: Value = {"title": "Аналитическая справка", "template": "analytic-note.docx"}
    offered = (Entry("analytic-note", example, offered=True),) if not text.outputs else ()
    return Entry(
        "outputs",
        Section((*entries, *offered)),
        above="Документы, которыми кончаются мероприятия; template — шаблон бланка, без него бланк общий.",
        spaced=True,
    )


def _stages(stages: Iterable[Stage]) -> Entry:
    listed = tuple(stages)
    explained = listed[0].measures[0].id if listed and listed[0].measures else None
    return Entry(
        "stages",
        tuple(_stage(stage, explained) for stage in listed),
        above=(
            "Этапы и мероприятия; номера ставятся сами. kind: analytical, organisational, teaching, "
            "assessment, reflective или other."
        ),
        spaced=True,
    )


def _stage(stage: Stage, explained: str | None) -> Section:
    kind = (Entry("kind", str(stage.kind)),) if stage.kind != "other" else ()
    measures = tuple(_measure(measure, explain=measure.id == explained) for measure in stage.measures)
    return Section((Entry("id", stage.id), *kind, Entry("title", stage.title), Entry("measures", measures)))


def _measure(measure: Measure, *, explain: bool) -> Section:
    """A measure; the first of a text says of every field what it is."""
    entries = [
        Entry("id", measure.id, beside="имя мероприятия: не меняет смысла ни в одной версии"),
        Entry("title", measure.title),
        Entry("deadline", _deadline(measure), beside="как напечатало бы министерство"),
        Entry("responsible", measure.responsible, beside="роли сверху"),
    ]
    if measure.output:
        entries.append(Entry("output", measure.output, beside="документ сверху"))
    if not explain:
        return Section(tuple(Entry(entry.key, entry.value) for entry in entries))
    offered = (
        ("participants", ("…",), "кто участвует"),
        ("result", "…", "что получится"),
        ("after", "…", "без какого мероприятия или этапа не начать"),
        ("directive", "Провести …", "как велит приказ, если из названия этого не вывести"),
    )
    entries += [Entry(key, value, beside=beside, offered=True) for key, value, beside in offered]
    return Section(tuple(entries))


def _deadline(measure: Measure) -> Value:
    deadline = measure.deadline
    if deadline is None:
        return None
    return deadline.phrase if deadline.text is None else {"text": deadline.text}


def write_overlay(
    text: RoadmapText, base: Assembly, *, schema: str, words: Mapping[str, str] | None = None
) -> str:
    """Write the text of a new layer, with everything it can change listed by name.

    Args:
        text: what its author named.
        base: the roadmap it extends.
        schema: where an editor finds the schema.
        words: what stands in the gaps of the base's titles, so that they read aloud.
    """
    return write_text(
        (
            *_head(text),
            Entry(
                "title",
                text.title or base.roadmap.title,
                beside="своё название; без него — как у карты",
                offered=text.title is None,
            ),
            _school_year(text),
            _basis(text),
            Entry(above=_inherited(base, words or {}), spaced=True),
            *_examples(base),
        ),
        schema=schema,
        heading=(
            "Слой над чужой картой: здесь только то, что иначе, остальное придёт оттуда само. Проверить: "
            "roadmap check. Подробно — docs/roadmaps.md."
        ),
    )


def _inherited(assembly: Assembly, values: Mapping[str, str]) -> str:
    base = assembly.roadmap
    common, own = describe_limits(assembly)
    limits = {name: f" ({words})" for name, words in own.items()}
    lines = ["Что наследуется. Слева имя: им пользуются replace, remove и after."]
    for place, stage in enumerate(base.stages, 1):
        lines += ["", f"{stage.id}: {stage_number(stage, place)} {_one_line(stage.title, values)}"]
        numbers = measure_numbers(stage, place)
        lines += [
            f"- {measure.id}: {number} {_one_line(measure.title, values)}{limits.get(measure.id, '')}"
            for measure, number in zip(stage.measures, numbers, strict=True)
        ]
    if common:
        lines += ["", f"Так велят слои выше, если у мероприятия не сказано иное: {common}"]
    if base.roles:
        lines += ["", "Роли: " + "; ".join(f"{name} — {role.title}" for name, role in base.roles.items())]
    if base.parameters:
        titles = (f"{name} — {each.title}" for name, each in base.parameters.items())
        lines += ["", "Слова, которые можно назвать в fill: " + "; ".join(titles)]
    return "\n".join(lines)


def _one_line(title: str, words: Mapping[str, str]) -> str:
    return " ".join(fill_gaps(title, words).split())


def _examples(assembly: Assembly) -> Iterable[Entry]:
    base = assembly.roadmap
    measures = base.measures()
    if not measures:
        return
    first, last = measures[0].id, measures[-1].id
    role = next(iter(base.roles), "head")
    yield Entry(
        "replace",
        {first: {"deadline": "до 1 октября"}},
        above="Изменить мероприятие или этап: только названные поля, остальное прежнее.",
        offered=True,
        spaced=True,
    )
    yield Entry("remove", (last,), above="Убрать то, чего у вас не делают.", offered=True, spaced=True)
    measure: Value = Section(
        (
            Entry("id", "own-measure"),
            Entry("title", "Название мероприятия"),
            Entry("deadline", "до 1 октября"),
            Entry("responsible", role),
        )
    )
    yield Entry(
        "add",
        (Section((Entry("after", first), Entry("measure", measure))),),
        above="Добавить: после другого мероприятия (after) или в конец этапа (stage: имя этапа).",
        offered=True,
        spaced=True,
    )
