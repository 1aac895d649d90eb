"""When two values say the same, and which of three values is heard.

Values are compared by what they mean, never by their letters: a deadline by its rule where it has one, a
text whatever its line breaks are, a list by its ids. What the earlier version and the school say is put
into the ids of the newer version first, so that a renamed role is no change of whoever it names.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import Context, EventVocabulary, Rule, events_of, parse, rule_adapter, schedule
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.model import Deadline
from roadmap_engine.model.cell import print_cell
from roadmap_engine.model.dependencies import MEASURE_END, STAGE_END
from roadmap_engine.model.fields import Field, FieldKind
from roadmap_engine.planning.merging.succession import Heirs, Succession

__all__ = [
    "Heard",
    "Meanings",
    "asked_by",
    "follow",
    "letters",
    "rename_facts",
    "rename_gaps",
    "rule_tree",
    "weigh",
    "with_events",
]

_SUMMER = (7, 8)
_NAME = re.compile(r"«[^»]*»|\"[^\"]*\"|'[^']*'|[\w.-]+")
_GAP = re.compile(r"(\{\{\s*)([A-Za-z_][\w-]*)(\s*\}\})")


class Heard(enum.Enum):
    """Whose value is heard."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"
    CONFLICT = "conflict"


def weigh(base: object, ours: object, theirs: object) -> Heard:
    """Decide about one field of one thing; the whole of the merge rests on this table.

    The rule is symmetric: with the sides exchanged, OURS and THEIRS are exchanged and nothing else.

    >>> [weigh(1, *sides).value for sides in ((2, 2), (2, 1), (1, 2), (2, 3))]
    ['same', 'ours', 'theirs', 'conflict']
    """
    if base == theirs:  # also where the school says what stands there anyway: nothing new, nothing changes
        return Heard.OURS
    if ours == theirs:
        return Heard.SAME
    if base == ours:
        return Heard.THEIRS
    return Heard.CONFLICT


def follow(names: Iterable[str], heirs: Heirs) -> tuple[str, ...]:
    """Put ids into those of the newer version; what it does not know or no longer has stays as it is."""
    return tuple(dict.fromkeys(heir for name in names for heir in heirs.get(name) or (name,)))


def rename_gaps(text: str, heirs: Heirs) -> str:
    """Let the gaps of a text name the parameters as the newer version calls them.

    >>> rename_gaps("уровни {{ levels }}", {"levels": ("steps",)})
    'уровни {{ steps }}'
    """
    return _GAP.sub(lambda gap: gap[1] + (heirs.get(gap[2]) or (gap[2],))[0] + gap[3], text)


def rename_facts(condition: str, heirs: Heirs) -> str:
    """Let a condition ask the parameters by the names the newer version calls them; quoted words stay.

    >>> rename_facts('levels == "levels" and size >= 300', {"levels": ("steps",)})
    'steps == "levels" and size >= 300'
    """
    return _NAME.sub(lambda name: (heirs.get(name[0]) or (name[0],))[0], condition)


def asked_by(condition: str) -> tuple[str, ...]:
    """Give the names that a condition asks for; words in quotes are none.

    >>> asked_by('levels == "levels" and size >= 300')
    ('levels', 'and', 'size', '300')
    """
    return tuple(name for name in _NAME.findall(condition) if name[0] not in "«\"'")


@dataclass(frozen=True, slots=True)
class Meanings:
    """What values of measures and stages mean, put so that equal meanings are equal.

    Attributes:
        before: the events that a deadline of the earlier version, or of the school, names.
        succession: what became of the ids.
        year: of the plan, where it is known: within it «до 8.10.2026» and «до 8 октября» say the same.
    """

    before: EventVocabulary
    succession: Succession
    year: SchoolYear | None = None

    def earlier(self, field: Field, value: Any) -> object:
        """Give the meaning of a value of the earlier version or of the school."""
        if isinstance(value, Deadline):
            rule = self._rule(value)
            return _words(value) if rule is None else self._days(rule) or self._renamed(rule)
        return _meaning(field, self.rename(field, value))

    def later(self, field: Field, value: Any) -> object:
        """Give the meaning of a value of the newer version."""
        if isinstance(value, Deadline):
            return _words(value) if value.rule is None else self._days(value.rule) or rule_tree(value.rule)
        return _meaning(field, value)

    def rename(self, field: Field, written: Any) -> Any:
        """Put a field into the ids of the newer version.

        Args:
            field: the field.
            written: its value, or what its author wrote, which stays as it is wherever no id changed.
        """
        if written is None:
            return None
        traced = self.succession
        heirs: Heirs
        match field.kind:
            case FieldKind.CONDITION:
                return rename_facts(written, traced.parameters)
            case FieldKind.TEXT | FieldKind.DEADLINE:
                return self._rename_words(written)
            case FieldKind.MARK | FieldKind.PRINTS | FieldKind.BLANK | FieldKind.MONEY | FieldKind.DATE:
                return written
            case FieldKind.ROLES:
                heirs = traced.roles
            case FieldKind.OUTPUTS:
                heirs = traced.outputs
            case FieldKind.ROWS:
                heirs = {**traced.events, **traced.stages, **traced.measures}
            case _:
                assert_never(field.kind)
        return _follow_all(written, heirs)

    def _rename_words(self, written: Any) -> Any:
        if isinstance(written, str):
            return rename_gaps(written, self.succession.parameters)
        if isinstance(written, Mapping):
            return with_events(written, self.heir_of_event)
        if isinstance(written, list | tuple):
            return type(written)(map(self._rename_words, written))
        return written

    def _renamed(self, rule: Rule) -> object:
        return with_events(rule_tree(rule), self.heir_of_event)

    def _days(self, rule: Rule) -> object:
        """Give the days of a rule that has them all in the plan's year and counts from nothing; else None.

        Of which of two summers a month without a year is, only the whole plan tells.
        """
        if self.year is None or events_of(rule):
            return None
        found = schedule(rule, Context(year=self.year))
        days = tuple((each.start, each.due, each.time, each.zone, each.until) for each in found.occurrences)
        if not days or found.awaiting or found.standing or has_errors(found.problems):
            return None
        summer = any(day is not None and day.month in _SUMMER for each in days for day in each[:2])
        return None if summer else ("days", days)

    def events(self, deadline: Deadline) -> tuple[str, ...]:
        """Give the ids of the events a deadline of the earlier version, or of the school, counts from."""
        rule = self._rule(deadline)
        return () if rule is None else events_of(rule)

    def _rule(self, deadline: Deadline) -> Rule | None:
        if deadline.rule is not None or deadline.phrase is None:
            return deadline.rule
        return parse(deadline.phrase, events=self.before).rule

    def heir_of_event(self, name: str) -> str:
        """Give the id of an event in the newer version, ends of stages and measures included."""
        for prefix, heirs in ((STAGE_END, self.succession.stages), (MEASURE_END, self.succession.measures)):
            if name.startswith(prefix):
                own = name.removeprefix(prefix)
                return prefix + (heirs.get(own) or (own,))[0]
        return (self.succession.events.get(name) or (name,))[0]


def _follow_all(written: Any, heirs: Heirs) -> Any:
    names = (written,) if isinstance(written, str) else tuple(written)
    now = follow(names, heirs)
    if now == names:
        return written
    if isinstance(written, str) and len(now) == 1:
        return now[0]
    return now if isinstance(written, tuple) else list(now)


def _meaning(field: Field, value: Any) -> object:
    if isinstance(value, str):
        return " ".join(value.split())
    if field.own and isinstance(value, tuple):
        return print_cell(field.kind, value) or tuple(" ".join(each.split()) for each in value)
    if isinstance(value, Mapping):
        return {key: _meaning(field, each) for key, each in value.items()}
    return value


def _words(deadline: Deadline) -> object:
    return ("words", " ".join((deadline.text or deadline.phrase or "").split()))


def letters(value: Any) -> object:
    """Give what is printed of a value: of a settled measure not even the wording changes."""
    if isinstance(value, Deadline):
        return value.phrase or value.text or repr(rule_tree(value.rule) if value.rule is not None else None)
    return " ".join(value.split()) if isinstance(value, str) else value


def rule_tree(rule: Rule) -> Any:
    """Give a rule as the structure that a text may hold instead of a phrase."""
    return rule_adapter().dump_python(rule, mode="json", exclude_none=True)


def with_events(value: Any, heir_of: Callable[[str], str]) -> Any:
    """Give a rule written as structure with other ids for its events.

    >>> with_events({"relation": "external", "event": "a"}, str.upper)
    {'relation': 'external', 'event': 'A'}
    """
    if isinstance(value, dict):
        return {
            key: heir_of(each) if key == "event" and isinstance(each, str) else with_events(each, heir_of)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return type(value)(with_events(each, heir_of) for each in value)
    return value
