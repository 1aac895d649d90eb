"""What somebody typed → the roles, documents and events it names: of the text, of published ones, or new."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from roadmap_engine.deadlines import parse
from roadmap_engine.importing.events import find_events
from roadmap_engine.model import Event
from roadmap_engine.model.dependencies import events_in_words
from roadmap_engine.model.edit import SetValue
from roadmap_engine.overlays.vocabulary import name_vocabulary
from roadmap_engine.pipeline.creating import known_things
from roadmap_engine.pipeline.importing import published_catalogue
from roadmap_engine.portal.drafts.reading import DraftText, title_of
from roadmap_engine.questionnaire.stages import Author, Definitions, title_key
from roadmap_engine.russian.ids import Names, make_slug

__all__ = ["Things"]

_NAMELESS: Mapping[str, str] = {"roles": "role", "outputs": "document"}


class Things:
    """Roles, documents and events of a text, and those that it gets.

    Attributes:
        edits: that define the new ones.
    """

    def __init__(self, draft: DraftText) -> None:
        self._draft = draft
        self.edits: list[SetValue] = []
        self._new: dict[tuple[str, str], str] = {}

    def find(self, kind: str, titles: list[str], before: Any) -> list[str]:
        """Give the ids of titles, each once; of two with one title, that which was named before."""
        things = self._draft.things(kind)
        named = before if isinstance(before, list) else [] if before is None else [before]
        order = [*(each for each in named if each in things), *things]
        by_title: dict[str, str] = {}
        for name in order:
            by_title.setdefault(title_key(title_of(things[name]) or name), name)
            by_title.setdefault(name, name)
        # An id that nothing is defined for stays, for whoever checks the text to tell of it.
        for name in named:
            by_title.setdefault(title_key(str(name)), name)
        found = (by_title.get(title_key(each)) or self._define(kind, each, things) for each in titles)
        return list(dict.fromkeys(found))

    def describe_events(self, phrase: str) -> None:
        """Describe what a deadline counts from and nobody has described yet, as an import does.

        Args:
            phrase: of the deadline.
        """
        has = {name: _read_event(name, each) for name, each in self._draft.things("events").items()}
        draft, above = self._draft, self._draft.inherited
        stages = {**above.get("stages", {}), **{each.id: each.title for each in draft.stages if each.id}}
        measures = {**above.get("measures", {}), **{each.id: each.title for each in draft.measures()}}
        rule = parse(phrase, events=name_vocabulary(has, stages, measures)).rule if phrase else None
        if rule is None or not events_in_words(rule):
            return
        found = find_events([phrase], published_catalogue(), {**stages, **measures}, has)
        for name, event, _published in found:
            self.edits.append(
                SetValue(("events", name), {"title": event.title, "phrases": list(event.phrases)})
            )

    def _define(self, kind: str, title: str, things: Mapping[str, Any]) -> str:
        key = (kind, title_key(title))
        if key not in self._new:
            wanted, definition = _known_elsewhere(kind).get(key[1], (make_slug(title), {"title": title}))
            taken = {*things, *(name for (of, _title), name in self._new.items() if of == kind)}
            self._new[key] = Names(taken).give(wanted, _NAMELESS[kind])
            said = {
                each: value
                for each, value in definition.items()
                if each in ("title", "template", "filled_by")
            }
            plain = {each: list(value) if isinstance(value, tuple) else value for each, value in said.items()}
            self.edits.append(SetValue((kind, self._new[key]), plain if len(plain) > 1 else title))
        return self._new[key]


def _read_event(name: str, said: Any) -> Event:
    """Read an event of a text that may be wrong, as far as its words go."""
    phrases = said.get("phrases") if isinstance(said, dict) else None
    listed = phrases if isinstance(phrases, list) else []
    return Event(
        title=title_of(said) or name, phrases=tuple(each for each in listed if isinstance(each, str))
    )


@functools.cache
def _known_things() -> Author:
    return known_things()


def _known_elsewhere(kind: str) -> Definitions:
    return _known_things().roles if kind == "roles" else _known_things().outputs
