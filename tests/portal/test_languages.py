"""Pages speak the language that their reader chose, and Russian where she chose none."""

from __future__ import annotations

import re
import string
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.portal.page_texts import (
    ENGINE,
    Asked,
    find_asked,
    find_bare,
    is_russian,
    list_helpers,
    list_sources,
)
from tests.portal.portals import Portal
from tools.compile_messages import LOCALE, read_fragments

RUSSIAN_FOR_A_REASON = {
    # Who looks for her language looks for its own name of itself.
    "portal/settings.py": {"Русский"},
    "portal/templates/frame.html.j2": {"Русский"},
    # Calendar programs have chosen no language, and the calendars that they fetch are Russian.
    "portal/feeds/answering.py": {
        *("Такого календаря", "Этот адрес", "не составить", "только читать"),
        *("спрашивает имя", "неверных паролей"),
    },
    "portal/feeds/shelf.py": {"Сроки "},
}
"""Texts that are the same in every language, by their files."""
RUSSIAN_FORMS = 3
OF_A_TEMPLATE, OF_PYTHON = re.compile(r"%\((\w+)\)s"), string.Formatter()


def name_source(path: Path) -> str:
    """Name a file as it is known in the engine."""
    return path.relative_to(ENGINE).as_posix()


def list_asked() -> list[Asked]:
    """Everything pages ask for, Russian in the code."""
    return [
        each
        for path in (*list_sources(), *list_helpers())
        for each in find_asked(path)
        if any(map(is_russian, each.texts))
    ]


def list_gaps(text: str, *, in_template: bool) -> Counter[str]:
    """Give the gaps of a text, each as often as it stands there."""
    if in_template:
        return Counter(OF_A_TEMPLATE.findall(text))
    return Counter(name for _, name, _, _ in OF_PYTHON.parse(text) if name is not None)


def list_forms(catalogue: Catalog, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Give the forms in which a catalogue says a text; none where it does not."""
    known = catalogue.get(asked if len(asked) > 1 else asked[0])
    said = known.string if known is not None else ()
    return (str(said),) if isinstance(said, str) else tuple(map(str, said or ()))


def list_translated(language: str) -> set[tuple[str, ...]]:
    """Give what the fragments of the portal translate."""
    found = set()
    for path in sorted((LOCALE / language).glob("portal*.po")):
        with path.open("rb") as opened:
            ids = [each.id for each in read_po(opened, locale=language) if each.id]
        found |= {(each,) if isinstance(each, str) else tuple(each) for each in ids}
    return found


class TestNothingIsForgotten:
    """A text of a page is Russian in the code, and asked for in the language of its reader."""

    @pytest.mark.parametrize("path", list_sources(), ids=name_source)
    def test_every_russian_text_is_asked_for(self, path: Path) -> None:
        """Whether a template writes it or Python does."""
        name = name_source(path)
        bare = [
            str(each)
            for each in find_bare(path)
            if not any(word in each.text for word in RUSSIAN_FOR_A_REASON.get(name, ()))
        ]
        assert bare == []

    def test_every_text_has_its_english(self) -> None:
        """One form, or all that its language counts in; Russian ones too, which the code has but one of."""
        english, russian = read_fragments(LOCALE / "en"), read_fragments(LOCALE / "ru")
        lacking = set()
        for each in list_asked():
            said = list_forms(english, each.texts)
            counted = list_forms(russian, each.texts) if len(each.texts) > 1 else ("",)
            if not all(said) or len(said) != len(each.texts) or any(map(is_russian, said)):
                lacking.add(f"en: {name_source(each.path)}:{each.line}: {each.texts[0]!r}")
            if len(each.texts) > 1 and (not all(counted) or len(counted) != RUSSIAN_FORMS):
                lacking.add(f"ru: {name_source(each.path)}:{each.line}: {each.texts[0]!r}")
        assert sorted(lacking) == []

    def test_gaps_agree(self) -> None:
        """What is filled in in one language is filled in in the other; of one thing its number may go."""
        english = read_fragments(LOCALE / "en")
        for each in list_asked():
            said = list_forms(english, each.texts)
            filled = list_gaps(each.texts[-1], in_template=each.in_template)
            assert said == () or list_gaps(said[-1], in_template=each.in_template) == filled, each.texts
            for form in (*said, *each.texts):
                # What a template asks for has «100 %» as «100 %%», and braces are gaps in Python.
                assert not each.in_template or "%" not in re.sub(r"%%|%\(\w+\)s", "", form), form

    def test_no_translation_outlives_its_text(self) -> None:
        """English ones of the pages, and Russian forms of what counts."""
        asked = {each.texts for each in list_asked()}
        assert list_translated("en") - asked == set()
        counting = {each for each in list_translated("ru") if len(each) > 1 and is_russian(each[0])}
        assert counting - asked == set()


class TestChoosingALanguage:
    """The switch in the foot of every page, and what it does not do."""

    def test_russian_unless_said(self, portal: Portal) -> None:
        """What a browser asks for is no choice of its reader."""
        page = portal.browser().get("/login/", HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9")
        assert page["Content-Language"] == "ru"
        assert '<html lang="ru">' in page.content.decode()

    def test_a_choice_is_kept_and_can_be_taken_back(self, portal: Portal) -> None:
        visitor = portal.browser()
        for language in ("en", "ru"):
            answer = visitor.post("/language/", {"language": language, "next": "/login/"})
            assert (answer.status_code, answer["Location"]) == (302, "/login/")
            page = visitor.get("/login/")
            assert page["Content-Language"] == language
            assert f'<html lang="{language}">' in page.content.decode()

    def test_a_choice_leads_to_no_other_host(self, portal: Portal) -> None:
        answer = portal.browser().post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
        assert answer["Location"] == "/"

    def test_a_language_that_is_none_changes_nothing(self, portal: Portal) -> None:
        visitor = portal.browser()
        visitor.post("/language/", {"language": "xx", "next": "/login/"})
        visitor.cookies["language"] = "../../etc"
        assert visitor.get("/login/")["Content-Language"] == "ru"
