"""Points of real orders: who, what and by when each asks for, as a careful clerk reads them.

`orders.yaml` holds the points of public orders, persons replaced. The laws go the other way: an order is made
of known executors, deadlines and actions, in the forms that orders use, and read back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.importing.manuscript import Paragraph
from roadmap_engine.importing.order_measures import (
    MAX_LINE,
    MAX_POINTS,
    MAX_SIGNS,
    MAX_TIME_WORDS,
    excess_of_order,
    read_order,
)
from roadmap_engine.importing.orders import part_order
from roadmap_engine.importing.point_trees import RawPoint
from roadmap_engine.importing.points import OrderPoint, PointKind, read_points
from roadmap_engine.importing.sentences import find_deadline
from roadmap_engine.russian import Case, capitalise_first, decline
from tests.importing.making import import_blocks

ORDERS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "orders.yaml").read_text(encoding="utf-8")
)


def read(*lines: str) -> list[OrderPoint]:
    """Read lines as the points of an order."""
    return list(read_points(part_order([Paragraph(line) for line in lines]).points))


def executors(point: OrderPoint) -> list[str]:
    """Who has to do it."""
    return [each.text for each in point.executors]


def one_of(value: str) -> set[str]:
    """What a reading may be: «a | b» allows two."""
    return {each.strip() for each in value.split(" | ")}


CASES = [
    pytest.param(order, place, id=f"{order['order']}-{place}")
    for order in ORDERS
    for place in range(len(order["points"]))
]


@pytest.mark.parametrize(("order", "place"), CASES)
def test_a_point_is_read_as_a_clerk_reads_it(order: dict[str, Any], place: int) -> None:
    """«до 15 мая» ends where it ends, and every executor is whole, in the nominative."""
    wanted = order["points"][place]
    alike = [each for each in order["points"][:place] if each["number"] == wanted["number"]]
    points = [each for each in read(*order["paragraphs"].splitlines()) if each.number == wanted["number"]]
    point = points[len(alike)]
    assert point.kind == wanted.get("kind", "action")
    assert len(point.deadlines) == len(wanted["when"])
    assert all(got in one_of(value) for got, value in zip(point.deadlines, wanted["when"], strict=True))
    # Several persons under one post may be told apart or not.
    assert any(", ".join(executors(point)) == each for each in one_of(", ".join(wanted["who"])) or {""})
    assert all(each.certain for each in point.executors) is not wanted.get("doubtful", False)
    if "what" in wanted:
        assert point.action == wanted["what"]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order["order"])
def test_nothing_else_is_read_into_an_order(order: dict[str, Any]) -> None:
    """An order has the points a clerk counts, and no more."""
    numbers = [point.number for point in read(*order["paragraphs"].splitlines())]
    assert numbers == [point["number"] for point in order["points"]]


@pytest.mark.parametrize(
    ("sentence", "deadlines"),
    [
        ("Зачислить детей с 1 по 4 класс до 100 мест", []),
        ("Обеспечить питание до 1 класса и до 18 лет", []),
        ("Довести до сведения родителей информацию", []),
        ("Довести до всех организаций приказ", []),
        ("Довести до руководителей содержание приказа в срок до 5 мая", ["до 5 мая"]),
        ("Провести работу с детьми до конца учебного года", ["до конца учебного года"]),
        ("Представить отчет за сентябрь до 5 октября", ["до 5 октября"]),
        ("Представить в срок до 15.00 15 мая 2025 г. сведения", ["до 15.00 15 мая 2025 г."]),
        ("Установить начало занятий в 8.30", []),
        ("Подготовить учреждения к 1 сентября", []),
        ("Обеспечить постоянно действующую комиссию", []),
        ("Осуществлять контроль постоянно", ["постоянно"]),
        ("Утвердить график на 2025/2026 учебный год", []),
        ("Провести акцию «С 1 по 10 мая» 5 мая 2025 г.", ["5 мая 2025 г."]),
        ("В соответствии с приказом от 5 мая 2025 г. № 12 провести сверку", []),
        (
            "Разместить приказ не позднее следующего дня после его подписания",
            ["не позднее следующего дня после его подписания"],
        ),
        (
            "Ознакомить с приказом в течение трех дней с момента издания под роспись",
            ["в течение трех дней с момента издания"],
        ),
        ("Сдать отчёт не позднее 20 июня 2025 г., копию 25 июня", ["не позднее 20 июня 2025 г.", "25 июня"]),
        ("Работать в соответствии с приказом № 45 ежеквартально", ["ежеквартально"]),
        ("Провести собрания в сентябре, декабре, мае", ["в сентябре, декабре, мае"]),
        ("На время каникул с 27.10 по 04.11 закрыть спортзал", ["с 27.10 по 04.11"]),
        ("В период каникул с 5 по 11 ноября открыть лагерь", ["с 5 по 11 ноября"]),
        ("Организовать отдых детей в период каникул", ["в период каникул"]),
        ("Принять меры безопасности на период зимних каникул", []),
        ("Провести семинар (12 сентября 2025 г., актовый зал)", ["12 сентября 2025 г."]),
        ("Направить списки за 3 дня до начала смены в оргкомитет", ["за 3 дня до начала смены"]),
        ("Разместить утверждённый до 5 мая план на сайте", []),
        ("Учесть результаты работ, проведённых в декабре 2020 г.", []),
        ("Сдать отчёт по устранению нарушений", []),
        ("Устранить нарушения в месячный срок", ["в месячный срок"]),
        ("Сдать табель до 30 числа", ["до 30 числа"]),
        ("В течение 3 дней после окончания четверти классным руководителям сдать отчёт", [
            "В течение 3 дней после окончания четверти",
        ]),
    ],
)  # fmt: skip
def test_where_a_deadline_ends_and_what_is_none(sentence: str, deadlines: list[str]) -> None:
    """Words that read as time, but say how far, how many, of what year or what was, are no deadline."""
    assert list(find_deadline(sentence)) == deadlines


ROLES = (
    *("руководители общеобразовательных организаций", "классные руководители 5–9 классов", "директор школы"),
    *(
        "заместитель директора по УВР",
        "педагог-психолог",
        "учителя-предметники",
        "ответственный за сайт Громов Г. Г.",
    ),
    *("отдел общего образования", "МБУ «Центр развития образования»", "заведующий хозяйством"),
    *(
        "методист Иванова А. А.",
        "главный специалист управления образования Петров Б. Б.",
        "секретарь Кузнецова В. В.",
    ),
    *("рабочая группа", "педагогический совет", "главное управление образования области"),
)
DEADLINES = (
    *("до 15 мая 2027 г.", "не позднее 1 октября", "с 11 по 20 апреля 2027 г.", "ежемесячно до 5 числа"),
    *("в течение 3 рабочих дней со дня издания приказа", "2 раза в год", "в ноябре 2026 года"),
    *(
        "не позднее чем за 10 дней до начала учебного года",
        "в течение 2026/2027 учебного года",
        "ежеквартально",
    ),
    *("после получения результатов", "в месячный срок", "до 18.00 14 ноября 2026 г.", "постоянно"),
)
ACTIONS = (
    *("провести анализ результатов", "представить отчёт в управление образования (приложение 1)"),
    *("довести приказ до сведения родителей", "назначить ответственных за проведение ВПР в 4–8 классах"),
    *("разместить «План на 1 полугодие» на сайте", "обеспечить приём до 100 детей"),
    *(
        "организовать работу в соответствии с приказом от 12.03.2026 № 45",
        "ознакомить работников под подпись",
    ),
)


def to_dative(role: str) -> str:
    """Put an executor into the dative, as an order addresses it."""
    form = decline(role).get(Case.DATIVE)
    assert form is not None, role
    return form


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, list[str], str, str]:
    """A point: its words, its executors, its deadline, its action."""
    roles = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True))
    when, what = draw(st.sampled_from(DEADLINES)), draw(st.sampled_from(ACTIONS))
    who = ", ".join(to_dative(role) for role in roles)
    lead = draw(st.sampled_from(("", "Рекомендовать ")))
    shape = draw(st.sampled_from(("{who} {when} {what}.", "{who} {what} {when}.", "{who} {what} ({when});")))
    words = shape.format(who=who, when=when, what=what)
    return lead + words if lead else capitalise_first(words), roles, when, what


@given(sentences())
@settings(max_examples=150, deadline=None)
def test_what_an_order_says_is_read_back(made: tuple[str, list[str], str, str]) -> None:
    """Executors declined into the dative, a deadline and an action, in any order, come back as they were."""
    words, roles, when, what = made
    [point] = read("ПРИКАЗЫВАЮ:", f"1. {words}")
    assert executors(point) == roles
    assert point.deadlines == (when,)
    assert point.action == capitalise_first(what)
    assert point.recommended is words.startswith("Рекомендовать")


@given(st.lists(sentences(), min_size=1, max_size=4), st.sampled_from(("1.{}. ", "{}) ", "- ", "")))
@settings(max_examples=60, deadline=None)
def test_what_stands_in_the_head_holds_for_the_points_below(
    made: list[tuple[str, list[str], str, str]], label: str
) -> None:
    """«Руководителям школ до 5 мая: 1.1. …»: the points below have its executors and its deadline."""
    _words, roles, when, _what = made[0]
    head = f"1. {capitalise_first(', '.join(to_dative(role) for role in roles))} {when}:"
    below = [f"{label.format(place)}{what};" for place, (*_rest, what) in enumerate(made, 1)]
    points = read("ПРИКАЗЫВАЮ:", head, *below)
    assert [point.action for point in points] == [capitalise_first(what) for *_rest, what in made]
    assert all(executors(point) == roles for point in points)
    assert all(point.deadlines == (when,) and point.inherited for point in points)


OTHER_LINES = (
    *("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "ПРИКАЗ", "от 12.09.2026 № 45", "Об анализе результатов", "г. Зареченск"),
    *("В целях повышения качества образования", "ПРИКАЗЫВАЮ:", "Приложение: на 2 л.", "Приложение № 1"),
    *("1. Утвердить план (приложение).", "2. Директору школы:", "2.1. провести анализ;", "а) сдать отчёт;"),
    *(
        "- всем классам;",
        "включая учителей и родителей;",
        "Сверить списки до 5 мая.",
        "3) Назначить дежурных.",
    ),
    *("3. Контроль за исполнением приказа оставляю за собой.", "Начальник управления", "А. Б. Образцова"),
    *("С приказом ознакомлены:", "_____ В. Г. Шаблонов", "1.5 Провести опрос", "10.", "–"),
)


@given(st.lists(st.sampled_from(OTHER_LINES), max_size=14), st.sampled_from(("left", "right")))
@settings(max_examples=300, deadline=None)
def test_every_paragraph_is_a_point_the_heading_or_told(lines: list[str], side: Any) -> None:
    """Filled paragraphs = lines of points + heading + the rest that is told, whatever the order is like."""
    paragraphs = [
        Paragraph(line, side=side if place % 3 == 2 else "left") for place, line in enumerate(lines)
    ]
    parts = part_order(paragraphs)

    def count(points: list[RawPoint]) -> int:
        return sum(len(point.lines) + count(point.under) for point in points)

    alone = sum(line == "ПРИКАЗЫВАЮ:" for line in lines) - sum(
        "ПРИКАЗЫВАЮ" in text for _part, text in parts.rest
    )
    told = count(parts.points) + len(parts.heading) + len(parts.rest)
    # «ПРИКАЗЫВАЮ:» by itself, the first of them, says nothing that could be lost.
    assert told + min(max(alone, 0), 1) == len(lines)


@given(st.lists(sentences(), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_every_point_is_a_measure_or_told(made: list[tuple[str, list[str], str, str]]) -> None:
    """Points = measures + notices about those that are none."""
    lines = [f"{place}. {words}" for place, (words, *_rest) in enumerate(made, 1)]
    closing = f"{len(made) + 1}. Контроль за исполнением приказа возложить на методиста Иванову А. А."
    order = read_order([Paragraph(line) for line in ("ПРИКАЗЫВАЮ:", *lines, closing, "Начальник управления")])
    assert sum(len(section.entries) for section in order.sections) == len(made)
    assert [problem.code for problem in order.told] == ["RM890", "RM891"]


class TestWholeOrders:
    """An order as a Word file, from the letterhead to the acknowledgement list."""

    def test_what_is_no_point_is_told_by_its_part(self) -> None:
        plan = import_blocks(
            "=УПРАВЛЕНИЕ ОБРАЗОВАНИЯ",
            "=ПРИКАЗ",
            "Об анализе результатов",
            "ВПР в 2026/2027 учебном году",
            "На основании письма от 01.09.2026 № 5",
            "ПРИКАЗЫВАЮ:",
            "1. Отделу общего образования (Тен Л. Б.) провести анализ до 1 октября 2026 г.",
            "2. Контроль за исполнением приказа возложить на заместителя начальника Белову К. К.",
            "Приложение: на 2 л. в 1 экз.",
            "Начальник управления",
            "А. Б. Образцова",
            "С приказом ознакомлены:",
            "_____ В. Г. Шаблонов",
            ">Приложение № 1",
            "1. Положение вступает в силу 1 октября 2026 г.",
        )
        assert plan.plan.title == "Об анализе результатов"
        assert plan.titles() == ["Провести анализ"]
        assert plan.responsible() == [["отдел общего образования (Тен Л. Б.)"]]
        told = [problem.words for problem in plan.problems if problem.code == "RM891"]
        assert [each["thing"].removeprefix("the-order-") for each in told] == [
            *("letterhead", "preamble", "enclosure", "signature", "acknowledgement", "appendix"),
        ]
        assert [each["count"] for each in told] == ["2", "2", "1", "2", "2", "2"]

    def test_a_deadline_that_is_not_read_does_not_take_the_others_with_it(self) -> None:
        plan = import_blocks(
            "ПРИКАЗЫВАЮ:",
            "1. Директору школы устранить нарушения в месячный срок, отчёт сдать до 15.12.2026.",
        )
        assert plan.deadlines() == ["до 15.12.2026"]
        assert plan.titles() == ["Устранить нарушения в месячный срок, отчёт сдать до 15.12.2026"]
        assert plan.codes == ["RM872", "RM894", "RM867"]

    def test_an_executor_that_is_not_certain_stays_as_printed(self) -> None:
        plan = import_blocks("ПРИКАЗЫВАЮ:", "1. Методисту Кравцу П. П. провести анализ до 1 мая.")
        assert plan.responsible() == [["методисту Кравцу П. П."]]
        assert "RM892" in plan.codes

    def test_events_that_everybody_knows_need_no_description(self) -> None:
        plan = import_blocks(
            "ПРИКАЗЫВАЮ:",
            "1. Секретарю разместить приказ в течение трёх дней со дня издания приказа.",
            "2. Методисту подвести итоги в течение недели после получения результатов.",
            "3. Методисту сдать отчёт в течение 5 дней после завершения городского форума.",
        )
        assert [event.title for event in plan.plan.events.values()] == ["завершение городского форума"]
        assert plan.codes.count("RM875") == 1

    def test_points_count_on_past_a_list_of_members(self) -> None:
        points = read(
            "ПРИКАЗЫВАЮ:",
            "1. Создать комиссию в составе:",
            "Председатель комиссии – Иванова А. А., директор;",
            "Директор школы Петров Б. Б.",
            "2. Комиссии начать работу 1 сентября.",
            "Директор",
        )
        assert [point.number for point in points] == ["1.", "2."]
        assert "Иванова А. А." in points[0].action
        assert points[1].kind is PointKind.ACTION

    def test_a_numbered_text_that_asks_nobody_is_no_order(self) -> None:
        plan = import_blocks("О школе", "1. Школа открыта давно.", "2. Школа стоит у реки.")
        assert plan.codes == ["RM853"]

    @pytest.mark.parametrize(
        ("lines", "limit"),
        [
            ([f"{place}. Провести опрос." for place in range(1, 98)] * 6, MAX_POINTS),
            ([f"{place}. {'до 5 мая ' * 350}" for place in range(1, 5)], MAX_TIME_WORDS),
            (["1. " + "директору и " * 2_000], MAX_LINE),
            ([f"{place}. {'провести анализ, ' * 200}" for place in range(1, 99)], MAX_SIGNS),
        ],
    )
    def test_what_is_no_order_by_its_size_is_refused_unread(self, lines: list[str], limit: int) -> None:
        excess = excess_of_order([Paragraph(line) for line in ("ПРИКАЗЫВАЮ:", *lines)])
        assert excess is not None
        assert excess[1] == limit
