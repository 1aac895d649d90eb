"""Ask the portal over https as a browser would; nothing but the standard library is needed."""

from __future__ import annotations

import http.cookiejar
import io
import re
import ssl
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import zipfile

HOST = "https://portal.school.example"
NAME, PASSWORD = "administrator", "пароль-для-пробы-2027"


class Browser:
    """Somebody at the portal, with what her browser keeps."""

    def __init__(self) -> None:
        """Begin without anything kept."""
        trusted = ssl.create_default_context(cafile="/etc/ssl/roadmap/fullchain.pem")
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=trusted),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )
        self.address = HOST

    def get(self, page: str) -> bytes:
        """Give a page."""
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.address, page)))  # noqa: S310 -- our own host

    def post(self, page: str, shown: str = "", **fields: str) -> bytes:
        """Send a form of a page, which stands there or on the page `shown`; gives what is answered."""
        text = self.get(shown or page).decode()
        secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        if secret is None:
            sys.exit(text)
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": secret[1]}).encode()
        headers = {"Referer": self.address, "Origin": HOST}
        return self._ask(urllib.request.Request(urllib.parse.urljoin(HOST, page), data, headers))  # noqa: S310 -- our own host

    def _ask(self, asked: urllib.request.Request) -> bytes:
        with self._opener.open(asked, timeout=120) as answer:
            self.address = answer.geturl()
            given: bytes = answer.read()
            return given


def first() -> None:
    """Take the one address that the journal has for the first administrator."""
    said = subprocess.run(
        ["/usr/bin/journalctl", "-u", "roadmap-portal", "--no-pager", "--output", "cat"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    address = re.findall(r"/invitations/[\w-]+/", said)[-1]
    shown = Browser().post(address, name=NAME, login=NAME, password=PASSWORD, again=PASSWORD).decode()
    if "Учётная запись готова" not in shown:
        sys.exit(shown)


def _come_in() -> Browser:
    browser = Browser()
    browser.post("/login/", login=NAME, password=PASSWORD)
    if "/login" in browser.address:
        sys.exit("name and password are not taken")
    return browser


def known() -> None:
    """Come in with the password."""
    _come_in()


def papers() -> None:
    """All papers of the plan in one archive, drawn by the queue, and the order by itself."""
    browser = _come_in()
    shown = browser.get("/schools/").decode()
    page = re.search(r'href="(/schools/[^"/]+/[^"/]+/)', shown)
    if page is None:
        sys.exit(shown)
    order = browser.get(page[1] + "papers/order.docx")
    if "word/document.xml" not in zipfile.ZipFile(io.BytesIO(order)).namelist():
        sys.exit("that is no order")
    given = browser.post(page[1] + "papers/all/", shown=page[1] + "papers/")
    for _ in range(120):
        if given.startswith(b"PK"):
            break
        file = re.search(r'href="(/jobs/[^"]+/file/[^"]*)"', given.decode())
        time.sleep(1)
        given = browser.get(file[1] if file else browser.address)
    names = zipfile.ZipFile(io.BytesIO(given)).namelist()
    if not {"order.docx", "plan.docx"} <= {name.rpartition("/")[2] for name in names}:
        sys.exit(f"papers are missing: {names}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["first"]:
            first()
        case ["known"]:
            known()
        case ["papers"]:
            papers()
        case ["page", page]:
            Browser().get(page)
        case _:
            sys.exit("first, known, papers or page ADDRESS")
