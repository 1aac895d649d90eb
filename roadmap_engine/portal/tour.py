"""What there is to try in the demo: for each of its accounts some steps, each a page and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.demo import ACCOUNTS, DemoAccount
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.speech import gettext
from roadmap_engine.portal.speech import gettext_lazy as _

__all__ = ["WALKS", "Step", "show_tour"]

_HERS = ("school-12", "school-12-vpr-2027")
_DRAFT = "reading-2027"
_LATE = ("school-14", "school-14-vpr-2027")


@dataclass(frozen=True, slots=True)
class Step:
    """A page, and what to do there.

    Attributes:
        page: name of the page's address.
        words: of the address.
        query: what is asked of the page.
    """

    title: str
    does: str
    page: str
    words: tuple[str, ...] = ()
    query: str = ""

    @property
    def address(self) -> str:
        """Where the page is."""
        return reverse(self.page, args=self.words) + self.query


WALKS: dict[str, tuple[Step, ...]] = {
    "school-12": (
        Step(
            _("Что сегодня ждёт школу"),
            _("Одно мероприятие вернули с замечанием. Чего план ждёт и почему – на той же странице."),
            "today", _HERS,
        ),
        Step(
            _("Исправить возвращённое"),
            _("Напишите, что добавлено, и сдайте снова. Потом войдите как officer и примите."),
            "measure", (*_HERS, "results-by-class"),
        ),
        Step(
            _("Почему такой срок"),
            _("Событие, сколько по дорожной карте, крайний день – суммой. Рядом бланк и путь документа."),
            "measure", (*_HERS, "results-by-grade"),
        ),
        Step(
            _("Записать решение Педсовета"),
            _("Наберите 25.06.2027: страница сначала покажет, что сдвинется, и только потом спросит."),
            "event", (*_HERS, "council-decision"),
        ),
        Step(
            _("Бумаги"),
            _("Приказ, план, бланки и таблица – по одной или архивом; оттуда же приказ уходит на подпись."),
            "papers", _HERS,
        ),
        Step(
            _("Календарь в телефон"),
            _("Сделайте адрес, откройте его в календаре, запишите событие – день сдвинется и там."),
            "calendars", _HERS,
        ),
        Step(
            _("Кто за что отвечает"),
            _("Отметьте, кого не будет и кто замещает; посмотрите, кто ознакомился с приказом."),
            "people", _HERS,
        ),
        Step(
            _("Взять новую версию карты"),
            _("Два срока сдвинутся, одно решать вам, одно ваше она больше не разрешает."),
            "update", _HERS,
        ),
        Step(
            _("Приказ об изменениях"),
            _("Приказ подписан: после обновления портал составит изменения к нему и примет их назад."),
            "amending", _HERS,
        ),
    ),
    "school-31": (
        Step(
            _("Начать план"),
            _("Выберите карту, ответьте на вопросы, посмотрите, что получится: пять задач до бумаг."),
            "begin", ("school-31",),
        ),
    ),
    "officer": (
        Step(
            _("Матрица"),
            _("Двенадцать школ × мероприятия. Отберите просроченное; откройте клетку – стрелками и Enter."),
            "matrix",
        ),
        Step(
            _("На проверке"),
            _("Отметьте несколько, посмотрите всё сразу и примите; одно верните с замечанием."),
            "review",
        ),
        Step(
            _("Кто не принял и кто изменил"),
            _("У школы № 31 плана нет – она в счёте. Остальные отстают от новой версии карты."),
            "versions",
        ),
        Step(
            _("Письмо опоздавшим"),
            _("Что получила бы школа № 14: письмо можно прочитать до того, как его отправят."),
            "letters", _LATE,
        ),
    ),
    "zarechny": (
        Step(
            _("Только своя территория"),
            _("Три школы Заречного; чужая школа – страница, которой нет."),
            "matrix",
        ),
    ),
    "head-12": (
        Step(
            _("Что видит директор"),
            _("Всё о своей школе, ни одной кнопки, которая пишет."),
            "today", _HERS,
        ),
        Step(_("План целиком"), _("Картина года, этапы, состояния."), "plan", _HERS),
    ),
    "deputy-14": (
        Step(
            _("Мероприятия одной должности"),
            _("Видны только свои; отчёт – одним шагом."),
            "today", _LATE,
        ),
        Step(
            _("Сдать просроченное"),
            _("Приложите ссылку или файл. В матрице у officer клетка изменится сразу."),
            "measure", (*_LATE, "results-by-class"),
        ),
    ),
    "methodist": (
        Step(
            _("Своя таблица Word или Excel"),
            _("Приложите план школы: что прочитано без полной уверенности, будет отмечено у своей строки."),
            "draft-new",
        ),
        Step(
            _("Черновик с одним сомнением"),
            _("Срок «ближе к весне» не понят. Откройте мероприятие и наберите «до 1 марта»."),
            "draft", (_DRAFT,),
        ),
        Step(
            _("Что можно менять ниже"),
            _("Пусть школы назначают срок только раньше, а ответственных только добавляют."),
            "draft-permissions", (_DRAFT,),
        ),
        Step(
            _("Опубликовать"),
            _("Потом измените срок и версию: страница скажет, что это меняет для школ."),
            "draft-publish", (_DRAFT,),
        ),
        Step(
            _("Следующая версия опубликованной"),
            _("Карта ВПР 1.1.0 уже ждёт школы. «Готовить следующую» – черновик с её текстом."),
            "drafts",
        ),
    ),
    "admin": (
        Step(
            _("Пригласить"),
            _("Приглашение – ссылка на один раз; почтовая проверка ссылок его не портит."),
            "invite",
        ),
        Step(
            _("Кто входил и что записывал"),
            _("Без адресов компьютеров; запись можно закрыть или удалить."),
            "accounts",
        ),
        Step(_("Чья папка чья"), _("Тексты рабочей папки и школы, к которым они привязаны."), "folders"),
        Step(_("Какие данные хранятся"), _("О ком, где, сколько и до каких пор."), "data"),
    ),
}  # fmt: skip
"""Steps by the login of the account that takes them."""


@require_safe
def show_tour(request: HttpRequest) -> HttpResponse:
    """Show whoever has come in her steps, and everybody the accounts that the demo has."""
    if not settings.PORTAL.demo:
        raise Http404
    viewer = viewer_of(request)
    login = Account.objects.filter(key=viewer.key).values_list("login", flat=True).first() or ""
    return show(
        request,
        "tour.html.j2",
        title=gettext("Что здесь попробовать"),
        steps=WALKS.get(login, ()),
        others=tuple(_list_others(login)),
    )


def _list_others(login: str) -> Iterator[DemoAccount]:
    yield from (each for each in ACCOUNTS if each.login != login)
