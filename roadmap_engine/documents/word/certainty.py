"""What a condition makes certain: the values that are there where it holds, and where it does not.

A value is named by its path, `measure.result`. A missing text is empty, a missing list has nothing in it,
so a plain `if`, a comparison with an empty text and a length over nothing all ask whether it is there.
"""

from __future__ import annotations

from jinja2 import nodes

__all__ = ["find_certain", "path_of", "root_of"]

_NOTHING: frozenset[str] = frozenset()
_MIRRORED = {"gt": "lt", "lt": "gt", "gteq": "lteq", "lteq": "gteq"}


def path_of(node: nodes.Node) -> str | None:
    """Name the value that an expression such as `measure.result` is; None for any other expression."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        name = node.attr
    elif (
        isinstance(node, nodes.Getitem)
        and isinstance(node.arg, nodes.Const)
        and isinstance(node.arg.value, str)
    ):
        name = node.arg.value
    else:
        return None
    whole = path_of(node.node)
    return None if whole is None else f"{whole}.{name}"


def root_of(node: nodes.Node) -> str | None:
    """Name that an expression such as `stage.rows` starts from."""
    path = path_of(node)
    return None if path is None else path.partition(".")[0]


def find_certain(test: nodes.Node) -> tuple[frozenset[str], frozenset[str]]:
    """Give the paths that are there where a condition holds, and those that are where it does not."""
    if isinstance(test, nodes.Not):
        there, missing = find_certain(test.node)
        return missing, there
    if isinstance(test, nodes.And | nodes.Or):
        left, right = find_certain(test.left), find_certain(test.right)
        if isinstance(test, nodes.And):
            return left[0] | right[0], left[1] & right[1]
        return left[0] & right[0], left[1] | right[1]
    if isinstance(test, nodes.Compare):
        return _compared(test)
    path = path_of(_bare(test))
    return (_NOTHING if path is None else frozenset((path,))), _NOTHING


def _bare(node: nodes.Node) -> nodes.Node:
    """Take the filters off that keep an empty value empty; a blank is nothing where a text is trimmed."""
    while isinstance(node, nodes.Filter) and node.name in ("length", "lower", "upper", "trim") and node.node:
        node = node.node
    return node


def _compared(test: nodes.Compare) -> tuple[frozenset[str], frozenset[str]]:
    """Read a comparison of one value with one constant."""
    if len(test.ops) != 1:
        return _NOTHING, _NOTHING
    left, sign, right = test.expr, test.ops[0].op, test.ops[0].expr
    if isinstance(left, nodes.Const):
        left, sign, right = right, _MIRRORED.get(sign, sign), left
    path = path_of(_bare(left))
    if path is None or not isinstance(right, nodes.Const) or isinstance(right.value, bool):
        return _NOTHING, _NOTHING
    claim = _claim(sign, right.value, counts=isinstance(left, nodes.Filter))
    certain = frozenset((path,))
    return (certain if claim is True else _NOTHING), (certain if claim is False else _NOTHING)


def _claim(sign: str, value: object, *, counts: bool) -> bool | None:
    """Tell whether a comparison holds only for what is there (True), or fails only for that (False)."""
    if sign in ("eq", "ne"):
        return (value in ("", 0)) == (sign == "ne")
    if not counts or not isinstance(value, int):
        return None
    least = {"gt": value + 1, "gteq": value}.get(sign, 0)
    most = {"lt": value - 1, "lteq": value}.get(sign, 1)
    return True if least > 0 else False if most <= 0 else None
