"""What the author of a layer over a roadmap is asked, and its text: all that it can change, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from roadmap_engine.model import Roadmap
from roadmap_engine.model.commented import Note, Offered
from roadmap_engine.model.numbering import measure_numbers, stage_number
from roadmap_engine.model.provenance import Path
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.questionnaire.question import (
    SKIP,
    Default,
    Finished,
    Form,
    Known,
    Page,
    Question,
    Tree,
    offer,
)  # fmt: skip
from roadmap_engine.questionnaire.roadmap import (
    ISSUER_WHY,
    NAME_QUESTION,
    ORDER_TERMS,
    ORDER_WHY,
    YEAR_QUESTION,
)  # fmt: skip
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.russian.ids import make_slug

__all__ = ["OVERLAY", "Base"]


@dataclass(frozen=True, slots=True)
class Base:
    """What a layer stands over.

    Attributes:
        roadmap: the roadmap it extends.
        words: what stands in the gaps of its titles, so that they read aloud.
        common: what the layers above let a layer change, in words.
        limits: where it is otherwise for a measure, by its id.
        pinned: the bundle the roadmap is taken from, as the text names it.
    """

    roadmap: Roadmap
    words: Mapping[str, str] = field(default_factory=dict)
    common: str = ""
    limits: Mapping[str, str] = field(default_factory=dict)
    pinned: Mapping[str, Any] = field(default_factory=dict)

    @property
    def extends(self) -> str:
        """The pinned version, or by its leading number any later one that keeps the meaning of ids."""
        version = self.roadmap.version
        return f"{self.roadmap.id}@{version if self.pinned else version.partition('.')[0]}"

    def in_line(self, title: str) -> str:
        """Give a title on one line, its gaps filled."""
        return " ".join(fill_gaps(title, self.words).split())


def _usual_name(known: Known) -> Default | None:
    base = known.context.roadmap.id
    usual = make_slug(known.answers.get("issuer", "")) or f"{base}-layer"
    return offer(f"{usual}-layer" if usual == base else usual)


# fmt: off
_PAGES = (
    Page(_("The layer"), (
        Question("issuer", _("Who issues the layer"), ISSUER_WHY, blank=SKIP),
        Question("title", _("A title of its own"), _("A title of its own, where the roadmap's does not fit."),
                 blank=_("Enter: as the roadmap has it.")),
        replace(NAME_QUESTION, default=_usual_name),
        YEAR_QUESTION,
        Question("basis", _("Act it rests on"),
                 _("For example: приказ управления образования от 1 июня 2026 г. № 101."), blank=SKIP),
    )),
)
# fmt: on


def _build(known: Known) -> Tree:
    answers = known.answers
    tree: Tree = {"version": "1.0.0", "extends": known.context.extends, **answers}
    if known.context.pinned:
        tree["pinned"] = dict(known.context.pinned)
    if answers.get("roadmap") == known.context.roadmap.id:
        tree["roadmap"] = f"{answers['roadmap']}-layer"
    return {**tree, "basis": (answers["basis"],)} if "basis" in answers else tree


def _finish(known: Known, tree: Tree) -> Finished:
    base: Base = known.context
    notes: dict[Path, Note] = {
        ("roadmap",): Note("Имя карты, оно же имя файла; не меняется никогда.", spaced=True),
        ("version",): Note(beside="растёт с каждой опубликованной правкой"),
        ("extends",): Note(beside="карта, над которой стоит этот слой"),
        ("pinned",): Note("Откуда взята карта и какой должна быть; сама она в bundles/."),
        ("order",): Note(ORDER_WHY, spaced=True),
        ("replace",): Note("Изменить мероприятие или этап: только названные поля.", spaced=True),
        ("move",): Note(
            "Переставить: после другого (after), перед ним (before) или в конец этапа (stage).", spaced=True
        ),
        ("remove",): Note("Убрать то, чего у вас не делают.", spaced=True),
        ("add",): Note(
            "Добавить: после мероприятия (after) или в конец этапа (stage: имя этапа).", spaced=True
        ),
        ("",): Note("\n".join(_inherited(base)), spaced=True),
    }
    offered: Tree = {"": None}
    if measures := base.roadmap.measures():
        own = {
            "id": "own-measure",
            "title": "Название мероприятия",
            "deadline": "до 1 октября",
            "responsible": next(iter(base.roadmap.roles), "head"),
        }
        offered |= {
            "replace": Offered({measures[0].id: {"deadline": "до 1 октября"}}),
            "move": Offered({measures[0].id: {"after": measures[len(measures) // 2].id}}),
            "remove": Offered((measures[-1].id,)),
            "add": Offered(({"after": measures[0].id, "measure": own},)),
        }
    usual = {"title": Offered(base.roadmap.title), "basis": Offered(("приказ … от 01.09.2026 № …",))}
    tree = {key: usual.get(key, each) if isinstance(each, Offered) else each for key, each in tree.items()}
    return {**tree, "order": Offered(ORDER_TERMS), **offered}, notes


def _inherited(base: Base) -> Iterator[str]:
    """List what a layer inherits, by the names it changes things by."""
    roadmap = base.roadmap
    yield "Что наследуется. Слева имя: им пользуются replace, remove и after."
    for place, stage in enumerate(roadmap.stages, 1):
        yield ""
        yield f"{stage.id}: {stage_number(stage, place)} {base.in_line(stage.title)}"
        for measure, number in zip(stage.measures, measure_numbers(stage, place), strict=True):
            limits = f" ({base.limits[measure.id]})" if measure.id in base.limits else ""
            yield f"- {measure.id}: {number} {base.in_line(measure.title)}{limits}"
    told = {
        "Так велят слои выше, если у мероприятия не сказано иное": base.common,
        "Роли": "; ".join(f"{name} — {role.title}" for name, role in roadmap.roles.items()),
        "Слова, которые можно назвать в fill": "; ".join(
            f"{name} — {each.title}" for name, each in roadmap.parameters.items()
        ),
    }
    for what, words in told.items():
        if words:
            yield from ("", f"{what}: {words}")


OVERLAY = Form(
    pages=_PAGES,
    build=_build,
    order=("roadmap", "version", "extends", "pinned", "issuer", "title", "school_year", "basis", "order"),
    heading=lambda _known: (
        "Слой над чужой картой: здесь только то, что иначе, остальное придёт оттуда само. Проверить: roadmap "
        "check. Подробно — docs/roadmaps.md."
    ),
    finish=_finish,
)
