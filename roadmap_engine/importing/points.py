"""The points of an order, where there is no table, to what each asks for: who, what and by when.

«3. Руководителям школ: 3.1. Провести … до 15 мая» asks the heads of schools for one thing by a day. A point
says who in the dative, what in the infinitive, by when somewhere inside; what stands in the head above holds
for the points below. A point without a deadline is one all the same.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from roadmap_engine.importing.addressees import find_appointed, split_addressees
from roadmap_engine.importing.dates import read_date
from roadmap_engine.importing.executors import Executor
from roadmap_engine.importing.point_trees import RawPoint
from roadmap_engine.importing.sentences import InsideDeadline, find_deadlines, first_infinitive
from roadmap_engine.russian import capitalise_first, lower_first

__all__ = ["OrderPoint", "PointKind", "read_points"]

_CONTROL = re.compile(
    r"(?:общий\s+)?(?:контроль|ответственность)\b(?=.*(?:за\s+(?:исполнен|выполнен)ием\s+возл|(?:исполнен|выполнен|реализац)\w*.*(?:приказ|распоряжен|постановлен)|за\s+собой))"
    r".*(?:возл|остав|осуществля|за\s+собой)",
    re.IGNORECASE | re.DOTALL,
)
_IN_FORCE = re.compile(
    r"(?:настоящ\w+|данн\w+)?\s*(?:приказ|распоряжение|постановление)\s+вступает\s+в\s+силу", re.IGNORECASE
)
_WHEN = re.compile(
    r"(?:(?<![А-ЯЁ])\.|[\s(,;–—-]){0,6}\b(?:в\s+)?срок(?:\s+(?:исполнения|выполнения|проведения|представления))?\s*[:–—-]\s*(?P<when>[^;()]+?)"
    r"(?=\s*(?:[;)]|\.?$|\.\s+[А-ЯЁ]|,?\s*отв))",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:(?<![А-ЯЁ])\.|[\s(,;–—-]){0,6}\b(?:отв(?:етственн\w+)?(?:\s+исполнител\w+|\s+за\s+(?:исполнение|выполнение))?\.?|исполнител[ьи])\s*(?:[:–—-]|(?<=\.))\s*"
    r"(?P<who>[^;]+?)(?=\s*(?:[;)]|\.?$|,?\s*срок|\.\s+[А-ЯЁ][а-яё]{2,}\s+(?![А-ЯЁ]\.)))",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:\b[А-ЯЁ]|\b(?:г|гг|др|т\.\s?д|т\.\s?п|руб|чел|ч|мин|им|ул|стр|п|см))\.$")
_SEPARATE = re.compile(r"\s*[;,]\s*(?=[А-ЯЁа-яё])")


class PointKind(enum.StrEnum):
    """What a point is."""

    ACTION = "action"
    CONTROL = "control"
    IN_FORCE = "in-force"


@dataclass(frozen=True, slots=True)
class OrderPoint:
    """What a point asks for.

    Attributes:
        number: as printed; a dash or bullet is one too.
        place: the number by which people find it: «3 а)», «4/2» for the second dash under 4.
        action: what is to be done, without who and, where the point has one deadline, without when.
        executors: who; those of the head above where it names nobody.
        deadlines: when, each in the words of the sentence.
        inherited: whether the deadlines stand in the head above.
        recommended: whether it is recommended, not ordered.
    """

    number: str
    place: str
    kind: PointKind
    action: str
    executors: tuple[Executor, ...] = ()
    deadlines: tuple[str, ...] = ()
    inherited: bool = False
    recommended: bool = False


@dataclass(frozen=True, slots=True)
class _Above:
    """What a head says for the points under it.

    Attributes:
        stem: the words of the head that points which are no sentence go on with.
        place: of the head.
    """

    executors: tuple[Executor, ...] = ()
    deadlines: tuple[str, ...] = ()
    recommended: bool = False
    stem: str = field(default="")
    place: str = ""


def read_points(points: Sequence[RawPoint]) -> Iterator[OrderPoint]:
    """Read the points of an order, in their order, each head with what stands under it."""
    yield from _read_all(points, _Above())


def _read(point: RawPoint, above: _Above, count: int) -> Iterator[OrderPoint]:
    apart = _listed_apart(point)
    lines = [*point.lines, *(_item(each) for each in point.under if each not in apart)]
    own = replace(
        _read_words(point.number, "\n".join(lines), above), place=_place(point.number, above.place, count)
    )
    if not apart:
        # A head with nothing under it says all it has to say itself.
        yield own if own.action else replace(own, action=_tidy(" ".join(point.lines)))
        return
    if not point.is_open:
        yield own
        yield from _read_all(apart, _Above(own.executors, place=own.place))
        return
    stem = own.action.rstrip(" :")
    below = _Above(own.executors, own.deadlines, own.recommended, stem, own.place)
    if own.action and any(_is_command(each.lines[0]) for each in apart):
        yield replace(own, action=_tidy(own.action))
    yield from _read_all(apart, below)


def _read_all(points: Sequence[RawPoint], above: _Above) -> Iterator[OrderPoint]:
    for count, point in enumerate(points, 1):
        yield from _read(point, above, count)


def _place(number: str, above: str, count: int) -> str:
    bare = number.rstrip(".")
    if re.match(r"\d", bare) and (bare[-1] != ")" or not above):
        return bare
    if re.match(r"\w", bare):
        return f"{above} {bare}".strip()
    return f"{above}/{count}" if above else str(count)


def _listed_apart(point: RawPoint) -> list[RawPoint]:
    """Give the points below that are points, not the items of a list that belongs to the sentence above."""
    if _is_head(point):
        return point.under
    listed = [each for each in point.under if not re.match(r"\d|[а-яёa-z]\)", each.number) and each.number]
    return [each for each in point.under if each not in listed or each.under or _is_command(each.lines[0])]


def _item(point: RawPoint) -> str:
    return f"{point.number} " + "\n".join(point.lines)


def _is_head(point: RawPoint) -> bool:
    """Tell whether a point is nothing but its addressees and perhaps a deadline: «Руководителям школ:»."""
    return point.is_open and not _without_when(" ".join(point.lines)).strip(" :,")


def _without_when(text: str) -> str:
    addressed = split_addressees(text, _blank(text, find_deadlines(text)))
    return addressed.action if addressed.executors or not addressed.action else text


def _is_command(text: str) -> bool:
    """Tell whether words are a sentence of their own: to do something, by somebody or not."""
    spoken = _blank(text, find_deadlines(text))
    verb = first_infinitive(spoken)
    if verb is None:
        return False
    return not spoken[: verb.start()].strip(" ,") or bool(split_addressees(text, spoken).executors)


def _blank(text: str, deadlines: Sequence[InsideDeadline]) -> str:
    """Blank the deadlines out, sign for sign."""
    for each in deadlines:
        text = f"{text[: each.start]}{' ' * (each.end - each.start)}{text[each.end :]}"
    return text


def _read_words(number: str, text: str, above: _Above) -> OrderPoint:
    kind = (
        PointKind.CONTROL if _CONTROL.match(text) else PointKind.IN_FORCE if _IN_FORCE.match(text) else None
    )
    if kind is not None:
        return OrderPoint(number, number, kind, _tidy(text), find_appointed(text))
    rest, executors, labelled = _take_labelled(text)
    found = _find_by_line(rest)
    single = len(found) == 1 and not labelled
    if single:
        rest = _cut_out(rest, found[0])
    addressed = split_addressees(rest, rest if single else _blank(rest, found))
    named = executors or addressed.executors or above.executors or find_appointed(rest)
    deadlines = (*(each.phrase for each in found), *labelled)
    action = addressed.action
    if above.stem and not _is_command(rest) and not addressed.executors:
        action = f"{above.stem} {lower_first(action) if action[1:2].islower() else action}"
    return OrderPoint(
        number,
        number,
        PointKind.ACTION,
        action if rest.rstrip().endswith(":") else _tidy(action),
        named,
        deadlines or above.deadlines,
        inherited=bool(above.deadlines) and not deadlines,
        recommended=addressed.recommended or above.recommended,
    )


def _find_by_line(text: str) -> tuple[InsideDeadline, ...]:
    """Find the deadlines of every line: a list may be longer than one sentence is allowed to be."""
    found: list[InsideDeadline] = []
    start = 0
    for line in text.split("\n"):
        found += (
            replace(each, start=each.start + start, end=each.end + start) for each in find_deadlines(line)
        )
        start += len(line) + 1
    return tuple(found)


def _take_labelled(text: str) -> tuple[str, tuple[Executor, ...], tuple[str, ...]]:
    """Take «Срок: …» and «Ответственный: …» out of a point, with their words."""
    executors: list[Executor] = []
    deadlines: list[str] = []
    when = _WHEN.search(text)
    if when is not None:
        said = when["when"].strip(" .,")
        inside = () if read_date(said) else find_deadlines(said)
        deadlines += [each.phrase for each in inside] or [said]
        text = _without(text, when)
    who = _WHO.search(text)
    if who is not None:
        # A dot behind the last initial is the name's, whether the sentence ends there or not.
        stopped = text[who.end() : who.end() + 1] == "." and re.search(r"[А-ЯЁ]$", who["who"])
        named = re.sub(r"^(?:за|на)\s.*?[:–—-]\s*", "", who["who"].strip(" ,")) + ("." if stopped else "")
        executors += [
            Executor(_named(_without_stop(each))) for each in _SEPARATE.split(named) if each.strip()
        ]
        text = _without(text, who)
    return text, tuple(executors), tuple(deadlines)


def _without_stop(words: str) -> str:
    return words if _ABBREVIATED.search(words) else words.rstrip(" .")


def _named(name: str) -> str:
    return name if re.match(r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.|[А-ЯЁ]\.|[А-ЯЁ]{2}", name) else lower_first(name)


def _without(text: str, found: re.Match[str]) -> str:
    """Cut a label with its words out, and brackets that hold nothing more."""
    before, after = text[: found.start()], text[found.end() :]
    if before.count("(") == before.count(")") and after.count(")") > after.count("("):
        # The bracket before the label went with it.
        inner, _bracket, outer = after.partition(")")
        kept = inner.strip(" ,;")
        after = f" ({kept}){outer}" if kept else outer
    return f"{before}{after}"


def _cut_out(text: str, deadline: InsideDeadline) -> str:
    """Cut the only deadline out of a point with the brackets or the comma around it.

    >>> _cut_out("Провести оценку (до 5 мая)", InsideDeadline("до 5 мая", 17, 25))
    'Провести оценку'
    """
    before, after = text[: deadline.start].rstrip(), text[deadline.end :].lstrip()
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    elif before.endswith("("):
        return f"{before}{after.lstrip(' ,;')}"
    if not after or after[0] in ".;)":
        before = before.rstrip(" ,:–—-")
    elif after[0] == "," and (before.endswith(",") or "," in deadline.phrase):
        after = after[1:].lstrip()
    joint = "" if not before or not after or after[0] in ",.;:)" else " "
    return f"{before}{joint}{after}"


def _tidy(text: str) -> str:
    """Give the words of an action as a title: a capital, no sign of the list or the sentence at its end."""
    bare = text.strip(" ,;:\n")
    if bare.endswith(".") and not _ABBREVIATED.search(bare):
        bare = bare.rstrip(" .")
    elif bare.endswith(".."):
        bare = bare[:-1]
    return capitalise_first(bare)
