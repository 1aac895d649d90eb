"""A question → the field that asks it on a page, and what a form says of it → the words of an answer."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import QueryDict

from roadmap_engine.diagnostics.translation import Translator, translator
from roadmap_engine.portal.beginning.asking import Asking
from roadmap_engine.portal.beginning.steps import Step, is_quiet
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.questionnaire.filling import NOTHING, Asked
from roadmap_engine.questionnaire.kinds import Sort
from roadmap_engine.questionnaire.reading import WrongAnswerError

__all__ = [
    "Field", "Group", "digest_answers", "find_errors", "list_fields", "list_groups", "list_posted",
    "read_posted",
    "say_answer", "show_words", "to_answers",
]  # fmt: skip

_KEY = re.compile(r"^(?:Enter|«-»)\s*[:–—-]\s*")
_MOST_SHOWN = 7
_LONGEST = 2_000
_HAS = "has-"
"""Before the path of a field that a page has, whether anything is chosen in it or not."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question as a page asks it.

    Attributes:
        path: of the answer, which is the name of the field too.
        look: «text», «day», «radio», «select», «check».
        value: what stands in it.
        chosen: of choices, those that are taken.
        choices: key and words; an empty key leaves the question open.
        quiet: whether something is taken for it unless somebody looks.
        error: what is wrong with it.
        thing: of which of several things it is asked.
        offered: where what stands in it is from, as long as nobody has looked at it.
    """

    path: str
    label: str
    hint: str
    look: str
    value: str
    chosen: frozenset[str]
    choices: tuple[tuple[str, str], ...]
    quiet: bool
    error: str = ""
    thing: str = ""
    offered: str = ""

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"f-{self.path.replace('.', '-')}"

    @property
    def is_open(self) -> bool:
        """Whether none of its choices is taken yet."""
        return self.chosen.isdisjoint(key for key, _words in self.choices)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together.

    Attributes:
        legend: what they are about, where they are about one of several things.
        fields: those to look at.
        quiet: those that something is taken for.
    """

    legend: str
    fields: tuple[Field, ...]
    quiet: tuple[Field, ...]

    @property
    def takes(self) -> bool:
        """Whether something is taken for any of the quiet ones; else they may be left out."""
        return any(each.value for each in self.quiet)

    @property
    def opens(self) -> bool:
        """Whether the quiet ones are shown at once: one of them is wrong, or there are no others."""
        return any(each.error for each in self.quiet) or not self.fields


def list_fields(
    asking: Asking,
    step: Step,
    posted: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> tuple[Field, ...]:
    """Give the fields of a page.

    Args:
        asking: the text it is asked for.
        step: the page.
        posted: what was typed, where something in it is wrong.
        errors: what is wrong, by path.
    """
    wrong = {path: str(dict(each.arguments)["reason"]) for path, each in asking.filled.wrong().items()}
    speak = translator(spoken())
    told = errors if errors is not None else wrong
    return tuple(
        replace(_make(asking, each, (posted or {}).get(each.path), speak), error=told.get(each.path, ""))
        for each in step.asked
    )


def list_groups(fields: Iterable[Field]) -> tuple[Group, ...]:
    """Put fields of one thing together, in their order."""
    groups = []
    for thing, found in groupby(fields, key=lambda each: each.thing):
        listed = tuple(found)
        legend = listed[0].label if thing and len(listed) > 1 else ""
        whose, sign, asked = legend.partition(": ")
        if sign:
            # «Руководитель: фамилия, имя, отчество» is asked once: of whom, and what.
            legend, listed = whose, (replace(listed[0], label=_capital(asked)), *listed[1:])
        quiet = tuple(each for each in listed if each.quiet)
        groups.append(Group(legend, tuple(each for each in listed if not each.quiet), quiet))
    return tuple(groups)


def show_words(asking: Asking, asked: Asked) -> str:
    """Give the words that stand in a field: those that were typed, else what is offered."""
    typed = asking.typed.get(asked.path)
    if typed is not None:
        return "" if typed == NOTHING else typed
    return asked.answer or (asked.default.words if asked.default is not None else "")


def _make(asking: Asking, asked: Asked, posted: str | None, speak: Translator) -> Field:
    value = show_words(asking, asked) if posted is None else posted
    choices = _list_choices(asked, speak)
    chosen = _read_chosen(asked, value, speak) if choices else frozenset()
    seen = asking.typed.get(asked.path) is not None or posted is not None
    return Field(
        asked.path,
        _capital(asked.words.tell(speak)),
        _hint(asked, speak, with_blank=not choices),
        _look(asked, choices),
        value,
        chosen,
        choices,
        is_quiet(asking, asked),
        thing=_thing_of(asked),
        offered="" if seen or asked.default is None else asked.default.origin.tell(speak),
    )


def _look(asked: Asked, choices: tuple[tuple[str, str], ...]) -> str:
    if choices and asked.kind.sort is Sort.SOME:
        return "check"
    if choices:
        return "radio" if len(choices) <= _MOST_SHOWN else "select"
    return "day" if asked.kind.sort is Sort.DAY else "text"


def _list_choices(asked: Asked, speak: Translator) -> tuple[tuple[str, str], ...]:
    kind, blank = asked.kind, asked.question.blank
    if kind.sort is Sort.TRUTH or (kind.sort is Sort.FILLING and kind.parameter.type == "yes-no"):
        listed = [("yes", _("Да")), ("no", _("Нет"))]
    else:
        listed = [(key, _say_choice(key, words.tell(speak))) for key, words in kind.choices.items()]
    if listed and blank is not None and kind.sort is not Sort.SOME:
        listed.append(("", _say_blank(asked, speak).rstrip(".") or _("не отвечать")))
    return tuple(listed)


def _say_choice(key: str, words: str) -> str:
    return f"{key} – {words}" if key.isdecimal() and words else words or key


def _read_chosen(asked: Asked, value: str, speak: Translator) -> frozenset[str]:
    """Give the keys of what is chosen: an answer may call a choice by its number or its meaning."""
    if not value:
        return frozenset({""} if asked.kind.sort is not Sort.SOME else ())
    try:
        read = asked.read(value, speak)
    except WrongAnswerError:
        return frozenset({value})
    if isinstance(read, tuple):
        return frozenset(read)
    if read is None:
        return frozenset({""})
    keys = asked.kind.choices or ("yes", "no")
    return frozenset(each for each in keys if asked.read(each, speak) == read)


def _hint(asked: Asked, speak: Translator, *, with_blank: bool) -> str:
    said = asked.words.tell(speak).casefold()
    on_page = asked.question.on_page
    why = (asked.why if on_page is None else on_page).tell(speak)
    parts = [] if why.casefold().strip(" .?") in said else [why]
    if asked.kind.sort is not Sort.SOME:
        parts.append(asked.kind.how.tell(speak))
    if with_blank and (blank := _say_blank(asked, speak)):
        parts.append(_("Пустое поле: {words}").format(words=blank))
    return " ".join(filter(None, parts))


def _say_blank(asked: Asked, speak: Translator) -> str:
    """Say what an empty answer means; on a terminal the words begin with the key that gives it."""
    words = asked.question.blank.tell(speak) if asked.question.blank is not None else ""
    return _KEY.sub("", words)


def _thing_of(asked: Asked) -> str:
    before, star, _rest = asked.question.path.partition("*")
    if not star:
        return ""
    return before + asked.path.removeprefix(before).partition(".")[0]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def say_answer(asking: Asking, asked: Asked) -> str:
    """Say an answer in the words of its choices; empty where nothing is said."""
    speak, value = translator(spoken()), show_words(asking, asked)
    choices = dict(_list_choices(asked, speak))
    if not choices or not value:
        return value
    keys = _read_chosen(asked, value, speak)
    return ", ".join(words for key, words in choices.items() if key in keys and key) or ""


def read_posted(step: Step, posted: QueryDict) -> dict[str, str]:
    """Read the words of a page's fields; a field that is not there says nothing."""
    said: dict[str, str] = {}
    for each in step.asked:
        if f"{_HAS}{each.path}" not in posted:
            continue
        words = ", ".join(filter(None, (word.strip() for word in posted.getlist(each.path))))
        said[each.path] = words[:_LONGEST]
    return said


def to_answers(asking: Asking, step: Step, said: Mapping[str, str]) -> dict[str, str | None]:
    """Give what is to be kept of what a page says: an answer that is offered stays what is offered."""
    return dict(_keep(asking, step, said))


def _keep(asking: Asking, step: Step, said: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    for each in step.asked:
        words = said.get(each.path)
        if words is None:
            continue
        shown, known = show_words(asking, each), asking.typed.get(each.path)
        if each.path in asking.typed and words == shown:
            yield each.path, known
        elif each.path not in asking.typed and is_quiet(asking, each) and _same(each, words, shown):
            continue  # nobody has to look at it, and nobody has changed it
        else:
            yield each.path, None if _takes_offer(each, words, known) else words


def _takes_offer(asked: Asked, words: str, known: str | None) -> bool:
    """Tell whether an answer is what is offered: left as it stood, or taken out where one is needed."""
    if asked.default is None:
        return False
    left_as_it_was = known is None and _same(asked, words, asked.default.words)
    return left_as_it_was or (not words and asked.question.blank is None)


def _same(asked: Asked, one: str, other: str) -> bool:
    """Tell whether words say the same: a choice by its key, number or meaning."""
    if one == other:
        return True
    speak = translator(spoken())
    return bool(asked.kind.choices and one) and _read_chosen(asked, one, speak) == _read_chosen(
        asked, other, speak
    )


def find_errors(step: Step, said: Mapping[str, str]) -> dict[str, str]:
    """Find what is wrong with the answers of a page, each by itself."""
    speak, errors = translator(spoken()), {}
    for each in step.asked:
        words = said.get(each.path)
        if words is None:
            continue
        try:
            each.read(words, speak)
        except WrongAnswerError as wrong:
            errors[each.path] = str(wrong)
    return errors


def digest_answers(typed: Mapping[str, str | None], paths: Iterable[str]) -> str:
    """Give answers in few signs: as long as these stay, nobody has answered otherwise."""
    said = [(path, path in typed, typed.get(path)) for path in sorted(paths)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:20]


def list_posted(posted: QueryDict) -> tuple[str, ...]:
    """List the paths of the fields that a page had."""
    return tuple(each.removeprefix(_HAS) for each in posted if each.startswith(_HAS))
