"""Whatever the command line says, it can say in Russian."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir

from roadmap_engine.cli.program import COMMANDS
from tools.compile_messages import LOCALE, read_fragments

PACKAGE = Path(__file__).parents[2] / "roadmap_engine"


def _translated() -> dict[str, str]:
    texts = {}
    for message in read_fragments(LOCALE / "ru"):
        key = message.id if isinstance(message.id, str) else message.id[0]
        texts[key] = message.string if isinstance(message.string, str) else "".join(message.string or ())
    return texts


def test_every_text_of_the_command_line_is_translated() -> None:
    """Complete in both languages: no command, option, question or answer is left in English."""
    said = {
        str(text)
        for folder in ("cli", "questionnaire")
        for _, _, text, _, _ in extract_from_dir(PACKAGE / folder, keywords={"_": None, "gettext": None})
    }
    said |= {summary for _, summary in COMMANDS.values()}
    translated = _translated()
    assert [text for text in sorted(said) if not translated.get(text)] == []
