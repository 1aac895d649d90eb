"""How many random changes of the deadline language its own tests notice.

Run: `make mutants` (100 changes), or `python tools/mutants.py COUNT SEED`. Each change is made in a copy of
the package, which the tests of `tests/deadlines` then read; those that take longest are left out. A change
that no test notices survives and is printed.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = Path("roadmap_engine") / "deadlines"
BESIDE = ("tests", "pyproject.toml", "docs", "roadmaps", "templates", "schemas", "examples")
TIMEOUT = 600
GOAL = 0.9
SLOW = (
    "test_two_phrases_joined",
    "test_a_strange_word",
    "test_a_word_left_out",
    "takes_part",
    "new_idea",
    "new_form",
    "stays_small",
)
TESTS = (
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
        module: the file's name.
        line: of the module as it is.
        change: what became of what.
        text: the whole changed module.
    """

    module: str
    line: int
    change: str
    text: str


def _changes(node: ast.AST) -> ast.AST | None:  # noqa: PLR0911 - one exit a kind of change
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


def mutants(base: Path, count: int, seed: int) -> list[Mutant]:
    """Give so many random changes, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    places = []
    for path in sorted((base / FOLDER).glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        places += [(path.name, index) for index in range(len(_worth_changing(tree)))]
    made = []
    for name, index in sorted(chance.sample(places, min(count, len(places)))):
        tree = ast.parse((base / FOLDER / name).read_text(encoding="utf-8"))
        node, other = _worth_changing(tree)[index]
        before, line = ast.unparse(node), getattr(node, "lineno", 0)
        text = ast.unparse(ast.fix_missing_locations(_Swap(node, other).visit(tree)))
        made.append(Mutant(name, line, f"{before}  →  {ast.unparse(other)}", text))
    return made


def failures(
    base: Path, mutant: Mutant | None, *, without: tuple[str, ...] = (), first: bool = True
) -> list[str] | None:
    """Give the tests that fail with the change made, or the first of them; None where they take too long."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        shutil.copytree(base / "roadmap_engine", copy / "roadmap_engine")
        for each in BESIDE:
            (copy / each).symlink_to(base / each)
        if mutant is not None:
            (copy / FOLDER / mutant.module).write_text(mutant.text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(["-x"] if first else [])]
        command += [f"tests/deadlines/test_{each}.py" for each in TESTS]
        command += ["-k", " and ".join(f"not {each}" for each in SLOW)]
        command += [part for each in without for part in ("--deselect", each)]
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(  # noqa: S603 - the tests of this project
                command,
                cwd=copy,
                env=environment,
                capture_output=True,
                text=True,
                timeout=TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        found = [
            line.split(" ", 1)[1].split(" - ")[0]
            for line in done.stdout.splitlines()
            if line.startswith("FAILED ")
        ]
        return found or (["the tests cannot be run"] if done.returncode else [])


def main() -> int:
    """Make the changes, print those that survive; the exit code tells whether too many do."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1  # noqa: PLR2004 - the second argument
    with tempfile.TemporaryDirectory() as name:
        # All stays as it is from the first change to the last, whoever works beside.
        base, unwanted = Path(name), shutil.ignore_patterns("__pycache__")
        for each in ("roadmap_engine", *BESIDE):
            if (ROOT / each).is_dir():
                shutil.copytree(ROOT / each, base / each, ignore=unwanted)
            else:
                shutil.copy(ROOT / each, base / each)
        without = tuple(failures(base, None, first=False) or ())
        if without:
            print("fail with no change made, and are left out:", *without, sep="\n  ", flush=True)
        made = mutants(base, count, seed)
        with ThreadPoolExecutor(max_workers=2) as pool:
            killed = list(pool.map(lambda mutant: failures(base, mutant, without=without) != [], made))
    for mutant, dead in zip(made, killed, strict=True):
        if not dead:
            print(f"survives: {mutant.module}:{mutant.line}: {mutant.change}")
    print(f"{sum(killed)} of {len(made)} changes are noticed, goal at least {GOAL:.0%}")
    return int(sum(killed) < GOAL * len(made))


if __name__ == "__main__":
    raise SystemExit(main())
