"""What people wrote inside of what the program says: known to be Russian in pages of another language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from roadmap_engine.diagnostics.languages import english_month
from roadmap_engine.portal.speech import spoken, written
from roadmap_engine.russian import numeric_date

__all__ = ["cite", "fill", "join", "number_days"]

_RUSSIAN = re.compile(r"[\u0400-\u04ff](?:[^A-Za-z<>&]*[\u0400-\u04ff])?")
_MONTHS = {english_month(number): number for number in range(1, 13)}
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")


def fill(text: str, **words: object) -> SafeString:
    """Put what people wrote into the gaps of a text, and what is known to be safe as it is.

    >>> fill("{day}: {name}", day=3, name="<b>")
    '3: &lt;b&gt;'
    """
    shown = {
        name: each if isinstance(each, SafeString) else written(str(each)) for name, each in words.items()
    }
    return format_html(text, **shown)


def cite(text: str) -> SafeString:
    """Show words of the program that cite what people wrote, without saying where: all that is Russian there.

    >>> cite("measure «by-class»")
    'measure «by-class»'
    """
    escaped = format_html("{}", text)
    if spoken() == "ru":
        return escaped
    marked = _RUSSIAN.sub(lambda found: f'<span lang="ru">{found[0]}</span>', number_days(escaped))
    return mark_safe(marked)  # noqa: S308 -- escaped above


def number_days(text: str) -> str:
    """Write the days of an English text as pages write them in every language.

    >>> number_days("by 3 June 2027")
    'by 03.06.2027'
    """
    return _DAY.sub(lambda day: numeric_date(dt.date(int(day[3]), _MONTHS[day[2]], int(day[1]))), text)


def join(texts: Iterable[str]) -> SafeString:
    """Put sentences one after another, marked ones among them."""
    return format_html_join(" ", "{}", ((each,) for each in texts if each))
