"""Texts with gaps: `{{ procedure.genitive }}` names a value, and nothing else can stand in a gap.

No expressions, no filters, no code: a published roadmap comes from strangers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["fill_gaps", "find_gaps"]

_GAP = re.compile(r"\{\{\s*([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


def fill_gaps(text: str, values: Mapping[str, str]) -> str:
    """Put the values into the gaps of a text; a gap nobody has a value for stays as it is written.

    >>> fill_gaps("результатов {{ procedure.genitive }}", {"procedure.genitive": "ВПР"})
    'результатов ВПР'
    """
    return _GAP.sub(lambda match: values.get(match[1], match[0]), text)


def find_gaps(text: str) -> Iterator[tuple[str | None, tuple[int, int]]]:
    """Yield the name and the span of every gap; None as the name where braces hold anything else.

    >>> list(find_gaps("{{ a.b }} и {{ 1 + 1 }}"))
    [('a.b', (0, 9)), (None, (12, 14)), (None, (21, 23))]
    """
    end = 0
    for match in _GAP.finditer(text):
        yield from ((None, stray.span()) for stray in _BRACES.finditer(text, end, match.start()))
        yield match[1], match.span()
        end = match.end()
    yield from ((None, stray.span()) for stray in _BRACES.finditer(text, end))
