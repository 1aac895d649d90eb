"""What the papers of a plan are called in a sentence; names of files are for whoever fetches them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from roadmap_engine.model.paper import Paper
from roadmap_engine.portal.speech import gettext_lazy as _

__all__ = ["call_papers"]

_TITLES: Mapping[Paper, str] = MappingProxyType(
    {
        Paper.PAGE: _("страница плана"),
        Paper.DATA: _("данные плана"),
        Paper.TRACKER: _("таблица исполнения"),
        Paper.CALENDAR: _("общий календарь"),
        Paper.CALENDARS: _("календари"),
        Paper.PLAN: _("план с датами"),
        Paper.ORDER: _("приказ"),
        Paper.FORMS: _("бланки документов"),
    }
)


def call_papers(names: Iterable[str]) -> tuple[str, ...]:
    """Call papers by what they are, each kind once, in the order of their names."""
    kinds = dict.fromkeys(Paper.of(name) for name in names)
    return tuple(str(_TITLES[each]) for each in kinds if each is not None)
