"""What the author of a roadmap is asked: title, stages, measures; and the text they come to.

Who answers and what comes out is answered in words; roles and documents that published roadmaps have get the
ids they have there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from roadmap_engine.model.commented import Note, Offered, Value
from roadmap_engine.model.provenance import Path
from roadmap_engine.questionnaire.kinds import DEADLINE, NAME, YEAR
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
from roadmap_engine.questionnaire.reading import KEPT_AS_TEXT
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.russian.ids import Names, make_slug

__all__ = [
    "ISSUER_WHY",
    "NAME_QUESTION",
    "ROADMAP",
    "YEAR_QUESTION",
    "Author",
    "Definition",
    "name_there",
    "title_key",
]

FIRST_VERSION = "1.0.0"
USUAL_DEADLINE = "до 1 октября"
USUAL_RESPONSIBLE = "заместитель директора по УВР"
_KINDS = {
    "аналити": "analytical",
    "организац": "organisational",
    "обуча": "teaching",
    "оценоч": "assessment",
    "рефлекси": "reflective",
}
# What every school calls its two first posts, beside the titles that published roadmaps have.
_POSTS = {
    "директор": ("head", {"title": "директор", "filled_by": ("head",)}),
    "директор школы": ("head", {"title": "директор школы", "filled_by": ("head",)}),
    USUAL_RESPONSIBLE: ("deputy-head", {"title": USUAL_RESPONSIBLE, "filled_by": ("deputy-head",)}),
}
Definition = tuple[str, Mapping[str, Any]]
Definitions = Mapping[str, Definition]


def title_key(title: str) -> str:
    """Give what titles are compared by: their words, however they are spaced and capitalised."""
    return " ".join(title.lower().split())


def _split_at_commas(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class Author:
    """What a roadmap is written with.

    Attributes:
        roles, outputs: id and definition by title, as `title_key` gives it.
        split: parts the names of a cell.
        ids: of stages and measures that there are already, by «stages.1.measures.2».
    """

    roles: Definitions = field(default_factory=dict)
    outputs: Definitions = field(default_factory=dict)
    split: Callable[[str], tuple[str, ...]] = _split_at_commas
    ids: Mapping[str, str] = field(default_factory=dict)


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
        Question("title", _("Title of the roadmap"), _("As over the table: План мероприятий по …")),
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


class _Building:
    """Stages and measures as they are named, and the roles and documents that they need."""

    def __init__(self, known: Known) -> None:
        self._known, self._author = known, known.context
        self._names = Names()
        for name in self._author.ids.values():
            self._names.give(name, name)
        self.roles: Tree = {}
        self.outputs: Tree = {}

    def stages(self) -> tuple[Tree, ...]:
        return tuple(self._stage(path, title) for path, title in self._titles("stages"))

    def _titles(self, start: str) -> Iterator[tuple[str, str]]:
        numbers = (path.removeprefix(f"{start}.").split(".") for path in self._known.answers)
        for number in sorted({int(step[0]) for step in numbers if len(step) == 2 and step[1] == "title"}):  # noqa: PLR2004 -- a number and its title
            yield f"{start}.{number}", self._known.answers[f"{start}.{number}.title"]

    def _stage(self, path: str, title: str) -> Tree:
        kind = next((kind for stem, kind in _KINDS.items() if stem in title.lower()), None)
        stage: Tree = {
            "id": self._id(path, title, "stage"),
            **({"kind": kind} if kind else {}),
            "title": title,
        }
        measures = tuple(self._measure(path, title) for path, title in self._titles(f"{path}.measures"))
        return {
            **stage,
            "measures": measures or (self._measure("", f"Назовите мероприятие этапа «{title}»"),),
        }

    def _id(self, path: str, title: str, fallback: str) -> str:
        known: str = self._author.ids.get(path) or self._names.give(make_slug(title), fallback)
        return known

    def _measure(self, path: str, title: str) -> Tree:
        answers = self._known.answers
        deadline = answers.get(f"{path}.deadline", USUAL_DEADLINE)
        if deadline.startswith(KEPT_AS_TEXT):
            deadline = {"text": deadline.removeprefix(KEPT_AS_TEXT).strip()}
        names = self._author.split(answers.get(f"{path}.responsible", USUAL_RESPONSIBLE))
        measure = {
            "id": self._id(path, title, "measure"),
            "title": title,
            "deadline": deadline,
            "responsible": tuple(dict.fromkeys(map(self._role, names))),
        }
        output = answers.get(f"{path}.output")
        return {**measure, "output": (self._output(output),)} if output else measure

    def _role(self, title: str) -> str:
        name, role = (
            _POSTS.get(title)
            or self._author.roles.get(title_key(title))
            or (make_slug(title), {"title": title})
        )
        return _put(self.roles, name or "role", role)

    def _output(self, title: str) -> str:
        unknown: Definition = (make_slug(title), {})
        name, output = self._author.outputs.get(title_key(title)) or unknown
        template = {"template": output["template"]} if output.get("template") else {}
        return _put(self.outputs, name or "document", {"title": title, **template})


def _put(things: Tree, name: str, thing: Mapping[str, Any]) -> str:
    """Keep a definition under a name of its own, the same one for the same thing."""
    free, number = name, 1
    while free in things and things[free] != thing:
        number += 1
        free = f"{name}-{number}"
    things[free] = thing
    return free


def _build(known: Known) -> Tree:
    building = _Building(known)
    stages = building.stages()
    head = {key: known.answers.get(key) for key in ("roadmap", "issuer", "title", "school_year")}
    return {
        **{key: value for key, value in head.items() if value is not None},
        "version": FIRST_VERSION,
        "columns": ("number", "title", "deadline", "responsible", "output"),
        "roles": building.roles,
        "events": {},
        "outputs": building.outputs,
        "stages": stages,
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
    }
    return {**tree, **more}, notes


def _restate(tree: Tree) -> Tree:
    """Say who answers and what comes out in words, as they are answered; ids are no answers."""
    if not isinstance(tree.get("stages"), list):
        return tree
    roles, outputs = (
        {key: _title(each) for key, each in (tree.get(kind) or {}).items()} for kind in ("roles", "outputs")
    )
    stages = [dict(stage) for stage in tree["stages"]]
    for stage in stages:
        if stage.get("measures"):
            stage["measures"] = [_restate_measure(each, roles, outputs) for each in stage["measures"]]
    return {**tree, "stages": stages}


def _restate_measure(measure: Tree, roles: Mapping[str, str], outputs: Mapping[str, str]) -> Tree:
    restated = dict(measure)
    for name, titles in (("responsible", roles), ("output", outputs)):
        if name in measure:
            listed = measure[name] if isinstance(measure[name], list) else [measure[name]]
            restated[name] = ", ".join(titles.get(each, each) for each in listed)
    deadline = measure.get("deadline")
    if isinstance(deadline, dict) and set(deadline) == {"text"}:
        restated["deadline"] = f"{KEPT_AS_TEXT}{deadline['text']}"
    return restated


def name_there(author: Author, tree: Tree) -> Author:
    """Let what a text has already keep its ids: stages and measures, roles and documents."""
    ids: dict[str, str] = {}
    for number, stage in enumerate(tree.get("stages") or (), 1):
        ids[f"stages.{number}"] = stage["id"]
        for place, measure in enumerate(stage.get("measures") or (), 1):
            ids[f"stages.{number}.measures.{place}"] = measure["id"]
    roles, outputs = (
        {title_key(_title(each)): (key, each if isinstance(each, dict) else {"title": each})
         for key, each in (tree.get(kind) or {}).items()}
        for kind in ("roles", "outputs")
    )  # fmt: skip
    return replace(author, roles={**author.roles, **roles}, outputs={**author.outputs, **outputs}, ids=ids)


def _title(thing: Any) -> str:
    return str(thing["title"] if isinstance(thing, dict) else thing)


ROADMAP = Form(
    pages=_PAGES,
    build=_build,
    order=(
        *("roadmap", "version", "issuer", "title", "plan_title", "school_year", "basis", "columns", "roles"),
        *("events", "outputs", "stages"),
    ),
    heading=lambda _known: (
        "Дорожная карта: этапы, мероприятия, сроки, ответственные, документы. Проверить: roadmap check; "
        "посмотреть, как напечатается: roadmap print ФАЙЛ -o ПАПКА. Всё о полях — docs/roadmaps.md."
    ),
    finish=_finish,
    restate=_restate,
)
