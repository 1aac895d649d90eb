"""How many random changes of a part of the program its own tests notice.

Run: `make mutants` (100 changes of each part), or `python -m tools.mutants PART COUNT SEED`. Each change is
made in a copy of the package, which the part's own tests then read; those that take longest are left out. The
tests that run the changed line go first, then all others. A change that no test notices survives and is
printed. Hypothesis draws the same examples each time: what chance alone notices is not noticed.
"""

from __future__ import annotations

import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.covering import FIRST, tests_of_lines

ROOT = Path(__file__).parents[1]
PACKAGE = "roadmap_engine"
BESIDE = ("tests", "tools", "pyproject.toml", "docs", "roadmaps", "templates", "schemas", "examples")
TIMEOUT = 600
GOAL = 0.9


@dataclass(frozen=True)
class Part:
    """A part of the program and the tests that are its own.

    Attributes:
        modules: patterns of its files inside the package.
        tests: what pytest is given.
        left_out: words in the names of the tests that take longest.
    """

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    left_out: tuple[str, ...] = ()


PARTS = {
    "deadlines": Part(
        ("deadlines/*.py",),
        tuple(
            f"tests/deadlines/test_{each}.py"
            for each in (
                "corpus",
                "composed",
                "readings",
                "keys",
                "schedule",
                "rules",
                "explain",
                "comparing",
                "open_phrases",
                "forms",
                "properties",
                "oracle",
            )
        ),
        (
            "test_two_phrases_joined",
            "test_a_strange_word",
            "test_a_word_left_out",
            "takes_part",
            "new_idea",
            "new_form",
            "stays_small",
        ),
    ),
    "calendars": Part(
        ("calendars/*.py", "documents/calendar_*.py", "documents/papers/calendar_ics.py"),
        (
            "tests/calendars",
            "roadmap_engine/calendars",
            *(
                f"tests/documents/test_calendar_{each}.py"
                for each in ("cancelled", "history", "ics", "limits", "memory", "roles", "series")
            ),
            "tests/documents/test_settled.py",
        ),
    ),
    "overlays": Part(("overlays/*.py",), ("tests/overlays", "roadmap_engine/overlays")),
    "merging": Part(
        ("planning/merging/*.py",), ("tests/planning/merging", "roadmap_engine/planning/merging")
    ),
}
_COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_COUNTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}


@dataclass(frozen=True)
class Mutant:
    """A change at a place of a module.

    Attributes:
        module: the file, from the package.
        lines: of the module as it is; the first is where the statement begins.
        change: what became of what.
        text: the whole changed module.
    """

    module: str
    lines: tuple[int, ...]
    change: str
    text: str

    def __str__(self) -> str:
        return f"{self.module}:{self.lines[-1]}: {self.change}"


def _changes(node: ast.AST) -> ast.AST | None:  # noqa: C901, PLR0911, PLR0912 - one exit a kind of change
    """Give a node's opposite; none where it has none."""
    match node:
        case ast.Compare(ops=[single]) if type(single) in _COMPARED:
            return ast.Compare(node.left, [_COMPARED[type(single)]()], node.comparators)
        case ast.BinOp(op=op) if type(op) in _COUNTED:
            return ast.BinOp(node.left, _COUNTED[type(op)](), node.right)
        case ast.BoolOp(op=ast.And()):
            return ast.BoolOp(ast.Or(), node.values)
        case ast.BoolOp(op=ast.Or()):
            return ast.BoolOp(ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            return node.operand
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call() as test):
            return ast.If(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return None  # what mypy proves is never reached
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            return ast.Pass()
        case ast.Constant(value=bool() as value):
            return ast.Constant(not value)
        case ast.Constant(value=int() as value):
            return ast.Constant(value + 1)
        case ast.IfExp():
            return ast.IfExp(node.test, node.orelse, node.body)
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            return ast.Return(ast.Constant(None))
        case _:
            return None


class _Swap(ast.NodeTransformer):
    def __init__(self, target: ast.AST, other: ast.AST) -> None:
        self.target, self.other = target, other

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.target:
            return ast.copy_location(self.other, node)
        return self.generic_visit(node)


def _worth_changing(tree: ast.Module) -> list[tuple[ast.AST, ast.AST]]:
    """Give what may be changed, inside functions alone: annotations and names say nothing of days."""
    found = []
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.Lambda)):
            continue
        body = function.body if isinstance(function.body, list) else [function.body]
        for statement in body:
            if isinstance(statement, ast.Raise):
                continue
            found += [(node, other) for node in ast.walk(statement) if (other := _changes(node)) is not None]
    return list({id(node): (node, other) for node, other in found}.values())


def _first_line(code: str) -> str:
    return code.split("\n", 1)[0]


def _lines(tree: ast.Module, node: ast.AST) -> tuple[int, ...]:
    """Give the lines a node stands on, after the one where its statement begins."""
    within = [each for each in ast.walk(tree) if isinstance(each, ast.stmt) and node in ast.walk(each)]
    statement = max(within, key=lambda each: each.lineno)
    start = getattr(node, "lineno", statement.lineno)
    # A statement that holds others is not all run whenever it is run.
    end = start if isinstance(node, ast.If) else getattr(node, "end_lineno", start)
    return (statement.lineno, *range(end, start - 1, -1))


def mutants(base: Path, part: Part, count: int, seed: int) -> list[Mutant]:
    """Give so many random changes of a part, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    package = base / PACKAGE
    places = []
    for path in sorted(path for pattern in part.modules for path in package.glob(pattern)):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(package).as_posix()
        places += [(name, index) for index in range(len(_worth_changing(tree)))]
    made = []
    for name, index in sorted(chance.sample(places, min(count, len(places)))):
        tree = ast.parse((package / name).read_text(encoding="utf-8"))
        node, other = _worth_changing(tree)[index]
        before, lines = ast.unparse(node), _lines(tree, node)
        text = ast.unparse(ast.fix_missing_locations(_Swap(node, other).visit(tree)))
        made.append(Mutant(name, lines, f"{_first_line(before)}  →  {_first_line(ast.unparse(other))}", text))
    return made


def _run(
    base: Path, part: Part, *options: str, under: tuple[str, ...] = (), variables: Mapping[str, str] = {}
) -> list[str] | None:
    """Run the tests of a part in a folder; give those that fail, None where they take too long."""
    command = [sys.executable, *under, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tools.covering"]
    command += ["--hypothesis-seed=0", *options, *part.tests]
    if part.left_out:
        command += ["-k", " and ".join(f"not {each}" for each in part.left_out)]
    environment = {**os.environ, "PYTHONPATH": str(base), **variables}
    try:
        done = subprocess.run(  # noqa: S603 - the tests of this project
            command, cwd=base, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    told = (line for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR ")))
    found = [line.split(" ", 1)[1].split(" - ")[0] for line in told]
    return found or (["the tests cannot be run"] if done.returncode else [])


def _is_noticed(
    base: Path, part: Part, mutant: Mutant, first: frozenset[str], without: tuple[str, ...]
) -> bool:
    """Tell whether a test fails, or takes too long, with a change made in a copy of the package."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        shutil.copytree(base / PACKAGE, copy / PACKAGE)
        for each in BESIDE:
            (copy / each).symlink_to(base / each)
        (copy / PACKAGE / mutant.module).write_text(mutant.text, encoding="utf-8")
        (copy / "first.json").write_text(json.dumps(sorted(first)), encoding="utf-8")
        named = {FIRST: str(copy / "first.json"), "PYTHONDONTWRITEBYTECODE": "1"}
        return _run(copy, part, "-x", *without, variables=named) != []


def survivors(base: Path, part: Part, count: int, seed: int) -> Iterator[tuple[Mutant, bool]]:
    """Make changes of a part, and tell of each whether its tests notice it."""
    data = base / "covered"
    recording = ("-m", "coverage", "run", f"--data-file={data}", f"--source={PACKAGE}")
    failing = _run(base, part, under=recording) or ()
    if failing:
        print("fail with no change made, and are left out:", *failing, sep="\n  ", flush=True)
    without = tuple(word for each in failing for word in ("--deselect", each))
    covering = tests_of_lines(data, base / PACKAGE)
    made = mutants(base, part, count, seed)

    def is_noticed(mutant: Mutant) -> bool:
        first = frozenset().union(*(covering.get((mutant.module, line), ()) for line in mutant.lines))
        return _is_noticed(base, part, mutant, first, without)

    with ThreadPoolExecutor(max_workers=2) as pool:
        yield from zip(made, pool.map(is_noticed, made), strict=True)


def main(arguments: list[str]) -> int:
    """Make the changes, print those that survive; the exit code tells whether too many do."""
    named = arguments.pop(0) if arguments and arguments[0] in PARTS else None
    count, seed = (int(word) for word in (*arguments, *("100", "1")[len(arguments) :]))
    enough = True
    with tempfile.TemporaryDirectory() as folder:
        # All stays as it is from the first change to the last, whoever works beside.
        base, unwanted = Path(folder), shutil.ignore_patterns("__pycache__")
        for each in (PACKAGE, *BESIDE):
            if (ROOT / each).is_dir():
                shutil.copytree(ROOT / each, base / each, ignore=unwanted)
            else:
                shutil.copy(ROOT / each, base / each)
        for name, part in PARTS.items():
            if named not in {None, name}:
                continue
            told = []
            for mutant, noticed in survivors(base, part, count, seed):
                told.append(noticed)
                if not noticed:
                    print(f"survives: {mutant}", flush=True)
            print(f"{name}: {sum(told)} of {len(told)} changes are noticed, goal {GOAL:.0%}", flush=True)
            enough &= sum(told) >= GOAL * len(told)
    return int(not enough)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
