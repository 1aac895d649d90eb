"""A school's answers: who fills a role, when an event was, what stands in a gap, what a council decided.

Answers follow their question to its new id. One that has no question any more leaves the text as a
comment, so that nobody has to find it out again; a question without an answer is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, assert_never

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.definitions import definitions_of
from roadmap_engine.model.edit import Edit, Remove, Rename, SetValue, find_value
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging.case import Merging, in_words
from roadmap_engine.planning.merging.gone import is_gone, kept_id
from roadmap_engine.planning.merging.meaning import Heard, weigh
from roadmap_engine.planning.merging.result import Choice, Conflict, Found, Kept
from roadmap_engine.planning.merging.succession import Heirs

__all__ = ["list_questions", "merge_answers", "weigh_answer"]

_KINDS = {"roles": "roles", "events": "events", "fill": "parameters"}
"""Sections of answers, and what each of them answers for."""


def merge_answers(case: Merging, defined: Collection[Path]) -> Iterator[Found]:
    """Bring every answer to its question in the newer version.

    Args:
        case: the merge.
        defined: paths of the definitions that the adoption takes over, whose answers stay.
    """
    for section in _KINDS:
        yield from _follow(case, section, defined)
    for section in ("decided", "assign"):
        yield from _follow_rows(case, section)
    yield from _weigh_fillings(case)


def _follow(case: Merging, section: str, defined: Collection[Path]) -> Iterator[Found]:
    kind, answers, heirs = _KINDS[section], _answers(case, section), _heirs(case, section)
    own = definitions_of(case.adoption.defines)[kind]
    taken = {name for name in answers if heirs.get(name, (name,))[:1] == (name,)}
    for name in answers:
        path: Path = (section, name)
        now = heirs.get(name)
        if now is None or now == (name,):
            continue
        if not now:
            if ("defines", kind, name) not in defined and name not in own:
                yield Remove(path, remembered=True)
                yield case.notice("RM826", case.place(path), name=f"{section}: {name}")
            continue
        yield from _move(case, section, name, now, taken)
        taken |= set(now)


def _move(
    case: Merging, section: str, name: str, now: tuple[str, ...], taken: Collection[str]
) -> Iterator[Found]:
    """Move one answer to the questions that came from its own."""
    path: Path = (section, name)
    raw = find_value(case.written, path)
    free = [heir for heir in now if heir not in taken]
    if name in now:
        yield from (SetValue((section, heir), raw) for heir in free)
    elif free:
        yield Rename(path, free[0])
        yield from (SetValue((section, heir), raw) for heir in free[1:])
    else:
        yield from _join(case, section, name, now[0], raw)
    if len(now) > 1:
        yield case.notice("RM834", case.place(path), name=name, parts=", ".join(now))


def _join(case: Merging, section: str, name: str, heir: str, raw: Any) -> Iterator[Found]:
    """Two questions are one now: people of both answer; of two days or fillings the first stands."""
    path: Path = (section, name)
    first = _carrier(case, section, heir, name)
    there = find_value(case.written, (section, first)) if first is not None else None
    if section in {"roles", "assign"} and first is not None:
        people = [*(there or ()), *(raw or ())]
        yield SetValue((section, first), list(dict.fromkeys(people)))
        yield Remove(path)
    elif there == raw:
        yield Remove(path)
    else:
        yield Remove(path, remembered=True)
        yield case.notice("RM826", case.place(path), name=f"{section}: {name}")


def _carrier(case: Merging, section: str, heir: str, besides: str) -> str | None:
    """Give the other answer that is, or is renamed to, the one of an id."""
    heirs = _heirs(case, section)
    others = (name for name in _answers(case, section) if name != besides)
    return next((name for name in others if heirs.get(name, (name,))[:1] == (heir,)), None)


def _answers(case: Merging, section: str) -> Mapping[str, object]:
    adoption = case.adoption
    answers: Mapping[str, Mapping[str, object]] = {
        "roles": adoption.roles,
        "events": adoption.events,
        "fill": adoption.fill,
        "decided": adoption.decided,
        "assign": adoption.assign,
    }
    return answers[section]


def _heirs(case: Merging, section: str) -> Heirs:
    traced = case.succession
    return {
        "roles": traced.roles,
        "events": traced.events,
        "fill": traced.parameters,
        "decided": traced.measures,
        "assign": {**traced.stages, **traced.measures},
    }[section]


def _follow_rows(case: Merging, section: str) -> Iterator[Found]:
    """Let what is said of a stage or a measure go on with it; who has one that is gone is told."""
    answers = _answers(case, section)
    taken = {name for name in answers if case.heirs(name) in (None, (name,))}
    for name in answers:
        heirs = case.heirs(name)
        if is_gone(case, name):
            yield from (Rename((section, name), now) for now in {kept_id(case, name)} - {name})
        elif heirs and heirs != (name,):
            yield from _move(case, section, name, heirs, taken)
            taken |= set(heirs)
        elif heirs == () and section == "assign":
            yield Remove((section, name), remembered=True)
            yield case.notice("RM826", case.place((section, name)), name=f"{section}: {name}")


def _weigh_fillings(case: Merging) -> Iterator[Found]:
    """A filling of the school's beside one of the publisher's is a change like any other."""
    before, after = case.before.assembly.roadmap.fill, case.after.assembly.roadmap.fill
    for name, ours in case.adoption.fill.items():
        heir = (case.succession.parameters.get(name) or (name,))[0]
        base, theirs = before.get(name), after.get(heir)
        if theirs is None or theirs == base:
            continue
        yield from weigh_answer(case, ("fill", name), f"fill.{heir}", (base, ours, theirs))


def weigh_answer(case: Merging, path: Path, key: str, said: tuple[object, object, object]) -> Iterator[Found]:
    """Weigh words of the school's beside the publisher's.

    Args:
        case: the merge.
        path: where the school says them.
        key: what they are called.
        said: in the earlier version, by the school, in the newer version.
    """
    base, ours, theirs = map(in_words, said)
    verdict = weigh(base, ours, theirs)
    match verdict:
        case Heard.CONFLICT:
            yield _conflict(case, path, key, base, ours, theirs)
        case Heard.SAME | Heard.THEIRS:
            yield Remove(path)
            code = "RM823" if verdict is Heard.SAME else "RM824"
            yield case.notice(code, case.place(path), key=key, value=ours)
        case Heard.OURS:
            yield Kept(key, "", ours, case.place(path), (Remove(path),))
        case _:
            assert_never(verdict)


def _conflict(case: Merging, path: Path, key: str, base: str, ours: str, theirs: str) -> Conflict:
    there = case.after.place(key)
    dropped: tuple[Edit, ...] = (Remove(path),)
    choices = (Choice("ours", ours, case.place(path)), Choice("theirs", theirs, there, dropped))
    problem = Problem.of(
        "RM820",
        location=case.place(path),
        related=(there,) if there else (),
        key=key,
        base=base,
        ours=ours,
        theirs=theirs,
        version=case.after.number,
        choices=f"--take {key}=ours | --take {key}=theirs",
    )
    return Conflict(key, key, "", base, problem, choices)


def list_questions(case: Merging) -> Iterator[Problem]:
    """Tell what the newer version asks and the earlier one did not."""
    after, traced = case.after.assembly.roadmap, case.succession
    used = {role for measure in after.measures() for role in (*measure.participants, *measure.responsible)}
    for name, role in after.roles.items():
        if name in used and not role.filled_by and _is_new(name, traced.roles):
            yield _question(case, f"roles.{name}", role.title, f"roles: {{{name}: [...]}}")
    for name, parameter in after.parameters.items():
        if parameter.default is None and name not in after.fill and _is_new(name, traced.parameters):
            title = parameter.question or parameter.title
            yield _question(case, f"parameters.{name}", title, f"fill: {{{name}: ...}}")
    for name, event in after.events.items():
        if _is_new(name, traced.events):
            yield _question(case, f"events.{name}", event.title, f"events: {{{name}: ...}}")


def _is_new(name: str, heirs: Heirs) -> bool:
    return not any(name in now for now in heirs.values())


def _question(case: Merging, thing: str, title: str, where: str) -> Problem:
    return case.notice("RM827", case.after.place(thing), title=title, where=where)
