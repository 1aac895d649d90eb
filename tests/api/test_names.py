"""`import roadmap_engine` gives the names of the design and no others, and costs nothing.

How many milliseconds it costs is `benchmarks/startup.py`'s to say.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import grimp
import pytest
from pydantic import BaseModel

import roadmap_engine
from roadmap_engine import InvalidRoadmap, Outcome, Plan, Problem, RenderError
from roadmap_engine.api.papers import Papers
from roadmap_engine.deadlines import Explanation
from roadmap_engine.diagnostics import Location
from roadmap_engine.importing.text import ImportedText
from roadmap_engine.pipeline.comparing import Comparison
from roadmap_engine.pipeline.releasing import Publication
from roadmap_engine.pipeline.updates import Update
from roadmap_engine.planning.drawing import MeasureExplanation
from roadmap_engine.russian import Forms
from roadmap_engine.version import __version__

ROOT = Path(__file__).parents[2]
NAMES = """
    adopt, check, build, print_roadmap, explain, decline, import_table, publish, update, diff,
    Plan, Outcome, Problem, InvalidRoadmap, RenderError
"""
HEAVY = ("pydantic", "jinja2", "lxml", "docx", "docxtpl", "openpyxl", "yaml", "click", "importlib.metadata")
VALUES = (
    *(InvalidRoadmap, Outcome, Plan, Problem, RenderError, Location, Papers, Explanation, MeasureExplanation),
    *(Forms, Comparison, Publication, Update, ImportedText),
)
"""The classes that are exported, and those of what the functions give."""
SIGNATURES = Path(__file__).parent / "signatures.txt"


def test_the_names_are_those_of_the_design() -> None:
    """«`import roadmap_engine` gives …», and its version."""
    assert {*re.findall(r"\w+", NAMES), "__version__"} == set(roadmap_engine.__all__)
    assert set(roadmap_engine.__all__) <= set(dir(roadmap_engine))
    for name in roadmap_engine.__all__:
        assert getattr(roadmap_engine, name) is not None


def test_another_name_is_refused() -> None:
    """As a module without `__getattr__` would."""
    with pytest.raises(AttributeError, match="has no attribute 'adapt'"):
        getattr(roadmap_engine, "adapt")  # noqa: B009 -- mypy knows that there is none


@pytest.mark.parametrize("names", ["", "Problem, Outcome, InvalidRoadmap, RenderError, __version__"])
def test_importing_brings_nothing_in(names: str) -> None:
    """The heavy libraries come with the first function that is used, in a process that has used none."""
    script = f"from roadmap_engine import {names}\n" if names else "import roadmap_engine\n"
    script += f"import sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_inside_imports_from_the_package_root() -> None:
    """«Nothing inside imports from the package root»."""
    graph = grimp.build_graph("roadmap_engine")
    assert graph.find_modules_that_directly_import("roadmap_engine") == set()


def test_the_version_is_said_once() -> None:
    """The wheel takes it from the module; pyproject.toml says none."""
    assert roadmap_engine.__version__ == __version__
    assert re.fullmatch(r"\d+\.\d+\.\d+(rc\d+)?", __version__)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dynamic = ["version"]' in project
    assert re.search(r"^version\s*=", project, re.MULTILINE) is None


def test_what_is_promised_has_the_signature_it_had(golden: Callable[[Path, str], None]) -> None:
    """A change of a name, of a parameter or of a field shows here; it is one for SemVer."""
    golden(SIGNATURES, "\n".join(_describe()) + "\n")


def test_every_name_is_known_to_mypy() -> None:
    """«`tests/typing/` as mypy sees it» uses each, and mypy reads it with all tests."""
    seen = (ROOT / "tests" / "typing" / "api.py").read_text(encoding="utf-8")
    assert [name for name in roadmap_engine.__all__ if not re.search(rf"\b{name}\b", seen)] == []


def test_everything_says_what_goes_in_and_what_comes_out() -> None:
    """Every parameter of a function is in its docstring, and so is what it gives."""
    for name in roadmap_engine.__all__:
        thing = getattr(roadmap_engine, name)
        if name.startswith("__"):
            continue
        words = inspect.getdoc(thing) or ""
        assert words, name
        if inspect.isfunction(thing):
            told = [each for each in inspect.signature(thing).parameters if f"\n    {each}: " not in words]
            assert (name, told) == (name, [])
            assert "\nReturns:\n" in words, name


def _describe() -> Iterator[str]:
    """Give the signature of every function, and the public members of every value."""
    for name in roadmap_engine.__all__:
        thing = getattr(roadmap_engine, name)
        if inspect.isfunction(thing):
            yield f"{name}{inspect.signature(thing)}"
    for kind in VALUES:
        yield f"\n{kind.__module__}.{kind.__name__}"
        yield from (f"    {name}" for name in _fields(kind))
        for name in sorted(each for each in dir(kind) if not each.startswith(("_", "model_"))):
            value = inspect.getattr_static(kind, name)
            if isinstance(value, property):
                yield f"    {name}"
            elif inspect.isfunction(value) and value.__module__.startswith("roadmap_engine."):
                yield f"    {name}{inspect.signature(value)}"


def _fields(kind: type[Any]) -> tuple[str, ...]:
    if dataclasses.is_dataclass(kind):
        return tuple(field.name for field in dataclasses.fields(kind))
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return tuple(name for each in kind.__mro__ for name in inspect.get_annotations(each))
