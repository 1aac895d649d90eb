"""Points of a higher order become measures of a school's plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from roadmap_engine import adopt
from roadmap_engine.model import Plan, PlanMeasure
from roadmap_engine.model.taken_point import is_for_school_heads
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import ROADMAP, SCHOOL, adopt_text

ORDER = """
order:
  issuer_genitive: Управления образования города Примерска
  date: 2026-12-23
  number: "503"
  text:
    heading: О проверочных работах
    preamble: В целях повышения качества образования
    points:
      - to: Руководителям общеобразовательных организаций
        points:
          - text: Представить график работ в управление образования (до 25.01.2027 г.).
            deadline: до 25.01.2027 г.
            report_to: в управление образования
          - text: Проводить проверочные работы по итогам 2026 г. ({{ deadline }}).
            measures: [by-pupil]
          - text: "Составить план, включая:"
            items: [анализ;, меры.]
          - text: Проверить работы и представить справку до 10.02.2027.
            deadline: [каждую неделю, до 10.02.2027]
      - to: Методисту Примеровой Е. А.
        text: помочь школам.
      - to: Директорам школ
        text: "обеспечить исполнение:"
        points:
          - text: плана-графика в 2026-2027 учебном году;
            deadline: в 2026-2027 учебном году
          - {number: "", text: настоящего приказа.}
      - Контроль исполнения приказа возложить на заместителя начальника Образцову А. Б.
    signature: {post: Начальник управления, name: А. Б. Шаблонов}
"""
TEXT = ROADMAP + ORDER


def taken(entries: str, text: str = TEXT) -> tuple[Plan, dict[str, PlanMeasure], set[str]]:
    """The plan with points taken over, the measures that came of them, and the codes of its problems."""
    plan, problems = adopt_text(f"take_over: {entries}\n", roadmap=text)
    measures = {measure.id: measure for measure in plan.measures() if measure.id.startswith("order-")}
    return plan, measures, {problem.code for problem in problems} - {"RM310", "RM309"}


class TestMeasure:
    """The point's words, its deadline, and whom to report to."""

    def test_the_words_are_the_acts_and_the_deadline_is_a_date(self) -> None:
        _, measures, codes = taken('["1.1"]')
        measure = measures["order-1-1"]
        assert measure.title == "Представить график работ в управление образования"
        assert measure.cells["Сроки"] == "до 25.01.2027 г."
        assert [days.due for days in measure.deadline.occurrences] == [dt.date(2027, 1, 25)]
        assert measure.result == "Отчёт представлен в управление образования (до 25.01.2027 г.)"
        assert codes == set()

    def test_the_head_answers_unless_the_school_says_who_does(self) -> None:
        _, measures, _ = taken('["1.1"]')
        assert measures["order-1-1"].cells["Ответственные"] == "Директор Орлова М. П."
        _, measures, _ = taken("[{point: 1.1, responsible: deputies, output: note, participants: teachers}]")
        measure = measures["order-1-1"]
        assert measure.cells["Ответственные"] == "Заместитель директора по УВР Ким А. В."
        assert measure.cells["Участники"] == "Учителя-предметники"
        assert measure.output == "Аналитическая справка"

    def test_they_stand_in_a_stage_of_their_own_or_where_the_school_wants_them(self) -> None:
        plan, measures, _ = taken('["1.1"]')
        assert plan.stages[-1].title == (
            "Исполнение приказа Управления образования города Примерска от 23 декабря 2026 г. № 503"
        )
        assert measures["order-1-1"].number == "3.1."
        plan, measures, _ = taken("[{point: 1.1, stage: decisions, id: order-schedule}]")
        assert [stage.id for stage in plan.stages] == ["analysis", "decisions"]
        assert measures["order-schedule"].number == "2.3."

    def test_every_value_comes_from_the_point_or_from_the_school(self) -> None:
        _, measures, _ = taken("[{point: 1.1, responsible: deputies}]")
        origins = measures["order-1-1"].provenance
        assert {name: (origin.layer, origin.file) for name, origin in origins.items()} == {
            "title": ("tiny", "roadmap.yaml"),
            "directive": ("tiny", "roadmap.yaml"),
            "deadline": ("tiny", "roadmap.yaml"),
            "result": ("tiny", "roadmap.yaml"),
            "responsible": ("school-7-vpr", "adoption.yaml"),
        }
        lines = TEXT.splitlines()
        assert "Представить график работ" in lines[origins["title"].line - 1]
        assert "до 25.01.2027" in lines[origins["deadline"].line - 1]

    def test_a_point_of_measures_has_their_deadline(self) -> None:
        _, measures, codes = taken('["1.2"]')
        measure = measures["order-1-2"]
        assert measure.title == "Проводить проверочные работы по итогам 2026 г."
        assert measure.cells["Сроки"] == "После получения результатов в течение 2 недель"
        assert codes == {"RM660"}

    def test_a_list_stays_a_list_and_is_one_sentence_in_the_order(self) -> None:
        plan, measures, codes = taken("[{point: 1.3, deadline: до 1 марта 2027 г., responsible: deputies}]")
        measure = measures["order-1-3"]
        assert measure.title == "Составить план, включая:\n– анализ;\n– меры."
        assert codes == set()
        order, _ = draw_order(plan)
        assert order is not None
        words = " ".join(item.text for point in order.points for item in (point, *point.items))
        assert "Составить план, включая: анализ; меры (пункт 3.1 плана) – до 1 марта 2027 г." in words

    def test_several_deadlines_are_one_cell(self) -> None:
        _, measures, _ = taken('["1.4"]')
        assert measures["order-1-4"].cells["Сроки"] == "каждую неделю; до 10.02.2027"
        assert measures["order-1-4"].title == "Проверить работы и представить справку"

    def test_a_point_that_only_leads_in_lends_its_words(self) -> None:
        _, measures, codes = taken('["3"]')
        assert [measure.title for measure in measures.values()] == [
            "Обеспечить исполнение плана-графика",
            "Обеспечить исполнение настоящего приказа",
        ]
        assert list(measures) == ["order-3-1", "order-3-2"]
        assert codes == {"RM657"}

    def test_without_an_addressee_of_the_report_the_control_is_named(self) -> None:
        _, measures, _ = taken('["3.1"]')
        assert measures["order-3-1"].result == "Контроль возложен на заместителя начальника Образцову А. Б."
        kept = TEXT.replace("возложить на заместителя начальника Образцову А. Б.", "оставляю за собой.")
        _, measures, _ = taken('["3.1"]', kept)
        assert measures["order-3-1"].result == "Контроль: начальник управления Шаблонов А. Б."
        _, measures, _ = taken("[{point: 3.1, report_to: в отдел оценки качества}]")
        assert measures["order-3-1"].result == (
            "Отчёт представлен в отдел оценки качества (в 2026-2027 учебном году)"
        )


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ('["1.9"]', "RM652"),
        ('["2"]', "RM653"),
        ('["4"]', "RM653"),
        ("[{point: 1.1, stage: nowhere}]", "RM655"),
        ("[{point: 1.1, responsible: nobody}]", "RM655"),
        ("[{point: 1.1, output: poem}]", "RM655"),
        ('["1.1", "1.1"]', "RM656"),
        ("[{point: 1.1, id: by-pupil}]", "RM656"),
        ('["1.3"]', "RM657"),
    ],
)
def test_what_cannot_be_taken_over_is_told(entries: str, code: str) -> None:
    """A wrong number, somebody else's point, a name that is not there: each at its place."""
    assert code in taken(entries)[2]


def test_a_roadmap_without_the_orders_words_has_no_points() -> None:
    """A stamp alone says nothing to take over."""
    assert "RM654" in taken('["1.1"]', ROADMAP)[2]


@pytest.mark.parametrize(
    ("name", "point", "number", "words"),
    [
        (
            "leninsk-kuznetsky-2020-order-503",
            "1.4",
            "6.",
            "Провести анализ эффективности принятых мер по организации образовательного процесса",
        ),
        (
            "sakha-2021-order-441",
            "8",
            "6.",
            "Обеспечить реализацию Рекомендаций на уровне образовательной организации",
        ),
        (
            "rubtsovsk-2023-order-534",
            "2.1",
            "IX.",
            "Обеспечить своевременное исполнение планов-графиков оценочных процедур",
        ),
    ],
)
def test_points_of_the_published_orders(
    name: str, point: str, number: str, words: str, tmp_path: Path
) -> None:
    """Orders 503, 441 and 534 each lay something upon heads of schools."""
    (tmp_path / "organisation.yaml").write_text(SCHOOL, encoding="utf-8")
    adoption = tmp_path / "adoption.yaml"
    adoption.write_text(
        f"adoption: school-7\nroadmap: {name}\norganisation: organisation.yaml\nprocedure: vpr\n"
        f'school_year: 2020/2021\ntake_over: ["{point}"]\n',
        encoding="utf-8",
    )
    plan = adopt(adoption).value
    assert plan is not None
    (measure,) = plan.stages[-1].measures
    assert measure.title.startswith(words)
    assert plan.stages[-1].number == number
    assert measure.provenance["title"].layer == name
    assert [person.key for who in measure.responsible for person in who.people] == ["head"]


@pytest.mark.parametrize(
    ("addressee", "is_head"),
    [
        ("Руководителям общеобразовательных организаций", True),
        ("Руководителям муниципальных бюджетных общеобразовательных учреждений", True),
        ("Директорам лицеев и гимназий", True),
        ("Начальнику отдела Ивановой И. И., директорам школ", True),
        ("Дурниковой А.В., директору МКОУ СОШ № 1 г. Кедрового", True),
        ("Общеобразовательным организациям", True),
        ("Школам", True),
        (
            "Руководителям органов местного самоуправления, осуществляющих управление в сфере образования",
            False,
        ),
        ("Заведующему муниципального бюджетного учреждения «Информационно-методический центр»", False),
        ("Руководителям школьных методических объединений", False),
        ("Заместителям директоров школ по УВР", False),
        ("Директору департамента образования", False),
        ("Учителям школ", False),
    ],
)
def test_heads_of_schools_are_told_from_others(addressee: str, is_head: bool) -> None:
    """By the post in the dative and what it is the head of."""
    assert is_for_school_heads(addressee) is is_head


def test_a_rule_written_as_structure_is_taken_as_it_is() -> None:
    """The school may say its deadline in any way a measure may."""
    _, measures, _ = taken("[{point: 1.3, deadline: {text: когда будет готово}}]")
    assert measures["order-1-3"].cells["Сроки"] == "когда будет готово"


def test_where_nobody_heads_the_school_nobody_answers() -> None:
    """No role of the roadmap is filled by the signatory; nobody is invented."""
    plan, _ = adopt_text('take_over: ["1.1"]\nroles: {head: []}\n', roadmap=TEXT)
    (measure,) = (each for each in plan.measures() if each.id == "order-1-1")
    assert measure.responsible == ()


def test_a_point_of_a_list_alone_is_its_list() -> None:
    """Whom and what, with no sentence between."""
    listed = TEXT.replace('- text: "Составить план, включая:"\n            items', "- items")
    assert listed != TEXT
    _, measures, _ = taken("[{point: 1.3, deadline: до 1 марта 2027 г.}]", listed)
    assert measures["order-1-3"].title == "– анализ;\n– меры."


def test_what_stands_over_several_points_is_said_of_those_with_its_words() -> None:
    """One line for a whole list of points; a point that reports to nobody has the control."""
    whom = "            report_to: в управление образования\n"
    head = "      - to: Руководителям общеобразовательных организаций\n"
    over = TEXT.replace(whom, "").replace(head, f"{head}{whom[4:]}")
    _, measures, codes = taken('["1.1", "1.4"]', over)
    assert (measures["order-1-1"].result or "").startswith("Отчёт представлен в управление образования")
    assert (measures["order-1-4"].result or "").startswith("Контроль возложен")
    assert codes == set()
