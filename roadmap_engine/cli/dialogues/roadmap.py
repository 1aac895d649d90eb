"""A new roadmap, or a layer over one: what its author can name before opening the text."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from typing import TypeVar

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.cli.answers import read_line, read_slug, read_year
from roadmap_engine.cli.asking import Interview, Question, WrongAnswerError
from roadmap_engine.cli.dialogues.naming import make_slug
from roadmap_engine.cli.reporting import speaker
from roadmap_engine.deadlines import parse
from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.model import Output, Roadmap, RoadmapText, Role, StageKind
from roadmap_engine.pipeline.creating import KnownThings, title_key

__all__ = ["ask_overlay", "ask_roadmap"]

T = TypeVar("T")

FIRST_VERSION = "1.0.0"
KEPT_AS_TEXT = "="
USUAL_DEADLINE = "до 1 октября"
USUAL_RESPONSIBLE = "заместитель директора по УВР"
_KINDS = {
    "аналити": StageKind.ANALYTICAL,
    "организац": StageKind.ORGANISATIONAL,
    "обуча": StageKind.TEACHING,
    "оценоч": StageKind.ASSESSMENT,
    "рефлекси": StageKind.REFLECTIVE,
}
# What every school calls its two first posts, beside the titles that published roadmaps have.
_POSTS = {
    "директор": ("head", Role(title="директор", filled_by=("head",))),
    "директор школы": ("head", Role(title="директор школы", filled_by=("head",))),
    USUAL_RESPONSIBLE: ("deputy-head", Role(title=USUAL_RESPONSIBLE, filled_by=("deputy-head",))),
}


def ask_roadmap(interview: Interview, known: KnownThings) -> RoadmapText | None:
    """Ask for a title, an issuer, stages and measures; None where the title is missing."""
    interview.say(_("Enter takes the answer in brackets, «-» leaves out, Ctrl-C stops and writes nothing."))
    title = interview.ask(
        Question("title", _("Title of the roadmap"), read_line, _("As over the table: План мероприятий по …"))
    )
    issuer = interview.ask(
        Question("issuer", _("Who issues it"), read_line, _("The department, in full."), optional=True)
    )
    name = _ask_name(interview, make_slug(title or "") or "roadmap")
    year = _ask_year(interview)
    drafts = _Drafts(interview, known)
    stages = drafts.ask_stages()
    if interview.problems:
        return None
    return RoadmapText.model_validate(
        {
            "roadmap": name,
            "version": FIRST_VERSION,
            "issuer": issuer,
            "title": title,
            "school_year": year,
            "columns": ["number", "title", "deadline", "responsible", "output"],
            "roles": drafts.roles,
            "outputs": drafts.outputs,
            "stages": stages,
        }
    )


def _ask_name(interview: Interview, usual: str) -> str | None:
    why = _("Also the name of its file. Small Latin letters, figures, hyphens; never changes.")
    return interview.ask(Question("roadmap", _("Name of the roadmap for programs"), read_slug, why), usual)


def _ask_year(interview: Interview) -> SchoolYear | None:
    why = _("Dates without a year belong to it: 2026/2027. Enter: to the year of whoever adopts it.")
    return interview.ask(Question("school_year", _("School year"), read_year, why, optional=True))


class _Drafts:
    """Stages and measures as they are named, and the roles and documents that they need."""

    def __init__(self, interview: Interview, known: KnownThings) -> None:
        from roadmap_engine.russian.ids import Names

        self._interview = interview
        self._known = known
        self._names = Names()
        self.roles: dict[str, Role] = {}
        self.outputs: dict[str, Output] = {}

    def ask_stages(self) -> list[dict[str, object]]:
        stages: list[dict[str, object]] = []
        for place in self._places("stages"):
            path = f"stages.{place}"
            why = _("For example: Аналитический этап.") if place == 1 else _("Enter: no more stages.")
            words = _("Stage {number}: title").format(number=place)
            usual = "Аналитический этап" if place == 1 else None
            title = self._interview.ask(
                Question(f"{path}.title", words, read_line, why, optional=place > 1), usual
            )
            if title is None:
                break
            stages.append(
                {
                    "id": self._names.give(make_slug(title), "stage"),
                    "kind": next((kind for stem, kind in _KINDS.items() if stem in title.lower()), "other"),
                    "title": title,
                    "measures": self._ask_measures(path, title),
                }
            )
        return stages

    def _ask_measures(self, stage: str, title: str) -> list[dict[str, object]]:
        measures = []
        for place in self._places(f"{stage}.measures"):
            path = f"{stage}.measures.{place}"
            words = _("«{stage}», measure {number}: what is done?").format(stage=title, number=place)
            why = _("For example: Проведение диагностики читательской грамотности. Enter: no more.")
            named = self._interview.ask(Question(f"{path}.title", words, read_line, why, optional=True))
            if named is None:
                break
            measures.append(self._ask_measure(path, named))
        return measures or [
            self._measure(f"Назовите мероприятие этапа «{title}»", USUAL_DEADLINE, USUAL_RESPONSIBLE, "")
        ]

    def _ask_measure(self, path: str, title: str) -> dict[str, object]:
        why = _(
            "As a ministry would print it: до 1 октября; в течение 2 недель после получения результатов. "
            "Words that must stay though nobody can read a date in them begin with «=»."
        )
        deadline = self._interview.ask(
            Question(f"{path}.deadline", _("By when?"), self._read_deadline, why), USUAL_DEADLINE
        )
        why = _("Posts or groups in the nominative, with commas between.")
        responsible = self._interview.ask(
            Question(f"{path}.responsible", _("Who answers for it?"), read_line, why), USUAL_RESPONSIBLE
        )
        why = _("For example: Аналитическая справка. Enter: none.")
        output = self._interview.ask(
            Question(f"{path}.output", _("Which document comes out?"), read_line, why, optional=True)
        )
        return self._measure(
            title, deadline or USUAL_DEADLINE, responsible or USUAL_RESPONSIBLE, output or ""
        )

    def _measure(self, title: str, deadline: str, responsible: str, output: str) -> dict[str, object]:
        from roadmap_engine.importing.people import split_names

        kept = deadline.startswith(KEPT_AS_TEXT)
        measure: dict[str, object] = {
            "id": self._names.give(make_slug(title), "measure"),
            "title": title,
            "deadline": {"text": deadline.removeprefix(KEPT_AS_TEXT).strip()} if kept else deadline,
            "responsible": [self._role(name.text) for name in split_names(responsible)],
        }
        return {**measure, "output": [self._output(output)]} if output else measure

    def _role(self, title: str) -> str:
        key = title_key(title)
        name, role = _POSTS.get(title) or self._known.roles.get(key) or (make_slug(title), Role(title=title))
        return _put(self.roles, name or "role", role)

    def _output(self, title: str) -> str:
        key = title_key(title)
        name, output = self._known.outputs.get(key) or (make_slug(title), Output(title=title))
        return _put(self.outputs, name or "document", Output(title=title, template=output.template))

    def _read_deadline(self, words: str) -> str:
        line = read_line(words)
        if line.startswith(KEPT_AS_TEXT):
            if not line.removeprefix(KEPT_AS_TEXT).strip():
                raise WrongAnswerError(_("An answer is needed here."))
            return line
        reading = parse(line)
        if reading.rule is None:
            raise WrongAnswerError("; ".join(message_of(problem, speaker()) for problem in reading.problems))
        return line

    def _places(self, path: str) -> Iterator[int]:
        """Count the things to ask for: on the terminal until there are no more, else those that are given."""
        given = [int(step) for step in self._interview.answers.under(path) if step.isdecimal()]
        count = max(given, default=0)
        yield from range(1, max(count, 1) + 1)
        while self._interview.on_terminal and not given:
            count = max(count, 1) + 1
            yield count


def _put(things: dict[str, T], name: str, thing: T) -> str:
    """Keep a definition under a name of its own, the same one for the same thing."""
    free, count = name, 1
    while free in things and things[free] != thing:
        count += 1
        free = f"{name}-{count}"
    things[free] = thing
    return free


def ask_overlay(interview: Interview, base: Roadmap, extends: str) -> RoadmapText | None:
    """Ask for what a layer says of itself.

    Args:
        interview: asks.
        base: the roadmap it extends.
        extends: how the text names it.
    """
    issuer = interview.ask(
        Question("issuer", _("Who issues the layer"), read_line, _("The department, in full."), optional=True)
    )
    title = interview.ask(
        Question(
            "title", _("A title of its own"), read_line, _("Enter: as the roadmap has it."), optional=True
        )
    )
    name = _ask_name(interview, make_slug(issuer or "") or f"{base.id}-layer")
    if name == base.id:
        name = f"{name}-layer"
    year = _ask_year(interview)
    why = _("For example: приказ управления образования от 1 июня 2026 г. № 101.")
    basis = interview.ask(Question("basis", _("Act it rests on"), read_line, why, optional=True))
    if interview.problems:
        return None
    return RoadmapText.model_validate(
        {
            "roadmap": name,
            "version": FIRST_VERSION,
            "extends": extends,
            "issuer": issuer,
            "title": title,
            "school_year": year,
            "basis": [basis] if basis else [],
        }
    )
