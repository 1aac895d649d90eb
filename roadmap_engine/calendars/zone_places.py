"""The time zone that a place lies in, from its region or its town; nothing where that is not certain.

Федеральный закон от 03.06.2011 № 107-ФЗ «Об исчислении времени», ст. 5, with its changes up to 2020, says
which region is in which zone; the tz database says how the zone is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from frozendict import frozendict

__all__ = ["propose_zone"]

_LONGEST = 1_000
"""Letters of the longest place that is looked at."""

# Zone: what its regions are called, and behind the bar the towns that are their centres. Of «томская область»
# the table has the stem.
_TABLE = """
Europe/Kaliningrad: область калининградск | калининград
Europe/Kirov: область кировск | киров
Europe/Simferopol: имя крым севастополь | симферополь, севастополь
Europe/Volgograd: область волгоградск | волгоград
Europe/Samara: область самарск; республика удмуртск; имя удмуртия | самара, ижевск
Europe/Astrakhan: область астраханск | астрахань
Europe/Saratov: область саратовск | саратов
Europe/Ulyanovsk: область ульяновск | ульяновск
Asia/Yekaterinburg: область курганск оренбургск свердловск тюменск челябинск
Asia/Yekaterinburg: край пермск; имя башкортостан башкирия | пермь, уфа
Asia/Yekaterinburg: округ ханты-мансийск ямало-ненецк; имя хмао хмао-югра югра янао | ханты-мансийск, салехард
Asia/Yekaterinburg: | курган, оренбург, екатеринбург, тюмень, челябинск
Asia/Omsk: область омск | омск
Asia/Barnaul: край алтайск; Республика алтай | барнаул, горно-алтайск
Asia/Krasnoyarsk: край красноярск; имя хакасия тува тыва | красноярск, абакан, кызыл
Asia/Novokuznetsk: область кемеровск; имя кузбасс | кемерово
Asia/Novosibirsk: область новосибирск | новосибирск
Asia/Tomsk: область томск | томск
Asia/Irkutsk: область иркутск; имя бурятия | иркутск, улан-удэ
Asia/Chita: край забайкальск | чита
Asia/Yakutsk: область амурск
Asia/Vladivostok: край приморск хабаровск; автономная еврейск; имя еао | владивосток, хабаровск, биробиджан
Asia/Magadan: область магаданск | магадан
Asia/Kamchatka: край камчатск | петропавловск-камчатский
Asia/Anadyr: округ чукотск; имя чукотка | анадырь
Europe/Moscow: область архангельск белгородск брянск владимирск вологодск воронежск ивановск калужск костромск
Europe/Moscow: область курск ленинградск липецк московск мурманск нижегородск новгородск орловск пензенск
Europe/Moscow: область псковск ростовск рязанск смоленск тамбовск тверск тульск ярославск
Europe/Moscow: край краснодарск ставропольск; округ ненецк; Республика коми; имя марий-эл адыгея дагестан
Europe/Moscow: республика кабардино-балкарск карачаево-черкесск чеченск чувашск; имя чечня чувашия
Europe/Moscow: имя ингушетия кабардино-балкария калмыкия карачаево-черкесия карелия мордовия осетия татарстан
Europe/Moscow: | москва, санкт-петербург, архангельск, белгород, брянск, владимир, вологда, воронеж, иваново
Europe/Moscow: | калуга, кострома, курск, гатчина, липецк, мурманск, нижний новгород, великий новгород
Europe/Moscow: | орел, пенза, псков, ростов-на-дону, рязань, смоленск, тамбов, тверь, тула, ярославль
Europe/Moscow: | краснодар, ставрополь, майкоп, махачкала, магас, нальчик, элиста, черкесск
Europe/Moscow: | петрозаводск, сыктывкар, йошкар-ола
Europe/Moscow: | саранск, владикавказ, казань, грозный, чебоксары, нарьян-мар
"""
# Several zones, or names of zones, in one region: its centre alone tells. «Благовещенск» is in no table:
# there is one in Башкортостан too.
_DIVIDED = """
Asia/Yakutsk: Республика саха; имя якутия рс(я) | якутск
Asia/Sakhalin: область сахалинск | южно-сахалинск
"""

_SHAPES = {
    "область": r"{}(ая|ой) обл(асть|асти|\.)?",
    "автономная": r"{}(ая|ой) (автономн(ая|ой) |а\.? ?)о(бласть|бласти|бл\.?|\.)?",
    "край": r"{}(ий|ого) кра[йя]",
    "округ": r"{}(ий|ого) (автономн(ый|ого) округа?|а\.? ?о\.?)",
    "республика": r"{}(ая|ой) (республик[аи]|респ\.?)",
    "Республика": r"(республик[аи]|респ\.?) {}",
}
_BESIDE = r"(?<![\w-]){}(?![\w-])"
# A village or a street may be called like a town: it counts behind «г.», or where nothing says what it is.
_TOWN = (
    r"(?:^|[,;(] ?|(?<![\w-])(?:г\.? ?о\.?|г\.?|гор\.|город|городской округ) ?)(?:город )?"
    r"(?:{})(?= ?(?:$|[,;.()]))"
)


def _endings(name: str) -> str:
    """Give a name with its genitive: «Карелия» and «Карелии», «Дагестан» and «Дагестана»."""
    if name[-1] in "ая":
        return f"{re.escape(name[:-1])}[аяыи]"
    if name.endswith("ь"):
        return f"{re.escape(name[:-1])}[ья]"
    return re.escape(name).replace(r"\-", "[- ]") + "а?"


@cache
def _read(table: str) -> tuple[Mapping[str, re.Pattern[str]], Mapping[str, re.Pattern[str]]]:
    """Give by zone the pattern of its regions, and that of its towns."""
    regions: dict[str, list[str]] = {}
    towns: dict[str, list[str]] = {}
    for line in table.strip().splitlines():
        zone, _, said = line.partition(":")
        areas, _, centres = said.partition("|")
        for group in filter(None, (each.split() for each in areas.split(";"))):
            shape = _SHAPES.get(group[0])
            names = (shape.format(each) if shape else _endings(each) for each in group[1:])
            regions.setdefault(zone, []).extend(names)
        towns.setdefault(zone, []).extend(filter(None, (each.strip() for each in centres.split(","))))
    return (
        frozendict(
            {zone: re.compile(_BESIDE.format(f"(?:{'|'.join(each)})")) for zone, each in regions.items()}
        ),
        frozendict({zone: re.compile(_TOWN.format("|".join(each))) for zone, each in towns.items() if each}),
    )


def _find(words: str, *patterns: Mapping[str, re.Pattern[str]]) -> set[str]:
    found: Iterable[tuple[str, re.Pattern[str]]] = (each for table in patterns for each in table.items())
    return {zone for zone, pattern in found if pattern.search(words)}


def propose_zone(place: str) -> str | None:
    """Propose the time zone of a place or an address.

    A region that is named says it; where none is, a town that is the centre of one. In Якутия and in the
    Сахалинская область only the centre tells. Where two zones are named, none is proposed.

    >>> propose_zone("г. Якутск"), propose_zone("с. Баган, Новосибирская область"), propose_zone("с. Хандыга")
    ('Asia/Yakutsk', 'Asia/Novosibirsk', None)
    """
    if len(place) > _LONGEST:
        return None
    words = " ".join(place.lower().replace("ё", "е").split())
    (regions, towns), (divided_regions, only_towns) = _read(_TABLE), _read(_DIVIDED)
    found = _find(words, regions)
    divided = _find(words, divided_regions)
    if divided:
        # An empty name stands for what is not known.
        found |= divided if divided <= _find(words, only_towns) else {""}
    if not found:
        found = _find(words, towns, only_towns)
    return next(iter(found)) or None if len(found) == 1 else None
