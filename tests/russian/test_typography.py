"""Non-breaking spaces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.russian import typeset
from roadmap_engine.russian.typography import NBSP


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("приказ № 503", "приказ №_503"),
        ("№ 214-од от 3 июня 2027 г.", "№_214-од от 3_июня 2027_г."),
        ("г. Якутск, ул. Ленина", "г._Якутск, ул._Ленина"),
        ("п. 2.1 и пп. 3 ст. 28", "п._2.1 и пп._3 ст._28"),
        ("в 2026 году, 2026 года", "в 2026_году, 2026_года"),
        ("в течение 5 рабочих дней", "в течение 5_рабочих дней"),
        ("в течение 2 недель", "в течение 2_недель"),
        ("Л. Б. Тен", "Л._Б._Тен"),
        ("Тен Л. Б.", "Тен_Л._Б."),
        ("Тен Л.Б., Белый И. А.", "Тен_Л.Б., Белый_И._А."),
        ("Павлов Нь. М.", "Павлов_Нь._М."),
        ("и. о. директора", "и._о. директора"),
        ("т. е. и т. д.", "т._е. и т._д."),
        ("5 «А» класс", "5 «А» класс"),
        ("9 класс", "9_класс"),
        ("План работы", "План работы"),
        ("5 апреля и 6 мая", "5_апреля и 6_мая"),
        ("всего 5 годных", "всего 5 годных"),
    ],
)
def test_spaces_that_must_not_break(text: str, shown: str) -> None:
    """«№ 503», «г. Якутск», initials, clauses, dates, a number with what it counts."""
    assert typeset(text).replace(NBSP, "_") == shown


@given(st.text(alphabet=st.sampled_from("АБТгптндя. №0125§,ель\u00a0\n")))
@settings(max_examples=200, deadline=None)
def test_setting_twice_changes_nothing_and_only_spaces_change(text: str) -> None:
    """No letter and no sign is touched."""
    once = typeset(text)
    assert typeset(once) == once
    assert once.replace(NBSP, " ") == text.replace(NBSP, " ")
    assert len(once) == len(text)
