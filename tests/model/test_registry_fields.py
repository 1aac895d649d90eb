"""Columns of a registry by their captions, as people write them."""

from __future__ import annotations

import pytest

from roadmap_engine.model.registry_fields import FIELDS, find_columns, find_field, write_caption


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("ФИО директора", "people.head.name"),
        ("№ приказа:", "order.number"),
        ("Населённый  пункт", "place"),
        ("населенный пункт", "place"),
        ("people.head.name", "people.head.name"),
        ("School-year", "school_year"),
        ("E-mail", "email"),
        ("Наименование", "name"),
        ("Директор школы искусств", None),
        ("", None),
    ],
)
def test_a_caption_is_found_whatever_its_signs(caption: str, name: str | None) -> None:
    """Capitals, «ё», blanks and punctuation mean nothing; half a caption is none."""
    found = find_field(caption)
    assert (found.name if found is not None else None) == name


def test_captions_are_written_as_they_are_compared() -> None:
    """Also those that mean a field only beside another; none of these begins to mean two in a row."""
    captions = [each for field in FIELDS for each in (*field.captions, *field.also)]
    assert [each for each in captions if write_caption(each) != each] == []
    shown = [write_caption(field.caption) for field in FIELDS]
    assert [find_field(each) for each in shown] == list(FIELDS)


def test_a_column_is_of_one_field() -> None:
    """The first caption of a field counts, and a second name is the full one only beside a short one."""
    assert find_columns(["Школа", "Название", "код", "id"]) == {"id": 3, "name": 1}
    assert find_columns(["Наименование", "Краткое наименование", "код", "id"]) == {
        "id": 3,
        "name": 1,
        "name.full": 0,
    }
    assert find_columns(["Примечание", ""]) == {}
