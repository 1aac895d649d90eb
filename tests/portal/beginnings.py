"""Somebody goes through the pages of a plan that begins, without scripts: she reads forms and sends them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.test import Client

__all__ = ["Walk", "begin", "begin_next_year", "read_form"]

_TAG = re.compile(r"<(input|select|option)\b([^>]*)>")
_AREA = re.compile(r"<textarea\b([^>]*)>([^<]*)</textarea>")
_WORD = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_NEXT = re.compile(r'class="button primary" href="([^"]+)"')
Form = dict[str, list[str]]


def read_form(page: str, marked: str = 'name="saw"') -> Form:
    """Read the form of a page that has a field, as a browser would send it."""
    form = page[page.rindex("<form", 0, page.index(marked)) :]
    said: Form = {}
    chooser = ""
    form = form[: form.index("</form>")]
    for words, typed in _AREA.findall(form):
        said[dict(_WORD.findall(words))["name"]] = [html.unescape(typed).removeprefix("\n")]
    for tag, words in _TAG.findall(form):
        has = {name: html.unescape(value) for name, value in _WORD.findall(words)}
        if tag == "select":
            chooser = has["name"]
        elif tag == "option" and "selected" in has:
            said.setdefault(chooser, []).append(has["value"])
        elif tag == "input" and (has.get("type") not in ("radio", "checkbox") or "checked" in has):
            said.setdefault(has["name"], []).append(has.get("value", ""))
    return said


def begin(client: Client, school: str, roadmap: str = "sakha-2021-order-441") -> str:
    """Choose a roadmap; gives the address of the draft."""
    page = client.get(f"/beginning/{school}/").content.decode()
    keys = map(unquote, re.findall(r"\?roadmap=([^\"#]*)#preview", page))
    answer = client.post(f"/beginning/{school}/", {"roadmap": next(each for each in keys if roadmap in each)})
    assert answer.status_code == 302
    return str(answer["Location"])


def begin_next_year(client: Client, school: str, plan: str) -> str:
    """Choose last year's plan; gives the address of the draft."""
    answer = client.post(f"/beginning/{school}/", {"follows": plan})
    assert answer.status_code == 302
    return str(answer["Location"])


@dataclass
class Walk:
    """Somebody at a draft.

    Attributes:
        draft: its address.
        met: addresses of the pages that she has come to, with what she sent.
    """

    client: Client
    draft: str
    met: list[tuple[str, Form]] = field(default_factory=list)

    def read(self, address: str) -> str:
        """Open a page."""
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def onward(self) -> str:
        """Give the page that the tasks lead to."""
        found = _NEXT.search(self.read(self.draft))
        assert found is not None
        return found[1]

    def send(self, address: str, said: Mapping[str, Sequence[str]]) -> str:
        """Send a page's form; gives where it leads."""
        answer = self.client.post(address, said)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def answer(self, address: str, answers: Mapping[str, str]) -> str:
        """Type the answers that a page asks for, and send it; gives where it leads."""
        said = read_form(self.read(address))
        for path in [each.removeprefix("has-") for each in said if each.startswith("has-")]:
            if path in answers:
                chosen = answers[path].split(", ") if path in _SEVERAL else [answers[path]]
                said[path] = chosen
        self.met.append((address, said))
        return self.send(address, said)

    def go_through(self, answers: Mapping[str, str], most: int = 40) -> None:
        """Go on from page to page until all is answered, or for so many pages."""
        at = self.onward()
        for _page in range(most):
            if at.endswith("/check/") or at == self.draft:
                return
            at = self.answer(at, answers)

    def go_live(self) -> int:
        """Agree to what is shown; gives the status of the answer."""
        shown = self.read(f"{self.draft}preview/")
        said = read_form(shown, 'name="version"')
        return self.client.post(f"{self.draft}preview/", said).status_code


_SEVERAL = frozenset(("roles", "units", "people", "assign"))
