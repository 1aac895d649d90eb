"""What the author of a roadmap is asked: title, stages, measures; and the text they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from roadmap_engine.model.commented import Note, Offered, Value
from roadmap_engine.model.provenance import Path
from roadmap_engine.questionnaire.kinds import DEADLINE, NAME, TITLE, YEAR
from roadmap_engine.questionnaire.question import (
    SKIP,
    Each,
    Finished,
    Form,
    Item,
    Known,
    Page,
    Question,
    Tree,
    offer,
)  # fmt: skip
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.questionnaire.stages import (
    USUAL_DEADLINE,
    USUAL_RESPONSIBLE,
    build_stages,
    restate_stages,
)  # fmt: skip
from roadmap_engine.russian.ids import make_slug

__all__ = ["ISSUER_WHY", "NAME_QUESTION", "ORDER_TERMS", "ORDER_WHY", "ROADMAP", "YEAR_QUESTION"]


def _places(pattern: str, gap: str) -> Callable[[Known], Iterator[Item]]:
    """Count the things to ask for: those given beforehand, then on a terminal until there are no more."""

    def over(known: Known) -> Iterator[Item]:
        given = max((int(step) for step in known.under(pattern) if step.isdecimal()), default=1)
        for number in count(1):
            yield Item(str(number), {gap: str(number)})
            named = f"{known.path(pattern)}.{number}.title" in known.answers
            if number >= given and not (known.by_hand and named):
                return

    return over


def _has_title(known: Known) -> bool:
    return known.answer("stages.*.measures.*.title") is not None


# fmt: off
_OF_MEASURE = _places("stages.*.measures", "place")
_AT = "stages.*.measures.*."
_FIRST = {"1": "Аналитический этап"}
_MEASURES = Each(lambda known: _OF_MEASURE(known) if known.answer("stages.*.title") else (), (
    Question(f"{_AT}title", _("Stage {number}, measure {place}: what is done?"),
             _("For example: Проведение диагностики читательской грамотности."), blank=_("Enter: no more.")),
    Question(f"{_AT}deadline", _("By when?"), _(
        "As a ministry would print it: до 1 октября; в течение 2 недель после получения результатов. "
        "Words that must stay though nobody can read a date in them begin with «=»."
    ), DEADLINE, lambda _known: offer(USUAL_DEADLINE, _("an example")), _has_title),
    Question(f"{_AT}responsible", _("Who answers for it?"),
             _("Posts or groups in the nominative, with commas between."),
             default=lambda _known: offer(USUAL_RESPONSIBLE, _("an example")), when=_has_title),
    Question(f"{_AT}output", _("Which document comes out?"), _("For example: Аналитическая справка."),
             when=_has_title, blank=_("Enter: none.")),
))
ISSUER_WHY = _("The department, in full.")
NAME_QUESTION = Question("roadmap", _("Name of the roadmap for programs"),
                         _("Also the name of its file; never changes."), NAME,
                         lambda known: offer(make_slug(known.answer("title") or "") or "roadmap"))
YEAR_QUESTION = Question("school_year", _("School year"), _("Dates without a year belong to it."), YEAR,
                         blank=_("Enter: to the year of whoever adopts it."))
_PAGES = (
    Page(_("The roadmap"), (
        Question("title", _("Title of the roadmap"), _("As over the table: План мероприятий по …"), TITLE),
        Question("issuer", _("Who issues it"), ISSUER_WHY, blank=SKIP),
        NAME_QUESTION,
        YEAR_QUESTION,
    )),
    Page(_("Stages and measures"), (
        Each(_places("stages", "number"), (
            Question("stages.*.title", _("Stage {number}: title"), _("For example: Аналитический этап."),
                     default=lambda known: offer(_FIRST.get(known.key), _("an example")),
                     blank=_("Enter: no more stages.")),
            _MEASURES,
        )),
    ), _(
        "Stages and their measures. number is there only where it is not simply the next one; kind of a "
        "stage: analytical, organisational, teaching, assessment, reflective or other."
    )),
)
# fmt: on


def _build(known: Known) -> Tree:
    head = {key: known.answers.get(key) for key in ("roadmap", "issuer", "title", "school_year")}
    return {
        **{key: value for key, value in head.items() if value is not None},
        "version": "1.0.0",
        "columns": ("number", "title", "deadline", "responsible", "output"),
        **build_stages(known),
    }


_ABOVE = {
    "roadmap": "Имя карты, оно же имя файла; не меняется никогда.",
    "title": "Название плана, как над таблицей.",
    "columns": (
        "Графы таблицы, слева направо; бывают ещё participants и result. Другой заголовок: - deadline: Дата "
        "проведения."
    ),
    "roles": (
        "Кто участвует и кто отвечает: должность или группа в именительном падеже, как в графе.\n"
        "optional: true — «(при наличии)»; filled_by: [head] — место займёт директор школы, [deputy-head] — "
        "заместитель."
    ),
    "events": (
        "События, от которых считают сроки: «после получения результатов в течение 2 недель». Школа запишет "
        "день события, и появится дата."
    ),
    "outputs": "Документы, которыми кончаются мероприятия; template — шаблон бланка, без него бланк общий.",
}
_FIELDS = {
    "id": "имя мероприятия: не меняет смысла ни в одной версии",
    "deadline": "как напечатало бы министерство",
    "responsible": "роли сверху",
    "output": "документ сверху",
    "participants": "кто участвует",
    "result": "что получится",
    "after": "без какого мероприятия или этапа не начать",
    "directive": "как велит приказ, если из названия этого не вывести",
}
_MAY_FOLLOW: Mapping[str, Any] = {
    "participants": ("…",),
    "result": "…",
    "after": "…",
    "directive": "Провести …",
}


def _finish(_known: Known, tree: Tree) -> Finished:
    """The first measure says of every field what it is; what may follow stands as comments."""
    first, *others = tree["stages"]
    explained, *measures = first["measures"]
    offered = {key: Offered(value) for key, value in _MAY_FOLLOW.items() if key not in explained}
    first = {**first, "measures": ({**explained, **offered}, *measures)}
    results: Value = {"title": "получение результатов", "phrases": ("получения результатов",)}
    note = {"title": "Аналитическая справка", "template": "analytic-note.docx"}
    more: Tree = {
        "plan_title": Offered("…"),
        "basis": Offered(("приказ … от 01.09.2026 № …",)),
        "order": Offered(ORDER_TERMS),
        "events": {"results-received": Offered(results)},
        "outputs": tree["outputs"] or {"analytic-note": Offered(note)},
        "stages": (first, *others),
    }
    where: Path = ("stages", 0, "measures", 0)
    notes: dict[Path, Note] = {
        **{(key,): Note(words, spaced=True) for key, words in _ABOVE.items()},
        **{(*where, key): Note(beside=words) for key, words in _FIELDS.items()},
        ("version",): Note(beside="растёт с каждой опубликованной правкой"),
        ("plan_title",): Note(beside="над планом школы, если ей не подойдёт название выше"),
        ("basis",): Note(beside="акты, на которых карта стоит"),
        ("order",): Note(ORDER_WHY, spaced=True),
    }
    return {**tree, **more}, notes


ORDER_WHY = (
    "О чём приказы школ: цель (после «в целях»), основания, кто контролирует (self – подписавший, или роль), "
    "кто исполнил (executor), план отдельным файлом (separate) или в файле приказа (inside)."
)
ORDER_TERMS: Mapping[str, Any] = {
    "purpose": "повышения качества образования",
    "basis": ("приказ … от 01.09.2026 № …",),
    "control": "self",
    "appendices": "separate",
}
"""What a roadmap or a layer may say of the orders of whoever adopts it, as an example."""


ROADMAP = Form(
    pages=_PAGES,
    build=_build,
    order=(
        *(
            "roadmap",
            "version",
            "issuer",
            "title",
            "plan_title",
            "school_year",
            "basis",
            "order",
            "columns",
            "roles",
        ),
        *("events", "outputs", "stages"),
    ),
    heading=lambda _known: (
        "Дорожная карта: этапы, мероприятия, сроки, ответственные, документы. Проверить: roadmap check; "
        "посмотреть, как напечатается: roadmap print ФАЙЛ -o ПАПКА. Всё о полях — docs/roadmaps.md."
    ),
    finish=_finish,
    restate=restate_stages,
)
