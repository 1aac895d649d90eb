"""Cases of names and posts: the golden tables, what is refused, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.russian import Case, Gender, Kind, decline, guess_kind
from tests.russian.tables import Row, read_table

CYRILLIC = st.text(
    alphabet=st.sampled_from("абвгдежийкльмнопрстуфхцчшщыьэюяАБВИНТёЁ-. ,()«»'1№"), max_size=40
)


def _rows(name: str, kind: Kind) -> list[object]:
    return [
        pytest.param(row, kind, id=f"{row.text}-{row.gender or ''}".strip("-")) for row in read_table(name)
    ]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        *_rows("surnames", Kind.LASTNAME),
        *_rows("first_names", Kind.FIRSTNAME),
        *_rows("patronymics", Kind.PATRONYMIC),
        *_rows("names", Kind.NAME),
        *_rows("posts", Kind.POST),
        *_rows("actions", Kind.POST),
    ],
)
def test_forms_are_those_of_the_grammar(row: Row, kind: Kind) -> None:
    """Every form of the tables comes out, and none that the tables hold back."""
    forms = decline(row.text, kind, row.gender)
    assert tuple((case, forms.get(case)) for case, _ in row.cases) == row.cases
    assert forms.sure == all(form is not None for _, form in row.cases)
    assert forms.sure or forms.problems


class TestGender:
    """«Пол … где узнать нельзя, спрашивается, а не угадывается»."""

    def test_a_surname_that_shows_no_gender_asks_for_it(self) -> None:
        """The problem names the person."""
        (problem,) = decline("Тен Л. Б.").problems
        assert problem.code == "RM401"
        assert ("name", "Тен Л. Б.") in problem.arguments

    def test_gender_is_not_needed_where_both_agree(self) -> None:
        """Сорока, Берия, Черных and Зинченко decline alike for a man and a woman."""
        for name in ("Сорока О. И.", "Берия Л. П.", "Черных П. П.", "Зинченко Н. А."):
            assert decline(name).sure

    def test_a_gender_against_the_name_is_refused(self) -> None:
        """«Лариса Борисовна» is no man, whoever says so."""
        forms = decline("Тен Лариса Борисовна", gender="m")
        assert [problem.code for problem in forms.problems] == ["RM404"]
        assert not forms.sure

    def test_one_gender_is_not_used_for_a_list_of_persons(self) -> None:
        """It cannot be that of everyone."""
        assert not decline("Вафина И.А., Михайлюк Е.И.", gender="f").sure


class TestWrittenForms:
    """Forms that a person wrote win over rules."""

    def test_written_forms_win(self) -> None:
        """The rest comes from rules where it is certain."""
        forms = decline("Шашок А. В.", gender=Gender.MASCULINE, forms={Case.DATIVE: "Шашку А. В."})
        assert forms.get(Case.DATIVE) == "Шашку А. В."
        assert forms.get(Case.GENITIVE) is None
        assert not forms.sure

    def test_all_forms_written_leave_no_problem(self) -> None:
        """A text may name the cases by their words, as YAML does."""
        written = {case.value: f"Шашк-{case.value}" for case in Case}
        forms = decline("Шашок А. В.", forms=written)
        assert forms.sure
        assert forms.problems == ()
        assert forms.get(Case.NOMINATIVE) == "Шашок А. В."
        assert forms.get(Case.DATIVE) == "Шашк-dative"


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Заяц Иван Петрович", None, "RM402"),
        ("Тюлюш Аяс Аясович", None, "RM403"),
        ("Иванов Анна Сергеевна", None, "RM404"),
        ("Ким Чен Ир", "name", "RM405"),
        ("Сорока", None, "RM406"),
        ("Ивановы", "lastname", "RM402"),
        (".", "lastname", "RM405"),
        ("№ 5", "patronymic", "RM405"),
        ("Иванoв И. И.", "name", "RM407"),
        ("директоp школы", None, "RM407"),
        ("провести анализ", None, "RM408"),
        ("по согласованию", None, "RM408"),
        ("глокая куздра", None, "RM409"),
        ("скрам-мастер", "post", "RM409"),
        ("новая городские ПМПК", "post", "RM408"),
        ("прошедшие обучение учителя", None, "RM410"),
        ("директор школы и учителя", None, "RM410"),
        ("Западное управление Ресурсный центр", None, "RM410"),
        ("", None, "RM411"),
        ("проводимые школой", None, "RM412"),
    ],
)
def test_what_is_not_certain_is_refused(text: str, kind: str | None, code: str) -> None:
    """A problem says why, and no form is invented."""
    forms = decline(text, kind)
    assert not forms.sure
    assert code in {problem.code for problem in forms.problems}


def test_a_doubtful_item_leaves_the_cases_that_print_the_same() -> None:
    """«… и проведение» is one in the accusative, whatever it depends on."""
    forms = decline("Назначение ответственного за организацию и проведение ВПР")
    assert forms.get(Case.ACCUSATIVE) == "Назначение ответственного за организацию и проведение ВПР"
    assert forms.get(Case.DATIVE) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Тен Л. Б.", Kind.NAME),
        ("Вафина И.А., Михайлюк Е.И.", Kind.NAME),
        ("Тен Лариса Борисовна", Kind.NAME),
        ("Алиева Лейла Гасан кызы", Kind.NAME),
        ("Белый Андрей", Kind.NAME),
        ("Иванов", Kind.NAME),
        ("Управляющий Совет", Kind.POST),
        ("Директор", Kind.POST),
        ("Учителя", Kind.POST),
        ("Положение", Kind.POST),
        ("методист", Kind.POST),
        ("Вафина И.А., руководители ОУ", Kind.POST),
        ("Мельник", None),
        ("Белая", None),
        ("Пак Ок Сун", None),
    ],
)
def test_a_kind_is_guessed_only_where_it_is_safe(text: str, kind: Kind | None) -> None:
    """One capitalised word that may be a surname is asked about."""
    assert guess_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "dative"),
    [
        ("директор Белый И.А.", "директору Белому И.А."),
        ("Вафина И.А., руководители ОУ", "Вафиной И.А., руководителям ОУ"),
        ("Смирнова Е.А., методист отдела образования", "Смирновой Е.А., методисту отдела образования"),
        ("Директор Тен Лариса Борисовна", "Директору Тен Ларисе Борисовне"),
        ("СОШ им. А.С. Пушкина, директор", "СОШ им. А.С. Пушкина, директору"),
        ("гимназия имени М.К. Аммосова", "гимназии имени М.К. Аммосова"),
        ("и.о. директора Белый И.А.", "и.о. директора Белому И.А."),
        ("помощник депутата Ивановой Л.Н.", None),
        ("Отдел образования Рябцев М.В.", None),
        ("учитель Тен Юлия", None),
        ("заместитель директора Тен Лариса", None),
        ("министр Минпросвещения", "министру Минпросвещения"),
        ("директор Кузбасского ИРО", "директору Кузбасского ИРО"),
        ("Иванова О. П. (директор)", "Ивановой О. П. (директору)"),
        ("Л.Н. Белая и методисты", "Л.Н. Белой и методистам"),
        (
            "педагоги, обучающиеся которых показали низкие результаты",
            "педагогам, обучающиеся которых показали низкие результаты",
        ),
        (
            "методисты, учителя, дети из классов которых пропускают уроки",
            "методистам, учителям, дети из классов которых пропускают уроки",
        ),
        ("педагоги, которые ведут математику, физику", "педагогам, которые ведут математику, физику"),
        ("учителя, ученики которых не справились с работой, директор", None),
        ("ответственный за информационный обмен", "ответственному за информационный обмен"),
        ("ответственный за школьный сайт учитель", "ответственному за школьный сайт учителю"),
        ("ПЛАН мероприятий школы", "ПЛАНУ мероприятий школы"),
    ],
)
def test_persons_in_a_line_of_posts_decline_with_it(text: str, dative: str | None) -> None:
    """A name in honour of which a school is called stays; one that may be a genitive is refused."""
    assert decline(text, Kind.POST).get(Case.DATIVE) == dative


def test_json_has_all_six_cases() -> None:
    """Scripts rely on these keys; a case that is not certain is null."""
    answer = decline("Айгуль", Kind.FIRSTNAME).to_json()
    assert list(answer) == ["text", "kind", "sure", "cases", "problems"]
    assert list(answer["cases"]) == [case.value for case in Case]
    assert answer["kind"] == "firstname"
    assert answer["sure"] is False
    assert answer["cases"]["accusative"] == "Айгуль"
    assert answer["cases"]["dative"] is None
    assert answer["problems"][0]["code"] == "RM402"


@given(
    st.one_of(st.text(max_size=30), CYRILLIC),
    st.sampled_from([None, *Kind]),
    st.sampled_from([None, *Gender]),
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered(text: str, kind: Kind | None, gender: Gender | None) -> None:
    """Declension never fails, keeps the nominative, and gives a reason for what it holds back."""
    forms = decline(text, kind, gender)
    assert forms.get(Case.NOMINATIVE) == text
    assert forms.sure or forms.problems
    assert forms == decline(text, kind, gender)


@given(st.sampled_from([row.text for row in read_table("posts")]))
@settings(max_examples=50, deadline=None)
def test_capitals_of_the_first_letter_do_not_matter(text: str) -> None:
    """A post at the beginning of a cell declines like one inside a sentence."""
    one, other = decline(text, Kind.POST), decline(text[0].upper() + text[1:], Kind.POST)
    assert [form.lower() for form in one.cases.values()] == [form.lower() for form in other.cases.values()]
