"""What a school moved: it follows what it stands beside, and gives way to nobody but by decision.

The place of a thing is merged as a field of it is. What only the school moved stays there; what both moved
to one place is the school's no more; what both moved, to different places, is asked about, and so is a move
beside what the newer version has no more. A stage that the school took out is no place for a publisher.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model import Position
from roadmap_engine.model.edit import Edit, Remove, Rename, SetValue
from roadmap_engine.model.fields import MOVE
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging.anchors import carry_position, stand_beside
from roadmap_engine.planning.merging.case import Merging, in_words
from roadmap_engine.planning.merging.forbidden import find_home
from roadmap_engine.planning.merging.held import hold_beside, keep_moved
from roadmap_engine.planning.merging.result import Choice, Conflict, Found, Kept

__all__ = ["merge_moves"]


def merge_moves(case: Merging) -> Iterator[Found]:
    """Bring every move to the ids of the newer version, and weigh it against the publisher's."""
    arriving: dict[str, list[str]] = {}
    for source in case.adoption.move:
        if source in case.adoption.settled:
            yield from keep_moved(case, source)
            continue
        for heir in case.heirs(source) or ():
            arriving.setdefault(heir, []).append(source)
    carriers: dict[str, str] = {}
    for heir, sources in arriving.items():
        carrier = next((each for each in sources if (case.heirs(each) or ())[0] == heir), None)
        if carrier is not None:
            carriers[heir] = carrier
            if carrier != heir:
                yield Rename((MOVE.name, carrier), heir)
    for source in dict.fromkeys(source for sources in arriving.values() for source in sources):
        if source not in carriers.values():
            yield Remove((MOVE.name, source))
    beside = _count_beside(case)
    for heir, sources in arriving.items():
        carrier = carriers.get(heir)
        yield from _merge_thing(case, heir, sources, (MOVE.name, carrier or heir), beside)
    yield from _moved_to_what_is_out(case)


def _count_beside(case: Merging) -> Mapping[tuple[str, str], int]:
    """Count what the school puts into each place, in the ids of its text."""
    added = (place for each in case.adoption.add for place in each.place().items())
    moved = (place for each in case.adoption.move.values() for place in each.said().items())
    return Counter((*added, *moved))


@dataclass(frozen=True, slots=True)
class _Own:
    """A move of the school's, on its way to one thing of the newer version.

    Attributes:
        source: id of what it moved.
        place: in the newer version.
        is_there: whether what it was moved beside is there still.
        is_alone: whether the school puts nothing else there.
    """

    source: str
    place: Mapping[str, str]
    is_there: bool
    is_alone: bool

    @property
    def path(self) -> Path:
        """Where it is written."""
        return (MOVE.name, self.source)


def _merge_thing(
    case: Merging, heir: str, sources: list[str], target: Path, beside: Mapping[tuple[str, str], int]
) -> Iterator[Found]:
    """Merge the moves that arrive at one thing; `target` is where its move is to be written."""
    moves = []
    for source in sources:
        own = case.adoption.move[source]
        place, is_there = carry_position(case, source, own)
        (said,) = own.said().items()
        moves.append(_Own(source, place, is_there, beside[said] == 1))
    first = moves[0]
    if all(_is_there_already(case, heir, each) for each in moves):
        if _is_written(case, target):
            yield Remove(target)
        yield from (_unneeded(case, heir, each) for each in moves)
    elif any(each.place != first.place for each in moves) or _is_contested(case, heir, first):
        yield _conflict(case, heir, moves, target)
    elif not first.is_there:
        yield _anchor_gone(case, heir, first, target)
    else:
        if first.path != target or first.place != case.adoption.move[first.source].said():
            yield SetValue(target, dict(first.place))
        undo = (Remove(target), *hold_beside(case, [(each.source, each.place) for each in moves]))
        yield Kept(heir, MOVE.name, in_words(first.place), case.place(first.path), undo)


def _is_written(case: Merging, path: Path) -> bool:
    return path[1] in case.adoption.move


def _let_go(case: Merging, target: Path, moves: Iterable[_Own]) -> tuple[Edit, ...]:
    """Give the edits by which moves that are asked about go."""
    return (
        *((Remove(target),) if _is_written(case, target) else ()),
        *hold_beside(case, [(each.source, each.place) for each in moves]),
    )


def _is_there_already(case: Merging, heir: str, own: _Own) -> bool:
    """Tell whether a thing stands there in the newer version anyway, or is to stand beside itself."""
    if not own.place or heir in own.place.values():
        return True
    if not own.is_alone:
        # What else the school puts there stands by the order that the move gives.
        return False
    home = case.after.homes.get(heir, "")
    siblings = case.after.siblings(home)
    place = siblings.index(heir)
    ((key, beside),) = own.place.items()
    match key:
        case "after":
            return siblings[:place][-1:] == (beside,)
        case "before":
            return siblings[place + 1 :][:1] == (beside,)
        case _:
            return home == beside and place == len(siblings) - 1


def _is_contested(case: Merging, heir: str, own: _Own) -> bool:
    """Tell whether the newer version, too, has moved a thing, and the school has the place it moved it to.

    The order within a stage is no matter of whoever has moved the thing to another stage.
    """
    if heir not in case.transition.moved:
        return False
    home, was = case.after.homes.get(heir, ""), case.before.homes.get(own.source, "")
    if not home:
        return True
    if home in _stages_out(case):
        return False
    return home not in case.succession.stages[was] or find_home(case, Position(**own.place)) == home


def _unneeded(case: Merging, heir: str, own: _Own) -> Problem:
    there = case.after.place(heir)
    key = f"{heir}.{MOVE.name}"
    return case.notice("RM823", case.place(own.path), there=there, key=key, value=in_words(own.place))


def _place_in(case: Merging, heir: str) -> str:
    """Say where the newer version has a thing, as a text says a place."""
    standing = case.after.standing(heir)
    said = {"stage": standing.stage, "after": standing.after}
    return in_words({key: each for key, each in said.items() if each})


def _conflict(case: Merging, heir: str, moves: list[_Own], target: Path) -> Conflict:
    key = f"{heir}.{MOVE.name}"
    choices = []
    for own in moves:
        name = "ours" if len(moves) == 1 else f"ours:{own.source}"
        edits = (SetValue(target, dict(own.place)),) if own.place else ()
        choices.append(Choice(name, in_words(own.place), case.place(own.path), edits))
    there, theirs = case.after.place(heir), _place_in(case, heir)
    choices.append(Choice("theirs", theirs, there, _let_go(case, target, moves)))
    was = case.before.standing(moves[0].source)
    base = in_words({key: each for key, each in {"stage": was.stage, "after": was.after}.items() if each})
    problem = Problem.of(
        "RM820",
        location=case.place(moves[0].path),
        related=_places(*(case.place(each.path) for each in moves[1:]), there),
        key=key,
        base=base,
        ours=" / ".join(in_words(each.place) for each in moves),
        theirs=theirs,
        version=case.after.number,
        choices=" | ".join(f"--take {key}={each.name}" for each in choices),
    )
    return Conflict(key, heir, MOVE.name, base, problem, tuple(choices))


def _anchor_gone(case: Merging, heir: str, own: _Own, target: Path) -> Conflict:
    """The school has moved a thing beside something that the newer version has no more."""
    key, beside = f"{heir}.{MOVE.name}", case.adoption.move[own.source].beside
    there = case.before.place(beside)
    ours = Choice("ours", in_words(own.place), case.place(own.path), (SetValue(target, dict(own.place)),))
    dropped = _let_go(case, target, [own])
    theirs = Choice("theirs", _place_in(case, heir), case.after.place(heir), dropped)
    problem = Problem.of(
        "RM765",
        location=case.place(own.path),
        related=_places(there),
        key=key,
        name=beside,
        ours=ours.text,
        theirs=theirs.text,
        version=case.after.number,
    )
    return Conflict(key, heir, MOVE.name, beside, problem, (ours, theirs))


def _moved_to_what_is_out(case: Merging) -> Iterator[Conflict]:
    """Ask about what the newer version moves into a stage that the school does without."""
    gone = _stages_out(case)
    for heir in (each.id for stage in gone for each in case.after.stages[stage].measures):
        sources = case.succession.sources(heir)
        known = [name for name in sources if not _is_out(case, name) and name not in case.adoption.settled]
        if known and not {*sources} & {*case.adoption.move} and heir not in case.adoption.remove:
            yield _into_what_is_out(case, heir, known[0])


def _into_what_is_out(case: Merging, heir: str, name: str) -> Conflict:
    key, there = f"{heir}.{MOVE.name}", case.after.place(heir)
    stage = case.after.homes[heir]
    place = next(at for at, each in enumerate(case.adoption.remove) if stage in (case.heirs(each) or ()))
    here = case.place(("remove", place))
    stays = stand_beside(case, name)
    own = [(part, name) for part in ("replace", "decided") if name in (case.written.get(part) or {})]
    # What the school has put beside it does not go with a stage that it is not in.
    left = hold_beside(case, [(name, stays)], is_all=True)
    choices = (
        Choice("ours", in_words(stays), here, (SetValue((MOVE.name, heir), dict(stays)),)),
        Choice("theirs", _place_in(case, heir), there, (*(Remove(path) for path in own), *left)),
    )
    problem = Problem.of(
        "RM766",
        location=here,
        related=_places(there, *(case.locations.of_key(path) for path in own)),
        key=key,
        stage=stage,
        ours=in_words(stays),
        version=case.after.number,
    )
    return Conflict(key, heir, MOVE.name, "", problem, choices)


def _stages_out(case: Merging) -> tuple[str, ...]:
    """Give the stages of the newer version that the school does without."""
    return tuple(heir for name in case.adoption.remove for heir in case.succession.stages.get(name, ()))


def _is_out(case: Merging, name: str) -> bool:
    """Tell whether a measure of the earlier version was no part of the school's plan."""
    removed = case.adoption.remove
    return name in removed or (case.before.homes[name] in removed and name not in case.adoption.move)


def _places(*places: Location | None) -> tuple[Location, ...]:
    return tuple(place for place in places if place is not None)
