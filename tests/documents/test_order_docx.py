"""The school's order: who has to provide what by when, in cases that are certain, as a paper a head signs."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import pytest

from roadmap_engine.diagnostics import Severity
from roadmap_engine.documents.papers.order_docx import render_order
from roadmap_engine.model import Assignee, Plan, PlanDeadline, PlanOrder, PlanPerson
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderText
from roadmap_engine.planning.ordering.order import draw_order
from roadmap_engine.planning.ordering.points import find_over
from roadmap_engine.russian import capitalise_first
from tests.documents.plans import MATHS, MUTED, RUSSIAN, published_plan, sakha_like_plan, small_plan

TEACHERS = Assignee(role="subject-teachers", title="учителя-предметники")
TEMPLATE = (Path(__file__).parents[2] / "templates" / "order.docx").read_bytes()


def order_of(plan: Plan) -> OrderText:
    """Draw the order of a plan; at most some of its days are over when it is signed."""
    order, problems = draw_order(plan)
    assert {problem.code for problem in problems} <= {"RM650"}
    assert order is not None
    return order


def changed(plan: Plan, **update: object) -> Plan:
    """The plan with its first measure changed."""
    stage = plan.stages[0]
    measure = with_fields(stage.measures[0], **update)
    stages = (with_fields(stage, measures=(measure, *stage.measures[1:])), *plan.stages[1:])
    return with_fields(plan, stages=stages)


def all_words(order: OrderText) -> list[str]:
    """The words of every point and of what stands under it."""
    return [each.text for point in order.points for each in (point, *point.items)]


def said_first(order: OrderText) -> str:
    """The first thing somebody is told to do, whether it is alone in its point or not."""
    point = order.points[1]
    if point.items:
        return point.items[0].text
    return capitalise_first(point.text.removeprefix("Учителям-предметникам "))


def read(order: OrderText) -> str:
    """The text of the drawn order, table cells included, its spaces all plain."""
    data, problems = render_order(order, TEMPLATE)
    assert problems == ()
    assert data is not None
    texts = [
        node.text or ""
        for node in docx.Document(io.BytesIO(data)).element.body.iter()
        if node.tag.endswith("}t")
    ]
    return " ".join(texts).replace("\u00a0", " ")


class TestPoints:
    """A point: executor in the dative, what to do in the infinitive, by when."""

    def test_the_plan_is_approved_first(self) -> None:
        first = order_of(small_plan()).points[0]
        assert first.number == "1."
        assert first.text.startswith("Утвердить план мероприятий («дорожную карту») по реализации")
        assert first.text.endswith("(приложение).")

    def test_executors_stand_in_the_dative(self) -> None:
        charges = [point.text for point in order_of(sakha_like_plan()).points[1:-1]]
        assert charges == [
            (
                "Учителям-предметникам, руководителю школьного методического объединения учителей математики "
                "Сергееву П. И., руководителю школьного методического объединения учителей русского языка "
                "Антипиной М. Н., заместителю директора по УВР Тен Л. Б.:"
            ),
            (
                "Руководителю школьного методического объединения учителей математики Сергееву П. И., "
                "руководителю школьного методического объединения учителей русского языка Антипиной М. Н., "
                "заместителю директора по УВР Тен Л. Б.:"
            ),
            "Заместителю директора по УВР Тен Л. Б.:",
        ]

    def test_an_item_says_what_which_point_of_the_plan_and_by_when(self) -> None:
        items = [item for point in order_of(sakha_like_plan()).points for item in point.items]
        texts = {item.text for item in items}
        assert (
            "Провести анализ результатов ВПР по учебным предметам в разрезе каждого обучающегося "
            "(пункт 1.1 плана) – до 11 июня 2027 г."
        ) in texts
        assert (
            "Обеспечить организацию преемственности обучения и межпредметных связей (пункт 2.7 плана) – "
            "в соответствии с решением Педсовета."
        ) in texts
        assert [item.number for item in items][:2] == ["2.1.", "2.2."]
        assert not any(text.endswith("..") for text in texts)

    def test_what_one_measure_asks_is_one_sentence(self) -> None:
        points = order_of(changed(small_plan(), responsible=(TEACHERS,))).points
        assert points[1].text == (
            "Учителям-предметникам провести анализ результатов ВПР по учебным предметам в разрезе каждого "
            "обучающегося (пункт 1.1 плана) – до 11 июня 2027 г."
        )
        assert points[1].items == ()

    def test_the_authors_own_directive_wins(self) -> None:
        plan = changed(small_plan(), directive="провести анализ, какой нужен.")
        order, problems = draw_order(plan)
        assert order is not None
        assert problems == ()
        assert said_first(order).startswith("Провести анализ, какой нужен (пункт 1.1 плана) – ")

    def test_what_is_done_again_and_again_takes_the_other_aspect(self) -> None:
        deadline = PlanDeadline(text="Поурочно", rule=None, standing=True)
        plan = changed(small_plan(), title="Проведение текущей оценки", deadline=deadline)
        assert said_first(order_of(plan)).startswith("Проводить текущую оценку")

    @pytest.mark.parametrize(
        ("title", "said"),
        [
            (
                "Контроль исполнения Плана. Принятие управленческих мер.",
                "Обеспечить контроль исполнения Плана; принять управленческие меры (пункт",
            ),
            (
                "Обеспечение объективных условий ВПР:\n✓ присутствие наблюдателей;\n✓ проверка работ.",
                "Обеспечить объективные условия ВПР: присутствие наблюдателей; проверка работ (пункт",
            ),
            ("Проведение ВПР в г. Рубцовске", "Провести ВПР в г. Рубцовске (пункт"),
            (
                "Подведение итогов ВПР, проведённых в 2026 г.",
                "Обеспечить подведение итогов ВПР, проведённых в 2026 г. (пункт",
            ),
        ],
    )
    def test_a_title_of_several_sentences_or_lines_is_one_directive(self, title: str, said: str) -> None:
        assert said_first(order_of(changed(small_plan(), title=title))).startswith(said)

    def test_every_measure_of_the_plan_is_ordered_once(self) -> None:
        """Whoever shares a measure shares its point; nothing is said twice."""
        plan = sakha_like_plan()
        said = " ".join(words for words in all_words(order_of(plan)))
        for measure in plan.measures():
            assert said.count(f"(пункт {measure.number.rstrip('.')} плана)") == 1

    def test_everybody_finds_all_her_points_in_the_list(self) -> None:
        """Who answers for a measure stands in its point, and in the list beside the point's number."""
        plan = sakha_like_plan()
        order = order_of(plan)
        places = {
            name: point
            for point in order.points
            for name in (*point.about, *(name for item in point.items for name in item.about))
            if point.addressees
        }
        for measure in plan.measures():
            keys = {
                person.key if person else who.role
                for who in measure.responsible
                for person in (who.people or (None,))
            }
            assert set(places[measure.id].addressees) == keys - {"head"}
        assert order.acknowledged == (
            f"Сергеев П. И., {MATHS.post} (пункты 2, 3)",
            f"Антипина М. Н., {RUSSIAN.post} (пункты 2, 3)",
            "Тен Л. Б., заместитель директора по УВР (пункты 2–4)",
        )
        assert order.acknowledged_apart == ("учителя-предметники (пункт 2)",)

    def test_days_before_the_order_are_not_ordered(self) -> None:
        """An order of 31 May says of four terms' ends none: all are over, and the plan's words stand."""
        plan = sakha_like_plan()
        order, _problems = draw_order(plan)
        assert order is not None
        assert find_over(plan).keys() == {"interim-assessment", "effectiveness"}
        assert any(
            words.endswith("– при завершении четверти, триместра, полугодия.") for words in all_words(order)
        )
        signed = with_fields(plan, order=PlanOrder(date=dt.date(2027, 1, 15)))
        assert any(
            words.endswith("– 26 марта 2027 г., 26 мая 2027 г.") for words in all_words(order_of(signed))
        )

    def test_what_waits_gets_no_date(self) -> None:
        """Unknown stays unknown: the plan's own words stand where a date would."""
        plan = sakha_like_plan()
        waiting = {m.number.rstrip(".") for m in plan.measures() if m.deadline.awaiting}
        for words in all_words(order_of(plan)):
            if any(f"(пункт {number} плана)" in words for number in waiting):
                assert "решением Педсовета" in words
                assert " 2027 г." not in words

    def test_the_head_keeps_the_control_and_her_own_measures(self) -> None:
        last = order_of(sakha_like_plan()).points[-1]
        assert last.text.startswith("Контроль исполнения приказа и выполнение пунктов 2.1–2.5, 2.9,")
        assert last.text.endswith("плана оставляю за собой.")


class TestPosts:
    """A person with several posts is one person; initials may be two people's."""

    ANNA = PlanPerson(key="psychologist", name="Белая Анна Ильинична", post="педагог-психолог")

    def assigned(self, *people: PlanPerson) -> OrderText:
        """The order of a plan whose one measure these people answer for."""
        role = Assignee(role="staff", title="сотрудники", people=people)
        plan = changed(small_plan(), responsible=(role,))
        stage = with_fields(plan.stages[0], measures=plan.stages[0].measures[:1])
        return order_of(with_fields(plan, stages=(stage,)))

    def test_several_posts_of_one_person_make_one_point(self) -> None:
        librarian = with_fields(self.ANNA, key="librarian", post="библиотекарь")
        order = self.assigned(self.ANNA, librarian)
        assert order.points[1].text.startswith("Педагогу-психологу, библиотекарю Белой А. И. провести анализ")
        assert order.acknowledged == ("Белая А. И., педагог-психолог, библиотекарь (пункт 2)",)

    def test_initials_alone_do_not_make_two_posts_one_persons(self) -> None:
        first = with_fields(self.ANNA, name="Белая А. И.", gender="f")
        second = with_fields(first, key="librarian", post="библиотекарь")
        assert len(self.assigned(first, second).acknowledged) == 2

    def test_a_second_post_of_the_head_stays_with_her(self) -> None:
        plan = small_plan()
        assert plan.organisation is not None
        assert plan.organisation.signatory is not None
        teacher = with_fields(plan.organisation.signatory, key="teacher", post="учитель")
        order = self.assigned(teacher)
        assert order.acknowledged == ()
        assert len(order.points) == 2
        assert "выполнение пункта 1.1 плана" in order.points[-1].text


class TestUnknown:
    """Where a form is not certain the paper needs none, and a problem names the person."""

    def test_a_person_whose_dative_is_unknown_stands_in_the_nominative(self) -> None:
        muted = with_fields(MUTED, name="Тен А. А.", post="бармаглот", key="tulgey")
        plan = changed(
            small_plan(), responsible=(Assignee(role="librarians", title="библиотекари", people=(muted,)),)
        )
        order, problems = draw_order(plan)
        assert order is not None
        assert [(p.code, p.severity, p.words["person"]) for p in problems] == [
            ("RM630", Severity.WARNING, "tulgey")
        ]
        assert order.points[1].text.startswith(
            "Поручить (ответственный: бармаглот Тен А. А.): провести анализ"
        )

    def test_a_measure_nobody_answers_for_is_reported(self) -> None:
        _, problems = draw_order(changed(small_plan(), responsible=()))
        assert [(problem.code, problem.words["measure"]) for problem in problems] == [
            ("RM632", "results-by-pupil")
        ]

    def test_a_title_without_a_certain_case_is_quoted(self) -> None:
        order, problems = draw_order(changed(small_plan(), title="Глокая куздра бокрёнка"))
        assert order is not None
        assert [problem.code for problem in problems] == ["RM633"]
        assert said_first(order).startswith("Выполнить мероприятие «Глокая куздра бокрёнка»")

    def test_an_order_nobody_signs_is_an_error(self) -> None:
        plan = small_plan()
        assert plan.organisation is not None
        nobody = with_fields(plan.organisation, signatory=None)
        order, problems = draw_order(with_fields(plan, organisation=nobody))
        assert [(problem.code, problem.severity) for problem in problems] == [("RM631", Severity.ERROR)]
        assert order is not None
        assert order.signatory_name == "____________"

    def test_a_published_text_has_no_order_of_a_school(self) -> None:
        assert draw_order(published_plan()) == (None, ())


class TestPaper:
    """The drawn order, read back."""

    def test_it_holds_the_whole_text(self) -> None:
        order = order_of(sakha_like_plan())
        text = read(order)
        for point in order.points:
            assert f"{point.number} {point.text}" in text
            for item in point.items:
                assert f"{item.number} {item.text}" in text
        for words in (
            order.issuer,
            order.heading,
            order.preamble,
            "ПРИКАЗЫВАЮ:",
            "31 мая 2027 г.",
            "№ 214-од",
            "г. Якутск",
            "А. С. Николаева",
            "Тен Л. Б., заместитель директора по УВР (пункты 2–4)",
            "С приказом знакомятся на отдельном листе: учителя-предметники (пункт 2).",
        ):
            assert words in text

    def test_date_and_number_are_blanks_until_known(self) -> None:
        text = read(order_of(with_fields(small_plan(), order=PlanOrder())))
        assert "«___» ____________ 20___ г." in text
        assert "№ ______" in text

    def test_names_and_numbers_do_not_break_at_the_line_end(self) -> None:
        data, _ = render_order(order_of(small_plan()), TEMPLATE)
        assert data is not None
        texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
        assert any("№\u00a001-03/441" in text for text in texts)

    @pytest.mark.parametrize("plan", [sakha_like_plan(), small_plan()], ids=["whole", "small"])
    def test_the_same_order_gives_the_same_bytes(self, plan: Plan) -> None:
        assert render_order(order_of(plan), TEMPLATE) == render_order(order_of(plan), TEMPLATE)


def test_no_addressee_stands_alone_at_the_end_of_a_page() -> None:
    """«4. Заместителю директора …:» stands on the page of the first thing she is told to do."""
    data, _ = render_order(order_of(sakha_like_plan()), TEMPLATE)
    assert data is not None
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    heads = [each for each in paragraphs if each.text[:1].isdigit() and each.text.endswith(":")]
    assert heads
    assert all(head.paragraph_format.keep_with_next for head in heads)


def test_who_stands_outside_the_school_is_not_hers_to_charge() -> None:
    """A department's measure stays in the plan, and the school's order gives it to nobody."""
    office = Assignee(role="office", title="Западное управление", outside=True)
    order = order_of(changed(small_plan(), responsible=(office, TEACHERS)))
    assert order.points[1].text.startswith("Учителям-предметникам провести")
    alone = order_of(changed(small_plan(), responsible=(office,)))
    assert not any("(пункт 1.1 плана)" in words for words in all_words(alone))


@pytest.mark.parametrize(
    ("title", "heading", "approval"),
    [
        (
            "ПЛАН мероприятий школы",
            "Об утверждении плана мероприятий школы",
            "Утвердить план мероприятий школы (приложение).",
        ),
        (
            "«Дорожная карта» (план мероприятий) школы",
            "Об утверждении «дорожной карты» (плана мероприятий) школы",
            "Утвердить «дорожную карту» (план мероприятий) школы (приложение).",
        ),
        (
            "«Дорожная карта» школы",
            "Об утверждении «дорожной карты» школы",
            "Утвердить «дорожную карту» школы (приложение).",
        ),
        (
            "«Успех каждого»: глокая куздра",
            "Об утверждении документа «„Успех каждого“: глокая куздра»",
            "Утвердить документ «„Успех каждого“: глокая куздра» (приложение).",
        ),
    ],
)
def test_a_title_stands_in_its_case_or_in_quotes(title: str, heading: str, approval: str) -> None:
    """The heading takes the genitive, the first point the accusative; what cannot be declined is quoted."""
    order = order_of(with_fields(small_plan(), title=title))
    assert (order.heading, order.points[0].text) == (heading, approval)
