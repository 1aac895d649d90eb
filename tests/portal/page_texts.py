"""What the portal says in its code: every text in Russian, and whether somebody translates it."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

from roadmap_engine.portal.pages.environment import take_environment

__all__ = ["Asked", "Bare", "find_asked", "find_bare", "is_russian", "list_helpers", "list_sources"]

ENGINE = Path(__file__).parents[2] / "roadmap_engine"
PORTAL = ENGINE / "portal"
PAGES_OF_A_SITE = ENGINE / "documents" / "pages" / "templates"
CONTENT = {PORTAL / "demo.py", PORTAL / "demo_update.py", PORTAL / "drafts" / "demo.py"}
"""Invented plans and people: content, not pages, but for what is asked for in the reader's language."""
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "say"}
"""What translates a text; `say` is a translator that a page's words are made with outside of the portal."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that is asked for in the reader's language.

    Attributes:
        texts: the text, or the two forms of one that counts.
        in_template: whether gaps are «%(name)s», and not «{name}».
    """

    path: Path
    line: int
    texts: tuple[str, ...]
    in_template: bool


@dataclass(frozen=True, slots=True)
class Bare:
    """A Russian text that nobody translates."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        """Say where it stands, as an editor finds it."""
        return f"{self.path.relative_to(ENGINE)}:{self.line}: {self.text.strip()[:80]!r}"


def is_russian(text: str) -> bool:
    """Say whether a text has Russian letters."""
    return _CYRILLIC.search(text) is not None


@functools.cache
def list_sources() -> tuple[Path, ...]:
    """Give the files whose texts pages of the portal show: its own, and templates it takes from the site."""
    own = sorted(PORTAL.rglob("*.py"))
    templates: dict[Path, None] = {}
    left = sorted((PORTAL / "templates").glob("*.j2"))
    while left:
        path = left.pop()
        templates[path] = None
        left += [each for each in _list_taken(path) if each not in templates]
    return (*own, *sorted(templates))


@functools.cache
def list_helpers() -> tuple[Path, ...]:
    """Give the files that word things for papers and pages alike, in the language they are asked to."""
    return tuple(sorted((ENGINE / "documents").rglob("*.py")))


def find_asked(path: Path) -> tuple[Asked, ...]:
    """Give the texts of a file that are asked for in the reader's language."""
    return _read(path)[0]


def find_bare(path: Path) -> tuple[Bare, ...]:
    """Give the Russian texts of a file that nobody translates."""
    return () if path in CONTENT else _read(path)[1]


@functools.cache
def _read(path: Path) -> tuple[tuple[Asked, ...], tuple[Bare, ...]]:
    if path.suffix == ".py":
        return _read_python(path)
    return _read_template(path)


def _read_python(path: Path) -> tuple[tuple[Asked, ...], tuple[Bare, ...]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    asked, known = [], {id(each) for each in _list_docstrings(tree)}
    for call in calls:
        name = _name_called(call.func)
        texts = [each for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in _CALLS and texts:
            asked.append(Asked(path, call.lineno, tuple(str(each.value) for each in texts), False))
            known |= {id(each) for each in texts}
        if name == "Bilingual":
            known |= {id(each) for words in call.args for each in ast.walk(words)}
    bare = tuple(
        Bare(path, each.lineno, each.value)
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
        if id(each) not in known and is_russian(each.value)
    )
    return tuple(asked), bare


def _name_called(called: ast.expr) -> str:
    match called:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="say"), attr="count"):
            return "ngettext"
        case ast.Call(func=ast.Name(id="translator")):
            return "gettext"
        case _:
            return ""


def _list_docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Texts that stand alone as a statement are said to readers of the code."""
    for each in ast.walk(tree):
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
            yield each.value


def _environment() -> Environment:
    environment: Environment = take_environment()
    return environment


def _read_template(path: Path) -> tuple[tuple[Asked, ...], tuple[Bare, ...]]:
    tree = _environment().parse(path.read_text(encoding="utf-8"))
    asked, known = [], set()
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name in _CALLS):
            continue
        texts = [each for each in call.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]
        if texts:
            asked.append(Asked(path, call.lineno, tuple(each.value for each in texts), True))
            known |= {id(each) for each in texts}
    constants = ((each, each.value) for each in tree.find_all(nodes.Const) if isinstance(each.value, str))
    written = ((each, each.data) for each in tree.find_all(nodes.TemplateData))
    bare = tuple(
        Bare(path, each.lineno + before.count("\n"), line)
        for each, text in (*constants, *written)
        if id(each) not in known
        for before, line in _split(text)
        if is_russian(line)
    )
    return tuple(asked), bare


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Give each line of a text with what stands before it."""
    before = ""
    for line in text.splitlines(keepends=True):
        yield before, line
        before += line


def _list_taken(path: Path) -> Iterator[Path]:
    """Give the templates that a template is made of."""
    tree = _environment().parse(path.read_text(encoding="utf-8"))
    taken = tree.find_all((nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include))
    for name in (getattr(each, "template", None) for each in taken):
        if isinstance(name, nodes.Const):
            own = PORTAL / "templates" / name.value
            yield own if own.is_file() else PAGES_OF_A_SITE / name.value
