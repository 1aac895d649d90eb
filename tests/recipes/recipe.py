"""The recipes of CONTRIBUTING.md: read from the page, and followed in a copy of what they touch.

A recipe is a section «### 1. …». Each block of code in it stands under a line that names its file and ends in
a colon; a `diff` changes the file, any other block is the whole new file. A `sh` block holds the commands to
run afterwards. So the page is what is tested, and nothing else.

A hunk of a diff has no line numbers: its unchanged lines must stand in the file once. A hunk that only adds
is put at the end.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PAGE", "ROOT", "Copy", "Recipe", "change", "read_recipes"]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "CONTRIBUTING.md"
PREFIX = Path(sys.prefix)
NEEDED = (
    "roadmap_engine", "roadmaps", "templates", "schemas", "examples", "tests", "tools", "docs", "*.md",
    "Makefile", "pyproject.toml",
)  # fmt: skip

_SECTION = re.compile(r"^### \d\. (?P<title>.+)\n(?P<body>(?:(?!^#{2,3} ).*\n)+)", re.MULTILINE)
_BLOCK = re.compile(
    r"^(?:`(?P<path>[\w./-]+)`[^\n]*:\n\n)?```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
_COUNT = re.compile(r"^Файлов вручную: (\d+)\. \*Files by hand: (\d+)\.\*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe.

    Attributes:
        title: as the page says it, in both languages.
        files: how many files it says are touched by hand, once for each language.
        steps: path, kind of block, and code, in order.
        commands: what is run afterwards, a line each.
    """

    title: str
    files: tuple[int, ...]
    steps: tuple[tuple[str, str, str], ...]
    commands: tuple[str, ...]

    def follow(self, copy: Copy) -> None:
        """Do all that the recipe says, in a copy."""
        for path, kind, code in self.steps:
            file = copy.folder / path
            if kind == "diff":
                file.write_text(change(file.read_text(encoding="utf-8"), code), encoding="utf-8")
            else:
                assert not file.exists(), f"{path} is there already"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(code, encoding="utf-8")
        for command in self.commands:
            copy.run(*shlex.split(command))

    def touched(self) -> set[str]:
        """Give the files that are changed or written by hand."""
        return {path for path, _kind, _code in self.steps}


def read_recipes(page: str) -> dict[str, Recipe]:
    """Give the recipes of the page by the English word of their titles: «form», «check»."""
    return {title.split()[-1].strip("*"): _read(title, body) for title, body in _SECTION.findall(page)}


def _read(title: str, body: str) -> Recipe:
    blocks = [(found["path"], found["kind"], found["code"]) for found in _BLOCK.finditer(body)]
    commands = [line for _, kind, code in blocks if kind == "sh" for line in code.splitlines()]
    steps = [(path, kind, code) for path, kind, code in blocks if kind != "sh"]
    assert all(path for path, _, _ in steps), f"{title}: a block names no file"
    counted = [int(number) for pair in _COUNT.findall(body) for number in pair]
    return Recipe(title, tuple(counted), tuple(steps), tuple(commands))


def change(text: str, diff: str) -> str:
    r"""Change a text as a diff without line numbers says.

    >>> change("one\ntwo\nthree\n", " one\n+and a half\n-two\n@@\n+four\n")
    'one\nand a half\nthree\nfour\n'
    """
    for hunk in re.split(r"^@@\n", diff, flags=re.MULTILINE):
        lines = [(line[:1] or " ", line[1:]) for line in hunk.splitlines()]
        before = "".join(f"{line}\n" for sign, line in lines if sign != "+")
        after = "".join(f"{line}\n" for sign, line in lines if sign != "-")
        found = text.count(f"\n{before}") + text.startswith(before)
        assert not before or found == 1, f"{found} places in the file are\n{before}"
        place = len(text) if not before else (f"\n{text}").index(f"\n{before}")
        text = text[:place] + after + text[place + len(before) :]
    return text


class Copy:
    """A copy of what a recipe touches, and the program in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for source in (each for pattern in NEEDED for each in ROOT.glob(pattern)):
            if source.is_dir():
                # What is compiled already is so in the copy: a file that a recipe changes is newer.
                shutil.copytree(source, folder / source.name)
            else:
                shutil.copy(source, folder)

    def run(self, *command: str, code: int = 0) -> str:
        """Run a command in the copy, with the tools of this environment; gives both streams of it."""
        words = list(command)
        if words[0] == "make":
            # What is installed here stays as it is, however new the files of the copy are.
            words[1:1] = [f"VENV={PREFIX}", *(f"--assume-old={PREFIX}/{each}" for each in (".run", ".dev"))]
        done = subprocess.run(
            words,
            cwd=self.folder,
            env={
                **os.environ,
                "PATH": f"{PREFIX / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(self.folder),
                "ROADMAP_LANG": "ru",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr
