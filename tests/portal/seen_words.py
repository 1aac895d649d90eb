"""What a page says to whoever reads it, and which of its words only writers of texts know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html  # type: ignore[import-untyped]

__all__ = ["FOR_WRITERS", "find_program_words", "list_program_words", "walk_pages"]

FOR_WRITERS = "for-writers"
"""The class of what is folded for whoever keeps the texts."""
_UNREAD = {FOR_WRITERS, "file-name"}
_SILENT = {"script", "style", "svg", "textarea"}
_ENDINGS = r"(?:docx|pdf|xlsx|ods|ics|zip|png|jpe?g|csv|txt|html)"
_FORBIDDEN = {
    "a command": re.compile(r"\broadmap\s+[a-z]+|(?<![\w-])--[a-z]{2,}"),
    "a key": re.compile(r"(?<![\w.@-])[a-z][a-z_-]*:(?=[\s{\[]|$)|[{}]"),
    "a file of programs": re.compile(r"\b[\w-]+\.(?:ya?ml|json|toml|jsonl)\b"),
    "an id": re.compile(rf"(?<![\w@./-])[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+(?![\w@./-])(?!\.{_ENDINGS})"),
    "a key of an account": re.compile(r"\b[ul]-[0-9a-f]{8,}"),
    "code": re.compile(r"`"),
}


def _list_shown(element: html.HtmlElement) -> Iterator[str]:
    """Give what is read; what is folded for writers, names of files to fetch and typed values are not."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    if not _UNREAD.isdisjoint(element.get("class", "").split()) or element.get("download") is not None:
        return
    yield element.text or ""
    for each in element:
        yield from _list_shown(each)
        yield each.tail or ""


def list_program_words(answer: HttpResponse) -> list[str]:
    """Give the words of a page that its reader cannot be asked to know, each with what is around it."""
    body = html.fromstring(answer.content.decode()).find("body")
    return [each for words in _list_shown(body) for each in find_program_words(words)]


def find_program_words(words: str) -> list[str]:
    """Give those of a text."""
    return [
        f"{what}: «{met[0]}» in «{words[max(0, met.start() - 60) : met.end() + 40].strip()}»"
        for what, pattern in _FORBIDDEN.items()
        for met in pattern.finditer(words)
    ]


def walk_pages(
    client: Client, start: str = "/", *, of_a_kind: int = 2, most: int = 120
) -> Iterator[tuple[str, HttpResponse]]:
    """Follow the links of pages, of each kind of page a few."""
    waiting, seen, kinds = [start], {start}, Counter[str]()
    while waiting and len(seen) < most * 10:
        at = waiting.pop(0)
        answer = client.get(at, follow=True)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        yield at, answer
        page = html.fromstring(answer.content.decode())
        for address in page.xpath("//a/@href"):
            path, _, query = str(address).partition("#")[0].partition("?")
            if not path.startswith("/"):
                continue
            try:
                kind = f"{resolve(path).url_name}{'?' if query else ''}"
            except Resolver404:
                continue
            whole = f"{path}?{query}" if query else path
            if whole not in seen and kinds[kind] < of_a_kind:
                kinds[kind] += 1
                seen.add(whole)
                waiting.append(whole)
