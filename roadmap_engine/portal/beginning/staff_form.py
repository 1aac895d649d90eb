"""A list of those who work in a school as a form: whom the plan names, as whom, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.importing.staff import MOST_PEOPLE
from roadmap_engine.portal.beginning.asking import Asking
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.questionnaire.filling import Filled
from roadmap_engine.questionnaire.staff import Placed, answer_for, key_for, list_places

__all__ = ["OTHER", "Line", "Taken", "list_choices", "list_kept", "list_lines", "read_lines", "take_lines"]

OTHER = "+"
"""The place of those who have none of their own."""
_LONGEST = 500
_FIELDS = ("name", "post", "gender")


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of the list on the page.

    Attributes:
        row: of the file.
        place: key of the one place she has, `OTHER`, or nothing.
        told: what is worth a look, or why nobody was taken from the row.
        error: what is wrong with what was chosen.
    """

    row: int
    name: str
    post: str
    gender: str = ""
    place: str = ""
    told: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a form comes to.

    Attributes:
        answers: by path.
        forgotten: paths of what was said of whoever had a place before.
        people: how many are taken.
    """

    answers: Mapping[str, str]
    forgotten: frozenset[str]
    people: int


def list_lines(placed: Sequence[Placed], asking: Asking) -> tuple[Line, ...]:
    """Show what was read, whom the plan names first; then those who need a look, then the others."""
    places = list_places(asking.context)
    lines = [
        Line(
            each.employee.row,
            each.employee.name,
            each.employee.post,
            each.employee.gender,
            (each.key if each.key in places else OTHER) if each.key else "",
            tuple(map(_say, filter(None, (each.why, *each.employee.told)))),
        )
        for each in placed
    ]
    return tuple(replace(each, told=tuple(dict.fromkeys(each.told))) for each in lines)


def _say(words: Bilingual) -> str:
    return words.said(spoken())


def list_choices(asking: Asking) -> tuple[tuple[str, str], ...]:
    """List as whom somebody can be taken."""
    usual = {"head": _("руководитель школы"), "deputy-head": _("ведёт план: заместитель по УВР")}
    named = ((key, usual.get(key) or key) for key in list_places(asking.context))
    return (("", _("не брать")), *named, (OTHER, _("ещё один человек школы")))


def list_kept(asking: Asking) -> tuple[str, ...]:
    """List the paths that a form may write over: somebody may answer them meanwhile."""
    return tuple(f"people.{key}.{field}" for key in list_places(asking.context) for field in _FIELDS)


def read_lines(posted: QueryDict) -> tuple[Line, ...]:
    """Read what was sent, as far as it is a form of ours."""
    rows = [name.removeprefix("place-") for name in posted if name.startswith("place-")]
    return tuple(_read_line(posted, row) for row in rows[:MOST_PEOPLE] if row.isdecimal() and row.isascii())


def _read_line(posted: QueryDict, row: str) -> Line:
    name, post, gender, place = (
        " ".join(posted.get(f"{field}-{row}", "").split())[:_LONGEST] for field in (*_FIELDS, "place")
    )
    return Line(int(row[:9]), name, post, gender if gender in {"f", "m"} else "", place)


def take_lines(lines: Sequence[Line], asking: Asking) -> tuple[Taken | None, tuple[Line, ...]]:
    """Make answers of a form.

    Returns:
        What is to be kept, none where something is wrong; and the lines with what is.
    """
    places = list_places(asking.context)
    known = {
        path.split(".")[1]: words
        for path, words in asking.typed.items()
        if path.startswith("people.") and path.endswith(".name") and words
    }
    taken = {**dict.fromkeys(places, ""), **known}
    keys: dict[str, Line] = {}
    shown: list[Line] = []
    for line in lines:
        error = _find_error(line, places, keys)
        shown.append(replace(line, error=error))
        if line.place and not error:
            key = line.place if line.place in places else key_for(line.post, line.name, taken)
            keys[key] = line
    answers = {
        path: words
        for key, line in keys.items()
        for path, words in answer_for(key, line.name, line.post, line.gender).items()
    }
    wrong = _find_wrong(asking.tried_with(answers), keys)
    shown = [replace(each, error=each.error or wrong.get(each.row, "")) for each in shown]
    if any(each.error for each in shown):
        return None, tuple(shown)
    return Taken(answers, frozenset(_list_forgotten(asking, answers, keys, known)), len(keys)), tuple(shown)


def _find_error(line: Line, places: Sequence[str], keys: Mapping[str, Line]) -> str:
    if not line.place:
        return ""
    if line.place not in places and line.place != OTHER:
        return _("Выберите из списка.")
    if line.place in keys:
        return _("На этом месте уже человек из строки {row}.").format(row=keys[line.place].row)
    if not line.name:
        return _("Впишите имя.")
    return "" if line.post else _("Впишите должность.")


def _find_wrong(tried: Filled, keys: Mapping[str, Line]) -> dict[int, str]:
    """Give what a question about a person says of an answer, by the row it is from."""
    told = tried.wrong()
    return {
        keys[path.split(".")[1]].row: str(dict(each.arguments)["reason"])
        for path, each in told.items()
        if path.startswith("people.") and path.split(".")[1] in keys
    }


def _list_forgotten(
    asking: Asking, answers: Mapping[str, str], keys: Mapping[str, Line], known: Mapping[str, str]
) -> Iterator[str]:
    """Give what was said of another person, whose place somebody of the list takes."""
    changed = {key for key, line in keys.items() if known.get(key, line.name) != line.name}
    for path in asking.typed:
        if path.startswith("people.") and path.split(".")[1] in changed and path not in answers:
            yield path
