"""Time zones: one list of names, and what a place, an hour or a misspelt name tells of them."""

from __future__ import annotations

import zoneinfo

import pytest
from pydantic import TypeAdapter, ValidationError

from roadmap_engine.calendars.zone_places import propose_zone
from roadmap_engine.calendars.zones import RUSSIAN_OFFSETS, ZONE_TOWNS, Zone, call_zone, near_zones


class TestPlace:
    """A region tells the zone, else the centre of one; what is not certain stays unknown."""

    @pytest.mark.parametrize(
        ("place", "zone"),
        [
            ("г. Якутск", "Asia/Yakutsk"),
            ("Якутск", "Asia/Yakutsk"),
            ("РС(Я), г. Якутск", "Asia/Yakutsk"),
            ("677000, Республика Саха (Якутия), г. Якутск, ул. Кирова, 1", "Asia/Yakutsk"),
            ("г. Рубцовск Алтайского края", "Asia/Barnaul"),
            ("с. Кош-Агач Республики Алтай", "Asia/Barnaul"),
            ("г.Томск", "Asia/Tomsk"),
            ("Тюменская область, ХМАО — Югра, г. Сургут", "Asia/Yekaterinburg"),
            ("Ямало-Ненецкий АО", "Asia/Yekaterinburg"),
            ("Ненецкий автономный округ", "Europe/Moscow"),
            ("Коми-Пермяцкий округ, Пермский край", "Asia/Yekaterinburg"),
            ("Еврейская АО", "Asia/Vladivostok"),
            ("Чувашская Республика — Чувашия", "Europe/Moscow"),
            ("Республика Марий Эл", "Europe/Moscow"),
            ("г. Ленинск-Кузнецкий Кемеровской области — Кузбасса", "Asia/Novokuznetsk"),
            ("Амурская обл., г. Благовещенск", "Asia/Yakutsk"),
            ("Республика Башкортостан, г. Благовещенск", "Asia/Yekaterinburg"),
            ("ГОРОД ОРЁЛ", "Europe/Moscow"),
            ("Сахалинская область, г. Южно-Сахалинск", "Asia/Sakhalin"),
        ],
    )
    def test_a_place_that_tells_its_zone(self, place: str, zone: str) -> None:
        assert propose_zone(place) == zone

    @pytest.mark.parametrize(
        "place",
        [
            "",
            "г. Примерск",
            "г. Благовещенск",  # the centre of one region, and a town of another
            "Республика Саха (Якутия), с. Хандыга",
            "Сахалинская область, г. Оха",
            "г. Томск, Якутия",
            "ул. Московская, 5",
            "ул. Чувашская",
            "с. Орёл",
            "проспект Москва",
            "г. Москва, г. Якутск",
            "Новосибирская область и Томская область",
            "г. Юрга",
            "г. Якутск " * 200,
        ],
    )
    def test_a_place_that_does_not(self, place: str) -> None:
        assert propose_zone(place) is None

    def test_every_town_a_zone_is_called_by_is_of_that_zone_or_of_none(self) -> None:
        """The list of zones and the table of places agree, and what only the list has is not guessed."""
        proposed = {zone: propose_zone(f"г. {town}") for zone, town in ZONE_TOWNS.items()}
        unknown = {zone for zone, found in proposed.items() if found is None}
        assert unknown == {"Asia/Khandyga", "Asia/Ust-Nera", "Asia/Srednekolymsk", "Asia/Novokuznetsk"}
        assert all(found in (None, zone) for zone, found in proposed.items())


class TestNames:
    """A zone is said by the name the time zone database has."""

    @pytest.mark.parametrize("zone", RUSSIAN_OFFSETS)
    def test_a_zone_of_the_list_is_taken(self, zone: str) -> None:
        assert TypeAdapter(Zone).validate_python(zone) == zone
        assert zoneinfo.ZoneInfo(zone).key == zone

    @pytest.mark.parametrize("words", ["Europe/Paris", "asia/yakutsk", "UTC", "", "Asia/Yakutsk ", "МСК+6"])
    def test_another_is_not(self, words: str) -> None:
        with pytest.raises(ValidationError, match="unknown time zone"):
            TypeAdapter(Zone).validate_python(words)

    @pytest.mark.parametrize(
        ("words", "near"),
        [
            ("Asia/Yakustk", "«Asia/Yakutsk», «Asia/Irkutsk», «Asia/Omsk»"),
            ("Новосибирская область", "«Asia/Novosibirsk»"),
            ("МСК +6", "«Asia/Chita», «Asia/Khandyga», «Asia/Yakutsk»"),
            ("UTC+9", "«Asia/Chita», «Asia/Khandyga», «Asia/Yakutsk»"),
            ("МСК−1", "«Europe/Kaliningrad»"),
            ("МСК+30", ""),
            ("по местному времени", ""),
        ],
    )
    def test_the_nearest_are_named(self, words: str, near: str) -> None:
        assert near_zones(words) == near

    def test_people_know_a_zone_by_its_town_and_hours(self) -> None:
        assert call_zone("Asia/Kamchatka") == "Петропавловск-Камчатский, МСК+9"
        assert len(set(map(call_zone, RUSSIAN_OFFSETS))) == len(RUSSIAN_OFFSETS)
