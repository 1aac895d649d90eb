"""Lines with a person and a post, signatures, agreement, lists, letters."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics import Problem
from roadmap_engine.russian import (
    Case,
    approved_form,
    capitalise_first,
    initials,
    join_list,
    lower_first,
    name_in_text,
    person_with_post,
    signature_name,
)


@pytest.mark.parametrize(
    ("name", "signature", "in_text"),
    [
        ("Тен Лариса Борисовна", "Л. Б. Тен", "Тен Л. Б."),
        ("Лариса Борисовна Тен", "Л. Б. Тен", "Тен Л. Б."),
        ("Тен Л.Б.", "Л. Б. Тен", "Тен Л. Б."),
        ("Л. Б. Тен", "Л. Б. Тен", "Тен Л. Б."),
        ("Павлов Нь.М.", "Нь. М. Павлов", "Павлов Нь. М."),
        ("Алиева Лейла Гасан кызы", "Л. Г.-к. Алиева", "Алиева Л. Г.-к."),
        ("Рзаев Эльчин Ахмед-оглы", "Э. А.-о. Рзаев", "Рзаев Э. А.-о."),
        ("Оглы Рашид Гасан-оглы", "Р. Г.-о. Оглы", "Оглы Р. Г.-о."),
        ("Оглы Р. Г.", "Р. Г. Оглы", "Оглы Р. Г."),
        ("Иванова Анна-Мария Петровна", "А.-М. П. Иванова", "Иванова А.-М. П."),
        ("Людвиг ван Бетховен", "Л. ван Бетховен", "ван Бетховен Л."),
        ("Тен", "Тен", "Тен"),
        ("Ким Чен Ир", "Ким Чен Ир", "Ким Чен Ир"),
    ],
)
def test_initials_stand_before_the_surname_in_a_signature_and_after_it_in_text(
    name: str, signature: str, in_text: str
) -> None:
    """A name that cannot be shortened is printed as it was written."""
    assert signature_name(name) == signature
    assert name_in_text(name) == in_text


def test_initials_of_what_has_none() -> None:
    """A lone surname has no initials."""
    assert initials("Тен Лариса Борисовна") == "Л. Б."
    assert initials("Тен") == ""


class TestPersonWithPost:
    """The addressee of an order's point stands in the dative, post and name."""

    def test_the_full_name_lends_its_gender_to_the_short_one(self) -> None:
        """«Тен Л. Б.» alone would have to ask."""
        line = person_with_post("заместитель директора по УВР", "Тен Лариса Борисовна")
        assert line.get(Case.DATIVE) == "заместителю директора по УВР Тен Л. Б."
        assert line.get(Case.NOMINATIVE) == line.text == "заместитель директора по УВР Тен Л. Б."
        assert line.sure

    def test_an_unknown_gender_leaves_the_oblique_cases_out(self) -> None:
        """And says whose gender is asked for."""
        line = person_with_post("директор", "Тен Л. Б.")
        assert line.get(Case.DATIVE) is None
        assert [problem.code for problem in line.problems] == ["RM401"]

    def test_a_given_gender_and_written_forms_are_used(self) -> None:
        """Forms of a full name are shortened like the name itself."""
        assert (
            person_with_post("директор", "Тен Л. Б.", gender="m").get(Case.DATIVE) == "директору Тену Л. Б."
        )
        line = person_with_post(
            "директор",
            "Шашок Антон Викторович",
            name_forms={Case.DATIVE: "Шашку Антону Викторовичу"},
            post_forms={"dative": "директору школы"},
        )
        assert line.get(Case.DATIVE) == "директору школы Шашку А. В."

    def test_a_written_form_of_another_length_is_printed_as_written(self) -> None:
        """Which of its words is the surname cannot be told."""
        line = person_with_post("директор", "Тен Л. Б.", name_forms={"dative": "Ларисе Борисовне"})
        assert line.get(Case.DATIVE) == "директору Ларисе Борисовне"


@pytest.mark.parametrize(
    ("document", "word"),
    [
        ("План мероприятий («дорожная карта»)", "УТВЕРЖДЕН"),
        ("План-график проверочных работ", "УТВЕРЖДЕН"),
        ("Дорожная карта", "УТВЕРЖДЕНА"),
        ("«Дорожная карта» по повышению качества", "УТВЕРЖДЕНА"),
        ("рабочая программа", "УТВЕРЖДЕНА"),
        ("Положение о ВСОКО", "УТВЕРЖДЕНО"),
        ("Мероприятия по итогам ВПР", "УТВЕРЖДЕНЫ"),
        ("Методические рекомендации", "УТВЕРЖДЕНЫ"),
        ("План и график работы", "УТВЕРЖДЕНЫ"),
        ("Список экспертов", "УТВЕРЖДЕН"),
        ("ПЛАН МЕРОПРИЯТИЙ", "УТВЕРЖДЕН"),
        ("Состав рабочей группы", "УТВЕРЖДЕН"),
        ("Изменения в программу развития", "УТВЕРЖДЕНЫ"),
    ],
)
def test_approved_agrees_with_the_document(document: str, word: str) -> None:
    """«УТВЕРЖДЕН(А/О/Ы)» takes the gender and number of what is approved."""
    assert approved_form(document) == word


@pytest.mark.parametrize(
    "document", ["ПООП школы", "О работе", "Глокая куздра", "", "Школа ШМО Ресурсный центр"]
)
def test_agreement_with_what_is_not_understood_is_a_problem(document: str) -> None:
    """An abbreviation does not show its gender."""
    assert isinstance(approved_form(document), Problem)


def test_agreement_of_other_words() -> None:
    """The case of the letters is that of the word given."""
    assert approved_form("программа", word="Согласован") == "Согласована"


def test_lists() -> None:
    """Empty items are left out."""
    assert join_list([]) == ""
    assert join_list(["план"], last=" и ") == "план"
    assert join_list(["план", "", "отчёт"], last=" и ") == "план и отчёт"


def test_first_letters() -> None:
    """Abbreviations and numbers keep theirs."""
    assert lower_first("Провести") == "провести"
    assert lower_first("ВПР") == "ВПР"
    assert lower_first("«План» работы") == "«план» работы"
    assert lower_first("2 раза") == "2 раза"
    assert capitalise_first("провести") == "Провести"
    assert capitalise_first("№ 5") == "№ 5"
    assert capitalise_first("") == lower_first("") == ""
