"""A written order becomes lines: numbers counted, markers counted, dates taken from the plan."""

from __future__ import annotations

from roadmap_engine.model import Plan
from roadmap_engine.model.published_order import OrderLine, PublishedOrder
from roadmap_engine.planning.drawing import draw_published
from roadmap_engine.planning.ordering.published import draw_published_order
from tests.overlays.texts import layer, sound, text

HEAD = """
roadmap: base
version: 1.0.0
issuer: Управление образования
title: План
school_year: 2026/2027
columns: [number, title, deadline, responsible]
roles: {head: директор}
parameters: {levels: {title: Уровни, default: основного}}
stages:
  - id: analysis
    title: Анализ
    measures:
      - {id: by-class, title: Анализ по классам, deadline: до 17 января 2027 г., responsible: head}
      - {id: by-school, title: Анализ по школе, deadline: до 20 января 2027 г., responsible: head}
      - {id: by-grade, title: Анализ по параллели, deadline: до 20 января 2027 г., responsible: head}
order:
  issuer_genitive: Управления образования
  date: 2026-12-23
  number: "503"
"""
ORDER = """
  text:
    heading: О работе
    preamble: В целях повышения качества {{ levels }} общего образования
    signature: {post: Начальник, name: А. Б. Образцова}
"""


def draw(points: str, more: str = "") -> PublishedOrder:
    """Draw the order that has these points."""
    assembly = sound(text(f"{HEAD}{ORDER}{more}    points:\n{points}"))
    plan: Plan
    plan, _ = draw_published(assembly, labels={})
    order = draw_published_order(assembly.roadmap, plan)
    assert order is not None
    return order


def lines(points: str) -> list[tuple[str, str]]:
    """Number and words of every line of the points."""
    return [(line.number, line.text) for line in draw(points).points]


def test_a_stamp_alone_is_no_order_to_print() -> None:
    """Where only date and number are known, nothing is printed in their place."""
    assembly = sound(text(HEAD))
    plan, _ = draw_published(assembly, labels={})
    assert draw_published_order(assembly.roadmap, plan) is None


def test_an_order_is_not_inherited() -> None:
    """A layer never prints the order of the text below it."""
    assembly = sound(text(f"{HEAD}{ORDER}    points: [Утвердить план.]\n"), layer(""))
    plan, _ = draw_published(assembly, labels={})
    assert draw_published_order(assembly.roadmap, plan) is None


def test_what_is_not_written_follows_from_the_requisites() -> None:
    """The issuer, the date and the number stand as the roadmap and the stamp have them; gaps are filled."""
    order = draw("      - Утвердить план.\n")
    assert (order.letterhead, order.kind, order.date, order.number) == (
        "Управление образования",
        "ПРИКАЗ",
        "23.12.2026",
        "503",
    )
    assert order.preamble == (OrderLine(text="В целях повышения качества основного общего образования"),)
    assert (order.imperative, order.acknowledged_heading) == ("ПРИКАЗЫВАЮ:", "")


def test_points_are_numbered_to_any_depth() -> None:
    """Four levels, as the rules of office work know them, and a paragraph without a number between."""
    nested = """
      - text: а
        points:
          - text: б
            points:
              - text: в
                points: [г, д]
      - {number: "", text: без номера}
      - е
"""
    assert lines(nested) == [
        ("1.", "а"),
        ("1.1.", "б"),
        ("1.1.1.", "в"),
        ("1.1.1.1.", "г"),
        ("1.1.1.2.", "д"),
        ("", "без номера"),
        ("2.", "е"),
    ]


def test_an_addressee_alone_ends_in_a_colon() -> None:
    """What is under it is hers; with words of its own the point is one sentence."""
    addressed = """
      - to: Руководителям школ
        points: [Провести анализ.]
      - {to: Методисту, jointly: совместно с психологом, text: помочь школам.}
"""
    assert lines(addressed) == [
        ("1.", "Руководителям школ:"),
        ("1.1.", "Провести анализ."),
        ("2.", "Методисту совместно с психологом помочь школам."),
    ]


def test_lists_count_on_from_their_marker() -> None:
    """Letters leave out those that acts leave out; `after` comes after all under the point."""
    listed = """
      - text: "Отразить:"
        marker: а)
        items: [один;, два;, три;, четыре;, пять;, шесть;, семь;, восемь;, девять;, десять.]
        points: [уточнение]
        after: Справку рассмотреть.
"""
    assert lines(listed) == [
        ("1.", "Отразить:"),
        ("а)", "один;"),
        ("б)", "два;"),
        ("в)", "три;"),
        ("г)", "четыре;"),
        ("д)", "пять;"),
        ("е)", "шесть;"),
        ("ж)", "семь;"),
        ("з)", "восемь;"),
        ("и)", "девять;"),
        ("к)", "десять."),
        ("1.1.", "уточнение"),
        ("", "Справку рассмотреть."),
    ]


def test_paragraphs_of_a_point_stay_paragraphs() -> None:
    """The number stands before the first; a section's title is a line of its own."""
    long = """
      - text: |-
          Первый абзац.
          Второй абзац.
      - {number: II., title: Раздел, text: Слова раздела., points: [пункт]}
"""
    assert lines(long) == [
        ("1.", "Первый абзац."),
        ("", "Второй абзац."),
        ("II.", "Раздел"),
        ("", "Слова раздела."),
        ("2.1.", "пункт"),
    ]


def test_a_point_takes_its_date_from_the_measures_it_stands_for() -> None:
    """Each date once, however many measures have it."""
    one = "      - {text: 'Провести анализ ({{ deadline }}).', measures: [by-class]}\n"
    assert lines(one) == [("1.", "Провести анализ (до 17 января 2027 г.).")]
    all_three = "      - {text: 'Анализ: {{ deadline }}.', measures: [by-class, by-school, by-grade]}\n"
    assert lines(all_three) == [("1.", "Анализ: до 17 января 2027 г., до 20 января 2027 г..")]


def test_a_point_takes_its_executors_from_the_measures() -> None:
    """In the dative, each once, with a capital where the sentence begins."""
    point = "      - {to: '{{ responsible }}', text: провести анализ., measures: [by-class, by-school]}\n"
    assert lines(point) == [("1.", "Директору провести анализ.")]


def test_marks_and_groups_are_written_out() -> None:
    """The mark of an electronic signature, the mark on the executors, a working group with its duties."""
    more = """
    second_language: {language: sah, letterhead: Үөрэх салаата}
    e_signature: {certificate: 00AB, owner: Образцова Анна, valid_from: 2026-05-25, valid_to: 2027-05-25}
    executors: [{name: Примерова Е. А., phone: 9-63}, {name: Шаблонов В. Г.}]
    acknowledged: [Е. А. Примерова]
    appendices:
      - stamp: |-
          Приложение 2
          к приказу № 503
        title: Состав группы
        members: [{name: Образцова А. Б., post: начальник, duty: руководитель}]
"""
    order = draw("      - Утвердить план.\n", more)
    assert order.second_letterhead == "Үөрэх салаата"
    assert order.e_signature[1:] == (
        "Сертификат 00AB",
        "Владелец Образцова Анна",
        "Действителен с 25.05.2026 по 25.05.2027",
    )
    assert order.executors == ("Примерова Е. А., 9-63", "Шаблонов В. Г.")
    assert order.acknowledged_heading == "С приказом ознакомлены:"
    (appendix,) = order.appendices
    assert appendix.stamp == ("Приложение 2", "к приказу № 503")
    assert appendix.lines == (OrderLine(number="1.", text="Образцова А. Б., начальник — руководитель."),)


def test_a_table_stands_after_the_words_it_belongs_to() -> None:
    """Its rows are filled up to the width of its heads; what stands under the point comes after it."""
    example = """
      - text: Пример приведён в таблице.
        table:
          label: Таблица 1
          columns: [№, {title: Предметы, columns: [Физика, Химия]}]
          rows: [["1"], ["2", "да", "нет"]]
        points: [Заполнить таблицу.]
"""
    order = draw(example)
    first, table, inner = order.points
    assert (first.text, first.table) == ("Пример приведён в таблице.", None)
    assert table.table is not None
    assert table.table.captions() == ("№", "Физика", "Химия")
    assert table.table.filled_rows() == (("1", "", ""), ("2", "да", "нет"))
    assert inner.text == "Заполнить таблицу."
