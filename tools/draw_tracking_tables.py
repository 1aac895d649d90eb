"""The tables of the manual on tracking, from the code: what may be done when, and how it is shown.

python -m tools.draw_tracking_tables            write docs/tracking.md anew between its marks
python -m tools.draw_tracking_tables --check    exit 1 if they differ
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from roadmap_engine.model.entry import DID_WORDS
from roadmap_engine.model.progress import SIGN_WORDS, Look, Sign, State
from roadmap_engine.tracking.transitions import MOVES, Party

__all__ = ["PAGE", "draw", "main"]

PAGE = Path(__file__).parent.parent / "docs" / "tracking.md"
_PARTIES: Mapping[Party, str] = {
    "doer": "исполнитель",
    "checker": "проверяющий",
    "either": "тот и другой",
    "program": "программа",
}
_LOOKS: Mapping[Look, str] = {
    Look.LATE: "срок прошёл",
    Look.TURN: "ход школы",
    Look.REVIEW: "ход проверяющего",
    Look.DONE: "сделано",
    Look.GREY: "сейчас ничей",
}


def _word(state: State) -> str:
    return "не начато" if state is State.OPEN else SIGN_WORDS[Sign(state.value)].word.russian


def _moves() -> Iterator[str]:
    yield "| что записывают | из какого состояния | что станет | кто |"
    yield "| --- | --- | --- | --- |"
    for did, move in MOVES.items():
        if move.party == "program":
            continue
        states = [state for state in State if state in move.within]
        within = "из любого" if len(states) == len(State) - 2 else ", ".join(map(_word, states))
        to = _word(move.to) if move.to is not None else "без перемен"
        note = ", нужна причина" if move.needs_note else ""
        yield f"| {DID_WORDS[did].russian}{note} | {within} | {to} | {_PARTIES[move.party]} |"


def _signs() -> Iterator[str]:
    yield "| знак | состояние | чей ход |"
    yield "| --- | --- | --- |"
    for words in SIGN_WORDS.values():
        yield f"| {words.mark} | {words.word.russian} | {_LOOKS[words.look]} |"


def draw(page: str) -> str:
    """Give the page with its tables as the code has them."""
    for name, lines in (("moves", _moves()), ("signs", _signs())):
        table = "\n".join(lines)
        between = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        page = re.sub(between, rf"\g<1>{table}\n\g<2>", page, flags=re.DOTALL)
    return page


def main(arguments: list[str]) -> int:
    """Write the page, or tell whether it differs."""
    page = PAGE.read_text(encoding="utf-8")
    drawn = draw(page)
    if "--check" in arguments:
        return int(drawn != page)
    PAGE.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
