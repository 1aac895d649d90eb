"""What a template may say: names, `for`, `if`, comparisons, constants and five filters; nothing else.

The parsed template is walked with the shape of its values at hand. A construct that is not on the list
is refused, so no template can count, call, import or define anything, and rendering takes time in
proportion to the data: a loop inside a loop may go only through what the outer loop has in hand.
Jinja folds constants while it compiles, so the walk comes before compilation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from jinja2 import nodes

from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.documents.word.certainty import find_certain, path_of, root_of
from roadmap_engine.documents.word.fields import Field, Flag, Listing, Number, Picture, Record, Text

__all__ = ["FILTERS", "Objection", "find_printed", "object_to"]

MAX_DEPTH = 12
MAX_WORDS = 200
MAX_NUMBER = 1_000_000

FILTERS = ("join", "length", "lower", "trim", "upper")

_LOOP = Record.of(
    "the place in a loop",
    index=Number("from 1"),
    index0=Number("from 0"),
    revindex=Number("to the end, from 1"),
    length=Number("how many"),
    first=Flag("the first round"),
    last=Flag("the last round"),
)


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong in a line of a template: a code and the words of its message."""

    line: int
    code: str
    words: Mapping[str, str] = field(default_factory=dict)


def object_to(template: nodes.Template, shape: Record) -> tuple[Objection, ...]:
    """List everything a template may not say, or asks for in vain."""
    walk = _Walk()
    walk.body(template.body, _Scope({**shape.fields}), None, 0)
    return tuple(walk.objections)


def find_printed(template: nodes.Template, shape: Record) -> tuple[Field, ...]:
    """List what a template prints or goes through, as the very fields of the shape."""
    walk = _Walk()
    walk.body(template.body, _Scope({**shape.fields}), None, 0)
    return tuple(walk.printed)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is known at one place of a template.

    Attributes:
        names: the values in hand; None for one whose shape is not known, which has been objected to.
        sure: the optional values, as paths, that are there at this place.
    """

    names: Mapping[str, Field | None]
    sure: frozenset[str] = frozenset()

    def when(self, certain: frozenset[str]) -> _Scope:
        """The same where further values are there."""
        return replace(self, sure=self.sure | certain)

    def inside(self, variable: str, found: Field | None) -> _Scope:
        """The inside of a loop: its variable hides what was called so."""
        kept = frozenset(path for path in self.sure if path.partition(".")[0] not in (variable, "loop"))
        return _Scope({**self.names, variable: found, "loop": _LOOP}, kept)


class _Walk:
    """One walk over a template; collects objections on the way."""

    def __init__(self) -> None:
        self.objections: list[Objection] = []
        self.printed: list[Field] = []
        self.is_printing = False

    def refuse(self, node: nodes.Node) -> None:
        self.objections.append(Objection(node.lineno, "RM611"))

    def body(self, body: Iterable[nodes.Node], scope: _Scope, loop: str | None, depth: int) -> None:
        """Walk statements; `loop` is the variable of the loop around them."""
        for node in body:
            if depth > MAX_DEPTH:
                self.refuse(node)
            elif isinstance(node, nodes.Output):
                self.output(node, scope)
            elif isinstance(node, nodes.If):
                self.condition(node, scope, loop, depth)
            elif isinstance(node, nodes.For):
                self.loop(node, scope, loop, depth)
            else:
                self.refuse(node)

    def output(self, node: nodes.Output, scope: _Scope) -> None:
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                continue
            known = len(self.objections)
            self.is_printing = True
            found = self.value(part, scope)
            self.is_printing = False
            match found:
                case Record() | Listing() | Flag():
                    self.objections.append(Objection(part.lineno, "RM616"))
                case Text() | Number() | Picture() | None:
                    if len(self.objections) == known:
                        self.unguarded(part, scope)
                case _:
                    assert_never(found)

    def unguarded(self, node: nodes.Node, scope: _Scope) -> None:
        """Object to printing what may be missing where nothing makes sure that it is there."""
        if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
            there, missing = find_certain(node.test)
            self.unguarded(node.expr1, scope.when(there))
            self.unguarded(node.expr2, scope.when(missing))
        elif isinstance(node, nodes.Filter) and node.node is not None and node.name != "length":
            self.unguarded(node.node, scope)
        elif (path := path_of(node)) is not None and path not in scope.sure:
            found = self.value(node, scope)
            if getattr(found, "optional", False):
                self.objections.append(Objection(node.lineno, "RM640", {"name": path}))

    def condition(self, node: nodes.If, scope: _Scope, loop: str | None, depth: int) -> None:
        self.value(node.test, scope)
        there, missing = find_certain(node.test)
        self.body(node.body, scope.when(there), loop, depth + 1)
        rest = scope.when(missing)
        for other in node.elif_:
            self.value(other.test, rest)
            there, missing = find_certain(other.test)
            self.body(other.body, rest.when(there), loop, depth + 1)
            rest = rest.when(missing)
        self.body(node.else_, rest, loop, depth + 1)

    def loop(self, node: nodes.For, scope: _Scope, loop: str | None, depth: int) -> None:
        if node.recursive or not isinstance(node.target, nodes.Name) or node.target.name == "loop":
            self.refuse(node)
            return
        if loop is not None and root_of(node.iter) != loop:
            self.refuse(node)
            return
        found = self.value(node.iter, scope)
        if found is not None and not isinstance(found, Listing):
            self.objections.append(Objection(node.lineno, "RM617"))
        each = found.each if isinstance(found, Listing) else None
        if isinstance(found, Listing):
            self.printed.append(found)
        inner = scope.inside(node.target.name, each)
        if node.test is not None:
            self.value(node.test, inner)
            inner = inner.when(find_certain(node.test)[0])
        self.body(node.body, inner, node.target.name, depth + 1)
        self.body(node.else_, scope, loop, depth + 1)

    def value(self, node: nodes.Node, scope: _Scope, depth: int = 0) -> Field | None:
        """Tell what an expression gives; None once an objection has been made."""
        walk = _EXPRESSIONS.get(type(node))
        if walk is None or depth > MAX_DEPTH:
            self.refuse(node)
            return None
        return walk(self, node, scope, depth + 1)

    def name(self, node: nodes.Name, scope: _Scope, _depth: int) -> Field | None:
        return self.known(node, node.name, scope.names)

    def known(self, node: nodes.Node, name: str, fields: Mapping[str, Field | None]) -> Field | None:
        if name not in fields:
            words = {"name": name, "near": near_names(name, fields) or list_names(fields)}
            self.objections.append(Objection(node.lineno, "RM615", words))
        found = fields.get(name)
        if self.is_printing and found is not None:
            self.printed.append(found)
        return found

    def attribute(self, node: nodes.Getattr, scope: _Scope, depth: int) -> Field | None:
        return self.member(node, node.node, node.attr, scope, depth)

    def item(self, node: nodes.Getitem, scope: _Scope, depth: int) -> Field | None:
        if not isinstance(node.arg, nodes.Const) or not isinstance(node.arg.value, str):
            self.refuse(node)
            return None
        return self.member(node, node.node, node.arg.value, scope, depth)

    def member(
        self, node: nodes.Node, whole: nodes.Node, name: str, scope: _Scope, depth: int
    ) -> Field | None:
        found = self.value(whole, scope, depth)
        if found is None:
            return None
        return self.known(node, name, found.fields if isinstance(found, Record) else {})

    def constant(self, node: nodes.Const, _scope: _Scope, _depth: int) -> Field | None:
        value = node.value
        if isinstance(value, bool):
            return Flag("")
        if isinstance(value, int) and abs(value) <= MAX_NUMBER:
            return Number("")
        if isinstance(value, str) and len(value) <= MAX_WORDS:
            return Text("")
        self.refuse(node)
        return None

    def either(self, node: nodes.CondExpr, scope: _Scope, depth: int) -> Field | None:
        self.value(node.test, scope, depth)
        found = self.value(node.expr1, scope, depth)
        if node.expr2 is None:
            self.refuse(node)
            return None
        other = self.value(node.expr2, scope, depth)
        return found if type(found) is type(other) else Listing("", Text(""))

    def both(self, node: nodes.BinExpr, scope: _Scope, depth: int) -> Field | None:
        self.value(node.left, scope, depth)
        self.value(node.right, scope, depth)
        return Flag("")

    def negation(self, node: nodes.Not, scope: _Scope, depth: int) -> Field | None:
        self.value(node.node, scope, depth)
        return Flag("")

    def comparison(self, node: nodes.Compare, scope: _Scope, depth: int) -> Field | None:
        sides = [self.value(side, scope, depth) for side in (node.expr, *(op.expr for op in node.ops))]
        ordered = any(op.op not in ("eq", "ne") for op in node.ops)
        if ordered and not all(side is None or isinstance(side, Number) for side in sides):
            self.refuse(node)
        return Flag("")

    def filtered(self, node: nodes.Filter, scope: _Scope, depth: int) -> Field | None:
        has_extras = node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None
        if node.node is None or node.name not in FILTERS or has_extras:
            self.refuse(node)
            return None
        found = self.value(node.node, scope, depth)
        arguments = [self.value(argument, scope, depth) for argument in node.args]
        if node.name == "join":
            # Joining letters would multiply a text with every further filter: only lists are joined.
            constant = len(node.args) == 1 and isinstance(node.args[0], nodes.Const)
            fits = isinstance(found, Listing) and isinstance(found.each, Text) and constant
            fits = fits and isinstance(arguments[0], Text)
        else:
            wanted = Listing if node.name == "length" else Text
            fits = isinstance(found, wanted) and not arguments
        if node.name == "join" and isinstance(found, Listing) and not isinstance(found.each, Text):
            self.objections.append(Objection(node.lineno, "RM616"))
        elif found is not None and not fits:
            self.refuse(node)
        return Number("") if node.name == "length" else Text("")


_EXPRESSIONS: Mapping[type[nodes.Node], Callable[..., Field | None]] = {
    nodes.Name: _Walk.name,
    nodes.Getattr: _Walk.attribute,
    nodes.Getitem: _Walk.item,
    nodes.Const: _Walk.constant,
    nodes.CondExpr: _Walk.either,
    nodes.And: _Walk.both,
    nodes.Or: _Walk.both,
    nodes.Not: _Walk.negation,
    nodes.Compare: _Walk.comparison,
    nodes.Filter: _Walk.filtered,
}
