"""Words and rules → the years they name, and the same in another school year.

find_years(text) -> (NamedYear, …)                    with what keeps each from being moved
move_years(text, Moving(written, new)) -> MovedWords   what is sure moves, what is not is given back
move_rule(rule, Moving(written, new)) -> Rule | None
"""

from __future__ import annotations
