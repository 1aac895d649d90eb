"""What is described exists, and what exists is described."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from roadmap_engine.cli.program import program
from roadmap_engine.load import load_text
from roadmap_engine.pipeline.checking import check_texts

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.ru.md")
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
FRAGMENT = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")


def _commands() -> list[str]:
    group = program("en")
    return group.list_commands(click.Context(group))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_has_two_sides_of_a_merge(page: Path) -> None:
    """A page that two people changed says one thing; the marks that git leaves are gone."""
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^(?:<{7} .*|={7}|>{7} .*)$", text, re.MULTILINE) == []


@pytest.mark.parametrize("page", READMES)
def test_every_command_is_in_both_readmes(page: str) -> None:
    """An undocumented command fails."""
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in _commands() if f"`roadmap {name} " not in text] == []


@pytest.mark.parametrize("page", READMES)
def test_every_described_command_exists(page: str) -> None:
    """A command that was renamed fails."""
    text = (ROOT / page).read_text(encoding="utf-8")
    assert set(re.findall(r"`roadmap ([a-z-]+)", text)) <= set(_commands())


@pytest.mark.parametrize("page", READMES)
def test_the_texts_in_the_readmes_load(page: str) -> None:
    """What a reader copies works."""
    blocks = FRAGMENT.findall((ROOT / page).read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        assert load_text(block.encode(), page).problems == ()


def test_the_school_of_the_manual_adopts_without_a_problem(tmp_path: Path) -> None:
    """The texts of the school's manual belong together, and are sound together."""
    for block in FRAGMENT.findall((ROOT / "docs/schools.md").read_text(encoding="utf-8")):
        kind = load_text(block.encode(), "block").kind
        name = "terms-2026" if kind == "terms" else kind
        (tmp_path / f"{name}.yaml").write_text(block, encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 3
    outcome = check_texts([tmp_path])
    assert [problem for problem in outcome.problems if problem.severity == "error"] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """A moved page fails."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_command_helps_with_an_example() -> None:
    """`--help` shows how it is typed, in both languages."""
    for language in ("ru", "en"):
        group = program(language)
        context = click.Context(group, info_name="roadmap")
        for name in _commands():
            command = group.get_command(context, name)
            assert command is not None
            assert f"roadmap {name} " in command.get_help(click.Context(command, info_name=name))
