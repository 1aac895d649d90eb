"""Phrases put into another case, ordinals, torn lines, letters of two alphabets: right, or left alone."""

from __future__ import annotations

import pytest

from roadmap_engine.russian import Case, Kind, decline
from roadmap_engine.russian.calendar_words import ordinal, ordinal_forms
from roadmap_engine.russian.declension import LONGEST
from roadmap_engine.russian.directives import to_directive
from roadmap_engine.russian.letters import find_cyrillic_twin, find_mixed_words, restore_capitals, tell_mixed
from roadmap_engine.russian.nominative import nominative, recast
from roadmap_engine.russian.torn_lines import glue_words, join_lines


@pytest.mark.parametrize(
    ("genitive", "expected"),
    [
        ("завершения аналитического этапа", "завершение аналитического этапа"),
        ("школьных методических объединений", "школьные методические объединения"),
        ("приёмной кампании", "приёмная кампания"),
        ("оценочной процедуры", "оценочная процедура"),
        ("2 семестров", "2 семестры"),
        ("подготовки и проведения ВПР", "подготовка и проведение ВПР"),
        ("создания или обновления плана", "создание или обновление плана"),
        ("сбора, проверки и отправки работ", "сбор, проверка и отправка работ"),
        ("проверочных работ, контрольных работ", "проверочные работы, контрольные работы"),
        ("заседаний совета и комиссии", "заседания совета и комиссии"),
        ("результатов и глокой куздры", "результаты и глокой куздры"),
        # The plural that is said today, where the dictionary has an old one too.
        ("учителей", "учителя"),
        ("летних лагерей", "летние лагеря"),
        ("директоров школ", "директора школ"),
        ("цехов", "цеха"),
        # What is not certain, and what does not decline.
        ("глокой куздры", "глокой куздры"),
        ("учебного", "учебного"),
        ("школьной", "школьной"),
        ("педагогического ЕГЭ", "педагогического ЕГЭ"),
        ("ЕГЭ", "ЕГЭ"),
        ("3 ", "3 "),
        ("", ""),
    ],
)
def test_a_phrase_is_put_into_the_nominative(genitive: str, expected: str) -> None:
    """Its head, the adjectives before it and what is joined to it; what depends on it stays."""
    assert nominative(genitive) == expected


def test_a_phrase_that_is_in_none_of_the_cases_is_not_recast() -> None:
    """No guess: nothing comes of it, where `nominative` gives the words back."""
    assert recast("составлением отчёта", (Case.INSTRUMENTAL,), Case.GENITIVE) == "составления отчёта"
    for words in ("составлению отчёта", "новой дежурной", "первой школьной глокой"):
        assert recast(words, (Case.INSTRUMENTAL,), Case.GENITIVE) != words
    assert recast("2 составлением", (Case.GENITIVE,), Case.NOMINATIVE) is None


def test_every_form_of_an_ordinal_leads_back_to_its_number() -> None:
    """What `ordinal` says `ordinal_forms` reads, gender and case and all; «предпоследний» too."""
    forms = ordinal_forms()
    for number in (1, 2, 3, 10, 20, -1):
        for gender in "mfnp":
            for place, case in enumerate(Case):
                found, places = forms[ordinal(number, gender, case)]
                assert found == number
                assert (gender, place) in places
    assert ordinal(-2, "f", Case.ACCUSATIVE) == "предпоследнюю"
    with pytest.raises(KeyError):
        ordinal(21, "m")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Анализ\nрезультатов", "Анализ результатов"),
        ("Совещание (школа\n№ 5)", "Совещание (школа № 5)"),
        ("в рамках\nВПР", "в рамках\nВПР"),
        ("подготовка к\nВПР", "подготовка к ВПР"),
        ("приказ №\n5", "приказ № 5"),
        ("«\nДень знаний»", "«День знаний»"),
        ("до 15 г.\nи позже", "до 15 г. и позже"),
        ("ученики 5 кл.\nшколы", "ученики 5 кл. школы"),
        ("Отчёт сдан.\nпозже дополнен", "Отчёт сдан.\nпозже дополнен"),
        ("Отчёт.\nИтоги", "Отчёт.\nИтоги"),
        ("Провести:\n1) анализ", "Провести:\n1) анализ"),
        ("классные\n\nруководители", "классные\n\nруководители"),
        ("учителя-\nпредметники", "учителя-предметники"),
        ("понедель-\nник", "понедельник"),
    ],
)
def test_a_line_goes_on_where_its_sentence_does(lines: str, expected: str) -> None:
    """A bracket, a short word, a small letter; not after the end of a sentence or before an item."""
    assert join_lines(lines) == expected


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("5-", "9 классы", "5-9 классы"),
        ("(", "при наличии)", "(при наличии)"),
        ("с 5", "по 9", "с 5 по 9"),
        ("Октябрь –", "май", "Октябрь – май"),
        ("год", "овой", "годовой"),
    ],
)
def test_pieces_are_glued_by_a_blank_or_by_nothing(above: str, below: str, expected: str) -> None:
    """Nothing stands between the halves of a word, of a range, of a bracket and its words."""
    assert glue_words(above, below) == expected


class TestTwoAlphabets:
    """A letter that only looks right."""

    def test_a_word_of_two_alphabets_on_purpose_is_left_alone(self) -> None:
        assert list(find_mixed_words("видеоYouTube, IT-отдел")) == []
        assert find_cyrillic_twin("dеadlineж") is None
        assert find_cyrillic_twin("deadline") is None

    def test_the_stranger_is_named_where_a_twin_hides_it(self) -> None:
        assert dict(tell_mixed("Иванoв").arguments) == {"word": "Иванoв", "place": "5", "letter": "o"}
        assert dict(tell_mixed("видеоYouTube").arguments) == {"word": "видеоYouTube"}
        (found,) = find_mixed_words("dеadline")
        assert (found.meant, found.latin, found.place) == ("deadline", False, 2)

    @pytest.mark.parametrize(
        ("original", "form", "expected"),
        [("Пётр", "петру", "Петру"), ("Шёл", "идти", "Идти"), ("шёл", "идти", "идти"), ("ВПР", "впр", "ВПР")],
    )
    def test_a_form_has_the_capitals_of_its_word(self, original: str, form: str, expected: str) -> None:
        assert restore_capitals(original, form) == expected


def test_a_text_longer_than_any_name_is_not_declined() -> None:
    """It is told as that; one letter less is looked at."""
    long = decline("а" * (LONGEST + 1), Kind.NAME)
    assert [problem.code for problem in long.problems] == ["RM413"]
    assert long.get(Case.DATIVE) is None
    assert "RM413" not in {problem.code for problem in decline("а" * LONGEST, Kind.NAME).problems}


@pytest.mark.parametrize(
    ("action", "directive"),
    [
        ("Анализ", "провести анализ"),
        ("Приказ и анализ результатов", "обеспечить приказ и анализ результатов"),
        ("Проведение, при наличии, собраний", "обеспечить проведение, при наличии, собраний"),
        ("Проведение ВПР", "провести ВПР"),
    ],
)
def test_an_action_is_said_as_far_as_its_object_is_certain(action: str, directive: str) -> None:
    """An order says what is certain, and no more."""
    assert to_directive(action) == directive
