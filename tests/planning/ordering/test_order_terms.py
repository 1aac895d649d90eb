"""What is said of an order: purpose, acts, control, executor, signatory; who is meant by it."""

from __future__ import annotations

import pytest

from roadmap_engine.model import Plan, PlanOrder
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import ROADMAP, adopt_text
from tests.planning.ordering.orders import PEOPLE, adopt, order_of

OUTSIDE = ROADMAP.replace("roles:\n", "roles:\n  department: {title: управление, outside: true}\n")


def codes_of(plan: Plan) -> list[str]:
    """What the drawing of the order has met."""
    return [problem.code for problem in draw_order(plan)[1] if problem.code.startswith("RM96")]


class TestPurpose:
    """Why: said in the genitive, in the nominative, with a preposition; or told by the title."""

    @pytest.mark.parametrize(
        ("said", "printed", "codes"),
        [
            ("повышения качества образования", "В целях повышения качества образования в 2026", []),
            ("Повышение качества образования", "В целях повышения качества образования в 2026", []),
            (
                "снижение рисков и учёт оценок",
                "снижения рисков и учёта оценок",
                [],
            ),
            ("для подготовки к ГИА", "Для подготовки к ГИА в 2026/2027 учебном году", []),
            ("подготовки к ГИА 2027 года", "В целях подготовки к ГИА 2027 года", []),
            ("«учёта {{ procedure.name }}»", "В целях учёта ВПР", []),
            ("обеспечить качество", "В целях обеспечить качество в 2026", ["RM964"]),
        ],
    )
    def test_it_stands_in_the_preamble(self, said: str, printed: str, codes: list[str]) -> None:
        """No year is said twice, and what is not certain is told."""
        plan, _ = adopt(f'{{purpose: "{said.strip("«»")}"}}')
        assert printed in order_of(plan).preamble
        assert codes_of(plan) == codes
        assert order_of(plan).preamble.count("2027") == 1

    @pytest.mark.parametrize(
        ("title", "printed"),
        [
            ("План по повышению качества образования", "В целях повышения качества образования в 2026"),
            ("План по сохранению здоровья на 2026-2027 учебный год", "сохранения здоровья в 2026/2027 учеб"),
            ("План (дорожная карта) по подготовке и проведению ГИА", "подготовки и проведения ГИА"),
            ("План по обеспечению и оценке", "обеспечения и оценки"),
            ("План по результатам ВПР", "организации работы по результатам ВПР"),
            ("Комплекс мер, направленных на сохранение здоровья", "работы, направленной на сохранение"),
            ("План воспитательной работы", "В целях организации работы в 2026/2027 учебном году"),
        ],
    )
    def test_where_nobody_says_it_the_title_does(self, title: str, printed: str) -> None:
        """And no order speaks of results that its plan does not speak of."""
        plan, _ = adopt_text("")
        order = order_of(with_fields(plan, title=title))
        assert printed in order.preamble
        assert ("результатов" in order.preamble) is False

    def test_without_a_year_there_is_none(self) -> None:
        """A plan of no school year says none."""
        plan, _ = adopt_text("")
        assert "году" not in order_of(with_fields(plan, academic_year=None)).preamble


class TestBasis:
    """On which acts: in one row where they can be declined, in their own words where they cannot."""

    @pytest.mark.parametrize(
        ("said", "printed", "codes"),
        [
            ("[]", "В целях", []),
            ("приказ управления от 1 июня 2026 г. № 101", "В соответствии с приказом управления от 1", []),
            (
                "[Федеральный закон № 273-ФЗ, устав школы]",
                "Федеральным законом № 273-ФЗ, уставом школы,",
                [],
            ),
            ("статья 28 Федерального закона", "В соответствии со статьей 28", []),
            ("во исполнение поручения главы", "Во исполнение поручения главы, в целях", []),
            ("три кита", "На основании документа «три кита»", ["RM963"]),
        ],
    )
    def test_acts_stand_before_the_purpose(self, said: str, printed: str, codes: list[str]) -> None:
        """An empty list names none."""
        plan, _ = adopt(f"{{basis: {said}}}")
        assert order_of(plan).preamble.startswith(printed) or printed in order_of(plan).preamble
        assert codes_of(plan) == codes

    def test_the_order_of_the_roadmap_comes_before_its_acts_unless_others_are_said(self) -> None:
        """Three say it: the school, the order the roadmap was issued with, the roadmap's own acts."""
        acts = ROADMAP.replace("roles:\n", "basis: [устав округа]\nroles:\n", 1)
        issued = "order: {issuer_genitive: управления, date: 2026-06-01, number: '7'}\nroles:\n"
        both = acts.replace("roles:\n", issued, 1)
        for roadmap, said, expected in (
            (acts, "{}", "В соответствии с уставом округа, в"),
            (both, "{}", "В соответствии с приказом управления от 1 июня 2026 г. № 7, в"),
            (both, "{basis: устав школы}", "В соответствии с уставом школы, в"),
            (acts, "{basis: []}", "В целях"),
        ):
            plan, _ = adopt(said, roadmap=roadmap)
            assert order_of(plan).preamble.startswith(expected)


class TestControl:
    """Who controls: the head, a person, a role; and nobody who is not the school's."""

    @pytest.mark.parametrize(
        ("control", "last", "codes"),
        [
            ("self", "оставляю за собой.", []),
            ("head", "оставляю за собой.", []),
            ("deputy-head", "возложить на заместителя директора по УВР Ким А. В.", []),
            ("deputies", "возложить на заместителя директора по УВР Ким А. В.", []),
            ("teachers", "возложить на учителей-предметников.", []),
            ("associations", "оставляю за собой.", ["RM962"]),
            ("department", "оставляю за собой.", ["RM962"]),
            ("somebody", "оставляю за собой.", ["RM961"]),
        ],
    )
    def test_it_is_the_last_point(self, control: str, last: str, codes: list[str]) -> None:
        """What the head does herself is said apart where the control is another's."""
        plan, found = adopt(f"{{control: {control}}}", roadmap=OUTSIDE)
        order = order_of(plan)
        assert order.points[-1].text.endswith(last)
        assert found == codes
        charged = "возложить" in last
        assert bool(order.points[-1].addressees) == charged
        assert [point.text.startswith("Выполнение пункта 2.1 плана") for point in order.points].count(
            True
        ) == charged
        about = [name for point in order.points for each in (point, *point.items) for name in each.about]
        assert sorted(about) == sorted(measure.id for measure in plan.measures())

    def test_whoever_controls_signs_for_that_point_too(self) -> None:
        """One line in the list for one person."""
        plan, _ = adopt("{control: librarian}")
        assert "Сорокина А. И., педагог-библиотекарь (пункт 5)" in order_of(plan).acknowledged
        plan, _ = adopt("{control: deputy-head}")
        names = [line for line in order_of(plan).acknowledged if line.startswith("Ким")]
        assert names == ["Ким А. В., заместитель директора по УВР (пункты 2, 3, 5)"]

    def test_a_school_means_its_person_and_a_roadmap_its_role(self) -> None:
        """Both have somebody of that name, and they are two."""
        librarian = "roles:\n  librarian: {title: библиотекари, filled_by: [head]}\n"
        named = ROADMAP.replace("roles:\n", librarian, 1)
        ours, _ = adopt("{control: librarian}", roadmap=named)
        assert "педагога-библиотекаря Сорокину А. И." in order_of(ours).points[-1].text
        theirs, _ = adopt("{}", roadmap=named.replace("roles:\n", "order: {control: librarian}\nroles:\n", 1))
        assert order_of(theirs).points[-1].text.endswith("оставляю за собой.")

    def test_a_role_is_known_by_its_former_id(self) -> None:
        """A newer version has renamed it, and the school's word stands as it was."""
        renamed = ROADMAP.replace(" deputies", " helpers").replace("[deputies", "[helpers")
        renamed = renamed.replace("helpers: {", "helpers: {was: deputies, ", 1)
        plan, codes = adopt("{control: deputies}", roadmap=renamed)
        assert codes == []
        assert "Ким" in order_of(plan).points[-1].text


class TestSignatory:
    """Who signs, in what post; and whom she cannot charge."""

    @pytest.mark.parametrize(
        ("said", "signed", "charged"),
        [
            ("acting", ("И.о. директора", "О. П. Кузнецова"), True),
            ("{person: deputy-head, post: и.о. директора}", ("И.о. директора", "А. В. Ким"), False),
            ("head", ("Директор", "М. П. Орлова"), True),
            ("teachers", ("Директор", "М. П. Орлова"), True),
        ],
    )
    def test_she_answers_to_nobody_nor_does_the_head(
        self, said: str, signed: tuple[str, str], charged: bool
    ) -> None:
        """An acting head charges neither herself nor the head she stands for."""
        plan, _ = adopt(f"{{signatory: {said}}}")
        order = order_of(plan)
        assert (order.signatory_post, order.signatory_name) == signed
        keys = {key for point in order.points for key in point.addressees}
        assert ("deputy-head" in keys) == charged
        assert "head" not in keys

    def test_only_somebody_with_a_name_signs_or_is_the_executor(self) -> None:
        """A group has no signature."""
        plan, codes = adopt("{signatory: teachers, executor: teachers}")
        assert codes == ["RM962", "RM962"]
        assert order_of(plan).executor == ()

    def test_the_mark_on_the_executor_has_name_and_telephone(self) -> None:
        """As far as there is a telephone."""
        assert order_of(adopt("{executor: librarian}")[0]).executor == ("Сорокина Анна Ильинична",)
        plan, _ = adopt_text("order: {executor: deputies}\n", organisation=f"{PEOPLE}phone: 8 (382) 2-22\n")
        assert order_of(plan).executor == ("Ким А. В.", "8 (382) 2-22")


def test_a_plan_of_which_nothing_is_said_reads_as_before() -> None:
    """No new keys in plan.json."""
    assert set(PlanOrder().model_dump(mode="json")) == {"date", "number", "qr", "appendices"}
