"""The program speaks Russian and English, both completely."""

from __future__ import annotations

import functools
import gettext
import io
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from roadmap_engine.cli.program import COMMANDS
from roadmap_engine.diagnostics import CODES, Code
from roadmap_engine.diagnostics.codes.on_pages import ON_PAGES
from roadmap_engine.diagnostics.translation import DEFAULT_LANGUAGE, LANGUAGES, translator
from roadmap_engine.documents.template_kinds import KINDS, list_values
from tools.compile_messages import LOCALE, compile_catalogue, compiled, read_fragments

# Fragments that translate more than codes: the command line, and how problems are shown.
BESIDE_CODES = {"cli.po", "showing.po"}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}


def gaps(text: str) -> set[str]:
    """The gaps of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def texts(code: Code) -> list[str]:
    """Everything a code says."""
    return [text for text in (code.message, code.hint, code.pointer) if text]


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_every_word_of_a_code_is_translated_with_its_gaps(code: Code) -> None:
    """A translation exists, differs from the English, and has the same gaps."""
    russian = translator("ru")
    for text in texts(code):
        assert russian(text) != text, f"no translation of {text!r}"
        assert gaps(russian(text)) == gaps(text)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_optional_lines_of_a_hint_stay_lines(code: Code) -> None:
    """A line that is left out for want of words is the same line in both languages."""
    lines = code.hint.splitlines()
    translated = translator("ru")(code.hint).splitlines()
    assert [gaps(line) for line in translated] == [gaps(line) for line in lines]


def fragments() -> list[Path]:
    """The fragments that belong to codes."""
    every = sorted((LOCALE / "ru").glob("*.po"))
    # How pages of the portal count is looked at beside them.
    return [path for path in every if path.name not in BESIDE_CODES and not path.name.startswith("portal_")]


@functools.cache
def said_by_commands() -> frozenset[str]:
    """What the command line says: a fragment holds the codes of its subject and the texts of its commands."""
    found = (
        str(text)
        for room in ("cli", "questionnaire", "planning")
        for _, _, text, _, _ in extract_from_dir(LOCALE.parent / room, keywords=KEYWORDS)
    )
    return frozenset(found) | {summary for _, summary in COMMANDS.values()}


@pytest.mark.parametrize("path", fragments(), ids=lambda path: path.name)
def test_no_translation_outlives_its_text(path: Path) -> None:
    """A fragment translates what codes and commands say and nothing else."""
    said = {text for code in CODES.values() for text in texts(code)} | said_by_commands()
    said |= {text for each in ON_PAGES.values() for text in (each.message, each.remedy)}
    translated = {str(message.id) for message in read_po(io.BytesIO(path.read_bytes())) if message.id}
    assert translated <= said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_fragments(language: str) -> None:
    """The catalogue in the repository is what `tools/compile_messages.py` makes of the fragments."""
    assert compiled(language).read_bytes() == compile_catalogue(read_fragments(LOCALE / language))


def test_everything_said_of_a_template_has_an_english_word_and_no_word_outlives_it() -> None:
    """`roadmap template` lists kinds and values; what they are is Russian in the code, as the papers are."""
    said = {kind.title for kind in KINDS.values()}
    said |= {each.about for kind in KINDS.values() for each in list_values(kind.fitting.shape)}
    opened = io.BytesIO((LOCALE / "en" / "templates.po").read_bytes())
    translated = {str(message.id) for message in read_po(opened, locale="en") if message.id}
    assert translated == said


def test_fragments_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    """One English text has one translation."""
    for name, words in (("a.po", "да"), ("b.po", "нет")):
        (tmp_path / name).write_text(f'msgid "yes"\nmsgstr "{words}"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="translates differently"):
        read_fragments(tmp_path)


def test_the_compiled_catalogue_says_what_the_fragments_say() -> None:
    """The program reads every translation back, each form of a count in its place."""
    said: dict[str | tuple[str, int], str] = {}
    for message in read_fragments(LOCALE / "ru"):
        if isinstance(message.id, str):
            said[message.id] = str(message.string)
        else:
            said |= {(message.id[0], form): words for form, words in enumerate(message.string or ())}
    with compiled("ru").open("rb") as opened:
        read = vars(gettext.GNUTranslations(opened))["_catalog"]
    assert {text: words for text, words in read.items() if text} == {
        text: words for text, words in said.items() if text
    }


def test_what_a_translator_doubts_or_leaves_out_stays_english() -> None:
    """Fuzzy entries and those without words are no translations."""
    catalogue = Catalog(locale="ru")
    catalogue.add("yes", "да")
    catalogue.add("no", "нет", flags=["fuzzy"])
    catalogue.add("perhaps", "")
    catalogue.add(("{n} day", "{n} days"), ("{n} день", "{n} дня", ""))
    read = gettext.GNUTranslations(io.BytesIO(compile_catalogue(catalogue)))
    assert [read.gettext(text) for text in ("yes", "no", "perhaps")] == ["да", "no", "perhaps"]
    assert read.ngettext("{n} day", "{n} days", 5) == "{n} days"


def test_equal_fragments_give_equal_bytes() -> None:
    """Nothing of the day or of the tool's version gets into the catalogue."""
    content = compile_catalogue(read_fragments(LOCALE / "ru"))
    assert b"Babel" not in content
    assert content == compile_catalogue(read_fragments(LOCALE / "ru"))


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "ошибка"), (2, "ошибки"), (5, "ошибок"), (11, "ошибок"), (21, "ошибка"), (112, "ошибок")],
)
def test_counting_agrees_with_the_number(number: int, words: str) -> None:
    """Russian has three forms, and the tens decide."""
    assert translator("ru").count("{n} error", "{n} errors", number) == f"{{n}} {words}"


def test_an_unknown_language_is_the_default_one() -> None:
    """A reader whose language we lack gets Russian; a text without a translation stays English."""
    assert DEFAULT_LANGUAGE in LANGUAGES
    assert translator("de_DE")("No problems found") == translator("ru")("No problems found")
    assert translator("en_US.UTF-8")("No problems found") == "No problems found"
    assert translator("ru")("no such text") == "no such text"
    assert translator("ru")("") == ""
