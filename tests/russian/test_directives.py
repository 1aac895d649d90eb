"""Actions of plans become directives: the verb where its object's case is certain, «обеспечить» where not."""

from __future__ import annotations

import pytest

from roadmap_engine.russian import Case, Kind, decline
from roadmap_engine.russian.actions import ACTIONS
from roadmap_engine.russian.directives import to_directive

WITH_OBJECT = {noun: action for noun, action in ACTIONS.items() if not action.keeps_noun}
WITH_NOUN = {noun: action for noun, action in ACTIONS.items() if action.keeps_noun and not action.before}

SAID = {
    "Проведение анализа результатов ВПР": "провести анализ результатов ВПР",
    "Проведение учебных занятий по предмету": "провести учебные занятия по предмету",
    "Проведение ВПР": "провести ВПР",
    "Проведение количественного и качественного анализа результатов": (
        "провести количественный и качественный анализ результатов"
    ),
    "Внесение изменений в рабочие программы": "внести изменения в рабочие программы",
    "Внесение изменений в программы по курсу (часть плана, формируемая участниками отношений)": (
        "внести изменения в программы по курсу (часть плана, формируемая участниками отношений)"
    ),
    "Внесение изменений в программу начального общего и/или основного общего образования": (
        "внести изменения в программу начального общего и/или основного общего образования"
    ),
    "Разработка плана реализации мер, направленных на повышение качества": (
        "разработать план реализации мер, направленных на повышение качества"
    ),
    "Разработка и утверждение программ профильного обучения": (
        "разработать и утвердить программы профильного обучения"
    ),
    "Корректировка рабочих программ по предметам": "скорректировать рабочие программы по предметам",
    "Корректировка плана мероприятий («дорожной карты») школы": (
        "скорректировать план мероприятий («дорожную карту») школы"
    ),
    "Назначение куратора": "назначить куратора",
    "Привлечение общественных наблюдателей": "привлечь общественных наблюдателей",
    "Изучение запросов родителей, которых пригласили": "изучить запросы родителей, которых пригласили",
    "Анализ эффективности принятых мер": "провести анализ эффективности принятых мер",
    "Детальный анализ выполнения работ": "провести детальный анализ выполнения работ",
    "Контроль исполнения плана": "обеспечить контроль исполнения плана",
    "Участие в семинарах": "принять участие в семинарах",
}

PROVIDED = {
    # The doer has the action already.
    "Посещение уроков специалистами отдела": "посещение уроков специалистами отдела",
    "Анализ учреждениями результатов ВПР": "анализ учреждениями результатов ВПР",
    "Участие учителей в семинарах": "участие учителей в семинарах",
    # What stands beside the object, or agrees with it, would have to change as well.
    "Организация преемственности обучения и межпредметных связей": (
        "организацию преемственности обучения и межпредметных связей"
    ),
    "Проведение мастер-классов, открытых уроков": "проведение мастер-классов, открытых уроков",
    "Разработка плана мероприятий, направленного на повышение качества": (
        "разработку плана мероприятий, направленного на повышение качества"
    ),
    "Планирование работы, использование результатов": "планирование работы, использование результатов",
    "Анализ результатов, выявление слабых зон": "анализ результатов, выявление слабых зон",
    "Создание группы (комиссии) по проверке": "создание группы (комиссии) по проверке",
    # An attribute of the action, which a verb could not keep.
    "Своевременное обновление сайта": "своевременное обновление сайта",
    # No object, or an action that is not in the table.
    "Проведение в школе занятий": "проведение в школе занятий",
    "Информирование родителей": "информирование родителей",
    "Анализ и оценка результатов": "анализ и оценку результатов",
    "Работа школьной службы примирения": "работу школьной службы примирения",
    # No word of a clause is declined.
    "Контроль за работой педагогов, обучающиеся которых не сдали ВПР": (
        "контроль за работой педагогов, обучающиеся которых не сдали ВПР"
    ),
}


def test_the_table_is_large_enough_to_matter() -> None:
    """Most actions of real plans have a verb."""
    assert len(ACTIONS) >= 90


@pytest.mark.parametrize("noun", sorted(WITH_OBJECT))
def test_every_verb_takes_its_object_in_the_accusative(noun: str) -> None:
    """A singular in «-а», a plural of things, a group with an adjective: each in its accusative."""
    action = WITH_OBJECT[noun]
    for genitive, accusative in (
        ("рабочей программы школы", "рабочую программу школы"),
        ("итогов года", "итоги года"),
        ("учебных занятий", "учебные занятия"),
    ):
        text = f"{noun.capitalize()} {genitive}"
        assert to_directive(text) == f"{action.perfective} {accusative}"
        assert to_directive(text, repeated=True) == f"{action.imperfective} {accusative}"


@pytest.mark.parametrize("noun", sorted(WITH_NOUN))
def test_a_light_verb_keeps_the_noun_in_the_accusative(noun: str) -> None:
    """«Контроль исполнения» → «обеспечить контроль исполнения»."""
    action, accusative = WITH_NOUN[noun], decline(noun, Kind.POST).get(Case.ACCUSATIVE)
    assert to_directive(f"{noun.capitalize()} школы") == f"{action.perfective} {accusative} школы"


@pytest.mark.parametrize("noun", sorted(ACTIONS))
def test_every_noun_of_the_table_is_one_word_of_the_dictionary(noun: str) -> None:
    """A noun nobody could decline would never be found in a title."""
    assert decline(noun, Kind.POST).get(Case.ACCUSATIVE) is not None
    assert noun == noun.lower()


@pytest.mark.parametrize("action", sorted(SAID))
def test_what_is_certain_is_said_with_its_verb(action: str) -> None:
    """Phrases as plans have them."""
    assert to_directive(action) == SAID[action]


@pytest.mark.parametrize("action", sorted(PROVIDED))
def test_what_is_not_certain_is_to_be_provided(action: str) -> None:
    """«Обеспечить» takes the whole phrase, whose accusative is certain."""
    assert to_directive(action) == f"обеспечить {PROVIDED[action]}"


def test_what_cannot_be_declined_gives_nothing() -> None:
    """Not understood is better than wrong."""
    assert to_directive("Глокая куздра будланула") is None
